package paper

import (
	"strings"

	"rantau/words"
)

// run is a stretch of text in one style.
type run struct {
	text   string
	style  style
	size   float64
	link   string
	strike bool
	quiet  bool
}

// piece is a part of one run on one line.
type piece struct {
	run      run
	x, width float64
}

// setLines breaks runs into lines of a width, where words.Breaks says; a word that is
// wider than a line is cut between letters.
func (d *Doc) setLines(runs []run, width float64) (out [][]piece) {
	l := &liner{doc: d, runs: runs, width: width}
	whole := ""
	for _, r := range runs {
		whole += r.text
		l.cuts = append(l.cuts, len(whole))
	}
	l.whole = whole
	from := 0
	for _, paragraph := range strings.SplitAfter(whole, "\n") {
		l.paragraph(from, from+len(strings.TrimSuffix(paragraph, "\n")))
		from += len(paragraph)
	}
	return l.lines
}

type liner struct {
	doc   *Doc
	runs  []run
	whole string
	cuts  []int
	width float64
	lines [][]piece
	from  int
	end   int
	used  float64
}

func (l *liner) paragraph(from, end int) {
	l.from, l.end, l.used = from, from, 0
	at := from
	for _, next := range append(words.Breaks(l.whole[from:end]), end-from) {
		next += from
		word := strings.TrimRight(l.whole[at:next], " ")
		if l.used > 0 && l.used+l.wide(at, at+len(word)) > l.width+0.01 {
			l.finish()
			l.from = at
		}
		if l.used == 0 && l.wide(at, at+len(word)) > l.width+0.01 {
			l.cut(at, at+len(word))
			l.used += l.wide(l.from, next)
		} else {
			l.used += l.wide(at, next)
		}
		l.end, at = next, next
	}
	l.finish()
}

// cut breaks a word between letters; its end stays for the line that goes on.
func (l *liner) cut(from, end int) {
	at := from
	for _, c := range append(words.Clusters(l.whole[from:end]), end-from) {
		c += from
		if at > l.from && l.wide(l.from, c) > l.width+0.01 {
			l.end = at
			l.finish()
			l.from = at
		}
		at = c
	}
}

func (l *liner) wide(from, end int) (w float64) {
	l.pieces(from, end, func(r run) { w += l.doc.width(r) })
	return w
}

func (l *liner) pieces(from, end int, do func(run)) {
	start := 0
	for i, r := range l.runs {
		a, b := max(from, start), min(end, l.cuts[i])
		start = l.cuts[i]
		if a < b {
			r.text = l.whole[a:b]
			do(r)
		}
	}
}

func (l *liner) finish() {
	end := l.from + len(strings.TrimRight(l.whole[l.from:max(l.from, l.end)], " "))
	var line []piece
	x := 0.0
	l.pieces(l.from, end, func(r run) {
		w := l.doc.width(r)
		line = append(line, piece{r, x, w})
		x += w
	})
	l.lines = append(l.lines, line)
	l.used = 0
}
