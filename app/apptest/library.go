package apptest

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"rantau/campus"
)

// Library fills Resources with documents, one of which is a real PDF of six
// pages, and gives that one's ID.
func (c *Campus) Library() campus.ID {
	form := campus.DerivedID("document", "guide")
	for i, d := range []struct {
		name, category string
		by             campus.ID
		bytes          []byte
	}{
		{"Exchange framework 2027.pdf", "Guidelines", c.Nadia, Paper("Exchange framework", 6)},
		{"Form 1b, institutional confirmation letter.docx", "Forms", c.Nadia, bytes.Repeat([]byte("PK letter "), 4_100)},
		{"Form 3, student profile.docx", "Forms", c.Nadia, bytes.Repeat([]byte("PK profile "), 5_300)},
		{"Handbook for e-Buddies.epub", "Manuals", c.Siti, bytes.Repeat([]byte("PK handbook "), 120_000)},
		{"How to open a class.txt", "Manuals", c.Siti, []byte("How to open a class\n\n1. Open Training.\n2. Choose New class.\n3. Write the first lesson.\n\nไม่ต้องใช้เครือข่าย · Không cần mạng · No network is needed.\n")},
		{"Template 1, request for partnership.docx", "Templates", c.Nadia, bytes.Repeat([]byte("PK request "), 3_000)},
		{"Template 2, letter of acceptance.docx", "Templates", c.Nadia, bytes.Repeat([]byte("PK letter "), 3_300)},
		{"Timetable of the orientation week.png", "Guidelines", c.Siti, Drawing()},
		{"Useful links for hosts.txt", "Links", c.Siti, []byte("https://example.org/visas\nhttps://example.org/housing\n")},
	} {
		id := campus.DerivedID("library", d.name)
		if i == 0 {
			id = form
		}
		c.at(time.Duration(30-3*i) * 24 * time.Hour)
		c.file(c.Commons, id, d.by, campus.Document{Name: d.name, Category: d.category}, d.bytes)
	}
	c.Files.Away[campus.DerivedID("library", "Handbook for e-Buddies.epub")] = true
	c.Files.Away[campus.DerivedID("library", "Template 2, letter of acceptance.docx")] = true
	c.clock = Clock
	return form
}

// InLibrary is the ID of a document of the library by its name.
func InLibrary(name string) campus.ID { return campus.DerivedID("library", name) }

// Paper makes a PDF of A4 pages with a title and lines of text.
func Paper(title string, pages int) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), fmt.Sprintf(format, args...))
	}
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R /Outlines %d 0 R >>", 5+2*pages)
	object("<< /Type /Pages /Count %d /Kids [%s] >>", pages, kids.String())
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>")
	for i := range pages {
		ink := page(title, i, pages)
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents %d 0 R >>", 6+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(ink), ink)
	}
	contents := 5 + 2*pages // two headings a page, one under the other
	object("<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>", contents+1, contents+2*pages-1, pages)
	for i := range pages {
		at, next := contents+1+2*i, ""
		if i < pages-1 {
			next = fmt.Sprintf("/Next %d 0 R", at+2)
		}
		object("<< /Title (%d. Who does what) /Parent %d 0 R %s /Dest [%d 0 R /XYZ 0 842 null] /First %d 0 R /Last %d 0 R /Count 1 >>", i+1, contents, next, 5+2*i, at+1, at+1)
		object("<< /Title (The receiving institution and its mentor for each student) /Parent %d 0 R /Dest [%d 0 R /XYZ 0 680 null] >>", at, 5+2*i)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// page is the commands that draw one page of Paper.
func page(title string, i, n int) string {
	text := []string{"The sending institution recruits and nominates its students, arranges interviews and",
		"the schedule with its partner, and holds the orientation before the exchange begins.",
		"The receiving institution arranges the timetable of online classes, the observation of",
		"classrooms and the project; it names a mentor and an e-Buddy for each student.", ""}
	var s strings.Builder
	fmt.Fprintf(&s, "0.05 0.42 0.41 rg 0 790 595 52 re f 1 g BT /F2 20 Tf 60 808 Td (%s) Tj ET\n", title)
	fmt.Fprintf(&s, "0.13 g BT /F2 15 Tf 60 740 Td (%d. Who does what) Tj ET\n", i+1)
	for k := range 30 {
		fmt.Fprintf(&s, "BT /F1 11 Tf 60 %d Td (%s) Tj ET\n", 712-20*k, text[k%len(text)])
	}
	fmt.Fprintf(&s, "0.5 g BT /F1 9 Tf 270 40 Td (Page %d of %d) Tj ET\n", i+1, n)
	return s.String()
}
