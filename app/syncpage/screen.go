// Package syncpage shows what waits to be sent and what the server refused,
// with the reason and a way out.
package syncpage

import (
	"context"
	"io"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Screen is the page.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	asking  ui.Guard
	sets    []item
	last    *widget.Line
	seen    time.Time // the last sync that is shown
	copied  *widget.Line
	note    *fyne.Container
	held    *fyne.Container // what the data limits hold back
	heldHow *widget.Line
	counts  counts    // of the status when it was last looked at
	moved   time.Time // when it was last looked at while something moved
	turns   int       // campus.Status.Moved, at the last look
	send    *widget.Button
	now     *widget.Button
	line    *widget.Button
	trouble *widget.Trouble
	column  *widget.Column
	empty   fyne.CanvasObject
	tabs    *widget.Tabs
	data    *data
	log     *record
	content fyne.CanvasObject
}

// counts are the numbers of a status by which the page changes.
type counts struct{ waiting, refused, files, held, contested int }

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, last: widget.Quiet(""), copied: widget.Quiet(copied.Say()), trouble: widget.NewTrouble(), empty: widget.Empty(allSent.Say(), allSentHint.Say())}
	s.copied.Color = theme.ColorNameAccent
	s.column = widget.NewColumn(s.build, func(int, float32) float32 { return 90 })
	s.column.MaxWidth = 860
	s.now = widget.Main(syncNow.Say(), base.ViewRefreshIcon(), env.Link.Now)
	s.line = widget.NewButton("", nil, nil)
	s.heldHow, s.send = widget.NewLine(""), widget.NewButton("", base.UploadIcon(), env.Link.SendHeld)
	s.held = widget.Inset(container.NewHBox(widget.Middle(s.heldHow.Full()), s.send), 0, 4, widget.Edge, widget.Edge)
	s.held.Hide()
	s.note = widget.Inset(s.copied, 0, 4, widget.Edge, widget.Edge)
	head := widget.Head(widget.Title(title.Say()), s.last, s.line, s.now)
	s.empty.Hide()
	top := widget.Stackup(0, head, s.note, s.held, s.trouble)
	s.data, s.log = newData(env, s.trouble), newRecord(env, s.trouble)
	s.tabs = widget.NewTabs()
	s.tabs.Add(tabChanges.Say(), container.NewStack(s.column, s.empty))
	s.tabs.Add(tabData.Say(), s.data.content)
	s.tabs.Add(tabLog.Say(), s.log.content)
	s.tabs.OnChange = func(int) { s.look() }
	s.content = container.NewBorder(top, nil, nil, nil, s.tabs)
	s.Status(env.Link.Status())
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	s.note.Hide()
	s.Status(s.env.Link.Status())
	s.load()
	s.look()
}

// look brings the tab in front up to date.
func (s *Screen) look() {
	switch s.tabs.Current() {
	case tabDataAt:
		s.data.load()
	case tabLogAt:
		s.log.load()
	}
}

// The places of the tabs.
const (
	tabDataAt = 1
	tabLogAt  = 2
)

// Changed implements ui.Screen.
func (s *Screen) Changed(campus.Notice) { s.load() }

// Folders implements ui.Mirrored.
func (s *Screen) Folders() { s.load() }

// Status implements ui.Watcher.
func (s *Screen) Status(st campus.Status) {
	s.last.SetText(neverSynced.Say())
	if !st.LastSync.IsZero() {
		s.last.SetText(lastSync.Say(ui.At(st.LastSync, s.env.Now())))
	}
	if m := ui.MovingWords(st.Moving, widget.Short(widget.Clean(st.Moving.Name))); m != "" {
		s.last.SetText(m)
	}
	offline := st.Line == campus.OffByHand
	s.line.SetText(workOffline.Say())
	if offline {
		s.line.SetText(goOnline.Say())
	}
	s.line.OnTapped = func() { s.env.Link.WorkOffline(!offline) }
	widget.ShowIf(s.now, !offline)
	s.now.OnTapped = s.env.Link.Now
	widget.ShowIf(s.held, st.Held > 0 && !offline)
	s.heldHow.SetText(heldCount.Count(st.Held))
	s.send.SetText(sendHeld.Say(ui.Bytes(st.HeldSize)))
	if st.Line == campus.Spent { // who presses it knows what it costs
		s.now.OnTapped = s.env.Link.Anyway
	}
	if n := (counts{st.Waiting, st.Refused, st.Files, st.Held, st.Contested}); n != s.counts {
		s.counts = n
		s.load()
	}
	if st.Moving != (campus.Moving{}) && s.env.Now().Sub(s.moved) > 3*time.Second {
		s.moved = s.env.Now() // what the line costs grows while a file moves, and what is here of it
		s.look()
		s.load()
	}
	if st.Moved != s.turns {
		s.turns = st.Moved
		s.load()
	}
	if !st.Syncing && st.LastSync != s.seen {
		s.seen = st.LastSync
		s.look()
	}
}

func (s *Screen) load() {
	ui.Load(s.env, &s.guard, func(ctx context.Context) ([]item, error) { return look(ctx, s.env) },
		func(items []item, err error) {
			s.trouble.Say(ui.Sentence(err))
			if err != nil {
				return
			}
			s.sets = items
			widget.ShowIf(s.empty, len(items) == 0)
			s.column.SetCount(len(items))
		})
}

// build makes a row: a heading, or one set.
func (s *Screen) build(i int) fyne.CanvasObject {
	it := s.sets[i]
	if it.heading != "" {
		head := widget.Bold(it.heading)
		head.Scale = base.SizeNameSubHeadingText
		o := widget.Stackup(2, head)
		if it.hint != "" {
			o.Add(widget.Quiet(it.hint))
		}
		return widget.Inset(o, 10, 2, 0, 0)
	}
	if it.file != nil {
		return s.fileRow(it)
	}
	head := container.NewBorder(nil, nil, nil, widget.Quiet(it.when).Full(), widget.Bold(it.what))
	body := widget.Stackup(4, head)
	if it.where != "" {
		body.Add(widget.Quiet(it.where))
	}
	if it.text != "" {
		words := widget.Paragraph(it.text)
		words.Most = 0 // they may be all that there is of them
		body.Add(widget.Inset(words, -4, -6, -7, 0))
	}
	if it.reason != "" {
		why := widget.Paragraph(it.reason)
		if it.refused {
			why.ColorName = base.ColorNameError
		}
		body.Add(widget.Inset(why, -4, -6, -7, 0))
	}
	switch {
	case it.refused:
		body.Add(widget.Inset(s.actions(it), 4, 0, 0, 0))
	case it.mirror != nil:
		space, folders := it.mirror.Space, s.env.Folders
		body.Add(widget.Inset(widget.Beside(6, widget.NewButton(ui.MirrorMissed.Say(), nil, func() { folders.BringBack(space) }),
			widget.NewButton(ui.MirrorMeant.Say(), nil, func() { folders.Agree(space) })), 4, 0, 0, 0))
	case it.contested.ID != "":
		body.Add(widget.Inset(widget.Beside(6, widget.Main(compare.Say(), nil, func() { s.choose(it) })), 4, 0, 0, 0))
	}
	return widget.Card(body)
}

func (s *Screen) actions(it item) fyne.CanvasObject {
	row := widget.Beside(6)
	if a := it.again; a != nil && (a.Change.Kind != "person" || s.env.Mine != nil) {
		word := writeAgain.Say()
		if a.Begun {
			word = resumeAgain.Say()
		}
		row.Add(widget.Main(word, base.DocumentCreateIcon(), func() { s.write(a) }))
	}
	if r := it.rewrite; r != nil {
		var mend *widget.Button
		name := func(begun bool) string {
			if begun {
				return resumeAgain.Say()
			}
			return writeAgain.Say()
		}
		mend = widget.Main(name(it.begun), base.DocumentCreateIcon(), func() { r.open(s, func(begun bool) { mend.SetText(name(begun)) }) })
		row.Add(mend)
	}
	if it.again == nil && !it.left && !it.isDraft() { // no editor holds it: it can go as it is
		row.Add(widget.NewButton(sendAgain.Say(), base.MailSendIcon(), func() { s.resend(it) }))
	}
	if it.full != "" {
		row.Add(widget.NewButton(copyText.Say(), base.ContentCopyIcon(), func() {
			fyne.CurrentApp().Clipboard().SetContent(it.full)
			s.copied.SetText(copied.Say())
			s.note.Show()
		}))
	}
	for _, d := range it.files {
		word := saveFile.Say()
		if len(it.files) > 1 {
			word += ": " + widget.Short(widget.Clean(d.Name))
		}
		row.Add(widget.NewButton(word, base.DocumentSaveIcon(), func() { s.saveFile(d) }))
	}
	row.Add(widget.Plain(discard.Say(), base.DeleteIcon(), func() { widget.Ask(s.env.Window, discard.Say(), discardAsk.Say(), func() { s.drop(it) }) }))
	return row
}

// saveFile saves a copy of a file that was refused: once its set is discarded, nothing
// keeps it here.
func (s *Screen) saveFile(d campus.Document) {
	widget.SaveFile(s.env, d.Name, func(ctx context.Context, to io.Writer) error {
		path, err := s.env.Files.OpenMine(ctx, d)
		if err != nil {
			return err
		}
		from, err := os.Open(path)
		if err != nil {
			return err
		}
		defer from.Close()
		_, err = io.Copy(to, from)
		return err
	}, func(name string, err error) {
		s.trouble.Say(ui.Sentence(err))
		if name != "" && err == nil {
			s.copied.SetText(fileSaved.Say(name))
			s.note.Show()
		}
	})
}

// write leads to where the words are written.
func (s *Screen) write(a *ui.Again) {
	if a.Change.Kind == "person" {
		s.env.Mine(a)
		return
	}
	s.env.Go(a.Place())
}

// resend saves what was refused once more as it is, for who was refused something may
// have been allowed it since. The refused set is let go of behind that.
func (s *Screen) resend(it item) {
	ui.Do(s.env, func(ctx context.Context) error {
		if err := s.env.Replica.Save(ctx, campus.Action{Space: it.set.Space, Changes: it.set.Changes}); err != nil {
			return err
		}
		return s.env.Replica.Discard(ctx, it.set.Space, it.set.Number)
	}, func(err error) {
		s.trouble.Say(ui.Sentence(err))
		s.load()
	})
}

// drop lets go of a set for good, and of what was begun in its place.
func (s *Screen) drop(it item) {
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Discard(ctx, it.set.Space, it.set.Number) }, func(err error) {
		s.trouble.Say(ui.Sentence(err))
		if err == nil {
			s.env.Draft(ui.PlaceOf(it.set)).Clear()
			if it.left || it.isDraft() { // it can't be brought back
				s.load()
				return
			}
			s.env.Gone(it.what, func(ctx context.Context) error { // it waits anew, and may be refused again
				return s.env.Replica.Save(ctx, campus.Action{Space: it.set.Space, Changes: it.set.Changes})
			})
		}
		s.load()
	})
}
