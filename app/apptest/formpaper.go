package apptest

import (
	"bytes"
	"fmt"
	"strings"

	"rantau/campus"
)

// PDFForm puts a form of each kind of field into Resources.
func (c *Campus) PDFForm() campus.ID {
	id := InLibrary("Form 5, application.pdf")
	c.file(c.Commons, id, c.Nadia, campus.Document{Name: "Form 5, application.pdf", Category: "Forms"}, FormPaper())
	return id
}

// FormPaper is a PDF form of two pages with fields of each kind, as a college would make it.
func FormPaper() []byte {
	const helv = "/DA(/Helv 11 Tf 0 0 0.4 rg)/MK<</BC[0.5 0.55 0.6]/BG[0.97 0.98 1]>>"
	one, two := []string{}, []string{}
	objects := make([]string, 5)
	objects[4] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
	var ink [2]strings.Builder
	say := func(page int, x, y float64, size int, s string) {
		fmt.Fprintf(&ink[page], "BT /Helv %d Tf 0.15 0.18 0.2 rg 1 0 0 1 %g %g Tm (%s) Tj ET\n", size, x, y, s)
	}
	add := func(body string) int {
		objects = append(objects, body)
		return len(objects)
	}
	widget := func(page int, x, y, w, h float64, more string) int {
		n := add(fmt.Sprintf("<</Type/Annot/Subtype/Widget/F 4/Rect[%g %g %g %g]%s>>", x, y, x+w, y+h, more))
		if page == 0 {
			one = append(one, fmt.Sprintf("%d 0 R", n))
		} else {
			two = append(two, fmt.Sprintf("%d 0 R", n))
		}
		return n
	}
	box := func(ops string) int {
		return add(fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 14 14]/Length %d>>\nstream\n%s\nendstream", len(ops), ops))
	}
	const empty = "0.5 0.55 0.6 RG 0.5 0.5 13 13 re S"
	off, on := box(empty), box(empty+" 1.5 w 0 0 0.4 RG 3 7 m 6 4 l 11 11 l S")
	say(0, 60, 770, 20, "Student profile")
	say(0, 60, 748, 11, "Student exchange between technical colleges")
	var roots []int
	field := func(page int, label string, y, h float64, more string) {
		say(page, 60, y+h/2-4, 11, label)
		roots = append(roots, widget(page, 230, y, 300, h, helv+more))
	}
	field(0, "Number of the form", 700, 22, "/FT/Tx/Ff 1/T(number)/TU(Number of the form)/V(R-2026-014)")
	field(0, "Full name", 668, 22, "/FT/Tx/Ff 2/MaxLen 60/T(person.name)/TU(Full name, as in the passport)")
	field(0, "Date of birth", 636, 22, `/FT/Tx/T(person.born)/TU(Date of birth)/AA<</F<</S/JavaScript/JS(AFDate_FormatEx\("dd/mm/yyyy"\);)>>>>`)
	field(0, "Passport", 604, 22, "/FT/Tx/Ff 16777216/MaxLen 9/T(passport)/TU(Number of the passport)")
	field(0, "Address at home", 520, 76, "/FT/Tx/Ff 4096/T(address)/TU(Address at home)")
	field(0, "Country", 486, 22, "/FT/Ch/Ff 131072/T(country)/TU(Country)/Opt[[(ID)(Indonesia)][(TH)(Thailand)][(MM)(Myanmar)][(VN)(Viet Nam)]]")
	field(0, "Languages", 400, 74, "/FT/Ch/Ff 2097152/T(languages)/TU(Languages)/Opt[(English)(Thai)(Burmese)(Malay)(Khmer)]")
	say(0, 60, 372, 11, "Level")
	group := add("")
	var kids strings.Builder
	for i, level := range []string{"Diploma", "Bachelor", "Teacher"} {
		x := 230 + 100*float64(i)
		kids.WriteString(fmt.Sprintf("%d 0 R ", widget(0, x, 368, 14, 14, fmt.Sprintf("/Parent %d 0 R/AS/Off/AP<</N<</%s %d 0 R/Off %d 0 R>>>>", group, level, on, off))))
		say(0, x+20, 372, 11, level)
	}
	objects[group-1] = "<</FT/Btn/Ff 49152/T(level)/TU(Level)/V/Off/Kids[" + kids.String() + "]>>"
	roots = append(roots, group)
	say(0, 254, 338, 11, "I need help with the visa")
	roots = append(roots, widget(0, 230, 334, 14, 14, fmt.Sprintf("/FT/Btn/T(visa)/TU(I need help with the visa)/V/Off/AS/Off/AP<</N<</Yes %d 0 R/Off %d 0 R>>>>", on, off)))
	field(0, "Notes of the office", 296, 22, "/FT/Tx/T(Text12)")
	say(1, 60, 770, 14, "Why do you want to go?")
	roots = append(roots, widget(1, 60, 560, 470, 190, helv+"/FT/Tx/Ff 4098/T(why)/TU(Why do you want to go?)"))
	say(1, 60, 520, 11, "Signature")
	roots = append(roots, widget(1, 230, 500, 300, 40, "/FT/Sig/T(signature)"))
	var fields strings.Builder
	for _, n := range roots {
		fmt.Fprintf(&fields, "%d 0 R ", n)
	}
	objects[0] = "<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 5 0 R>>>>/Fields[" + fields.String() + "]>>>>"
	objects[1] = "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>"
	for i, list := range [][]string{one, two} {
		s := ink[i].String()
		n := add(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(s), s))
		objects[2+i] = fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</Helv 5 0 R>>>>/Contents %d 0 R/Annots[%s]>>", n, strings.Join(list, " "))
	}
	return RawPDF("", objects...)
}

// RawPDF is a PDF of these objects, numbered from 1; the first is the catalogue.
func RawPDF(trailer string, objects ...string) []byte {
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
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, trailer, start)
	return b.Bytes()
}
