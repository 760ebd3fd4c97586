package campus

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestJoiningRules(t *testing.T) {
	member := Record{ID: MembershipID(place, other), Kind: "membership", Body: Body(encode(&Membership{Person: other, Role: Member}))}
	all := Record{ID: place, Kind: "group", Body: Body(`{"entry":"all","name":"For all"}`)}
	for _, c := range []struct {
		name     string
		kind     string
		in       SpaceType
		role     Role
		record   ID
		body     string // what is made
		edit     string // or what it is changed by; what is there is the sample
		audience Audience
		deleted  bool
		here     []Record
		may      bool
	}{
		{"a wish in one's own space", "joining", InPersonal, Owner, record, `{"code":"BCDF2345"}`, "", Everyone, false, nil, true},
		{"a wish that is granted", "joining", InPersonal, Owner, record, `{"code":"BCDF2345","state":"joined"}`, "", Everyone, false, nil, false},
		{"granting it", "joining", InPersonal, Owner, record, "", `{"state":"joined"}`, Everyone, false, nil, false},
		{"another code", "joining", InPersonal, Owner, record, "", `{"code":"BCDF2346"}`, Everyone, false, nil, false},
		{"taking it back", "joining", InPersonal, Owner, record, "", "", Everyone, true, nil, true},
		{"a wish in a group", "joining", InGroup, Owner, record, `{"code":"BCDF2345"}`, "", Everyone, false, nil, false},
		{"a code of the staff", "joincode", InClass, Staff, record, `{"code":"BCDF2345"}`, "", StaffOnly, false, nil, true},
		{"a code for all to see", "joincode", InClass, Staff, record, `{"code":"BCDF2345"}`, "", Everyone, false, nil, false},
		{"a code of a member", "joincode", InClass, Member, record, `{"code":"BCDF2345"}`, "", StaffOnly, false, nil, false},
		{"a code in a talk", "joincode", InTalk, Owner, record, `{"code":"BCDF2345"}`, "", StaffOnly, false, nil, false},
		{"ending a code", "joincode", InClass, Staff, record, "", `{"off":true}`, StaffOnly, false, nil, true},
		{"an applicant of the staff's making", "applicant", InGroup, Owner, ApplicantID(place, other), samples["applicant"].body, "", StaffOnly, false, nil, false},
		{"accepting who was made a member", "applicant", InGroup, Staff, ApplicantID(place, other), "", `{"state":"accepted"}`, StaffOnly, false, []Record{member}, true},
		{"accepting who was not", "applicant", InGroup, Staff, ApplicantID(place, other), "", `{"state":"accepted"}`, StaffOnly, false, nil, false},
		{"refusing with a word", "applicant", InGroup, Staff, ApplicantID(place, other), "", `{"state":"refused","reason":"next term"}`, StaffOnly, false, nil, true},
		{"other words of the person", "applicant", InGroup, Staff, ApplicantID(place, other), "", `{"words":"pay me"}`, StaffOnly, false, nil, false},
		{"showing it to all", "applicant", InGroup, Staff, ApplicantID(place, other), "", `{"state":"refused"}`, Everyone, false, nil, false},
		{"answering as a member", "applicant", InGroup, Member, ApplicantID(place, other), "", `{"state":"refused"}`, StaffOnly, false, nil, false},
		{"a listing of the secretariat", "listing", InCommons, Owner, ListingID(place), samples["listing"].body, "", Everyone, false, nil, false},
		{"a listing is changed", "listing", InCommons, Owner, ListingID(place), "", `{"name":"Mine"}`, Everyone, false, nil, false},
		{"a group for all", "group", InGroup, Owner, place, `{"entry":"all","name":"All"}`, "", Everyone, false, nil, false},
		{"becomes one for all", "group", InGroup, Owner, place, "", `{"entry":"all"}`, Everyone, false, nil, false},
		{"becomes an open one", "group", InGroup, Staff, place, "", `{"entry":"open"}`, Everyone, false, nil, true},
		{"gets partners", "group", InGroup, Owner, place, "", `{"pair":["` + string(me) + `","` + string(other) + `"]}`, Everyone, false, nil, false},
		{"a task of a member", "task", InGroup, Member, record, samples["task"].body, "", Everyone, false, nil, true},
		{"another's task is moved", "task", InGroup, Member, record, "", `{"state":"done"}`, Everyone, false, nil, true},
		{"another's task is deleted", "task", InGroup, Member, record, "", "", Everyone, true, nil, false},
		{"the staff delete a task", "task", InGroup, Staff, record, "", "", Everyone, true, nil, true},
		{"a task of one's own alone", "task", InGroup, Member, record, samples["task"].body, "", Audience(me), false, nil, false},
		{"another's page is written on", "page", InGroup, Member, record, "", `{"text":"# More"}`, Everyone, false, nil, true},
		{"leaves a group for all", "membership", InGroup, Member, MembershipID(place, me), "", `{"role":"none"}`, Everyone, false, []Record{all}, false},
		{"leaves another", "membership", InGroup, Member, MembershipID(place, me), "", `{"role":"none"}`, Everyone, false, nil, true},
		{"is taken out of a group for all", "membership", InGroup, Owner, MembershipID(place, other), "", `{"role":"none"}`, Everyone, false, []Record{all}, false},
	} {
		before, isNew := samples[c.kind].body, c.body != ""
		if c.kind == "membership" && c.record == MembershipID(place, me) {
			before = `{"person":"` + string(me) + `","role":"member"}`
		}
		if isNew {
			before = c.body
		}
		w := Write{Actor: Actor{Person: me, Role: c.role, Teacher: true}, Space: place, In: c.in, Record: c.record, Author: other, Deleted: c.deleted, Was: c.audience,
			Look: func(id ID) (Record, bool) {
				i := slices.IndexFunc(c.here, func(r Record) bool { return r.ID == id })
				if i < 0 {
					return Record{}, false
				}
				return c.here[i], true
			}}
		if isNew {
			w.Author = me
		}
		if err := judgeSample(t, c.kind, before, c.edit, w, isNew, c.audience); (err == nil) != c.may {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestGroupKeepsAnOwner: the last owner stays as long as somebody else is there.
func TestGroupKeepsAnOwner(t *testing.T) {
	third := NewID()
	for _, c := range []struct {
		name  string
		in    SpaceType
		whose ID
		to    Role
		here  map[ID]Role
		may   bool
	}{
		{"the last owner leaves", InGroup, me, None, map[ID]Role{me: Owner, other: Member}, false},
		{"becomes a member", InGroup, me, Member, map[ID]Role{me: Owner, other: Staff}, false},
		{"who is alone becomes staff", InGroup, me, Staff, map[ID]Role{me: Owner}, false},
		{"one of two leaves", InGroup, me, None, map[ID]Role{me: Owner, third: Owner, other: Member}, true},
		{"who is alone leaves", InGroup, me, None, map[ID]Role{me: Owner, other: None}, true},
		{"another owner is put down", InGroup, other, Member, map[ID]Role{me: Owner, other: Owner}, true},
		{"a talk is left", InTalk, me, None, map[ID]Role{me: Owner, other: Member}, true},
	} {
		w := Write{Actor: Actor{Person: me, Role: Owner}, Space: place, In: c.in, Record: MembershipID(place, c.whose), Author: me,
			Before: &Membership{Person: c.whose, Role: Owner}, Changed: map[string]bool{"role": true}, Members: func() map[ID]Role { return c.here }}
		if err := Judge(kindOrFail(t, "membership"), w, &Membership{Person: c.whose, Role: c.to}, Everyone); (err == nil) != c.may {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestJoiningValues(t *testing.T) {
	for _, v := range []Value{
		&Joining{}, &Joining{Space: place, Code: "BCDF2345"}, &Joining{Code: "bcdf2345"}, &Joining{Code: "BCDF234"}, &Joining{Code: "BCDF234A"}, &Joining{Space: "x"},
		&Joining{Space: place, Words: strings.Repeat("x", MaxWords+1)}, &JoinCode{}, &JoinCode{Code: "BCDF2345", Until: -1}, &Applicant{Person: me}, &Applicant{State: JoinWaiting},
		&Applicant{Person: me, State: JoinJoined}, &Listing{}, &Listing{Space: place, Entry: EntryOpen}, &Group{Name: "x", Entry: "wide"}, &Group{Name: "x", Pair: []ID{me}},
		&Group{Name: "x", Pair: []ID{me, me}}, &Group{Name: "x", Pair: []ID{me, "x"}}, &Task{Title: "x"}, &Task{Title: "x", State: "lost"}, &Task{State: TaskDone},
		&Task{Title: "x", State: TaskDone, Due: "soon"}, &Task{Title: "x", State: TaskDone, Who: make([]ID, MaxDoers+1)}, &Task{Title: "x", State: TaskDone, Who: []ID{"x"}}, &Page{}, &Page{Title: "x", Text: "\x00"},
	} {
		if v.Validate() == nil {
			t.Errorf("%+v is taken", v)
		}
	}
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		c := NewCode()
		if !ValidCode(c) || CleanCode(strings.ToLower(ShowCode(c))) != c || seen[c] {
			t.Fatalf("the code %q", c)
		}
		seen[c] = true
	}
	for typed, want := range map[string]string{" bcdf–2345 ": "BCDF2345", "BC DF.23 45": "BCDF2345", "ກຂ": "ກຂ"} {
		if got := CleanCode(typed); got != want {
			t.Errorf("%q becomes %q", typed, got)
		}
	}
	until := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	wrote := func(at time.Time) Record { return Record{Created: at} }
	c := JoinCode{Code: "BCDF2345", Until: until.UnixMilli()}
	if !c.Open(wrote(until)) || c.Open(wrote(until.Add(time.Second))) {
		t.Error("a code lets in after its end, or not before it")
	}
	if (JoinCode{Off: true}).Open(wrote(until)) || !(JoinCode{}).Open(wrote(until)) {
		t.Error("a code that was ended lets in, or one without an end does not")
	}
}

func TestTaskDuties(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	task := func(title, due string, s TaskState, who ...ID) Record {
		return Record{ID: NewID(), Body: Body(encode(&Task{Title: title, Due: due, State: s, Who: who}))}
	}
	var got []string
	for _, r := range TaskDuties([]Record{task("no date", "", TaskToDo, me), task("today", "2026-11-20", TaskDoing, other, me), task("yesterday", "2026-11-19", TaskToDo, me),
		task("done", "2026-11-19", TaskDone, me), task("another's", "2026-11-19", TaskToDo, other), task("far", "2027-03-01", TaskToDo, me), task("long ago", "2026-01-01", TaskToDo, me)}, me, now) {
		v := As[Task](r)
		got = append(got, v.Title)
		if v.Overdue(now) != (v.Title == "yesterday") {
			t.Errorf("%s: overdue %v", v.Title, v.Overdue(now))
		}
	}
	if !slices.Equal(got, []string{"yesterday", "today", "no date"}) {
		t.Errorf("somebody is to do %v", got)
	}
}

func TestJoiningErrands(t *testing.T) {
	for _, c := range []struct {
		kind, body string
		deleted    bool
		want       string
	}{
		{"joining", `{"code":"BCDF2345"}`, false, ErrandJoin}, {"joining", `{"state":"joined"}`, false, ""}, {"joining", `{"state":"waiting"}`, true, ErrandJoin},
		{"applicant", `{"state":"waiting"}`, false, ""}, {"applicant", `{"state":"refused"}`, false, ErrandAnswer}, {"applicant", `{"state":"accepted"}`, false, ErrandAnswer},
		{"joincode", `{"code":"BCDF2345"}`, false, ErrandCode}, {"joincode", `{"code":"BCDF2345","off":true}`, false, ""}, {"joincode", `{"code":"BCDF2345"}`, true, ""},
		{"group", `{"name":"x"}`, false, ErrandList}, {"class", `{"title":"x"}`, false, ""},
	} {
		got := ""
		for _, e := range ErrandsOf(Record{ID: record, Kind: c.kind, Body: Body(c.body), Deleted: c.deleted}) {
			got += e.What
		}
		if got != c.want {
			t.Errorf("a %s %s asks for %q, want %q", c.kind, c.body, got, c.want)
		}
	}
}
