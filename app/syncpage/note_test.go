package syncpage_test

import (
	"strings"
	"testing"

	"rantau/app/apptest"
	"rantau/app/syncpage"
	"rantau/campus"
)

// TestARefusedNoteIsWrittenAgain: it says on which document it was, what about, and its words
// can be mended and sent once more.
func TestARefusedNoteIsWrittenAgain(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	soil, hash := h.Campus.Soil, strings.Repeat("ab", 32)
	note := campus.Annotate(h.Campus.Siti, campus.Annotation{In: soil, Of: h.Campus.Factsheet, Manifest: hash, Page: 3, Quote: "wet soil", Text: "Ask Rina"}, true)
	h.Campus.Replica.Queue(soil, note.Changes[0])
	h.Campus.Replica.RefuseSet(0, campus.Forbidden, "a note for all is on a document that every member sees")
	h.Use(syncpage.New(h.Env))
	h.Want("New note: "+factsheet(t, h), "Ask Rina", "a note for all is on a document that every member sees")
	h.Tap("Edit and send again")
	h.Fill("Text", "Ask Rina, then Budi")
	h.TapLast("Send it again")
	h.WantNot("Edit and send again")
	r, err := h.Campus.Replica.Record(t.Context(), note.Changes[0].Record)
	if v := campus.As[campus.Annotation](r); err != nil || v.Text != "Ask Rina, then Budi" || v.Quote != "wet soil" || v.Page != 3 {
		t.Errorf("%s (%v)", r.Body, err)
	}
}

func factsheet(t *testing.T, h *apptest.Hand) string {
	t.Helper()
	r, err := h.Campus.Replica.Record(t.Context(), h.Campus.Factsheet)
	if err != nil {
		t.Fatal(err)
	}
	return campus.As[campus.Document](r).Name
}
