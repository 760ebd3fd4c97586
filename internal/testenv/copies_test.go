package testenv_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// TestACopiedClassKeepsItsKeys: in the copy of a class the quiz can be done and is marked,
// the key stays with the staff, and the timetable with it until it is published.
func TestACopiedClassKeepsItsKeys(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		ctx := context.Background()
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		graded, hour := campus.NewID(), campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: append(newQuiz(graded, false, campus.Quiz{AtOnce: true}),
			campus.Create(hour, "session", &campus.Session{Title: "Hour", Start: 1_900_000_000_000, End: 1_900_003_600_000}))})
		siti.Do(publishQuiz(siti, graded))
		siti.Sync()
		m := campus.Material{Quizzes: []campus.Record{siti.Get(graded)}, Keys: []campus.Record{siti.Get(campus.QuizKeyID(graded, false))},
			Sessions: campus.SessionsFrom([]campus.Record{siti.Get(hour)}, time.UnixMilli(1_910_000_000_000), time.UTC)}
		actions := campus.CopyClass(siti.Me(), campus.Course{Title: "Again"}, m)
		for _, a := range actions {
			siti.Do(a)
		}
		space := actions[0].Space
		siti.Do(campus.Action{Space: space, Changes: []campus.Change{campus.Join(space, dara.Me(), campus.Member)}})
		siti.Sync()
		one := func(d *testenv.Device, kind string) campus.Record {
			t.Helper()
			all, err := d.Records(ctx, campus.Query{Space: space, Kind: kind})
			if err != nil || len(all) != 1 {
				t.Fatalf("%d of %s (%v)", len(all), kind, err)
			}
			return all[0]
		}
		none := func(d *testenv.Device, kind string) {
			t.Helper()
			if n, err := d.Count(ctx, campus.Query{Space: space, Kind: kind}); err != nil || n != 0 {
				t.Errorf("%d of %s reached a student (%v)", n, kind, err)
			}
		}
		dara.Sync()
		for _, kind := range []string{"quiz", "quizkey", "session"} {
			none(dara, kind)
		}
		quiz, meeting, key := one(siti, "quiz"), one(siti, "session"), one(siti, "quizkey")
		if s := campus.As[campus.Session](meeting); s.From().UTC().Format(time.DateTime) != "2030-07-11 17:46:40" {
			t.Errorf("the session is at %s", s.From().UTC())
		}
		siti.Do(publishQuiz(siti, quiz.ID))
		siti.Do(campus.Action{Space: space, Changes: []campus.Change{campus.Publish(meeting)}})
		siti.Sync()
		dara.Sync()
		one(dara, "session")
		none(dara, "quizkey")
		// A program of the student's own, for the copy has nothing to change, knows the key's ID.
		for _, to := range []campus.Audience{campus.Everyone, campus.Audience(dara.Me())} {
			if got := answers(t, e.Device("dara"), space, campus.Change{Record: key.ID, Kind: "quizkey"}.For(to)); !strings.HasPrefix(got[0], "refused") {
				t.Errorf("the key for %q: %s", to, got)
			}
		}
		dara.Sync()
		none(dara, "quizkey")
		if holds(t, dara, secret) {
			t.Error("the copied key came to a student")
		}

		q := campus.As[campus.Quiz](one(dara, "quiz"))
		work := campus.Answers{Of: quiz.ID, Number: 1, Answers: map[string]campus.Answer{q.Questions[0].ID: {Text: secret}}}
		dara.Do(campus.Action{Space: space, Changes: []campus.Change{campus.Begin(quiz.ID, dara.Me(), 1)}})
		dara.Do(campus.Action{Space: space, Changes: []campus.Change{campus.Finish(dara.Me(), work)}})
		dara.Sync()
		siti.Sync()
		if mark := campus.As[campus.Mark](siti.Get(campus.MarkID(quiz.ID, dara.Me()))); mark.Scores[q.Questions[0].ID] != 4 {
			t.Errorf("marked by the copied key: %+v", mark)
		}
	})
}
