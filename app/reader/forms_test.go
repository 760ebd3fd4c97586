package reader

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rantau/app/apptest"
	"rantau/app/reader/acroform"
)

// filledIn are values in scripts of the region, by the keys of apptest.FormPaper.
var filledIn = acroform.Values{
	"person.name": "สมชาย ใจดี", "person.born": "31/12/2005", "passport": "AB1234567",
	"address":   "အမှတ် ၁၂၊ ဗိုလ်ချုပ်လမ်း\nរាជធានីភ្នំពេញ\nຖະໜົນລ້ານຊ້າງ\nĐường Nguyễn Huệ",
	"country":   "TH",
	"languages": "Thai\nBurmese",
	"level":     "Bachelor",
	"visa":      acroform.On,
	"why":       "I want to learn how others teach.\nဆရာတစ်ယောက် ဖြစ်ချင်သည်။",
}

func fieldsOf(t *testing.T, path string) map[string]acroform.Field {
	t.Helper()
	f, err := ReadForm(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]acroform.Field{}
	for _, one := range f.Fields {
		out[one.Key] = one
	}
	return out
}

// fill fills a form in and gives the copy.
func fill(t *testing.T, path string, v acroform.Values) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "filled.pdf")
	if _, err := FillForm(t.Context(), path, to, v); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestFormRoundTrip: what a form asks for is read, written behind the file as it was, and
// read again; the reader finds it on the pages, in every script.
func TestFormRoundTrip(t *testing.T) {
	blank := keepFile(t, "form.pdf", apptest.FormPaper())
	f := fieldsOf(t, blank)
	for key, want := range map[string]acroform.Field{
		"number":      {Key: "number", Label: "Number of the form", Page: 1, Number: 1, Kind: acroform.Text, Value: "R-2026-014", Locked: true},
		"person.name": {Key: "person.name", Label: "Full name, as in the passport", Page: 1, Number: 2, Kind: acroform.Text, Required: true, Most: 60},
		"person.born": {Key: "person.born", Label: "Date of birth", Page: 1, Number: 3, Kind: acroform.Text, Date: "dd/mm/yyyy"},
		"address":     {Key: "address", Label: "Address at home", Page: 1, Number: 5, Kind: acroform.Text, Lines: true},
		"visa":        {Key: "visa", Label: "I need help with the visa", Page: 1, Number: 11, Kind: acroform.Check},
		"Text12":      {Key: "Text12", Page: 1, Number: 12, Kind: acroform.Text},
	} {
		got := f[key]
		if got.Options = nil; !same(got, want) {
			t.Errorf("%s: %+v, not %+v", key, got, want)
		}
	}
	if l := f["level"]; l.Kind != acroform.Radio || len(l.Options) != 3 || l.Label != "Level" || l.Value != "" {
		t.Errorf("%+v", l)
	}
	if c := f["country"]; c.Kind != acroform.Choice || c.Several || len(c.Options) != 4 || c.Options[1] != (acroform.Option{Value: "TH", Label: "Thailand"}) {
		t.Errorf("%+v", c)
	}
	if len(f) != 11 { // no place to sign
		t.Error(len(f), f)
	}

	was, _ := os.ReadFile(blank)
	filled := fill(t, blank, filledIn)
	if now, _ := os.ReadFile(blank); !bytes.Equal(was, now) {
		t.Error("the blank form was changed")
	}
	now, _ := os.ReadFile(filled)
	if !bytes.HasPrefix(now, was) {
		t.Error("the file is not as it was")
	}
	t.Logf("%d bytes behind %d", len(now)-len(was), len(was))
	want := maps.Clone(filledIn)
	want["number"], want["Text12"] = "R-2026-014", ""
	got := acroform.Values{}
	for key, one := range fieldsOf(t, filled) {
		got[key] = one.Value
	}
	if !maps.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}

	pages, err := Texts(t.Context(), filled, "filled.pdf", "application/pdf")
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"สมชาย ใจดี", "31/12/2005", "ဗိုလ်ချုပ်လမ်း", "រាជធានីភ្នំពេញ", "ຖະໜົນລ້ານຊ້າງ", "Đường Nguyễn Huệ", "Thailand", "Burmese", "R-2026-014"} {
		if !strings.Contains(pages[0], words) {
			t.Errorf("%q is not on the page: %q", words, pages[0])
		}
	}
	if !strings.Contains(pages[1], "ဆရာတစ်ယောက်") {
		t.Errorf("%q", pages[1])
	}

	// And once more: what was filled in can be changed.
	again := fieldsOf(t, fill(t, filled, acroform.Values{"person.name": "Dewi", "visa": "", "level": "Diploma", "languages": "", "country": "VN"}))
	if again["person.name"].Value != "Dewi" || again["visa"].Value != "" || again["level"].Value != "Diploma" || again["languages"].Value != "" || again["country"].Value != "VN" || again["passport"].Value != "AB1234567" {
		t.Errorf("%+v", again)
	}
	if dir := os.Getenv("FORMS_OUT"); dir != "" {
		_ = os.WriteFile(filepath.Join(dir, "filled.pdf"), now, 0o600)
	}
}

func same(a, b acroform.Field) bool {
	x, y := a, b
	x.Options, y.Options = nil, nil
	return x.Key == y.Key && x.Label == y.Label && x.Page == y.Page && x.Number == y.Number && x.Kind == y.Kind && x.Value == y.Value &&
		x.Locked == y.Locked && x.Required == y.Required && x.Lines == y.Lines && x.Most == y.Most && x.Date == y.Date
}
