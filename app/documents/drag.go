package documents

import (
	"fyne.io/fyne/v2"

	"rantau/app/widget"
	"rantau/campus"
)

// Dragged implements fyne.Draggable: a row is carried over the list.
func (r *row) Dragged(e *fyne.DragEvent) {
	r.at = e.AbsolutePosition
	r.list.carry(r)
}

// DragEnd implements fyne.Draggable.
func (r *row) DragEnd() { r.list.put(r) }

// carry marks the folder over which a row is.
func (l *List) carry(r *row) {
	if !l.look.may {
		return
	}
	l.dragged = r
	to, ok := l.under(r)
	for _, other := range l.rows {
		widget.ShowIf(other.target, ok && other != r && other.entry.folder && other.entry.record.ID == to)
	}
}

// put moves what was carried into the folder on which it was let go.
func (l *List) put(r *row) {
	if l.dragged != r {
		return
	}
	l.dragged = nil
	to, ok := l.under(r)
	for _, other := range l.rows {
		other.target.Hide()
	}
	if ok {
		l.move(r.entry, to)
	}
}

// under finds the folder under the pointer that a row can be put into.
func (l *List) under(r *row) (campus.ID, bool) {
	spots := l.crumbs.spots
	if l.folder == "" {
		spots = nil
	}
	for _, other := range l.rows {
		if other.entry.folder && other.Visible() {
			spots = append(spots[:len(spots):len(spots)], spot{other, other.entry.record.ID})
		}
	}
	for _, s := range spots {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.object)
		size := s.object.Size()
		if r.at.X >= at.X && r.at.Y >= at.Y && r.at.X < at.X+size.Width && r.at.Y < at.Y+size.Height {
			return s.folder, l.mayMove(r.entry, s.folder)
		}
	}
	return "", false
}

// mayMove tells whether something can be put into a folder: not where it is already,
// and no folder into itself.
func (l *List) mayMove(e entry, to campus.ID) bool {
	k := l.look
	if e.folder {
		return k.shelves.Parent(e.record.ID) != to && !(to != "" && k.shelves.Within(to, e.record.ID)) && mayFolder(k, e.record)
	}
	return k.may && k.shelves.Place(e.doc.Folder) != to
}

// move puts a folder or a document into a folder, "" the top.
func (l *List) move(e entry, to campus.ID) {
	if !l.mayMove(e, to) {
		return
	}
	var c campus.Change
	var differs bool
	if e.folder {
		f := campus.As[campus.Folder](e.record)
		f.Parent = to
		c, differs = campus.Edit(e.record, &f)
	} else {
		d := e.doc
		d.Folder = to
		c, differs = campus.Edit(e.record, &d)
	}
	if differs {
		l.save(c)
	}
}
