package documents

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// List shows the documents of a space, finds among them, adds and removes. A
// screen makes one, tells it the space, and passes Shown, Changed and Drop on.
type List struct {
	fw.BaseWidget
	// OnCount is told how many documents there are.
	OnCount func(n int)

	env        *ui.Env
	categories bool
	space      campus.ID
	look       looked
	shown      []item
	states     *states
	guard      ui.Guard
	adder      *adder

	find     *widget.Entry
	category *widget.Select
	count    *widget.Line
	add      *widget.Button
	trouble  *widget.Trouble
	list     *widget.List
	room     *fyne.Container
	box      fyne.CanvasObject
}

type item struct {
	record campus.Record
	doc    campus.Document
}

// looked is what one look at a space gives.
type looked struct {
	items  []item
	actor  campus.Actor
	in     campus.SpaceType
	people *ui.People
	may    bool
	draft  string // of a document that was being added
}

// NewList makes a list, empty. With categories it shows and filters them, as
// Resources does.
func NewList(env *ui.Env, categories bool) *List {
	l := &List{env: env, categories: categories, find: widget.NewEntry(), count: widget.Quiet(""),
		trouble: widget.NewTrouble(), room: container.NewStack()}
	l.states = newStates(env, func() { l.list.Refresh() })
	l.adder = newAdder(l)
	l.find.SetPlaceHolder(findHint.Say())
	l.find.OnChanged = func(string) { l.fill() }
	l.category = widget.NewSelect(append([]string{allOf.Say()}, lang.Terms(campus.Categories)...), nil)
	l.category.SetSelectedIndex(0)
	l.category.OnChanged = func(string) { l.fill() }
	l.add = widget.Main(addWord.Say(), base.ContentAddIcon(), l.Add)
	l.add.Hide()
	l.list = widget.NewList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return newRow(env, categories) }, l.row)
	l.list.HideSeparators = false
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		l.open(l.shown[i].record)
	}
	filters := widget.Beside(6, widget.Wide(15, l.find))
	if categories {
		filters.Add(widget.Wide(13, widget.Framed(l.category)))
	}
	bar := widget.Pad(widget.Flush(nil, nil, filters, widget.Middle(l.add), widget.Inset(widget.Middle(l.count), 0, 0, 12, 12)), 6, 12)
	top := widget.Stackup(0, bar, l.adder.strip, l.trouble, head(categories), fw.NewSeparator())
	l.box = widget.Flush(top, nil, nil, nil, container.NewStack(l.list, l.room))
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(l.box) }

// Open shows the documents of a space.
func (l *List) Open(space campus.ID) {
	if l.space != space {
		l.space, l.look, l.shown = space, looked{}, nil
		l.states.forget()
		l.trouble.Say("")
		l.find.SetText("")
		l.adder.space()
		l.fill()
	}
	l.Shown()
}

// Shown looks again.
func (l *List) Shown() {
	if l.space != "" {
		l.states.stale()
		l.load()
	}
}

// Changed looks again if the notice is about documents here.
func (l *List) Changed(n campus.Notice) {
	if l.space != "" && (n.IDs == nil || n.Touches("document", "membership", "person")) {
		l.Shown()
	}
}

func (l *List) load() {
	space := l.space
	ui.Load(l.env, &l.guard, func(ctx context.Context) (looked, error) {
		var k looked
		records, err := l.env.Replica.Records(ctx, campus.Query{Kind: "document", Space: space, Order: campus.ByName})
		if err != nil {
			return k, err
		}
		for _, r := range records {
			if doc := campus.As[campus.Document](r); doc.Lesson == "" && doc.Of == "" && !campus.ID(r.Audience).Valid() { // pictures are seen in their lessons, files of posts with those, what is handed in with its assignment
				k.items = append(k.items, item{r, doc})
			}
		}
		root, err := l.env.Replica.Record(ctx, space)
		if err != nil {
			return k, err
		}
		k.in = campus.SpaceType(root.Kind)
		if k.actor, err = l.env.Replica.Actor(ctx, space); err != nil {
			return k, err
		}
		k.may = ui.MayCreate(k.actor, k.in, "document")
		if k.people, err = l.env.People.Get(ctx); err != nil {
			return k, err
		}
		k.draft, err = l.env.Replica.Draft(ctx, l.adder.place(space))
		return k, err
	}, func(k looked, err error) {
		if err != nil {
			l.trouble.Say(ui.Sentence(err))
			return
		}
		l.look = k
		widget.ShowIf(l.add, k.may)
		l.adder.offer(k.draft)
		l.fill()
		if l.OnCount != nil {
			l.OnCount(len(k.items))
		}
	})
}

// chosen is the category that is filtered for, "" for all.
func (l *List) chosen() string {
	if i := l.category.SelectedIndex(); l.categories && i > 0 {
		return campus.Categories[i-1]
	}
	return ""
}

// fill shows what the filters let through.
func (l *List) fill() {
	find, category := l.find.Text, l.chosen()
	l.shown = slices.DeleteFunc(slices.Clone(l.look.items), func(i item) bool {
		return category != "" && i.doc.Category != category || !fits(i.doc.Name, find)
	})
	all := len(l.look.items)
	words := countCount.Count(all)
	if len(l.shown) != all {
		words = countSome.Say(len(l.shown), all)
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
	case len(l.look.items) > 0:
		return widget.Empty(noMatch.Say(), noMatchHint.Say(), widget.NewButton(showAll.Say(), nil, l.clear))
	case l.look.may:
		return widget.Empty(nothing.Say(), nothingAdd.Say(), widget.Main(addWord.Say(), base.ContentAddIcon(), l.Add))
	}
	return widget.Empty(nothing.Say(), nothingSee.Say())
}

func (l *List) clear() {
	l.category.SetSelectedIndex(0)
	l.find.SetText("")
}

func (l *List) row(i int, o fyne.CanvasObject) {
	it, r := l.shown[i], o.(*row)
	r.set(it.record, it.doc, l.look.people.Name(it.record.Author), l.states.get(it.record.ID), l.env.Now())
	r.menu = func() []*fyne.MenuItem { return l.menu(it) }
}

func (l *List) open(r campus.Record) {
	if l.env.Show != nil {
		l.env.Show(r)
	}
}

func (l *List) menu(it item) []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(openWord.Say(), func() { l.open(it.record) }),
		fyne.NewMenuItem(saveCopyWord.Say(), func() { SaveCopy(l.env, it.record, l.adder.said) })}
	if ui.MayEdit(l.look.actor, l.look.in, it.record, "name", "category", "about") {
		items = append(items, fyne.NewMenuItem(detailWord.Say(), func() { l.adder.change(it.record) }))
	}
	if ui.MayRemove(l.look.actor, l.look.in, it.record) {
		items = append(items, fyne.NewMenuItem(removeWord.Say(), func() {
			widget.Ask(l.env.Window, removeWord.Say(), removeAsk.Say(widget.Clean(it.doc.Name)), func() { l.save(campus.Remove(it.record)) })
		}))
	}
	return items
}

func (l *List) save(changes ...campus.Change) {
	space := l.space
	ui.Do(l.env, func(ctx context.Context) error {
		return l.env.Replica.Save(ctx, campus.Action{Space: space, Changes: changes})
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		l.Shown()
	})
}

// Add asks for a file. It does nothing where the person may not add.
func (l *List) Add() {
	if l.look.may {
		l.adder.choose()
	}
}

// Drop takes in files that were dropped on the window.
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
