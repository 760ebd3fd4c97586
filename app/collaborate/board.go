package collaborate

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/widget"
	"rantau/campus"
)

// board is the list of requests under its filters.
type board struct {
	screen  *Screen
	shown   []asked
	count   *widget.Line
	make    *widget.Button
	area    *widget.Select
	state   *widget.Select
	list    *widget.List
	room    *fyne.Container
	trouble *widget.Trouble
	content fyne.CanvasObject
}

// states are the choices of the second filter; "" is all of them.
var states = []struct {
	label lang.Text
	state campus.RequestStatus
}{{openOnly, campus.RequestOpen}, {answeredOnly, campus.RequestAnswered}, {closedOnly, campus.RequestClosed}, {allStates, ""}}

func newBoard(s *Screen) *board {
	b := &board{screen: s, count: widget.Quiet(""), room: container.NewStack(), trouble: widget.NewTrouble()}
	b.make = widget.Main(newRequest.Say(), base.ContentAddIcon(), s.New)
	b.make.Hide()
	labels := make([]string, len(states))
	for i := range states {
		labels[i] = states[i].label.Say()
	}
	b.area = widget.NewSelect(append([]string{allAreas.Say()}, lang.Terms(campus.StudyAreas)...), nil)
	b.state = widget.NewSelect(labels, nil)
	b.all()
	b.area.OnChanged = func(string) { b.fill() }
	b.state.OnChanged = func(string) { b.fill() }
	b.list = widget.NewList(func() int { return len(b.shown) }, func() fyne.CanvasObject { return newRequestRow() }, func(i int, o fyne.CanvasObject) {
		o.(*requestRow).set(b.shown[i], s.env.Now())
	})
	b.list.HideSeparators = false
	b.list.OnSelected = func(i int) {
		b.list.UnselectAll()
		s.read(b.shown[i].record.ID)
	}
	filters := widget.Beside(2, widget.Wide(24, widget.Framed(b.area)), widget.Wide(13, widget.Framed(b.state)))
	head := widget.Head(widget.Title(title.Say()), b.count, filters, b.make)
	b.content = container.NewBorder(widget.Stackup(0, head, b.trouble), nil, nil, nil,
		widget.Inset(container.NewStack(b.list, b.room), 0, 0, 0, 0))
	return b
}

// all takes the filters away.
func (b *board) all() {
	b.area.SetSelectedIndex(0)
	b.state.SetSelectedIndex(len(states) - 1)
}

// fill shows what the filters let through.
func (b *board) fill() {
	l := b.screen.listed
	area, state := "", states[max(0, b.state.SelectedIndex())].state
	if i := b.area.SelectedIndex(); i > 0 {
		area = campus.StudyAreas[i-1]
	}
	b.shown = nil
	for _, a := range l.requests {
		if (area == "" || a.value.Area == area) && (state == "" || a.value.State == state) {
			b.shown = append(b.shown, a)
		}
	}
	b.count.SetText(countCount.Count(len(b.shown)))
	widget.ShowIf(b.make, l.may)
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
	s.board.area.SetSelectedIndex(1 + slices.Index(campus.StudyAreas, area))
	for i := range states {
		if states[i].state == state {
			s.board.state.SetSelectedIndex(i)
		}
	}
}
