package campus

import (
	"slices"
	"testing"
)

// there is what Write.Find sees in these tests.
func there(records ...Record) func(ID) (Record, bool) {
	return func(id ID) (Record, bool) {
		i := slices.IndexFunc(records, func(r Record) bool { return r.ID == id })
		if i < 0 {
			return Record{}, false
		}
		return records[i], true
	}
}

func TestWhoReacts(t *testing.T) {
	k := kindOrFail(t, "reaction")
	post := Record{ID: record, Kind: "post", Author: other}
	for _, c := range []struct {
		name   string
		id     ID
		emoji  string
		turns  int64
		author ID
		to     Audience
		look   func(ID) (Record, bool)
		edit   bool
		del    bool
		want   Code
	}{
		{name: "on a post", want: ""},
		{name: "on a topic", look: there(Record{ID: record, Kind: "topic"}), want: ""},
		{name: "on what is not here yet", look: there(), want: ""},
		{name: "off again", edit: true, turns: 2, want: ""},
		{name: "under another ID", id: place, want: Invalid},
		{name: "in another's name", id: ReactionID(record, other, "👍"), want: Invalid},
		{name: "another's, turned off", id: ReactionID(record, other, "👍"), author: other, edit: true, turns: 2, want: Forbidden},
		{name: "deleted", edit: true, del: true, want: Forbidden},
		{name: "a word instead of a sign", emoji: "haha", id: ReactionID(record, me, "haha"), want: Invalid},
		{name: "marks of direction", emoji: "\u202e👍", id: ReactionID(record, me, "\u202e👍"), want: Invalid},
		{name: "turned less than never", turns: -1, want: Invalid},
		{name: "on a mark", look: there(Record{ID: record, Kind: "mark"}), want: Forbidden},
		{name: "for others than the post is for", to: Audience(me), want: Forbidden},
		{name: "on a hidden post, which is like none", look: there(Record{ID: record, Kind: "post", Audience: StaffOnly}), want: ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := &Reaction{Of: record, Emoji: c.emoji, Turns: c.turns}
			if v.Emoji == "" {
				v.Emoji = "👍"
			}
			if v.Turns == 0 {
				v.Turns = 1
			}
			w := Write{Actor: Actor{Person: me, Role: Member}, Space: place, In: InClass, Record: c.id, Author: c.author, Look: c.look, Deleted: c.del, Changed: map[string]bool{"turns": true}}
			if w.Record == "" {
				w.Record = ReactionID(record, me, "👍")
			}
			if w.Author == "" {
				w.Author = me
			}
			if w.Look == nil {
				w.Look = there(post)
			}
			if c.edit {
				w.Before = &Reaction{Of: record, Emoji: "👍", Turns: 1}
			}
			if err := Judge(k, w, v, c.to); (err == nil) != (c.want == "") || err != nil && CodeOf(err) != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

// Two computers turn one reaction: whoever counted further is right, and off, on and
// off again needs no record of its own.
func TestReactionsAreTurned(t *testing.T) {
	post := Record{ID: record, Space: place, Kind: "post"}
	a := React(Record{}, post, me, "🎉")
	on := Record{ID: a.Changes[0].Record, Space: place, Kind: "reaction", Author: me, Body: NewBody(a.Changes[0].Set)}
	if !As[Reaction](on).On() {
		t.Fatal("it is not on")
	}
	k := kindOrFail(t, "reaction")
	off := React(on, post, me, "🎉").Changes[0]
	for range 2 { // both computers turn it off
		m, err := Merge(k, on, off, nil)
		if err != nil || len(m.Beside) > 0 {
			t.Fatalf("%v, beside it %v", err, m.Beside)
		}
		on.Body = m.Body
	}
	if As[Reaction](on).On() {
		t.Error("turned off on two computers it is on")
	}
	if on.Body, _ = Overlay(on.Body, React(on, post, me, "🎉").Changes[0]); !As[Reaction](on).On() {
		t.Error("turned on again it is off")
	}
}

func TestWhoAttaches(t *testing.T) {
	k := kindOrFail(t, "document")
	post := Record{ID: record, Kind: "post", Author: me}
	for _, c := range []struct {
		name   string
		role   Role
		in     SpaceType
		post   Record
		author ID
		to     Audience
		was    Audience
		edit   bool
		del    bool
		want   Code
	}{
		{name: "a student to an own post", role: Member, in: InClass, post: post},
		{name: "a member of the commons who is no teacher", role: Member, in: InCommons, post: post},
		{name: "to another's post", role: Member, in: InClass, post: Record{ID: record, Kind: "post", Author: other}, want: Forbidden},
		{name: "the staff to another's post", role: Owner, in: InClass, post: Record{ID: record, Kind: "post", Author: other}, want: Forbidden},
		{name: "to a post that is not here", role: Member, in: InClass, want: Forbidden},
		{name: "to a post that was removed", role: Member, in: InClass, post: Record{ID: record, Kind: "post", Author: me, Deleted: true}, want: Forbidden},
		{name: "to a lesson, as any document there", role: Member, in: InClass, post: Record{ID: record, Kind: "lesson", Author: other}, want: Forbidden},
		{name: "for oneself and the staff beside a post for all", role: Member, in: InClass, post: post, to: Audience(me), want: Forbidden},
		{name: "removed by its author", role: Member, in: InClass, post: post, edit: true, del: true},
		{name: "removed by its author after the post", role: Member, in: InClass, post: Record{ID: record, Kind: "post", Author: me, Deleted: true}, edit: true, del: true},
		{name: "removed by another member", role: Member, in: InClass, post: post, author: other, edit: true, del: true, want: Forbidden},
		{name: "removed by the staff", role: Staff, in: InClass, post: post, author: other, edit: true, del: true},
		{name: "removed by who started the conversation", role: Owner, in: InTalk, post: post, author: other, edit: true, del: true, want: Forbidden},
		{name: "renamed by the staff", role: Staff, in: InClass, post: post, author: other, edit: true, want: Forbidden},
		{name: "hidden by the staff", role: Staff, in: InClass, post: post, edit: true, to: StaffOnly, want: Forbidden},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &Document{Name: "map.png", Size: 3, Manifest: hash64, Of: record}
			w := Write{Actor: Actor{Person: me, Role: c.role}, Space: place, In: c.in, Record: NewID(), Author: me, Was: c.was,
				Deleted: c.del, Changed: map[string]bool{"name": c.edit && !c.del}, Look: there(c.post)}
			if !w.Changed["name"] {
				w.Changed = nil
			}
			if c.author != "" {
				w.Author = c.author
			}
			if c.edit {
				w.Before = &Document{Name: "m.png", Size: 3, Manifest: hash64, Of: record}
			}
			if err := Judge(k, w, d, c.to); (err == nil) != (c.want == "") || err != nil && CodeOf(err) != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestPostsMention(t *testing.T) {
	many := slices.Repeat([]ID{me}, MaxMentions+1)
	for _, c := range []struct {
		name string
		ids  []ID
		ok   bool
	}{
		{"nobody", nil, true},
		{"somebody", []ID{other}, true},
		{"as many as there may be", many[1:], true},
		{"too many", many, false},
		{"no ID", []ID{"Dara"}, false},
		{"a NUL", []ID{"\x00"}, false},
	} {
		p := &Post{Topic: place, Text: "@Dara look", Mentioned: c.ids}
		if err := p.Validate(); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if p := (Post{Mentioned: []ID{other}}); p.Mentions(me) || !p.Mentions(other) {
		t.Error("it mentions the wrong people")
	}
}

// Two computers never write the same field of a draft.
func TestDraftsDoNotConflict(t *testing.T) {
	d := Draft{Device: "d1", In: place, Of: place, Text: "I thi"}
	a := Carry(me, Record{}, d)
	was := Record{ID: a.Changes[0].Record, Space: a.Space, Kind: "draft", Author: me, Body: NewBody(a.Changes[0].Set)}
	if got := As[Draft](was); !got.Open() || got.Rev != 1 || a.Space != PersonalSpace(me) {
		t.Fatalf("%+v", got)
	}
	if again := Carry(me, was, d); len(again.Changes) > 0 {
		t.Error("what did not change is written")
	}
	dealt := Dealt(was).Changes[0]
	d.Text = "I think so"
	more := Carry(me, was, d).Changes[0]
	k := kindOrFail(t, "draft")
	m, err := Merge(k, was, more, nil)
	if err != nil {
		t.Fatal(err)
	}
	was.Body = m.Body
	if m, err = Merge(k, was, dealt, nil); err != nil || len(m.Beside) > 0 {
		t.Fatalf("%v, beside it %v", err, m.Beside)
	}
	was.Body = m.Body
	if got := As[Draft](was); !got.Open() || got.Text != "I think so" {
		t.Errorf("what was written after the other computer looked is not offered: %+v", got)
	}
	d.Text = ""
	was.Body, _ = Overlay(was.Body, Carry(me, was, d).Changes[0])
	if As[Draft](was).Open() {
		t.Error("what was sent is offered")
	}
}

// That the server has a file by now is no reason not to delete it, an edit is.
func TestDeletionMeetsWhatTheServerWrote(t *testing.T) {
	k := kindOrFail(t, "document")
	r := Record{ID: record, Kind: "document", Body: Body(`{"manifest":"` + hash64 + `","name":"map.png","size":3}`)}
	gone := Remove(r)
	for body, want := range map[string]bool{
		`{"manifest":"` + hash64 + `","name":"map.png","size":3,"stored":"` + hash64 + `"}`:  true,
		`{"manifest":"` + hash64 + `","name":"maps.png","size":3,"stored":"` + hash64 + `"}`: false,
		`{"manifest":"` + hash64 + `","name":"map.png","size":3,"x":1}`:                      false,
	} {
		r.Body = Body(body)
		if m, err := Merge(k, r, gone, nil); (err == nil && m.Deleted) != want {
			t.Errorf("%s: %v, deleted %v", body, err, m.Deleted)
		}
	}
}
