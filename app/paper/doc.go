package paper

import (
	"fmt"
	"strings"
)

// Options say how a document is laid out.
type Options struct {
	Wide  bool // the page lies on its long side
	Notes bool // lines to write on stand beside the text
}

// The page, in points: A4.
const (
	short, long   = 595.28, 841.89
	margin        = 56.0
	footRoom      = 30.0
	textSize      = 10.5
	smallSize     = 8.5
	pitch         = 1.62 // of lines: Khmer and Burmese stand tall
	notesShare    = 0.34
	notesDistance = 22.0
)

// Doc is a document as it is written, page by page.
type Doc struct {
	title  string
	opt    Options
	faces  [styles]*face
	pages  []*page
	y      float64 // from the top of the page
	file   file
	broken error
}

// page is what is drawn on one page.
type page struct {
	ops    strings.Builder
	images map[string]int
	links  []link
}

type link struct {
	address    string
	x, y, w, h float64
}

// New begins a document.
func New(title string, o Options) *Doc {
	d := &Doc{title: title, opt: o}
	d.newPage()
	return d
}

func (d *Doc) size() (w, h float64) {
	if d.opt.Wide {
		return long, short
	}
	return short, long
}

// column is where the text stands.
func (d *Doc) column() (left, width float64) {
	w, _ := d.size()
	width = w - 2*margin
	if d.opt.Notes {
		width -= width*notesShare + notesDistance
	}
	return margin, width
}

func (d *Doc) page() *page { return d.pages[len(d.pages)-1] }

func (d *Doc) newPage() {
	d.pages = append(d.pages, &page{images: map[string]int{}})
	d.y = margin
	if d.opt.Notes {
		d.ruled()
	}
}

// ruled draws lines to write on.
func (d *Doc) ruled() {
	w, h := d.size()
	width := (w - 2*margin) * notesShare
	for y := margin + 16; y < h-margin-footRoom; y += 24 {
		d.bar(w-margin-width, y, width, 0.5, 0.75)
	}
}

// bottom is how far down the text goes.
func (d *Doc) bottom() float64 {
	_, h := d.size()
	return h - margin - footRoom
}

// need begins a new page where there is not enough room.
func (d *Doc) need(height float64) {
	if d.y+height > d.bottom() && d.y > margin {
		d.newPage()
	}
}

// face gives a face, and prepares it when it is used for the first time.
func (d *Doc) face(s style) *face {
	if d.faces[s] == nil {
		f, err := newFace(s)
		if err != nil {
			d.broken = err
			return nil
		}
		f.object = d.file.reserve()
		d.faces[s] = f
	}
	return d.faces[s]
}

func (d *Doc) width(r run) float64 {
	f := d.face(r.style)
	if f == nil {
		return 0
	}
	return f.width(r.text, r.size)
}

// text draws a run on a base line, y from the top.
func (d *Doc) text(r run, x, y float64) {
	f := d.face(r.style)
	if f == nil || strings.TrimSpace(r.text) == "" {
		return
	}
	_, h := d.size()
	p := d.page()
	color := "0.1 0.12 0.12"
	switch {
	case r.link != "":
		color = "0.04 0.36 0.35"
	case r.quiet:
		color = "0.38 0.4 0.4"
	}
	fmt.Fprintf(&p.ops, "%s rg\n", color)
	f.draw(&p.ops, r.text, x, h-y, r.size)
	w := d.width(r)
	if r.strike {
		d.bar(x, y-r.size*0.3, w, 0.6, 0.2)
	}
	if r.link != "" {
		d.bar(x, y+1.6, w, 0.5, 0.4)
		if strings.HasPrefix(r.link, "http") || strings.HasPrefix(r.link, "mailto:") {
			p.links = append(p.links, link{r.link, x, h - y - 3, w, r.size + 4})
		}
	}
}

// bar fills a rectangle with a grey: 0 is black.
func (d *Doc) bar(x, y, w, height, grey float64) {
	_, h := d.size()
	fmt.Fprintf(&d.page().ops, "%s g %s %s %s %s re f\n", number(grey), number(x), number(h-y-height), number(w), number(height))
}

// lines draws lines of text under each other.
func (d *Doc) lines(all [][]piece, left, size float64, before func(first bool, y float64)) {
	for i, line := range all {
		d.need(size * pitch)
		base := d.y + size*1.15
		if before != nil {
			before(i == 0, base)
		}
		for _, p := range line {
			d.text(p.run, left+p.x, base)
		}
		d.y += size * pitch
	}
}

// Pages is how many there are so far.
func (d *Doc) Pages() int { return len(d.pages) }

// Bytes gives the file.
func (d *Doc) Bytes() ([]byte, error) {
	d.feet()
	if d.broken != nil {
		return nil, d.broken
	}
	root := d.file.reserve()
	var kids, fonts strings.Builder
	w, h := d.size()
	for _, f := range d.faces {
		if f == nil {
			continue
		}
		n, err := f.write(&d.file)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&fonts, "/F%d %d 0 R", f.style, n)
	}
	for _, p := range d.pages {
		content := d.file.stream("", []byte(p.ops.String()))
		var images, links strings.Builder
		for name, n := range p.images {
			fmt.Fprintf(&images, "/%s %d 0 R", name, n)
		}
		for _, l := range p.links {
			fmt.Fprintf(&links, "<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[%s %s %s %s]/A<</S/URI/URI(%s)>>>>",
				number(l.x), number(l.y), number(l.x+l.w), number(l.y+l.h), plainString(l.address))
		}
		n := d.file.add(fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources<</Font<<%s>>/XObject<<%s>>>>/Annots[%s]>>",
			root, number(w), number(h), content, fonts.String(), images.String(), links.String()))
		fmt.Fprintf(&kids, "%d 0 R ", n)
	}
	d.file.put(root, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(d.pages)))
	catalog := d.file.add(fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>", root))
	info := d.file.add(fmt.Sprintf("<</Title%s/Producer(Rantau)>>", words16(d.title)))
	return d.file.bytes(catalog, info), nil
}

// plainString keeps a text inside the parentheses of a PDF string.
func plainString(s string) string {
	return strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\n", "", "\r", "").Replace(s)
}

// feet writes the title and the number of each page.
func (d *Doc) feet() {
	w, h := d.size()
	all := d.pages
	for i := range all {
		d.pages = all[:i+1] // what is drawn goes to the last
		n := run{text: fmt.Sprintf("%d / %d", i+1, len(all)), size: smallSize, quiet: true}
		d.text(n, w-margin-d.width(n), h-margin+8)
		title := d.setLines([]run{{text: oneLine(d.title), size: smallSize, quiet: true}}, w-2*margin-80)
		for _, p := range title[0] {
			d.text(p.run, margin+p.x, h-margin+8)
		}
	}
	d.pages = all
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
