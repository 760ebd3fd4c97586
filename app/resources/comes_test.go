package resources_test

import (
	"testing"

	"rantau/campus"
)

// TestWhatIsKeptComes: the list says so when a document has come that was kept; no
// record changes then.
func TestWhatIsKeptComes(t *testing.T) {
	h, s := open(t, "student")
	all, err := h.Campus.Replica.Records(t.Context(), campus.Query{Kind: "document", Space: h.Campus.Commons})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		h.Campus.Files.Away[r.ID] = true
	}
	s.Shown()
	h.Settle()
	menu(h, 1, "Keep on this computer")
	h.Want("will be fetched")
	h.WantNot("kept here")
	clear(h.Campus.Files.Away)
	s.Status(campus.Status{Line: campus.Online, Moving: campus.Moving{What: campus.GettingFile, Done: 1, All: 1}})
	h.Settle()
	h.Want("kept here")
	h.WantNot("will be fetched")
}
