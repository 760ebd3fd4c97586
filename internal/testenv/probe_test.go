package testenv_test

import (
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/server"
)

// TestNobodyFeelsForWhatIsHidden: what refers to a record that its writer may not read is
// answered as if the record were not there, whatever it is.
func TestNobodyFeelsForWhatIsHidden(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		class := newClass(e, siti, "dara")
		siti.Sync()
		staff := func(space campus.ID, c campus.Change) campus.ID {
			siti.Do(campus.Action{Space: space, Changes: []campus.Change{c.For(campus.StaffOnly)}})
			return c.Record
		}
		hidden := map[string]campus.ID{
			"quiz":       staff(class, make1("quiz", &campus.Quiz{Title: "Soil", Attempts: 1})),
			"assignment": staff(class, make1("assignment", &campus.Assignment{Title: "Map"})),
			"lesson":     staff(class, make1("lesson", &campus.Lesson{Title: "One"})),
			"session":    staff(class, make1("session", &campus.Session{Title: "Meeting", Start: 1, End: 2})),
			"post":       staff(class, make1("post", &campus.Post{Topic: class, Text: "x"})),
			"joincode":   staff(class, campus.NewJoinCode()),
		}
		siti.Sync()
		if _, _, refused, _, err := siti.Queue(t.Context()); err != nil || refused > 0 {
			t.Fatal(refused, err)
		}
		dara := e.Device("dara")
		me := dara.Me()
		refer := map[string]func(of campus.ID) campus.Change{
			"attempt":    func(of campus.ID) campus.Change { return campus.Begin(of, me, 2) },
			"answers":    func(of campus.ID) campus.Change { return campus.Finish(me, campus.Answers{Of: of, Number: 2}) },
			"submission": func(of campus.ID) campus.Change { return campus.HandIn(class, me, of, "Here", nil).Changes[0] },
			"lessonread": func(of campus.ID) campus.Change { return campus.ReadLesson(of, me) },
			"post":       func(of campus.ID) campus.Change { return make1("post", &campus.Post{Topic: of, Text: "x"}) },
			"reply": func(of campus.ID) campus.Change {
				return make1("post", &campus.Post{Topic: class, ReplyTo: of, Text: "x"})
			},
			"reaction": func(of campus.ID) campus.Change {
				return campus.Create(campus.ReactionID(of, me, "🎉"), "reaction", &campus.Reaction{Of: of, Emoji: "🎉", Turns: 1})
			},
			"report": func(of campus.ID) campus.Change {
				return campus.Create(campus.ReportID(of, me), "report", &campus.Report{Of: of, Reason: campus.ReasonSpam, State: campus.ReportOpen}).For(campus.Audience(me))
			},
			"document": func(of campus.ID) campus.Change {
				d := slides()
				d.Of = of
				return make1("document", d).For(campus.Audience(me))
			},
			"a lesson's picture": func(of campus.ID) campus.Change {
				d := slides()
				d.Lesson = of
				return make1("document", d).For(campus.Audience(me))
			},
		}
		for what, of := range refer {
			nothing := answers(t, dara, class, of(campus.NewID()))[0]
			for kind, id := range hidden {
				if got := answers(t, dara, class, of(id))[0]; got != nothing {
					t.Errorf("a %s of a hidden %s: %s, and of nothing: %s", what, kind, got, nothing)
				}
			}
			if strings.HasPrefix(nothing, "later") {
				t.Errorf("a %s holds everything up: %s", what, nothing)
			}
		}
	})
}

// TestNobodyPromotesOneself: what somebody is, is said by others.
func TestNobodyPromotesOneself(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		dara := e.Device("dara")
		me := dara.Get(dara.Me())
		for field, v := range map[string]string{"work": `"teacher"`, "institution": `"` + string(campus.NewID()) + `"`} {
			refuses(t, dara, campus.Action{Space: e.Commons, Changes: []campus.Change{edit(t, me, `{"`+field+`":`+v+`}`)}})
		}
		for _, space := range []campus.ID{e.Commons, e.School} {
			mine := dara.Get(campus.MembershipID(space, dara.Me()))
			for _, role := range []campus.Role{campus.Staff, campus.Owner, campus.None} {
				refuses(t, dara, campus.Action{Space: space, Changes: []campus.Change{edit(t, mine, `{"role":"`+string(role)+`"}`)}})
			}
		}
		testenv.Edit(dara, dara.Me(), func(p *campus.Person) { p.About = "I like bread" })
		dara.Sync()
		if minh := e.Device("minh"); campus.As[campus.Person](minh.Get(dara.Me())).About != "I like bread" {
			t.Error("nobody hears what somebody says of themselves")
		}
	})
}

// TestNothingIsSaidInAHiddenTopic: whoever saw a topic before it was hidden says nothing
// more in it; what was written meanwhile stays with who wrote it.
func TestNothingIsSaidInAHiddenTopic(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		dara, minh := e.Device("dara"), e.Device("minh")
		opened := campus.NewTopic(e.Commons, campus.Topic{Title: "Rice"})
		dara.Do(opened)
		dara.Sync()
		minh.Sync()
		topic := opened.Changes[0].Record
		late := campus.Say(e.Commons, topic, "I grow it")
		minh.Do(late) // before it heard that the topic is hidden
		hide := campus.Change{Record: topic, Kind: "topic"}.For(campus.Audience(dara.Me()))
		if err := e.Server.Import(t.Context(), server.Import{Action: campus.Action{Space: e.Commons, Changes: []campus.Change{hide}}}); err != nil {
			t.Fatal(err)
		}
		minh.Sync()
		if _, _, refused, _, err := minh.Queue(t.Context()); err != nil || refused != 1 {
			t.Errorf("%d are refused: %v", refused, err)
		}
		o := send(t, e.Device("minh"), e.Commons, campus.Say(e.Commons, topic, "Me too").Changes[0])
		if o.State != campus.Refused || o.Code != campus.Forbidden {
			t.Errorf("%+v", o)
		}
		if dara.Sync(); dara.Has(late.Changes[0].Record) {
			t.Error("it is said in a topic that is hidden")
		}
	})
}

// send sends one change by itself.
func send(t *testing.T, d *testenv.Device, space campus.ID, c campus.Change) campus.Outcome {
	t.Helper()
	set := d.Forge(space, c)
	items, err := d.Send(set)
	if err != nil { // nothing in it could be read, not even its number
		d.Chain(space, set.Number-1, set.Prev)
		return campus.Outcome{State: campus.Refused, Code: campus.CodeOf(err), Reason: err.Error()}
	}
	return testenv.Outcome(items, set)
}
