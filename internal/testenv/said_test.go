package testenv_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// TestWhatIsSaidThroughTheWire: a student's post comes with its file to all of a class,
// others react in their own name, and nobody hangs anything on what is another's.
func TestWhatIsSaidThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara", "minh")
		sync := func() {
			for range 2 {
				siti.Sync()
				dara.Sync()
				minh.Sync()
			}
		}
		sync()
		said := campus.Posted(class, campus.Post{Topic: class, Text: "@minh look", Mentioned: []campus.ID{minh.Me()}},
			campus.Document{Name: "map.txt", Size: 1, Manifest: hash()})
		post, file := said.Changes[0].Record, said.Changes[1].Record
		dara.Do(said)
		sync()
		if !minh.Has(post) || !minh.Has(file) || !campus.As[campus.Post](minh.Get(post)).Mentions(minh.Me()) {
			t.Fatal("a post did not come with its file and its mentions")
		}
		wrong := func(d *testenv.Device, c campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: class, Changes: []campus.Change{c}})
		}
		wrong(minh, campus.Create(campus.NewID(), "document", &campus.Document{Name: "x.txt", Size: 1, Manifest: hash(), Of: post}))
		wrong(minh, campus.Create(campus.NewID(), "document", &campus.Document{Name: "x.txt", Size: 1, Manifest: hash(), Of: campus.NewID()}))
		wrong(dara, campus.Create(campus.NewID(), "document", &campus.Document{Name: "x.txt", Size: 1, Manifest: hash(), Of: post}).For(campus.Audience(dara.Me())))
		wrong(minh, campus.Remove(minh.Get(file)))
		wrong(siti, campus.Change{Record: file, Kind: "document"}.For(campus.StaffOnly))

		// Two computers of one person turn one reaction, and both hear of it.
		second := e.Device("minh")
		second.Sync()
		sync()
		minh.Do(campus.React(campus.Record{}, minh.Get(post), minh.Me(), "👍"))
		second.Do(campus.React(campus.Record{}, second.Get(post), minh.Me(), "👍"))
		for range 2 {
			sync()
			second.Sync()
		}
		like := campus.ReactionID(post, minh.Me(), "👍")
		for _, d := range []*testenv.Device{siti, dara, minh, second} {
			if r := d.Get(like); !campus.As[campus.Reaction](r).On() || len(r.Versions) > 0 || r.Waiting {
				t.Errorf("on %s the reaction is %s with %d versions", d.Name, r.Body, len(r.Versions))
			}
		}
		wrong(dara, campus.Remove(dara.Get(like)))
		wrong(dara, campus.React(dara.Get(like), dara.Get(post), minh.Me(), "👍").Changes[0])
		// Off, and on again where the other had not heard of it.
		minh.Do(campus.React(minh.Get(like), minh.Get(post), minh.Me(), "👍"))
		minh.Do(campus.React(minh.Get(like), minh.Get(post), minh.Me(), "👍"))
		second.Do(campus.React(second.Get(like), second.Get(post), minh.Me(), "👍"))
		for range 2 {
			sync()
			second.Sync()
		}
		if a, b := minh.Get(like), second.Get(like); !campus.As[campus.Reaction](a).On() || string(a.Body) != string(b.Body) {
			t.Errorf("%s on one computer, %s on the other", a.Body, b.Body)
		}

		// The staff takes the post away, and the server what hangs on it: the file may not
		// have come to whoever removed the post.
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(post))}})
		sync()
		hanging, err := minh.Records(context.Background(), campus.Query{Space: class, Kind: "document", OfAny: []campus.ID{post}})
		if err != nil || len(hanging) > 0 {
			t.Errorf("%d files of a removed post are left (%v)", len(hanging), err)
		}
	})
}

// TestTalkIsHandedOn: who started a private conversation and leaves it hands it on, so
// that somebody can still add people and name it.
func TestTalkIsHandedOn(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		for _, d := range []*testenv.Device{siti, dara, minh} {
			d.Sync()
		}
		a := campus.NewTalk(dara.Me(), "Us", minh.Me())
		talk := a.Space
		dara.Do(a)
		sync := func() {
			for range 2 {
				dara.Sync()
				minh.Sync()
				siti.Sync()
			}
		}
		sync()
		rename := func(d *testenv.Device, title string) campus.Action {
			c, _ := campus.Edit(d.Get(talk), &campus.Talk{Title: title})
			return campus.Action{Space: talk, Changes: []campus.Change{c}}
		}
		refuses(t, minh, rename(minh, "Mine"))
		refuses(t, minh, campus.Action{Space: talk, Changes: []campus.Change{campus.Join(talk, siti.Me(), campus.Member)}})
		members, err := dara.Records(context.Background(), campus.Query{Space: talk, Kind: "membership"})
		if err != nil {
			t.Fatal(err)
		}
		dara.Do(campus.LeaveTalk(talk, dara.Me(), members))
		sync()
		if dara.Has(talk) {
			t.Error("who left still has it")
		}
		minh.Do(rename(minh, "Us two"))
		minh.Do(campus.Action{Space: talk, Changes: []campus.Change{campus.Join(talk, siti.Me(), campus.Member)}})
		sync()
		if !siti.Has(talk) || campus.As[campus.Talk](siti.Get(talk)).Title != "Us two" {
			t.Error("who is left cannot go on with it")
		}
	})
}

// TestPast: each copy keeps what a post said before, by whom, across a restart, and not
// longer than it may be read.
func TestPast(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
	class := newClass(e, siti, "dara", "minh")
	sync := func() {
		for range 2 {
			siti.Sync()
			dara.Sync()
			minh.Sync()
		}
	}
	said := campus.Say(class, class, "one")
	post := said.Changes[0].Record
	sync()
	dara.Do(said)
	sync()
	say := func(d *testenv.Device, text string) {
		t.Helper()
		p := campus.As[campus.Post](d.Get(post))
		p.Text = text
		c, _ := campus.Edit(d.Get(post), &p)
		d.Do(campus.Action{Space: class, Changes: []campus.Change{c}})
	}
	texts := func(d *testenv.Device) string {
		t.Helper()
		past, err := d.Past(context.Background(), class, post)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range past {
			if r.Editor != dara.Me() || r.Edited.IsZero() {
				t.Errorf("%s was written by %s at %v", r.Body, r.Editor, r.Edited)
			}
			out = append(out, campus.As[campus.Post](r).Text)
		}
		return strings.Join(out, " ")
	}
	say(dara, "two")
	say(dara, "three") // before either was sent
	if got := texts(dara); got != "two one" {
		t.Errorf("before it is sent its author sees %q", got)
	}
	sync()
	say(dara, "four")
	sync()
	dara.Restart()
	for d, want := range map[*testenv.Device]string{dara: "three two one", siti: "three one", minh: "three one"} {
		if got := texts(d); got != want {
			t.Errorf("%s sees %q, want %q", d.Name, got, want)
		}
	}
	for i := range 60 {
		say(dara, strings.Repeat("x", i+1))
	}
	if n := len(strings.Fields(texts(dara))); n != 50 {
		t.Errorf("%d earlier texts are kept", n)
	}
	// Who is no longer a member keeps nothing.
	m := minh.Get(campus.MembershipID(class, minh.Me()))
	c, _ := campus.Edit(m, &campus.Membership{Person: minh.Me(), Role: campus.None})
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{c}})
	sync()
	if got := texts(minh); minh.Has(post) || got != "" {
		t.Errorf("who was removed still sees %q", got)
	}
	// A lesson that is a draft again is taken from the students with its past.
	lesson := campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "L", Order: "n", Text: "solution: 42"})}})
	sync()
	l := campus.As[campus.Lesson](siti.Get(lesson))
	l.Text = "solution: later"
	c, _ = campus.Edit(siti.Get(lesson), &l)
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{c}})
	sync()
	past := func(d *testenv.Device) int {
		p, err := d.Past(context.Background(), class, lesson)
		if err != nil {
			t.Fatal(err)
		}
		return len(p)
	}
	if past(dara) != 1 {
		t.Fatalf("%d texts of a lesson are kept", past(dara))
	}
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Change{Record: lesson, Kind: "lesson"}.For(campus.StaffOnly)}})
	sync()
	if past(dara) != 0 || past(siti) != 1 {
		t.Errorf("after unpublishing a student has %d texts, the teacher %d", past(dara), past(siti))
	}
	// What is removed has no past.
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(post))}})
	sync()
	if got := texts(dara); got != "" {
		t.Errorf("of what was removed %q is left", got)
	}
}

// TestDraftsFollow: what was begun on one computer is offered on another, and neither
// refuses nor doubles anything, whatever order they sync in.
func TestDraftsFollow(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti")
	one, two := e.Device("siti"), e.Device("siti")
	class := newClass(e, one)
	one.Sync()
	two.Sync()
	own := campus.PersonalSpace(one.Me())
	carry := func(d *testenv.Device, text string) {
		t.Helper()
		id := campus.DraftID(d.Device(), class, class)
		was, err := d.Record(context.Background(), id)
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			t.Fatal(err)
		}
		if a := campus.Carry(d.Me(), was, campus.Draft{Device: d.Device(), In: class, Of: class, Text: text}); len(a.Changes) > 0 {
			d.Do(a)
		}
	}
	open := func(d *testenv.Device) []string {
		t.Helper()
		all, err := d.Records(context.Background(), campus.Query{Space: own, Kind: "draft", Of: class})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range all {
			if v := campus.As[campus.Draft](r); v.Open() && v.Device != d.Device() {
				out = append(out, v.Text)
			}
		}
		return out
	}
	carry(one, "I thi")
	one.Sync()
	two.Sync()
	if got := open(two); !slices.Equal(got, []string{"I thi"}) || len(open(one)) > 0 {
		t.Fatalf("the other computer is offered %q, this one %q", got, open(one))
	}
	// It is taken up there while more is typed here.
	two.Do(campus.Dealt(two.Get(campus.DraftID(one.Device(), class, class))))
	carry(one, "I think")
	carry(two, "I thi")
	for range 2 {
		two.Sync()
		one.Sync()
	}
	if got := open(two); !slices.Equal(got, []string{"I think"}) {
		t.Errorf("what was typed meanwhile is not offered: %q", got)
	}
	for _, d := range []*testenv.Device{one, two} {
		if w, err := d.Waiting(context.Background()); err != nil || len(w) > 0 {
			t.Errorf("%s has %d sets that wait (%v)", d.Name, len(w), err)
		}
	}
	carry(one, "") // it was sent
	one.Sync()
	two.Sync()
	if got := open(two); len(got) > 0 {
		t.Errorf("what was sent is offered: %q", got)
	}
}
