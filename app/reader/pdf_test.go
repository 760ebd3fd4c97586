package reader

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// paperOf is a page of a PDF for tests.
type paperOf struct {
	w, h int
	ink  string // commands
}

// makePDF writes a PDF; count is how many pages it claims, 0 for the truth.
func makePDF(count string, pages ...paperOf) []byte {
	if count == "" {
		count = fmt.Sprint(len(pages))
	}
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Count %s /Kids [%s] >>", count, kids.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
	for i, p := range pages {
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", p.w, p.h, 5+2*i), stream(p.ink))
	}
	return rawPDF("", objects...)
}

func stream(ink string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(ink), ink)
}

// rawPDF writes a PDF of these objects, numbered from 1; the first is the catalogue.
func rawPDF(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	var at []int
	b.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, trailer, start)
	return b.Bytes()
}

// book is a PDF of n pages of A4, each all in one grey and with its number.
func book(n int) []byte {
	var pages []paperOf
	for i := range n {
		pages = append(pages, paperOf{595, 842, fmt.Sprintf("0.%d g 50 50 400 400 re f 0 g BT /F1 40 Tf 80 700 Td (Page %d) Tj ET", i%10, i+1)})
	}
	return makePDF("", pages...)
}

func keepFile(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
