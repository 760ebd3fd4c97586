package testenv_test

import (
	"context"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

// TestAnnotations: one's own reach one's computers and nobody else, and outlast the class;
// those for all reach everybody there, and are the staff's alone.
func TestAnnotations(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, one, two, minh := e.Device("siti"), e.Device("dara"), e.Device("dara"), e.Device("minh")
		all := []*testenv.Device{siti, one, two, minh}
		sync := func() {
			for range 2 {
				for _, d := range all {
					d.Sync()
				}
			}
		}
		class := newClass(e, siti, "dara", "minh")
		on := make1("document", slides())
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{on}})
		sync()
		note := campus.Annotation{In: class, Of: on.Record, Manifest: hash(), Page: 3, Part: 250, Quote: "the receiving institution", Text: "Ask Rina first.\n\nThen write."}
		told := campus.Annotate(siti.Me(), note, true)
		siti.Do(told)
		own := campus.Annotate(one.Me(), note, false)
		one.Do(own)
		sync()
		if !one.Has(told.Changes[0].Record) || !minh.Has(told.Changes[0].Record) || !two.Has(own.Changes[0].Record) {
			t.Fatal("a note is not where it is for")
		}
		if siti.Has(own.Changes[0].Record) || minh.Has(own.Changes[0].Record) {
			t.Error("somebody has another's own note")
		}
		if found, err := two.Records(context.Background(), campus.Query{Spaces: []campus.ID{class, campus.PersonalSpace(two.Me())}, Kind: "annotation", Of: on.Record}); err != nil || len(found) != 2 {
			t.Errorf("%d notes are on the document (%v)", len(found), err)
		}

		// Neither in the copy nor past it.
		mine := campus.Annotate(one.Me(), note, true)
		refuses(t, one, mine)
		refuses(t, one, campus.Action{Space: class, Changes: []campus.Change{edit(t, one.Get(told.Changes[0].Record), `{"text":"Ask me"}`)}})
		refuses(t, one, campus.Action{Space: class, Changes: []campus.Change{campus.Remove(one.Get(told.Changes[0].Record))}})
		nowhere := note
		nowhere.Of = class
		refuses(t, siti, campus.Annotate(siti.Me(), nowhere, true))

		// Two computers, without a line.
		write := func(d *testenv.Device, from, to string) {
			testenv.Edit(d, own.Changes[0].Record, func(a *campus.Annotation) { a.Text = strings.Replace(a.Text, from, to, 1) })
		}
		write(one, "Rina", "Rina or Budi")
		write(two, "write", "write to the dean")
		sync()
		for _, d := range []*testenv.Device{one, two} {
			if got := campus.As[campus.Annotation](d.Get(own.Changes[0].Record)).Text; got != "Ask Rina or Budi first.\n\nThen write to the dean." {
				t.Errorf("two edits became %q", got)
			}
		}

		// A teacher takes a note of theirs back to themselves, and it is nobody's else any more.
		made, gone := campus.TurnAnnotation(siti.Me(), siti.Get(told.Changes[0].Record))
		siti.Do(made)
		siti.Do(gone)
		sync()
		if r, err := minh.Record(context.Background(), told.Changes[0].Record); err == nil && !r.Deleted || !siti.Has(made.Changes[0].Record) || minh.Has(made.Changes[0].Record) {
			t.Error("what was taken back is still for all")
		}
		siti.Do(gone.Revived())
		sync()
		if r := minh.Get(told.Changes[0].Record); r.Deleted {
			t.Error("what was removed is not brought back")
		}

		// A copy of the class has them too.
		m := campus.Material{Documents: []campus.Record{siti.Get(on.Record)}, Annotations: []campus.Record{siti.Get(told.Changes[0].Record)}}
		for _, a := range campus.CopyClass(siti.Me(), campus.Course{Title: "Again"}, m) {
			siti.Do(a)
		}
		sync()
		if waiting, err := siti.Waiting(context.Background()); err != nil || len(waiting) > 0 {
			t.Errorf("of the copy %d sets are not taken (%v)", len(waiting), err)
		}

		// Who is no longer in the class keeps what is theirs.
		testenv.Edit(siti, campus.MembershipID(class, one.Me()), func(m *campus.Membership) { m.Role = campus.None })
		sync()
		if one.Has(told.Changes[0].Record) || !one.Has(own.Changes[0].Record) {
			t.Error("who left has the notes of the class, or not their own")
		}
		found, err := one.Search(context.Background(), campus.Search{Text: "budi dean"})
		if err != nil || len(found.Hits) != 1 || found.Hits[0].Record.ID != own.Changes[0].Record {
			t.Errorf("a note is not found: %+v (%v)", found.Hits, err)
		}
	})
}
