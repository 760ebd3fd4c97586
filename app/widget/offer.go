package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/campus"
)

// offer is the list of people above a field in which an @ was typed. The keyboard
// stays in the field: arrows move in the list, Enter and Tab choose, Esc closes it.
type offer struct {
	fw.BaseWidget
	// OnPick is told who was chosen.
	OnPick func(campus.ID)

	entry *Entry
	crowd func() Crowd
	shown []campus.ID
	at    int
	from  int // the place of the @
	shut  int // the @ whose list was closed by Esc, plus one
	list  *List
	box   fyne.CanvasObject
}

// mostRows is how many people are in sight.
const mostRows = 5

func newOffer(entry *Entry, crowd func() Crowd) *offer {
	o := &offer{entry: entry, crowd: crowd}
	o.list = NewList(func() int { return len(o.shown) }, func() fyne.CanvasObject { return NewAvatarRow() }, o.row)
	o.list.OnSelected = func(i int) {
		o.list.UnselectAll()
		o.pick(i)
	}
	o.box = container.NewStack(NewFill(theme.ColorNameSurface, base.ColorNameSeparator, 6), Pad(container.New(&someRows{o}, o.list), 3, 3))
	o.ExtendBaseWidget(o)
	o.Hide()
	entry.OnKey, entry.OnMove = o.key, o.look
	return o
}

// CreateRenderer implements fyne.Widget.
func (o *offer) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(o.box) }

// someRows is as high as its rows, up to mostRows.
type someRows struct{ o *offer }

func (s *someRows) MinSize([]fyne.CanvasObject) fyne.Size {
	row := NewAvatarRow().MinSize().Height + base.Padding()
	return fyne.NewSize(200, row*float32(min(mostRows, max(1, len(s.o.shown)))))
}

func (s *someRows) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (o *offer) row(i int, c fyne.CanvasObject) {
	crowd, id, r := o.crowd(), o.shown[i], RowOf(c)
	name := mentionName(crowd.People, id)
	r.SetPerson(name, string(id))
	r.Set(name, Clean(crowd.People.Institution(id)), "", false)
	r.SetCurrent(i == o.at)
}

// look looks what is being typed where the cursor is.
func (o *offer) look() {
	from, typed, ok := mentionAt([]rune(o.entry.Text), o.entry.CursorTextOffset())
	if !ok || o.shut == from+1 {
		if !ok {
			o.shut = 0
		}
		o.close()
		return
	}
	found := o.crowd().find(typed)
	if len(found) == 0 {
		o.close()
		return
	}
	o.shown, o.from, o.at = found, from, 0
	o.list.Refresh()
	o.list.ScrollToTop()
	o.Show()
	o.Refresh()
}

func (o *offer) close() {
	if o.Visible() {
		o.shown = nil
		o.Hide()
	}
}

// key takes the keys that are for the list.
func (o *offer) key(k fyne.KeyName) bool {
	if !o.Visible() || len(o.shown) == 0 {
		return false
	}
	switch k {
	case fyne.KeyUp, fyne.KeyDown:
		by := 1
		if k == fyne.KeyUp {
			by = len(o.shown) - 1
		}
		o.at = (o.at + by) % len(o.shown)
		o.list.ScrollTo(o.at)
		o.list.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab:
		o.pick(o.at)
	case fyne.KeyEscape:
		o.shut = o.from + 1
		o.close()
	default:
		return false
	}
	return true
}

// pick puts the name into the text, as if it had been typed.
func (o *offer) pick(i int) {
	if i >= len(o.shown) {
		return
	}
	id := o.shown[i]
	name := mentionName(o.crowd().People, id)
	from := o.from
	o.close()
	Focus(o.entry)
	o.entry.choose(from)
	for _, r := range "@" + name + " " {
		o.entry.TypedRune(r)
	}
	o.shut = from + 1 // what follows is no name
	o.close()
	if o.OnPick != nil {
		o.OnPick(id)
	}
}
