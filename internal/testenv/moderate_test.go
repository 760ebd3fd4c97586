package testenv_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/server"
)

// secretariat makes somebody staff of the commons.
func secretariat(e *testenv.Env, d *testenv.Device) {
	e.T.Helper()
	role := campus.Change{Record: campus.MembershipID(e.Commons, d.Me()), Kind: "membership", Set: map[string]json.RawMessage{"role": json.RawMessage(`"staff"`)},
		Base: map[string]string{"role": campus.HashValue(json.RawMessage(`"member"`))}}
	if err := e.Server.Import(context.Background(), server.Import{Action: campus.Action{Space: e.Commons, Changes: []campus.Change{role}}}); err != nil {
		e.T.Fatal(err)
	}
	d.Sync()
}

// TestModerateThroughTheWire: what is hidden leaves the copies of the others, with a
// ruling that says why; no author brings it back, and nobody but the staff hides, locks,
// moves or writes rulings.
func TestModerateThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		secretariat(e, siti)
		all := []*testenv.Device{siti, dara, minh}
		sync := func() {
			for range 2 {
				for _, d := range all {
					d.Sync()
				}
			}
		}
		topic := campus.NewTopic(e.Commons, campus.Topic{Title: "Rice"})
		other := campus.NewTopic(e.Commons, campus.Topic{Title: "Noodles"})
		id, second := topic.Changes[0].Record, other.Changes[0].Record
		minh.Do(topic)
		minh.Do(other)
		say := campus.Say(e.Commons, id, "Buy my rice!")
		post := say.Changes[0].Record
		dara.Do(say)
		sync()

		// Reported by one, seen by the staff, and by nobody else.
		report := func(d *testenv.Device) campus.Action {
			c, _ := campus.ReportTo(d.Me(), campus.Record{ID: post}, campus.Record{}, campus.ReasonSpam, "He sells things")
			return campus.Action{Space: e.Commons, Changes: []campus.Change{c}}
		}
		minh.Do(report(minh))
		sync()
		told := campus.ReportID(post, minh.Me())
		if !siti.Has(told) || dara.Has(told) || !minh.Has(told) {
			t.Error("the report came to the wrong people")
		}
		wrong := func(d *testenv.Device, changes ...campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: e.Commons, Changes: changes})
		}
		handled := campus.Change{Record: told, Kind: "report", Set: fields(t, `{"state":"handled"}`), Base: map[string]string{"state": campus.HashValue(json.RawMessage(`"open"`))}}
		wrong(minh, handled)
		wrong(dara, campus.Create(campus.ReportID(post, dara.Me()), "report", &campus.Report{Of: post, Reason: campus.ReasonSpam, State: campus.ReportOpen}))
		wrong(dara, campus.Create(campus.NewID(), "report", &campus.Report{Of: post, Reason: campus.ReasonSpam, State: campus.ReportOpen}).For(campus.Audience(dara.Me())))
		wrong(dara, campus.Create(campus.ReportID(told, dara.Me()), "report", &campus.Report{Of: told, Reason: campus.ReasonSpam, State: campus.ReportOpen}).For(campus.Audience(dara.Me()))) // what one can't see
		siti.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{handled}})

		// Hidden by the staff, and by nobody else.
		to := campus.Audience(dara.Me())
		wrong(dara, campus.Change{Record: post, Kind: "post"}.For(to))
		wrong(minh, campus.Change{Record: post, Kind: "post"}.For(campus.Audience(minh.Me())))
		hide := campus.Hide(siti.Get(post), campus.ReasonSpam, "No selling here")
		ruling := hide.Changes[1].Record
		siti.Do(hide)
		sync()
		if minh.Has(post) || !dara.Has(post) || !siti.Has(post) {
			t.Error("what is hidden is seen by the wrong people")
		}
		unedited(t, post, siti, dara)
		for _, d := range all {
			if !d.Has(ruling) {
				t.Errorf("%s is not told of the ruling", d.Name)
			}
		}
		wrong(dara, campus.Change{Record: post, Kind: "post"}.For(campus.Everyone))
		wrong(dara, campus.Change{Record: post, Kind: "post", Set: fields(t, `{"text":"Fine rice"}`), Base: map[string]string{"text": campus.HashValue(json.RawMessage(`"Buy my rice!"`))}}.For(campus.Everyone))
		stranger := e.Device("minh") // whose copy does not even have it
		set := stranger.Forge(e.Commons, campus.Change{Record: post, Kind: "post"}.For(campus.Everyone))
		if items, err := stranger.Send(set); err != nil || testenv.Outcome(items, set).State != campus.Refused {
			t.Errorf("another shows it again: %+v %v", testenv.Outcome(items, set), err)
		}
		wrong(dara, campus.Create(campus.NewID(), "ruling", &campus.Ruling{Of: post, Act: campus.ActHide, Reason: campus.ReasonSpam}))
		wrong(dara, campus.Remove(dara.Get(ruling)))
		wrong(siti, campus.Remove(siti.Get(ruling)))
		wrong(siti, campus.Create(campus.NewID(), "ruling", &campus.Ruling{Of: post, Act: campus.ActShow}))
		wrong(minh, campus.Change{Record: told, Kind: "report"}.For(campus.Everyone))
		siti.Do(campus.Show(siti.Get(post)))
		sync()
		if !minh.Has(post) {
			t.Error("what is shown again is not there")
		}

		// Locked: what was written offline meanwhile comes back with the reason.
		wrong(minh, campus.Change{Record: id, Kind: "topic", Set: fields(t, `{"locked":true}`)}) // its author
		lock, _ := campus.Lock(siti.Get(id), true, campus.ReasonOffTopic, "")
		siti.Do(lock)
		siti.Sync()
		late := campus.Say(e.Commons, id, "One more word")
		dara.Do(late) // dara has not heard of it
		dara.Sync()
		w, err := dara.Waiting(context.Background())
		if err != nil || len(w) != 1 || w[0].State != campus.Refused || !strings.Contains(w[0].Reason, "locked") {
			t.Errorf("what was written meanwhile: %+v %v", w, err)
		} else if err := dara.Discard(context.Background(), w[0].Space, w[0].Number); err != nil {
			t.Fatal(err)
		}
		sync()
		wrong(dara, campus.Say(e.Commons, id, "Another").Changes...)
		wrong(dara, campus.Change{Record: post, Kind: "post", Set: fields(t, `{"text":"Other words"}`), Base: map[string]string{"text": campus.HashValue(json.RawMessage(`"Buy my rice!"`))}})
		wrong(minh, campus.Change{Record: id, Kind: "topic", Set: fields(t, `{"locked":null}`), Base: map[string]string{"locked": campus.HashValue(json.RawMessage(`true`))}})
		siti.Do(campus.Say(e.Commons, id, "The staff's last word"))
		unlock, _ := campus.Lock(siti.Get(id), false, "", "")
		siti.Do(unlock)
		sync()
		unedited(t, id, all...)
		dara.Do(campus.Say(e.Commons, id, "Thank you"))

		// Moved by the staff alone.
		moved := campus.Change{Record: post, Kind: "post", Set: map[string]json.RawMessage{"topic": json.RawMessage(`"` + string(second) + `"`)},
			Base: map[string]string{"topic": campus.HashValue(json.RawMessage(`"` + string(id) + `"`))}}
		wrong(dara, moved)
		move, ok := campus.Move([]campus.Record{siti.Get(post)}, second, campus.ReasonOffTopic, "")
		if !ok {
			t.Fatal("nothing is moved")
		}
		siti.Do(move)
		sync()
		for _, d := range all {
			if at := campus.As[campus.Post](d.Get(post)).Topic; at != second {
				t.Errorf("%s has the post in %s", d.Name, at)
			}
		}
		unedited(t, post, all...)
		before := dara.Get(post)
		p := campus.As[campus.Post](before)
		p.Text = "Free rice"
		edit, _ := campus.Edit(before, &p)
		dara.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{edit}})
		sync()
		for _, d := range all {
			if r := d.Get(post); !r.Edited.After(r.Created) {
				t.Errorf("%s is not told that the post was edited", d.Name)
			}
		}
		posts, err := minh.Records(context.Background(), campus.Query{Kind: "post", Topic: second})
		if err != nil || len(posts) != 1 {
			t.Errorf("%d posts in the other topic, %v", len(posts), err)
		}
	})
}

// unedited: what the staff ruled of something that was said is no edit of its words, on
// the computer of whoever ruled and on the others.
func unedited(t *testing.T, id campus.ID, devices ...*testenv.Device) {
	t.Helper()
	for _, d := range devices {
		if r := d.Get(id); r.Edited.After(r.Created) || r.Editor != r.Author {
			t.Errorf("%s: a ruling stands as an edit by %s, at %v, of what was said at %v", d.Name, r.Editor, r.Edited, r.Created)
		}
	}
}

// TestWhoBeganATalkIsNoStaff: in a private conversation nobody hides what another says.
func TestWhoBeganATalkIsNoStaff(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		talk := campus.NewTalk(siti.Me(), "", dara.Me())
		siti.Do(talk)
		siti.Sync()
		dara.Sync()
		say := campus.Say(talk.Space, talk.Space, "I disagree")
		dara.Do(say)
		dara.Sync()
		siti.Sync()
		refuses(t, siti, campus.Action{Space: talk.Space, Changes: []campus.Change{
			campus.Change{Record: say.Changes[0].Record, Kind: "post"}.For(campus.Audience(dara.Me()))}})
	})
}
