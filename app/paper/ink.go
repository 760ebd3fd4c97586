package paper

import (
	"fmt"
	"strings"
	"unicode"

	"rantau/words"
)

// Ink sets text into boxes on the pages of a file that others made: what stands in the
// fields of a form. Its letters are in the program's own faces, whatever the file has.
type Ink struct{ doc *Doc }

// Align is where a line stands in its box.
type Align int

// The places, in the order of PDF.
const (
	Left Align = iota
	Middle
	Right
)

// Box is where a text is set, in points.
type Box struct {
	W, H  float64
	Edge  float64 // that the text keeps from the sides
	Size  float64 // of the letters; 0 for one that fits
	Color string  // an operator
	Align Align
	Lines bool   // it may have more lines than one
	Cells int    // as many boxes of one width, a letter in each; 0 for none
	Turn  int    // by quarters, to the left
	Under string // operators that draw what is under the text
}

// The smallest letters that a text is made, so that it fits.
const leastSize = 4.0

// NewInk begins with the objects behind those that a file has: n is the highest number.
func NewInk(n int) *Ink { return &Ink{&Doc{file: file{before: n}}} }

// Objects gives what was drawn, and the faces, as the file has to hold them: the first has
// the number behind those that it had.
func (k *Ink) Objects() ([][]byte, error) {
	if k.doc.broken != nil {
		return nil, k.doc.broken
	}
	for _, f := range k.doc.faces {
		if f == nil {
			continue
		}
		if _, err := f.write(&k.doc.file); err != nil {
			return nil, err
		}
	}
	return k.doc.file.objects, nil
}

// Add adds an object of somebody else's and gives its number.
func (k *Ink) Add(body string) int { return k.doc.file.add(body) }

// Text draws a text and gives the number of its object; false where it is cut, for it does
// not fit even in small letters.
func (k *Ink) Text(s string, b Box) (object int, whole bool) {
	if !b.Lines {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	s = strings.ReplaceAll(s, "\t", "    ")
	var ops strings.Builder
	whole = true
	switch {
	case strings.TrimSpace(s) == "":
	case b.Cells > 0:
		whole = k.cells(&ops, s, b)
	case b.Lines:
		whole = k.lines(&ops, s, b)
	default:
		whole = k.line(&ops, s, b)
	}
	return k.form(b, ops.String()), whole
}

func (k *Ink) line(ops *strings.Builder, s string, b Box) bool {
	size := b.fit(s, 1)
	room := b.W - 2*b.Edge
	if w := k.width(s, 1); w > 0 {
		size = max(min(size, room/w), min(size, leastSize))
	}
	w := k.width(s, size)
	k.draw(ops, s, b.Edge+b.shift(room-w), b.base(s, size, b.H), size)
	return w <= room+0.1
}

// fit is the size of letters for lines of a height.
func (b Box) fit(s string, lines float64) float64 {
	if b.Size > 0 {
		return b.Size
	}
	return max(leastSize, min(12, (b.H-b.Edge)/lines/reach(s)))
}

// reach is how high a line stands, by its size: letters with signs above and below reach far.
func reach(s string) float64 {
	if strings.ContainsFunc(s, tall) {
		return 1.55
	}
	return 1.2
}

func tall(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// base is the base line of a line that stands in the middle of a height.
func (b Box) base(s string, size, height float64) float64 {
	if strings.ContainsFunc(s, tall) {
		return height/2 - 0.28*size
	}
	return height/2 - 0.35*size
}

func (b Box) shift(left float64) float64 {
	switch b.Align {
	case Middle:
		return max(0, left/2)
	case Right:
		return max(0, left)
	}
	return 0
}

func (k *Ink) lines(ops *strings.Builder, s string, b Box) bool {
	room, height := b.W-2*b.Edge, b.H-2*b.Edge
	size := b.Size
	if size == 0 {
		size = 12
	}
	high := reach(s)
	var all [][]piece
	for {
		all = k.doc.setLines([]run{{text: s, size: size}}, max(room, size))
		if float64(len(all))*size*high <= height || size <= leastSize {
			break
		}
		size = max(leastSize, size*0.93)
	}
	y := b.H - b.Edge - size*(0.35+high/2)
	for _, line := range all {
		w := 0.0
		for _, p := range line {
			w = p.x + p.width
		}
		for _, p := range line {
			k.draw(ops, p.run.text, b.Edge+b.shift(room-w)+p.x, y, size)
		}
		y -= size * high
		if y < -size {
			break
		}
	}
	return float64(len(all))*size*high <= height+0.1
}

func (k *Ink) cells(ops *strings.Builder, s string, b Box) bool {
	size := b.fit(s, 1)
	cell := b.W / float64(b.Cells)
	at := 0
	n := 0
	for _, c := range append(words.Clusters(s), len(s)) {
		if c <= at {
			continue
		}
		letter := s[at:c]
		at = c
		if n < b.Cells {
			fits := size
			if w := k.width(letter, 1); w > 0 {
				fits = max(leastSize, min(size, cell/w))
			}
			k.draw(ops, letter, float64(n)*cell+max(0, (cell-k.width(letter, fits))/2), b.base(s, size, b.H), fits)
		}
		n++
	}
	return n <= b.Cells
}

// List draws lines under each other, those chosen on a tint, from the first chosen one on
// where there are more than fit.
func (k *Ink) List(all []string, chosen map[int]bool, b Box) (object int) {
	size := b.Size
	if size == 0 {
		size = 11
	}
	high := size * reach(strings.Join(all, ""))
	fits := max(1, int((b.H-2*b.Edge)/high))
	top := 0
	if len(all) > fits {
		for i := range all {
			if chosen[i] {
				top = min(i, len(all)-fits)
				break
			}
		}
	}
	var ops, tint strings.Builder
	y := b.H - b.Edge
	for i := top; i < min(len(all), top+fits); i++ {
		if chosen[i] {
			fmt.Fprintf(&tint, "q 0.72 0.85 0.87 rg %s %s %s %s re f Q\n", number(b.Edge), number(y-high), number(b.W-2*b.Edge), number(high))
		}
		one := b
		one.H = high
		k.draw(&ops, all[i], b.Edge+1, y-high+one.base(all[i], size, high), size)
		y -= high
	}
	b.Under += tint.String()
	return k.form(b, ops.String())
}

// Tick draws a box that is ticked.
func (k *Ink) Tick(on bool, b Box) (object int) {
	ops := ""
	if on {
		side := min(b.W, b.H)
		x, y := (b.W-side)/2, (b.H-side)/2
		p := func(dx, dy float64) string { return number(x+dx*side) + " " + number(y+dy*side) }
		ops = fmt.Sprintf("%s w 1 J 1 j 0 0 0 RG %s m %s l %s l S\n", number(max(0.8, side*0.1)), p(.22, .5), p(.42, .27), p(.78, .76))
	}
	b.Under += ops
	return k.form(b, "")
}

func (k *Ink) width(s string, size float64) float64 { return k.doc.width(run{text: s, size: size}) }

func (k *Ink) draw(ops *strings.Builder, s string, x, y, size float64) {
	if f := k.doc.face(regular); f != nil && strings.TrimSpace(s) != "" {
		f.draw(ops, s, x, y, size)
	}
}

// form is the object that a field shows.
func (k *Ink) form(b Box, ops string) int {
	fonts := ""
	if f := k.doc.faces[regular]; f != nil {
		fonts = fmt.Sprintf("/Font<</F%d %d 0 R>>", f.style, f.object)
	}
	matrix := ""
	switch b.Turn {
	case 1:
		matrix = fmt.Sprintf("/Matrix[0 1 -1 0 %s 0]", number(b.H))
	case 2:
		matrix = fmt.Sprintf("/Matrix[-1 0 0 -1 %s %s]", number(b.W), number(b.H))
	case 3:
		matrix = fmt.Sprintf("/Matrix[0 -1 1 0 0 %s]", number(b.W))
	}
	body := fmt.Sprintf("q\n%sQ\n/Tx BMC\nq\n1 1 %s %s re W n\n%s\n%sQ\nEMC\n", b.Under, number(max(0, b.W-2)), number(max(0, b.H-2)), b.Color, ops)
	return k.doc.file.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 %s %s]%s/Resources<<%s>>", number(b.W), number(b.H), matrix, fonts), []byte(body))
}

// Words writes a text as a PDF holds it.
func Words(s string) string { return words16(s) }

// Number writes a number as a PDF holds it.
func Number(v float64) string { return number(v) }
