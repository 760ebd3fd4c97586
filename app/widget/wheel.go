package widget

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"
)

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(fyne.Scrollable); ok {
			e.inside = s
		}
	}
	return r
}

// wheel lies over a field on a page that scrolls, and gives what the wheel
// says to the page where the field has come to its end: Fyne's own field swallows it.
type wheel struct {
	fw.BaseWidget
	field *Entry
	page  fyne.Scrollable
}

// OnPage gives a field that lies on a page which scrolls.
func OnPage(field *Entry, page fyne.Scrollable) fyne.CanvasObject {
	w := &wheel{field: field, page: page}
	w.ExtendBaseWidget(w)
	return container.NewStack(field, w)
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	if w.field.inside == nil {
		w.page.Scrolled(e)
		return
	}
	was := offset(w.field.inside)
	w.field.inside.Scrolled(e)
	if offset(w.field.inside) == was {
		w.page.Scrolled(e)
	}
}

// offset is how far a field of Fyne's is scrolled: it keeps that in a type of its own that
// has no name outside.
func offset(s fyne.Scrollable) fyne.Position {
	if v := reflect.Indirect(reflect.ValueOf(s)).FieldByName("Offset"); v.IsValid() && v.CanInterface() {
		if at, ok := v.Interface().(fyne.Position); ok {
			return at
		}
	}
	return fyne.Position{}
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewWithoutLayout())
}
