package campus

import "testing"

// TestWhoMayRevive is the rule of taking a removal back, by who removed and who asks.
func TestWhoMayRevive(t *testing.T) {
	author, staff, other := NewID(), NewID(), NewID()
	topic, request := NewID(), NewID()
	open := func(id ID) (Record, bool) {
		switch id {
		case topic:
			return Record{ID: topic, Kind: "topic", Body: Body(`{"title":"Rice"}`)}, true
		case request:
			return Record{ID: request, Kind: "request", Body: Body(`{"state":"open"}`)}, true
		}
		return Record{}, false
	}
	removed := func(id ID) (Record, bool) {
		r, found := open(id)
		r.Deleted = true
		return r, found
	}
	locked := func(id ID) (Record, bool) {
		r, found := open(id)
		r.Body = Body(`{"title":"Rice","locked":true,"state":"closed"}`)
		return r, found
	}
	post, lesson := &Post{Topic: topic, Text: "I do"}, &Lesson{Title: "One", Order: "n"}
	said := &RequestAnswer{Of: request, Text: "We can"}
	file := &Document{Name: "a.txt", Manifest: hashOfNothing, Of: topic}
	for _, c := range []struct {
		name     string
		kind     string
		v        Value
		in       SpaceType
		actor    ID
		role     Role
		by       ID // who removed it
		audience Audience
		look     func(ID) (Record, bool)
		want     Code
	}{
		{"its author, own removal", "post", post, InCommons, author, Member, author, Everyone, open, ""},
		{"its author, the staff's removal", "post", post, InCommons, author, Member, staff, Everyone, open, Forbidden},
		{"the staff, own removal", "post", post, InCommons, staff, Staff, staff, Everyone, open, ""},
		{"the staff, its author's removal", "post", post, InCommons, staff, Staff, author, Everyone, open, ""},
		{"another member", "post", post, InCommons, other, Member, author, Everyone, open, Forbidden},
		{"another member who removed it as staff once", "post", post, InCommons, staff, Member, staff, Everyone, open, Forbidden},
		{"who has left", "post", post, InClass, author, None, author, Everyone, open, Forbidden},
		{"who may not see it any more", "post", post, InCommons, author, Member, author, StaffOnly, open, Forbidden},
		{"to a topic that is removed", "post", post, InCommons, author, Member, author, Everyone, removed, Forbidden},
		{"to a topic that is locked", "post", post, InCommons, author, Member, author, Everyone, locked, Forbidden},
		{"to a topic that is locked, the staff", "post", post, InCommons, staff, Staff, staff, Everyone, locked, ""},
		{"who began a private conversation", "post", post, InTalk, staff, Owner, author, Everyone, open, Forbidden},
		{"a post where posts are not", "post", post, InPersonal, author, Owner, author, Everyone, open, Forbidden},
		{"a lesson, a teacher", "lesson", lesson, InClass, staff, Staff, author, Everyone, open, ""},
		{"a lesson, who was a teacher once", "lesson", lesson, InClass, author, Member, author, Everyone, open, Forbidden},
		{"an answer", "answer", said, InCommons, author, Member, author, Everyone, open, ""},
		{"an answer to a request that is removed", "answer", said, InCommons, author, Member, author, Everyone, removed, Forbidden},
		{"an answer to a request that is closed", "answer", said, InCommons, author, Member, author, Everyone, locked, Forbidden},
		{"a file of what is removed", "document", file, InGroup, author, Member, author, Everyone, removed, Forbidden},
		{"a file", "document", file, InGroup, author, Member, author, Everyone, open, ""},
		{"a wish to join", "joining", &Joining{Space: topic}, InPersonal, author, Owner, author, Everyone, open, Forbidden},
		{"what the server removed, its author", "document", file, InGroup, author, Member, "", Everyone, open, Forbidden},
		{"what breaks a rule by now", "lesson", &Lesson{Order: "n"}, InClass, staff, Staff, staff, Everyone, open, Invalid},
	} {
		kind, _ := KindNamed(c.kind)
		id := NewID()
		if c.kind == "answer" {
			id = AnswerID(request, author)
		}
		w := Write{Actor: Actor{Person: c.actor, Role: c.role}, Space: NewID(), In: c.in, Record: id, Author: author, Before: c.v,
			Was: c.audience, Look: c.look, Revives: &Removal{By: c.by}}
		got := Code("")
		if err := Judge(kind, w, c.v, c.audience); err != nil {
			got = CodeOf(err)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

const hashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// TestReviveMerges: a deletion is taken back by who knows what was deleted.
func TestReviveMerges(t *testing.T) {
	kind, _ := KindNamed("document")
	r := Record{ID: NewID(), Kind: "document", Deleted: true, Body: Body(`{"manifest":"aa","name":"a.txt","stored":"aa"}`)}
	seen := r
	seen.Body = Body(`{"manifest":"aa","name":"a.txt"}`) // before the server had the file
	for name, c := range map[string]struct {
		change Change
		live   bool
		want   Code
	}{
		"as it is":              {Revive(r), false, ""},
		"as it was seen":        {Revive(seen), false, ""},
		"something else":        {Revive(Record{ID: r.ID, Kind: r.Kind, Body: Body(`{"name":"b.txt"}`)}), false, Changed},
		"nothing named":         {Change{Record: r.ID, Kind: r.Kind, Revive: true}, false, Changed},
		"another kind":          {Change{Record: r.ID, Kind: "post", Revive: true}, false, Invalid},
		"what is there already": {Revive(r), true, ""},
	} {
		was := r
		was.Deleted = !c.live
		m, err := Merge(kind, was, c.change, nil)
		got := Code("")
		if err != nil {
			got = CodeOf(err)
		}
		if got != c.want || c.want == "" && (m.Deleted || !m.Mixed || string(m.Body) != string(r.Body) || len(m.Changed)+len(m.Beside) > 0) {
			t.Errorf("%s: %q %+v", name, got, m)
		}
	}
}

// TestRevivedKeepsOrder: what is taken back is what was deleted, and nothing else.
func TestRevivedKeepsOrder(t *testing.T) {
	a, b := Record{ID: NewID(), Kind: "post", Body: Body(`{"text":"x"}`)}, Record{ID: NewID(), Kind: "document", Body: Body(`{"name":"y"}`)}
	edit := Change{Record: NewID(), Kind: "post", Set: Create("", "post", &Post{Text: "z"}).Set}
	back := Action{Space: NewID(), Draft: "place", Changes: []Change{Remove(a), edit, Remove(b)}}.Revived()
	if len(back.Changes) != 2 || back.Draft != "" || back.Changes[0].Record != a.ID || back.Changes[1].Record != b.ID {
		t.Fatalf("%+v", back)
	}
	for i, r := range []Record{a, b} {
		if c := back.Changes[i]; !c.Revive || c.Delete || c.Base["*"] != HashBody(r.Body) || HashBody(r.Body) != Revive(r).Base["*"] {
			t.Errorf("%+v", c)
		}
	}
}
