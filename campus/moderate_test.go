package campus

import (
	"strings"
	"testing"
)

// TestModerate: who may do what to something that was said. A row is one write; Look
// knows the topic in place, which is locked where the row says so.
func TestModerate(t *testing.T) {
	const hides = Audience(other) // the author's
	for _, c := range []struct {
		name     string
		kind     string
		in       SpaceType
		role     Role
		author   ID // "" for new
		body     string
		set      string
		was, now Audience
		locked   bool
		may      bool
	}{
		{"staff hide a post", "post", InGroup, Staff, other, "", `{}`, Everyone, hides, false, true},
		{"staff show it again", "post", InGroup, Staff, other, "", `{}`, hides, Everyone, false, true},
		{"staff hide it and rewrite it", "post", InGroup, Staff, other, "", `{"text":"I take it back"}`, Everyone, hides, false, false},
		{"a member hides another's", "post", InGroup, Member, other, "", `{}`, Everyone, hides, false, false},
		{"an author hides their own", "post", InGroup, Member, me, "", `{}`, Everyone, Audience(me), false, false},
		{"an author shows their own again", "post", InGroup, Member, me, "", `{}`, Audience(me), Everyone, false, false},
		{"an author shows it with other words", "post", InGroup, Member, me, "", `{"text":"Better"}`, Audience(me), Everyone, false, false},
		{"an author changes what is hidden", "post", InGroup, Member, me, "", `{"text":"Better"}`, Audience(me), Audience(me), false, true},
		{"an author says something to few", "post", InGroup, Member, "", "", `{}`, Everyone, Audience(me), false, false},
		{"who began a talk hides in it", "post", InTalk, Owner, other, "", `{}`, Everyone, hides, false, false},
		{"a topic is hidden", "topic", InCommons, Owner, other, "", `{}`, Everyone, hides, false, true},
		{"a member locks", "topic", InCommons, Member, me, "", `{"locked":true}`, Everyone, Everyone, false, false},
		{"a member makes a locked topic", "topic", InCommons, Member, "", `{"title":"T","locked":true}`, `{}`, Everyone, Everyone, false, false},
		{"staff lock", "topic", InCommons, Staff, other, "", `{"locked":true}`, Everyone, Everyone, false, true},
		{"its author unlocks", "topic", InCommons, Member, me, `{"title":"T","locked":true}`, `{"locked":null}`, Everyone, Everyone, false, false},
		{"its author changes what is locked", "topic", InCommons, Member, me, `{"title":"T","locked":true}`, `{"title":"U"}`, Everyone, Everyone, false, false},
		{"a post in a locked topic", "post", InCommons, Member, "", "", `{}`, Everyone, Everyone, true, false},
		{"staff post in a locked topic", "post", InCommons, Staff, "", "", `{}`, Everyone, Everyone, true, true},
		{"a change in a locked topic", "post", InCommons, Member, me, "", `{"text":"x"}`, Everyone, Everyone, true, false},
		{"a post in an open topic", "post", InCommons, Member, "", "", `{}`, Everyone, Everyone, false, true},
		{"an author moves", "post", InCommons, Member, me, `{"topic":"` + string(me) + `","text":"x"}`, `{"topic":"` + string(place) + `"}`, Everyone, Everyone, false, false},
		{"staff move", "post", InCommons, Staff, other, `{"topic":"` + string(me) + `","text":"x"}`, `{"topic":"` + string(place) + `"}`, Everyone, Everyone, false, true},
		{"staff move to nowhere", "post", InCommons, Staff, other, "", `{"topic":"` + string(me) + `"}`, Everyone, Everyone, false, false},
		{"staff move and rewrite", "post", InCommons, Staff, other, `{"topic":"` + string(me) + `","text":"x"}`, `{"text":"y","topic":"` + string(place) + `"}`, Everyone, Everyone, false, false},
	} {
		sample, space := samples[c.kind].body, me
		if c.body != "" {
			sample = c.body
		}
		w := Write{Actor: Actor{Person: me, Role: c.role}, Space: space, In: c.in, Record: record, Author: c.author, Was: c.was, Look: func(id ID) (Record, bool) {
			lock := ""
			if c.locked {
				lock = `,"locked":true`
			}
			return Record{ID: id, Kind: "topic", Body: Body(`{"title":"T"` + lock + `}`)}, id == place
		}}
		change := c.set
		if c.author == "" {
			w.Author, change = me, sample
		}
		if err := judgeSample(t, c.kind, sample, change, w, c.author == "", c.now); (err == nil) != c.may {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestRulingsDoNotLie: only the staff write them, for everybody, and only what is so.
func TestRulingsDoNotLie(t *testing.T) {
	hidden := Record{ID: place, Kind: "post", Author: other, Audience: Audience(other), Body: Body(samples["post"].body)}
	seen := hidden
	seen.Audience = Everyone
	locked := Record{ID: place, Kind: "topic", Author: other, Body: Body(`{"title":"T","locked":true}`)}
	for _, c := range []struct {
		name string
		role Role
		in   SpaceType
		to   Audience
		of   Record
		act  Act
		may  bool
	}{
		{"hidden", Staff, InGroup, Everyone, hidden, ActHide, true},
		{"not hidden", Staff, InGroup, Everyone, seen, ActHide, false},
		{"for the staff alone", Staff, InGroup, StaffOnly, hidden, ActHide, false},
		{"by a member", Member, InGroup, Everyone, hidden, ActHide, false},
		{"in a talk", Owner, InTalk, Everyone, hidden, ActHide, false},
		{"shown", Staff, InGroup, Everyone, seen, ActShow, true},
		{"locked", Owner, InCommons, Everyone, locked, ActLock, true},
		{"not opened", Owner, InCommons, Everyone, locked, ActUnlock, false},
		{"of nothing", Owner, InCommons, Everyone, Record{}, ActHide, false},
	} {
		g := &Ruling{Of: place, Act: c.act, Reason: ReasonSpam}
		w := Write{Actor: Actor{Person: me, Role: c.role}, Space: me, In: c.in, Record: record, Author: me, Changed: map[string]bool{},
			Look: func(ID) (Record, bool) { return c.of, c.of.ID != "" }}
		if err := Judge(kindOrFail(t, "ruling"), w, g, c.to); (err == nil) != c.may {
			t.Errorf("%s: %v", c.name, err)
		}
		w.Before, w.Deleted = g, true
		if Judge(kindOrFail(t, "ruling"), w, g, c.to) == nil {
			t.Errorf("%s: the log is deleted from", c.name)
		}
	}
}

// TestHostileReasons: what people give as a reason is one line that can be read.
func TestHostileReasons(t *testing.T) {
	for name, words := range map[string]string{"long": strings.Repeat("x", 10_000), "turned": "abc\u202edef", "mark": "abc\u200f", "nul": "a\x00b", "lines": "a\nb", "broken": "a\xff"} {
		if (&Report{Of: place, Reason: ReasonOther, Words: words, State: ReportOpen}).Validate() == nil {
			t.Errorf("%s: a report is taken", name)
		}
		if (&Ruling{Of: place, Act: ActHide, Reason: ReasonOther, Words: words}).Validate() == nil {
			t.Errorf("%s: a ruling is taken", name)
		}
	}
	for _, r := range []Reason{"", "because", "SPAM"} {
		if (&Report{Of: place, Reason: r, State: ReportOpen}).Validate() == nil {
			t.Errorf("the reason %q is taken", r)
		}
	}
	if err := (&Report{Of: place, Reason: ReasonRude, Words: "ລາວເຮັດໃຫ້ຄົນອື່ນເຈັບໃຈ 😀", State: ReportOpen}).Validate(); err != nil {
		t.Error(err)
	}
}

func TestAnswers(t *testing.T) {
	post := func(id, to ID) Record {
		return Record{ID: id, Kind: "post", Body: Body(`{"text":"x","topic":"` + string(place) + `","reply_to":"` + string(to) + `"}`)}
	}
	first := post("a", "")
	all := []Record{post("c", "b"), first, post("b", "a"), post("d", ""), post("e", "d")}
	got := ""
	for _, r := range WithReplies(first, all) {
		got += string(r.ID)
	}
	if got != "abc" {
		t.Errorf("%s go along", got)
	}
}
