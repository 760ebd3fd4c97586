package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Mark is an icon in a colour of the theme, in the size of the text.
type Mark struct {
	fw.BaseWidget
	icon  fyne.Resource
	color fyne.ThemeColorName
}

// Icon makes a mark.
func Icon(icon fyne.Resource, color fyne.ThemeColorName) *Mark {
	m := &Mark{icon: icon, color: color}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer {
	r := &markRenderer{m: m, image: canvas.NewImageFromResource(nil)}
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type markRenderer struct {
	m     *Mark
	image *canvas.Image
}

func (r *markRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(r.m.Theme().Size(base.SizeNameInlineIcon))
}
func (r *markRenderer) Layout(s fyne.Size)           { r.image.Resize(s) }
func (r *markRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *markRenderer) Destroy()                     {}
func (r *markRenderer) Refresh() {
	r.image.Resource = theme.Tinted(r.m.icon, r.m.color, r.m.Theme())
	r.image.Refresh()
}

// Set changes the icon and its colour.
func (m *Mark) Set(icon fyne.Resource, color fyne.ThemeColorName) {
	if m.icon != icon || m.color != color {
		m.icon, m.color = icon, color
		m.Refresh()
	}
}
