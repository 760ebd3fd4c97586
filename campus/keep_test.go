package campus

import (
	"slices"
	"testing"
	"time"
)

func TestKeeps(t *testing.T) {
	class, other := NewID(), NewID()
	folder := Record{ID: NewID(), Kind: "folder", Space: class, Body: NewBody(Create("", "folder", &Folder{Name: "Wells"}).Set)}
	inner := Record{ID: NewID(), Kind: "folder", Space: class, Body: NewBody(Create("", "folder", &Folder{Name: "Deep", Parent: folder.ID}).Set)}
	doc := func(size int64, in ID) Record {
		return Record{ID: NewID(), Kind: "document", Space: class, Body: NewBody(Create("", "document", &Document{Name: "a.pdf", Size: size, Folder: in}).Set)}
	}
	deep, flat := doc(5000, inner.ID), doc(5000, "")
	shelves := NewShelves([]Record{folder, inner})
	for _, c := range []struct {
		name  string
		rules KeepRules
		r     Record
		kept  []ID
		want  bool
	}{
		{"nothing", KeepRules{}, flat, nil, false},
		{"itself", KeepRules{}, flat, []ID{flat.ID}, true},
		{"a folder above", KeepRules{}, deep, []ID{folder.ID}, true},
		{"another folder", KeepRules{}, flat, []ID{folder.ID}, false},
		{"its class", KeepRules{}, flat, []ID{class}, true},
		{"another class", KeepRules{}, flat, []ID{other}, false},
		{"small enough", KeepRules{Under: 5000}, flat, nil, true},
		{"too large", KeepRules{Under: 4999}, flat, nil, false},
	} {
		kept := map[ID]bool{}
		for _, id := range c.kept {
			kept[id] = true
		}
		if got := c.rules.Keeps(c.r, kept, shelves); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestSurplus(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC) }
	files := []Stored{
		{Opened: at(9), Pieces: map[string]int64{"a": 100, "shared": 50}},
		{Opened: at(1), Pieces: map[string]int64{"b": 100, "shared": 50}, Whole: 150},
		{Opened: at(5), Pieces: map[string]int64{"c": 100}},
		{Opened: at(2), Pieces: map[string]int64{"kept": 100}},
	}
	stays := map[string]bool{"kept": true}
	for _, c := range []struct {
		limit int64
		want  []int
	}{
		{600, nil},
		{599, []int{1}},
		{350, []int{1}},
		{349, []int{1, 2}},
		{250, []int{1, 2}},
		{249, []int{1, 2, 0}},
		{0, []int{1, 2, 0}}, // what stays is over the limit: nothing can be done
	} {
		if got := Surplus(files, stays, 600, c.limit); !slices.Equal(got, c.want) {
			t.Errorf("%d: %v, want %v", c.limit, got, c.want)
		}
	}
}
