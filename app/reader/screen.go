package reader

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/documents"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Memory remembers where in a document somebody was, while the program runs.
type Memory map[campus.ID]spotZoom

// Turn has a document opened at a page, from 1, the next time, with words marked.
func (m Memory) Turn(document campus.ID, page int, words string) {
	at := m[document] // with the zoom of the last time
	at.at, at.sought, at.led = spot{page: page - 1}, words, true
	m[document] = at
}

// Lead has a document opened at a note the next time.
func (m Memory) Lead(note campus.Record) {
	a := campus.As[campus.Annotation](note)
	m.Turn(a.Of, a.Page, "")
	at := m[a.Of]
	at.note = note.ID
	m[a.Of] = at
}

type spotZoom struct {
	at     spot
	zoom   float64
	turn   int
	sought string    // words to mark; "" for none
	note   campus.ID // to be led to; "" for none
	led    bool      // somebody is led there, whatever was read last
	left   time.Time
}

// Screen shows one document. It is made for it, and closed.
type Screen struct {
	env    *ui.Env
	record campus.Record
	doc    campus.Document
	memory Memory
	guard  ui.Guard
	look   ui.Guard // for newer records
	closed bool
	gone   bool          // the document was removed while it was read
	beside bool          // something else: there is nowhere to go back to
	away   bool          // the bytes could not be had: a line that comes back tries again
	unsent bool          // they are not on the server yet: the record tells when they are
	line   campus.Status // as it was last told

	bar     *bar
	trouble *widget.Trouble
	strip   *widget.Strip
	way     *widget.Strip // back to where a link was
	backs   []wayBack
	find    *findRow
	panel   *panel
	notes   *notes
	room    *fyne.Container
	keys    *keys
	pages   *pages
	last    lastRead
	keeper  *keeper
	asks    *printSheet // the last one
	text    *textView
	wait    *waiting
	content fyne.CanvasObject
}

// New opens a document. leave goes back to where it was opened from, nil where it
// stands beside something else; memory may be nil.
func New(env *ui.Env, document campus.Record, memory Memory, leave func()) *Screen {
	s := &Screen{env: env, beside: leave == nil, record: document, doc: campus.As[campus.Document](document), memory: memory, line: env.Link.Status(),
		trouble: widget.NewTrouble(), strip: widget.NewStrip(), way: widget.NewStrip(), room: container.NewStack()}
	s.bar = newBar(s, leave)
	s.find, s.notes = newFindRow(s), newNotes(s)
	s.panel = newPanel(s)
	s.keys = newKeys(s.room)
	s.keys.onKey, s.keys.onZoom, s.keys.onShortcut = s.key, s.zoom, s.Shortcut
	top := widget.Stackup(0, s.bar.content, fw.NewSeparator(), s.find.content, s.trouble, s.strip, s.way)
	s.content = widget.Flush(top, nil, s.panel.content, nil, s.keys)
	s.fetch()
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	// Only after this can the window find what was put into it a moment ago.
	s.env.Main(s.keysToPages)
}

// keysToPages brings the keyboard to the pages.
func (s *Screen) keysToPages() {
	if !s.closed {
		s.env.Window.Canvas().Focus(s.keys)
	}
}

// Changed implements ui.Screen: the document may have a new version, or be
// removed. What is read stays on the screen until the person says otherwise.
func (s *Screen) Changed(n campus.Notice) {
	s.notes.changed(n)
	if n.IDs != nil && !n.IDs[s.record.ID] || n.IDs == nil && !n.Touches("document") {
		return
	}
	id := s.record.ID
	ui.Load(s.env, &s.look, func(ctx context.Context) (campus.Record, error) {
		return s.env.Replica.Record(ctx, id)
	}, func(r campus.Record, err error) {
		if err != nil && campus.CodeOf(err) != campus.NotFound || s.closed {
			return
		}
		doc := campus.As[campus.Document](r)
		s.gone = err != nil || r.Deleted
		switch {
		case s.gone:
			s.strip.Say(removed.Say(), "", nil)
		case doc.Manifest != s.doc.Manifest:
			s.strip.Say(newer.Say(), showNewer.Say(), func() { s.reopen(r) })
		default:
			s.record, s.doc = r, doc
			s.bar.name(r)
			if s.unsent && doc.Stored == doc.Manifest { // its author's computer has sent it
				s.fetch()
				return
			}
			s.Status(s.env.Link.Status())
		}
	})
}

// Status implements ui.Watcher: a line that came back, or was looked at anew, fetches what
// was missing. How far another file is, is told a few times a second and says nothing of it.
func (s *Screen) Status(st campus.Status) {
	was := s.line
	s.line = st
	looked := st.Line != was.Line || st.Syncing != was.Syncing || !st.LastSync.Equal(was.LastSync)
	if s.away && st.Line == campus.Online && !st.Syncing && looked {
		s.fetch()
	}
}

func (s *Screen) reopen(r campus.Record) {
	s.record, s.doc = r, campus.As[campus.Document](r)
	s.strip.Hide()
	s.bar.name(r)
	s.fetch()
}

// Close ends the worker and what is being fetched.
func (s *Screen) Close() {
	s.closed = true
	s.guard.Stop()
	s.look.Stop()
	s.stopPages()
}

func (s *Screen) stopPages() {
	if s.pages != nil {
		if s.memory != nil && len(s.pages.plan.tops) > 0 { // else it was never read
			s.memory[s.record.ID] = spotZoom{at: s.pages.here(), zoom: s.pages.zoom, turn: s.pages.turn, left: s.env.Now()}
		}
		if s.keeper != nil {
			s.keeper.close()
		}
		s.pages.close()
	}
	s.find.end()
	s.panel.end()
	s.notes.end()
	s.backs = nil
	s.offerBack()
	s.pages, s.text, s.keeper = nil, nil, nil
}

// file is a document's bytes on this computer, and how they are shown.
type file struct {
	path string
	form form
	text text
	last lastRead
}

// lastRead is where the person was last, as the records say, and when; zero for nowhere.
type lastRead struct {
	place campus.Place
	at    time.Time
}

// fetch brings the bytes here, with numbers, and shows them.
func (s *Screen) fetch() {
	s.away, s.unsent = false, false
	s.stopPages()
	s.bar.reading(false)
	if s.doc.URL != "" {
		s.put(s.link())
		return
	}
	s.wait = newWaiting(s.doc)
	s.put(s.wait.content)
	wait := s.wait
	record, doc, id := s.record, s.doc, s.record.ID // the worker looks at none that may change
	tell := func(st campus.FileState) {
		s.env.Main(func() {
			wait.set(st)
			if wait == s.wait {
				s.bar.state(st)
			}
		})
	}
	ui.Load(s.env, &s.guard, func(ctx context.Context) (file, error) {
		st, err := s.state(ctx, id, doc)
		if err != nil {
			return file{}, err
		}
		tell(st)
		f := file{}
		if f.path, err = s.env.Files.OpenVersion(ctx, id, doc.Manifest, slowly(tell)); err != nil {
			return f, err
		}
		st.Here = st.Size
		tell(st)
		if f.form = formFor(doc.Name, doc.Type, f.path); f.form == asText {
			f.text, err = readText(f.path, doc.Name)
		}
		if f.form == asPages && !s.beside {
			f.last.place, f.last.at = lastPlace(ctx, s.env.Replica, record)
		}
		return f, err
	}, s.opened)
}

// state tells where the bytes are: of an earlier file, that the server has them.
func (s *Screen) state(ctx context.Context, id campus.ID, doc campus.Document) (campus.FileState, error) {
	r, err := s.env.Replica.Record(ctx, id)
	if err == nil && campus.As[campus.Document](r).Manifest != doc.Manifest {
		return campus.FileState{Size: doc.Size, OnServer: true}, nil
	}
	return s.env.Files.State(ctx, id)
}

// slowly passes a number on a few times a second: the eye cannot follow more.
func slowly(f func(campus.FileState)) func(campus.FileState) {
	var last time.Time
	return func(st campus.FileState) {
		if now := time.Now(); now.Sub(last) > 120*time.Millisecond || st.Whole() {
			last = now
			f(st)
		}
	}
}

func (s *Screen) put(o fyne.CanvasObject) {
	s.room.Objects = []fyne.CanvasObject{o}
	s.room.Refresh()
}

// opened shows what was fetched, or why it was not.
func (s *Screen) opened(f file, err error) {
	switch {
	case err != nil:
		s.cannot(err)
	case f.form == asPages:
		s.last = f.last
		s.showPages(f.path, "")
	case f.form == asText && len(f.text.pieces) == 0:
		s.put(widget.Empty(emptyText.Say(), emptyTextSay.Say()))
	case f.form == asText:
		if !f.text.whole {
			s.strip.Say(longText.Say(ui.Bytes(maxTextBytes), ui.Bytes(s.doc.Size)), "", nil)
		}
		s.text = newTextView(s.env, f.text, func() *seeker { return s.find.seeker })
		s.put(s.text)
		if m := s.memory[s.record.ID]; m.led && m.sought != "" {
			s.find.led(m.sought)
		}
		s.bar.words(true)
	default:
		s.put(s.other(f))
	}
}

// showPages opens a document, with its password or "".
func (s *Screen) showPages(path, password string) {
	p := newPages(s.env, path)
	p.engine.password = password
	s.pages = p
	if picture(s.doc.Name) {
		p.widest = 1
	}
	var at *spot
	var sought string
	m, ok := s.begin()
	if ok {
		at, p.zoom, p.turn, sought = &m.at, m.zoom, m.turn, m.sought
	}
	var keep *keeper
	if !s.beside {
		was := s.last.place // to be led somewhere is to be there
		if !m.led {
			was = placeOf(spot{part: -1}, zoomWidth, 0)
			if ok {
				was = placeOf(m.at, m.zoom, m.turn)
			}
		}
		keep = newKeeper(s.env, s.record, was)
	}
	s.keeper = keep
	p.onOpen = func(a openAnswer) {
		s.put(widget.On(theme.ColorNameRail, p))
		s.bar.reading(true)
		if password != "" { // its field had the keyboard
			s.keysToPages()
		}
		s.bar.count(a.Pages)
		switch {
		case a.Cut:
			s.strip.Say(cutShort.Say(), "", nil)
		case a.More:
			s.strip.Say(morePages.Say(number(a.Pages)), "", nil)
		}
		if sought != "" {
			s.find.led(sought)
		}
		s.notes.begin(m.note)
	}
	p.onPlace = func(page int, zoom float64) {
		s.bar.place(page, zoom)
		s.panel.follow()
		s.notes.follow(page)
		if keep != nil && p.start == nil {
			keep.set(p.here(), p.zoom, p.turn)
		}
	}
	p.marks = func(page int) []mark { return append(s.notes.marks(page), s.find.marks(page)...) }
	p.signs, p.onSign, p.onMenu = s.notes.signs, s.notes.choose, s.notes.menu
	p.onFocus, p.onLink = s.keysToPages, s.follow
	p.onFail = func(err error) {
		s.stopPages()
		s.bar.reading(false)
		if asksPassword(err) {
			s.askPassword(path, password != "")
			return
		}
		if words := whole(err); words != "" {
			s.put(widget.Empty(cannotOpen.Say(), words, s.exits()...))
		}
	}
	p.begin(at)
}

// begin is where the document opens: where somebody is led to, or where they were last, here
// since the program runs or, later, on another computer or before.
func (s *Screen) begin() (spotZoom, bool) {
	m, ok := s.memory[s.record.ID]
	if s.last.place.Page > 0 && !m.led && (!ok || s.last.place.Device != s.env.Replica.Device() && s.last.at.After(m.left)) {
		return spotOf(s.last.place), true
	}
	return m, ok
}

// cannot says why the bytes are not here, and what to do.
func (s *Screen) cannot(err error) {
	if campus.CodeOf(err) != campus.NotHere {
		s.put(widget.Empty(cannotOpen.Say(), ui.Sentence(err), widget.NewButton(tryAgain.Say(), nil, s.fetch)))
		return
	}
	s.away = true
	st := s.wait.state
	here, size := ui.Bytes(st.Here), ui.Bytes(max(st.Size, s.doc.Size))
	again := widget.NewButton(tryAgain.Say(), nil, s.fetch)
	switch line := s.env.Link.Status().Line; {
	case line == campus.OffByHand:
		online := widget.Main(goOnline.Say(), nil, func() { s.env.Link.WorkOffline(false) })
		s.put(widget.Empty(notHere.Say(), notHereOff.Say(here, size), online, again))
	case !st.OnServer && line == campus.Online:
		s.away, s.unsent = false, true // a new state of the line would change nothing: the record tells when it is there
		s.put(widget.Empty(notHere.Say(), notSentYet.Say(), again))
	default:
		s.put(widget.Empty(notHere.Say(), notHereSays.Say(here, size), again))
	}
}

// saveCopy puts a copy where the person wants it.
func (s *Screen) saveCopy() {
	documents.SaveCopy(s.env, s.record, func(words string, err error) {
		s.trouble.Say(ui.Sentence(err))
		s.bar.note(words)
	})
}

// key does what a key asks for; false when it is not one for reading.
func (s *Screen) key(k fyne.KeyName) bool {
	switch {
	case k == fyne.KeyEscape:
		return s.Back()
	case k == fyne.KeyF3 && s.searched() != nil:
		s.find.step()
		return true
	case s.text != nil:
		return s.text.ScrollKey(k)
	case s.pages != nil:
		return s.pages.key(k)
	}
	return false
}

func (s *Screen) zoom(z zoomKey) {
	if s.pages == nil {
		return
	}
	switch z {
	case zoomIn:
		s.pages.stepZoom(true)
	case zoomOut:
		s.pages.stepZoom(false)
	case zoomPage:
		page := s.pages.page()
		s.pages.setZoom(zoomWhole)
		s.pages.goPage(page)
	default:
		s.pages.setZoom(zoomWidth)
	}
}

// Env is what the screen was made with, and Dots in how many dots an inch the page that is
// read is drawn: both are for the figures.
func (s *Screen) Env() *ui.Env { return s.env }

// Dots tells in how many dots an inch the page that is read is drawn; 0 for none.
func (s *Screen) Dots() int {
	if s.pages == nil || len(s.pages.plan.sizes) == 0 {
		return 0
	}
	return int(s.pages.scale(s.pages.page())*72 + 0.5)
}

// Drawing tells whether a page that is in sight is still to be drawn.
func (s *Screen) Drawing() bool { return s.pages != nil && s.pages.drawing() }
