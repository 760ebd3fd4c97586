package reader

import (
	"crypto/md5" //nolint:gosec // the cipher that old PDFs have
	"crypto/rc4" //nolint:gosec // likewise
	"fmt"
)

// rich is a PDF with all that a page can have: two pages, whose boxes begin at 100, 200;
// an outline; links inside and outside; a field of a form.
func rich() []byte {
	page := func(ink int, more string) string {
		return fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [100 200 400 600] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R %s >>", ink, more)
	}
	return rawPDF("",
		"<< /Type /Catalog /Pages 2 0 R /Outlines 12 0 R /AcroForm << /Fields [10 0 R] >> >>",
		"<< /Type /Pages /Count 2 /Kids [4 0 R 5 0 R] >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		page(6, "/Annots [8 0 R 9 0 R 10 0 R 15 0 R]"),
		page(7, ""),
		stream("1 0 0 rg 100 580 20 20 re f 0 g BT /F1 40 Tf 150 500 Td (Rice field) Tj 0 -50 Td (at dawn) Tj ET"),
		stream("BT /F1 20 Tf 150 500 Td (Second page) Tj ET"),
		"<< /Type /Annot /Subtype /Link /Rect [150 300 250 320] /Border [0 0 0] /Dest [5 0 R /XYZ 100 500 null] >>",
		"<< /Type /Annot /Subtype /Link /Rect [150 260 250 280] /Border [0 0 0] /A << /S /URI /URI (https://example.org/rice?a=1) >> >>",
		"<< /Type /Annot /Subtype /Widget /FT /Btn /T (tick) /F 4 /Rect [200 210 240 240] /AP << /N 11 0 R >> /P 4 0 R >>",
		"<< /Type /XObject /Subtype /Form /BBox [0 0 40 30] /Length 25 >>\nstream\n0 0 1 rg 0 0 40 30 re f  \nendstream",
		"<< /Type /Outlines /First 13 0 R /Last 14 0 R /Count 2 >>",
		"<< /Title (First) /Parent 12 0 R /Next 14 0 R /Dest [4 0 R /Fit] >>",
		"<< /Title <FEFF0E020E490E320E27> /Parent 12 0 R /Prev 13 0 R /Dest [5 0 R /XYZ 100 500 null] >>",
		"<< /Type /Annot /Subtype /Link /Rect [300 260 350 280] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>",
	)
}

// locked is a PDF of one page that opens with a password only.
func locked(password string) []byte { return lockedFor(password, -4) }

// lockedFor is one with these rights: without 4 it is not to be printed.
func lockedFor(password string, rights int8) []byte {
	pad := []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")
	padded := append([]byte(password), pad...)[:32]
	crypt := func(key, data []byte) []byte {
		c, err := rc4.NewCipher(key) //nolint:gosec // likewise
		if err != nil {
			panic(err)
		}
		out := make([]byte, len(data))
		c.XORKeyStream(out, data)
		return out
	}
	sum := func(b []byte) []byte { s := md5.Sum(b); return s[:] } //nolint:gosec // likewise
	id := []byte("0123456789abcdef")
	owner := crypt(sum(padded)[:5], padded)
	key := sum(append(append(append(append([]byte{}, padded...), owner...), byte(rights), 0xFF, 0xFF, 0xFF), id...))[:5]
	user := crypt(key, pad)
	const number = 5 // of the object that is hidden
	ink := crypt(sum(append(append([]byte{}, key...), number, 0, 0, 0, 0))[:10], []byte("BT /F1 40 Tf 50 100 Td (Hidden words) Tj ET"))
	return rawPDF(fmt.Sprintf("/ID [<%x> <%x>] /Encrypt 6 0 R", id, id),
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
		stream(string(ink)),
		fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U <%x> /P %d >>", owner, user, rights))
}
