package storage

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/sync/protocol"
)

var ctx = context.Background()

// copyOf is a copy that somebody has signed in to: the owner of a class.
type copyOf struct {
	*Replica
	t     *testing.T
	space campus.ID
}

func newCopy(t *testing.T) *copyOf {
	t.Helper()
	c := &copyOf{t: t, space: campus.NewID()}
	r, err := Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	c.Replica = r
	_, key, _ := ed25519.GenerateKey(nil)
	me := campus.NewID()
	if err := r.SignIn(ctx, protocol.Identity{Server: campus.NewID(), Person: me, Key: key, Token: "t"}); err != nil {
		t.Fatal(err)
	}
	c.page(campus.Owner, "s1.aaaaaaaa", &protocol.RecordItem{ID: c.space, Kind: "class", Seq: 1, Author: me, Created: 1, Body: json.RawMessage(`{"title":"T"}`)})
	return c
}

func (c *copyOf) page(role campus.Role, cursor string, records ...*protocol.RecordItem) {
	c.t.Helper()
	p := protocol.Page{Space: protocol.SpaceItem{ID: c.space, Role: role}, Records: records, End: protocol.PageItem{Cursor: cursor, Whole: true}}
	if err := c.Apply(ctx, []protocol.Page{p}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *copyOf) do(changes ...campus.Change) {
	c.t.Helper()
	if err := c.Save(ctx, campus.Action{Space: c.space, Changes: changes}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *copyOf) lesson(seq int64, title string) *protocol.RecordItem {
	return &protocol.RecordItem{ID: lessonID, Kind: "lesson", Seq: seq, Author: c.Me(), Created: 1,
		Body: json.RawMessage(fmt.Sprintf(`{"order":"n","text":"","title":%q}`, title))}
}

func (c *copyOf) retitle(title string) {
	c.t.Helper()
	r := c.get(lessonID)
	l := campus.As[campus.Lesson](r)
	l.Title = title
	change, _ := campus.Edit(r, &l)
	c.do(change)
}

func (c *copyOf) get(id campus.ID) campus.Record {
	c.t.Helper()
	r, err := c.Record(ctx, id)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

func (c *copyOf) settle(o campus.Outcome) {
	c.t.Helper()
	o.Space = c.space
	if err := c.Settle(ctx, []campus.Outcome{o}); err != nil {
		c.t.Fatal(err)
	}
}

const lessonID campus.ID = "01900000-0000-7000-8000-0000000000aa"

func (c *copyOf) shows(title string, waiting bool) {
	c.t.Helper()
	r := c.get(lessonID)
	if got := campus.As[campus.Lesson](r).Title; got != title || r.Waiting != waiting {
		c.t.Errorf("it shows %q, waiting %v; want %q, %v", got, r.Waiting, title, waiting)
	}
}

// TestReplayOverPulledBodies: what is shown is the server's body with the outbox
// over it, whatever comes first.
func TestReplayOverPulledBodies(t *testing.T) {
	c := newCopy(t)
	c.page(campus.Owner, "s2.aaaaaaaa", c.lesson(2, "One"))
	c.retitle("Two")
	c.shows("Two", true)
	c.page(campus.Owner, "s3.aaaaaaaa", c.lesson(3, "Theirs"))
	c.shows("Two", true)
	c.retitle("Three")
	c.shows("Three", true)
	c.settle(campus.Outcome{Number: 1, State: campus.Refused, Code: campus.Changed, Reason: "x"})
	c.shows("Three", true)
	c.settle(campus.Outcome{Number: 2, State: campus.Refused, Code: campus.Changed, Reason: "x"})
	c.shows("Theirs", false)
	if w, _ := c.Waiting(ctx); len(w) != 2 {
		t.Errorf("%d refused sets are kept", len(w))
	}
}

// TestOutcomeBehindItsPage: a request that was held up may be taken while the
// replica asks for pages; the outcome then tells of what is here already.
func TestOutcomeBehindItsPage(t *testing.T) {
	for _, mixed := range []bool{false, true} {
		c := newCopy(t)
		c.page(campus.Owner, "s2.aaaaaaaa", c.lesson(2, "One"))
		c.retitle("Mine")
		c.page(campus.Owner, "s4.aaaaaaaa", c.lesson(4, "Theirs, after mine"))
		c.settle(campus.Outcome{Number: 1, State: campus.Taken, Seq: 3, At: 3, Mixed: mixed})
		c.shows("Theirs, after mine", false)
		if got := c.get(lessonID).Seq; got != 4 {
			t.Errorf("mixed %v: the record went back to sequence %d", mixed, got)
		}
	}
}

func TestSettleBeforeThePage(t *testing.T) {
	c := newCopy(t)
	c.page(campus.Owner, "s2.aaaaaaaa", c.lesson(2, "One"))
	c.retitle("Mine")
	c.settle(campus.Outcome{Number: 1, State: campus.Taken, Seq: 3, At: 3})
	c.shows("Mine", false)
	c.retitle("Mine again")
	c.settle(campus.Outcome{Number: 2, State: campus.Taken, Seq: 4, At: 4, Mixed: true})
	c.shows("Mine again", true) // until the record comes
	c.page(campus.Owner, "s4.aaaaaaaa", c.lesson(4, "Mine and theirs"))
	c.shows("Mine and theirs", false)
	// An answer that comes twice changes nothing.
	c.settle(campus.Outcome{Number: 1, State: campus.Taken, Seq: 3, At: 3})
	c.shows("Mine and theirs", false)
}

func TestDeletedRecordsTakeNoEdits(t *testing.T) {
	c := newCopy(t)
	c.page(campus.Owner, "s2.aaaaaaaa", c.lesson(2, "One"))
	r := c.get(lessonID)
	c.do(campus.Remove(r))
	l := campus.As[campus.Lesson](r)
	l.Title = "Two"
	change, _ := campus.Edit(r, &l)
	if err := c.Save(ctx, campus.Action{Space: c.space, Changes: []campus.Change{change}}); campus.CodeOf(err) != campus.Deleted {
		t.Errorf("an edit of what was deleted here: %v", err)
	}
	c.settle(campus.Outcome{Number: 1, State: campus.Refused, Code: campus.Changed, Reason: "x"})
	c.shows("One", false)
}

// TestLaterIsNoNews: "later" once more must not wake who would ask again.
func TestLaterIsNoNews(t *testing.T) {
	c := newCopy(t)
	c.do(campus.Create(lessonID, "lesson", &campus.Lesson{Title: "One", Order: "n"}))
	later := campus.Outcome{Number: 1, State: campus.Later, Code: campus.Unknown, Reason: "not yet"}
	c.settle(later)
	time.Sleep(20 * time.Millisecond)
	heard := make(chan campus.Notice, 10)
	defer c.Watch(func(n campus.Notice) { heard <- n })()
	c.settle(later)
	select {
	case n := <-heard:
		t.Errorf("heard of %+v", n)
	case <-time.After(50 * time.Millisecond):
	}
}

func TestServerTimeGoesBack(t *testing.T) {
	dir := t.TempDir()
	for _, at := range []int64{9e12, 1e12} { // first from the year 2255
		r, err := Open(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Heard(ctx, at); err != nil {
			t.Fatal(err)
		}
		if err := r.Heard(ctx, 1e12); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if got := r.times(); got.Heard != 1e12 || got.Since != nil {
		t.Errorf("after a start: %+v", got)
	}
}

// TestSaveRules: a rule that is broken is the error, and nothing is saved.
func TestSaveRules(t *testing.T) {
	c := newCopy(t)
	c.page(campus.Owner, "s2.aaaaaaaa", c.lesson(2, "One"))
	many := make([]campus.Change, campus.MaxChanges+1)
	for i := range many {
		many[i] = campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "x", Order: "n"})
	}
	big := campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "x", Order: "n"})
	big.Set["text"] = json.RawMessage(`"` + strings.Repeat("x", campus.MaxBody) + `"`)
	good := campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "x", Order: "n"})
	for name, x := range map[string]struct {
		space   campus.ID
		changes []campus.Change
		want    campus.Code
	}{
		"nothing":           {c.space, nil, campus.TooLarge},
		"too many":          {c.space, many, campus.TooLarge},
		"too big":           {c.space, []campus.Change{big}, campus.TooLarge},
		"another space":     {campus.NewID(), []campus.Change{good}, campus.Forbidden},
		"an unknown kind":   {c.space, []campus.Change{{Record: campus.NewID(), Kind: "castle", New: true}}, campus.Invalid},
		"an unknown record": {c.space, []campus.Change{{Record: campus.NewID(), Kind: "lesson"}}, campus.NotFound},
		"good, then bad":    {c.space, []campus.Change{good, campus.Create(campus.NewID(), "lesson", &campus.Lesson{})}, campus.Invalid},
		"a wrong type":      {c.space, []campus.Change{{Record: lessonID, Kind: "lesson", Set: map[string]json.RawMessage{"title": json.RawMessage("5")}}}, campus.Invalid},
		"no JSON":           {c.space, []campus.Change{{Record: lessonID, Kind: "lesson", Set: map[string]json.RawMessage{"mood": json.RawMessage("{")}}}, campus.Invalid},
	} {
		if err := c.Save(ctx, campus.Action{Space: x.space, Changes: x.changes}); campus.CodeOf(err) != x.want {
			t.Errorf("%s: %v, want %s", name, err, x.want)
		}
	}
	if w, _ := c.Waiting(ctx); len(w) != 0 {
		t.Errorf("%d sets were saved", len(w))
	}
	if n, _ := c.Count(ctx, campus.Query{Kind: "lesson"}); n != 1 {
		t.Errorf("%d lessons", n)
	}
}

// TestFullDisk: refused before it is half done, and it goes on when there is
// space again.
func TestFullDisk(t *testing.T) {
	c := newCopy(t)
	if err := c.db.Limit(60); err != nil {
		t.Fatal(err)
	}
	saved := 0
	var err error
	for ; saved < 200 && err == nil; saved++ {
		err = c.Save(ctx, campus.Action{Space: c.space, Changes: []campus.Change{
			campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "x", Text: strings.Repeat("text ", 2000), Order: "n"})}})
	}
	saved--
	if campus.CodeOf(err) != "disk_full" {
		t.Fatalf("after %d saves: %v", saved, err)
	}
	check := func(want int) {
		t.Helper()
		w, err := c.Waiting(ctx)
		n, err2 := c.Count(ctx, campus.Query{Kind: "lesson"})
		if err != nil || err2 != nil || len(w) != want || n != want {
			t.Errorf("%d sets and %d lessons, want %d (%v %v)", len(w), n, want, err, err2)
		}
	}
	check(saved)
	if err := c.KeepDraft(ctx, "here", strings.Repeat("x", 200_000)); campus.CodeOf(err) != "disk_full" {
		t.Errorf("a draft on a full disk: %v", err)
	}
	if err := c.db.Limit(1 << 20); err != nil {
		t.Fatal(err)
	}
	c.do(campus.Create(lessonID, "lesson", &campus.Lesson{Title: "x", Order: "n"}))
	check(saved + 1)
	w, _ := c.Waiting(ctx)
	for i, s := range w {
		if s.Number != int64(i+1) {
			t.Errorf("the chain has a gap: set %d has the number %d", i+1, s.Number)
		}
	}
}

func TestDrafts(t *testing.T) {
	c := newCopy(t)
	for _, text := range []string{"half a", "half a sentence", ""} {
		if err := c.KeepDraft(ctx, "post/1", text); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Draft(ctx, "post/1"); err != nil || got != text {
			t.Errorf("%q %v", got, err)
		}
	}
}

// TestFeed: it never blocks the writer and never drops.
func TestFeed(t *testing.T) {
	f := newFeed()
	defer f.close()
	release := make(chan bool)
	seen := map[campus.ID]bool{}
	many := false
	done := make(chan bool, 1)
	last := campus.NewID()
	defer f.watch(func(n campus.Notice) {
		<-release
		for id := range n.IDs {
			seen[id] = true
		}
		many = many || n.IDs == nil
		if n.Kinds["last"] {
			done <- true
		}
	})()
	var all []campus.ID
	for range 100 {
		n := campus.NewNotice()
		id := campus.NewID()
		all = append(all, id)
		n.IDs[id], n.Kinds["post"] = true, true
		f.tell(n) // nobody reads: this must not wait
	}
	n := campus.NewNotice()
	n.IDs[last], n.Kinds["last"] = true, true
	f.tell(n)
	close(release)
	<-done
	for _, id := range append(all, last) {
		if !seen[id] && !many {
			t.Errorf("nobody heard of %s", id)
		}
	}
	for range 501 { // a notice names 500 at most
		n := campus.NewNotice()
		n.IDs[campus.NewID()] = true
		f.tell(n)
	}
	n = campus.NewNotice()
	n.Kinds["last"] = true
	f.tell(n)
	<-done
}

// TestSaveComposes: letters that come in pieces are saved as keyboards type them.
func TestSaveComposes(t *testing.T) {
	c := newCopy(t)
	c.page(campus.Owner, "s2.aaaaaaaa", c.lesson(2, "One"))
	pieces, whole := "Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"
	lesson := campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: pieces, Text: pieces + "\n", Order: "n"})
	if err := c.Save(ctx, campus.Action{Space: c.space, Changes: []campus.Change{lesson}}); err != nil {
		t.Fatal(err)
	}
	r, err := c.Record(ctx, lesson.Record)
	if err != nil {
		t.Fatal(err)
	}
	if l := campus.As[campus.Lesson](r); l.Title != whole || l.Text != whole+"\n" {
		t.Errorf("saved as %+q and %+q", l.Title, l.Text)
	}
	w, err := c.Waiting(ctx)
	if err != nil || len(w) != 1 || !strings.Contains(string(w[0].Changes[0].Set["title"]), whole) {
		t.Errorf("what waits is %v, %v", w, err)
	}
	if !strings.Contains(string(lesson.Set["title"]), "e\u0302") {
		t.Error("what the caller holds was changed")
	}
}

// Among what waits the notes are told apart that the program makes by itself, and not
// where something else is in the set with them.
func TestQueueTellsNotesApart(t *testing.T) {
	c := newCopy(t)
	wants := func(what string, waiting, notes int) {
		t.Helper()
		w, n, _, _, err := c.Queue(ctx)
		if err != nil || w != waiting || n != notes {
			t.Errorf("%s: %d wait, %d of them notes, %v; want %d, %d", what, w, n, err, waiting, notes)
		}
		sets, err := c.Waiting(ctx)
		for _, s := range sets {
			if s.IsNote() {
				n--
			}
		}
		if err != nil || n != 0 {
			t.Errorf("%s: the list and the count differ by %d (%v)", what, n, err)
		}
	}
	wants("nothing", 0, 0)
	lesson := campus.NewID()
	c.do(campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Order: "n"}))
	wants("a lesson", 1, 0)
	c.page(campus.Member, "s1.bbbbbbbb")
	c.do(campus.ReadLesson(lesson, c.Me()))
	wants("a tick", 2, 1)
	c.do(campus.Say(c.space, c.space, "Hello").Changes[0], campus.ReadLesson(campus.NewID(), c.Me()))
	wants("a post with a tick", 3, 1)
}
