package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
)

// Elastic puts things into a row behind one that gives way: it is so many letters wide at most,
// and where the others leave it less, as little as the least. The last one has what is left.
func Elastic(least, most, gap float32, first fyne.CanvasObject, rest ...fyne.CanvasObject) *fyne.Container {
	return container.New(&elastic{least, most, gap}, append([]fyne.CanvasObject{first}, rest...)...)
}

// lastLetters is what the last one has before the first has its most.
const lastLetters = 7

type elastic struct{ least, most, gap float32 }

// others is what all but the first take, with the gaps.
func (e *elastic) others(o []fyne.CanvasObject) (w float32) {
	for _, one := range o[1:] {
		if one.Visible() {
			w += one.MinSize().Width + e.gap
		}
	}
	return w
}

// MinSize implements fyne.Layout.
func (e *elastic) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(max(e.least*base.TextSize(), o[0].MinSize().Width)+e.others(o), 0)
	for _, one := range o {
		if one.Visible() {
			s.Height = max(s.Height, one.MinSize().Height)
		}
	}
	return s
}

// Layout implements fyne.Layout.
func (e *elastic) Layout(o []fyne.CanvasObject, s fyne.Size) {
	rest := s.Width - e.others(o) + o[len(o)-1].MinSize().Width - lastLetters*base.TextSize()
	x := max(e.least*base.TextSize(), o[0].MinSize().Width, min(e.most*base.TextSize(), rest))
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(x, s.Height))
	for i, one := range o[1:] {
		if !one.Visible() {
			continue
		}
		w := one.MinSize().Width
		if i == len(o)-2 {
			w = max(w, s.Width-x-e.gap)
		}
		one.Move(fyne.NewPos(x+e.gap, 0))
		one.Resize(fyne.NewSize(w, s.Height))
		x += e.gap + w
	}
}
