package campus

import (
	"strings"
	"testing"
	"time"
)

func TestCommunityRules(t *testing.T) {
	person := Record{ID: me, Kind: "person"}
	them := Record{ID: other, Kind: "person"}
	news := Record{ID: place, Kind: "article"}
	open := Record{ID: record, Kind: "request", Author: other, Body: Body(`{"state":"open","title":"a"}`)}
	closed := Record{ID: NewID(), Kind: "request", Author: other, Body: Body(`{"state":"closed","title":"a"}`)}
	mine := Record{ID: AnswerID(record, me), Kind: "answer"}
	all := map[ID]Record{me: person, other: them, place: news, record: open, closed.ID: closed}
	answered := map[ID]Record{record: open, mine.ID: mine}
	doc := func(of ID, size string) string {
		return `{"manifest":"` + hash64 + `","name":"me.jpg","type":"image/jpeg","size":` + size + `,"of":"` + string(of) + `"}`
	}
	mineAudience := Audience(me)
	for _, c := range []struct {
		name     string
		kind     string
		in       SpaceType
		role     Role
		author   ID
		record   ID
		body     string // of the record before
		edit     string // "" for a new record
		audience Audience
		deleted  bool
		look     map[ID]Record
		may      bool
	}{
		{name: "staff write a draft", kind: "article", in: InCommons, role: Staff, author: me, body: `{"title":"a","pinned":true}`, audience: StaffOnly, may: true},
		{name: "for one person", kind: "article", in: InCommons, role: Staff, author: me, body: `{"title":"a"}`, audience: mineAudience},
		{name: "a member pins", kind: "article", in: InCommons, role: Member, author: me, body: `{"title":"a"}`, edit: `{"pinned":true}`},
		{name: "a member archives", kind: "article", in: InInstitution, role: Member, author: me, body: `{"title":"a"}`, edit: `{"archived":true}`},
		{name: "another of the staff pins", kind: "article", in: InInstitution, role: Staff, author: other, body: `{"title":"a"}`, edit: `{"pinned":true}`, may: true},

		{name: "an answer", kind: "answer", in: InCommons, role: Member, author: me, record: mine.ID, body: `{"of":"` + string(record) + `","text":"yes"}`, look: all, may: true},
		{name: "a second answer", kind: "answer", in: InCommons, role: Member, author: me, record: NewID(), body: `{"of":"` + string(record) + `","text":"yes"}`, look: all},
		{name: "in another's name", kind: "answer", in: InCommons, role: Member, author: me, record: AnswerID(record, other), body: `{"of":"` + string(record) + `","text":"yes"}`, look: all},
		{name: "to nothing", kind: "answer", in: InCommons, role: Member, author: me, record: AnswerID(place, me), body: `{"of":"` + string(place) + `","text":"yes"}`, look: all},
		{name: "to what is closed", kind: "answer", in: InCommons, role: Member, author: me, record: AnswerID(closed.ID, me), body: `{"of":"` + string(closed.ID) + `","text":"yes"}`, look: all},
		{name: "withdrawn", kind: "answer", in: InCommons, role: Member, author: me, record: mine.ID, body: `{"of":"` + string(record) + `","text":"yes"}`, edit: `{"withdrawn":true}`, look: all, may: true},
		{name: "withdrawn by another", kind: "answer", in: InCommons, role: Staff, author: other, record: AnswerID(record, other), body: `{"of":"` + string(record) + `","text":"yes"}`, edit: `{"withdrawn":true}`},
		{name: "removed by the secretariat", kind: "answer", in: InCommons, role: Staff, author: other, record: AnswerID(record, other), body: `{"of":"` + string(record) + `","text":"yes"}`, deleted: true, may: true},

		{name: "who answered marks it", kind: "request", in: InCommons, role: Member, author: other, body: string(open.Body), edit: `{"state":"answered"}`, look: answered, may: true},
		{name: "who did not", kind: "request", in: InCommons, role: Member, author: other, body: string(open.Body), edit: `{"state":"answered"}`, look: all},
		{name: "who answered closes it", kind: "request", in: InCommons, role: Member, author: other, body: string(open.Body), edit: `{"state":"closed"}`, look: answered},
		{name: "who answered agrees", kind: "request", in: InCommons, role: Member, author: other, body: string(open.Body), edit: `{"state":"closed","with":"` + string(me) + `"}`, look: answered},
		{name: "who answered writes more", kind: "request", in: InCommons, role: Member, author: other, body: string(open.Body), edit: `{"state":"answered","title":"b"}`, look: answered},
		{name: "its author agrees", kind: "request", in: InCommons, role: Member, author: me, body: string(open.Body), edit: `{"state":"closed","with":"` + string(other) + `"}`, may: true},
		{name: "with themselves", kind: "request", in: InCommons, role: Member, author: me, body: string(open.Body), edit: `{"state":"closed","with":"` + string(me) + `"}`},
		{name: "who it was agreed with says no", kind: "request", in: InCommons, role: Member, author: other, body: `{"title":"a","state":"closed","with":"` + string(me) + `"}`, edit: `{"state":"answered","with":null}`, may: true},
		{name: "somebody else says no", kind: "request", in: InCommons, role: Staff, author: other, body: `{"title":"a","state":"closed","with":"` + string(place) + `"}`, edit: `{"state":"answered","with":null}`},

		{name: "my contact", kind: "contact", in: InCommons, role: Member, author: me, record: ContactID(me), body: `{"person":"` + string(me) + `"}`, may: true},
		{name: "for me alone", kind: "contact", in: InCommons, role: Member, author: me, record: ContactID(me), body: `{"person":"` + string(me) + `"}`, audience: mineAudience, may: true},
		{name: "another's contact", kind: "contact", in: InCommons, role: Staff, author: me, record: ContactID(other), body: `{"person":"` + string(other) + `"}`},
		{name: "another's contact changed", kind: "contact", in: InCommons, role: Owner, author: other, record: ContactID(other), body: `{"person":"` + string(other) + `"}`, edit: `{"phone":"1"}`},
		{name: "contact for the staff alone", kind: "contact", in: InCommons, role: Staff, author: me, record: ContactID(me), body: `{"person":"` + string(me) + `"}`, audience: StaffOnly},
		{name: "contact deleted", kind: "contact", in: InCommons, role: Member, author: me, record: ContactID(me), body: `{"person":"` + string(me) + `"}`, deleted: true},

		{name: "my picture", kind: "document", in: InCommons, role: Member, author: me, body: doc(me, "5000"), look: all, may: true},
		{name: "a large picture", kind: "document", in: InCommons, role: Member, author: me, body: doc(me, "70000"), look: all},
		{name: "a hidden picture", kind: "document", in: InCommons, role: Member, author: me, body: doc(me, "5000"), audience: mineAudience, look: all},
		{name: "another's picture", kind: "document", in: InCommons, role: Staff, author: me, body: doc(other, "5000"), look: all},
		{name: "a picture of news by a member", kind: "document", in: InCommons, role: Member, author: me, body: doc(place, "5000"), look: all},
		{name: "a picture of news by the secretariat", kind: "document", in: InCommons, role: Staff, author: me, body: doc(place, "500000"), audience: StaffOnly, look: all, may: true},
		{name: "my picture removed by the secretariat", kind: "document", in: InCommons, role: Staff, author: other, body: doc(other, "5000"), deleted: true, look: all, may: true},
	} {
		id := c.record
		if id == "" {
			id = record
		}
		w := Write{Actor: Actor{Person: me, Role: c.role}, Space: NewID(), In: c.in, Record: id, Author: c.author, Deleted: c.deleted}
		if c.look != nil {
			w.Look = func(id ID) (Record, bool) { r, ok := c.look[id]; return r, ok }
		}
		if err := judgeSample(t, c.kind, c.body, c.edit, w, c.edit == "" && !c.deleted, c.audience); (err == nil) != c.may {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestCommunityValues(t *testing.T) {
	many := map[string]string{}
	for range MaxFilters + 1 {
		many[string(NewID())] = "x"
	}
	ok := Request{Title: "a", State: RequestOpen}
	with := func(change func(*Request)) *Request { r := ok; change(&r); return &r }
	if err := ok.Validate(); err != nil {
		t.Fatal(err)
	}
	for _, v := range []Value{
		&RequestAnswer{Of: place, Text: " "}, &RequestAnswer{Text: "x"}, &RequestAnswer{Of: place, Text: strings.Repeat("x", MaxAnswer+1)},
		&Contact{}, &Contact{Person: me, Email: strings.Repeat("x", MaxName+1)}, &Contact{Person: me, Line: "a\nb"},
		&SavedSearch{Section: "home", Name: "a"}, &SavedSearch{Section: "people"}, &SavedSearch{Section: "people", Name: "a", Filters: many},
		&SavedSearch{Section: "people", Name: "a", Filters: map[string]string{"a": strings.Repeat("x", MaxLine+1)}}, &SavedSearch{Section: "people", Name: "a", Seen: -1},
		with(func(r *Request) { r.Countries = "Thailand" }), with(func(r *Request) { r.From, r.To = "2027-03-02", "2027-03-01" }), with(func(r *Request) { r.From = "soon" }),
		with(func(r *Request) { r.With = other }), with(func(r *Request) { r.State, r.With = RequestClosed, "x" }), with(func(r *Request) { r.Areas = make([]string, MaxAreas+1) }),
		with(func(r *Request) { r.Areas = []string{""} }), with(func(r *Request) { r.Countries = strings.Repeat("TH ", MaxCountries+1) }),
		&Article{Title: "a", Publish: -1}, &Document{Name: "a", Manifest: hash64, Of: "x"},
	} {
		if v.Validate() == nil {
			t.Errorf("%+v is taken", v)
		}
	}
}

func TestNewsAt(t *testing.T) {
	made, now := time.UnixMilli(1000), time.UnixMilli(9000)
	for body, want := range map[string]int64{`{}`: 1000, `{"publish":5000}`: 5000, `{"publish":500}`: 1000, `{"publish":99999}`: 1000} {
		if got := NewsAt(Record{Created: made, Body: Body(body)}, now); got.UnixMilli() != want {
			t.Errorf("%s: %v", body, got.UnixMilli())
		}
	}
}

func TestAnswerMarksTheRequest(t *testing.T) {
	r := Record{ID: record, Kind: "request", Space: place, Author: other, Body: Body(`{"state":"open","title":"a"}`)}
	if a := AnswerTo(r, me, "yes"); len(a.Changes) != 2 || string(a.Changes[1].Set["state"]) != `"answered"` {
		t.Errorf("%+v", a.Changes)
	}
	if a := AnswerTo(r, other, "I mean in May"); len(a.Changes) != 1 {
		t.Error("its author's own words mark a request as answered")
	}
}
