package markdown

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"rantau/app/widget"
)

// parser knows GitHub's tables and strike-through. Raw HTML is never rendered
// as anything but text.
var parser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify)).Parser()

// Parse reads a text. It never fails: what it does not know is shown as text.
// It may take a while for a long text: call it on a worker.
func Parse(source string) []Block {
	b := []byte(tame(widget.Clean(strings.ReplaceAll(source, "\r\n", "\n"))))
	p := &reader{source: b}
	p.blocks(parser.Parse(text.NewReader(b)), place{})
	return p.out
}

// tame breaks what would make the parser itself slow: lines that open dozens of
// quotations or lists at once, and thousands of brackets in one paragraph.
// Nobody writes such a thing for people; a backslash makes it plain text.
func tame(s string) string {
	lines := strings.Split(s, "\n")
	brackets := 0
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			brackets = 0
			continue
		}
		lines[i] = tameOpening(l)
		if n := strings.Count(l, "["); n > 0 {
			if brackets += n; brackets > maxBrackets {
				lines[i] = strings.ReplaceAll(lines[i], "[", `\[`)
			}
		}
	}
	return strings.Join(lines, "\n")
}

const maxBrackets = 1_000

func tameOpening(l string) string {
	depth := 0
	for i, r := range l {
		switch {
		case r == ' ', r == '\t', unicode.IsDigit(r):
			continue
		case !strings.ContainsRune(">-*+.)", r), len(l) < 200 && rule(l):
			return l
		}
		if depth++; depth > 3*maxDepth {
			return l[:i] + `\` + l[i:]
		}
	}
	return l
}

func rule(l string) bool {
	l = strings.TrimSpace(l)
	return l != "" && strings.Trim(l, l[:1]+" ") == "" && l[0] != '>'
}

// place is where the reader is.
type place struct {
	quote, indent int
	outer         int
	marker        string
}

func (p place) block(k Kind) Block {
	return Block{Kind: k, Quote: min(p.quote, maxDepth), Indent: min(p.indent, maxDepth),
		Outer: min(p.outer, maxDepth), Marker: p.marker}
}

type reader struct {
	source []byte
	out    []Block
}

func (r *reader) add(b Block) {
	if len(r.out) < maxBlocks {
		r.out = append(r.out, b)
	}
}

// blocks reads the children of a node. Only the first takes the marker of the
// list item that they are in.
func (r *reader) blocks(n ast.Node, p place) {
	for c := n.FirstChild(); c != nil && len(r.out) < maxBlocks; c = c.NextSibling() {
		before := len(r.out)
		r.block(c, p)
		if len(r.out) > before {
			p.marker = ""
		}
	}
	if p.marker != "" && n.Kind() == ast.KindListItem { // an empty item still has its bullet
		r.add(p.block(Text))
	}
}

func (r *reader) block(n ast.Node, p place) {
	switch n := n.(type) {
	case *ast.Heading:
		b := p.block(Heading)
		b.Level, b.Spans = n.Level, r.spans(n)
		b.Anchor = anchor(Plain(b.Spans))
		r.add(b)
	case *ast.Paragraph, *ast.TextBlock:
		r.paragraph(n, p)
	case *ast.FencedCodeBlock, *ast.CodeBlock, *ast.HTMLBlock:
		r.code(n, p)
	case *ast.Blockquote:
		p.quote++
		p.outer = p.indent
		r.blocks(n, p)
	case *ast.List:
		r.list(n, p)
	case *ast.ThematicBreak:
		r.add(p.block(Rule))
	case *extast.Table:
		r.table(n, p)
	default:
		r.blocks(n, p)
	}
}

func (r *reader) list(n *ast.List, p place) {
	number := n.Start
	p.indent++
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.marker = "•"
		if n.IsOrdered() {
			p.marker = fmt.Sprintf("%d.", number)
			number++
		}
		r.blocks(c, p)
	}
}

func (r *reader) code(n ast.Node, p place) {
	var s strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		s.Write(line.Value(r.source))
	}
	if h, ok := n.(*ast.HTMLBlock); ok {
		if h.HasClosure() {
			closing := h.ClosureLine
			s.Write(closing.Value(r.source))
		}
		if strings.HasPrefix(strings.TrimSpace(s.String()), "<!--") {
			return // a comment is not meant to be read
		}
	}
	lines := strings.Split(strings.TrimRight(s.String(), "\n"), "\n")
	for len(lines) > 0 { // a long listing is several blocks: only those in sight are built
		n := min(codeLines, len(lines))
		b := p.block(Code)
		b.Code = strings.Join(lines[:n], "\n")
		r.add(b)
		lines, p.marker = lines[n:], ""
	}
}

// table reads a table. A long one is several blocks, each with the head: only those in
// sight are built.
func (r *reader) table(n *extast.Table, p place) {
	b, cells := p.block(Table), 0
	for row := n.FirstChild(); row != nil && len(r.out) < maxBlocks; row = row.NextSibling() {
		var line []Cell
		for c := row.FirstChild(); c != nil && len(line) < maxColumns; c = c.NextSibling() {
			cell := Cell{Spans: r.spans(c)}
			if tc, ok := c.(*extast.TableCell); ok {
				cell.Right = tc.Alignment == extast.AlignRight
			}
			line = append(line, cell)
		}
		if cells += max(1, len(line)); cells > maxCells && len(b.Rows) > 1 {
			r.add(b)
			head := b.Rows[0]
			p.marker = ""
			b, cells = p.block(Table), len(head)+len(line)
			b.Rows = [][]Cell{head}
		}
		b.Rows = append(b.Rows, line)
	}
	r.add(b)
}

// paragraph splits at pictures: each is a block of its own.
func (r *reader) paragraph(n ast.Node, p place) {
	s := inline{reader: r}
	s.children(n, Span{}, 0)
	flush := func(spans []Span) {
		for _, piece := range breakUp(trim(spans)) {
			b := p.block(Text)
			b.Spans = piece
			r.add(b)
			p.marker = ""
		}
	}
	from := 0
	for _, pic := range s.pictures {
		flush(s.spans[from:pic.after])
		from = pic.after
		b := p.block(Picture)
		b.Name, b.Alt, b.Remote = pic.name, pic.alt, pic.remote
		r.add(b)
		p.marker = ""
	}
	flush(s.spans[from:])
}

func (r *reader) spans(n ast.Node) []Span {
	s := inline{reader: r}
	s.children(n, Span{}, 0)
	out := s.spans
	for _, pic := range s.pictures { // in a heading or a cell: its words only
		out = append(out, Span{Text: pic.alt})
	}
	return trim(out)
}

// breakUp cuts spans that are too long for one paragraph into several.
func breakUp(spans []Span) [][]Span {
	var out [][]Span
	var piece []Span
	size := 0
	for _, s := range spans {
		for len(s.Text) > 0 {
			room := maxRun - size
			if len(s.Text) <= room {
				piece, size = append(piece, s), size+len(s.Text)
				break
			}
			for room > 0 && s.Text[room]&0xC0 == 0x80 { // never inside a letter
				room--
			}
			head := s
			head.Text, s.Text = s.Text[:room], s.Text[room:]
			out, piece, size = append(out, append(piece, head)), nil, 0
		}
	}
	if len(piece) > 0 {
		out = append(out, piece)
	}
	return out
}

// trim takes white space off both ends.
func trim(spans []Span) []Span {
	for len(spans) > 0 {
		if spans[0].Text = strings.TrimLeft(spans[0].Text, " \n"); spans[0].Text != "" {
			break
		}
		spans = spans[1:]
	}
	for len(spans) > 0 {
		last := &spans[len(spans)-1]
		if last.Text = strings.TrimRight(last.Text, " \n"); last.Text != "" {
			break
		}
		spans = spans[:len(spans)-1]
	}
	return spans
}

// anchor is the name by which links point to a heading, as GitHub makes it.
func anchor(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// PictureName gives the name by which a picture is looked up: the last part of
// its path, without what a web address may carry behind it.
func PictureName(destination string) string {
	if i := strings.IndexAny(destination, "?#"); i >= 0 {
		destination = destination[:i]
	}
	name := path.Base(strings.ReplaceAll(unescape(destination), `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	return name
}

// Pictures gives the destinations of the pictures of a text as they are
// written, each once.
func Pictures(source string) []string {
	b := []byte(tame(widget.Clean(source)))
	var out []string
	seen := map[string]bool{}
	_ = ast.Walk(parser.Parse(text.NewReader(b)), func(n ast.Node, in bool) (ast.WalkStatus, error) {
		if i, ok := n.(*ast.Image); ok && in {
			if d := string(i.Destination); !remote(d) && !seen[d] {
				seen[d] = true
				out = append(out, d)
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// LocalPath gives the relative path that a picture's destination means, with
// slashes; false when it is none.
func LocalPath(destination string) (string, bool) {
	if i := strings.IndexAny(destination, "?#"); i >= 0 {
		destination = destination[:i]
	}
	p := strings.ReplaceAll(unescape(destination), `\`, "/")
	if p == "" || remote(destination) || path.IsAbs(p) || strings.ContainsAny(p, ":\x00") {
		return "", false
	}
	return path.Clean(p), true
}

// Literal writes words so that they stand in Markdown as they are.
func Literal(words string) string {
	var b strings.Builder
	for _, r := range words {
		if r < utf8.RuneSelf && unicode.In(r, unicode.P, unicode.S) { // CommonMark's ASCII punctuation
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Escape writes a file name so that it can stand in a link.
func Escape(name string) string { return strings.ReplaceAll(url.PathEscape(name), "%2F", "/") }
