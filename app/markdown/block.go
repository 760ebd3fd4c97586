// Package markdown turns Markdown into a flat list of blocks, off the goroutine
// that draws, and shows them in a virtual column. The list is flat, whatever
// was nested in what: depth is a number that has a limit, so no text can make
// the view deep.
package markdown

// Kind is the type of a block.
type Kind int

// The kinds of blocks.
const (
	Text    Kind = iota // a paragraph
	Heading             // of a Level from 1 to 6
	Code                // lines in one width
	Table               // rows of cells, the first the head
	Picture             // a picture by name
	Rule                // a line across
)

// Limits hold a hostile text within what a window can show.
const (
	maxDepth   = 8
	maxBlocks  = 20_000
	maxCells   = 500 // of one table that is built at once; a longer one is several
	maxColumns = 20
	codeLines  = 80    // of one block of code
	maxRun     = 8_000 // bytes of one paragraph; a longer one is broken
)

// Block is one piece of a text.
type Block struct {
	Kind   Kind
	Level  int    // of a heading
	Quote  int    // how many quotations it is in
	Indent int    // how many lists it is in
	Outer  int    // how many of these lists are around the innermost quotation
	Marker string // the bullet or number, on the first block of an item
	Spans  []Span // of text and headings
	Code   string
	Rows   [][]Cell
	Name   string // of a picture: the last part of its path
	Alt    string
	Remote bool // the picture is somewhere in the network: it is never fetched
	Anchor string
}

// Cell is one cell of a table.
type Cell struct {
	Spans []Span
	Right bool
}

// Span is text in one style.
type Span struct {
	Text                       string
	Bold, Italic, Code, Strike bool
	Link                       string // http, https, mailto, or #anchor; "" for none
}

// Plain is the text of spans without styles.
func Plain(spans []Span) string {
	n := 0
	for _, s := range spans {
		n += len(s.Text)
	}
	b := make([]byte, 0, n)
	for _, s := range spans {
		b = append(b, s.Text...)
	}
	return string(b)
}
