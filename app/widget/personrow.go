package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
)

// PersonRow is a person with a menu where there is something to do.
type PersonRow struct {
	fw.BaseWidget
	row  *Row
	more *Button
	menu []*fyne.MenuItem
}

// NewPersonRow makes it empty.
func NewPersonRow(env *ui.Env) *PersonRow {
	r := &PersonRow{row: NewAvatarRow()}
	r.more = More(env.Window, func() []*fyne.MenuItem { return r.menu })
	r.ExtendBaseWidget(r)
	return r
}

// Set shows somebody; key is the person's ID.
func (r *PersonRow) Set(name, key, below, right string, waiting bool, menu []*fyne.MenuItem) {
	r.row.SetPerson(name, key)
	r.row.Set(name, below, right, waiting)
	r.menu = menu
	ShowIf(r.more, len(menu) > 0)
}

// CreateRenderer implements fyne.Widget.
func (r *PersonRow) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, nil, Inset(Kept(r.more), 0, 0, 0, 6), r.row))
}
