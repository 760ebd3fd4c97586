package testenv_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/server"
)

// joiningOf gives the newest wish of a person that says this.
func joiningOf(d *testenv.Device, id campus.ID) campus.Joining {
	d.Env.T.Helper()
	return campus.As[campus.Joining](d.Get(id))
}

func isMember(d *testenv.Device, space campus.ID) bool {
	a, err := d.Actor(context.Background(), space)
	return err == nil && a.Role.In()
}

// newCode makes a code of a space on its teacher's computer.
func newCode(d *testenv.Device, space campus.ID) (id campus.ID, code string) {
	c := campus.NewJoinCode()
	d.Do(campus.Action{Space: space, Changes: []campus.Change{c}})
	d.Sync()
	return c.Record, campus.As[campus.JoinCode](d.Get(c.Record)).Code
}

func ask(d *testenv.Device, a campus.Action) campus.ID {
	d.Do(a)
	return a.Changes[0].Record
}

// TestJoinByCode: a code that was typed with no line brings the class with the next
// sync, whole, and one alone; it lets in nobody once it was ended.
func TestJoinByCode(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti)
		lesson := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Order: "n"})}})
		id, code := newCode(siti, class)

		wish := ask(dara, campus.JoinByCode(dara.Me(), strings.ToLower(campus.ShowCode(code))))
		dara.Restart()
		if joiningOf(dara, wish).State != "" || isMember(dara, class) {
			t.Fatal("somebody is in before the server knows of it")
		}
		dara.Sync()
		if !isMember(dara, class) || !dara.Has(lesson) {
			t.Error("the class does not come with the answer to the code")
		}
		if j := joiningOf(dara, wish); j.State != campus.JoinJoined || j.In != class {
			t.Errorf("the wish is %+v", j)
		}
		if dara.Has(id) {
			t.Error("a student has the code of the class")
		}
		if a, err := dara.Actor(context.Background(), class); err != nil || a.Role != campus.Member {
			t.Errorf("a code makes a %s (%v)", a.Role, err)
		}
		siti.Sync()
		if !siti.Has(campus.MembershipID(class, dara.Me())) {
			t.Error("the teacher does not see who has come in")
		}

		// The same once more, from another computer, changes nothing.
		second := e.Device("dara")
		again := ask(second, campus.JoinByCode(second.Me(), code))
		second.Sync()
		if joiningOf(second, again).State != campus.JoinJoined {
			t.Error("who is in is not told so")
		}

		// Whom the teacher took out does not come back with it.
		out, _ := campus.Edit(siti.Get(campus.MembershipID(class, dara.Me())), &campus.Membership{Person: dara.Me(), Role: campus.None})
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{out}})
		siti.Sync()
		dara.Sync()
		back := ask(dara, campus.JoinByCode(dara.Me(), code))
		dara.Sync()
		if j := joiningOf(dara, back); j.State != campus.JoinRefused || isMember(dara, class) {
			t.Errorf("who was taken out comes back with the code: %+v", j)
		}

		testenv.Edit(siti, id, func(c *campus.JoinCode) { c.Off = true })
		siti.Sync()
		ended, unknown := ask(minh, campus.JoinByCode(minh.Me(), code)), ask(minh, campus.JoinByCode(minh.Me(), "22222222"))
		minh.Sync()
		a, b := joiningOf(minh, ended), joiningOf(minh, unknown)
		if a.State != campus.JoinRefused || isMember(minh, class) {
			t.Errorf("a code that was ended: %+v", a)
		}
		if a.Reason != b.Reason || a.In != "" {
			t.Errorf("an ended code says %q, an unknown one %q", a.Reason, b.Reason)
		}
	})
}

// TestCodeUntil: who typed a code in time is let in, however late that arrives.
func TestCodeUntil(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	start := time.Now()
	now := start
	e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return now }}, false, "teacher:siti", "dara", "minh")
	siti := e.Device("siti")
	clock := func(d *testenv.Device) *testenv.Device {
		d.Clock = func() time.Time { return now }
		d.Restart()
		d.Sync()
		return d
	}
	dara, minh := clock(e.Device("dara")), clock(e.Device("minh"))
	class := newClass(e, siti)
	c := campus.Create(campus.NewID(), "joincode", &campus.JoinCode{Code: campus.NewCode(), Until: start.Add(time.Hour).UnixMilli()}).For(campus.StaffOnly)
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{c}})
	siti.Sync()
	code := campus.As[campus.JoinCode](siti.Get(c.Record)).Code
	early := ask(dara, campus.JoinByCode(dara.Me(), code))
	now = start.Add(3 * time.Hour)
	late := ask(minh, campus.JoinByCode(minh.Me(), code))
	dara.Sync()
	minh.Sync()
	if j := joiningOf(dara, early); j.State != campus.JoinJoined {
		t.Errorf("typed in time: %+v", j)
	}
	if j := joiningOf(minh, late); j.State != campus.JoinRefused {
		t.Errorf("typed too late: %+v", j)
	}
}

// TestCodesAreNotGuessed: after some wrong codes nobody is told of a right one.
func TestCodesAreNotGuessed(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
	class := newClass(e, siti)
	_, code := newCode(siti, class)
	for range 20 {
		ask(dara, campus.JoinByCode(dara.Me(), campus.NewCode()))
	}
	dara.Sync()
	right := ask(dara, campus.JoinByCode(dara.Me(), code))
	dara.Sync()
	if j := joiningOf(dara, right); j.State != campus.JoinRefused || isMember(dara, class) {
		t.Errorf("after 20 wrong codes: %+v", j)
	}
	other := ask(minh, campus.JoinByCode(minh.Me(), code))
	minh.Sync()
	if joiningOf(minh, other).State != campus.JoinJoined {
		t.Error("somebody else is kept out for that")
	}
}

// TestCodeBeforeItsClass: a teacher makes a class and its code without a line, the
// students give it and are heard from first. They are let in when the teacher is; who has
// let go of it meanwhile, and who gave another, is not.
func TestCodeBeforeItsClass(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh, nok := e.Device("siti"), e.Device("dara"), e.Device("minh"), e.Device("nok")
		class := newClass(e, siti)
		c := campus.NewJoinCode()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{c}})
		code := campus.As[campus.JoinCode](siti.Get(c.Record)).Code
		wish, dropped := ask(dara, campus.JoinByCode(dara.Me(), code)), ask(minh, campus.JoinByCode(minh.Me(), code))
		other := ask(nok, campus.JoinByCode(nok.Me(), campus.NewCode()))
		for _, d := range []*testenv.Device{dara, minh, nok} {
			d.Sync()
		}
		if joiningOf(dara, wish).State != campus.JoinRefused {
			t.Fatal("a code that the server can't know is known")
		}
		minh.Do(campus.Action{Space: campus.PersonalSpace(minh.Me()), Changes: []campus.Change{campus.Remove(minh.Get(dropped))}})
		minh.Sync()
		siti.Sync()
		for _, d := range []*testenv.Device{dara, minh, nok} {
			d.Sync()
		}
		if j := joiningOf(dara, wish); j.State != campus.JoinJoined || j.In != class || j.Reason != "" || !isMember(dara, class) {
			t.Errorf("after the code has arrived: %+v", j)
		}
		if isMember(minh, class) || isMember(nok, class) || joiningOf(nok, other).State != campus.JoinRefused {
			t.Error("somebody is in who has not given the code, or no longer wants to")
		}
	})
}

// newGroup makes a group with an entry on the teacher's computer.
func newGroup(d *testenv.Device, entry campus.Entry) campus.ID {
	a := campus.NewGroup(d.Me(), campus.Group{Name: "Solar dryers", About: "Bananas", Entry: entry})
	d.Do(a)
	d.Sync()
	return a.Space
}

func listingOf(d *testenv.Device, space campus.ID) campus.Listing {
	d.Sync()
	r, err := d.Record(context.Background(), campus.ListingID(space))
	if err != nil || r.Deleted {
		return campus.Listing{}
	}
	return campus.As[campus.Listing](r)
}

// TestDirectory: a group is listed while others may ask, under the name it has.
func TestDirectory(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		open, hidden := newGroup(siti, campus.EntryOpen), newGroup(siti, "")
		if l := listingOf(dara, open); l.Name != "Solar dryers" || l.Entry != campus.EntryOpen || l.Space != open {
			t.Errorf("an open group is listed as %+v", l)
		}
		if l := listingOf(dara, hidden); l.Space != "" {
			t.Errorf("a group by invitation is listed: %+v", l)
		}
		testenv.Edit(siti, open, func(g *campus.Group) { g.Name, g.Entry = "Dryers", campus.EntryClosed })
		siti.Sync()
		if l := listingOf(dara, open); l.Name != "Dryers" || l.Entry != campus.EntryClosed {
			t.Errorf("after a change it is listed as %+v", l)
		}
		testenv.Edit(siti, open, func(g *campus.Group) { g.Entry = campus.EntryInvitation })
		siti.Sync()
		if l := listingOf(dara, open); l.Space != "" {
			t.Errorf("a group that others may no longer ask to join is listed: %+v", l)
		}
		testenv.Edit(siti, open, func(g *campus.Group) { g.Entry = campus.EntryOpen })
		siti.Sync()
		if l := listingOf(dara, open); l.Name != "Dryers" {
			t.Errorf("a group that was opened again is listed as %+v", l)
		}
	})
}

// TestAskToJoin: the staff of a closed group are asked, nobody else, and the answer
// comes to who asked.
func TestAskToJoin(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		group := newGroup(siti, campus.EntryClosed)
		nok := e.Device("nok")
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Join(group, nok.Me(), campus.Member)}})
		siti.Sync()
		nok.Sync()

		wish := ask(dara, campus.Ask(dara.Me(), group, "I dry mangos"))
		dara.Sync()
		if j := joiningOf(dara, wish); j.State != campus.JoinWaiting || isMember(dara, group) {
			t.Fatalf("who asks a closed group is %+v", j)
		}
		siti.Sync()
		nok.Sync()
		applicant := campus.ApplicantID(group, dara.Me())
		if a := campus.As[campus.Applicant](siti.Get(applicant)); a.State != campus.JoinWaiting || a.Words != "I dry mangos" || a.Person != dara.Me() {
			t.Errorf("the staff see %+v", a)
		}
		if nok.Has(applicant) {
			t.Error("a member reads who has asked")
		}

		refuse, _ := campus.Edit(siti.Get(applicant), &campus.Applicant{Person: dara.Me(), Words: "I dry mangos", State: campus.JoinRefused, Reason: "We are full"})
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{refuse}})
		siti.Sync()
		dara.Sync()
		if j := joiningOf(dara, wish); j.State != campus.JoinRefused || j.Reason != "We are full" {
			t.Errorf("who was refused is told %+v", j)
		}

		// Asked once more, and accepted.
		wish = ask(dara, campus.Ask(dara.Me(), group, "Please"))
		dara.Sync()
		siti.Sync()
		a := campus.As[campus.Applicant](siti.Get(applicant))
		if a.State != campus.JoinWaiting || a.Words != "Please" || a.Reason != "" {
			t.Fatalf("the staff see of the second wish %+v", a)
		}
		a.State = campus.JoinAccepted
		accept, _ := campus.Edit(siti.Get(applicant), &a)
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Join(group, dara.Me(), campus.Member), accept}})
		siti.Sync()
		dara.Sync()
		if joiningOf(dara, wish).State != campus.JoinJoined || !isMember(dara, group) {
			t.Error("who was accepted is not in")
		}

		// Taken back, and added without an answer.
		wish = ask(minh, campus.Ask(minh.Me(), group, ""))
		minh.Sync()
		minh.Do(campus.Action{Space: campus.PersonalSpace(minh.Me()), Changes: []campus.Change{campus.Remove(minh.Get(wish))}})
		minh.Sync()
		siti.Sync()
		applicant = campus.ApplicantID(group, minh.Me())
		if a := campus.As[campus.Applicant](siti.Get(applicant)); a.State != campus.JoinWithdrawn {
			t.Errorf("a wish that was taken back is %+v for the staff", a)
		}
		wish = ask(minh, campus.Ask(minh.Me(), group, ""))
		minh.Sync()
		siti.Sync()
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Join(group, minh.Me(), campus.Member)}})
		siti.Sync()
		minh.Sync()
		siti.Sync()
		if joiningOf(minh, wish).State != campus.JoinJoined || campus.As[campus.Applicant](siti.Get(applicant)).State != campus.JoinAccepted {
			t.Error("who was added is not known to have been accepted")
		}
	})
}

// TestAcceptedAfterAll: whom the staff refused they can still let in.
func TestAcceptedAfterAll(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		group := newGroup(siti, campus.EntryClosed)
		ask(dara, campus.Ask(dara.Me(), group, "I dry mangos"))
		dara.Sync()
		siti.Sync()
		applicant := campus.ApplicantID(group, dara.Me())
		answer := func(s campus.JoinState, more ...campus.Change) {
			a := campus.As[campus.Applicant](siti.Get(applicant))
			a.State = s
			c, _ := campus.Edit(siti.Get(applicant), &a)
			siti.Do(campus.Action{Space: group, Changes: append(more, c)})
			siti.Sync()
			dara.Sync()
		}
		answer(campus.JoinRefused)
		if isMember(dara, group) {
			t.Fatal("who was refused is in")
		}
		answer(campus.JoinAccepted, campus.Join(group, dara.Me(), campus.Member))
		if !isMember(dara, group) || campus.As[campus.Applicant](siti.Get(applicant)).State != campus.JoinAccepted {
			t.Error("who was accepted after all is not in")
		}
	})
}

// TestOpenGroup: who wants to is in with one sync; whom the staff took out asks them.
func TestOpenGroup(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		group := newGroup(siti, campus.EntryOpen)
		wish := ask(dara, campus.Ask(dara.Me(), group, ""))
		dara.Sync()
		if joiningOf(dara, wish).State != campus.JoinJoined || !isMember(dara, group) {
			t.Fatal("who joins an open group is not in")
		}
		testenv.Edit(dara, campus.MembershipID(group, dara.Me()), func(m *campus.Membership) { m.Role = campus.None })
		dara.Sync()
		ask(dara, campus.Ask(dara.Me(), group, ""))
		dara.Sync()
		if !isMember(dara, group) {
			t.Error("who left by himself does not come back")
		}
		siti.Sync()
		testenv.Edit(siti, campus.MembershipID(group, dara.Me()), func(m *campus.Membership) { m.Role = campus.None })
		siti.Sync()
		wish = ask(dara, campus.Ask(dara.Me(), group, ""))
		dara.Sync()
		if joiningOf(dara, wish).State != campus.JoinWaiting || isMember(dara, group) {
			t.Error("who was taken out comes back without asking the staff")
		}
	})
}

// TestNothingIsLearned: a space that is not to be asked is answered like one that there
// is not.
func TestNothingIsLearned(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, minh := e.Device("siti"), e.Device("minh")
		group, class := newGroup(siti, ""), newClass(e, siti)
		siti.Sync()
		var said []string
		for _, space := range []campus.ID{group, class, campus.NewID(), campus.PersonalSpace(siti.Me())} {
			wish := ask(minh, campus.Ask(minh.Me(), space, ""))
			minh.Sync()
			j := joiningOf(minh, wish)
			said = append(said, string(j.State)+j.Reason+string(j.In))
			if isMember(minh, space) {
				t.Errorf("a stranger is in %s", space)
			}
		}
		for _, s := range said {
			if s != said[2] || !strings.HasPrefix(s, string(campus.JoinRefused)) {
				t.Errorf("the answers differ: %q", said)
			}
		}
	})
}

// TestForgedJoining: what only the server or the staff may write.
func TestForgedJoining(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		group := newGroup(siti, campus.EntryClosed)
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Join(group, dara.Me(), campus.Member)}})
		id, code := newCode(siti, group)
		wish := ask(minh, campus.Ask(minh.Me(), group, ""))
		minh.Sync()
		siti.Sync()
		dara.Sync()
		applicant := campus.ApplicantID(group, minh.Me())

		refuses(t, e.Device("minh"), campus.Ask(siti.Me(), group, "")) // in somebody else's space, of which nobody learns
		refuses(t, dara, campus.Action{Space: group, Changes: []campus.Change{campus.NewJoinCode()}})
		refuses(t, dara, campus.Action{Space: group, Changes: []campus.Change{campus.Join(group, e.People["nok"], campus.Member)}})
		refuses(t, dara, campus.Action{Space: e.Commons, Changes: []campus.Change{
			campus.Create(campus.ListingID(campus.NewID()), "listing", &campus.Listing{Space: group, Name: "Mine", Entry: campus.EntryOpen})}})
		refuses(t, dara, campus.Action{Space: e.Commons, Changes: []campus.Change{
			{Record: campus.ListingID(group), Kind: "listing", Set: fields(t, `{"name":"Mine"}`), Base: map[string]string{"name": campus.HashValue([]byte(`"Solar dryers"`))}}}})
		refuses(t, dara, campus.Action{Space: group, Changes: []campus.Change{
			campus.Create(campus.ApplicantID(group, e.People["nok"]), "applicant", &campus.Applicant{Person: e.People["nok"], State: campus.JoinWaiting}).For(campus.StaffOnly)}})
		refuses(t, siti, campus.Action{Space: group, Changes: []campus.Change{
			campus.Create(campus.ApplicantID(group, e.People["nok"]), "applicant", &campus.Applicant{Person: e.People["nok"], State: campus.JoinWaiting}).For(campus.StaffOnly)}})
		refuses(t, siti, campus.Action{Space: group, Changes: []campus.Change{ // accepted and not let in
			{Record: applicant, Kind: "applicant", Set: fields(t, `{"state":"accepted"}`), Base: map[string]string{"state": campus.HashValue([]byte(`"waiting"`))}}}})

		// Past the copy, for it does not hold what they would change.
		told := func(d *testenv.Device, space campus.ID, code campus.Code, changes ...campus.Change) {
			t.Helper()
			forger := e.Device(d.Name[:strings.IndexByte(d.Name, '-')])
			set := forger.Forge(space, changes...)
			items, err := forger.Send(set)
			if o := testenv.Outcome(items, set); err != nil || o.State != campus.Refused || o.Code != code {
				t.Errorf("%s forges %s: %+v %v", d.Name, changes[0].Kind, o, err)
			}
		}
		accept := campus.Change{Record: applicant, Kind: "applicant", Set: fields(t, `{"state":"accepted"}`), Base: map[string]string{"state": campus.HashValue([]byte(`"waiting"`))}}
		told(dara, group, campus.Forbidden, accept)
		told(dara, group, campus.Forbidden, campus.Change{Record: id, Kind: "joincode", Set: fields(t, `{"off":true}`)})
		own := campus.PersonalSpace(minh.Me())
		told(minh, own, campus.Invalid, campus.Change{Record: wish, Kind: "joining", Set: fields(t, `{"state":"joined"}`), Base: map[string]string{"state": campus.HashValue([]byte(`"waiting"`))}})
		told(minh, own, campus.Invalid, campus.Change{Record: campus.NewID(), Kind: "joining", New: true, Set: fields(t, `{"code":"`+code+`","in":"`+string(group)+`"}`)})
		told(minh, own, campus.Invalid, campus.Change{Record: wish, Kind: "joining", Set: fields(t, `{"code":"`+code+`"}`)})
		if isMember(minh, group) {
			t.Error("a forged wish let somebody in")
		}

		// A code with a role in it makes a member all the same, and no owner.
		greedy := minh.Forge(own, campus.Change{Record: campus.NewID(), Kind: "joining", New: true, Set: fields(t, `{"code":"`+code+`","role":"owner"}`)})
		fresh := e.Device("minh")
		greedy = fresh.Forge(own, greedy.Changes...)
		if _, err := fresh.Send(greedy); err != nil {
			t.Fatal(err)
		}
		fresh = e.Device("minh")
		if a, err := fresh.Actor(context.Background(), group); err != nil || a.Role != campus.Member {
			t.Errorf("with a forged role somebody is %q (%v)", a.Role, err)
		}
	})
}

// TestGroupForAll: everybody is in it, new accounts too, and nobody leaves.
func TestGroupForAll(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		ctx := context.Background()
		siti, dara := e.Device("siti"), e.Device("dara")
		a := campus.NewGroup(siti.Me(), campus.Group{Name: "Matchmaking", Entry: campus.EntryAll})
		refuses(t, siti, a)
		if err := e.Server.Import(ctx, server.Import{Action: a}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := e.Server.DoErrands(ctx); err != nil {
			t.Fatal(err)
		}
		dara.Sync()
		siti.Sync()
		if !isMember(dara, a.Space) || !isMember(siti, a.Space) {
			t.Fatal("somebody is not in the group for all")
		}
		if l := listingOf(dara, a.Space); l.Space != "" {
			t.Errorf("it is listed: %+v", l)
		}
		dara.Do(campus.Say(a.Space, a.Space, "Who looks for partners?"))
		dara.Sync()
		leave, _ := campus.Edit(dara.Get(campus.MembershipID(a.Space, dara.Me())), &campus.Membership{Person: dara.Me(), Role: campus.None})
		refuses(t, dara, campus.Action{Space: a.Space, Changes: []campus.Change{leave}})
		refuses(t, siti, campus.Action{Space: a.Space, Changes: []campus.Change{leave}})
		closed, _ := campus.Edit(siti.Get(a.Space), &campus.Group{Name: "Matchmaking", Entry: campus.EntryInvitation})
		refuses(t, siti, campus.Action{Space: a.Space, Changes: []campus.Change{closed}})

		late := campus.NewID()
		if err := e.Server.Import(ctx,
			server.Import{Action: campus.Action{Space: e.Commons, Changes: []campus.Change{campus.Create(late, "person", &campus.Person{Name: "Late"}), campus.Join(e.Commons, late, campus.Member)}}},
		); err != nil {
			t.Fatal(err)
		}
		if err := e.Server.AddAccounts(ctx, "", server.Account{Person: late, User: "late", Password: testenv.Password}); err != nil {
			t.Fatal(err)
		}
		if !isMember(e.Device("late"), a.Space) {
			t.Error("a new account is not in the group for all")
		}
	})
}

// TestLastOwner: two owners who leave at once, neither knowing of the other: the second
// stays.
func TestLastOwner(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		group := newGroup(siti, "")
		leave := func(d *testenv.Device) campus.Action {
			c, _ := campus.Edit(d.Get(campus.MembershipID(group, d.Me())), &campus.Membership{Person: d.Me(), Role: campus.None})
			return campus.Action{Space: group, Changes: []campus.Change{c}}
		}
		siti.Do(campus.Action{Space: group, Changes: []campus.Change{campus.Join(group, dara.Me(), campus.Member), campus.Join(group, e.People["nok"], campus.Member)}})
		siti.Sync()
		refuses(t, siti, leave(siti))
		testenv.Edit(siti, campus.MembershipID(group, dara.Me()), func(m *campus.Membership) { m.Role = campus.Owner })
		siti.Sync()
		dara.Sync()
		siti.Do(leave(siti))
		dara.Do(leave(dara))
		siti.Sync()
		dara.Sync()
		if isMember(siti, group) || !isMember(dara, group) {
			t.Error("the group has lost both its owners, or neither")
		}
	})
}

// TestJoiningAfterARestore: a server put back to yesterday answers again.
func TestJoiningAfterARestore(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	group := newGroup(siti, campus.EntryOpen)
	restore := e.Backup()
	wish := ask(dara, campus.Ask(dara.Me(), group, ""))
	dara.Sync()
	restore()
	for range 4 {
		dara.Sync()
		siti.Sync()
	}
	if joiningOf(dara, wish).State != campus.JoinJoined || !isMember(dara, group) {
		t.Errorf("after a restore the wish is %+v", joiningOf(dara, wish))
	}
}

// TestWishesAreLimited: nobody can keep the staff of a group busy. The server's clock
// stands, for its patience grows with the time; which of wishes of one moment it reads
// last is open.
func TestWishesAreLimited(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	now := time.Now()
	e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return now }}, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	group := newGroup(siti, campus.EntryClosed)
	var all []campus.ID
	for range 61 {
		all = append(all, ask(dara, campus.Ask(dara.Me(), group, "")))
	}
	dara.Sync()
	refused := 0
	for _, id := range all {
		if j := joiningOf(dara, id); j.State == campus.JoinRefused && strings.HasPrefix(j.Reason, "too many requests") {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("of 61 wishes %d are refused", refused)
	}
	siti.Sync()
	applicants, err := siti.Records(context.Background(), campus.Query{Space: group, Kind: "applicant"})
	if err != nil || len(applicants) != 1 {
		t.Errorf("%d applicants of one person (%v)", len(applicants), err)
	}
}
