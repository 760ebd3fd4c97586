package paper

import (
	"strings"

	"rantau/app/markdown"
	"rantau/words"
)

const (
	cellSize = 9.5
	cellPad  = 5.0
)

// table draws rows of cells; the first is the head, and is repeated on each page.
func (d *Doc) table(rows [][]markdown.Cell, left, width float64) {
	if len(rows) == 0 {
		return
	}
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	if columns == 0 {
		return
	}
	widths := d.columnWidths(rows, columns, width)
	d.y += 3
	for i, r := range rows {
		if i > 0 && d.y+2*cellSize*pitch > d.bottom() {
			d.newPage()
			d.row(rows[0], widths, left, true)
		}
		d.row(r, widths, left, i == 0)
	}
}

// columnWidths shares the width among the columns: each gets what its longest word
// needs, and of the rest what its text asks for.
func (d *Doc) columnWidths(rows [][]markdown.Cell, columns int, width float64) []float64 {
	widths, wants := make([]float64, columns), make([]float64, columns)
	least, more := 0.0, 0.0
	for c := range columns {
		for i, r := range rows {
			if c >= len(r) {
				continue
			}
			word, all := d.longest(runsOf(r[c].Spans, cellSize, i == 0))
			widths[c], wants[c] = max(widths[c], word+2*cellPad+1), max(wants[c], all+2*cellPad+1)
		}
		widths[c] = max(widths[c], 24)
		wants[c] = max(0, wants[c]-widths[c])
		least, more = least+widths[c], more+wants[c]
	}
	for c := range widths {
		switch {
		case least > width:
			widths[c] *= width / least
		case more > 0:
			widths[c] += wants[c] * min(1, (width-least)/more)
		}
	}
	return widths
}

// longest measures the longest word of some runs, and all of them.
func (d *Doc) longest(runs []run) (word, all float64) {
	for _, r := range runs {
		all += d.width(r)
		at := 0
		for _, next := range append(words.Breaks(r.text), len(r.text)) {
			one := r
			one.text = strings.TrimSpace(r.text[at:next])
			word, at = max(word, d.width(one)), next
		}
	}
	return word, all
}

// row draws one row, line by line, so that a tall one goes over to the next page.
func (d *Doc) row(cells []markdown.Cell, widths []float64, left float64, head bool) {
	total, most := 0.0, 0
	set := make([][][]piece, len(cells))
	for c, cell := range cells {
		set[c] = d.setLines(runsOf(cell.Spans, cellSize, head), max(10, widths[c]-2*cellPad))
		most = max(most, len(set[c]))
	}
	for _, w := range widths {
		total += w
	}
	d.y += 3
	for n := range most {
		d.need(cellSize * pitch)
		if head {
			d.bar(left, d.y-3, total, cellSize*pitch+5, 0.93)
		}
		x := left
		for c := range cells {
			if n < len(set[c]) {
				line, shift := set[c][n], 0.0
				if cells[c].Right && len(line) > 0 {
					last := line[len(line)-1]
					shift = max(0, widths[c]-2*cellPad-last.x-last.width)
				}
				for _, p := range line {
					d.text(p.run, x+cellPad+shift+p.x, d.y+cellSize*1.15)
				}
			}
			x += widths[c]
		}
		d.y += cellSize * pitch
	}
	d.y += 2
	d.bar(left, d.y, total, 0.5, 0.7)
}

// Grid is a table whose columns may be more than fit on a page: then it goes on below,
// with the first column again. All columns but the first hold numbers.
type Grid struct {
	Title, Below string
	Head         []string
	Rows         [][]string
}

// Grid writes a table.
func (d *Doc) Grid(g Grid) {
	left, width := d.column()
	d.lines(d.setLines([]run{{text: oneLine(g.Title), style: bold, size: 17}}, width), left, 17, nil)
	if g.Below != "" {
		d.lines(d.setLines([]run{{text: oneLine(g.Below), size: smallSize, quiet: true}}, width), left, smallSize, nil)
	}
	d.y += 6
	for from := 1; from < max(2, len(g.Head)); {
		to := d.fitting(g, from, width)
		var rows [][]markdown.Cell
		for _, r := range append([][]string{g.Head}, g.Rows...) {
			cells := []markdown.Cell{cellOf(r[0], false)}
			for _, s := range r[min(from, len(r)):min(to, len(r))] {
				cells = append(cells, cellOf(s, true))
			}
			rows = append(rows, cells)
		}
		d.need(6 * cellSize * pitch)
		d.table(rows, left, width)
		d.y += 18
		from = to
	}
}

// fitting finds how many columns, from one on, stand beside the first. Heads may take
// several lines, numbers not.
func (d *Doc) fitting(g Grid, from int, width float64) (to int) {
	wide := func(column int, most float64) (w float64) {
		for i, r := range append([][]string{g.Head}, g.Rows...) {
			if column < len(r) {
				st := regular
				if i == 0 {
					st = bold
				}
				w = max(w, min(most, d.width(run{text: oneLine(r[column]), style: st, size: cellSize})))
			}
		}
		return w + 2*cellPad + 1
	}
	used := wide(0, 180)
	for to = from; to < len(g.Head); to++ {
		if used += wide(to, 90); used > width && to > from {
			return to
		}
	}
	return max(to, from+1)
}

func cellOf(s string, right bool) markdown.Cell {
	return markdown.Cell{Spans: []markdown.Span{{Text: strings.TrimSpace(oneLine(s))}}, Right: right}
}
