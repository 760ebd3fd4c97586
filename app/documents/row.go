package documents

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The columns after the name, with their widths in letters.
var columns = []struct {
	name    lang.Text
	letters float32
}{{columnCategory, 8}, {columnSize, 5.5}, {columnDate, 6.5}, {columnWho, 11.5}, {columnState, 11}}

// cells lays an icon, the name, the columns and a menu out in a row. It is the
// same for the rows and their head.
type cells struct{ categories bool }

func (c *cells) width(i int) float32 {
	if i == 0 && !c.categories {
		return 0
	}
	return columns[i].letters * base.TextSize()
}

func (c *cells) MinSize(o []fyne.CanvasObject) fyne.Size {
	h := o[1].MinSize().Height
	return fyne.NewSize(320, max(h+16, 34))
}

// Layout gives the name what the columns leave. Where there is little room the
// last columns but the state go first.
func (c *cells) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const left, gap = 12, 18
	lead, menu := base.IconInlineSize()+8, float32(34)
	put := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
	}
	shown := [5]bool{c.categories, true, true, true, true}
	room := s.Width - left - lead - menu
	for i := range columns {
		if shown[i] {
			room -= c.width(i) + gap
		}
	}
	for _, i := range []int{3, 2, 0} {
		if room < 19*base.TextSize() && shown[i] {
			shown[i] = false
			room += c.width(i) + gap
		}
	}
	put(o[0], left, base.IconInlineSize())
	put(o[1], left+lead, max(0, room-gap))
	x := left + lead + room
	for i := range columns {
		cell := o[2+i]
		widget.ShowIf(cell, shown[i])
		if shown[i] {
			put(cell, x+gap/2, c.width(i))
			x += c.width(i) + gap
		}
	}
	put(o[7], s.Width-menu, menu-6)
}

// row is a document in the list.
type row struct {
	fw.BaseWidget
	cell [6]*widget.Line // the name, then the columns
	more *widget.Button
	menu func() []*fyne.MenuItem
	box  *fyne.Container
}

func newRow(env *ui.Env, categories bool) *row {
	r := &row{}
	objects := []fyne.CanvasObject{widget.Icon(theme.IconDocument, theme.ColorNameQuiet)}
	for i := range r.cell {
		r.cell[i] = widget.Quiet("")
		if i == 0 {
			r.cell[i] = widget.NewLine("")
		}
		objects = append(objects, r.cell[i])
	}
	r.cell[2].Align = fyne.TextAlignTrailing
	r.more = widget.Plain("", base.MoreVerticalIcon(), func() { widget.Menu(env.Window, r.more, r.menu()...) })
	r.box = container.New(&cells{categories}, append(objects, r.more)...)
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(r.box) }

func (r *row) set(rec campus.Record, doc campus.Document, who string, st *campus.FileState, now time.Time) {
	category := widget.Clean(lang.Term(doc.Category))
	if category == "" {
		category = noCategory
	}
	words, color := "", theme.ColorNameQuiet
	if st != nil {
		words = stateOf(*st, rec.Waiting)
		switch words {
		case stateWaits.Say(), stateNotSent.Say():
			color = theme.ColorNameWaiting
		case stateTrouble.Say():
			color = base.ColorNameError
		}
	}
	for i, s := range []string{widget.Clean(doc.Name), category, ui.Bytes(doc.Size), ui.Date(rec.WrittenAt(), now), who, words} {
		r.cell[i].SetText(s)
	}
	if state := r.cell[5]; state.Color != color {
		state.Color = color
		state.Refresh()
	}
}

// stateOf says where a document is.
func stateOf(s campus.FileState, waiting bool) string {
	switch {
	case s.Trouble != "" && !s.OnServer:
		return stateTrouble.Say()
	case waiting || s.Whole() && !s.OnServer:
		return stateWaits.Say()
	case s.Whole():
		return stateHere.Say()
	case s.Here > 0:
		return statePart.Say(ui.Bytes(s.Here), ui.Bytes(s.Size))
	case s.OnServer:
		return stateServer.Say()
	}
	return stateNotSent.Say()
}

// head names the columns.
func head(categories bool) fyne.CanvasObject {
	o := []fyne.CanvasObject{widget.Quiet(""), widget.Quiet(columnName.Say())}
	for i, c := range columns {
		l := widget.Quiet(c.name.Say())
		if i == 1 {
			l.Align = fyne.TextAlignTrailing
		}
		o = append(o, l)
	}
	return container.New(&cells{categories}, append(o, widget.Quiet(""))...)
}

// fits tells whether a document is found by what was typed.
func fits(name, find string) bool {
	name = strings.ToLower(name)
	for _, word := range strings.Fields(strings.ToLower(find)) {
		if !strings.Contains(name, word) {
			return false
		}
	}
	return true
}
