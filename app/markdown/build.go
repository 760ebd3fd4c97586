package markdown

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/widget"
)

const (
	indentStep = 24
	quoteStep  = 16
)

// build makes the object of a block.
func (v *View) build(i int) fyne.CanvasObject {
	if i == len(v.blocks) {
		return v.Foot
	}
	b := v.blocks[i]
	o := v.body(b)
	inner, outer := b.Marker, ""
	if b.Quote > 0 && b.Outer == b.Indent { // the bullet is outside the quotation
		inner, outer = "", b.Marker
	}
	o = indented(b.Indent-b.Outer, inner, o)
	if b.Quote > 0 {
		o = quoted(b.Quote, o)
	}
	return indented(b.Outer, outer, o)
}

// indented moves an object to the right, with a bullet or number before it.
func indented(depth int, marker string, o fyne.CanvasObject) fyne.CanvasObject {
	if depth <= 0 {
		return o
	}
	mark := widget.NewLine(marker).Full()
	mark.Align = fyne.TextAlignTrailing
	return container.New(&itemLayout{indent: float32(depth) * indentStep}, mark, o)
}

func (v *View) body(b Block) fyne.CanvasObject {
	switch b.Kind {
	case Heading:
		return widget.Inset(v.rich(b.Spans, headingSize(b.Level), true), headingRoom(b.Level), -2, 0, 0)
	case Code:
		return code(b.Code)
	case Table:
		return v.table(b)
	case Picture:
		return v.picture(b)
	case Rule:
		return widget.Pad(fw.NewSeparator(), 10, 7)
	}
	if b.Marker != "" || b.Indent > 0 {
		return widget.Inset(v.rich(b.Spans, base.SizeNameText, false), -2, -3, 0, 0)
	}
	return v.rich(b.Spans, base.SizeNameText, false)
}

func headingSize(level int) fyne.ThemeSizeName {
	switch level {
	case 1:
		return base.SizeNameHeadingText
	case 2:
		return base.SizeNameSubHeadingText
	}
	return base.SizeNameText
}

func headingRoom(level int) float32 {
	if level <= 2 {
		return 12
	}
	return 6
}

// rich makes running text. Words between line breaks keep their styles.
func (v *View) rich(spans []Span, size fyne.ThemeSizeName, bold bool) *widget.Reading {
	runs := make([]widget.Run, len(spans))
	for i, s := range spans {
		runs[i] = v.run(s, bold)
	}
	rich := widget.NewReading(runs...)
	rich.SizeName = size
	return rich
}

func (v *View) run(s Span, bold bool) widget.Run {
	run := widget.Run{Text: s.Text, Style: fyne.TextStyle{Bold: s.Bold || bold, Italic: s.Italic, Monospace: s.Code && !bold,
		Strikethrough: s.Strike}}
	lesson, inside := lessonOf(s.Link)
	switch {
	case strings.HasPrefix(s.Link, "#"):
		run.Link = func() { v.goTo(s.Link) }
	case inside && v.OnLesson != nil:
		run.Link = func() { v.OnLesson(lesson) }
	case s.Link != "" && !inside:
		run.Link = func() { widget.AskLink(v.env.Window, s.Link) }
	}
	return run
}

// code shows a listing on a tinted surface, with a button that copies it. Lines
// break rather than run out of sight: a picture of a line that never ends would
// be too wide for any graphics card.
func code(text string) fyne.CanvasObject {
	label := widget.NewReading(widget.Run{Text: text, Style: fyne.TextStyle{Monospace: true}, Color: base.ColorNameForeground})
	copyIt := widget.Plain("", base.NewColoredResource(base.ContentCopyIcon(), base.ColorNamePlaceHolder), func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
	})
	return widget.Pad(container.NewStack(widget.NewFill(theme.ColorNameCode, "", 6),
		container.NewBorder(nil, nil, nil, container.NewVBox(copyIt), widget.Pad(label, 2, 4))), 5, 7)
}

// quoted puts a bar for each quotation at the left.
func quoted(depth int, o fyne.CanvasObject) fyne.CanvasObject {
	bars := widget.Beside(quoteStep - 3)
	for range depth {
		bars.Add(container.New(&barLayout{}, widget.NewFill(base.ColorNamePrimary, "", 1.5)))
	}
	return container.NewBorder(nil, nil, widget.Inset(bars, 0, 0, 7, 4), nil, o)
}

// barLayout makes a bar as tall as its row.
type barLayout struct{}

func (*barLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(3, 4) }

func (*barLayout) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(fyne.NewSize(3, s.Height)) }

// itemLayout puts a bullet or number left of its text, on its first line.
type itemLayout struct{ indent float32 }

func (l *itemLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[1].MinSize()
	return fyne.NewSize(m.Width+l.indent, m.Height)
}

func (l *itemLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(l.indent, h))
	o[0].Move(fyne.NewPos(0, base.InnerPadding()-2))
	o[1].Resize(fyne.NewSize(s.Width-l.indent, s.Height))
	o[1].Move(fyne.NewPos(l.indent, 0))
}
