package reader

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"

	"rantau/app/apptest"
	"rantau/app/reader/acroform"
)

// streamed is a PDF whose table of objects is a stream.
func streamed(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	table := []byte{0, 0, 0, 0, 0, 255, 255}
	add := func(n int, o string) {
		table = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(append(table, 1), uint32(b.Len())), 0)
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, o)
	}
	for i, o := range objects {
		add(i+1, o)
	}
	n, start := len(objects)+1, b.Len()
	table = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint32(append(table, 1), uint32(start)), 0)
	fmt.Fprintf(&b, "%d 0 obj\n<< /Type /XRef /Size %d /Root 1 0 R /W [1 4 2] /Length %d >>\nstream\n", n, n+1, len(table))
	b.Write(table)
	fmt.Fprintf(&b, "\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

// oddFields are boxes as other programs make them.
var oddFields = []string{"<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R /Perms << /UR3 << >> >> >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
	"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Annots [5 0 R 6 0 R 7 0 R 8 0 R 9 0 R 11 0 R 12 0 R] >>",
	"<< /NeedAppearances true /Fields [5 0 R 6 0 R 7 0 R 10 0 R 11 0 R 12 0 R] /DA (/Helv 0 Tf 0 g) >>",
	"<< /Subtype /Widget /FT /Tx /T (turned) /Rect [10 10 40 200] /MK << /R 90 >> /Q 1 >>",
	"<< /Subtype /Widget /FT /Btn /T (bare) /Rect [50 10 70 30] >>", // a tick that no program drew
	"<< /Subtype /Widget /FT /Btn /T (one look) /Rect [80 10 100 30] /AP << /N 13 0 R >> >>",
	"<< /Subtype /Widget /Parent 10 0 R /TU (By post) /Rect [110 10 130 30] /AP << /N << /0 13 0 R /Off 13 0 R >> >> >>",
	"<< /Subtype /Widget /Parent 10 0 R /Rect [140 10 160 30] /AP << /N << /1 13 0 R /Off 13 0 R >> >> >>",
	"<< /FT /Btn /Ff 49152 /T (how) /Opt [(Post) (Mail)] /Kids [8 0 R 9 0 R] >>",
	"<< /Subtype /Widget /FT /Ch /Ff 393216 /T (city) /V (Other) /Rect [10 210 200 230] /Opt [(Bandung) (Hue)] >>",
	"<< /Subtype /Widget /FT /Tx /T (hidden) /F 2 /Rect [10 240 200 260] >>",
	"<< /Type /XObject /Subtype /Form /BBox [0 0 20 20] /Length 0 >>\nstream\n\nendstream",
}

// TestOddForms: tables as streams, damaged files, boxes that are turned, ticks that nobody
// drew, words of one's own in a choice.
func TestOddForms(t *testing.T) {
	good := streamed(oddFields...)
	for name, b := range map[string][]byte{"streamed": good, "plain": rawPDF("", oddFields...), "damaged": bytes.Replace(rawPDF("", oddFields...), []byte("startxref\n"), []byte("startxref\n9"), 1),
		"cut off": good[:len(good)-150]} {
		path := keepFile(t, "form.pdf", b)
		f := fieldsOf(t, path)
		if len(f) != 5 {
			t.Errorf("%s: %+v", name, f)
		}
		if got := f["how"].Options; len(got) != 2 || got[0] != (acroform.Option{Value: "0", Label: "By post"}) || got[1] != (acroform.Option{Value: "1", Label: "Mail"}) {
			t.Errorf("%s: %+v", name, got)
		}
		if c := f["city"]; !c.Own || c.Value != "Other" {
			t.Errorf("%s: %+v", name, c)
		}
		values := acroform.Values{"turned": "ຂ້ອຍຮັກເຈົ້າ", "bare": acroform.On, "one look": acroform.On, "how": "1", "city": "ក្រុងសៀមរាប"}
		filled := fill(t, path, values)
		for key, one := range fieldsOf(t, filled) {
			if one.Value != values[key] {
				t.Errorf("%s: %s is %q, not %q", name, key, one.Value, values[key])
			}
		}
		pages, err := Texts(t.Context(), filled, "f.pdf", "application/pdf")
		if err != nil || !strings.Contains(pages[0], "ຂ້ອຍຮັກເຈົ້າ") || !strings.Contains(pages[0], "ក្រុងសៀមរាប") {
			t.Errorf("%s: %q %v", name, pages, err)
		}
		now, _ := os.ReadFile(filled)
		if i := bytes.LastIndex(now, []byte("/Catalog")); bytes.Contains(now[i-40:], []byte("/UR3")) || !bytes.Contains(now, []byte("/NeedAppearances false")) {
			t.Errorf("%s: the catalogue stays as it was", name)
		}
		if dir := os.Getenv("FORMS_OUT"); dir != "" {
			_ = os.WriteFile(dir+"/odd-"+name+".pdf", now, 0o600)
		}
	}
}

// TestFormRoom: a text is drawn smaller where it is too wide, and what is cut is told.
func TestFormRoom(t *testing.T) {
	blank := keepFile(t, "form.pdf", apptest.FormPaper())
	for text, want := range map[string]int{"Dewi": 0, strings.Repeat("Dewi Lestari ", 4): 0, strings.Repeat("ကျောင်းသား ", 40): 1} {
		cut, err := FillForm(t.Context(), blank, t.TempDir()+"/filled.pdf", acroform.Values{"Text12": text})
		if err != nil || cut != want {
			t.Errorf("%.20q: %d %v", text, cut, err)
		}
	}
}
