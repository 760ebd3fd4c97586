package sample

import (
	"testing"

	"rantau/campus"
	"rantau/internal/unraced"
)

// server replays steps as the server would: every rule of campus, with the
// memberships as they are at that moment.
type server struct {
	t        *testing.T
	types    map[campus.ID]campus.SpaceType
	roles    map[[2]campus.ID]campus.Role
	records  map[[2]campus.ID]campus.Record // by space and ID
	teachers map[campus.ID]int              // spaces that make their person a teacher
	people   map[campus.ID]bool
}

func newServer(t *testing.T) *server {
	return &server{t: t, types: map[campus.ID]campus.SpaceType{}, roles: map[[2]campus.ID]campus.Role{},
		records: map[[2]campus.ID]campus.Record{}, teachers: map[campus.ID]int{}, people: map[campus.ID]bool{}}
}

func (s *server) take(step Step) {
	s.t.Helper()
	space := step.Action.Space
	actor := campus.Actor{Person: step.Author, Server: step.Author == "", Role: s.roles[[2]campus.ID{space, step.Author}]}
	actor.Teacher = s.teachers[step.Author] > 0
	in, exists := s.types[space]
	if !exists {
		t, owned := campus.Founds(space, step.Author, step.Action.Changes)
		switch {
		case owned:
			in, actor.Role = t, campus.Owner
		case actor.Server:
			in = campus.SpaceType(step.Action.Changes[0].Kind)
		default:
			s.t.Fatalf("a step by %s in a space that is not there", step.Author)
		}
		s.types[space] = in
	}
	if !actor.Server && !s.people[step.Author] {
		s.t.Fatalf("somebody without an account acts: %s", step.Author)
	}
	if n := len(step.Action.Changes); n == 0 || n > campus.MaxChanges {
		s.t.Fatalf("a step of %d changes", n)
	}
	for _, c := range step.Action.Changes {
		s.change(actor, in, space, c)
	}
}

func (s *server) change(actor campus.Actor, in campus.SpaceType, space campus.ID, c campus.Change) {
	s.t.Helper()
	k, ok := campus.KindNamed(c.Kind)
	if !ok || !c.Record.Valid() || !k.LivesIn(in) {
		s.t.Fatalf("a change of kind %q to %q in a %s", c.Kind, c.Record, in)
	}
	was, exists := s.records[[2]campus.ID{space, c.Record}]
	if exists == c.New {
		s.t.Fatalf("%s %s: new is %v, but there is one: %v", c.Kind, c.Record, c.New, exists)
	}
	m, err := campus.Merge(k, was, c, nil)
	if err != nil || m.Mixed {
		s.t.Fatalf("%s: %v, mixed: %v", c.Kind, err, m.Mixed)
	}
	after, err := k.Decode(m.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	w := campus.Write{Actor: actor, Space: space, In: in, Record: c.Record, Author: actor.Person, Changed: m.Changed, Was: was.Audience,
		Look: func(id campus.ID) (campus.Record, bool) {
			r, found := s.records[[2]campus.ID{space, id}]
			return r, found
		}}
	if exists {
		w.Author = was.Author
		if w.Before, err = k.Decode(was.Body); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := campus.Judge(k, w, after, m.Audience); err != nil {
		s.t.Fatalf("%s in a %s: %v\n%s", c.Kind, in, err, m.Body)
	}
	s.records[[2]campus.ID{space, c.Record}] = campus.Record{ID: c.Record, Kind: c.Kind, Space: space, Author: w.Author, Body: m.Body, Audience: m.Audience}
	if v, ok := after.(*campus.Membership); ok {
		s.roles[[2]campus.ID{space, v.Person}] = v.Role
		if v.Role.Leads() && (in == campus.InCommons || in == campus.InInstitution) {
			s.teachers[v.Person]++
		}
	}
	if c.Kind == "person" {
		s.people[c.Record] = true
	}
}

// TestRules holds that the rules accept every step in its turn, and that every
// reference leads somewhere.
func TestRules(t *testing.T) {
	unraced.Skip(t)
	for _, size := range []Size{Small, Batch} {
		t.Run(string(size), func(t *testing.T) {
			s := newServer(t)
			_, steps := campuses[size]()
			for _, step := range steps {
				s.take(step)
			}
			for _, r := range s.records {
				switch r.Kind {
				case "post":
					p := campus.As[campus.Post](r)
					if to := s.records[[2]campus.ID{r.Space, p.Topic}]; to.Space != r.Space {
						t.Fatalf("a post in a topic of another space: %s", r.Body)
					}
					if to := s.records[[2]campus.ID{r.Space, p.ReplyTo}]; p.ReplyTo != "" && (to.Kind != "post" || to.Space != r.Space) {
						t.Fatalf("an answer to nothing: %s", r.Body)
					}
				case "document":
					d := campus.As[campus.Document](r)
					if l := s.records[[2]campus.ID{r.Space, d.Lesson}]; d.Lesson != "" && (l.Kind != "lesson" || l.Space != r.Space) {
						t.Fatalf("a picture of no lesson: %s", r.Body)
					}
				}
			}
		})
	}
}
