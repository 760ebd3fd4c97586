package testenv_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/server"
)

// gone is a post of a student's with a file, in a class, removed by somebody.
type gone struct {
	e                *testenv.Env
	siti, dara, minh *testenv.Device
	class, post      campus.ID
	removal          campus.Action
}

func (g *gone) sync() {
	for range 2 {
		for _, d := range []*testenv.Device{g.siti, g.dara, g.minh} {
			d.Sync()
		}
	}
}

// remove has somebody remove a post of dara's, and everybody hear of it.
func remove(e *testenv.Env, by string) *gone {
	g := &gone{e: e, siti: e.Device("siti"), dara: e.Device("dara"), minh: e.Device("minh")}
	g.class = newClass(e, g.siti, "dara", "minh")
	g.sync()
	said := campus.Posted(g.class, campus.Post{Topic: g.class, Text: "I grow rice"}, campus.Document{Name: "map.txt", Size: 1, Manifest: hash()})
	g.dara.Do(said)
	g.sync()
	g.post = said.Changes[0].Record
	d := map[string]*testenv.Device{"siti": g.siti, "dara": g.dara}[by]
	g.removal = campus.Action{Space: g.class}
	for _, c := range said.Changes {
		g.removal.Changes = append(g.removal.Changes, campus.Remove(d.Get(c.Record)))
	}
	d.Do(g.removal)
	g.sync()
	return g
}

func aLesson(class campus.ID) campus.Action {
	return campus.Action{Space: class, Changes: []campus.Change{campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "One", Text: "# One", Order: "n"})}}
}

// forge sends a change past the replica and gives what the server says.
func forge(t *testing.T, e *testenv.Env, user string, space campus.ID, changes ...campus.Change) campus.Outcome {
	t.Helper()
	d := e.Device(user)
	set := d.Forge(space, changes...)
	items, err := d.Send(set)
	if err != nil {
		t.Fatal(err)
	}
	return testenv.Outcome(items, set)
}

// TestRemovalIsTakenBack: what a person removed comes back as it was, in one action, to
// all, whether the removal had been sent or not, also after a restart.
func TestRemovalIsTakenBack(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		g := remove(e, "dara")
		before := g.removal.Changes[0]
		if g.minh.Has(g.post) || g.minh.Has(g.removal.Changes[1].Record) {
			t.Fatal("it is still there")
		}
		g.dara.Restart()
		g.dara.Do(g.removal.Revived())
		if r := g.dara.Get(g.post); r.Deleted || !r.Waiting || campus.As[campus.Post](r).Text != "I grow rice" {
			t.Errorf("shown before it is sent: %+v", r)
		}
		testenv.Edit(g.dara, g.post, func(p *campus.Post) { p.Text += " and maize" })
		g.sync()
		for _, d := range []*testenv.Device{g.siti, g.dara, g.minh} {
			if r := d.Get(g.post); r.Deleted || r.Waiting || campus.As[campus.Post](r).Text != "I grow rice and maize" || r.Author != g.dara.Me() {
				t.Errorf("%s: %+v %s", d.Name, r, r.Body)
			}
			if !d.Has(g.removal.Changes[1].Record) {
				t.Errorf("%s lacks the file", d.Name)
			}
		}
		agree(t, g.post, g.siti, g.dara, g.minh)

		// Removed and brought back in one go, twice, without a line.
		for range 2 {
			r := g.dara.Get(g.post)
			a := campus.Action{Space: g.class, Changes: []campus.Change{campus.Remove(r)}}
			g.dara.Do(a)
			g.dara.Do(a.Revived())
			testenv.Edit(g.dara, g.post, func(p *campus.Post) { p.Text += "!" })
		}
		g.sync()
		agree(t, g.post, g.siti, g.dara, g.minh)
		if r := g.minh.Get(g.post); campus.As[campus.Post](r).Text != "I grow rice and maize!!" || len(r.Versions) > 0 {
			t.Errorf("%+v %s", r, r.Body)
		}
		// A second time it is there already, and an old removal brings nothing back.
		if err := g.dara.Save(context.Background(), g.removal.Revived()); campus.CodeOf(err) != campus.Changed {
			t.Error(err)
		}
		if before.Base["*"] == campus.HashBody(g.dara.Get(g.post).Body) {
			t.Error("the edit changed nothing")
		}
	})
}

// TestWhoRemovedHasWrittenNothing: a post that the teacher removed and brought back is
// the student's as before.
func TestWhoRemovedHasWrittenNothing(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	g := remove(e, "siti")
	// Its author does not undo what the staff did, neither by this nor by removing it once more.
	o := forge(t, e, "dara", g.class, g.removal.Revived().Changes...)
	if o.Code != campus.Forbidden {
		t.Errorf("the author brings back what the staff removed: %+v", o)
	}
	dara := e.Device("dara")
	again := dara.Forge(g.class, g.removal.Changes...)
	if _, err := dara.Send(again); err != nil {
		t.Fatal(err)
	}
	set := dara.Forge(g.class, g.removal.Revived().Changes...)
	if items, err := dara.Send(set); err != nil || testenv.Outcome(items, set).Code != campus.Forbidden {
		t.Errorf("removed once more, then brought back: %+v %v", testenv.Outcome(items, set), err)
	}
	g.siti.Do(g.removal.Revived())
	g.sync()
	if r := g.minh.Get(g.post); r.Deleted || r.Author != g.dara.Me() || r.Editor != g.dara.Me() || !r.Edited.Equal(r.Created) {
		t.Errorf("%+v", r)
	}
	agree(t, g.post, g.siti, g.dara, g.minh)
}

// TestStaffRemovesWhatItsAuthorRemoved: then the author can't bring it back.
func TestStaffRemovesWhatItsAuthorRemoved(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	g := remove(e, "dara")
	if o := forge(t, e, "siti", g.class, g.removal.Changes[0]); o.State != campus.Taken {
		t.Fatalf("%+v", o)
	}
	if o := forge(t, e, "dara", g.class, g.removal.Revived().Changes[0]); o.Code != campus.Forbidden {
		t.Errorf("%+v", o)
	}
	if o := forge(t, e, "siti", g.class, g.removal.Revived().Changes[0]); o.State != campus.Taken {
		t.Errorf("the staff: %+v", o)
	}
}

// TestWhoMayNotTakeBack: through the wire, with devices that keep to no rule.
func TestWhoMayNotTakeBack(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		g := remove(e, "dara")
		back := g.removal.Revived().Changes
		if o := forge(t, e, "nok", g.class, back...); o.State != campus.Later || o.Code != campus.Unknown {
			t.Errorf("a stranger: %+v", o)
		}
		// Another member, with the right hash and with a wrong one, gets one answer: it is
		// not for guessing what a tombstone held.
		wrong := campus.Change{Record: g.post, Kind: "post", Revive: true, Base: map[string]string{"*": "0123456789abcdef"}}
		right, guess := forge(t, e, "minh", g.class, back[0]), forge(t, e, "minh", g.class, wrong)
		if right.Code != campus.Forbidden || guess.Code != right.Code || guess.Reason != right.Reason {
			t.Errorf("another member: %+v, with a wrong hash %+v", right, guess)
		}
		if err := g.minh.Save(context.Background(), g.removal.Revived()); campus.CodeOf(err) != campus.NotFound {
			t.Errorf("from a computer that never had it: %v", err)
		}
		if o := forge(t, e, "dara", g.class, wrong); o.Code != campus.Changed {
			t.Errorf("a wrong hash: %+v", o)
		}
		with := func(change func(*campus.Change)) campus.Change {
			c := back[0]
			change(&c)
			return c
		}
		everybody := campus.Everyone
		for name, c := range map[string]campus.Change{
			"other words":      with(func(c *campus.Change) { c.Set = map[string]json.RawMessage{"text": testenv.JSON("I lie")} }),
			"another audience": with(func(c *campus.Change) { c.Audience = &everybody }),
			"made anew":        with(func(c *campus.Change) { c.New = true }),
			"another kind":     with(func(c *campus.Change) { c.Kind = "document" }),
		} {
			if o := forge(t, e, "dara", g.class, c); o.State != campus.Refused || o.Code != campus.Invalid {
				t.Errorf("%s: %+v", name, o)
			}
		}
		// What is there is not touched by who may not remove it.
		lesson := aLesson(g.class)
		g.siti.Do(lesson)
		g.sync()
		touch := campus.Revive(g.minh.Get(lesson.Changes[0].Record))
		if o := forge(t, e, "minh", g.class, touch); o.Code != campus.Forbidden {
			t.Errorf("a revival of what is there: %+v", o)
		}
		// Who has left does nothing there any more.
		testenv.Edit(g.dara, campus.MembershipID(g.class, g.dara.Me()), func(m *campus.Membership) { m.Role = campus.None })
		g.dara.Sync()
		if o := forge(t, e, "dara", g.class, back...); o.Code != campus.Forbidden {
			t.Errorf("who left: %+v", o)
		}
		if err := g.dara.Save(context.Background(), g.removal.Revived()); err == nil {
			t.Error("who left saves it")
		}
	})
}

// TestRefusedRevivalIsTold: what the server does not bring back is gone here too, with
// the reason.
func TestRefusedRevivalIsTold(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	g := remove(e, "dara")
	g.dara.Do(g.removal.Revived())
	if o := forge(t, e, "siti", g.class, g.removal.Changes...); o.State != campus.Taken {
		t.Fatalf("%+v", o)
	}
	g.sync()
	waiting, err := g.dara.Waiting(context.Background())
	if err != nil || len(waiting) != 1 || waiting[0].State != campus.Refused || waiting[0].Reason == "" {
		t.Fatalf("%+v %v", waiting, err)
	}
	if g.dara.Has(g.post) || g.siti.Has(g.post) {
		t.Error("it is there")
	}
	agree(t, g.post, g.siti, g.dara, g.minh)
}

// TestFilesComeBackWithTheirPost: also those that the server removed, for who removed the
// post did not have them; and not those that their author had removed before.
func TestFilesComeBackWithTheirPost(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	dara.Sync()
	said := campus.Posted(class, campus.Post{Topic: class, Text: "Look"}, campus.Document{Name: "a.txt", Size: 1, Manifest: hash()}, campus.Document{Name: "b.txt", Size: 1, Manifest: hash()})
	post, kept, dropped := said.Changes[0].Record, said.Changes[1].Record, said.Changes[2].Record
	dara.Do(said)
	dara.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(dara.Get(dropped))}})
	dara.Sync()
	siti.Sync()
	removal := campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(post))}}
	siti.Do(removal)
	siti.Sync()
	dara.Sync()
	if dara.Has(kept) {
		t.Fatal("the file stayed without its post")
	}
	siti.Do(removal.Revived())
	siti.Sync()
	dara.Sync()
	siti.Sync()
	for _, d := range []*testenv.Device{siti, dara} {
		if !d.Has(post) || !d.Has(kept) || d.Has(dropped) {
			t.Errorf("%s: post %v, file %v, the one removed before %v", d.Name, d.Has(post), d.Has(kept), d.Has(dropped))
		}
	}
}

// TestRemovalCanBeTakenBackForThirtyDays, by the server's clock and by the computer's.
func TestRemovalCanBeTakenBackForThirtyDays(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	for days, want := range map[int]campus.State{29: campus.Taken, 31: campus.Refused} {
		now := time.Now()
		e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return now }}, false, "teacher:siti", "dara", "minh")
		g := remove(e, "dara")
		now = now.AddDate(0, 0, days)
		if o := forge(t, e, "dara", g.class, g.removal.Revived().Changes...); o.State != want {
			t.Errorf("after %d days: %+v", days, o)
		}
	}
	now := time.Now()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	g := remove(e, "dara")
	if err := g.dara.Close(); err != nil {
		t.Fatal(err)
	}
	g.dara.Clock = func() time.Time { return now.AddDate(0, 0, 31) }
	g.dara.Open()
	if err := g.dara.Save(context.Background(), g.removal.Revived()); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("on the computer: %v", err)
	}
}

// TestTwoDevicesRemoveAndBringBack: in any order they agree.
func TestTwoDevicesRemoveAndBringBack(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	one, two := e.Device("siti"), e.Device("siti")
	class := newClass(e, one, "dara")
	lesson := aLesson(class)
	id := lesson.Changes[0].Record
	one.Do(lesson)
	one.Sync()
	two.Sync()
	removal := campus.Action{Space: class, Changes: []campus.Change{campus.Remove(one.Get(id))}}
	for i, order := range [][]*testenv.Device{{one, two, one, two}, {two, one, two, one}} {
		one.Do(removal)
		two.Do(removal)
		one.Do(removal.Revived())
		testenv.Edit(two, class, func(c *campus.Course) { c.About += "." })
		for _, d := range order {
			d.Sync()
		}
		agree(t, id, one, two)
		if r := one.Get(id); r.Waiting {
			t.Errorf("order %d: %+v", i, r)
		}
		if !one.Has(id) { // the other's removal came last
			two.Do(removal.Revived())
			two.Sync()
			one.Sync()
		}
		if agree(t, id, one, two); !one.Has(id) || !two.Has(id) {
			t.Errorf("order %d: it did not come back", i)
		}
	}
}
