package resources_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rantau/app/apptest"
	"rantau/app/reader"
	"rantau/app/resources"
	"rantau/app/widget"
	"rantau/campus"
)

func open(t *testing.T, as string) (*apptest.Hand, *resources.Screen) {
	t.Helper()
	h := apptest.NewHand(t, as)
	h.Campus.Library()
	s := resources.New(h.Env).(*resources.Screen)
	h.Show(s)
	return h, s
}

func file(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Skip("this system has no such file names")
	}
	return path
}

// waiting are the documents that somebody here added and nobody has sent yet.
func waiting(t *testing.T, h *apptest.Hand) []campus.Document {
	t.Helper()
	all, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "document", Space: h.Campus.Commons})
	if err != nil {
		t.Fatal(err)
	}
	var docs []campus.Document
	for _, r := range all {
		if r.Waiting {
			docs = append(docs, campus.As[campus.Document](r))
		}
	}
	return docs
}

func TestFind(t *testing.T) {
	h, s := open(t, "student")
	h.Want("9 documents", "Exchange framework 2027.pdf", "Guidelines", "Nadia binti Hassan", "on this computer", "on the server", "1.4 MB")
	h.WantNot("Add a document")
	h.Type("Find by name, tag or words", "form PROFILE")
	h.Want("Form 3, student profile.docx", "1 of 9 documents")
	h.WantNot("Exchange framework")
	h.Type("Find by name, tag or words", "zzz")
	h.Want("Nothing fits")
	h.Tap("Show all")
	h.Want("9 documents")
	s.New() // Ctrl+N is nothing for a student
	s.Drop([]string{file(t, "x.txt", []byte("x"))})
	h.Settle()
	h.Want("Only teachers and coordinators can add documents here.")
}

func TestOpen(t *testing.T) {
	h, _ := open(t, "student")
	var shown campus.Record
	h.Env.Show = func(r campus.Record) { shown = r }
	h.Pick("How to open a class.txt")
	if campus.As[campus.Document](shown).Name != "How to open a class.txt" {
		t.Fatal("nothing was opened")
	}
	r := reader.New(h.Env, shown, nil, func() {})
	defer r.Close()
	h.Show(r)
	h.Want("Choose New class.")
}

func TestAdd(t *testing.T) {
	h, s := open(t, "teacher")
	s.Drop([]string{file(t, `Grant: "final"?.txt`, []byte("hello"))})
	h.Settle()
	h.Want("Add a document", "Grant_ _final__.txt, 5 bytes", "is not a name for every computer")
	h.Field("As it is called for everybody").SetText("Grant letter") // the ending is gone
	h.Type("What it is for, who needs it (may stay empty)", "For all partners.")
	h.Tap("Add")
	h.Want("Without its ending", "Grant letter.txt")
	h.Tap("Add")
	h.WantNot("What it is for, who needs it (may stay empty)")
	h.Want("Grant letter.txt", "waits to be sent", "10 documents")
	docs := waiting(t, h)
	if len(docs) != 1 || docs[0].About != "For all partners." || docs[0].Size != 5 || h.Campus.Replica.Saves != 1 {
		t.Error(docs)
	}
	if h.Campus.Replica.Drafts() != 0 {
		t.Error("a draft stays behind")
	}
}

// TestUnfinished: what was typed about a document is there after a restart, and
// another file does not take its place.
func TestUnfinished(t *testing.T) {
	h, s := open(t, "teacher")
	s.Drop([]string{file(t, "Plan.txt", []byte("a plan"))})
	h.Settle()
	h.Type("What it is for, who needs it (may stay empty)", "Only half of what I")
	h.Env.Close()

	h.Env = h.Campus.Env(h.Window)
	for _, o := range h.Window.Canvas().Overlays().List() {
		o.Hide()
	}
	s = resources.New(h.Env).(*resources.Screen)
	h.Show(s)
	h.Want("You were adding “Plan.txt”.")
	s.Drop([]string{file(t, "Other.txt", []byte("other"))})
	h.Settle()
	h.Want("Plan.txt, 6 bytes", "Only half of what I")
	h.Campus.Replica.Refuse = campus.Errorf(campus.Internal, "the disk is full")
	h.Tap("Add")
	h.Want("The disk is full", "Only half of what I")
	h.Campus.Replica.Refuse = nil
	h.Tap("Add")
	if docs := waiting(t, h); len(docs) != 1 || docs[0].Name != "Plan.txt" || docs[0].About != "Only half of what I" {
		t.Error(docs)
	}
	h.WantNot("You were adding")
}

func TestManyAndBad(t *testing.T) {
	h, s := open(t, "teacher")
	s.Drop([]string{file(t, "a.txt", []byte("a")), file(t, "b.txt", []byte("b")), file(t, "c.txt", []byte("c"))})
	h.Settle()
	h.Want("Add 3 documents", "a.txt", "1 byte")
	h.Fill("File", "first.txt")
	h.Tap("Add")
	h.Want("12 documents", "first.txt", "b.txt", "waits to be sent")
	s.Drop([]string{t.TempDir()})
	h.Settle()
	h.Want("is a folder; only files can be added")
	s.Drop([]string{filepath.Join(t.TempDir(), "gone.txt")})
	h.Settle()
	h.Want("“gone.txt” could not be read")
	s.Drop([]string{file(t, "empty.txt", nil), t.TempDir(), file(t, "B.TXT", []byte("b"))})
	h.Settle()
	h.Want("“empty.txt” is empty", "is a folder", "There is “B.TXT” here already: it is added as “B (2).TXT”.")
	h.Tap("Discard")
	h.TapLast("Discard")
	if len(waiting(t, h)) != 3 {
		t.Error("something else was added")
	}
}

func TestHostileNames(t *testing.T) {
	h, s := open(t, "teacher")
	h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "document", campus.NewID(),
		&campus.Document{Name: "safe\u202efdp.exe\x00" + strings.Repeat("w", 300), Manifest: strings.Repeat("ab", 32)})
	s.Shown()
	h.Settle()
	h.Want("safefdp.exe")
	if strings.ContainsRune(h.Text(), '\u202e') || !widgetFits(h) {
		t.Error("a name turns around or runs out of the window")
	}
}

// widgetFits tells whether the page is as wide as the window.
func widgetFits(h *apptest.Hand) bool {
	return h.Window.Content().MinSize().Width <= 1366 && widget.Canvas(h.Window.Content()) != nil
}
