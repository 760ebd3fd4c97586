package testenv_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// both runs a script back to back and over HTTP.
func both(t *testing.T, script func(t *testing.T, e *testenv.Env)) {
	for _, over := range []bool{false, true} {
		t.Run(map[bool]string{false: "direct", true: "http"}[over], func(t *testing.T) {
			script(t, testenv.New(t, over, "teacher:siti", "dara", "minh", "nok"))
		})
	}
}

// newClass makes a class with students on the teacher's computer.
func newClass(e *testenv.Env, teacher *testenv.Device, students ...string) campus.ID {
	a := campus.NewClass(teacher.Me(), campus.Course{Title: "Soil and sensors"})
	for _, s := range students {
		a.Changes = append(a.Changes, campus.Join(a.Space, e.People[s], campus.Member))
	}
	teacher.Do(a)
	return a.Space
}

func TestClassReachesStudent(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, nok := e.Device("siti"), e.Device("dara"), e.Device("nok")
		siti.Sync()
		class := newClass(e, siti, "dara")
		lesson := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Text: "Soil <is> & stays", Order: "n"})}})
		if !siti.Get(lesson).Waiting {
			t.Error("a lesson that was not sent does not say so")
		}
		siti.Restart()
		if w, err := siti.Waiting(context.Background()); err != nil || len(w) != 2 {
			t.Fatalf("after a restart %d sets wait, want 2 (%v)", len(w), err)
		}
		siti.Sync()
		if siti.Get(lesson).Waiting {
			t.Error("a lesson on the server still waits")
		}
		dara.Sync()
		if got := campus.As[campus.Lesson](dara.Get(lesson)).Text; got != "Soil <is> & stays" {
			t.Errorf("the student reads %q", got)
		}
		nok.Sync()
		if nok.Has(lesson) || nok.Has(class) {
			t.Error("somebody who is not a member sees the class")
		}
	})
}

func TestBothOffline(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		lesson := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Text: "first line\nsecond line\n", Order: "n"})}})
		siti.Sync()
		dara.Sync()
		dara.Do(campus.Say(class, class, "May I ask something?"))
		testenv.Edit(siti, lesson, func(l *campus.Lesson) { l.Text = "first line, corrected\nsecond line\n" })
		dara.Restart()
		siti.Restart()
		dara.Sync()
		siti.Sync()
		dara.Sync()
		posts, err := siti.Records(context.Background(), campus.Query{Kind: "post", Topic: class})
		if err != nil || len(posts) != 1 {
			t.Fatalf("the teacher sees %d posts (%v)", len(posts), err)
		}
		if got := campus.As[campus.Lesson](dara.Get(lesson)).Text; got != "first line, corrected\nsecond line\n" {
			t.Errorf("the student reads %q", got)
		}
	})
}

func TestTwoComputersMergeText(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		one, two := e.Device("siti"), e.Device("siti")
		class := newClass(e, one)
		lesson := campus.NewID()
		one.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(lesson, "lesson", &campus.Lesson{Title: "T", Text: "alpha beta gamma delta epsilon", Order: "n"})}})
		one.Sync()
		two.Sync()
		testenv.Edit(one, lesson, func(l *campus.Lesson) { l.Text = "ALPHA beta gamma delta epsilon"; l.Title = "A" })
		testenv.Edit(two, lesson, func(l *campus.Lesson) { l.Text = "alpha beta gamma delta EPSILON"; l.Title = "B" })
		one.Sync()
		two.Sync()
		one.Sync()
		a, b := one.Get(lesson), two.Get(lesson)
		if string(a.Body) != string(b.Body) {
			t.Fatalf("they differ:\n%s\n%s", a.Body, b.Body)
		}
		l := campus.As[campus.Lesson](a)
		if l.Text != "ALPHA beta gamma delta EPSILON" || l.Title != "A" {
			t.Errorf("merged to %+v", l)
		}
		if len(a.Versions) != 1 || len(b.Versions) != 1 || string(a.Versions[0].Fields) != `{"title":"B"}` {
			t.Errorf("the title that was not chosen: %+v / %+v", a.Versions, b.Versions)
		}
		for _, d := range []*testenv.Device{one, two} {
			if all, err := d.Contested(context.Background()); err != nil || len(all) != 1 || all[0].ID != lesson || len(all[0].Versions) != 1 {
				t.Errorf("%s is to choose among %+v, %v", d.Name, all, err)
			}
		}
	})
}

func TestStrictConflictIsRefused(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		one, two := e.Device("siti"), e.Device("siti")
		commons := e.Commons
		one.Sync()
		a := campus.NewRequest(commons, campus.Request{Title: "Partners wanted", Text: "For two weeks"})
		one.Do(a)
		one.Sync()
		two.Sync()
		id := a.Changes[0].Record
		testenv.Edit(one, id, func(r *campus.Request) { r.State = campus.RequestAnswered })
		testenv.Edit(two, id, func(r *campus.Request) { r.State = campus.RequestClosed })
		one.Sync()
		two.Sync()
		w, err := two.Waiting(context.Background())
		if err != nil || len(w) != 1 || w[0].State != campus.Refused || w[0].Code != campus.Changed {
			t.Fatalf("the second closing: %+v %v", w, err)
		}
		if got := campus.As[campus.Request](two.Get(id)).State; got != campus.RequestAnswered {
			t.Errorf("after the refusal it shows %q", got)
		}
		if err := two.Discard(context.Background(), w[0].Space, w[0].Number); err != nil {
			t.Error(err)
		}
	})
}

func TestRemovalKeepsUnsentText(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		work := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(work, "assignment", &campus.Assignment{Title: "Soil report", Points: 10})}})
		siti.Sync()
		dara.Sync()
		dara.Do(campus.Say(class, class, "not sent yet"))
		other := campus.NewID()
		for place, text := range map[string]string{"post/" + string(class) + "/" + string(class): "half a sentence",
			"post/" + string(class) + "/" + string(other):          "\x01" + `{"text":"with a quote","reply_to":"` + string(other) + `"}`,
			"post/" + string(class) + "/" + string(campus.NewID()): `{"text":"somebody types this"}`,
			"handin/" + string(work):                               `{"values":{"text":"what I found","files":"[]"},"base":{"text":"before"}}`,
			"lesson/new/" + string(class):                          `{"Title":"Wells","Text":"How deep"}`,
			"class/add/" + string(class):                           `{"values":{"whom":"` + string(other) + `"}}`,
			"note/last":                                            `{"Space":"` + string(class) + `"}`,
			"lesson/" + string(campus.NewID()):                     `{"Title":"Of another class","Text":"x"}`,
			"post/" + string(e.Commons) + "/" + string(other):      "elsewhere"} {
			if err := dara.KeepDraft(t.Context(), place, text); err != nil {
				t.Fatal(err)
			}
		}
		testenv.Edit(siti, campus.MembershipID(class, dara.Me()), func(m *campus.Membership) { m.Role = campus.None })
		siti.Sync()
		dara.Sync()
		if dara.Has(class) {
			t.Error("the class is still there")
		}
		w, err := dara.Waiting(context.Background())
		texts := map[string]bool{}
		for _, s := range w {
			if s.State == campus.Refused && s.Code == campus.Forbidden && s.Space == class {
				if s.Place != "Soil and sensors" {
					t.Errorf("it says that it was in %q", s.Place)
				}
				texts[campus.As[campus.Post](campus.Record{Body: campus.NewBody(s.Changes[0].Set)}).Text] = true
			}
		}
		if err != nil || len(w) != 6 || !texts["what I found"] || !texts["Wells\nHow deep"] || !texts[`{"text":"somebody types this"}`] || !texts["not sent yet"] || !texts["half a sentence"] || !texts["with a quote"] {
			t.Fatalf("the unsent post and what was begun: %v, %+v %v", texts, w, err)
		}
		if text, err := dara.Draft(t.Context(), "post/"+string(e.Commons)+"/"+string(other)); err != nil || text != "elsewhere" {
			t.Errorf("what was begun elsewhere: %q %v", text, err)
		}
		// Taken back in, everything works again.
		testenv.Edit(siti, campus.MembershipID(class, dara.Me()), func(m *campus.Membership) { m.Role = campus.Member })
		siti.Sync()
		dara.Sync()
		dara.Do(campus.Say(class, class, "back again"))
		dara.Sync()
		siti.Sync()
		if n, _ := siti.Count(context.Background(), campus.Query{Kind: "post", Topic: class}); n != 1 {
			t.Errorf("the teacher sees %d posts, want 1", n)
		}
	})
}

func TestAudience(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara", "minh")
		draft, letter := campus.NewID(), campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(draft, "lesson", &campus.Lesson{Title: "Draft", Text: "x", Order: "n"}).For(campus.StaffOnly),
			campus.Create(letter, "post", &campus.Post{Topic: class, Text: "for Dara alone"}).For(campus.Audience(dara.Me()))}})
		siti.Sync()
		dara.Sync()
		minh.Sync()
		if dara.Has(draft) || !dara.Has(letter) || minh.Has(letter) {
			t.Fatal("the audience does not hold")
		}
		everyone, staff := campus.Everyone, campus.StaffOnly
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{{Record: draft, Kind: "lesson", Audience: &everyone}}})
		siti.Sync()
		dara.Sync()
		if !dara.Has(draft) {
			t.Error("published, and not there")
		}
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{{Record: draft, Kind: "lesson", Audience: &staff}}})
		siti.Sync()
		dara.Sync()
		if dara.Has(draft) {
			t.Error("taken back, and still there")
		}
	})
}

func TestRoleChangeReadsAgain(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		secret := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(secret, "lesson", &campus.Lesson{Title: "Key", Text: "x", Order: "n"}).For(campus.StaffOnly)}})
		siti.Sync()
		dara.Sync()
		member := campus.MembershipID(class, dara.Me())
		for _, step := range []struct {
			role campus.Role
			sees bool
		}{{campus.Staff, true}, {campus.Member, false}} {
			testenv.Edit(siti, member, func(m *campus.Membership) { m.Role = step.role })
			siti.Sync()
			dara.Sync()
			if dara.Has(secret) != step.sees {
				t.Errorf("as %s: sees the staff's lesson: %v", step.role, !step.sees)
			}
		}
	})
}

func TestDeletionAndTombstones(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		one, two := e.Device("siti"), e.Device("siti")
		class := newClass(e, one)
		say := campus.Say(class, class, "to be deleted")
		id := say.Changes[0].Record
		one.Do(say)
		one.Sync()
		two.Sync()
		// A deletion that meets an unseen edit is refused.
		testenv.Edit(one, id, func(p *campus.Post) { p.Text = "edited" })
		two.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(two.Get(id))}})
		if two.Has(id) {
			t.Error("deleted here and still shown")
		}
		one.Sync()
		two.Sync()
		if !two.Has(id) || campus.As[campus.Post](two.Get(id)).Text != "edited" {
			t.Error("the edit was lost to a deletion that had not seen it")
		}
		// An edit that meets a tombstone is kept beside it.
		testenv.Edit(two, id, func(p *campus.Post) { p.Text = "edited again" })
		one.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Remove(one.Get(id))}})
		one.Sync()
		two.Sync()
		one.Sync()
		for _, d := range []*testenv.Device{one, two} {
			r := d.Get(id)
			if !r.Deleted || len(r.Versions) != 1 {
				t.Errorf("%s: deleted %v, %d versions", d.Name, r.Deleted, len(r.Versions))
			}
		}
	})
}

func TestClonedCopyForks(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		one := e.Device("siti")
		class := newClass(e, one)
		one.Sync()
		one.Do(campus.Say(class, class, "before the copy"))
		clone := &testenv.Device{Env: e, Name: "clone", Dir: t.TempDir(), Svc: e.Service()}
		_ = one.Close()
		if err := os.CopyFS(clone.Dir, os.DirFS(one.Dir)); err != nil {
			t.Fatal(err)
		}
		one.Open()
		clone.Open()
		one.Do(campus.Say(class, class, "on the first"))
		clone.Do(campus.Say(class, class, "on the clone"))
		one.Sync()
		clone.Sync()
		one.Sync()
		for _, d := range []*testenv.Device{one, clone} {
			if n, _ := d.Count(context.Background(), campus.Query{Kind: "post", Topic: class}); n != 3 {
				t.Errorf("%s sees %d posts, want 3", d.Name, n)
			}
		}
		if one.Identity().Device() == clone.Identity().Device() {
			t.Error("both still have one name")
		}
		for _, d := range []*testenv.Device{one, clone, e.Device("siti")} { // what is signed anew and was there edits nothing
			posts, err := d.Records(t.Context(), campus.Query{Kind: "post", Topic: class})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range posts {
				if !p.Edited.Equal(p.Created) {
					t.Errorf("%s: %q shows as edited at %v, was made at %v", d.Name, campus.As[campus.Post](p).Text, p.Edited, p.Created)
				}
			}
		}
	})
}

func TestManyPages(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		const n = 1500
		for i := range n {
			siti.Do(campus.Say(class, class, fmt.Sprintf("post %d, with some text behind it so that pages fill", i)))
		}
		if got := siti.Sync(); got.Sent != n+1 {
			t.Errorf("%d sets were settled, want %d", got.Sent, n+1)
		}
		dara.Sync()
		if got, _ := dara.Count(context.Background(), campus.Query{Kind: "post", Topic: class}); got != n {
			t.Errorf("the student has %d posts, want %d", got, n)
		}
		if r := dara.Sync(); r.Records != 0 {
			t.Errorf("a sync with nothing to say brought %d records", r.Records)
		}
	})
}

func TestFileReachesStudent(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		ctx := context.Background()
		siti, dara, nok := e.Device("siti"), e.Device("dara"), e.Device("nok")
		class := newClass(e, siti, "dara")
		content := make([]byte, 3<<20)
		r := rand.New(rand.NewPCG(1, 2))
		for i := range content {
			content[i] = byte(r.UintN(256))
		}
		path := filepath.Join(t.TempDir(), "slides.pdf")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := siti.Files.Add(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		id := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
		siti.Restart()
		siti.Sync()
		dara.Sync()
		if _, err := dara.Files.Open(ctx, id, nil); campus.CodeOf(err) != campus.NotHere {
			t.Errorf("before the upload: %v", err)
		}
		if err := siti.Files.Upload(ctx); err != nil {
			t.Fatal(err)
		}
		dara.Sync()
		if s, err := dara.Files.State(ctx, id); err != nil || !s.OnServer || s.Here != 0 {
			t.Errorf("state %+v %v", s, err)
		}
		got, err := dara.Files.Open(ctx, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := os.ReadFile(got); !bytes.Equal(b, content) {
			t.Error("the bytes are not the same")
		}
		if _, err := nok.Svc.Manifest(ctx, nok.Identity().Token, protocol.DocumentRef{Space: class, Document: id}); campus.CodeOf(err) != campus.NotFound {
			t.Errorf("a stranger asks for the file: %v", err)
		}
	})
}

// TestFileOverTheQuota: a file that the server does not take stays here, its
// person is told why, and the next one goes all the same.
func TestFileOverTheQuota(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	ctx := context.Background()
	e := testenv.NewWith(t, server.Options{Quota: 1000}, true, "teacher:siti")
	siti := e.Device("siti")
	class := newClass(e, siti)
	add := func(size int) campus.ID {
		path := filepath.Join(t.TempDir(), "notes.txt")
		if err := os.WriteFile(path, bytes.Repeat([]byte("x"), size), 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := siti.Files.Add(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		id := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
		siti.Sync()
		return id
	}
	large, small := add(2000), add(500)
	if err := siti.Files.Upload(ctx); campus.CodeOf(err) != campus.TooLarge {
		t.Errorf("the upload: %v", err)
	}
	siti.Sync()
	if s, err := siti.Files.State(ctx, large); err != nil || s.OnServer || !s.Whole() || !strings.Contains(s.Trouble, "a person has on the server") {
		t.Errorf("the large one: %+v %v", s, err)
	}
	if s, err := siti.Files.State(ctx, small); err != nil || !s.OnServer || s.Trouble != "" {
		t.Errorf("the small one: %+v %v", s, err)
	}
}

func TestWrongPassword(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		d := e.Device("siti")
		for _, c := range []struct{ user, password string }{{"siti", "wrong"}, {"nobody", testenv.Password}, {"", ""}} {
			err := sync.SignIn(context.Background(), d.Replica, d.Svc, "test", c.user, c.password)
			if campus.CodeOf(err) != protocol.WrongSignIn {
				t.Errorf("%q %q: %v", c.user, c.password, err)
			}
		}
	})
}
