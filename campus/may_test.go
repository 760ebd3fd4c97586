package campus

import (
	"encoding/json"
	"testing"
)

// TestMayWrite is the table of permissions. A row says what a role may do with
// records of a kind: n new, E edit own, D delete own, e edit and d delete those
// of others; - where it may not.
func TestMayWrite(t *testing.T) {
	for _, c := range []struct {
		kind    string
		in      SpaceType
		role    Role
		teacher bool
		may     string
	}{
		{"topic", InCommons, None, true, "-----"}, {"topic", InCommons, Member, false, "nED--"}, {"topic", InCommons, Staff, true, "nED-d"},
		{"topic", InClass, Owner, true, "-----"},
		{"post", InCommons, Member, false, "nED--"}, {"post", InClass, None, true, "-----"}, {"post", InClass, Member, false, "nED--"},
		{"post", InClass, Staff, true, "nED-d"}, {"post", InClass, Owner, true, "nED-d"}, {"post", InTalk, Member, false, "nED--"},
		{"post", InInstitution, Owner, true, "-----"}, {"post", InPersonal, Owner, false, "-----"},
		{"article", InCommons, Member, true, "-----"}, {"article", InCommons, Staff, true, "nEDed"}, {"article", InInstitution, Member, false, "-----"},
		{"article", InInstitution, Staff, true, "nEDed"},
		{"lesson", InClass, Member, false, "-----"}, {"lesson", InClass, Member, true, "-----"}, {"lesson", InClass, Staff, false, "nEDed"},
		{"lesson", InClass, Owner, true, "nEDed"}, {"lesson", InGroup, Owner, true, "-----"},
		{"request", InCommons, Member, false, "-ED--"}, {"request", InCommons, Member, true, "nED--"}, {"request", InCommons, Staff, true, "nED-d"},
		{"document", InClass, Member, false, "-----"}, {"document", InClass, Staff, true, "nEDed"}, {"document", InInstitution, Member, false, "-----"},
		{"document", InInstitution, Staff, true, "nEDed"}, {"document", InCommons, Member, false, "-ED--"}, {"document", InCommons, Member, true, "nED--"},
		{"document", InGroup, Member, false, "nEDe-"}, {"document", InGroup, Staff, false, "nEDed"}, {"document", InTalk, Member, false, "nED--"},
		{"document", InPersonal, Owner, false, "nED-d"}, {"document", InGroup, None, true, "-----"},
		{"person", InCommons, Owner, true, "-----"}, {"person", InCommons, Member, false, "-----"}, // their own: see below
	} {
		sample := samples[c.kind]
		got := ""
		for _, what := range []struct {
			letter  string
			author  ID
			isNew   bool
			deleted bool
		}{{"n", me, true, false}, {"E", me, false, false}, {"D", me, false, true}, {"e", other, false, false}, {"d", other, false, true}} {
			w := Write{Actor: Actor{Person: me, Role: c.role, Teacher: c.teacher}, Space: place, In: c.in, Record: record, Author: what.author, Deleted: what.deleted}
			if judgeSample(t, c.kind, sample.body, sample.edit, w, what.isNew, Everyone) == nil {
				got += what.letter
			} else {
				got += "-"
			}
		}
		if got != c.may {
			t.Errorf("a %s (teacher %v) in a %s may %s a %s, want %s", c.role, c.teacher, c.in, got, c.kind, c.may)
		}
	}
}

// judgeSample asks Judge about making, editing or deleting a record.
func judgeSample(t testing.TB, kind, body, edit string, w Write, isNew bool, audience Audience) error {
	t.Helper()
	k := kindOrFail(t, kind)
	w.Changed = map[string]bool{}
	after := Body(body)
	change := edit
	if isNew {
		change = body
	} else {
		var err error
		if w.Before, err = k.Decode(Body(body)); err != nil {
			t.Fatal(err)
		}
	}
	if !w.Deleted {
		var err error
		if after, err = Overlay(after, Change{Set: fieldsOf(t, change)}); err != nil {
			t.Fatal(err)
		}
		for name := range fieldsOf(t, change) {
			w.Changed[name] = true
		}
	}
	v, err := k.Decode(after)
	if err != nil {
		return err
	}
	return Judge(k, w, v, audience)
}

// TestMakeSpaces: whoever founds a space acts in it as its owner, and that must
// not make a teacher of anybody.
func TestMakeSpaces(t *testing.T) {
	for _, c := range []struct {
		kind    string
		teacher bool
		may     bool
	}{
		{"commons", true, false}, {"institution", true, false}, {"personal", false, false},
		{"group", true, true}, {"group", false, false}, {"class", true, true}, {"class", false, false}, {"talk", false, true},
	} {
		w := Write{Actor: Actor{Person: me, Role: Owner, Teacher: c.teacher}, Space: place, In: SpaceType(c.kind), Record: place, Author: me}
		err := judgeSample(t, c.kind, samples[c.kind].body, "", w, true, Everyone)
		if (err == nil) != c.may {
			t.Errorf("teacher %v makes a %s: %v", c.teacher, c.kind, err)
		}
		for _, role := range []Role{Member, Staff, Owner} {
			w.Actor.Role = role
			err := judgeSample(t, c.kind, samples[c.kind].body, samples[c.kind].edit, w, false, Everyone)
			if (err == nil) != role.Leads() {
				t.Errorf("a %s edits a %s: %v", role, c.kind, err)
			}
			w.Deleted = true
			if judgeSample(t, c.kind, samples[c.kind].body, "", w, false, Everyone) == nil {
				t.Errorf("a %s deletes a %s", role, c.kind)
			}
			w.Deleted = false
		}
	}
}

func TestMembershipRules(t *testing.T) {
	for _, c := range []struct {
		in      SpaceType
		role    Role
		whose   ID
		from    Role // "" for a new one
		to      Role
		allowed bool
	}{
		{InClass, Member, other, "", Member, false}, {InClass, Staff, other, "", Member, true}, {InClass, Owner, other, "", Staff, true},
		{InClass, Staff, other, "", Staff, false}, {InClass, Staff, other, Member, Staff, false}, {InClass, Staff, other, Staff, Member, false},
		{InClass, Staff, other, Owner, None, false}, {InClass, Staff, other, Member, None, true}, {InClass, Owner, other, Owner, None, true},
		{InClass, Member, me, Member, None, true}, {InClass, Member, me, Member, Staff, false}, {InClass, Staff, me, Staff, Owner, false},
		{InClass, None, me, None, Member, false}, {InClass, None, me, None, None, false}, {InClass, Member, other, Member, None, false},
		{InTalk, Owner, other, "", Member, true}, {InTalk, Member, other, "", Member, false}, {InTalk, Member, me, Member, None, true},
		{InInstitution, Member, me, Member, None, false}, {InInstitution, Staff, other, "", Member, true}, {InInstitution, Owner, other, Member, Staff, true},
		{InCommons, Member, me, Member, None, false}, {InCommons, Staff, other, "", Member, false}, {InCommons, Owner, other, Member, Staff, true},
		{InPersonal, Owner, other, "", Member, false}, {InPersonal, Owner, me, Owner, None, false},
	} {
		k := kindOrFail(t, "membership")
		w := Write{Actor: Actor{Person: me, Role: c.role}, Space: place, In: c.in, Record: MembershipID(place, c.whose), Author: other, Changed: map[string]bool{"role": true}}
		if c.from != "" {
			w.Before = &Membership{Person: c.whose, Role: c.from}
		} else {
			w.Author = me
		}
		err := Judge(k, w, &Membership{Person: c.whose, Role: c.to}, Everyone)
		if (err == nil) != c.allowed {
			t.Errorf("a %s in a %s brings %s from %q to %s: %v", c.role, c.in, map[ID]string{me: "himself", other: "another"}[c.whose], c.from, c.to, err)
		}
		w.Record = record
		if Judge(k, w, &Membership{Person: c.whose, Role: c.to}, Everyone) == nil {
			t.Error("a membership with a free ID was taken")
		}
		w.Record, w.Deleted = MembershipID(place, c.whose), true
		if Judge(k, w, &Membership{Person: c.whose, Role: c.to}, Everyone) == nil {
			t.Error("a membership was deleted")
		}
	}
}

func TestPersonRules(t *testing.T) {
	for _, c := range []struct {
		who     ID
		edit    string
		allowed bool
	}{{record, `{"about":"x"}`, true}, {me, `{"about":"x"}`, false}, {record, `{"work":"secretariat"}`, false}, {record, `{"institution":"` + string(place) + `"}`, false}} {
		w := Write{Actor: Actor{Person: c.who, Role: Member}, Space: place, In: InCommons, Record: record, Author: ""}
		if err := judgeSample(t, "person", samples["person"].body, c.edit, w, false, Everyone); (err == nil) != c.allowed {
			t.Errorf("%s by %s: %v", c.edit, c.who, err)
		}
	}
}

func TestJudge(t *testing.T) {
	post := samples["post"]
	base := Write{Actor: Actor{Person: me, Role: Member}, Space: place, In: InClass, Record: record, Author: me}
	staff, outsider, server, hidden := base, base, base, base
	hidden.Was = StaffOnly
	staff.Actor.Role, outsider.Actor.Role, server.Actor = Staff, "", Actor{Server: true}
	root := base
	root.Record = place
	for _, c := range []struct {
		name     string
		w        Write
		kind     string
		edit     string
		audience Audience
		want     Code // "" for allowed
	}{
		{"own text", base, "post", post.edit, Everyone, ""},
		{"outsider", outsider, "post", post.edit, Everyone, Forbidden},
		{"own text that the staff took away", hidden, "post", post.edit, Everyone, Forbidden},
		{"fixed field", base, "post", `{"reply_to":"` + string(other) + `"}`, Everyone, Invalid},
		{"server's field", staff, "document", `{"stored":"` + hash64 + `"}`, Everyone, Invalid},
		{"server's field by the server", server, "document", `{"stored":"` + hash64 + `"}`, Everyone, ""},
		{"server's field in capitals", staff, "document", `{"Stored":"` + hash64 + `"}`, Everyone, Invalid},
		{"server's field with a long s", staff, "document", `{"ſtored":"` + hash64 + `"}`, Everyone, Invalid},
		{"fixed field in capitals", base, "post", `{"Reply_To":"` + string(other) + `"}`, Everyone, Invalid},
		{"unknown field", base, "post", `{"mood":"good"}`, Everyone, ""},
		{"for oneself", base, "post", post.edit, Audience(me), Forbidden},
		{"for another", base, "post", post.edit, Audience(other), Forbidden},
		{"for the staff", base, "post", post.edit, StaffOnly, Forbidden},
		{"staff for the staff", staff, "post", `{"unknown":1}`, StaffOnly, ""},
		{"post as a root", root, "post", post.edit, Everyone, Invalid},
		{"broken value", base, "post", `{"text":""}`, Everyone, Invalid},
		{"wrong type", base, "post", `{"text":1}`, Everyone, Invalid},
		{"document with a bad name", staff, "document", `{"name":"../x"}`, Everyone, Invalid},
	} {
		body := samples[c.kind].body
		err := judgeSample(t, c.kind, body, c.edit, c.w, false, c.audience)
		if err == nil && c.want != "" || err != nil && CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	member := Write{Actor: Actor{Person: me, Role: Owner}, Space: place, In: InClass, Record: MembershipID(place, other), Author: me, Changed: map[string]bool{}}
	if Judge(kindOrFail(t, "membership"), member, &Membership{Person: other, Role: Member}, StaffOnly) == nil {
		t.Error("a membership was hidden")
	}
}

func TestMayRead(t *testing.T) {
	for _, c := range []struct {
		role     Role
		audience Audience
		may      bool
	}{
		{"", Everyone, false}, {None, Everyone, false}, {None, Audience(me), false}, {Member, Everyone, true}, {Member, StaffOnly, false},
		{Member, Audience(me), true}, {Member, Audience(other), false}, {Staff, StaffOnly, true}, {Staff, Audience(other), true}, {Owner, StaffOnly, true},
	} {
		if got := MayRead(Actor{Person: me, Role: c.role}, c.audience); got != c.may {
			t.Errorf("%q reads what is for %q: %v", c.role, c.audience, got)
		}
	}
	if !MayRead(Actor{Server: true}, StaffOnly) {
		t.Error("the server may not read")
	}
}

func TestFounds(t *testing.T) {
	good := NewClass(me, Course{Title: "T"})
	if in, ok := Founds(good.Space, me, good.Changes); !ok || in != InClass {
		t.Error("a new class does not found a space")
	}
	for name, spoil := range map[string]func(*Action){
		"another's membership": func(a *Action) { a.Changes[1] = Join(a.Space, other, Owner) },
		"only a member":        func(a *Action) { a.Changes[1] = Join(a.Space, me, Member) },
		"no root":              func(a *Action) { a.Changes = a.Changes[1:] },
		"root elsewhere":       func(a *Action) { a.Changes[0].Record = record },
		"not new":              func(a *Action) { a.Changes[0].New = false },
		"unknown kind":         func(a *Action) { a.Changes[0].Kind = "castle" },
	} {
		a := NewClass(me, Course{Title: "T"})
		spoil(&a)
		if _, ok := Founds(a.Space, me, a.Changes); ok {
			t.Errorf("%s founds a space", name)
		}
	}
	var c Change
	if err := json.Unmarshal(encode(good.Changes[0]), &c); err != nil || !c.New {
		t.Error("a change does not survive its encoding")
	}
}

// TestSecretariatNames: what others go by is not for an institution's own staff to
// change.
func TestSecretariatNames(t *testing.T) {
	for _, c := range []struct {
		kind, edit string
		in         SpaceType
		may        bool
	}{
		{"institution", `{"about":"by the sea"}`, InInstitution, true},
		{"institution", `{"name":"The Royal College"}`, InInstitution, false},
		{"college", `{"name":"The Royal College"}`, InCommons, false},
		{"college", `{"about":"by the sea"}`, InCommons, false},
	} {
		w := Write{Actor: Actor{Person: me, Role: Owner, Teacher: true}, Space: place, In: c.in, Record: place, Author: me}
		if err := judgeSample(t, c.kind, samples[c.kind].body, c.edit, w, false, Everyone); (err == nil) != c.may {
			t.Errorf("an owner sets %s of a %s: %v", c.edit, c.kind, err)
		}
	}
}
