package documents

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// List shows the documents of a space in their folders, finds among them, adds, files
// and removes. A screen makes one, tells it the space, and passes Shown, Changed, Up
// and Drop on.
type List struct {
	fw.BaseWidget
	// OnCount is told how many documents there are.
	OnCount func(n int)
	// Also, if set, gives what else the menu of a document offers.
	Also func(r campus.Record) []*fyne.MenuItem

	env        *ui.Env
	categories bool
	space      campus.ID
	folder     campus.ID // that is open, "" for the top
	look       looked
	shown      []entry
	found      int           // documents among the shown
	moved      int           // campus.Status.Moved, at the last look
	moving     campus.Moving // what was under way when the states were asked for
	states     *states
	guard      ui.Guard
	sifting    ui.Guard
	adder      *adder
	filters    *filters
	crumbs     *crumbs
	mirror     *mirror
	rows       []*row // that the list has made
	dragged    *row

	find    *widget.Entry
	count   *widget.Line
	add     *widget.Button
	trouble *widget.Trouble
	list    *widget.List
	room    *fyne.Container
	box     fyne.CanvasObject
}

// NewList makes a list, empty. With categories it shows and filters them, as
// Resources does.
func NewList(env *ui.Env, categories bool) *List {
	l := &List{env: env, categories: categories, find: widget.NewEntry(), count: widget.Quiet(""),
		trouble: widget.NewTrouble(), room: container.NewStack()}
	l.states = newStates(env, func() { l.list.Refresh() })
	l.adder = newAdder(l)
	l.filters = newFilters(l)
	l.crumbs = newCrumbs(l)
	l.mirror = newMirror(l)
	l.find.SetPlaceHolder(findHint.Say())
	l.find.OnChanged = func(string) { l.fill() }
	l.add = widget.Main(addWord.Say(), base.ContentAddIcon(), l.Add)
	l.add.Hide()
	l.list = widget.NewList(func() int { return len(l.shown) }, l.newRow, l.setRow)
	l.list.HideSeparators = false
	l.list.OnKey = l.key
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		l.open(l.shown[i])
	}
	more := widget.More(env.Window, l.menuOfAll)
	bar := widget.Pad(widget.Flush(nil, nil, nil, widget.Beside(6, widget.Middle(l.add), widget.Middle(more)),
		widget.Elastic(8, 18, 6, l.find, l.filters.first, widget.Inset(widget.Middle(l.count), 0, 0, 6, 12))), 6, 12)
	top := widget.Stackup(0, l.mirror.box, bar, l.filters.second, l.crumbs.box, l.adder.strip, l.trouble, head(categories), fw.NewSeparator())
	l.box = widget.Flush(top, nil, nil, nil, container.NewStack(l.list, l.room))
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(l.box) }

// Open shows the documents of a space.
func (l *List) Open(space campus.ID) {
	if l.space != space {
		l.space, l.folder, l.look, l.shown = space, "", looked{}, nil
		l.states.forget()
		l.trouble.Say("")
		l.find.SetText("")
		l.adder.space()
		l.mirror.reset()
		l.fill()
	}
	l.Shown()
	if l.env.Near != nil {
		l.env.Near()
	}
}

// Shown looks again.
func (l *List) Shown() {
	if l.space != "" {
		l.states.stale()
		l.load()
		l.mirror.load()
	}
}

// Changed looks again if the notice is about documents here.
func (l *List) Changed(n campus.Notice) {
	if l.space != "" && (n.IDs == nil || n.Touches("document", "folder", "membership", "person")) {
		l.Shown()
	}
}

// Status looks anew at where the documents in sight are while files move: no record
// changes when one has come.
func (l *List) Status(st campus.Status) {
	if l.moving == st.Moving && l.moved == st.Moved {
		return
	}
	l.moving, l.moved = st.Moving, st.Moved
	if l.space != "" && l.Visible() {
		l.states.stale()
		l.list.Refresh()
	}
}

func (l *List) load() {
	most := 0
	if l.look.in == "" { // nothing is shown yet
		most = firstLook
	}
	l.loadSome(most)
}

func (l *List) loadSome(most int) {
	space, asked := l.space, l.question()
	var s sifted
	ui.Load(l.env, &l.guard, func(ctx context.Context) (looked, error) {
		k, err := look(ctx, l.env, space, l.adder.place(space), most)
		if most > 0 && err == nil { // the first rows do not go over the window twice
			s = sift(ctx, l.env, k, asked)
		}
		return k, err
	}, func(k looked, err error) {
		if err != nil {
			l.trouble.Say(ui.Sentence(err))
			return
		}
		l.look = k
		l.folder = k.shelves.Place(l.folder)
		widget.ShowIf(l.add, k.may)
		l.adder.offer(k.draft)
		l.filters.offer(k)
		if l.crumbs.show(); most > 0 && l.question() == asked {
			l.showSifted(s)
		} else {
			l.fill()
		}
		if k.part {
			l.loadSome(0)
			return
		}
		if l.OnCount != nil {
			l.OnCount(len(k.items))
		}
	})
}

// fill shows what is in the open folder, or what the filters let through of all that
// is within it.
func (l *List) fill() {
	q, k := l.question(), l.look
	l.crumbs.show()
	if k.in == "" {
		l.showSifted(sifted{})
		return
	}
	ui.Load(l.env, &l.sifting, func(ctx context.Context) (sifted, error) { return sift(ctx, l.env, k, q), nil }, func(s sifted, _ error) { l.showSifted(s) })
}

func (l *List) question() question {
	q := l.filters.question()
	q.words, q.folder = l.find.Text, l.folder
	return q
}

func (l *List) showSifted(s sifted) {
	l.shown, l.found = s.entries, s.found
	words := countCount.Count(s.of)
	if l.look.part { // not known yet
		words = ""
	} else if s.found != s.of {
		words = countSome.Say(s.found, s.of)
	}
	l.count.SetText(words)
	l.room.Objects = nil
	if len(l.shown) == 0 && l.look.in != "" {
		l.room.Objects = []fyne.CanvasObject{l.nothing()}
	}
	l.room.Refresh()
	l.list.Refresh()
}

func (l *List) nothing() fyne.CanvasObject {
	switch {
	case l.question().asks():
		return widget.Empty(noMatch.Say(), noMatchHint.Say(), widget.NewButton(showAll.Say(), nil, l.clear))
	case l.folder != "" && l.look.may:
		return widget.Empty(emptyFolder.Say(), emptyFolderAdd.Say(), widget.Main(addWord.Say(), base.ContentAddIcon(), l.Add))
	case l.folder != "":
		return widget.Empty(emptyFolder.Say(), "")
	case l.look.may:
		return widget.Empty(nothing.Say(), nothingAdd.Say(), widget.Main(addWord.Say(), base.ContentAddIcon(), l.Add))
	}
	return widget.Empty(nothing.Say(), nothingSee.Say())
}

func (l *List) clear() {
	l.filters.clear()
	l.find.SetText("")
	l.fill()
}

func (l *List) open(e entry) {
	switch {
	case e.folder:
		l.Enter(e.record.ID)
	case l.env.Show != nil:
		l.env.Show(e.record)
	}
}

// Enter opens a folder, "" the top.
func (l *List) Enter(folder campus.ID) {
	l.folder = folder
	if l.find.Text != "" || l.question().asks() {
		l.filters.clear()
		l.find.SetText("")
	}
	l.list.ScrollToTop()
	l.fill()
}

// Up leaves the open folder; false at the top.
func (l *List) Up() bool {
	if l.folder == "" {
		return false
	}
	l.Enter(l.look.shelves.Parent(l.folder))
	return true
}

func (l *List) save(changes ...campus.Change) {
	space := l.space
	ui.Do(l.env, func(ctx context.Context) error { return saveAll(ctx, l.env, space, changes) }, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		l.Shown()
	})
}

// saveAll saves changes that may be more than one set takes, in order.
func saveAll(ctx context.Context, env *ui.Env, space campus.ID, changes []campus.Change) error {
	const atOnce = 400
	for len(changes) > 0 {
		n := min(len(changes), atOnce)
		if err := env.Replica.Save(ctx, campus.Action{Space: space, Changes: changes[:n]}); err != nil {
			return err
		}
		changes = changes[n:]
	}
	return nil
}

// Add asks for a file. It does nothing where the person may not add.
func (l *List) Add() {
	if l.look.may {
		l.adder.choose()
	}
}

// Drop takes in files that were dropped on the window, into the open folder.
func (l *List) Drop(paths []string) {
	switch {
	case l.space == "" || l.look.in == "":
	case !l.look.may:
		l.trouble.Say(mayNot.Say())
	default:
		l.adder.first(func() { l.adder.take(paths) })
	}
}

// Find filters by name.
func (l *List) Find(words string) { l.find.SetText(strings.TrimSpace(words)) }
