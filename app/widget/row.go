package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Row is one entry of a list: a name, a line below, something short at the
// right, and whether it waits to be sent. It may begin with an avatar or an
// icon.
type Row struct {
	fw.BaseWidget
	box                 *fyne.Container
	lines               []*fyne.Container
	title, below, right *Line
	wait                *Wait
	badge               *Badge
	avatar              *Avatar
	current             bool
	unread, dim         bool
}

// RowOf finds the row of an object that NewRow made, in the update of a list.
func RowOf(o fyne.CanvasObject) *Row { return o.(*Row) }

// NewRow makes a row.
func NewRow() *Row { return newRow(nil, nil, false) }

// NewAvatarRow makes a row that begins with an avatar.
func NewAvatarRow() *Row {
	a := NewAvatar("", "", 34)
	return newRow(a, Inset(Middle(a), 0, 0, 0, 8), false)
}

// NewIconRow makes a row that begins with an icon.
func NewIconRow(icon fyne.Resource) *Row {
	return newRow(nil, Inset(Middle(Icon(icon, theme.ColorNameQuiet)), 0, 0, 2, 10), false)
}

// NewTitleRow makes a row for things with long titles: all of the first line is
// the title's, and what is at the right stands on the second.
func NewTitleRow(face bool) *Row {
	if !face {
		return newRow(nil, nil, true)
	}
	a := NewAvatar("", "", 34)
	return newRow(a, Inset(Middle(a), 0, 0, 0, 8), true)
}

func newRow(a *Avatar, lead fyne.CanvasObject, title bool) *Row {
	r := &Row{title: NewLine(""), below: Quiet(""), right: Quiet("").Full(), wait: NewWait(), badge: NewBadge(), avatar: a}
	top := container.New(ending{8}, r.title, r.right, r.badge)
	bottom := container.New(ending{8}, r.below, r.wait)
	if title {
		top = container.NewStack(r.title)
		bottom = container.New(ending{8}, r.below, r.wait, r.right, r.badge)
	}
	r.lines = []*fyne.Container{top, bottom}
	r.box = Inset(container.NewBorder(nil, nil, lead, nil, Stackup(2, top, bottom)), 8, 8, 12, 12)
	r.ExtendBaseWidget(r)
	return r
}

// ending gives its first object the room that the others leave, which stand at the end of
// the line. What has nothing to say takes no room, and no gap.
type ending struct{ gap float32 }

func (e ending) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := o[0].MinSize()
	for i, c := range o[1:] {
		m := c.MinSize()
		if m.Width > 0 {
			s.Width += m.Width + e.gap
		}
		if i == 0 { // a mark may stand out of its line
			s.Height = max(s.Height, m.Height)
		}
	}
	return s
}

func (e ending) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := s.Width
	for i := len(o) - 1; i > 0; i-- {
		m := o[i].MinSize()
		put(o[i], x-m.Width, (s.Height-m.Height)/2, m.Width, m.Height)
		if m.Width > 0 {
			x -= m.Width + e.gap
		}
	}
	h := o[0].MinSize().Height
	put(o[0], 0, (s.Height-h)/2, x, h)
}

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(r.box) }

// Set fills the row.
func (r *Row) Set(title, below, right string, waiting bool) {
	r.title.SetText(title)
	r.below.SetText(below)
	r.right.SetText(right)
	r.wait.Set(waiting)
	for _, l := range r.lines { // what is at the right may need another width
		l.Layout.Layout(l.Objects, l.Size())
	}
}

// SetPerson fills the avatar.
func (r *Row) SetPerson(name, key string) {
	if r.avatar != nil {
		r.avatar.Set(name, key)
	}
}

// SetStrong makes the title bold, or not: for what others stand under.
func (r *Row) SetStrong(on bool) {
	if r.title.Style.Bold != on {
		r.title.Style.Bold = on
		r.title.Refresh()
	}
}

// SetCurrent makes the title stand out, or not.
func (r *Row) SetCurrent(on bool) {
	r.current = on
	r.stand()
}

// SetUnread says how much was not read; what is dimmed stands back.
func (r *Row) SetUnread(n int, dim bool) {
	r.badge.Set(n)
	r.unread, r.dim = n > 0, dim
	r.stand()
	for _, l := range r.lines {
		l.Layout.Layout(l.Objects, l.Size())
	}
}

func (r *Row) stand() {
	color, bold := base.ColorNameForeground, r.current || r.unread
	switch {
	case r.current:
		color = theme.ColorNameAccent
	case r.dim:
		color = theme.ColorNameQuiet
	}
	if r.title.Style.Bold != bold || r.title.Color != color {
		r.title.Style.Bold, r.title.Color = bold, color
		r.title.Refresh()
	}
}

// SetNew makes the title of what was not read stand out, or not. It comes after
// SetCurrent.
func (r *Row) SetNew(on bool) {
	if on && !r.title.Style.Bold {
		r.title.Style.Bold = true
		r.title.Refresh()
	}
}
