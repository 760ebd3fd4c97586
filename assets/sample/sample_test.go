package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/unraced"
)

var now = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// campuses are made once for all tests that only look.
var campuses = map[Size]func() ([]Account, []Step){Small: made(Small), Batch: made(Batch)}

func made(size Size) func() ([]Account, []Step) {
	return sync.OnceValues(func() ([]Account, []Step) {
		accounts, steps := Generate(config(size))
		return accounts, slices.Collect(steps)
	})
}

func config(size Size) Config { return Config{Seed: 7, Size: size, Now: now} }

// TestCounts holds the table in README.md.
func TestCounts(t *testing.T) {
	want := map[Size]map[string]int{
		Small: {"commons": 1, "institution": 8, "college": 8, "group": 8, "class": 6, "talk": 10, "personal": 42, "person": 42, "membership": 285,
			"lesson": 32, "document": 74, "topic": 12, "post": 341, "article": 12, "request": 10, // and what only a first start shows:
			"unit": 22, "session": 64, "attendance": 235, "lessonread": 36, "assignment": 14, "submission": 10, "receipt": 6, "mark": 6,
			"quiz": 2, "quizkey": 2, "attempt": 3, "answers": 3, "question": 7, "folder": 4, "task": 12, "page": 2, "joining": 1,
			"answer": 7, "contact": 4, "reaction": 231, "readmark": 87}, // 1649
		Batch: {"commons": 1, "institution": 75, "college": 75, "group": 80, "class": 150, "talk": 300, "personal": 1000, "person": 1000,
			"membership": 7901, "lesson": 1800, "document": 3000, "topic": 240, "post": 18055, "article": 90, "request": 120}, // 33,887
	}
	for size, kinds := range want {
		t.Run(string(size), func(t *testing.T) {
			accounts, steps := campuses[size]()
			got, total := map[string]int{}, 0
			for _, s := range steps {
				for _, c := range s.Action.Changes {
					if c.New {
						got[c.Kind]++
						total++
					}
				}
			}
			t.Logf("%d accounts, %d steps, %d records", len(accounts), len(steps), total)
			if !maps.Equal(got, kinds) {
				t.Errorf("records by kind: %v", got)
			}
		})
	}
}

// TestAgain makes each campus twice.
func TestAgain(t *testing.T) {
	unraced.Skip(t)
	for _, size := range []Size{Small, Batch} {
		_, made := campuses[size]()
		first := digest(slices.Values(made))
		_, steps := Generate(config(size))
		if digest(steps) != first {
			t.Errorf("%s: the same seed gives another campus", size)
		}
		if size == Batch {
			continue // once more takes its time under the race detector
		}
		if digest(steps) != first {
			t.Errorf("%s: the steps differ when they are read again", size)
		}
		other := config(size)
		other.Seed++
		if _, steps = Generate(other); digest(steps) == first {
			t.Errorf("%s: another seed gives the same campus", size)
		}
	}
}

// TestFiles holds that a file is the same each time, and what its record says.
func TestFiles(t *testing.T) {
	_, steps := campuses[Small]()
	for _, s := range steps {
		for _, c := range s.Action.Changes {
			if c.Kind != "document" {
				continue
			}
			d := campus.As[campus.Document](campus.Record{Body: campus.NewBody(c.Set)})
			if d.URL != "" {
				continue
			}
			content := s.Files[c.Record]()
			if int64(len(content)) != d.Size || sha256Hex(content) != d.Manifest || len(content) < 200 {
				t.Errorf("%s: %d bytes are not what the record says: %d", d.Name, len(content), d.Size)
			}
			if begins := map[string]string{"application/pdf": "%PDF-", "image/png": "\x89PNG"}[d.Type]; !strings.HasPrefix(string(content), begins) {
				t.Errorf("%s is no %s", d.Name, d.Type)
			}
		}
	}
}

// digest covers the files too, by their manifests.
func digest(steps func(func(Step) bool)) string {
	sum := sha256.New()
	for s := range steps {
		body, _ := json.Marshal(s.Action)
		fmt.Fprintln(sum, s.Author, s.At.UnixNano(), string(body))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// TestOrder holds that time runs forward and ends before now.
func TestOrder(t *testing.T) {
	_, steps := campuses[Batch]()
	last := now.Add(-8 * 7 * 24 * time.Hour)
	for _, s := range steps {
		if s.At.Before(last) || s.At.After(now) {
			t.Fatalf("a step at %v comes after %v; now is %v", s.At, last, now)
		}
		last = s.At
	}
}

// TestKnown holds what a first start shows.
func TestKnown(t *testing.T) {
	for _, size := range []Size{Small, Batch} {
		accounts, steps := campuses[size]()
		teacher, _ := Find(accounts, Teacher)
		in := map[campus.Role]map[campus.SpaceType]int{}
		types := map[campus.ID]campus.SpaceType{}
		for _, s := range steps {
			for _, c := range s.Action.Changes {
				if k, _ := campus.KindNamed(c.Kind); k.Root && c.New {
					types[c.Record] = campus.SpaceType(c.Kind)
				}
				if c.Record != campus.MembershipID(s.Action.Space, teacher.Person) {
					continue
				}
				m := campus.As[campus.Membership](campus.Record{Body: campus.NewBody(c.Set)})
				if in[m.Role] == nil {
					in[m.Role] = map[campus.SpaceType]int{}
				}
				in[m.Role][types[s.Action.Space]]++
			}
		}
		all := func(t campus.SpaceType) int { return in[campus.Owner][t] + in[campus.Staff][t] + in[campus.Member][t] }
		if in[campus.Owner][campus.InClass] != 2 || all(campus.InGroup) != 3 || all(campus.InTalk) != 2 {
			t.Errorf("%s: the teacher is in %v", size, in)
		}
		for _, user := range []string{Teacher, Student, Coordinator, Secretariat} {
			if a, ok := Find(accounts, user); !ok || a.Password != Password || !a.Person.Valid() {
				t.Errorf("%s: account %s is %+v", size, user, a)
			}
		}
		seen := map[string]bool{}
		for _, a := range accounts {
			if seen[a.User] || a.User == "" {
				t.Errorf("%s: two accounts with the user name %q", size, a.User)
			}
			seen[a.User] = true
		}
	}
}
