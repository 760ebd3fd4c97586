package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/campus"
	"rantau/internal/testenv"
)

// refusal is somebody at the whole window over a real copy, of whose sets the
// server refuses some.
type refusal struct {
	*apptest.Hand
	device *testenv.Device
}

func atWindow(t *testing.T, d *testenv.Device) *refusal {
	t.Helper()
	queue := &apptest.Queue{}
	p := app.NewIn(test.NewTempApp(t), app.Options{SignedIn: true, Open: func() (app.Session, error) {
		return app.Session{Replica: d.Replica, Files: d.Files, Link: &apptest.Link{}}, nil
	}}, queue.Main)
	p.Window().Resize(fyne.NewSize(1366, 768))
	p.Start()
	h := &apptest.Hand{T: t, Campus: &apptest.Campus{Queue: queue}, Window: p.Window()}
	arrive(h, p)
	return &refusal{h, d}
}

// refuse saves an action, which the server refuses, and looks at what waits.
func (r *refusal) refuse(a campus.Action) {
	r.T.Helper()
	r.device.Do(a)
	sets := r.sets()
	last := sets[len(sets)-1]
	if err := r.device.Settle(context.Background(), []campus.Outcome{{Space: a.Space, Number: last.Number, State: campus.Refused,
		Code: campus.Forbidden, Reason: "not today"}}); err != nil {
		r.T.Fatal(err)
	}
	r.look()
}

func (r *refusal) look() {
	r.T.Helper()
	r.Env.Go(ui.Place{Section: "sync"})
	r.Settle()
}

func (r *refusal) sets() []campus.WaitingSet {
	r.T.Helper()
	sets, err := r.device.Waiting(context.Background())
	if err != nil {
		r.T.Fatal(err)
	}
	// What is noted in the own space, such as what is followed, nobody wrote.
	return slices.DeleteFunc(sets, func(s campus.WaitingSet) bool { return s.Space == campus.PersonalSpace(r.device.Me()) })
}

// sent tells what the one set says that waits now, and lets the server take it.
func (r *refusal) sent() campus.Change {
	r.T.Helper()
	r.Settle()
	sets := slices.DeleteFunc(r.sets(), func(s campus.WaitingSet) bool { return s.Changes[0].Kind == "draft" }) // for other computers
	if len(sets) != 1 || sets[0].State != campus.Waiting {
		r.T.Fatalf("%d sets wait or are refused: %+v", len(sets), sets)
	}
	s := sets[0]
	if err := r.device.Settle(context.Background(), []campus.Outcome{{Space: s.Space, Number: s.Number, State: campus.Taken, Seq: 900 + s.Number, At: 1}}); err != nil {
		r.T.Fatal(err)
	}
	r.Settle()
	return s.Changes[0]
}

func (r *refusal) has(hint, text string) {
	r.T.Helper()
	if got := r.Field(hint).Text; got != text {
		r.T.Errorf("%q holds %q, want %q", hint, got, text)
	}
}

const (
	again     = "Edit and send again"
	postHint  = "Ask or answer in this class"
	titleHint = "Title of the lesson"
)

// draft makes what an action makes a draft.
func draft(a campus.Action) campus.Action {
	a.Changes[0] = a.Changes[0].For(campus.StaffOnly)
	return a
}

// TestRefusedWordsAreWrittenAgain: each thing that a person writes comes back
// into the editor it was written in, and goes away once it is saved again.
func TestRefusedWordsAreWrittenAgain(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	me := siti.Me()
	class, group := campus.NewClass(me, campus.Course{Title: "Soil"}), campus.NewGroup(me, campus.Group{Name: "Two rivers"})
	topic := campus.NewTopic(e.Commons, campus.Topic{Title: "Rain", Text: "Does it rain?"})
	lesson := campus.Action{Space: class.Space, Changes: []campus.Change{campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "One", Text: "1", Order: "n"})}}
	post := campus.Say(class.Space, class.Space, "Good morning")
	for _, a := range []campus.Action{class, group, topic, lesson, post} {
		siti.Do(a)
	}
	siti.Sync()
	edit := func(id campus.ID, v campus.Value) campus.Action {
		rec := siti.Get(id)
		c, _ := campus.Edit(rec, v)
		return campus.Action{Space: rec.Space, Changes: []campus.Change{c}}
	}
	me1 := campus.As[campus.Person](siti.Get(me))
	me1.About = "I teach soil."
	made := func(kind string, v campus.Value) campus.Action {
		return campus.Action{Space: class.Space, Changes: []campus.Change{campus.Create(campus.NewID(), kind, v)}}
	}
	const news, newsTitle = "Write in Markdown: # heading, **bold**, - list, [link](https://…)", "For example: The exchange window opens on 22 March"
	for _, c := range []struct {
		what        string
		a           campus.Action
		hint, words string
		save        string
		field       string
	}{
		{"a post", campus.Say(class.Space, class.Space, "Half a word"), postHint, "Half a word", "Send", "text"},
		{"a post in a topic", campus.Say(e.Commons, topic.Changes[0].Record, "Every day"), "Answer in this topic", "Every day", "Send", "text"},
		{"a post in a group", campus.Say(group.Space, group.Space, "To the group"), "Write to the group", "To the group", "Send", "text"},
		{"a changed post", edit(post.Changes[0].Record, &campus.Post{Topic: class.Space, Text: "Good evening"}), "", "Good evening", "Save", "text"},
		{"a topic", campus.NewTopic(e.Commons, campus.Topic{Title: "Food", Text: "Rice"}), "Say it in a few sentences. Any language is welcome.", "Rice", "Open the topic", "text"},
		{"a changed topic", edit(topic.Changes[0].Record, &campus.Topic{Title: "Rain", Text: "And wind?"}), "Say it in a few sentences. Any language is welcome.", "And wind?", "Save", "text"},
		{"an article", campus.NewArticle(e.School, campus.Article{Title: "Holiday", Text: "Friday"}), newsTitle, "Holiday", "Publish", "title"},
		{"a request", campus.NewRequest(e.Commons, campus.Request{Title: "Partner", Text: "Wanted", Send: 4, Languages: "en id"}), "For example: Partner in hospitality, ten students each way", "Partner", "Put it on the board", "title"},
		{"a lesson", made("lesson", &campus.Lesson{Title: "Measuring", Text: "A tin", Order: "t"}), titleHint, "Measuring", "Publish", "title"},
		{"a draft of a lesson", draft(made("lesson", &campus.Lesson{Title: "Not yet", Text: "A tin", Order: "t"})), titleHint, "Not yet", "Save as draft", "title"},
		{"a changed lesson", edit(lesson.Changes[0].Record, &campus.Lesson{Title: "One", Text: "1 and 2", Order: "n"}), titleHint, "One", "Save", "text"},
		{"a class", campus.NewClass(me, campus.Course{Title: "Welding", About: "Safely"}), "For example: Soil, sensors and water", "Welding", "Make the class", "title"},
		{"a changed class", edit(class.Space, &campus.Course{Title: "Soil", About: "And water"}), "For example: Soil, sensors and water", "Soil", "Save", "about"},
		{"a group", campus.NewGroup(me, campus.Group{Name: "Three rivers"}), "For example: Bandung Raya and Penang", "Three rivers", "Make the group", "name"},
		{"a profile", edit(me, &me1), "What you study or teach, what you would like to do in the exchange.", "I teach soil.", "Save", "about"},
	} {
		t.Run(c.what, func(t *testing.T) {
			w := atWindow(t, siti)
			w.T = t
			w.refuse(c.a)
			w.Want("The server said no", "Why: not today")
			place := ui.PlaceOf(w.sets()[0])
			w.Tap(again)
			field := w.Focused()
			if c.hint != "" {
				field = w.Field(c.hint)
			}
			if field == nil || field.Text != c.words {
				t.Fatalf("the words are not in the editor; what is there:\n%s", w.Text())
			}
			w.Tap(c.save)
			change := w.sent()
			want, got := c.a.Changes[0], ""
			_ = json.Unmarshal(change.Set[c.field], &got)
			if change.Kind != want.Kind || campus.HashValue(change.Set[c.field]) != campus.HashValue(want.Set[c.field]) {
				t.Errorf("it is sent again as %s %q", change.Kind, got)
			}
			if change.New != want.New || !change.New && change.Base[c.field] != want.Base[c.field] {
				t.Errorf("it is based on %q, want %q", change.Base[c.field], want.Base[c.field])
			}
			if d, err := siti.Draft(context.Background(), place); err != nil || d != "" {
				t.Errorf("a draft is left: %q (%v)", d, err)
			}
			w.look()
			w.WantNot("The server said no", again)
		})
	}
}

// TestWhatIsWrittenAgainOutlivesARestart: it stays a draft of its own, beside
// what was being typed in the same place.
func TestWhatIsWrittenAgainOutlivesARestart(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	siti.Do(class)
	siti.Sync()
	w := atWindow(t, siti)
	w.Env.Go(ui.Place{Section: ui.SectionTraining, Space: class.Space})
	w.Settle()
	w.Tap("Discussion")
	w.Type(postHint, "Something else")
	w.refuse(campus.Say(class.Space, class.Space, "Half a word"))
	w.Tap(again)
	w.Type(postHint, ", and the rest")
	w.Env.Close()
	siti.Restart()

	w = atWindow(t, siti)
	w.look()
	w.Tap("Continue editing")
	w.has(postHint, "Half a word, and the rest")
	w.Tap("Not now")
	w.has(postHint, "Something else")
	w.look()
	w.Tap("Continue editing")
	w.Tap("Send")
	w.has(postHint, "Something else")
	if c := w.sent(); campus.HashValue(c.Set["text"]) != campus.HashValue(json.RawMessage(`"Half a word, and the rest"`)) {
		t.Errorf("%s is sent", c.Set["text"])
	}
}

// TestNothingGoesAwayBeforeItIsSaved: a save that fails leaves the refused entry.
func TestNothingGoesAwayBeforeItIsSaved(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	c := h.Campus
	c.Replica.Deliver() // that the person is here
	if err := c.Replica.Save(t.Context(), campus.Say(c.Soil, c.Soil, "Keep me")); err != nil {
		t.Fatal(err)
	}
	c.Replica.RefuseSet(0, campus.Forbidden, "not today")
	p.Env().Go(ui.Place{Section: "sync"})
	h.Settle()
	h.Tap(again)
	c.Replica.Refuse = campus.Errorf(campus.Internal, "the disk is full")
	h.Tap("Send")
	h.Want("The disk is full. What you typed is still here. Try again.", "The server refused these words.")
	left := func() []campus.WaitingSet { // beside the mark that the discussion was read
		sets, _ := c.Replica.Waiting(t.Context())
		return slices.DeleteFunc(sets, func(s campus.WaitingSet) bool { return s.Changes[0].Kind == "readmark" })
	}
	if sets := left(); len(sets) != 1 {
		t.Fatalf("%d sets are left", len(sets))
	}
	c.Replica.Refuse = nil
	h.Tap("Send")
	h.WantNot("The server refused these words.", "The disk is full")
	sets := left()
	if len(sets) != 1 || sets[0].State != campus.Waiting {
		t.Errorf("what waits is %+v", sets)
	}
}

// TestOnlyWordsAreEdited: no button where nobody wrote anything; what no editor holds goes
// again as a whole.
func TestOnlyWordsAreEdited(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	lesson := campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "One", Text: "1", Order: "n"})
	siti.Do(class)
	siti.Do(campus.Action{Space: class.Space, Changes: []campus.Change{lesson}})
	siti.Sync()
	in := func(changes ...campus.Change) campus.Action {
		return campus.Action{Space: class.Space, Changes: changes}
	}
	moved, _ := campus.Edit(siti.Get(lesson.Record), &campus.Lesson{Title: "One", Text: "1", Order: "t"})
	two := func(title string) campus.Change {
		return campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: title, Order: "t"})
	}
	w := atWindow(t, siti)
	for what, a := range map[string]campus.Action{
		"a member":            in(campus.Join(class.Space, e.People["dara"], campus.Member)),
		"a lesson that moved": in(moved),
		"a lesson that went":  in(campus.Remove(siti.Get(lesson.Record))),
	} {
		w.refuse(a)
		w.Want("The server said no")
		if strings.Contains(w.Text(), again) {
			t.Errorf("%s can be edited", what)
		}
		w.Tap("Discard")
		w.TapLast("Discard")
		w.Want("Everything is on the server")
	}
	for what, a := range map[string]campus.Action{
		"two lessons":            in(two("A"), two("B")),
		"a post for one":         in(campus.Say(class.Space, class.Space, "x").Changes[0].For(campus.Audience(e.People["dara"]))),
		"a post to nowhere":      in(campus.Say(class.Space, campus.NewID(), "x").Changes[0]),
		"a class with a student": {Space: class.Space, Changes: slices.Concat(in(two("C")).Changes, in(campus.Join(class.Space, e.People["dara"], campus.Member)).Changes)},
	} {
		w.refuse(a)
		w.Tap(again)
		w.TapLast("Send it again")
		sets, err := siti.Waiting(t.Context())
		if err != nil || len(sets) == 0 {
			t.Fatalf("%s: %v, %v", what, sets, err)
		}
		if last := sets[len(sets)-1]; last.State == campus.Refused {
			t.Errorf("%s is not sent again:\n%s", what, w.Text())
		} else if got := last.Changes; len(got) != len(a.Changes) {
			t.Errorf("%s goes again with %d changes, not %d", what, len(got), len(a.Changes))
		}
	}
}

// TestBothEditsStay: what is sent again is based on what its author had read, so
// what others wrote since is not overwritten.
func TestBothEditsStay(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti", "teacher:budi")
	siti, budi := e.Device("siti"), e.Device("budi")
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	class.Changes = append(class.Changes, campus.Join(class.Space, budi.Me(), campus.Staff))
	lesson := campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "One", Text: "First line.\n\nSecond line.\n", Order: "n"})
	siti.Do(class)
	siti.Do(campus.Action{Space: class.Space, Changes: []campus.Change{lesson}})
	siti.Sync()
	budi.Sync()
	role := func(r campus.Role) {
		testenv.Edit(siti, campus.MembershipID(class.Space, budi.Me()), func(m *campus.Membership) { m.Role = r })
		siti.Sync()
	}
	role(campus.Member)
	testenv.Edit(budi, lesson.Record, func(l *campus.Lesson) { l.Text = "First line.\n\nSecond line, by Budi.\n" })
	budi.Sync() // refused: no longer on the staff
	testenv.Edit(siti, lesson.Record, func(l *campus.Lesson) { l.Text = "First line, by Siti.\n\nSecond line.\n" })
	role(campus.Staff)
	budi.Sync()

	w := atWindow(t, budi)
	w.look()
	w.Tap(again)
	w.Want("Second line, by Budi.")
	w.Tap("Save")
	budi.Sync()
	siti.Sync()
	if got := campus.As[campus.Lesson](siti.Get(lesson.Record)).Text; got != "First line, by Siti.\n\nSecond line, by Budi.\n" {
		t.Errorf("the lesson reads %q", got)
	}
	if sets := w.sets(); len(sets) != 0 {
		t.Errorf("%d sets are left", len(sets))
	}
}
