package reader

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/widget"
)

// leaf is a page on the screen: white paper with its number, then its picture,
// or why there is none.
type leaf struct {
	fw.BaseWidget
	page   int
	paper  *canvas.Rectangle
	number *canvas.Text
	image  *canvas.Image
	trouble,
	back fyne.CanvasObject
	natural fyne.Size // of the picture as it was drawn; zero to stretch it
	marking *marking
	signing *signing
}

func newLeaf(page int) *leaf {
	l := &leaf{page: page, paper: canvas.NewRectangle(color.White), image: &canvas.Image{}, marking: newMarking(), signing: newSigning()}
	l.number = canvas.NewText(fmt.Sprint(page+1), color.NRGBA{0x99, 0x99, 0x99, 0xFF})
	l.number.Alignment, l.number.TextSize = fyne.TextAlignCenter, 28
	l.image.ScaleMode = canvas.ImageScaleFastest // it is drawn in its size already
	l.image.Hide()
	l.ExtendBaseWidget(l)
	return l
}

// turnTo makes it the leaf of another page, with nothing on it yet.
func (l *leaf) turnTo(page int) {
	l.page, l.trouble, l.back, l.natural = page, nil, nil, fyne.Size{}
	l.number.Text = fmt.Sprint(page + 1)
	l.number.Show()
	l.image.Image = nil
	l.image.Hide()
	l.Refresh()
}

// show shows a picture; natural is its size if it was drawn for this zoom.
func (l *leaf) show(b *bitmap, natural fyne.Size) {
	if l.image.Image == b.image && l.natural == natural {
		return
	}
	l.image.Image, l.natural = b.image, natural
	l.image.Show()
	l.number.Hide()
	l.Refresh()
	l.image.Refresh()
}

// spoil says why there is no picture.
func (l *leaf) spoil(why string) {
	if l.trouble == nil {
		l.trouble = widget.Empty(pageSpoilt.Say(l.page+1), why)
		l.back = widget.NewFill(base.ColorNameHeaderBackground, base.ColorNameSeparator, 0)
		l.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (l *leaf) CreateRenderer() fyne.WidgetRenderer { return &leafRenderer{l} }

type leafRenderer struct{ l *leaf }

func (r *leafRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *leafRenderer) Layout(s fyne.Size) {
	size := s
	if !r.l.natural.IsZero() {
		size = r.l.natural
	}
	r.l.image.Resize(size)
	r.l.paper.Resize(s)
	r.l.marking.Resize(s)
	r.l.signing.Resize(s)
	h := r.l.number.MinSize().Height
	r.l.number.Resize(fyne.NewSize(s.Width, h))
	r.l.number.Move(fyne.NewPos(0, (s.Height-h)/2))
	if r.l.trouble != nil {
		r.l.back.Resize(s)
		r.l.trouble.Resize(s)
	}
}

func (r *leafRenderer) Refresh() {
	r.Layout(r.l.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *leafRenderer) Objects() []fyne.CanvasObject {
	if r.l.trouble != nil {
		return []fyne.CanvasObject{r.l.back, r.l.trouble}
	}
	return []fyne.CanvasObject{r.l.paper, r.l.number, r.l.image, r.l.marking, r.l.signing}
}

func (r *leafRenderer) Destroy() {}
