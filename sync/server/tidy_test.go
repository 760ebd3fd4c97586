package server_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"rantau/campus"
	"rantau/sync/server"
)

// An edit finds its base for 180 days, and is kept as a version after that.
func TestTidyLetsGoOfOldBases(t *testing.T) {
	for _, c := range []struct {
		days     int
		versions int
	}{{179, 0}, {181, 1}} {
		now := time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)
		s, err := server.Open(t.TempDir(), server.Options{Clock: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		ctx := context.Background()
		space, topic := campus.NewID(), campus.NewID()
		edit := func(base, text string) server.Import {
			value, _ := json.Marshal(text)
			old, _ := json.Marshal(base)
			return server.Import{Action: campus.Action{Space: space, Changes: []campus.Change{{Record: topic, Kind: "topic",
				Set: map[string]json.RawMessage{"text": value}, Base: map[string]string{"text": campus.HashValue(old)}}}}}
		}
		first := "one two three four five six"
		err = s.Import(ctx, server.Import{Action: campus.Action{Space: space, Changes: []campus.Change{
			campus.Create(space, "commons", &campus.Commons{Name: "Commons"}),
			campus.Create(topic, "topic", &campus.Topic{Title: "T", Text: first})}}},
			edit(first, "ONE two three four five six"))
		if err != nil {
			t.Fatal(err)
		}
		now = now.AddDate(0, 0, c.days)
		if err := s.Tidy(ctx); err != nil {
			t.Fatal(err)
		}
		if err := s.Import(ctx, edit(first, "one two three four five SIX")); err != nil {
			t.Fatal(err)
		}
		if n := s.CountVersions(ctx); n != c.versions {
			t.Errorf("after %d days: %d versions, want %d", c.days, n, c.versions)
		}
		_ = s.Close()
	}
}
