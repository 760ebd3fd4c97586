package markdown

import (
	"html"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"rantau/campus"
)

// inline reads the running text of one block.
type inline struct {
	*reader
	spans    []Span
	pictures []picture
}

type picture struct {
	after     int // how many spans come before it
	name, alt string
	remote    bool
}

func (s *inline) children(n ast.Node, style Span, depth int) {
	if depth > 4*maxDepth { // nobody can see such styles: the words are enough
		s.say(Span{Text: string(textOf(n, s.source, 0))})
		return
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.node(c, style, depth)
	}
}

func (s *inline) node(n ast.Node, style Span, depth int) {
	switch n := n.(type) {
	case *ast.Text:
		style.Text = words(n, s.source)
		s.say(style)
	case *ast.String:
		style.Text = string(n.Value)
		s.say(style)
	case *ast.CodeSpan:
		style.Code = true
		style.Text = string(textOf(n, s.source, 0))
		s.say(style)
	case *ast.Emphasis:
		style.Bold = style.Bold || n.Level > 1
		style.Italic = style.Italic || n.Level == 1
		s.children(n, style, depth+1)
	case *extast.Strikethrough:
		style.Strike = true
		s.children(n, style, depth+1)
	case *ast.Link:
		style.Link = safeLink(string(n.Destination))
		s.children(n, style, depth+1)
	case *ast.AutoLink:
		style.Text, style.Link = string(n.Label(s.source)), safeLink(string(n.URL(s.source)))
		s.say(style)
	case *ast.Image:
		dest := string(n.Destination)
		s.pictures = append(s.pictures, picture{after: len(s.spans), name: PictureName(dest),
			alt: strings.TrimSpace(string(textOf(n, s.source, 0))), remote: remote(dest)})
	case *ast.RawHTML:
		s.raw(n, style)
	default:
		s.children(n, style, depth+1)
	}
}

// raw shows HTML as the text it is, except a line break and what a browser
// would not show either.
func (s *inline) raw(n *ast.RawHTML, style Span) {
	var b strings.Builder
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		b.Write(segment.Value(s.source))
	}
	tag := strings.ToLower(strings.TrimSpace(b.String()))
	switch {
	case strings.HasPrefix(tag, "<br"):
		style.Text = "\n"
	case strings.HasPrefix(tag, "<!--"):
		return
	default:
		style.Text = b.String()
	}
	s.say(style)
}

// say adds text, to the last span where the style is the same.
func (s *inline) say(span Span) {
	if span.Text == "" {
		return
	}
	pictureHere := len(s.pictures) > 0 && s.pictures[len(s.pictures)-1].after == len(s.spans)
	if n := len(s.spans); n > 0 && !pictureHere {
		last := s.spans[n-1]
		last.Text = span.Text
		if last == span && len(s.spans[n-1].Text) < maxRun { // longer ones are cut again anyhow, and joining them would take ever longer
			s.spans[n-1].Text += span.Text
			return
		}
	}
	s.spans = append(s.spans, span)
}

func words(n *ast.Text, source []byte) string {
	t := unescapeText(string(n.Segment.Value(source)))
	switch {
	case n.HardLineBreak():
		return t + "\n"
	case n.SoftLineBreak():
		return t + " "
	}
	return t
}

// textOf gives the words of a node without styles.
func textOf(n ast.Node, source []byte, depth int) []byte {
	var out []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			out = append(out, t.Segment.Value(source)...)
			if t.SoftLineBreak() {
				out = append(out, ' ')
			}
		} else if depth < 200 {
			out = append(out, textOf(c, source, depth+1)...)
		}
	}
	return out
}

// unescapeText turns "\*" into "*" and "&amp;" into "&": goldmark leaves both
// to the renderer.
func unescapeText(s string) string {
	if strings.IndexByte(s, '\\') >= 0 {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
				i++
			}
			b.WriteByte(s[i])
		}
		s = b.String()
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	return strings.ReplaceAll(s, "\x00", "")
}

// LessonLink writes a link to a lesson of the same class.
func LessonLink(title string, lesson campus.ID) string {
	return "[" + strings.NewReplacer("[", `\[`, "]", `\]`, `\`, `\\`, "\n", " ").Replace(title) + "](" + campus.LessonScheme + string(lesson) + ")"
}

// lessonOf reads a link to a lesson.
func lessonOf(link string) (campus.ID, bool) {
	id, inside := strings.CutPrefix(link, campus.LessonScheme)
	return campus.ID(id), inside && campus.ID(id).Valid()
}

// safeLink keeps the links that may be followed: to the web, to a mail address,
// to a lesson, to a heading of the same text. Nothing else, such as a file, is a link.
func safeLink(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "#") {
		return s
	}
	u, err := url.Parse(s)
	if err != nil || len(s) > 2000 {
		return ""
	}
	if _, inside := lessonOf(s); inside {
		return s
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host != "" {
			return u.String()
		}
	case "mailto":
		return u.String()
	}
	return ""
}

// remote tells of a picture that is somewhere in the network.
func remote(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (len(u.Scheme) > 1 || u.Host != "")
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
