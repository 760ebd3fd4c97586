package testenv_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

const secret = "quetzalcoatlus"

// newQuiz gives a quiz with one question of each sort that matters here, and its key.
func newQuiz(id campus.ID, practice bool, q campus.Quiz) []campus.Change {
	q.Title, q.Practice = "Flyers", practice
	q.Questions = []campus.Question{
		{ID: "s", Type: campus.ShortText, Text: "Which is the largest?", Points: 4},
		{ID: "e", Type: campus.Essay, Text: "Why?", Points: 6}}
	key := campus.QuizKey{Of: id, Practice: practice, Keys: map[string]campus.KeyItem{"s": {Accept: []string{secret}, Feedback: "It is the " + secret}}}
	return []campus.Change{campus.Create(id, "quiz", &q).For(campus.StaffOnly),
		campus.Create(campus.QuizKeyID(id, practice), "quizkey", &key).For(campus.StaffOnly)}
}

func publishQuiz(d *testenv.Device, id campus.ID) campus.Action {
	look := func(id campus.ID) (campus.Record, bool) { return d.Get(id), d.Has(id) }
	r := d.Get(id)
	return campus.Action{Space: r.Space, Changes: append([]campus.Change{campus.Publish(r)}, campus.WithKey(r, look, campus.Everyone)...)}
}

// holds tells whether a text is anywhere in a device's files.
func holds(t *testing.T, d *testenv.Device, text string) (found bool) {
	t.Helper()
	err := filepath.Walk(d.Dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		found = found || bytes.Contains(b, []byte(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestQuizThroughTheWire: a graded quiz's key stays with the staff whatever is done, the
// server marks what arrives, and nobody writes what is another's.
func TestQuizThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara", "minh")
		graded, practice := campus.NewID(), campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: append(newQuiz(graded, false, campus.Quiz{AtOnce: true, Attempts: 2}), newQuiz(practice, true, campus.Quiz{})...)})
		all := func() {
			t.Helper()
			for range 2 {
				siti.Sync()
				dara.Sync()
				minh.Sync()
			}
		}
		wrong := func(d *testenv.Device, c campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: class, Changes: []campus.Change{c}})
		}
		all()
		if dara.Has(graded) || dara.Has(practice) || holds(t, dara, secret) {
			t.Fatal("a student sees a draft")
		}
		if !holds(t, siti, secret) {
			t.Fatal("the teacher's own files do not hold the key: this test would see nothing")
		}
		siti.Do(publishQuiz(siti, graded))
		all()
		key := campus.QuizKeyID(graded, false)
		wrong(siti, campus.Change{Record: key, Kind: "quizkey"}.For(campus.Everyone))
		wrong(siti, campus.Change{Record: key, Kind: "quizkey"}.For(campus.Audience(dara.Me())))
		for d, c := range map[string]campus.Change{"siti": {Record: graded, Kind: "quiz", Set: fields(t, `{"practice":true}`)},
			"minh": campus.Change{Record: key, Kind: "quizkey"}.For(campus.Everyone)} {
			if got := answers(t, e.Device(d), class, c); !strings.HasPrefix(got[0], "refused") {
				t.Errorf("%s: %s", d, got)
			}
		}
		wrong(minh, campus.Change{Record: graded, Kind: "quiz", Set: fields(t, `{"title":"mine"}`), Base: map[string]string{"title": campus.HashValue([]byte(`"Flyers"`))}})
		all()
		if !dara.Has(graded) || dara.Has(key) || holds(t, dara, secret) || holds(t, minh, secret) {
			t.Error("the key of a graded quiz came to a student")
		}

		if found, err := siti.Search(context.Background(), campus.Search{Text: secret}); err != nil || len(found.Hits) > 0 {
			t.Errorf("the key is found by its words: %v, %v", found.Hits, err)
		}
		if found, err := dara.Search(context.Background(), campus.Search{Text: "flyers"}); err != nil || len(found.Hits) != 1 || found.Hits[0].Record.ID != graded {
			t.Errorf("the quiz is not found by its title: %v, %v", found.Hits, err)
		}

		// Two computers of one student finish the same attempt; both are kept, and the
		// first that arrives counts.
		second := e.Device("dara")
		finish := func(d *testenv.Device, n int, short, essay string) campus.ID {
			c := campus.Finish(d.Me(), campus.Answers{Of: graded, Number: n, Took: 1000, Answers: map[string]campus.Answer{"s": {Text: short}, "e": {Text: essay}}})
			d.Do(campus.Action{Space: class, Changes: []campus.Change{c}})
			return c.Record
		}
		begin := func(d *testenv.Device, n int) {
			d.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Begin(graded, d.Me(), n)}})
		}
		begin(dara, 1)
		begin(second, 1)
		first := finish(dara, 1, "Quetzalcoatlus ", "")
		other := finish(second, 1, "a duck", "because")
		dara.Sync()
		mark := campus.MarkID(graded, dara.Me())
		if !dara.Has(mark) {
			t.Fatal("the mark does not come with the answer to what was handed in")
		}
		second.Sync()
		all()
		for _, id := range []campus.ID{first, other, campus.AttemptID(graded, dara.Me(), 1)} {
			if !siti.Has(id) || !dara.Has(id) || minh.Has(id) {
				t.Error("answers came to the wrong people, or not to the right ones")
			}
		}
		got := campus.As[campus.Mark](dara.Get(mark))
		if got.Submission != first || got.Scores["s"] != 4 || got.Scores["e"] != 0 || minh.Has(mark) {
			t.Errorf("marked: %s", dara.Get(mark).Body)
		}
		if holds(t, minh, secret) {
			t.Error("the key came with a mark")
		}
		wrong(dara, campus.Change{Record: mark, Kind: "mark", Set: fields(t, `{"comment":"very good"}`)})
		wrong(dara, campus.Remove(dara.Get(first)))
		wrong(dara, campus.Change{Record: first, Kind: "answers"}.For(campus.Everyone))
		wrong(minh, campus.Create(campus.NewID(), "answers", &campus.Answers{Of: graded, Number: 1}).For(campus.Audience(dara.Me())))
		wrong(minh, campus.Create(campus.NewID(), "answers", &campus.Answers{Of: graded, Number: 1}))
		wrong(minh, campus.Begin(graded, minh.Me(), 3))

		// An essay waits for the teacher, who gives points with no line meanwhile; what
		// the server works out in between needs nobody's choice.
		begin(dara, 2)
		essay := finish(dara, 2, "no", "for they glide")
		dara.Sync()
		if m := campus.As[campus.Mark](dara.Get(mark)); len(m.Attempts) != 2 || m.Submission != first {
			t.Errorf("after the second attempt: %+v", m)
		}
		siti.Sync()
		given := func(d *testenv.Device, points float64) {
			was := d.Get(mark)
			answers, err := d.Records(context.Background(), campus.Query{Space: class, Kind: "answers", Of: graded})
			if err != nil {
				t.Fatal(err)
			}
			m := campus.As[campus.Mark](was)
			m.Given = map[campus.ID]map[string]float64{essay: {"e": points}}
			was.Body = campus.NewBody(merged(t, was.Body, `{"given":`+string(testenv.JSON(m.Given))+`}`))
			m, to, _ := campus.MarkQuiz(d.Get(graded), campus.As[campus.QuizKey](d.Get(key)), dara.Me(), answers, was)
			c, _ := campus.Edit(d.Get(mark), &m)
			d.Do(campus.Action{Space: class, Changes: []campus.Change{c.For(to)}})
		}
		given(siti, 6)
		all()
		if m := campus.As[campus.Mark](dara.Get(mark)); m.Submission != essay || m.Scores["e"] != 6 || m.Attempts["2"] != 6 || len(siti.Get(mark).Versions) > 0 {
			t.Errorf("with the points that the teacher gave: %s, %v", dara.Get(mark).Body, siti.Get(mark).Versions)
		}

		// The key is corrected: all are marked anew.
		testenv.Edit(siti, key, func(k *campus.QuizKey) { k.Keys["s"] = campus.KeyItem{Accept: []string{"no"}} })
		all()
		if m := campus.As[campus.Mark](dara.Get(mark)); m.Scores["s"] != 4 || m.Attempts["1"] != 0 {
			t.Errorf("with another key: %s", dara.Get(mark).Body)
		}

		// A practice quiz brings its key along, and a draft again takes it away.
		siti.Do(publishQuiz(siti, practice))
		all()
		if !dara.Has(campus.QuizKeyID(practice, true)) {
			t.Error("the key of a practice quiz does not come")
		}
		if dara.Has(campus.MarkID(practice, dara.Me())) {
			t.Error("practice is marked")
		}
		wrong(minh, campus.Change{Record: campus.QuizKeyID(practice, true), Kind: "quizkey", Set: fields(t, `{"keys":null}`),
			Base: map[string]string{"keys": campus.HashValue([]byte("x"))}})
	})
}

// TestQuizAcrossARestore: what was marked comes out the same on a server that was put
// back to before it, and on its date a practice quiz is published with its key.
func TestQuizAcrossARestore(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	restore := e.Backup()
	graded, dated := campus.NewID(), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: append(newQuiz(graded, false, campus.Quiz{AtOnce: true}), newQuiz(dated, true, campus.Quiz{Publish: time.Now().UnixMilli()})...)})
	siti.Sync()
	siti.Do(publishQuiz(siti, graded))
	siti.Sync()
	dara.Sync()
	dara.Sync()
	if !dara.Has(dated) || !dara.Has(campus.QuizKeyID(dated, true)) {
		t.Error("on its date a practice quiz comes with its key")
	}
	dara.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Begin(graded, dara.Me(), 1),
		campus.Finish(dara.Me(), campus.Answers{Of: graded, Number: 1, Answers: map[string]campus.Answer{"s": {Text: strings.ToUpper(secret)}}})}})
	dara.Sync()
	mark := campus.MarkID(graded, dara.Me())
	want := string(dara.Get(mark).Body)
	restore()
	for range 4 { // the student comes back before the teacher does
		dara.Sync()
	}
	for range 4 {
		siti.Sync()
		dara.Sync()
	}
	if !siti.Has(mark) || !dara.Has(mark) {
		t.Fatal("the mark does not come back")
	}
	if got := string(siti.Get(mark).Body); got != want {
		t.Errorf("after the restore the mark is %s, and was %s", got, want)
	}
}
