package widget

import (
	"strings"

	"rantau/words"
)

// span is a piece of one run on one line.
type span struct {
	run      int
	text     string
	from     int // where it begins in the whole text, in bytes
	x, width float32
}

// line is one line of a text. It ends before end; what is between that and the next
// line's beginning is the space or the sign at which it was broken.
type line struct {
	from, end int
	spans     []span
}

// more ends a line in a sign that something follows.
func (l *line) more() {
	if len(l.spans) == 0 {
		l.spans = []span{{from: l.from}}
	}
	s := &l.spans[len(l.spans)-1]
	letters := words.Clusters(s.text)
	if n := len(letters) - 3; n > 0 { // room for it
		s.text = s.text[:letters[n]]
	}
	s.text += "…"
}

// breakLines sets runs of text in lines of a width. They end where words.Breaks
// says; a word that is wider than a line is cut between letters. The width of a text
// in a run is asked of measure. A width of nothing sets each paragraph in one line.
func breakLines(texts []string, width float32, measure func(run int, text string) float32) []line {
	whole := strings.Join(texts, "")
	var cuts []int // where the runs end
	at := 0
	for _, t := range texts {
		at += len(t)
		cuts = append(cuts, at)
	}
	b := &breaker{texts: texts, whole: whole, cuts: cuts, width: width, measure: measure}
	from := 0
	for _, paragraph := range strings.SplitAfter(whole, "\n") {
		b.paragraph(from, from+len(strings.TrimSuffix(paragraph, "\n")))
		from += len(paragraph)
	}
	return b.lines
}

type breaker struct {
	texts   []string
	whole   string
	cuts    []int
	width   float32
	measure func(int, string) float32
	lines   []line
	line    line
	used    float32 // of the line, with the space at its end
	run     int     // in which the part before was
}

func (b *breaker) paragraph(from, end int) {
	b.line, b.used = line{from: from, end: from}, 0
	at := from
	if bare := end - len(strings.TrimLeft(b.whole[from:end], " ")); b.width > 0 && b.wide(from, bare) > b.width/2 {
		from, at = bare, bare // nobody steps in so far
		b.line.from = bare
	}
	for _, next := range append(words.Breaks(b.whole[from:end]), end-from) {
		b.word(at, from+next)
		at = from + next
	}
	b.finish()
}

// word puts what is between two breaks on the line, or on the next.
func (b *breaker) word(from, end int) {
	bare := from + len(strings.TrimRight(b.whole[from:end], " \t\u2009\u200b"))
	width := b.wide(from, bare)
	if b.width > 0 && b.used+width > b.width+0.5 {
		if b.line.end > b.line.from {
			b.finish()
			b.line, b.used = line{from: from, end: from}, 0
		}
		if width > b.width+0.5 {
			b.letters(from, bare)
			b.add(bare, end)
			return
		}
	}
	b.used += width
	b.line.end = bare
	b.add(bare, end)
}

// add puts the space behind a word on the line. What hangs over its end is not seen.
func (b *breaker) add(from, end int) {
	if end > from {
		b.used += b.wide(from, end)
	}
}

// letters cuts what is too wide for a line.
func (b *breaker) letters(from, end int) {
	at := from
	for _, next := range append(words.Clusters(b.whole[from:end]), end-from) {
		width := b.wide(at, from+next)
		if b.used+width > b.width+0.5 && b.line.end > b.line.from {
			b.finish()
			b.line, b.used = line{from: at, end: at}, 0
		}
		b.used += width
		b.line.end = from + next
		at = from + next
	}
}

// wide measures a stretch of the text, which may go over several runs.
func (b *breaker) wide(from, end int) (width float32) {
	b.pieces(from, end, func(run, from, end int) { width += b.measure(run, b.whole[from:end]) })
	return width
}

// pieces cuts a stretch at the ends of runs. Stretches come in order.
func (b *breaker) pieces(from, end int, do func(run, from, end int)) {
	for b.run > 0 && from < b.cuts[b.run-1] {
		b.run--
	}
	for run := b.run; run < len(b.cuts) && from < end; run++ {
		if b.cuts[run] <= from {
			continue
		}
		b.run = run
		stop := min(end, b.cuts[run])
		do(run, from, stop)
		from = stop
	}
}

// finish sets what is on the line: one span for each run.
func (b *breaker) finish() {
	var x float32
	b.pieces(b.line.from, b.line.end, func(run, from, end int) {
		s := span{run: run, text: b.whole[from:end], from: from, x: x}
		s.width = b.measure(run, s.text)
		x += s.width
		b.line.spans = append(b.line.spans, s)
	})
	b.lines = append(b.lines, b.line)
}

// wide is how wide a line is.
func (l *line) wide() float32 {
	if n := len(l.spans); n > 0 {
		return l.spans[n-1].x + l.spans[n-1].width
	}
	return 0
}
