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
	top := container.NewBorder(nil, nil, nil, Beside(6, r.right, Middle(r.badge)), r.title)
	bottom := container.NewBorder(nil, nil, nil, r.wait, r.below)
	if title {
		top = container.NewStack(r.title)
		bottom = container.NewBorder(nil, nil, nil, Beside(6, r.wait, r.right, Middle(r.badge)), r.below)
	}
	r.lines = []*fyne.Container{top, bottom}
	r.box = Inset(container.NewBorder(nil, nil, lead, nil, Stackup(2, top, bottom)), 8, 8, 12, 12)
	r.ExtendBaseWidget(r)
	return r
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
