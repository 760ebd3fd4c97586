package widget

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Run is a stretch of text in one style.
type Run struct {
	Text  string
	Style fyne.TextStyle
	Color fyne.ThemeColorName // "" for that of text
	Link  func()              // what a tap does, nil for nothing
}

// Prose is text that wraps where its language ends words. Fyne's own text breaks at
// spaces and else between any two letters, which in Thai or Khmer is in the middle of
// a word or of a letter.
type Prose struct {
	fw.BaseWidget
	Text      string // in one style; Runs come before it
	Runs      []Run
	SizeName  fyne.ThemeSizeName
	ColorName fyne.ThemeColorName
	TextStyle fyne.TextStyle
	Alignment fyne.TextAlign
	Bare      bool // without the padding of a label
	// Most is how many lines are shown, 0 for all: what stands outside of what can be
	// scrolled must not push the rest out of the window.
	Most int
	// Marks are drawn behind the words, in the order in which they stand.
	Marks []Stretch

	lines  []line
	pitch  float32 // from one line to the next
	set    setting
	marked func() (from, end int) // what is selected, nil for what can't be
}

// Stretch is what is marked of a text, in bytes of all of the text.
type Stretch struct {
	From, End int
	Color     color.Color
}

// setting is that for which the lines were set.
type setting struct {
	most              int
	done              bool
	width, size       float32
	text              string
	style             fyne.TextStyle
	spacing, alphabet float32 // tell of another theme
}

// mostLines is how many lines a paragraph has, if nothing else is said.
const mostLines = 16

// Paragraph is text that wraps: some sentences. What is read at length is a Reading.
func Paragraph(s string) *Prose {
	p := &Prose{Text: s, Most: mostLines}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text.
func (p *Prose) SetText(s string) {
	if p.Text != s {
		p.Text = s
		p.Refresh()
	}
}

// Words is all of the text.
func (p *Prose) Words() string {
	if p.Runs == nil {
		return p.Text
	}
	return strings.Join(p.texts(), "")
}

func (p *Prose) runs() []Run {
	if p.Runs == nil {
		return []Run{{Text: p.Text, Style: p.TextStyle, Color: p.ColorName}}
	}
	return p.Runs
}

func (p *Prose) texts() []string {
	runs := p.runs()
	out := make([]string, len(runs))
	for i, r := range runs {
		out[i] = r.Text
	}
	return out
}

func (p *Prose) size() float32 {
	if p.SizeName == "" {
		return p.Theme().Size(base.SizeNameText)
	}
	return p.Theme().Size(p.SizeName)
}

func (p *Prose) pad() float32 {
	if p.Bare {
		return 0
	}
	return p.Theme().Size(base.SizeNameInnerPadding)
}

// lay sets the lines for a width, once.
func (p *Prose) lay(width float32) {
	size, runs := p.size(), p.runs()
	now := setting{done: true, width: width, size: size, text: p.Words(), style: p.TextStyle,
		spacing: p.pad(), most: p.Most, alphabet: fyne.MeasureText("ก", size, p.TextStyle).Width}
	if now == p.set {
		return
	}
	p.set = now
	measure := func(run int, s string) float32 {
		if s == "" {
			return 0
		}
		return fyne.MeasureText(s, size, runs[run].Style).Width
	}
	p.lines = breakLines(p.texts(), max(0, width-2*p.pad()), measure)
	if p.Most > 0 && len(p.lines) > p.Most {
		p.lines = p.lines[:p.Most]
		p.lines[p.Most-1].more()
	}
	p.pitch = 0
	for _, r := range runs {
		p.pitch = max(p.pitch, fyne.MeasureText("M", size, r.Style).Height)
	}
}

// shift is how far a line stands to the right.
func (p *Prose) shift(l *line, width float32) float32 {
	switch p.Alignment {
	case fyne.TextAlignCenter:
		return p.pad() + max(0, (width-2*p.pad()-l.wide())/2)
	case fyne.TextAlignTrailing:
		return p.pad() + max(0, width-2*p.pad()-l.wide())
	}
	return p.pad()
}

// CreateRenderer implements fyne.Widget.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	return &proseRenderer{p: p, whole: p}
}

type proseRenderer struct {
	p       *Prose
	whole   fyne.Widget // that the text is of
	objects []fyne.CanvasObject
	drawn   float32
}

// Layout implements fyne.WidgetRenderer.
func (r *proseRenderer) Layout(size fyne.Size) {
	if size.Width != r.drawn {
		r.Refresh()
	}
}

// MinSize implements fyne.WidgetRenderer: as high as the text is in the width that
// there is. Where there is none yet it is one line for each paragraph.
func (r *proseRenderer) MinSize() fyne.Size {
	p := r.p
	p.lay(p.Size().Width)
	return fyne.NewSize(2*p.pad()+p.size(), float32(len(p.lines))*p.pitch+2*p.pad())
}

// Objects implements fyne.WidgetRenderer.
func (r *proseRenderer) Objects() []fyne.CanvasObject {
	if r.objects == nil {
		r.draw()
	}
	return r.objects
}

// Destroy implements fyne.WidgetRenderer.
func (r *proseRenderer) Destroy() {}

// Refresh implements fyne.WidgetRenderer.
func (r *proseRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.whole)
}

// draw makes the objects of the lines: behind them what is selected.
func (r *proseRenderer) draw() {
	p, width := r.p, r.p.Size().Width
	r.drawn = width
	p.lay(width)
	runs, size, th := p.runs(), p.size(), p.Theme()
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	var behind, texts []fyne.CanvasObject
	for i := range p.lines {
		l := &p.lines[i]
		x, y := p.shift(l, width), p.pad()+float32(i)*p.pitch
		if p.marked != nil {
			from, end := p.marked()
			behind = append(behind, p.highlight(l, x, y, Stretch{from, end, th.Color(base.ColorNameSelection, variant)})...)
		}
		for _, m := range p.Marks {
			behind = append(behind, p.highlight(l, x, y, m)...)
		}
		for _, s := range l.spans {
			run := runs[s.run]
			t := canvas.NewText(s.text, th.Color(colorOf(run), variant))
			t.TextSize, t.TextStyle = size, run.Style
			t.Move(fyne.NewPos(x+s.x, y))
			t.Resize(fyne.NewSize(s.width, p.pitch))
			if run.Style.Monospace && run.Color == "" && run.Link == nil && strings.TrimSpace(s.text) != "" {
				under := canvas.NewRectangle(th.Color(theme.ColorNameCode, variant))
				under.CornerRadius = 3
				under.Move(fyne.NewPos(x+s.x-1, y+1))
				under.Resize(fyne.NewSize(s.width+2, p.pitch-3))
				behind = append(behind, under)
			}
			texts = append(texts, t)
		}
	}
	r.objects = append(behind, texts...)
}

func colorOf(r Run) fyne.ThemeColorName {
	switch {
	case r.Color != "":
		return r.Color
	case r.Link != nil:
		return base.ColorNameHyperlink
	}
	return base.ColorNameForeground
}

func (p *Prose) highlight(l *line, x, y float32, m Stretch) []fyne.CanvasObject {
	from, end := max(m.From, l.from), min(m.End, l.end)
	if from >= end {
		return nil
	}
	left, right := p.xOf(l, from), p.xOf(l, end)
	r := canvas.NewRectangle(m.Color)
	r.Move(fyne.NewPos(x+left, y))
	r.Resize(fyne.NewSize(right-left, p.pitch))
	return []fyne.CanvasObject{r}
}

// xOf is where a place in the text stands on its line.
func (p *Prose) xOf(l *line, at int) float32 {
	for _, s := range l.spans {
		if at <= s.from+len(s.text) {
			if at <= s.from {
				return s.x
			}
			return s.x + fyne.MeasureText(s.text[:at-s.from], p.size(), p.runs()[s.run].Style).Width
		}
	}
	return l.wide()
}

// LineAt is where the line stands that holds a place in the text, once it has a width.
func (p *Prose) LineAt(at int) (y, height float32) {
	i := 0
	for i+1 < len(p.lines) && p.lines[i+1].from <= at {
		i++
	}
	return p.pad() + float32(i)*p.pitch, p.pitch
}

// NewMarked is prose of several runs that can't be selected, such as on a card that
// leads somewhere.
func NewMarked(runs []Run) *Prose {
	p := &Prose{Runs: runs, Bare: true}
	p.ExtendBaseWidget(p)
	return p
}
