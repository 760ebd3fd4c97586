package collaborate

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// board is the list of requests under its filters.
type board struct {
	screen   *Screen
	shown    []asked
	count    *widget.Line
	make     *widget.Button
	find     *widget.Entry
	area     *widget.Select
	country  *widget.Select
	language *widget.Select
	way      *widget.Select
	state    *widget.Select
	saved    *saved
	filling  bool
	list     *widget.List
	room     *fyne.Container
	trouble  *widget.Trouble
	content  fyne.CanvasObject
}

func newBoard(s *Screen) *board {
	b := &board{screen: s, count: widget.Quiet(""), room: container.NewStack(), trouble: widget.NewTrouble(), find: widget.NewEntry()}
	b.make = widget.Main(newRequest.Say(), base.ContentAddIcon(), s.New)
	b.make.Hide()
	b.find.SetPlaceHolder(findHint.Say())
	b.area = widget.NewSelect(append([]string{allAreas.Say()}, lang.Terms(campus.StudyAreas)...), nil)
	b.country = widget.NewSelect(append([]string{allCountries.Say()}, ui.Countries()...), nil)
	_, languages := ui.LanguageOptions()
	b.language = widget.NewSelect(append([]string{allLanguages.Say()}, languages...), nil)
	b.way = widget.NewSelect(labels(ways), nil)
	b.state = widget.NewSelect(labels(states), nil)
	b.saved = newSaved(b)
	b.use(filter{})
	changed := func(string) {
		if !b.filling {
			b.fill()
		}
	}
	b.find.OnChanged = changed
	for _, sel := range []*widget.Select{b.area, b.country, b.language, b.way, b.state} {
		sel.OnChanged = changed
	}
	b.list = widget.NewList(func() int { return len(b.shown) }, func() fyne.CanvasObject { return newRequestRow() }, func(i int, o fyne.CanvasObject) {
		o.(*requestRow).set(b.shown[i], s.env.Now())
	})
	b.list.HideSeparators = false
	b.list.OnSelected = func(i int) {
		b.list.UnselectAll()
		s.read(b.shown[i].record.ID)
	}
	head := widget.Head(widget.Title(title.Say()), b.count, b.make)
	filters := widget.Columns(3, b.find, widget.Framed(b.state), widget.Framed(b.way),
		widget.Framed(b.area), widget.Framed(b.country), widget.Framed(b.language))
	top := widget.Stackup(0, head, widget.Inset(filters, 0, 4, widget.Edge, widget.Edge), b.saved.content, b.trouble)
	b.content = container.NewBorder(top, nil, nil, nil, container.NewStack(b.list, b.room))
	return b
}

// filter reads the choices.
func (b *board) filter() filter {
	f := filter{words: b.find.Text, way: ways[max(0, b.way.SelectedIndex())].value, state: states[max(0, b.state.SelectedIndex())].value}
	if i := b.area.SelectedIndex(); i > 0 {
		f.area = campus.StudyAreas[i-1]
	}
	if i := b.country.SelectedIndex(); i > 0 {
		f.country = campus.Countries[i-1].Code
	}
	if i := b.language.SelectedIndex(); i > 0 {
		f.language = ui.Languages[i-1]
	}
	return f
}

// use sets the choices.
func (b *board) use(f filter) {
	b.filling = true
	b.find.SetText(f.words)
	b.area.SetSelectedIndex(1 + slices.Index(campus.StudyAreas, f.area))
	country := 0
	for i, c := range campus.Countries {
		if c.Code == f.country {
			country = i + 1
		}
	}
	b.country.SetSelectedIndex(country)
	b.language.SetSelectedIndex(1 + slices.Index(ui.Languages, f.language))
	b.way.SetSelectedIndex(indexOf(ways, f.way))
	b.state.SetSelectedIndex(indexOf(states, f.state))
	b.filling = false
}

// all takes the filters away.
func (b *board) all() {
	b.use(filter{})
	b.fill()
}

// fill shows what the filters let through.
func (b *board) fill() {
	l, f := b.screen.listed, b.filter()
	b.shown = nil
	for _, a := range l.requests {
		if f.fits(a, b.screen.env.Replica.Me(), b.screen.env.Now()) {
			b.shown = append(b.shown, a)
		}
	}
	b.count.SetText(countCount.Count(len(b.shown)))
	widget.ShowIf(b.make, l.may)
	b.saved.fill(f)
	b.room.Objects = nil
	if len(b.shown) == 0 {
		b.room.Objects = []fyne.CanvasObject{b.nothing()}
	}
	b.room.Refresh()
	b.list.Refresh()
}

func (b *board) nothing() fyne.CanvasObject {
	switch l := b.screen.listed; {
	case len(l.requests) > 0:
		return widget.Empty(noMatch.Say(), noMatchHint.Say(), widget.NewButton(showAll.Say(), nil, b.all))
	case l.may:
		return widget.Empty(nothing.Say(), nothingMake.Say(), widget.Main(newRequest.Say(), base.ContentAddIcon(), b.screen.New))
	}
	return widget.Empty(nothing.Say(), nothingWait.Say())
}

// Filter chooses what the board shows; "" is everything.
func (s *Screen) Filter(area string, state campus.RequestStatus) {
	s.board.use(filter{area: area, state: string(state)})
	s.board.fill()
}
