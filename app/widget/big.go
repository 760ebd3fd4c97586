package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Big is a word for a whole room to read: as large as there is room for.
type Big struct {
	fw.BaseWidget
	word string
}

// NewBig makes it.
func NewBig(word string) *Big {
	b := &Big{word: word}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *Big) CreateRenderer() fyne.WidgetRenderer {
	r := &bigRenderer{b: b, text: canvas.NewText(b.word, nil)}
	r.text.TextStyle = fyne.TextStyle{Bold: true, Monospace: true}
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type bigRenderer struct {
	b    *Big
	text *canvas.Text
}

// The bounds of its size, in points.
const (
	bigLeast = 40
	bigMost  = 150
)

func (r *bigRenderer) MinSize() fyne.Size {
	return fyne.NewSize(fyne.MeasureText(r.b.word, bigLeast, r.text.TextStyle).Width, fyne.MeasureText(r.b.word, bigMost, r.text.TextStyle).Height)
}

func (r *bigRenderer) Layout(s fyne.Size) {
	whole := fyne.MeasureText(r.b.word, bigMost, r.text.TextStyle)
	r.text.TextSize = max(bigLeast, min(bigMost, bigMost*s.Width/max(1, whole.Width)))
	r.text.Resize(s)
}

func (r *bigRenderer) Refresh() {
	r.text.Color = r.b.Theme().Color(base.ColorNameForeground, fyne.CurrentApp().Settings().ThemeVariant())
	r.text.Refresh()
}

func (r *bigRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *bigRenderer) Destroy()                     {}
