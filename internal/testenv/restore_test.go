package testenv_test

import (
	"context"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

func TestServerWentBackInTime(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		siti.Sync()
		class := newClass(e, siti, "dara")
		siti.Do(campus.Say(class, class, "before the backup"))
		siti.Sync()
		dara.Sync()
		restore := e.Backup()
		dara.Do(campus.Say(class, class, "Dara, after the backup"))
		siti.Do(campus.Say(class, class, "Siti, after the backup"))
		dara.Sync()
		siti.Sync()
		dara.Sync()
		restore()
		// New changes come in before anybody has noticed.
		dara.Do(campus.Say(class, class, "Dara, after the restore"))
		for range 3 {
			dara.Sync()
			siti.Sync()
		}
		for _, d := range []*testenv.Device{siti, dara} {
			posts, err := d.Records(context.Background(), campus.Query{Kind: "post", Topic: class})
			if err != nil {
				t.Fatal(err)
			}
			texts := map[string]int{}
			for _, p := range posts {
				texts[campus.As[campus.Post](p).Text]++
				if p.Shelved || p.Waiting {
					t.Errorf("%s: %s: shelved %v, waiting %v", d.Name, p.Body, p.Shelved, p.Waiting)
				}
			}
			if len(posts) != 4 || len(texts) != 4 {
				t.Errorf("%s has %v", d.Name, texts)
			}
		}
	})
}

// What only another's computer had goes on a shelf: the server lost it, its
// author's device is gone, and the copy must not be deleted.
func TestShelf(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		siti.Sync()
		class := newClass(e, siti, "dara")
		siti.Sync()
		restore := e.Backup()
		lost := campus.Say(class, class, "its author's laptop was stolen")
		siti.Do(lost)
		siti.Sync()
		dara.Sync()
		restore()
		dara.Sync()
		if r := dara.Get(lost.Changes[0].Record); !r.Shelved {
			t.Errorf("what the server lost: %+v", r)
		}
	})
}

// What a person wrote on a computer that is gone comes back from another one of theirs,
// though that one never sent it: a class that was founded, who was let in, a post.
func TestAnotherComputerOfTheAuthorBringsItBack(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		gone, siti, dara := e.Device("siti"), e.Device("siti"), e.Device("dara")
		old := newClass(e, gone, "dara")
		gone.Sync()
		restore := e.Backup()
		founded := newClass(e, gone, "dara")
		before, after := campus.Say(old, old, "in a class that the backup has"), campus.Say(founded, founded, "in a class that it has not")
		private := campus.Action{Space: old, Changes: []campus.Change{campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "Being prepared", Order: "n"}).For(campus.StaffOnly)}}
		taken := campus.Say(old, old, "taken back")
		for _, a := range []campus.Action{before, after, private, taken} {
			gone.Do(a)
		}
		gone.Sync()
		gone.Sync() // brings what the outcomes left out
		siti.Sync()
		gone.Do(campus.Action{Space: old, Changes: []campus.Change{campus.Remove(gone.Get(taken.Changes[0].Record))}})
		gone.Sync()
		siti.Sync()
		dara.Sync()
		dara.Sync()
		dara.Do(campus.Say(founded, founded, "Dara answers"))
		dara.Sync()
		siti.Sync()
		restore()
		for range 4 {
			siti.Sync()
			dara.Sync()
		}
		anew := e.Device("dara") // has only what the server has
		for _, d := range []*testenv.Device{siti, dara, anew} {
			for _, a := range []campus.Action{before, after} {
				r := d.Get(a.Changes[0].Record)
				if r.Shelved || r.Waiting || len(r.Body) == 0 {
					t.Errorf("%s: %q: shelved %v, waiting %v", d.Name, r.Body, r.Shelved, r.Waiting)
				}
			}
			posts, err := d.Records(context.Background(), campus.Query{Kind: "post", Topic: founded})
			if err != nil || len(posts) != 2 {
				t.Errorf("%s has %d posts of the class that was founded, want 2 (%v)", d.Name, len(posts), err)
			}
			if d != siti && d.Has(private.Changes[0].Record) {
				t.Errorf("%s has what was written for the staff", d.Name)
			}
			if d.Has(taken.Changes[0].Record) {
				t.Errorf("%s has what was taken back", d.Name)
			}
			if w, err := d.Waiting(context.Background()); err != nil || len(w) > 0 {
				t.Errorf("%s: %d sets wait (%v)", d.Name, len(w), err)
			}
		}
		if got := siti.Get(private.Changes[0].Record); got.Shelved || got.Waiting || got.Audience != campus.StaffOnly {
			t.Errorf("what was written for the staff: %+v", got)
		}
	})
}

// Both computers of an author bring back the same: it is there once. Where it was edited
// before, the older words may stand beside, which only the other computer knows to be older.
func TestBothComputersBringItBack(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		one, two, dara := e.Device("siti"), e.Device("siti"), e.Device("dara")
		class := newClass(e, one, "dara")
		one.Sync()
		restore := e.Backup()
		said := campus.Say(class, class, "first words")
		plain := campus.Say(class, class, "never edited")
		one.Do(said)
		one.Do(plain)
		one.Sync()
		testenv.Edit(one, said.Changes[0].Record, func(p *campus.Post) { p.Text = "better words" })
		one.Sync()
		two.Sync()
		dara.Sync()
		restore()
		for range 3 {
			two.Sync() // first who has it second-hand
			one.Sync()
			dara.Sync()
		}
		for _, d := range []*testenv.Device{one, two, dara} {
			r := d.Get(said.Changes[0].Record)
			if r.Shelved || r.Waiting || campus.As[campus.Post](r).Text != "better words" {
				t.Errorf("%s: %s, shelved %v, waiting %v", d.Name, r.Body, r.Shelved, r.Waiting)
			}
			if same := d.Get(plain.Changes[0].Record); len(same.Versions) > 0 || same.Waiting || same.Shelved || same.Edited.After(same.Created) {
				t.Errorf("%s: what nobody edited: %+v", d.Name, same)
			}
		}
	})
}
