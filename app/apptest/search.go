package apptest

import (
	"context"
	"strings"

	"rantau/campus"
)

// Search implements campus.Replica: records whose body holds each word that is asked
// for. How well the copy searches is for its own tests.
func (r *Replica) Search(ctx context.Context, s campus.Search) (campus.Found, error) {
	if r.Lost != nil {
		return campus.Found{}, r.Lost
	}
	asked := strings.Fields(strings.ToLower(s.Text))
	all, err := r.Records(ctx, campus.Query{Order: campus.NewestFirst})
	out := campus.Found{All: len(all)}
	if err != nil || len(asked) == 0 {
		return out, err
	}
	for _, rec := range all {
		if hit, ok := hitOf(rec, asked); ok && (s.Kinds == nil || contains(s.Kinds, rec.Kind)) {
			out.Hits = append(out.Hits, hit)
		}
	}
	if s.Limit > 0 && len(out.Hits) > s.Limit {
		out.Hits, out.More = out.Hits[:s.Limit], true
	}
	return out, nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func hitOf(rec campus.Record, asked []string) (campus.Hit, bool) {
	body := strings.ToLower(string(rec.Body))
	for _, w := range asked {
		if !strings.Contains(body, w) {
			return campus.Hit{}, false
		}
	}
	hit := campus.Hit{Record: rec, Snippet: strings.Join(strings.Fields(campus.As[campus.Post](rec).Text), " ")}
	if i := strings.Index(strings.ToLower(hit.Snippet), asked[0]); i >= 0 {
		hit.Marks = [][2]int{{i, i + len(asked[0])}}
		if end := i + 200; end < len(hit.Snippet) {
			hit.Snippet = strings.ToValidUTF8(hit.Snippet[:end], "") + "…"
		}
	}
	return hit, true
}
