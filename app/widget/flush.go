package widget

import "fyne.io/fyne/v2"

// Flush puts objects at the edges of another without any room between them, as
// the surfaces of a window stand. Each but the last may be nil.
func Flush(top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	f := &flush{top: top, bottom: bottom, left: left, right: right, middle: middle}
	var all []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{middle, top, bottom, left, right} {
		if o != nil {
			all = append(all, o)
		}
	}
	return &fyne.Container{Layout: f, Objects: all}
}

type flush struct{ top, bottom, left, right, middle fyne.CanvasObject }

func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func put(o fyne.CanvasObject, x, y, w, h float32) {
	if o != nil {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(0, w), max(0, h)))
	}
}

func (f *flush) MinSize([]fyne.CanvasObject) fyne.Size {
	t, b, l, r, m := least(f.top), least(f.bottom), least(f.left), least(f.right), least(f.middle)
	return fyne.NewSize(max(t.Width, b.Width, l.Width+m.Width+r.Width), t.Height+max(l.Height, m.Height, r.Height)+b.Height)
}

func (f *flush) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	t, b, l, r := least(f.top).Height, least(f.bottom).Height, least(f.left).Width, least(f.right).Width
	h := s.Height - t - b
	put(f.top, 0, 0, s.Width, t)
	put(f.bottom, 0, s.Height-b, s.Width, b)
	put(f.left, 0, t, l, h)
	put(f.right, s.Width-r, t, r, h)
	put(f.middle, l, t, s.Width-l-r, h)
}
