//go:build !race

package testenv_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// TestLimitsThroughTheWire: what is as large as it may be is taken and reaches another
// computer whole; one more is refused for good, and holds nothing up.
func TestLimitsThroughTheWire(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		class := newClass(e, siti, "dara")
		group := campus.NewGroup(siti.Me(), campus.Group{Name: "Dryers"})
		group.Changes = append(group.Changes, campus.Join(group.Space, e.People["dara"], campus.Member))
		siti.Do(group)
		siti.Sync()
		forger, me := e.Device("siti"), campus.PersonalSpace(siti.Me())
		type pair struct {
			space    campus.ID
			fits     campus.Change
			tooLarge campus.Change
		}
		// Letters of three bytes: the limits are of characters, and what is counted in bytes
		// has to have room for them.
		word := func(n int) string { return strings.Repeat("ກ", n) }
		ids := func(n int) (out []campus.ID) {
			for range n {
				out = append(out, campus.NewID())
			}
			return out
		}
		limits := map[string]pair{}
		add := func(name string, space campus.ID, limit int, of func(n int) campus.Change) {
			limits[name] = pair{space, of(limit), of(limit + 1)}
		}
		add("a title", class, campus.MaxName, func(n int) campus.Change { return make1("lesson", &campus.Lesson{Title: word(n)}) })
		add("a text", class, campus.MaxText, func(n int) campus.Change { return make1("lesson", &campus.Lesson{Title: "T", Text: word(n)}) })
		add("a post", class, campus.MaxText, func(n int) campus.Change {
			return make1("post", &campus.Post{Topic: class, Text: word(n)})
		})
		add("mentions", class, campus.MaxMentions, func(n int) campus.Change {
			return make1("post", &campus.Post{Topic: class, Text: "x", Mentioned: ids(n)})
		})
		add("a rubric", class, campus.MaxCriteria, func(n int) campus.Change {
			var all []campus.Criterion
			for i := range n {
				all = append(all, campus.Criterion{ID: fmt.Sprint(i), Name: "Care", About: word(2000), Points: 1})
			}
			return make1("assignment", &campus.Assignment{Title: "T", Rubric: all})
		})
		add("points", class, campus.MaxPoints, func(n int) campus.Change {
			return make1("assignment", &campus.Assignment{Title: "T", Points: float64(n)})
		})
		add("files of a submission", class, campus.MaxFiles, func(n int) campus.Change {
			return make1("submission", &campus.Submission{Assignment: class, Files: ids(n)}).For(campus.Audience(siti.Me()))
		})
		questions := func(n, length int) campus.Change {
			q := campus.Quiz{Title: "Soil"}
			for i := range n {
				q.Questions = append(q.Questions, campus.Question{ID: fmt.Sprint(i), Type: campus.ShortText, Text: word(length), Points: 1})
			}
			return make1("quiz", &q)
		}
		add("questions", class, campus.MaxQuestions, func(n int) campus.Change { return questions(n, 100) })
		limits["a thousand questions"] = pair{class, questions(1, 1), questions(1000, 1)}
		add("a question", class, campus.MaxQuestionText, func(n int) campus.Change { return questions(1, n) })
		add("choices", class, campus.MaxChoices, func(n int) campus.Change {
			q := campus.Question{ID: "a", Type: campus.SingleChoice, Text: "?", Points: 1}
			for i := range n {
				q.Choices = append(q.Choices, campus.Choice{ID: fmt.Sprintf("%03d", i), Text: word(campus.MaxChoiceText)})
			}
			return make1("quiz", &campus.Quiz{Title: "T", Questions: []campus.Question{q}})
		})
		add("an essay", class, campus.MaxEssay, func(n int) campus.Change {
			return campus.Finish(siti.Me(), campus.Answers{Of: class, Number: 1, Answers: map[string]campus.Answer{"a": {Text: word(n)}}})
		})
		add("attempts", class, campus.MaxAttempts, func(n int) campus.Change { return campus.Begin(class, siti.Me(), n) })
		add("a session's hours", class, int(campus.MaxSession.Milliseconds()), func(n int) campus.Change {
			return make1("session", &campus.Session{Title: "T", Start: 1795000000000, End: 1795000000000 + int64(n)})
		})
		add("tags", class, campus.MaxTags, func(n int) campus.Change {
			d := slides()
			for i := range n {
				d.Tags = append(d.Tags, fmt.Sprint(word(campus.MaxTag-2), i%10))
			}
			return make1("document", d)
		})
		many := slides()
		for i := range 500 {
			many.Tags = append(many.Tags, fmt.Sprint(i))
		}
		limits["500 tags"] = pair{class, make1("document", slides()), make1("document", many)}
		add("a tag", class, campus.MaxTag, func(n int) campus.Change {
			d := slides()
			d.Tags = []string{word(n)}
			return make1("document", d)
		})
		for name, letter := range map[string]string{"a file's name": "a", "a file's name in bytes": "ກ"} {
			add(name, class, min(campus.MaxFileName-4, 236/len(letter)), func(n int) campus.Change {
				d := slides()
				d.Name = strings.Repeat(letter, n) + ".pdf"
				return make1("document", d)
			})
		}
		add("a file", class, campus.MaxFile, func(n int) campus.Change {
			d := slides()
			d.Size = int64(n)
			return make1("document", d)
		})
		add("an address", class, campus.MaxURL-len("https://example.org/"), func(n int) campus.Change {
			return make1("document", &campus.Document{Name: "L", URL: "https://example.org/" + strings.Repeat("a", n)})
		})
		add("a report's words", class, campus.MaxLine, func(n int) campus.Change {
			return campus.Create(campus.ReportID(class, siti.Me()), "report", &campus.Report{Of: class, Reason: campus.ReasonSpam, State: campus.ReportOpen, Words: word(n)}).For(campus.Audience(siti.Me()))
		})
		add("who does a task", group.Space, campus.MaxDoers, func(n int) campus.Change {
			return make1("task", &campus.Task{Title: "T", State: campus.TaskToDo, Who: ids(n)})
		})
		add("an answer", e.Commons, campus.MaxAnswer, func(n int) campus.Change {
			of := make1("request", &campus.Request{Title: "P", Text: "x", State: campus.RequestOpen})
			set := forger.Forge(e.Commons, of)
			if _, err := forger.Send(set); err != nil {
				t.Fatal(err)
			}
			return campus.Create(campus.AnswerID(of.Record, siti.Me()), "answer", &campus.RequestAnswer{Of: of.Record, Text: word(n)})
		})
		add("study areas", e.Commons, campus.MaxAreas, func(n int) campus.Change {
			return make1("request", &campus.Request{Title: "P", Text: "x", State: campus.RequestOpen, Areas: strings.Fields(strings.Repeat("Farming ", n))})
		})
		add("countries", e.Commons, campus.MaxCountries, func(n int) campus.Change {
			return make1("request", &campus.Request{Title: "P", Text: "x", State: campus.RequestOpen, Countries: strings.TrimSpace(strings.Repeat("TH ", n))})
		})
		add("filters", me, campus.MaxFilters, func(n int) campus.Change {
			s := campus.SavedSearch{Section: "people", Name: "T", Filters: map[string]string{}}
			for i := range n {
				s.Filters[fmt.Sprint(i)] = "x"
			}
			return make1("savedsearch", &s)
		})
		add("words to join", me, campus.MaxWords, func(n int) campus.Change {
			return make1("joining", &campus.Joining{Code: campus.NewCode(), Words: word(n)})
		})
		// A field that no program knows, up to what a body holds.
		add("a body", class, campus.MaxBody, func(n int) campus.Change {
			c := make1("folder", &campus.Folder{Name: "Full"})
			c.Set["strange"] = testenv.JSON("")
			c.Set["strange"] = testenv.JSON(strings.Repeat("x", n-len(campus.NewBody(c.Set))))
			return c
		})
		add("a set", class, campus.MaxSet, func(n int) campus.Change {
			c := make1("folder", &campus.Folder{Name: "Long"})
			// What comes back as a base is no part of the body.
			c.Base = map[string]string{"strange": ""}
			set := forger.Forge(class, c)
			set.Number, set.Prev = 10, strings.Repeat("a", 32)
			c.Base["strange"] = strings.Repeat("x", n-len(set.Encode()))
			return c
		})
		var fit []campus.ID
		at := map[campus.ID]campus.ID{}
		for name, p := range limits {
			for i, c := range []campus.Change{p.tooLarge, p.fits} {
				if name == "a set" && len(forger.Forge(p.space, c).Encode()) != campus.MaxSet+1-i {
					c = exactly(forger, p.space, c, campus.MaxSet+1-i)
				}
				o := send(t, forger, p.space, c)
				if i == 0 && (o.State != campus.Refused || o.Code != campus.Invalid && o.Code != campus.TooLarge) {
					t.Errorf("%s, one over the limit: %s %s %q", name, o.State, o.Code, o.Reason)
				}
				if i == 1 && o.State != campus.Taken {
					t.Errorf("%s at its limit: %s %s %q", name, o.State, o.Code, o.Reason)
				}
			}
			fit, at[p.fits.Record] = append(fit, p.fits.Record), p.space
		}
		siti.Sync()
		dara := e.Device("dara")
		for _, id := range fit {
			if siti.Has(id) == (at[id] == "") {
				t.Errorf("%s did not arrive", id)
			}
			if r := siti.Get(id); r.Audience == campus.Everyone && at[id] != me && (!dara.Has(id) || string(dara.Get(id).Body) != string(r.Body)) {
				t.Errorf("a %s of %d bytes did not arrive whole", r.Kind, len(r.Body))
			}
		}
	})
}

// exactly gives a change whose set has so many bytes.
func exactly(d *testenv.Device, space campus.ID, c campus.Change, n int) campus.Change {
	c.Base = maps.Clone(c.Base)
	c.Base["strange"] = strings.Repeat("x", len(c.Base["strange"])+n-len(d.Forge(space, c).Encode()))
	return c
}

// TestSetsHaveAnEnd: 500 changes are one set, and 501 are none; a request has so many sets.
func TestSetsHaveAnEnd(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		class := newClass(e, siti)
		siti.Sync()
		forger := e.Device("siti")
		folders := func(n int) (out []campus.Change) {
			for range n {
				out = append(out, make1("folder", &campus.Folder{Name: "F"}))
			}
			return out
		}
		all := forger.Forge(class, folders(campus.MaxChanges)...)
		items, err := forger.Send(all)
		if o := testenv.Outcome(items, all); err != nil || o.State != campus.Taken {
			t.Errorf("%+v %v", o, err)
		}
		more := forger.Forge(class, folders(campus.MaxChanges+1)...)
		items, err = forger.Send(more)
		if o := testenv.Outcome(items, more); err != nil || o.State != campus.Refused || o.Code != campus.TooLarge {
			t.Errorf("%+v %v", o, err)
		}
		if o := send(t, forger, class, folders(1)[0]); o.State != campus.Taken {
			t.Errorf("behind it: %+v", o)
		}
		deep := make1("folder", &campus.Folder{Name: "Deep"})
		for i, want := range []campus.State{campus.Taken, campus.Refused} {
			n := campus.MaxDepth - 4 + i // changes, a change, its fields, the value
			deep.Record, deep.Set["strange"] = campus.NewID(), json.RawMessage(strings.Repeat("[", n)+strings.Repeat("]", n))
			if o := send(t, forger, class, deep); o.State != want {
				t.Errorf("nested %d deep: %+v", n, o)
			}
		}
		var sets []protocol.SignedSet
		for range protocol.MaxRequestSets + 1 {
			sets = append(sets, protocol.SignedSet{Bytes: "{}", Signature: []byte("x")})
		}
		if _, err := forger.SendSigned(sets...); campus.CodeOf(err) != campus.TooLarge && campus.CodeOf(err) != campus.Invalid {
			t.Errorf("%d sets at once: %v", len(sets), err)
		}
	})
}

// TestTenThousandMembers: a space with very many people is read whole.
func TestTenThousandMembers(t *testing.T) {
	t.Parallel()
	const members = 10_000
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class := newClass(e, siti, "dara")
	siti.Sync()
	a := campus.Action{Space: class}
	for range members - 2 {
		a.Changes = append(a.Changes, campus.Join(class, campus.NewID(), campus.Member))
	}
	if err := e.Server.Import(context.Background(), server.Import{Author: siti.Me(), Action: a}); err != nil {
		t.Fatal(err)
	}
	dara := e.Device("dara")
	all, err := dara.Records(context.Background(), campus.Query{Space: class, Kind: "membership", Limit: 2 * members})
	if err != nil || len(all) != members {
		t.Errorf("%d members arrived: %v", len(all), err)
	}
	dara.Do(campus.Say(class, class, "Hello to all"))
	dara.Sync()
	if waiting, _, refused, _, err := dara.Queue(context.Background()); err != nil || waiting+refused > 0 {
		t.Errorf("%d wait, %d are refused: %v", waiting, refused, err)
	}
}
