package paper

import (
	"image"
	"strings"

	"rantau/app/markdown"
)

// Pictures gives a picture by its name; an error where it is not here.
type Pictures func(name string) (image.Image, error)

const (
	indentStep = 18.0
	quoteStep  = 12.0
)

// Lesson writes a lesson, on a page of its own where it is not the first. below is a
// quiet line under its title.
func (d *Doc) Lesson(title, below string, blocks []markdown.Block, pictures Pictures) {
	if d.y > margin {
		d.newPage()
	}
	left, width := d.column()
	d.lines(d.setLines([]run{{text: oneLine(title), style: bold, size: 19}}, width), left, 19, nil)
	if below != "" {
		d.lines(d.setLines([]run{{text: oneLine(below), size: smallSize, quiet: true}}, width), left, smallSize, nil)
	}
	d.y += 8
	for i, b := range blocks {
		if i == 0 && b.Kind == markdown.Heading && strings.EqualFold(oneLine(markdown.Plain(b.Spans)), oneLine(title)) {
			continue
		}
		d.block(b, pictures)
	}
}

func (d *Doc) block(b markdown.Block, pictures Pictures) {
	left, width := d.column()
	bars := left
	in := float64(b.Indent)*indentStep + float64(b.Quote)*quoteStep
	left, width = left+in, width-in
	if width < 80 { // too deep to be set: as wide as it must be
		left, width = left+width-80, 80
	}
	from := len(d.pages)
	top := d.y
	switch b.Kind {
	case markdown.Heading:
		size := map[int]float64{1: 16, 2: 13.5}[b.Level]
		if size == 0 {
			size = 11.5
		}
		d.need(size*pitch + 3*textSize*pitch) // not alone at the end of a page
		d.y += size * 0.5
		d.lines(d.setLines(runsOf(b.Spans, size, true), width), left, size, nil)
		d.y += 2
	case markdown.Code:
		d.code(b.Code, left, width)
	case markdown.Table:
		d.table(b.Rows, left, width)
		d.y += 8
	case markdown.Picture:
		d.picture(b, left, width, pictures)
	case markdown.Rule:
		d.need(20)
		d.bar(left, d.y+9, width, 0.6, 0.7)
		d.y += 20
	default:
		marker := run{text: b.Marker, size: textSize}
		d.lines(d.setLines(runsOf(b.Spans, textSize, false), width), left, textSize, func(first bool, base float64) {
			if first && b.Marker != "" {
				d.text(marker, left-6-d.width(marker), base)
			}
		})
		if b.Indent > 0 {
			d.y += 2
		} else {
			d.y += 6
		}
	}
	if b.Quote > 0 { // the bars of a quotation, on the page on which it ends
		if len(d.pages) > from {
			top = margin
		}
		for q := range b.Quote {
			d.bar(bars+float64(b.Outer)*indentStep+float64(q)*quoteStep, top, 2, max(0, d.y-top-4), 0.6)
		}
	}
}

func runsOf(spans []markdown.Span, size float64, heading bool) []run {
	out := make([]run, len(spans))
	for i, s := range spans {
		r := run{text: s.Text, size: size, link: s.Link, strike: s.Strike}
		switch isBold := s.Bold || heading; {
		case s.Code && !heading:
			r.style, r.size = mono, size*0.95
		case isBold && s.Italic:
			r.style = boldItalic
		case isBold:
			r.style = bold
		case s.Italic:
			r.style = italic
		}
		if strings.HasPrefix(r.link, "#") || strings.HasPrefix(r.link, "lesson:") { // leads nowhere on paper
			r.link = ""
		}
		out[i] = r
	}
	return out
}

// code sets a listing line by line on a tint.
func (d *Doc) code(text string, left, width float64) {
	const size = 9.0
	all := d.setLines([]run{{text: strings.ReplaceAll(text, "\t", "    "), style: mono, size: size}}, width-16)
	d.y += 3
	for _, line := range all {
		d.need(size * pitch)
		d.bar(left, d.y, width, size*pitch+0.5, 0.95)
		for _, p := range line {
			d.text(p.run, left+8+p.x, d.y+size*1.15)
		}
		d.y += size * pitch
	}
	d.y += 9
}
