package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Tabs shows one of several pages under a row of tabs. Each tab can be reached
// and chosen by keyboard.
type Tabs struct {
	fw.BaseWidget
	OnChange func(index int)

	tabs    []*Choice
	pages   []fyne.CanvasObject
	current int
	row     *fyne.Container
	strip   *container.Scroll // the row, where it is wider than there is room
	room    *fyne.Container
	whole   *fyne.Container
	bar     *fyne.Container
	on      *Button // leads to the tabs that are out of sight
}

// NewTabs makes tabs; add pages with Add.
func NewTabs() *Tabs {
	t := &Tabs{current: -1, row: Beside(2), room: container.NewStack()}
	t.strip = container.NewHScroll(t.row)
	t.on = Plain("", base.NavigateNextIcon(), t.goOn)
	t.strip.OnScrolled = func(fyne.Position) { t.point() }
	t.margin(0)
	t.ExtendBaseWidget(t)
	return t
}

// NewSideTabs makes the tabs of the page of one thing: they and their pages stand in by
// what Side is more than Edge.
func NewSideTabs() *Tabs {
	t := NewTabs()
	t.margin(Side - Edge)
	return t
}

func (t *Tabs) margin(more float32) {
	t.bar = container.New(&overflow{t}, t.strip, t.on)
	t.strip.Content = Inset(t.row, 0, 0, Edge-tabSide+more, 0)
	t.whole = Flush(Stackup(0, t.bar, fw.NewSeparator()), nil, nil, nil, Inset(t.room, 4, 0, more, 0))
}

// Add adds a page; the first becomes current.
func (t *Tabs) Add(label string, page fyne.CanvasObject) {
	i := len(t.tabs)
	tab := NewTab(label, func() { t.Select(i) })
	t.tabs, t.pages = append(t.tabs, tab), append(t.pages, page)
	t.row.Add(tab)
	if i == 0 {
		t.Select(0)
	}
}

// Select goes to a page.
func (t *Tabs) Select(i int) {
	if i < 0 || i >= len(t.tabs) || i == t.current {
		return
	}
	t.current = i
	for j, tab := range t.tabs {
		tab.SetCurrent(j == i)
	}
	t.room.Objects = []fyne.CanvasObject{t.pages[i]}
	t.room.Refresh()
	t.reveal()
	if t.OnChange != nil {
		t.OnChange(i)
	}
}

// reveal brings the current tab into sight.
func (t *Tabs) reveal() {
	tab, room := t.tabs[t.current], t.strip.Size().Width
	from, to := tab.Position().X, tab.Position().X+tab.Size().Width+Side
	x := min(max(t.strip.Offset.X, to-room), from)
	if room > 0 && x != t.strip.Offset.X {
		t.strip.ScrollToOffset(fyne.NewPos(x, 0))
	}
}

// goOn brings the tabs behind the edge in sight, and from the last the first again.
func (t *Tabs) goOn() {
	room, all := t.strip.Size().Width, t.strip.Content.MinSize().Width
	x := min(t.strip.Offset.X+room*0.8, all-room)
	if t.atEnd() {
		x = 0
	}
	t.strip.ScrollToOffset(fyne.NewPos(x, 0))
	t.point()
}

func (t *Tabs) atEnd() bool {
	return t.strip.Offset.X >= t.strip.Content.MinSize().Width-t.strip.Size().Width-1
}

// point makes the button show where the other tabs are.
func (t *Tabs) point() {
	icon := base.NavigateNextIcon()
	if t.atEnd() {
		icon = base.NavigateBackIcon()
	}
	if t.on.Icon != icon {
		t.on.SetIcon(icon)
	}
}

// overflow shows beside the tabs, where they are wider than the room, what leads on.
type overflow struct{ t *Tabs }

func (o *overflow) MinSize([]fyne.CanvasObject) fyne.Size { return o.t.strip.MinSize() }

func (o *overflow) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	width := float32(0)
	if o.t.strip.Content.MinSize().Width > s.Width {
		width = o.t.on.MinSize().Width
		o.t.on.Resize(fyne.NewSize(width, s.Height))
		o.t.on.Move(fyne.NewPos(s.Width-width, 0))
	}
	ShowIf(o.t.on, width > 0)
	o.t.strip.Resize(fyne.NewSize(s.Width-width, s.Height))
	o.t.point()
}

// Current tells which page is shown.
func (t *Tabs) Current() int { return t.current }

// SetLabel changes the label of a tab, for a number in it.
func (t *Tabs) SetLabel(i int, label string) {
	t.tabs[i].SetLabel(label)
	t.row.Refresh()
	t.bar.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(t.whole) }
