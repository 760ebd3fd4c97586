package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Fill is a rectangle in a colour of the theme, and follows when it changes.
type Fill struct {
	fw.BaseWidget
	Color  fyne.ThemeColorName
	Border fyne.ThemeColorName // "" for none
	Radius float32
}

// NewFill makes a rectangle.
func NewFill(color, border fyne.ThemeColorName, radius float32) *Fill {
	f := &Fill{Color: color, Border: border, Radius: radius}
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	r := &fillRenderer{fill: f, rect: &canvas.Rectangle{}}
	r.Refresh()
	return r
}

type fillRenderer struct {
	fill *Fill
	rect *canvas.Rectangle
}

func (r *fillRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *fillRenderer) Layout(s fyne.Size)           { r.rect.Resize(s) }
func (r *fillRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *fillRenderer) Destroy()                     {}

func (r *fillRenderer) Refresh() {
	th, v := r.fill.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.rect.FillColor, r.rect.CornerRadius = th.Color(r.fill.Color, v), r.fill.Radius
	r.rect.StrokeWidth = 0
	if r.fill.Border != "" {
		r.rect.StrokeWidth, r.rect.StrokeColor = 1, th.Color(r.fill.Border, v)
	}
	r.rect.Refresh()
}

// Card puts an object on a raised surface.
func Card(o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewFill(theme.ColorNameSurface, base.ColorNameSeparator, 8), Pad(o, 10, 14))
}

// On puts an object on a colour.
func On(color fyne.ThemeColorName, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewFill(color, "", 0), o)
}

// Pad puts room above and below, and left and right, of an object.
func Pad(o fyne.CanvasObject, vertical, horizontal float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(vertical, vertical, horizontal, horizontal), o)
}

// Inset puts room on each side of an object.
func Inset(o fyne.CanvasObject, top, bottom, left, right float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Stackup puts objects under each other with a given gap.
func Stackup(gap float32, o ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), o...)
}

// Beside puts objects in a row with a given gap.
func Beside(gap float32, o ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), o...)
}

// Foot puts what can be done with a whole list under it, one below the other: in some
// languages two buttons beside each other are wider than the list.
func Foot(o ...fyne.CanvasObject) *fyne.Container { return container.New(foot{}, o...) }

type foot struct{}

const footMargin = 6

func (foot) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, c := range o {
		if c.Visible() {
			s = fyne.NewSize(max(s.Width, c.MinSize().Width+2*footMargin), s.Height+c.MinSize().Height)
		}
	}
	if s.Height > 0 {
		s.Height += footMargin
	}
	return s
}

func (foot) Layout(o []fyne.CanvasObject, s fyne.Size) {
	y := float32(footMargin) / 2
	for _, c := range o {
		if c.Visible() {
			size := c.MinSize()
			c.Resize(fyne.NewSize(min(size.Width, s.Width-2*footMargin), size.Height))
			c.Move(fyne.NewPos(footMargin, y))
			y += size.Height
		}
	}
}

// Middle centres an object in the height of its row without stretching it.
func Middle(o fyne.CanvasObject) *fyne.Container {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}

// Kept keeps the room of what is hidden now and then, so that what stands beside
// it is in one line from row to row.
func Kept(o fyne.CanvasObject) *fyne.Container { return container.New(kept{}, o) }

// kept puts objects in the middle of its height, as wide as the widest.
type kept struct{}

func (kept) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, c := range o {
		s = s.Max(c.MinSize())
	}
	return s
}

func (kept) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, c := range o {
		h := c.MinSize().Height
		c.Resize(fyne.NewSize(s.Width, h))
		c.Move(fyne.NewPos(0, (s.Height-h)/2))
	}
}

// Columns puts fields in so many columns of one width.
func Columns(n int, o ...fyne.CanvasObject) *fyne.Container {
	return container.New(alike{gap: 8, columns: n}, o...)
}

// alike puts objects in columns of one width, row under row.
type alike struct {
	gap     float32
	columns int
}

func (a alike) rows(o []fyne.CanvasObject) (heights []float32, widest float32) {
	for i, c := range o {
		m := c.MinSize()
		if widest = max(widest, m.Width); i%a.columns == 0 {
			heights = append(heights, 0)
		}
		heights[len(heights)-1] = max(heights[len(heights)-1], m.Height)
	}
	return heights, widest
}

func (a alike) MinSize(o []fyne.CanvasObject) fyne.Size {
	heights, widest := a.rows(o)
	s := fyne.NewSize(float32(a.columns)*(widest+a.gap)-a.gap, 0)
	for _, h := range heights {
		s.Height += h + a.gap
	}
	s.Height = max(0, s.Height-a.gap)
	return s
}

func (a alike) Layout(o []fyne.CanvasObject, s fyne.Size) {
	heights, _ := a.rows(o)
	width, y := (s.Width+a.gap)/float32(a.columns)-a.gap, float32(0)
	for i, c := range o {
		put(c, float32(i%a.columns)*(width+a.gap), y, width, heights[i/a.columns])
		if i%a.columns == a.columns-1 {
			y += heights[i/a.columns] + a.gap
		}
	}
}

// ShowIf shows an object or hides it.
func ShowIf(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
