package paper

import (
	"bufio"
	"fmt"
	"io"
)

// Sheets writes a PDF of pages that are pictures, each as it comes: what prints a long
// document never holds it.
type Sheets struct {
	out  *bufio.Writer
	at   []int // where each object begins, by number from 1
	n    int   // bytes written
	kids []int
	err  error
}

// The numbers of what all pages belong to.
const (
	catalogObject = 1
	pagesObject   = 2
)

// NewSheets begins a PDF.
func NewSheets(to io.Writer) *Sheets {
	s := &Sheets{out: bufio.NewWriter(to), at: make([]int, pagesObject)}
	s.write("%%PDF-1.7\n%%\xe2\xe3\xcf\xd3\n")
	return s
}

func (s *Sheets) write(format string, args ...any) {
	n, err := fmt.Fprintf(s.out, format, args...)
	s.n += n
	if s.err == nil {
		s.err = err
	}
}

func (s *Sheets) begin() int {
	s.at = append(s.at, s.n)
	s.write("%d 0 obj\n", len(s.at))
	return len(s.at)
}

// Add adds a page of a size in points that is filled by a JPEG of so many pixels.
func (s *Sheets) Add(jpeg []byte, width, height int, w, h float64) error {
	picture := s.begin()
	s.write("<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n", width, height, len(jpeg))
	n, err := s.out.Write(jpeg)
	if s.n += n; s.err == nil {
		s.err = err
	}
	s.write("\nendstream\nendobj\n")
	draw := fmt.Sprintf("q %s 0 0 %s 0 0 cm /I Do Q", number(w), number(h))
	content := s.begin()
	s.write("<</Length %d>>\nstream\n%s\nendstream\nendobj\n", len(draw), draw)
	page := s.begin()
	s.write("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>\nendobj\n", pagesObject, number(w), number(h), content, picture)
	s.kids = append(s.kids, page)
	return s.err
}

// Close ends the file.
func (s *Sheets) Close() error {
	s.at[pagesObject-1] = s.n
	s.write("%d 0 obj\n<</Type/Pages/Count %d/Kids[", pagesObject, len(s.kids))
	for _, k := range s.kids {
		s.write("%d 0 R ", k)
	}
	s.write("]>>\nendobj\n")
	s.at[catalogObject-1] = s.n
	s.write("%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n", catalogObject, pagesObject)
	start := s.n
	s.write("xref\n0 %d\n0000000000 65535 f \n", len(s.at)+1)
	for _, at := range s.at {
		s.write("%010d 00000 n \n", at)
	}
	s.write("trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(s.at)+1, catalogObject, start)
	if err := s.out.Flush(); s.err == nil {
		s.err = err
	}
	return s.err
}
