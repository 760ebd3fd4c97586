package documents

import (
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
	give := func(least float32, columns ...int) {
		for _, i := range columns {
			if room < least*base.TextSize() && shown[i] {
				shown[i] = false
				room += c.width(i) + gap
			}
		}
	}
	give(19, 3, 2, 0)
	give(8, 1) // a size may stand where a name is cut short, and never over it
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

// row is a folder or a document in the list. It can be dragged onto a folder.
type row struct {
	fw.BaseWidget
	list   *List
	entry  entry
	icon   *widget.Mark
	cell   [6]*widget.Line // the name, then the columns
	more   *widget.Button
	target *widget.Fill // behind it, while something is over it that would fall into it
	box    *fyne.Container
	at     fyne.Position // of the pointer, in the window
}

func (l *List) newRow() fyne.CanvasObject {
	r := &row{list: l, icon: widget.Icon(theme.IconDocument, theme.ColorNameQuiet), target: widget.NewFill(theme.ColorNameTint, "", 0)}
	r.target.Hide()
	objects := []fyne.CanvasObject{r.icon}
	for i := range r.cell {
		r.cell[i] = widget.Quiet("")
		if i == 0 {
			r.cell[i] = widget.NewLine("")
		}
		objects = append(objects, r.cell[i])
	}
	r.cell[2].Align = fyne.TextAlignTrailing
	r.more = widget.More(l.env.Window, func() []*fyne.MenuItem { return l.menu(r.entry) })
	r.box = container.NewStack(r.target, container.New(&cells{l.categories}, append(objects, r.more)...))
	r.ExtendBaseWidget(r)
	l.rows = append(l.rows, r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(r.box) }

func (l *List) setRow(i int, o fyne.CanvasObject) {
	r := o.(*row)
	e := l.shown[i]
	r.entry = e
	who, now := l.look.people.Name(e.record.Author), l.env.Now()
	if e.folder {
		r.icon.Set(theme.IconResources, theme.ColorNameAccent)
		state := ""
		if l.look.keeps(e.record.ID, e.record.ID) {
			state = stateKept.Say()
		}
		r.say(theme.ColorNameQuiet, widget.Clean(e.doc.Name), countCount.Count(e.count), "", ui.Date(e.record.WrittenAt(), now), who, state)
		return
	}
	r.icon.Set(iconOf(e.sort), theme.ColorNameQuiet)
	category := widget.Clean(lang.Term(e.doc.Category))
	if category == "" {
		category = noCategory
	}
	words, color := "", theme.ColorNameQuiet
	size := ui.Bytes(e.doc.Size)
	switch st := l.states.get(e.record.ID); {
	case e.doc.URL != "":
		size = ""
		if words = stateLink.Say(); e.record.Waiting {
			words, color = stateWaits.Say(), theme.ColorNameWaiting
		}
	case st != nil && st.beside:
		words, color = stateBeside.Say(), theme.ColorNameWaiting
	case st != nil:
		words = stateOf(st.FileState, e.record.Waiting)
		switch words {
		case stateWaits.Say(), stateNotSent.Say():
			color = theme.ColorNameWaiting
		case stateTrouble.Say():
			color = base.ColorNameError
		default:
			words = kept(words, *st, l.look.keeps(e.record.ID, e.doc.Folder))
		}
	}
	r.say(color, widget.Clean(e.doc.Name), category, size, ui.Date(e.record.WrittenAt(), now), who, words)
}

// kept says of a document that is kept whether it is here by now.
func kept(words string, st state, keeps bool) string {
	switch {
	case keeps && st.Whole():
		return stateKept.Say()
	case st.Paused:
	case keeps && st.NoRoom:
		return stateNoRoom.Say()
	case keeps && st.Here == 0 && st.OnServer:
		return stateComes.Say()
	}
	return words
}

func (r *row) say(color fyne.ThemeColorName, words ...string) {
	for i, s := range words {
		r.cell[i].SetText(s)
	}
	if last := r.cell[5]; last.Color != color {
		last.Color = color
		last.Refresh()
	}
}

func iconOf(sort string) theme.Glyph {
	switch sort {
	case sortLink:
		return theme.IconLink
	case sortPicture, sortMedia:
		return theme.IconPicture
	case sortTable:
		return theme.IconTable
	}
	return theme.IconDocument
}

// stateOf says where a document is.
func stateOf(s campus.FileState, waiting bool) string {
	switch {
	case s.Trouble != "" && !s.OnServer:
		return stateTrouble.Say()
	case s.Paused:
		return statePaused.Say()
	case s.Held && !s.OnServer:
		return stateHeld.Say()
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
