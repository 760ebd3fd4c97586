// Package widget holds the pieces that screens are made of. A widget draws and
// calls OnX; it decides nothing. Fyne's own widget package is imported as fw.
package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/words"
)

// Line is one line of text without the padding of a label, so that lines stand
// close together; what does not fit ends in an ellipsis.
type Line struct {
	fw.BaseWidget
	Text  string
	Color fyne.ThemeColorName
	Scale fyne.ThemeSizeName
	Style fyne.TextStyle
	Align fyne.TextAlign
	// Whole asks for all the room that the text needs.
	Whole bool
}

// NewLine makes a line in the normal size and colour.
func NewLine(text string) *Line {
	l := &Line{Text: text, Color: base.ColorNameForeground, Scale: base.SizeNameText}
	l.ExtendBaseWidget(l)
	return l
}

// Bold makes a line in bold.
func Bold(text string) *Line { l := NewLine(text); l.Style.Bold = true; return l }

// Quiet makes a small line that stands back.
func Quiet(text string) *Line {
	l := NewLine(text)
	l.Color, l.Scale = theme.ColorNameQuiet, base.SizeNameCaptionText
	return l
}

// Title makes the line that names what a page is about.
func Title(text string) *Line {
	l := Bold(text)
	l.Scale = theme.SizeNameTitle
	return l
}

// Full asks for all the room that the text needs.
func (l *Line) Full() *Line { l.Whole = true; return l }

// SetText changes the text.
func (l *Line) SetText(s string) {
	if l.Text != s {
		l.Text = s
		l.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{line: l, text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type lineRenderer struct {
	line *Line
	text *canvas.Text
}

func (r *lineRenderer) MinSize() fyne.Size {
	text := OneLine(r.line.Text)
	size := fyne.MeasureText(text, r.line.Theme().Size(r.line.Scale), r.line.Style)
	if text == "" {
		size.Height = fyne.MeasureText("M", r.line.Theme().Size(r.line.Scale), r.line.Style).Height
	}
	most := float32(24)
	if r.line.Whole { // but never a window's width
		most = 20 * r.line.Theme().Size(base.SizeNameText)
	}
	size.Width = min(size.Width, most)
	return size
}

func (r *lineRenderer) Layout(size fyne.Size) {
	r.text.Text = Ellipsis(r.line.Text, size.Width, r.text.TextSize, r.text.TextStyle)
	r.text.Resize(size)
	r.text.Move(fyne.NewPos(0, 0))
}

func (r *lineRenderer) Refresh() {
	th := r.line.Theme()
	r.text.Color = th.Color(r.line.Color, fyne.CurrentApp().Settings().ThemeVariant())
	r.text.TextSize, r.text.TextStyle, r.text.Alignment = th.Size(r.line.Scale), r.line.Style, r.line.Align
	r.Layout(r.line.Size())
	r.text.Refresh()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }
func (r *lineRenderer) Destroy()                     {}

// Ellipsis cuts a text to one line of a width.
func Ellipsis(s string, width, size float32, style fyne.TextStyle) string {
	s = OneLine(s)
	if s == "" || width <= 0 || fyne.MeasureText(s, size, style).Width <= width+0.5 {
		return s
	}
	// Between letters: marks stay with what they are on.
	cuts := append([]int{0}, words.Clusters(s)...)
	low, high := 0, len(cuts)-1
	for low < high {
		mid := (low + high + 1) / 2
		if fyne.MeasureText(s[:cuts[mid]]+"…", size, style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return s[:cuts[low]] + "…"
}
