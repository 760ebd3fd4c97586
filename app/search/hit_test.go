package search

import (
	"testing"

	"rantau/campus"
)

func TestHasPages(t *testing.T) {
	for kind, want := range map[string]bool{"application/pdf": true, "": true, "text/plain": false, "text/markdown": false, "image/png": true} {
		r := campus.Record{Kind: "document", Body: campus.NewBody(campus.Create("", "document", &campus.Document{Name: "x", Type: kind}).Set)}
		if hasPages(r) != want {
			t.Errorf("%q: %v", kind, !want)
		}
	}
}
