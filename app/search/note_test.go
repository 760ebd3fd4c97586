package search_test

import (
	"strings"
	"testing"

	"rantau/app/apptest"
	"rantau/app/search"
	"rantau/campus"
)

// A note is found by its words, under the name of its document, and leads to itself.
func TestANoteIsFound(t *testing.T) {
	h := apptest.NewHand(t, "student")
	doc, err := h.Campus.Replica.Record(t.Context(), h.Campus.Factsheet)
	if err != nil {
		t.Fatal(err)
	}
	own := campus.PersonalSpace(h.Campus.Dewi)
	note := campus.Annotation{In: doc.Space, Of: doc.ID, Manifest: strings.Repeat("ab", 32), Page: 3, Text: "Ask Rina about mentors"}
	r := h.Campus.Replica.Add(own, h.Campus.Dewi, "annotation", campus.NewID(), &note)
	note.Of = campus.NewID() // of a document that is not here any more
	note.Text = "Ask Budi about mentors"
	h.Campus.Replica.Add(own, h.Campus.Dewi, "annotation", campus.NewID(), &note)
	var shown campus.Record
	h.Env.ShowNote = func(r campus.Record) { shown = r }
	h.Use(search.New(h.Env))
	h.Field("Find lessons, posts, documents, people…").SetText("mentors rina")
	name := campus.As[campus.Document](doc).Name
	h.Wait(name)
	h.Want("note · page 3")
	h.Pick(name)
	if shown.ID != r.ID {
		t.Error("it leads to", shown.ID)
	}
	h.Field("Find lessons, posts, documents, people…").SetText("mentors budi")
	h.Wait("Ask Budi")
	h.WantNot(name)
}
