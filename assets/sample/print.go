package sample

import (
	"fmt"
	"strings"
	"time"
)

// printPDF sets a text in a little Markdown (headings, lists, tables, rules, and
// ____ for what is to be filled in) as a PDF.
func printPDF(title, text string, at time.Time) []byte {
	p := &pdf{}
	p.paragraph(bold, 17, 0, title)
	p.y -= 4
	p.line(margin, p.y+8, pageWidth-margin, p.y+8)
	p.y -= 8
	var table [][]string
	code := false
	for _, l := range append(strings.Split(text, "\n"), "") {
		l = strings.TrimRight(l, " ")
		if strings.HasPrefix(l, "```") {
			code = !code
			continue
		}
		if code {
			p.paragraph(fixed, 9, 12, l)
			continue
		}
		if strings.HasPrefix(l, "|") {
			table = append(table, cells(l))
			continue
		}
		if len(table) > 0 {
			p.table(table)
			table = nil
		}
		p.block(strings.ReplaceAll(strings.ReplaceAll(l, "**", ""), "`", ""))
	}
	p.footers(title)
	return p.bytes(title, at)
}

func (p *pdf) block(l string) {
	switch {
	case l == "":
		p.y -= 6
	case l == "===":
		p.newPage()
	case l == "---":
		p.room(20)
		p.line(margin, p.y, pageWidth-margin, p.y)
		p.y -= 14
	case strings.HasPrefix(l, "## "), strings.HasPrefix(l, "### "):
		p.room(60)
		p.y -= 6
		p.paragraph(bold, 12.5, 0, strings.TrimLeft(l, "# "))
	case strings.HasPrefix(l, "- "):
		p.paragraph(plain, 10.5, 14, "• "+l[2:])
	case strings.HasPrefix(l, "> "):
		p.paragraph(plain, 10.5, 24, l[2:])
	case strings.HasSuffix(l, "____"):
		p.room(24)
		label := strings.TrimRight(l, "_ ")
		p.text(margin, p.y, plain, 10.5, label)
		p.line(margin+width(label, 10.5)+8, p.y-2, pageWidth-margin, p.y-2)
		p.y -= 22
	default:
		p.paragraph(plain, 10.5, 0, l)
	}
}

// paragraph sets a text in lines that fit, over as many pages as it takes.
func (p *pdf) paragraph(font string, size, indent float64, s string) {
	for _, l := range wrap(s, size, pageWidth-2*margin-indent) {
		p.room(size * 1.4)
		p.text(margin+indent, p.y, font, size, l)
		p.y -= size * 1.4
	}
}

func cells(l string) []string {
	out := strings.Split(strings.TrimSuffix(strings.TrimPrefix(l, "|"), "|"), "|")
	for i := range out {
		out[i] = strings.TrimSpace(strings.ReplaceAll(out[i], "**", ""))
	}
	return out
}

// table sets rows of cells with lines around them; the first is the heading.
func (p *pdf) table(rows [][]string) {
	columns := len(rows[0])
	w := float64(pageWidth-2*margin) / float64(columns)
	p.y -= 4
	for i, row := range rows {
		if strings.HasPrefix(row[0], "--") {
			continue
		}
		font, high := plain, 1
		if i == 0 {
			font = bold
		}
		lines := make([][]string, columns)
		for c := range min(columns, len(row)) {
			lines[c] = wrap(row[c], 9.5, w-8)
			high = max(high, len(lines[c]))
		}
		h := float64(high)*12.5 + 6
		p.room(h)
		top := p.y + 10
		for c := range columns {
			x := margin + float64(c)*w
			for k, l := range lines[c] {
				p.text(x+4, p.y-float64(k)*12.5-1, font, 9.5, l)
			}
			p.line(x, top, x, top-h)
		}
		p.line(margin, top, pageWidth-margin, top)
		p.line(margin, top-h, pageWidth-margin, top-h)
		p.line(pageWidth-margin, top, pageWidth-margin, top-h)
		p.y -= h
	}
	p.y -= 10
}

func (p *pdf) footers(title string) {
	all := p.pages
	for i := range all {
		p.pages = all[:i+1]
		p.text(margin, 34, plain, 8, fmt.Sprintf("%s - page %d of %d", title, i+1, len(all)))
	}
	p.pages = all
}

// wrap breaks a text between words into lines of a width.
func wrap(s string, size, limit float64) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && width(line+" "+word, size) > limit {
			out = append(out, line)
			line = word
		} else if line == "" {
			line = word
		} else {
			line += " " + word
		}
	}
	return append(out, line)
}

// width is how long a text is in Helvetica; a little more, so that bold fits too.
func width(s string, size float64) float64 {
	total := 0
	for _, r := range s {
		if r >= ' ' && int(r-' ') < len(widths) {
			total += widths[r-' ']
		} else {
			total += 556
		}
	}
	return float64(total) * size / 1000 * 1.05
}

// widths are those of Helvetica from space to tilde, in thousandths.
var widths = [...]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}
