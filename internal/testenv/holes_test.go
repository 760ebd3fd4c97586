package testenv_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// Each of these was a hole once.

func TestRefusalGivesTheAudienceBack(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "teacher:bima")
	siti, bima := e.Device("siti"), e.Device("bima")
	a := campus.NewClass(siti.Me(), campus.Course{Title: "T"})
	a.Changes = append(a.Changes, campus.Join(a.Space, bima.Me(), campus.Staff))
	lesson := campus.NewID()
	a.Changes = append(a.Changes, campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Order: "n"}))
	siti.Do(a)
	siti.Sync()
	bima.Sync()
	staff := campus.StaffOnly
	bima.Do(campus.Action{Space: a.Space, Changes: []campus.Change{{Record: lesson, Kind: "lesson", Audience: &staff}}})
	if bima.Get(lesson).Audience != campus.StaffOnly {
		t.Error("the new audience does not show")
	}
	testenv.Edit(siti, campus.MembershipID(a.Space, bima.Me()), func(m *campus.Membership) { m.Role = campus.Member })
	siti.Sync()
	bima.Sync()
	if w, _ := bima.Waiting(context.Background()); len(w) != 1 || w[0].State != campus.Refused {
		t.Fatalf("%+v", w)
	}
	if got := bima.Get(lesson).Audience; got != campus.Everyone {
		t.Errorf("after the refusal the audience is %q", got)
	}
}

func TestSaveRefusesWhatTheServerCannotRead(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	siti.Sync()
	class := newClass(e, siti)
	bad := campus.Audience("everybody")
	for name, c := range map[string]campus.Change{
		"audience":   campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "T", Order: "n"}).For(bad),
		"record":     campus.Create("lesson-1", "lesson", &campus.Lesson{Title: "T", Order: "n"}),
		"field name": {Record: class, Kind: "class", Set: map[string]json.RawMessage{"*": json.RawMessage("1")}},
	} {
		if err := siti.Save(context.Background(), campus.Action{Space: class, Changes: []campus.Change{c}}); campus.CodeOf(err) != campus.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if r := siti.Sync(); r.Sent != 1 {
		t.Errorf("%d sets went", r.Sent)
	}
}

// TestExpectTellsNothing: whoever may not read a record must not be able to ask
// for its values by guessing their hashes.
func TestExpectTellsNothing(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		key := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(key, "lesson", &campus.Lesson{Title: "42", Order: "n"}).For(campus.StaffOnly)}})
		siti.Sync()
		dara.Sync()
		var answers []string
		for _, guess := range []string{"41", "42"} {
			set := dara.Forge(class, campus.Create(campus.NewID(), "post", &campus.Post{Topic: class, Text: "x"}))
			set.Expect = []campus.Expect{{Record: key, Field: "title", Hash: campus.HashValue(testenv.JSON(guess))}}
			items, err := dara.Send(set)
			if err != nil {
				t.Fatal(err)
			}
			o := testenv.Outcome(items, set)
			answers = append(answers, fmt.Sprint(o.State, o.Code, o.Reason))
		}
		if answers[0] != answers[1] {
			t.Errorf("a wrong guess: %s, a right one: %s", answers[0], answers[1])
		}
	})
}

// TestOldVersionsKeepTheirAudience: what stood beside a record while only the
// staff saw it is not published with it.
func TestOldVersionsKeepTheirAudience(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		one, two, dara := e.Device("siti"), e.Device("siti"), e.Device("dara")
		class := newClass(e, one, "dara")
		key := campus.NewID()
		one.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(key, "lesson", &campus.Lesson{Title: "T", Order: "n"}).For(campus.StaffOnly)}})
		one.Sync()
		two.Sync()
		testenv.Edit(one, key, func(l *campus.Lesson) { l.Title = "Public" })
		testenv.Edit(two, key, func(l *campus.Lesson) { l.Title = "The answer is 42" })
		one.Sync()
		two.Sync()
		one.Sync()
		everyone := campus.Everyone
		one.Do(campus.Action{Space: class, Changes: []campus.Change{{Record: key, Kind: "lesson", Audience: &everyone}}})
		one.Sync()
		dara.Sync()
		if v := dara.Get(key).Versions; len(v) != 0 {
			t.Errorf("the student reads %s", v[0].Fields)
		}
		if v := one.Get(key).Versions; len(v) != 1 {
			t.Errorf("the teacher has %d versions", len(v))
		}
	})
}

// TestGoneThoughTheRangeMovedOn: a record is taken from the students in a range
// that their replica has only begun to read, and then changed again.
func TestGoneThoughTheRangeMovedOn(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	lesson := campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "T", Order: "n"})}})
	siti.Sync()
	dara.Sync()
	staff := campus.StaffOnly
	siti.Do(campus.Say(class, class, "first"))
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{{Record: lesson, Kind: "lesson", Audience: &staff}}})
	siti.Sync()
	// Only the first page arrives: the post.
	short := &cutAfterPage{Service: dara.Svc}
	if _, err := sync.Sync(context.Background(), dara.Replica, short, nil); err == nil {
		t.Fatal("the line was not cut")
	}
	testenv.Edit(siti, lesson, func(l *campus.Lesson) { l.Title = "The secret" })
	siti.Sync()
	dara.Sync()
	if dara.Has(lesson) {
		t.Errorf("the student still has %s", dara.Get(lesson).Body)
	}
}

type cutAfterPage struct{ protocol.Service }

func (c *cutAfterPage) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	cut := errors.New("cut")
	return c.Service.Sync(ctx, token, in, func(i protocol.Item) error {
		if err := item(i); err != nil {
			return err
		}
		if i.Page != nil {
			return cut
		}
		return nil
	})
}

func TestSignInWhileSaving(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	class := newClass(e, siti)
	done := make(chan bool, 2)
	go func() {
		for i := range 300 {
			siti.Do(campus.Say(class, class, fmt.Sprint("post ", i)))
		}
		done <- true
	}()
	go func() {
		for range 300 {
			if err := siti.SignIn(context.Background(), siti.Identity()); err != nil {
				t.Error(err)
			}
		}
		done <- true
	}()
	for range 2 {
		select {
		case <-done:
		case <-time.After(30 * time.Second):
			t.Fatal("saving and signing in wait for each other for ever")
		}
	}
}

// TestOneSpaceHoldsUpNoOther: sets behind one that waits must not fill the
// requests.
func TestOneSpaceHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	a := min(newClass(e, siti), newClass(e, siti)) // the first to be sent
	for i := range 20 {
		siti.Do(campus.Say(a, a, fmt.Sprint("post ", i)))
	}
	if err := siti.Settle(ctx, []campus.Outcome{{Space: a, Number: 1, State: campus.Later, Code: campus.Unknown, Reason: "not yet"}}); err != nil {
		t.Fatal(err)
	}
	sets, err := siti.Outgoing(ctx, 1<<20, 10)
	if err != nil || len(sets) != 2 {
		t.Fatalf("%d sets go out, want the one that waits and the other space's (%v)", len(sets), err)
	}
	if r := siti.Sync(); r.Sent != 22 {
		t.Errorf("%d sets went in the end", r.Sent)
	}
}

func TestTwoDeleteTheSame(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		one, two, dara := e.Device("siti"), e.Device("siti"), e.Device("dara")
		class := newClass(e, one, "dara")
		one.Sync()
		dara.Sync()
		say := campus.Say(class, class, "spam")
		dara.Do(say)
		dara.Sync()
		id := say.Changes[0].Record
		for _, d := range []*testenv.Device{one, two} {
			d.Sync()
			d.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(d.Get(id))}})
		}
		one.Sync()
		two.Sync()
		if w, _ := two.Waiting(context.Background()); len(w) != 0 {
			t.Errorf("the second deletion: %+v", w[0])
		}
	})
}

// TestRefusedFoundingTakesItsSetsAlong: what was done in a space that the server
// refused is refused with it, and does not wait for ever.
func TestRefusedFoundingTakesItsSetsAlong(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	dara := e.Device("dara")
	dara.Sync()
	found := campus.NewClass(dara.Me(), campus.Course{Title: "mine"})
	first := dara.Forge(found.Space, found.Changes...)
	items, err := dara.Send(first)
	if err != nil || testenv.Outcome(items, first).State != campus.Refused {
		t.Fatalf("a student founds a class: %+v %v", testenv.Outcome(items, first), err)
	}
	second := dara.Forge(found.Space, campus.Create(campus.NewID(), "post", &campus.Post{Topic: found.Space, Text: "hello"}))
	items, err = dara.Send(second)
	if o := testenv.Outcome(items, second); err != nil || o.State != campus.Refused || o.Code != campus.RefusedWith {
		t.Errorf("a post in it: %+v %v", o, err)
	}
}

func TestFounderLeavesBeforeTheFirstSync(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		siti.Sync()
		class := newClass(e, siti, "dara")
		testenv.Edit(siti, campus.MembershipID(class, siti.Me()), func(m *campus.Membership) { m.Role = campus.None })
		siti.Sync()
		siti.Sync()
		if siti.Has(class) {
			t.Error("the class is still there")
		}
		if r := siti.Sync(); r.Sent+r.Records != 0 {
			t.Errorf("it does not come to rest: %+v", r)
		}
	})
}

// TestDiscardTakesOne: after a removal or a fork numbers begin again, and two
// refused sets must not pass for one.
func TestDiscardTakesOne(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	dara.Sync()
	member := campus.MembershipID(class, dara.Me())
	for i := range 2 {
		dara.Do(campus.Say(class, class, fmt.Sprint("unsent ", i)))
		if err := dara.Left(ctx, protocol.LeftItem{Space: class, Membership: member}); err != nil {
			t.Fatal(err)
		}
		dara.Sync()
	}
	w, err := dara.Waiting(ctx)
	if err != nil || len(w) != 2 {
		t.Fatalf("%d refused sets (%v)", len(w), err)
	}
	if err := dara.Discard(ctx, w[0].Space, w[0].Number); err != nil {
		t.Fatal(err)
	}
	if w, _ = dara.Waiting(ctx); len(w) != 1 {
		t.Errorf("%d are left after one was discarded", len(w))
	}
}

// TestOneBadSetBlocksNoOther: a set that went bad on the disk, or a form that the
// server does not know, holds up its space at most.
func TestOneBadSetBlocksNoOther(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		siti.Sync()
		a, b := campus.NewClass(siti.Me(), campus.Course{Title: "A"}), campus.NewClass(siti.Me(), campus.Course{Title: "B"})
		bad, good := siti.Forge(a.Space, a.Changes...), siti.Forge(b.Space, b.Changes...)
		sign := func(s campus.Set) protocol.SignedSet {
			return protocol.SignedSet{Bytes: string(s.Encode()), Signature: campus.SignSet(siti.Identity().Key, s.Encode())}
		}
		forged := sign(bad)
		forged.Signature[3] ^= 1
		items, err := siti.SendSigned(forged, sign(good))
		if err != nil {
			t.Fatal(err)
		}
		if o := testenv.Outcome(items, bad); o.State != campus.Later || o.Code != campus.BadSign {
			t.Errorf("the forged one: %+v", o)
		}
		if o := testenv.Outcome(items, good); o.State != campus.Taken {
			t.Errorf("the one beside it: %+v", o)
		}
		bad.Changes[0].Kind = ""
		items, err = siti.SendSigned(sign(bad))
		if o := testenv.Outcome(items, bad); err != nil || o.State != campus.Refused || o.Code != campus.Invalid {
			t.Errorf("one of a form that nobody knows: %+v %v", o, err)
		}
	})
}

// TestWhatOneHidesFromOneself: who gives a record to another and then leaves the
// staff, both in one sync, may not keep it.
func TestWhatOneHidesFromOneself(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		say := campus.Say(class, class, "about you")
		id := say.Changes[0].Record
		siti.Do(say)
		siti.Sync()
		to := campus.Audience(dara.Me())
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{{Record: id, Kind: "post", Audience: &to}}})
		testenv.Edit(siti, campus.MembershipID(class, siti.Me()), func(m *campus.Membership) { m.Role = campus.Member })
		siti.Sync()
		if siti.Has(id) {
			t.Error("it is still there")
		}
	})
}
