package resources_test

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/app/resources"
	"rantau/campus"
)

// formCopy is where the copy of a form lies that another program works on.
func formCopy(t *testing.T, h *apptest.Hand, form campus.ID) string {
	t.Helper()
	text, err := h.Campus.Replica.Draft(context.Background(), "form/aside/"+string(form))
	var a struct{ Path string }
	if err != nil || json.Unmarshal([]byte(text), &a) != nil || a.Path == "" {
		t.Fatalf("there is no copy: %q %v", text, err)
	}
	return a.Path
}

func in(t *testing.T, h *apptest.Hand, space campus.ID) []campus.Record {
	t.Helper()
	all, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "document", Space: space, Order: campus.NewestFirst})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestFillIn: a form is filled in from the blank one, written in another program, taken
// in, handed in and seen on its way, over a restart of the program.
func TestFillIn(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	h, s := open(t, "student")
	own := h.Campus.OwnSpace()
	s.Tab(1)
	h.Want("No forms yet")
	s.Tab(0)
	menu(h, 3, "Fill in")
	h.Want("My forms  1", "Form 3, student profile - Dewi Lestari.docx", "Not handed in yet", "A copy is open in another program")
	mine := in(t, h, own)[0]
	if d := campus.As[campus.Document](mine); d.Form != apptest.InLibrary("Form 3, student profile.docx") || mine.Audience != campus.Everyone {
		t.Fatalf("%+v", d)
	}

	// Written elsewhere, and the program was closed meanwhile.
	path := formCopy(t, h, mine.ID)
	if err := os.WriteFile(path, []byte("My name is Dewi."), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, time.Now(), time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	h.Env.Close()
	h.Env = h.Campus.Env(h.Window)
	s = resources.New(h.Env).(*resources.Screen)
	h.Show(s)
	s.Tab(1)
	h.Want("The copy in the other program was changed")
	h.Pick("Form 3, student profile - Dewi Lestari.docx")
	h.TapLast("Hand in")
	h.Want("yet. Take it in first?")
	h.TapLast("Take it in")
	h.Want("was taken in", "Not handed in yet")
	mine = in(t, h, own)[0]
	if d := campus.As[campus.Document](mine); d.Size != 16 || len(d.Versions) != 2 {
		t.Fatalf("%+v", d)
	}

	// Saved again in the other program while the form's sheet is open: nothing is handed
	// in without it, and the sheet that is opened then says so.
	h.Pick("Form 3, student profile - Dewi Lestari.docx")
	if err := os.Chtimes(path, time.Now(), time.Now().Add(2*time.Minute)); err != nil {
		t.Fatal(err)
	}
	h.TapLast("Hand in")
	h.Want("yet. Take it in first?")
	h.TapLast("Cancel")
	h.Pick("Form 3, student profile - Dewi Lestari.docx")
	h.TapLast("Take in the changed file")
	h.Want("was taken in")

	// Handed in to the institution.
	h.Pick("Form 3, student profile - Dewi Lestari.docx")
	h.TapLast("Hand in")
	h.Want("What was handed in does not change")
	h.Choose("the secretariat", "Politeknik Negeri Bandung Raya")
	h.TapLast("Hand in")
	h.Want("For Politeknik Negeri Bandung Raya: saved here, waits to be sent")
	handed := in(t, h, h.Campus.Bandung)
	if len(handed) != 1 || handed[0].Audience != campus.Audience(h.Campus.Dewi) || campus.As[campus.Document](handed[0]).Size != 16 || !campus.HandedIn(handed[0]) {
		t.Fatalf("%+v", handed)
	}
	h.Campus.Replica.Deliver()
	h.Settle()
	h.Want("For Politeknik Negeri Bandung Raya: sent", "its file follows")
	r := in(t, h, h.Campus.Bandung)[0]
	d := campus.As[campus.Document](r)
	d.Stored = d.Manifest
	r.Body = campus.NewBody(campus.Create(r.ID, "document", &d).Set)
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Want("on the server since")
	h.Campus.Replica.Add(h.Campus.Bandung, h.Campus.Siti, "receipt", campus.ReceiptID(r.ID), &campus.Receipt{Submission: r.ID, Student: h.Campus.Dewi})
	h.Settle()
	h.Want("Opened by Politeknik Negeri Bandung Raya")
	h.WantNot("Handed in") // the tab is the staff's
	s.Tab(0)
	h.Want("9 documents")
}

// TestFillInAway: a form whose bytes are not here can't be filled in without a line.
func TestFillInAway(t *testing.T) {
	h, _ := open(t, "student")
	h.Campus.OwnSpace()
	h.Campus.Files.Away[apptest.InLibrary("Form 3, student profile.docx")] = true
	menu(h, 3, "Fill in")
	h.Want("not on this computer yet")
	if len(in(t, h, campus.PersonalSpace(h.Campus.Dewi))) != 0 {
		t.Error("an empty form was made")
	}
}

// TestHandedIn: the staff see what was handed in, the new first, by form and person;
// who opens one tells its author.
func TestHandedIn(t *testing.T) {
	h, s := open(t, "teacher")
	add := func(who campus.ID, name, form string) campus.ID {
		id := campus.NewID()
		r := h.Campus.Replica.Add(h.Campus.Bandung, who, "document", id, &campus.Document{Name: name, Manifest: strings.Repeat("ab", 32), Stored: strings.Repeat("ab", 32), Form: apptest.InLibrary(form)})
		r.Audience = campus.Audience(who)
		h.Campus.Replica.Put(r)
		return id
	}
	dewi := add(h.Campus.Dewi, "Form 3 - Dewi.docx", "Form 3, student profile.docx")
	add(h.Campus.Aung, "Letter - Aung.docx", "Template 2, letter of acceptance.docx")
	s.Shown()
	h.Settle()
	h.Want("Handed in  2")
	s.Tab(3)
	h.Settle()
	h.Want("Dewi Lestari", "Aung Ko Ko", "Form 3, student profile.docx", "new")
	h.Choose("All forms", "Form 3, student profile.docx")
	h.WantNot("Aung Ko Ko")
	h.Choose("Form 3, student profile.docx", "All forms")
	h.Type("Find by person or form", "aung letter")
	h.WantNot("Dewi Lestari")
	h.Field("Find by person or form").SetText("")
	h.Settle()
	var shown campus.Record
	h.Env.Show = func(r campus.Record) { shown = r }
	h.Pick("Dewi Lestari")
	if shown.ID != dewi {
		t.Error("it was not opened")
	}
	receipt, err := h.Campus.Replica.Record(context.Background(), campus.ReceiptID(dewi))
	if err != nil || receipt.Audience != campus.Audience(h.Campus.Dewi) || receipt.Space != h.Campus.Bandung {
		t.Errorf("%+v %v", receipt, err)
	}
	h.Want("Handed in  1", "opened")
	saves := h.Campus.Replica.Saves
	if h.Pick("Dewi Lestari"); h.Campus.Replica.Saves != saves {
		t.Error("a second receipt")
	}
}
