package sample

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// A4, in points, and the margin of a page.
const (
	pageWidth, pageHeight = 595, 842
	margin                = 60
)

// pdf writes a small PDF: text and lines with the typefaces that every reader
// has (so nothing but Latin letters), each page one stream of commands. That is
// all a form or a letter needs, and a library would be larger than the use.
type pdf struct {
	pages []*bytes.Buffer
	y     float64 // where the next line goes, from the bottom
}

// The typefaces, by their names in the file.
const (
	plain = "F1"
	bold  = "F2"
	fixed = "F3"
)

func (p *pdf) newPage() {
	p.pages = append(p.pages, &bytes.Buffer{})
	p.y = pageHeight - margin
}

func (p *pdf) page() *bytes.Buffer { return p.pages[len(p.pages)-1] }

// room starts a new page where less than h is left on this one.
func (p *pdf) room(h float64) {
	if len(p.pages) == 0 || p.y-h < margin+20 {
		p.newPage()
	}
}

func (p *pdf) text(x, y float64, font string, size float64, s string) {
	fmt.Fprintf(p.page(), "BT /%s %g Tf %.1f %.1f Td (%s) Tj ET\n", font, size, x, y, escapePDF(s))
}

func (p *pdf) line(x1, y1, x2, y2 float64) {
	fmt.Fprintf(p.page(), "0.6 w %.1f %.1f m %.1f %.1f l S\n", x1, y1, x2, y2)
}

// bytes puts the objects of the file one after the other, and the table of
// where each begins.
func (p *pdf) bytes(title string, at time.Time) []byte {
	var out bytes.Buffer
	var begins []int
	object := func(format string, args ...any) {
		begins = append(begins, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(begins), fmt.Sprintf(format, args...))
	}
	out.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	const first = 7 // the first page's object; the stream follows each page
	var kids strings.Builder
	for i := range p.pages {
		fmt.Fprintf(&kids, "%d 0 R ", first+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(p.pages))
	for _, face := range []string{"Helvetica", "Helvetica-Bold", "Courier"} {
		object("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>", face)
	}
	object("<< /Title (%s) /CreationDate (D:%sZ) >>", escapePDF(title), at.UTC().Format("20060102150405"))
	for i, page := range p.pages {
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "+
			"/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>", pageWidth, pageHeight, first+2*i+1)
		object("<< /Length %d >>\nstream\n%sendstream", page.Len(), page.String())
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(begins)+1)
	for _, b := range begins {
		fmt.Fprintf(&out, "%010d 00000 n \n", b)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(begins)+1, table)
	return out.Bytes()
}

// escapePDF writes a text as a PDF string in the encoding of Windows: what that
// has no letter for is written plainly.
func escapePDF(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r < 0x80, r >= 0xa0 && r <= 0xff:
			b.WriteByte(byte(r))
		case winAnsi[r] != 0:
			b.WriteByte(winAnsi[r])
		default:
			b.WriteString(plainLetters(string(r)))
		}
	}
	return b.String()
}

var winAnsi = map[rune]byte{'€': 0x80, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97, '™': 0x99}
