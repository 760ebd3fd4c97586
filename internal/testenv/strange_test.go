package testenv_test

import (
	"context"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// TestFoldersInEachOther: two computers put two folders into each other, and both see
// both, at the top; a tree of a thousand folders, one in the other, arrives as it was.
func TestFoldersInEachOther(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class := newClass(e, siti, "dara")
	other := e.Device("siti")
	one, two := campus.NewID(), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{
		campus.Create(one, "folder", &campus.Folder{Name: "One"}), campus.Create(two, "folder", &campus.Folder{Name: "Two"})}})
	siti.Sync()
	other.Sync()
	testenv.Edit(siti, one, func(f *campus.Folder) { f.Parent = two })
	testenv.Edit(other, two, func(f *campus.Folder) { f.Parent = one })
	const depth = 1000
	ids := make([]campus.ID, depth)
	var all []campus.Change
	for i := range ids {
		ids[i] = campus.NewID()
		f := campus.Folder{Name: "F"}
		if i > 0 {
			f.Parent = ids[i-1]
		}
		all = append(all, campus.Create(ids[i], "folder", &f))
	}
	for len(all) > 0 {
		siti.Do(campus.Action{Space: class, Changes: all[:campus.MaxChanges]})
		all = all[campus.MaxChanges:]
	}
	dara := e.Device("dara")
	for _, d := range []*testenv.Device{siti, other, siti, dara} {
		d.Sync()
	}
	for _, d := range []*testenv.Device{siti, other, dara} {
		records, err := d.Records(context.Background(), campus.Query{Space: class, Kind: "folder", Limit: 2 * depth})
		if err != nil || len(records) != depth+2 {
			t.Fatalf("%s has %d folders: %v", d.Name, len(records), err)
		}
		s := campus.NewShelves(records)
		if s.Parent(one) != "" || s.Parent(two) != "" || len(s.In("")) != 3 {
			t.Errorf("%s sees %d folders at the top", d.Name, len(s.In("")))
		}
		if way := s.Way(ids[depth-1]); len(way) != depth || way[0].ID != ids[0] || !s.Within(ids[depth-1], ids[0]) {
			t.Errorf("%s: the way down has %d folders", d.Name, len(way))
		}
	}
}

// TestWhatIsAboutSomethingGone: what is said of a record that was deleted or hidden
// meanwhile is taken where it harms nobody, and refused where it would promise something.
func TestWhatIsAboutSomethingGone(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara", "minh")
		session := make1("session", &campus.Session{Title: "Meeting", Start: 1795000000000, End: 1795003600000})
		request := campus.NewRequest(e.Commons, campus.Request{Title: "Partners", Text: "Two weeks"})
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{session}})
		siti.Do(request)
		said := campus.Say(class, class, "Hello")
		for _, d := range []*testenv.Device{siti, dara, minh} {
			d.Sync()
		}
		dara.Do(said)
		dara.Sync()
		for _, d := range []*testenv.Device{siti, minh} {
			d.Sync()
		}
		post, asked := said.Changes[0].Record, request.Changes[0].Record
		entered := campus.Attend(siti.Get(session.Record), dara.Me(), campus.Present)
		away := e.Device("siti") // it has the session still
		away.Do(campus.Action{Space: class, Changes: []campus.Change{entered}})
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(session.Record))}})
		siti.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{campus.Remove(siti.Get(asked))}})
		siti.Do(campus.Hide(siti.Get(post), campus.ReasonSpam, ""))
		answer := campus.AnswerTo(minh.Get(asked), minh.Me(), "We can")
		minh.Do(answer)
		minh.Do(campus.React(campus.Record{}, minh.Get(post), minh.Me(), campus.Emoji[0]))
		minh.Do(campus.Posted(class, campus.Post{Topic: class, ReplyTo: post, Text: "Hello too"}))
		for range 2 {
			for _, d := range []*testenv.Device{siti, away, minh, dara} {
				d.Sync()
			}
		}
		// The attendance is kept, and counts nothing.
		if !siti.Has(entered.Record) || !dara.Has(entered.Record) {
			t.Error("what was entered away is lost")
		}
		hours := campus.Hours([]campus.Record{siti.Get(session.Record)}, []campus.Record{siti.Get(entered.Record)}, []campus.ID{dara.Me()}, time.Now())
		if h := hours[dara.Me()]; h.Entered != 0 || h.Time != 0 {
			t.Errorf("a session that is gone counts: %+v", h)
		}
		// The answer is refused and stays with its author, in words.
		if _, _, refused, _, err := minh.Queue(context.Background()); err != nil || refused != 1 {
			t.Errorf("%d are refused: %v", refused, err)
		}
		if siti.Has(answer.Changes[0].Record) {
			t.Error("an answer to nothing arrived")
		}
		// What was hidden stays so for others, whatever is hung on it.
		if minh.Has(post) || !dara.Has(post) || holds(t, e.Device("minh"), `"Hello"`) || !holds(t, dara, `"Hello"`) {
			t.Error("a reaction or a reply brings back what was hidden")
		}
	})
}
