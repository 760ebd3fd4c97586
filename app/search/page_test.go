package search_test

import (
	"context"
	"testing"

	"rantau/app/apptest"
	"rantau/app/search"
	"rantau/campus"
)

// pages is a copy that finds everything on page 3.
type pages struct{ campus.Replica }

func (p pages) Search(ctx context.Context, s campus.Search) (campus.Found, error) {
	f, err := p.Replica.Search(ctx, s)
	for i := range f.Hits {
		f.Hits[i].Page = 3
	}
	return f, err
}

// A hit on a page leads to that page, with the words that were typed.
func TestAPageIsOpenedWithItsWords(t *testing.T) {
	h := apptest.NewHand(t, "teacher")
	h.Campus.Library()
	h.Env.Replica = pages{h.Env.Replica}
	page, words := 0, ""
	h.Env.ShowAt = func(_ campus.Record, at int, typed string) { page, words = at, typed }
	h.Use(search.New(h.Env))
	h.Field("Find lessons, posts, documents, people…").SetText("framework")
	h.Wait("Exchange framework 2027.pdf")
	h.Pick("Exchange framework 2027.pdf")
	if page != 3 || words != "framework" {
		t.Errorf("page %d, words %q", page, words)
	}
}
