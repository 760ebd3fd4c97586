package testenv_test

import (
	"context"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// unreadOf gives what a device has not read of a thread.
func unreadOf(t *testing.T, d *testenv.Device, in, of campus.ID) campus.Unread {
	t.Helper()
	all, err := d.Unread(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all[campus.Thread{In: in, Of: of}]
}

func readUpto(t *testing.T, d *testenv.Device, in, of campus.ID, upto time.Time) {
	t.Helper()
	was, _ := d.Record(context.Background(), campus.ReadMarkID(in, of))
	if c, differs := campus.MarkRead(campus.Thread{In: in, Of: of}, was, upto); differs {
		d.Do(campus.Action{Space: campus.PersonalSpace(d.Me()), Changes: []campus.Change{c}})
	}
}

// TestTwoComputersAgreeOnWhatWasRead: both read offline, one further than the other, and
// agree whatever order they sync in. What was set back by hand stays so, unless the
// other has read on.
func TestTwoComputersAgreeOnWhatWasRead(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	for _, order := range []string{"first, second", "second, first"} {
		t.Run(order, func(t *testing.T) {
			both(t, func(t *testing.T, e *testenv.Env) {
				siti, one := e.Device("siti"), e.Device("dara")
				topic := campus.NewTopic(e.Commons, campus.Topic{Title: "Rice"})
				id := topic.Changes[0].Record
				siti.Do(topic)
				siti.Sync()
				var said []time.Time
				for range 4 {
					a := campus.Say(e.Commons, id, "word")
					siti.Do(a)
					siti.Sync()
					said = append(said, siti.Get(a.Changes[0].Record).Created)
					for time.Now().UnixMilli() <= said[len(said)-1].UnixMilli() {
						time.Sleep(time.Millisecond) // times are told apart by milliseconds
					}
				}
				two := e.Device("dara")
				devices := []*testenv.Device{one, two}
				sync := func() {
					for range 2 {
						if order == "first, second" {
							one.Sync()
							two.Sync()
						} else {
							two.Sync()
							one.Sync()
						}
					}
				}
				agree := func(what string, want int) {
					t.Helper()
					sync()
					for _, d := range devices {
						if u := unreadOf(t, d, e.Commons, id); u.Count != want {
							t.Errorf("%s: %s has %d unread, want %d", what, d.Name, u.Count, want)
						}
					}
				}
				agree("at first", 5) // the topic and its four answers
				if u := unreadOf(t, siti, e.Commons, id); u.Count != 0 {
					t.Errorf("one's own count: %d", u.Count)
				}
				readUpto(t, one, e.Commons, id, said[1])
				readUpto(t, two, e.Commons, id, said[2])
				agree("read on both", 1)
				readUpto(t, one, e.Commons, id, said[3])
				agree("read to the end", 0)
				readUpto(t, two, e.Commons, id, said[0])
				agree("set back", 3)
				readUpto(t, one, e.Commons, id, said[0].Add(-time.Millisecond)) // set back on the one
				readUpto(t, two, e.Commons, id, said[3])                        // read on on the other
				agree("set back and read on", 0)

				// Muted on the one, followed on the other: they agree on one of the two, and
				// what is chosen last, knowing that, holds.
				level := func(d *testenv.Device, l campus.Level) {
					was, _ := d.Record(context.Background(), campus.FollowID(e.Commons, id))
					if c, differs := campus.SetLevel(campus.Thread{In: e.Commons, Of: id}, was, l); differs {
						d.Do(campus.Action{Space: campus.PersonalSpace(d.Me()), Changes: []campus.Change{c}})
					}
				}
				level(one, campus.Muted)
				level(two, campus.Followed)
				sync()
				if a, b := unreadOf(t, one, e.Commons, id).Level, unreadOf(t, two, e.Commons, id).Level; a != b || a == campus.Usual {
					t.Errorf("one has %q, the other %q", a, b)
				}
				level(one, campus.Usual)
				sync()
				for _, d := range devices {
					if got := unreadOf(t, d, e.Commons, id).Level; got != campus.Usual {
						t.Errorf("%s has %q", d.Name, got)
					}
					if r := d.Get(campus.FollowID(e.Commons, id)); len(r.Versions) != 0 {
						t.Errorf("%d versions stand beside what was chosen", len(r.Versions))
					}
				}
				// Nobody else sees or writes these.
				if siti.Has(campus.ReadMarkID(e.Commons, id)) || siti.Has(campus.FollowID(e.Commons, id)) {
					t.Error("what somebody reads is seen by others")
				}
			})
		})
	}
}

// TestWhatIsSaidElsewhereDoesNotCount: a member of another space names a topic of the
// commons in posts of that space.
func TestWhatIsSaidElsewhereDoesNotCount(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	topic := campus.NewTopic(e.Commons, campus.Topic{Title: "Rice"})
	id := topic.Changes[0].Record
	siti.Do(topic)
	class := newClass(e, siti, "dara")
	siti.Do(campus.Say(class, id, "for another topic"))
	hidden := campus.Say(class, class, "gone")
	siti.Do(hidden)
	siti.Do(campus.Say(class, class, "here"))
	siti.Sync()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(hidden.Changes[0].Record))}})
	siti.Sync()
	dara.Sync()
	if u := unreadOf(t, dara, e.Commons, id); u.Count != 1 {
		t.Errorf("the topic has %d unread", u.Count)
	}
	if u := unreadOf(t, dara, class, class); u.Count != 1 || u.Type != campus.InClass || u.Calls {
		t.Errorf("the class has %+v", u)
	}
	siti.Do(campus.Posted(class, campus.Post{Topic: class, Text: "@dara, are you there?", Mentioned: []campus.ID{dara.Me()}}))
	siti.Sync()
	dara.Sync()
	if u := unreadOf(t, dara, class, class); u.Count != 2 || !u.Calls {
		t.Errorf("after a mention the class has %+v", u)
	}
}
