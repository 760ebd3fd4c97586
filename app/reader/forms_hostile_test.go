package reader

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/reader/acroform"
)

// askingFor is a PDF with a form: what the catalogue says of it, what lies on its one page, and
// the objects from 4 on.
func askingFor(form, notes string, objects ...string) []byte {
	return rawPDF("", append([]string{"<< /Type /Catalog /Pages 2 0 R /AcroForm << " + form + " >> >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Annots [" + notes + "] >>"}, objects...)...)
}

const plainField = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /Rect [10 10 200 30] >>"

// hostileForms are files that lie; each says something, or is filled in, in time.
func hostileForms() map[string][]byte {
	out := map[string][]byte{
		"parents in a circle": askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Tx /Parent 5 0 R /Kids [5 0 R] /Rect [0 0 9 9] >>", "<< /Parent 4 0 R /Kids [4 0 R] >>"),
		"its own parent":      askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Tx /T (a) /Parent 4 0 R /Kids [4 0 R] /Rect [0 0 9 9] >>"),
		"a million kids":      askingFor("/Fields ["+strings.Repeat("4 0 R ", 1_000_000)+"]", "4 0 R", plainField),
		"a million boxes":     askingFor("/Fields [4 0 R]", strings.Repeat("4 0 R ", 1_000_000), plainField),
		"signed in a circle":  askingFor("/SigFlags 3 /Fields [4 0 R]", "5 0 R", "<< /Kids [4 0 R 4 0 R 4 0 R] >>", plainField),
		"huge strings": askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Tx /Rect [0 0 99 99] /T ("+strings.Repeat("n", 5_000_000)+") /TU ("+strings.Repeat("u", 5_000_000)+") /V ("+
			strings.Repeat("v", 5_000_000)+") /DA ("+strings.Repeat("1 0 0 rg ", 500_000)+") >>"),
		"many options":      askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Ch /T (a) /Rect [0 0 99 99] /Opt ["+strings.Repeat("(o)", 300_000)+"] >>"),
		"numbers":           askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Tx /T (a) /Rect [-1e38 nan 1e38 99999999999999] /MaxLen -999999999999 /Ff 99999999999 /Q -7 /DA (/F 1e300 Tf 9 g) /MK << /R 45000000001 /BC [9 -9 1e30] /BG [1] >> /BS << /W -1e20 >> >>"),
		"many cells":        askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 1 1] /MaxLen 999999999 /Ff 16777216 >>"),
		"wrong kinds":       askingFor("/Fields 4 /DR [] /DA 7", "4 0 R 5 0 R 9 (x) null", "<< /Subtype /Widget /FT /Tx /T /Name /TU [1] /V << /A 1 >> /Rect 4 /AP 5 /MK 6 /Parent 7 >>", "<< /Subtype /Widget /FT /Ch /T (c) /Opt 9 /V [[[]]] /Rect [] >>"),
		"names":             askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Btn /T (a) /Rect [0 0 9 9] /AP << /N << /#3e#3e#20#25 << >> /Off << >> >> >> >>"),
		"deep names":        askingFor("/Fields [4 0 R]", "4 0 R", deepField(2_000)...),
		"no file":           []byte("%PDF-1.7"),
		"size of the table": bytes.Replace(askingFor("/Fields [4 0 R]", "4 0 R", plainField), []byte("/Size 5"), []byte("/Size 2147483646"), 1),
		"start in itself":   []byte(strings.Replace(string(askingFor("/Fields [4 0 R]", "4 0 R", plainField)), "trailer\n<< ", "trailer\n<< /Prev 9 ", 1)),
	}
	for seed := range uint64(16) {
		b, r := apptest.FormPaper(), rand.New(rand.NewPCG(seed, 7))
		for range 1 + r.IntN(40) {
			switch at := r.IntN(len(b)); r.IntN(3) {
			case 0:
				b[at] = byte(r.Uint32())
			case 1:
				b = append(b[:at], b[min(len(b), at+r.IntN(40)):]...)
			default:
				b = append(b[:at:at], append([]byte(fmt.Sprint(r.Int64()>>r.IntN(63))), b[at:]...)...)
			}
		}
		out[fmt.Sprint("fuzzed ", seed)] = b
	}
	return out
}

func deepField(n int) []string {
	out := []string{"<< /Subtype /Widget /FT /Tx /T (a) /Rect [0 0 9 9] /Parent 5 0 R >>"}
	for i := range n {
		out = append(out, fmt.Sprintf("<< /T (p) /Parent %d 0 R /Kids [%d 0 R] >>", 6+i, 4+i))
	}
	return append(out, "<< /T (top) >>")
}

// TestHostileForms: a file from a stranger is read and filled in, or a sentence says why
// not; it takes no longer than it may, and what is written can be read again.
func TestHostileForms(t *testing.T) {
	for name, b := range hostileForms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := keepFile(t, "form.pdf", b)
			begun := time.Now()
			f, err := ReadForm(t.Context(), path)
			if took := time.Since(begun); took > formPatience+5*time.Second {
				t.Error("it took", took)
			}
			if err != nil {
				if err.Error() == "" {
					t.Error("no words")
				}
				return
			}
			v := acroform.Values{}
			for _, one := range f.Fields {
				switch {
				case one.Kind == acroform.Check:
					v[one.Key] = acroform.On
				case one.Kind == acroform.Text:
					v[one.Key] = "ก"
				case len(one.Options) > 0:
					v[one.Key] = one.Options[0].Value
				}
			}
			to := filepath.Join(t.TempDir(), "filled.pdf")
			if _, err := FillForm(t.Context(), path, to, v); err != nil {
				if _, there := os.Stat(to); there == nil {
					t.Error("half a file")
				}
				return
			}
			again, err := ReadForm(t.Context(), to)
			if err != nil {
				t.Fatal("what was written can't be read:", err)
			}
			got := map[string]string{}
			for _, one := range again.Fields {
				got[one.Key] = one.Value
			}
			for _, one := range f.Fields {
				if !one.Locked && got[one.Key] != v[one.Key] {
					t.Errorf("%.40q is %.40q, not %q", one.Key, got[one.Key], v[one.Key])
				}
			}
		})
	}
}

// TestFormsRefused: what can't be filled in is known, and why.
func TestFormsRefused(t *testing.T) {
	sig := "<< /Subtype /Widget /FT /Sig /T (s) /Rect [0 0 9 9] /V << /Type /Sig >> >>"
	for name, one := range map[string]struct {
		b     []byte
		words string
	}{
		"no form":        {apptest.Paper("x", 1), "no fields"},
		"locked fields":  {askingFor("/Fields [4 0 R]", "4 0 R", strings.Replace(plainField, "/T (a)", "/T (a) /Ff 1", 1)), "no fields"},
		"buttons alone":  {askingFor("/Fields [4 0 R]", "4 0 R", "<< /Subtype /Widget /FT /Btn /Ff 65536 /T (send) /Rect [0 0 9 9] >>"), "no fields"},
		"XFA":            {askingFor("/XFA [(template) 4 0 R] /Fields [4 0 R]", "4 0 R", plainField), "XFA"},
		"signed":         {askingFor("/SigFlags 3 /Fields [4 0 R 5 0 R]", "4 0 R 5 0 R", plainField, sig), "signed"},
		"encrypted":      {locked(""), "encrypted"},
		"with password":  {locked("secret"), "encrypted"},
		"too many":       {askingFor("", manyRefs(4, 500), manyFields(500)...), "too large"},
		"nothing of one": {[]byte("hello"), "can't be read"},
	} {
		_, err := ReadForm(t.Context(), keepFile(t, "form.pdf", one.b))
		if err == nil || !strings.Contains(err.Error(), one.words) {
			t.Errorf("%s: %v", name, err)
		}
	}
	empty := askingFor("/SigFlags 1 /Fields [4 0 R 5 0 R]", "4 0 R 5 0 R", plainField, strings.Replace(sig, "/V << /Type /Sig >>", "", 1))
	if f, err := ReadForm(t.Context(), keepFile(t, "form.pdf", empty)); err != nil || len(f.Fields) != 1 {
		t.Error("a place to sign is no signature:", err)
	}
}

func manyRefs(from, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d 0 R ", from+i)
	}
	return b.String()
}

func manyFields(n int) (out []string) {
	for i := range n {
		out = append(out, strings.Replace(plainField, "(a)", fmt.Sprintf("(a%d)", i), 1))
	}
	return out
}
