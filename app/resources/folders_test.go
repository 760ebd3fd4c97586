package resources_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/reader"
	"rantau/app/resources"
	"rantau/campus"
)

// menu opens the n-th menu and takes an entry of it; 0 is that of the whole page.
func menu(h *apptest.Hand, n int, entry string) {
	h.T.Helper()
	if n--; n < 0 { // behind those of the rows
		n = h.Menus() - 1
	}
	h.Dots(n)
	h.Press(entry)
}

// named finds a record of the commons by its name.
func named(t *testing.T, h *apptest.Hand, kind, name string) campus.Record {
	t.Helper()
	all, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: kind, Space: h.Campus.Commons})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if campus.As[campus.Folder](r).Name == name {
			return r
		}
	}
	t.Fatalf("there is no %s %q", kind, name)
	return campus.Record{}
}

func makeFolder(h *apptest.Hand, name string) {
	h.T.Helper()
	menu(h, 0, "New folder…")
	h.Type("Name of the folder", name)
	h.Tap("Save")
}

func TestFolders(t *testing.T) {
	h, s := open(t, "teacher")
	makeFolder(h, "Visas")
	h.Want("Visas", "0 documents")
	menu(h, 0, "New folder…")
	h.Type("Name of the folder", "VISAS")
	h.Tap("Save")
	h.Want("There is a folder “Visas” here already")
	h.Tap("Discard")
	h.TapLast("Discard")

	// A document by its menu, to a folder in a folder.
	h.Pick("Visas")
	h.Want("This folder is empty", "All documents")
	makeFolder(h, "Thailand")
	if s.Back(); h.Sees("This folder is empty") {
		t.Error("Esc does not lead up")
	}
	h.Settle()
	h.Want("Exchange framework 2027.pdf")
	menu(h, 2, "Move to…") // below the page's own and the folder's
	h.Want("Where should “Exchange framework 2027…” be?")
	h.Pick("Thailand")
	h.WantNot("Exchange framework 2027.pdf")
	h.Want("1 document", "9 documents")
	h.Type("Find by name, tag or words", "framework") // at the top all is looked through
	h.Want("Exchange framework 2027.pdf", "1 of 9 documents")
	h.Field("Find by name, tag or words").SetText("")
	h.Settle()

	// In the folder: what is added goes there, the reader of the keys goes up.
	h.Pick("Visas")
	h.Pick("Thailand")
	h.Want("Exchange framework 2027.pdf", "Visas", "›")
	s.Drop([]string{file(t, "Fee.txt", []byte("20"))})
	h.Settle()
	h.Tap("Add")
	h.Want("Fee.txt", "2 documents")
	if d := campus.As[campus.Document](named(t, h, "document", "Fee.txt")); d.Folder != named(t, h, "folder", "Thailand").ID {
		t.Error("it is not in the folder")
	}
	h.Tap("Visas")
	h.Want("Thailand")
	menu(h, 1, "Remove")
	h.Want("Remove the folder “Thailand”? What is in it is not removed: it")
	var back func(context.Context) error
	h.Env.TakenAway = func(_ string, f func(context.Context) error) { back = f }
	h.TapLast("Remove")
	h.Want("Fee.txt", "Exchange framework 2027.pdf", "2 documents")
	h.WantNot("Thailand")
	if back == nil || back(t.Context()) != nil {
		t.Fatal("a folder with something in it can't be brought back")
	}
	h.Settle()
	h.WantNot("Fee.txt", "Exchange framework 2027.pdf")
	h.Pick("Thailand")
	h.Want("Fee.txt", "Exchange framework 2027.pdf", "2 documents")
	h.Tap("Visas")
	menu(h, 1, "Remove")
	h.TapLast("Remove")
	h.Want("Fee.txt", "Exchange framework 2027.pdf", "2 documents")
	h.Campus.Replica.Deliver()
	menu(h, 0, "Keep this folder on this computer")
	h.Want("It is fetched when there is a line", "kept here")
}

// TestRings: folders that two computers put into each other are in sight.
func TestRings(t *testing.T) {
	h, s := open(t, "teacher")
	one, two := campus.NewID(), campus.NewID()
	h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "folder", one, &campus.Folder{Name: "One", Parent: two})
	h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "folder", two, &campus.Folder{Name: "Two", Parent: one})
	h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "folder", campus.NewID(), &campus.Folder{Name: "Orphan", Parent: campus.NewID()})
	s.Shown()
	h.Settle()
	h.Want("One", "Two", "Orphan")
	h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "document", campus.NewID(), &campus.Document{Name: "lost.txt", Manifest: strings.Repeat("ab", 32), Folder: campus.NewID()})
	s.Shown()
	h.Settle()
	h.Want("lost.txt")
}

// TestDeepFolders: a thousand folders, one in the other, leave the window as it is.
func TestDeepFolders(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	up := campus.ID("")
	for i := range 1000 {
		id := campus.NewID()
		h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "folder", id, &campus.Folder{Name: fmt.Sprintf("Down %04d", i), Parent: up})
		up = id
	}
	s := resources.New(h.Env).(*resources.Screen)
	h.Show(s)
	h.Settle()
	s.List().Enter(up)
	h.Settle()
	h.Want("All documents", "…", "Down 0998", "Down 0999")
	h.WantNot("Down 0900")
	if !widgetFits(h) {
		t.Error("the way down runs out of the window")
	}
	if !s.List().Up() {
		t.Error("there is no way up")
	}
	h.Settle()
	h.Want("Down 0998", "Down 0999") // the step, and the folder that it leads to
}

// TestDrag: a document is let go of on a folder, and on the way up.
func TestDrag(t *testing.T) {
	h, _ := open(t, "teacher")
	makeFolder(h, "Visas")
	h.Carry("How to open a class.txt", "Visas")
	if d := campus.As[campus.Document](named(t, h, "document", "How to open a class.txt")); d.Folder != named(t, h, "folder", "Visas").ID {
		t.Fatal("it is not in the folder")
	}
	h.WantNot("How to open a class.txt")
	h.Pick("Visas")
	h.Carry("How to open a class.txt", "All documents")
	if d := campus.As[campus.Document](named(t, h, "document", "How to open a class.txt")); d.Folder != "" {
		t.Fatal("it did not come up")
	}
	h.Want("This folder is empty")

	student, _ := open(t, "student")
	student.Campus.Replica.Add(student.Campus.Commons, student.Campus.Nadia, "folder", campus.NewID(), &campus.Folder{Name: "Visas"})
	student.Settle()
	student.Carry("How to open a class.txt", "Visas")
	student.Want("How to open a class.txt")
}

func TestFilters(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Choose("All categories", "Forms")
	h.Want("2 of 9 documents", "Form 3, student profile.docx")
	h.Choose("Forms", "All categories")
	h.Tap("Filters")
	h.Choose("All types", "PDF")
	h.Want("1 of 9 documents", "Exchange framework 2027.pdf", "Filters (1)")
	h.Choose("PDF", "Picture")
	h.Want("1 of 9 documents", "Timetable of the orientation week.png")
	h.Choose("Picture", "All types")
	h.Choose("Added by anybody", "Nadia binti Hassan")
	h.Want("5 of 9 documents")
	h.WantNot("Handbook for e-Buddies.epub")
	h.Choose("Nadia binti Hassan", "Added by anybody")
	h.Tick("On this computer")
	h.Want("7 of 9 documents")
	h.WantNot("Handbook for e-Buddies.epub")
	h.Choose("All languages", "English")
	h.Want("Nothing fits")
	h.Tap("Show all")
	h.Want("9 documents", "Filters")
	h.Choose("By name", "Largest first")
	if text := h.Text(); strings.Index(text, "Handbook for e-Buddies.epub") > strings.Index(text, "Exchange framework 2027.pdf") {
		t.Error("the largest is not the first")
	}
}

func TestDetailsAndLinks(t *testing.T) {
	h, s := open(t, "teacher")
	r := h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Siti, "document", campus.NewID(), &campus.Document{Name: "A plan.txt", Manifest: strings.Repeat("ab", 32)})
	s.Shown()
	h.Settle()
	menu(h, 1, "Change the details")
	h.Type("Up to 10, with commas between them (may stay empty)", "visa, Work 2027, VISA")
	h.Tap("Save")
	rec, err := h.Campus.Replica.Record(context.Background(), r.ID)
	if d := campus.As[campus.Document](rec); err != nil || strings.Join(d.Tags, "|") != "visa|Work 2027" {
		t.Errorf("%+v %v", d, err)
	}
	h.Type("Find by name, tag or words", "visa")
	h.Want("A plan.txt", "1 of 10 documents")
	h.Field("Find by name, tag or words").SetText("")
	h.Settle()

	menu(h, 0, "Add a link…")
	h.Type("https://", "javascript:alert(1)")
	h.Type("As it is called for everybody", "Visas: where?")
	h.Tap("Add")
	h.Want("This is not the address of a page")
	h.Field("https://").SetText("https://example.org/visas")
	h.Tap("Add")
	h.Want("Visas: where?", "11 documents")
	link := campus.As[campus.Document](named(t, h, "document", "Visas: where?"))
	reads := reader.New(h.Env, named(t, h, "document", "Visas: where?"), nil, func() {})
	defer reads.Close()
	h.Show(reads)
	h.Want("This link leads out of Rantau", "https://example.org/visas", "Open in the browser")
	if link.Category != campus.CategoryLinks || link.URL != "https://example.org/visas" {
		t.Errorf("%+v", link)
	}
}

func TestVersions(t *testing.T) {
	h, _ := open(t, "teacher")
	h.Campus.Replica.Put(func() campus.Record { // another's, that stands beside
		r := named(t, h, "document", "Handbook for e-Buddies.epub")
		theirs := campus.Replace(r, campus.Document{Name: "x.epub", Size: 77, Manifest: strings.Repeat("cd", 32)}, h.Campus.Nadia, apptest.Clock.Add(-time.Hour))
		r.Versions = []campus.Version{{ID: campus.NewID(), Author: h.Campus.Nadia, At: apptest.Clock.UnixMilli(), Fields: []byte(campus.NewBody(theirs.Set))}}
		return r
	}())
	h.Settle()
	h.Want("choose a version")
	if err := h.Campus.Files.Bytes(strings.Repeat("cd", 32), []byte("theirs")); err != nil {
		t.Fatal(err)
	}
	menu(h, 4, "Versions…")
	h.Want("This file was replaced on two computers", "77 bytes", "At the same time", "Shown now", "Use this one", "Keep this one")
	h.Tap("Use this one")
	h.WantNot("choose a version")
	r := named(t, h, "document", "Handbook for e-Buddies.epub")
	if d := campus.As[campus.Document](r); d.Size != 77 || len(d.Versions) != 3 {
		t.Fatalf("%+v", d)
	}
	menu(h, 4, "Versions…")
	h.Want("Restore")
	h.TapLast("Close")

	// Replaced by a file.
	h.Answers(file(t, "new.md", []byte("Written anew.")))
	menu(h, 5, "Replace with a new version…")
	h.Want("“How to open a class.txt” has a new version.", "How to open a class.md", "13 bytes")
	r = named(t, h, "document", "How to open a class.md")
	if d := campus.As[campus.Document](r); len(d.Versions) != 2 || d.Versions[1].Name != "How to open a class.txt" {
		t.Errorf("%+v", d)
	}
	var shown campus.Record
	h.Env.Show = func(r campus.Record) { shown = r }
	menu(h, 5, "Versions…")
	h.TapLast("Open")
	reads := reader.New(h.Env, shown, nil, func() {})
	defer reads.Close()
	h.Show(reads)
	h.Want("Choose New class.")
}

func TestRoom(t *testing.T) {
	h, _ := open(t, "student")
	menu(h, 0, "Space on this computer…")
	h.Want("All documents here", "Everything in Rantau", "kept here, waits to be sent")
	room, err := h.Campus.Files.Room(context.Background(), nil)
	if err != nil || room.Free == 0 {
		t.Fatal(room, err)
	}
	h.TapLast("Close")
	menu(h, 1, "Keep on this computer") // the framework
	h.Want("kept here")
	menu(h, 2, "Free the space…")
	h.Want("Form 1b, institutional…", "can be freed")
	h.TapLast("Free the space")
	h.Want("were freed on this computer.")
	if st, err := h.Campus.Files.State(context.Background(), named(t, h, "document", "Form 1b, institutional confirmation letter.docx").ID); err != nil || st.Here != 0 {
		t.Error(st, err)
	}
	menu(h, 2, "Free the space…")
	h.Want("nothing of it can be freed")
}

// TestManyDocuments: ten thousand are listed and sifted without the drawing goroutine
// doing more than showing a screenful.
func TestManyDocuments(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	for i := range 10_000 {
		h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "document", campus.DerivedID("many", fmt.Sprint(i)),
			&campus.Document{Name: fmt.Sprintf("Report %05d.pdf", i), Manifest: strings.Repeat("ab", 32), Size: int64(i)})
	}
	s := resources.New(h.Env).(*resources.Screen)
	h.Show(s)
	h.Want("10,000 documents", "Report 00000.pdf")
	h.WantNot("Report 09999.pdf")
	h.Type("Find by name, tag or words", "09999")
	h.Want("1 of 10,000 documents", "Report 09999.pdf")
	if h.Menus() > 3 {
		t.Errorf("%d rows for one document", h.Menus())
	}
}

// TestOddNames: whatever a file or a document is called, it is shown or refused in words.
func TestOddNames(t *testing.T) {
	h, s := open(t, "teacher")
	long := strings.Repeat("ก", 10_000)
	for name, d := range map[string]campus.Document{"rtl": {Name: "a\u202efdp.exe"}, "long": {Name: long}, "emoji": {Name: "👩‍🌾🌾 plan.txt"}, "nul": {Name: "x\x00y.txt"}, "con": {Name: "CON.txt"}} {
		d.Manifest = strings.Repeat("ab", 32)
		h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "document", campus.DerivedID("odd", name), &d)
		h.Campus.Replica.Add(h.Campus.Commons, h.Campus.Nadia, "folder", campus.DerivedID("odd folder", name), &campus.Folder{Name: d.Name})
	}
	s.Shown()
	h.Settle()
	if strings.ContainsAny(h.Text(), "\u202e\x00") || !widgetFits(h) {
		t.Error("a name turns around or runs out of the window")
	}
	h.Want("👩‍🌾🌾 plan.txt")
	for _, bad := range []string{"a/b", "NUL", "x. ", "\u200f"} {
		clean := campus.CleanFileName(bad)
		if err := campus.CheckFileName(clean); err != nil {
			t.Errorf("%q becomes %q: %v", bad, clean, err)
		}
	}
	makeFolder(h, "Twins")
	h.Pick("Twins")
	s.Drop([]string{file(t, "Plan.txt", []byte("a"))})
	h.Settle()
	h.Tap("Add")
	s.Drop([]string{file(t, "PLAN.txt", []byte("b"))})
	h.Settle()
	h.Field("As it is called for everybody").SetText("pLaN.txt")
	h.Tap("Add")
	h.Want("Another document in this folder is called “pLaN.txt”")
	h.Field("As it is called for everybody").SetText("Plan b.txt")
	h.Tap("Add")
	h.Want("Plan b.txt", "2 documents")
}

// TestWhatHasComeIsSeen: the list looks again when files have had their turn, also where all
// that was on its way went by between two looks.
func TestWhatHasComeIsSeen(t *testing.T) {
	h, s := open(t, "student")
	h.Settle()
	h.Want("on the server")
	h.Campus.Files.AllHere()
	s.Status(campus.Status{Line: campus.Online})
	h.Settle()
	h.Want("on the server")
	s.Status(campus.Status{Line: campus.Online, Moved: 1})
	h.Settle()
	h.WantNot("on the server")
}
