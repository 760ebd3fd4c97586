package reader

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// novella is an EPUB of three chapters, each of several pages; the first links to the third.
func novella(t *testing.T) []byte {
	t.Helper()
	return novellaOf(t, "Rice of chapter %d grows here.")
}

// novellaOf is one with these words in each of its lines; %d is the chapter.
func novellaOf(t *testing.T, words string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	add("mimetype", "application/epub+zip")
	add("META-INF/container.xml", `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`)
	var items, spine, points strings.Builder
	for i := 1; i <= 3; i++ {
		link := ""
		if i == 1 {
			link = `<p><a href="c3.xhtml">To the third</a></p>`
		}
		add(fmt.Sprintf("c%d.xhtml", i), fmt.Sprintf(`<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Chapter %d</h1>%s%s</body></html>`, i, link, strings.Repeat(fmt.Sprintf("<p>"+words+"</p>", i), 120)))
		fmt.Fprintf(&items, `<item id="c%d" href="c%d.xhtml" media-type="application/xhtml+xml"/>`, i, i)
		fmt.Fprintf(&spine, `<itemref idref="c%d"/>`, i)
		fmt.Fprintf(&points, `<navPoint id="n%d" playOrder="%d"><navLabel><text>Chapter %d</text></navLabel><content src="c%d.xhtml"/></navPoint>`, i, i, i, i)
	}
	add("toc.ncx", `<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>`+points.String()+`</navMap></ncx>`)
	add("book.opf", `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Novella</dc:title><dc:identifier id="id">x</dc:identifier></metadata><manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`+items.String()+`</manifest><spine toc="ncx">`+spine.String()+`</spine></package>`)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// In a book the pages count through all chapters: for its contents, and for links.
func TestBooks(t *testing.T) {
	h, s, _ := opened(t, "novella.epub", novella(t))
	settled(t, h, s)
	n := len(s.pages.plan.tops)
	s.panelButton()
	settled(t, h, s)
	heads := s.panel.contents.all
	if n < 6 || len(heads) != 3 {
		t.Fatal(n, heads)
	}
	seek(t, h, s, "chapter 3")
	third := s.find.seeker.at.page
	if third < 4 || heads[2].Page != third || heads[0].Page != 0 {
		t.Errorf("the third chapter begins on page %d of %d; the contents lead to %v", third+1, n, heads)
	}
	links := s.pages.links
	s.pages.goPage(0)
	settled(t, h, s)
	if len(links[0]) != 1 || links[0][0].Page != third {
		t.Error(links)
	}
}

// A book brings no face as a rule: its letters are drawn all the same, in every language, and
// no line goes over the edge of its page.
func TestBooksInEveryLanguage(t *testing.T) {
	for name, sentence := range sentences {
		d, err := openMuPDF(handle(t, keepFile(t, "x.epub", novellaOf(t, sentence+" %d"))), "")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(d.close)
		a, pix, err := d.render(1, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		ink := 0
		for i := 0; i < len(pix); i += 4 {
			if pix[i] < 128 {
				ink++
			}
		}
		if part := float64(ink) / float64(a.Width*a.Height); part < 0.02 {
			t.Errorf("%s: there is little on the page: %.4f of it is dark", name, part)
		}
		letters, err := d.letters(1)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range letters {
			if l.X1 > float32(a.Width) {
				t.Errorf("%s: a letter ends at %v of %d", name, l.X1, a.Width)
				break
			}
		}
	}
}
