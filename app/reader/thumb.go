package reader

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/widget"
)

// The room of a small picture, in the window's units.
const (
	thumbWidth  = 130
	thumbHeight = 150
)

// thumb is a page in small: white paper, its picture once it is there, its number.
type thumb struct {
	fw.BaseWidget
	page    size
	back    *widget.Fill
	paper   *canvas.Rectangle
	picture *canvas.Image
	number  *widget.Line
}

func newThumb() *thumb {
	t := &thumb{back: widget.NewFill(theme.ColorNameTint, base.ColorNamePrimary, 6), paper: canvas.NewRectangle(color.White),
		picture: &canvas.Image{}, number: widget.Quiet("")}
	t.paper.StrokeColor, t.paper.StrokeWidth = color.NRGBA{0x80, 0x80, 0x80, 0x80}, 1
	t.number.Align = fyne.TextAlignCenter
	t.page = size{595, 842}
	t.ExtendBaseWidget(t)
	return t
}

// set shows another page, without its picture.
func (t *thumb) set(page int, s size, current bool) {
	t.page = s
	t.picture.Image = nil
	t.picture.Hide()
	t.number.Text = strconv.Itoa(page + 1)
	t.number.Style.Bold = current
	widget.ShowIf(t.back, current)
	t.Refresh()
}

// show shows its picture.
func (t *thumb) show(b *bitmap) {
	t.picture.Image = b.image
	t.picture.Show()
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *thumb) CreateRenderer() fyne.WidgetRenderer { return &thumbRenderer{t} }

type thumbRenderer struct{ t *thumb }

func (r *thumbRenderer) MinSize() fyne.Size {
	return fyne.NewSize(thumbWidth+16, thumbHeight+18+r.t.number.MinSize().Height)
}

func (r *thumbRenderer) Layout(s fyne.Size) {
	t := r.t
	fit := min(thumbWidth/t.page.W, thumbHeight/t.page.H)
	paper := fyne.NewSize(float32(t.page.W*fit), float32(t.page.H*fit))
	at := fyne.NewPos((s.Width-paper.Width)/2, 6+(thumbHeight-paper.Height)/2)
	t.picture.Resize(paper)
	t.picture.Move(at)
	t.paper.Resize(paper.AddWidthHeight(2, 2)) // its edge is around the picture
	t.paper.Move(at.SubtractXY(1, 1))
	number := t.number.MinSize().Height
	t.number.Resize(fyne.NewSize(s.Width, number))
	t.number.Move(fyne.NewPos(0, at.Y+paper.Height+3))
	t.back.Resize(fyne.NewSize(thumbWidth+16, s.Height-2))
	t.back.Move(fyne.NewPos((s.Width-thumbWidth-16)/2, 1))
}

func (r *thumbRenderer) Refresh() {
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *thumbRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.back, r.t.paper, r.t.picture, r.t.number}
}

func (r *thumbRenderer) Destroy() {}
