package resources_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rantau/app/apptest"
	"rantau/app/reader"
	"rantau/app/reader/acroform"
	"rantau/app/resources"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// TestMain: what reads a form is this binary too.
func TestMain(m *testing.M) {
	if reader.IsWorker() {
		os.Exit(reader.Worker())
	}
	os.Exit(m.Run())
}

const ownForm = "Form 5, application - Dewi Lestari.pdf"

// openForm is a student with a PDF form in front.
func openForm(t *testing.T, b []byte) (*apptest.Hand, *resources.Screen, campus.Record) {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	h, s := open(t, "student")
	h.Env.Forms = reader.Forms{}
	h.Campus.OwnSpace()
	blank, err := h.Campus.Replica.Record(context.Background(), h.Campus.PDFForm())
	if err != nil {
		t.Fatal(err)
	}
	if b != nil {
		if err := h.Campus.Files.Bytes(campus.As[campus.Document](blank).Manifest, b); err != nil {
			t.Fatal(err)
		}
	}
	s.FillIn(blank)
	h.Settle()
	return h, s, blank
}

// TestFillHere: a form is filled in inside the window; what is typed is there after a
// restart; saved, it is the next version of the copy, which is handed in.
func TestFillHere(t *testing.T) {
	h, _, blank := openForm(t, nil)
	own := campus.PersonalSpace(h.Campus.Dewi)
	h.Want("Form 5, application - Dewi Lestari", "Page 1", "Number of the form", "R-2026-014", "Full name, as in the passport (required)",
		"Country", "Languages", "Burmese", "Level", "I need help with the visa", "Page 1, field 12", "Page 2", "Why do you want to go? (required)")
	h.Fill("Full name, as in the passport (required)", "สมชาย ใจดี")
	h.Fill("Date of birth", "31.12.2005")
	h.Tick("I need help with the visa")
	h.Tick("Burmese")

	// The program is closed and started again.
	h.Env.Close()
	h.Env = h.Campus.Env(h.Window)
	h.Env.Forms = reader.Forms{}
	for h.Window.Canvas().Overlays().Top() != nil {
		h.Window.Canvas().Overlays().Remove(h.Window.Canvas().Overlays().Top())
	}
	s := resources.New(h.Env).(*resources.Screen)
	h.Show(s)
	s.Tab(1)
	h.Want("What you typed is not in your copy yet")
	h.Pick(ownForm)
	h.TapLast("Hand in")
	h.Want("is not in your copy yet. Save it")
	h.TapLast("Go on filling in")
	if got := h.Field("dd/mm/yyyy").Text; got != "31/12/2005" { // in the form's own way
		t.Errorf("typed: %q", got)
	}
	h.Fill("Number of the passport", "1234567890")
	h.TapLast("Save in my copy")
	h.Want("holds up to 9 letters")
	h.Fill("Number of the passport", "A1234567")
	h.TapLast("Save in my copy")
	h.Want("These are required and empty: Why do you want to go?")
	h.TapLast("Save anyway")
	h.Want("is filled in.")

	mine := in(t, h, own)[0]
	d := campus.As[campus.Document](mine)
	if len(d.Versions) != 2 {
		t.Fatalf("%+v", d)
	}
	path, err := h.Campus.Files.Open(context.Background(), mine.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := reader.ReadForm(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, one := range f.Fields {
		got[one.Key] = one.Value
	}
	for key, want := range map[string]string{"person.name": "สมชาย ใจดี", "person.born": "31/12/2005", "visa": "on", "languages": "Burmese", "passport": "A1234567", "country": ""} {
		if got[key] != want {
			t.Errorf("%s is %q, not %q", key, got[key], want)
		}
	}
	was, err := h.Campus.Files.Open(context.Background(), blank.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(was); !bytes.Equal(b, apptest.FormPaper()) {
		t.Error("the blank form was changed")
	}
	if text, _ := h.Campus.Replica.Draft(context.Background(), "form/fill/"+string(mine.ID)); text != "" {
		t.Errorf("the draft stays: %s", text)
	}

	h.Pick(ownForm)
	h.TapLast("Hand in")
	h.Choose("the secretariat", "Politeknik Negeri Bandung Raya")
	h.TapLast("Hand in")
	handed := in(t, h, h.Campus.Bandung)
	if len(handed) != 1 || campus.As[campus.Document](handed[0]).Manifest != d.Manifest {
		t.Fatalf("%+v", handed)
	}
}

// TestFillElsewhere: what can't be filled in here says so, and opens in another program.
func TestFillElsewhere(t *testing.T) {
	for words, b := range map[string][]byte{
		"has no fields": apptest.Paper("A text", 1),
		"(XFA)":         bytes.Replace(apptest.FormPaper(), []byte("/NeedAppearances true"), []byte("/XFA[(template) 5 0 R]"), 1),
		"can't be read": []byte("%PDF-1.7\n" + strings.Repeat("noise ", 500)),
	} {
		h, _, _ := openForm(t, b)
		h.Want(words, "Write in it in another program")
		h.TapLast("Write in it in another program")
		h.Want("A copy is open in another program")
	}
}

// TestNothingComesOverWhatWasOpenedSince: what the file says takes a moment to be read; by then
// somebody may be elsewhere, and it is said beside.
func TestNothingComesOverWhatWasOpenedSince(t *testing.T) {
	h, s := open(t, "student")
	h.Env.Forms = slowForms{}
	h.Campus.OwnSpace()
	blank, err := h.Campus.Replica.Record(context.Background(), h.Campus.PDFForm())
	if err != nil {
		t.Fatal(err)
	}
	sheet := widget.ShowSheet(h.Env.Window, fyne.NewSize(300, 200), "Something else", widget.Lead("in front"))
	s.FillIn(blank)
	h.Settle()
	if n := len(h.Window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d sheets are in front", n)
	}
	sheet.Hide()
	h.Want("Nothing to fill in")
}

// slowForms finds no fields.
type slowForms struct{ ui.Forms }

func (slowForms) Read(context.Context, string) (acroform.Form, error) {
	return acroform.Form{}, campus.Errorf(campus.Invalid, "nothing to fill in")
}
