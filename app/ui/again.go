package ui

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"rantau/campus"
)

// Again is what the server refused and its person takes up once more: the words
// go back into the editor in which such words are written. What is saved from
// there lets go of the refused set; see Draft.Save. All methods do with nil, for
// something that is written for the first time.
type Again struct {
	Space  campus.ID
	In     campus.SpaceType
	Record campus.Record   // what the words are a change to, as it is now; without ID for something new
	Change campus.Change   // the refused change
	With   []campus.Change // what came along with it: the pictures of a lesson
	Begun  bool            // somebody has begun to write it again
	place  string
}

// words are the fields of each kind that its editor writes, first those without
// which there would be nothing to write again. The second list is written along
// with something new.
var words = map[string]struct{ fields, made []string }{
	"post":                 {[]string{"text", "mentions"}, []string{"topic", "reply_to"}},
	"topic":                {[]string{"title", "text"}, nil},
	"article":              {[]string{"title", "text"}, []string{"publish", "pinned", "important"}},
	"lesson":               {[]string{"title", "text"}, []string{"order", "unit"}},
	"page":                 {[]string{"title", "text"}, nil},
	"task":                 {[]string{"title", "text", "who", "deadline"}, []string{"state", "order"}},
	"unit":                 {[]string{"title", "about"}, []string{"order"}},
	"session":              {[]string{"title", "start", "end", "link", "about"}, nil},
	"request":              {[]string{"title", "text", "area", "areas", "countries", "send", "receive", "from", "to", "deadline", "languages"}, []string{"state"}},
	"answer":               {[]string{"text"}, []string{"of"}},
	string(campus.InGroup): {[]string{"name", "about", "entry"}, []string{"pair"}},
	string(campus.InClass): {[]string{"title", "about", "area", "template"}, nil},
	"person":               {[]string{"name", "about", "area", "languages"}, nil},
	"assignment":           {[]string{"title", "text", "due", "points", "weight", "rubric", "once", "publish", "unit"}, nil},
	"submission":           {[]string{"text", "files"}, []string{"assignment"}},
	"mark":                 {[]string{"comment", "score", "scores", "submission"}, []string{"assignment", "student"}},
}

// aimed tells of the kinds whose editor says by itself, or asks anew, who is to see it.
func aimed(c campus.Change) bool {
	draft := c.Kind == "article" && c.Audience != nil && *c.Audience == campus.StaffOnly
	return c.New && (c.Kind == "assignment" || c.Kind == "lesson" || draft) || c.Kind == "submission" || c.Kind == "mark"
}

// TakeUp finds what a person can write again in a refused set. It gives nil
// where no editor fits all that is in the set, or where saving would only be
// refused once more: then the words can still be copied.
func TakeUp(ctx context.Context, r campus.Replica, s campus.WaitingSet) (*Again, error) {
	a := readAgain(s, r.Me())
	if a == nil {
		return nil, nil
	}
	fits, err := a.fits(ctx, r)
	if err != nil || !fits {
		return nil, err
	}
	draft, err := r.Draft(ctx, a.place)
	a.Begun = draft != ""
	return a, err
}

// readAgain finds the one change that holds words; everything beside it must be
// what its editor makes by itself, or it would be lost.
func readAgain(s campus.WaitingSet, me campus.ID) *Again {
	if s.State != campus.Refused {
		return nil
	}
	a := &Again{Space: s.Space, place: PlaceOf(s)}
	rest := []campus.Change{}
	for _, c := range s.Changes {
		if a.Change.Kind == "" && holdsWords(c) {
			a.Change = c
			continue
		}
		rest = append(rest, c)
	}
	for _, c := range rest {
		k, _ := campus.KindNamed(a.Change.Kind)
		switch {
		case c.New && c.Kind == "document" && (a.Change.Kind == "lesson" || a.Change.Kind == "assignment") && valueOf[campus.Document](c).Lesson == a.Change.Record:
			a.With = append(a.With, c)
		case c.New && c.Kind == "document" && a.Change.Kind == "submission" && slices.Contains(valueOf[campus.Submission](a.Change).Files, c.Record):
			a.With = append(a.With, c)
		case c.New && c.Kind == "document" && a.Change.Kind == "post" && a.New() && valueOf[campus.Document](c).Of == a.Change.Record:
			a.With = append(a.With, c) // the files of a post
		case c.New && c.Kind == "document" && a.Change.Kind == "article" && valueOf[campus.Document](c).Of == a.Change.Record:
			a.With = append(a.With, c)
		case c.Kind == "request" && a.Change.Kind == "answer": // marked as answered along with it
		case c.New && k.Root && a.New() && c.Record == campus.MembershipID(s.Space, me): // a space is made anew with its owner
		default:
			return nil
		}
	}
	if a.Change.Kind == "" {
		return nil
	}
	return a
}

func holdsWords(c campus.Change) bool {
	w, ok := words[c.Kind]
	if !ok || c.Delete || c.Audience != nil && !aimed(c) {
		return false
	}
	some := false
	for name := range c.Set {
		switch {
		case slices.Contains(w.fields, name):
			some = true
		case !c.New || !slices.Contains(w.made, name):
			return false
		}
	}
	return some
}

func valueOf[T any](c campus.Change) T {
	return campus.As[T](campus.Record{Body: campus.NewBody(c.Set)})
}

// fits looks whether the place of the words is here, and may be written to.
func (a *Again) fits(ctx context.Context, r campus.Replica) (bool, error) {
	kind, _ := campus.KindNamed(a.Change.Kind)
	if kind.Root && a.New() {
		actor, err := r.Actor(ctx, "")
		a.In = campus.SpaceType(kind.Name)
		return MayCreate(actor, a.In, kind.Name), err
	}
	root, err := record(ctx, r, a.Space, a.Space)
	if err != nil || root.ID == "" {
		return false, err
	}
	a.In = campus.SpaceType(root.Kind)
	actor, err := r.Actor(ctx, a.Space)
	if err != nil {
		return false, err
	}
	if a.New() {
		topic := a.topic()
		if kind.Name == "answer" {
			topic = valueOf[campus.RequestAnswer](a.Change).Of
		}
		if topic != "" && topic != a.Space {
			there, err := record(ctx, r, a.Space, topic)
			if err != nil || there.ID == "" {
				return false, err
			}
			if there.Kind == "topic" && campus.As[campus.Topic](there).Locked && !actor.Role.Leads() {
				return false, nil // no field to write in
			}
		}
		if task := a.task(); task != "" {
			if there, err := record(ctx, r, a.Space, task); err != nil || there.ID == "" {
				return false, err
			}
			return mayMake(actor, a.In, a.Space, a.Change), nil
		}
		return MayCreate(actor, a.In, kind.Name), nil
	}
	a.Record, err = record(ctx, r, a.Space, a.Change.Record)
	return a.Record.ID != "" && MayEdit(actor, a.In, a.Record, slices.Collect(maps.Keys(a.Change.Set))...), err
}

// record gives a record of a space, the zero one where it is not here or deleted.
func record(ctx context.Context, r campus.Replica, space, id campus.ID) (campus.Record, error) {
	rec, err := r.Record(ctx, id)
	if campus.CodeOf(err) == campus.NotFound {
		return campus.Record{}, nil
	}
	if rec.Deleted || rec.Space != space {
		return campus.Record{}, err
	}
	return rec, err
}

const againPrefix = "again/"

// PlaceOf is the place of the draft in which a refused set is written again. It
// goes by what is in the set: its number can change while it waits.
func PlaceOf(s campus.WaitingSet) string {
	b, _ := json.Marshal(struct {
		Space   campus.ID
		Saved   int64
		Changes []campus.Change
	}{s.Space, s.Saved.UnixMilli(), s.Changes})
	return againPrefix + campus.HashValue(b)
}

// New tells whether the words were something new, not a change.
func (a *Again) New() bool { return a != nil && a.Change.New }

// At is the place of the draft: that of what is written again, or else the one
// that is given.
func (a *Again) At(place string) string {
	if a == nil {
		return place
	}
	return a.place
}

// Over gives the record with the words in it.
func (a *Again) Over(r campus.Record) campus.Record {
	if a == nil {
		return r
	}
	if body, err := campus.Overlay(r.Body, a.Change); err == nil {
		r.Body = body
	}
	return r
}

// Based gives the change the bases on which the words were written: their author
// has not seen what others made of the record since, so it is for the server to
// bring both together. A strict field would be refused for the same reason again.
func (a *Again) Based(c campus.Change) campus.Change {
	if a == nil {
		return c
	}
	kind, _ := campus.KindNamed(c.Kind)
	for name := range c.Set {
		if _, mine := a.Change.Set[name]; !mine || kind.Mode(name) == campus.Strict {
			continue
		}
		if base := a.Change.Base[name]; base != "" {
			c.Base[name] = base
		} else {
			delete(c.Base, name)
		}
	}
	return c
}

// Place is where the words are written.
func (a *Again) Place() Place {
	p := Place{Section: SectionConversations, Space: a.Space, Record: a.Record.ID, Again: a}
	switch a.Change.Kind {
	case "post":
		p.Record = ""
		switch a.In {
		case campus.InCommons:
			p.Record = a.topic()
		case campus.InClass:
			p.Section = SectionTraining
		case campus.InGroup:
			p.Section = SectionGroups
		}
	case "article":
		p.Section = SectionNews
	case "lesson", string(campus.InClass), "assignment":
		p.Section = SectionTraining
	case "unit", "session": // a form over their class
		p.Section, p.Record = SectionTraining, ""
	case "task":
		p.Section, p.Record = SectionGroups, ""
	case "submission", "mark":
		p.Section, p.Record = SectionTraining, a.task()
	case "request", "answer":
		p.Section = SectionCollaborate
	case "page", string(campus.InGroup):
		p.Section = SectionGroups
	}
	return p
}

// topic is that of a post, "" for anything else.
func (a *Again) topic() campus.ID { return campus.As[campus.Post](a.Over(a.Record)).Topic }

// task is the assignment of what was handed in or marked, "" for anything else.
func (a *Again) task() campus.ID {
	switch a.Change.Kind {
	case "submission":
		return campus.As[campus.Submission](a.Over(a.Record)).Assignment
	case "mark":
		return campus.As[campus.Mark](a.Over(a.Record)).Assignment
	}
	return ""
}

// letGo lets go of the refused set that was written again here. It comes after
// the save, for nothing may be lost between: where it fails, the set is listed
// as before and its person can discard it.
func (d *Draft) letGo(ctx context.Context) {
	if !strings.HasPrefix(d.place, againPrefix) {
		return
	}
	sets, err := d.env.Replica.Waiting(ctx)
	if err != nil {
		return
	}
	for _, s := range sets {
		if s.State == campus.Refused && PlaceOf(s) == d.place {
			_ = d.env.Replica.Discard(ctx, s.Space, s.Number)
			return
		}
	}
}
