package storage

import (
	"crypto/ed25519"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/sync/protocol"
)

// leaver is a copy with two classes, of which its person is taken out of the first.
type leaver struct {
	*Replica
	t           *testing.T
	class, stay campus.ID
	n           int64
}

func newLeaver(t *testing.T) *leaver {
	t.Helper()
	r, err := Open(t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	_, key, _ := ed25519.GenerateKey(nil)
	if err := r.SignIn(ctx, protocol.Identity{Server: campus.NewID(), Person: campus.NewID(), Key: key, Token: "t"}); err != nil {
		t.Fatal(err)
	}
	l := &leaver{Replica: r, t: t, class: campus.NewID(), stay: campus.NewID()}
	l.put(l.class, l.class, "class", &campus.Course{Title: "Soil"})
	l.put(l.stay, l.stay, "class", &campus.Course{Title: "Water"})
	return l
}

func (l *leaver) put(space, id campus.ID, kind string, v campus.Value) {
	l.t.Helper()
	l.n++
	item := &protocol.RecordItem{ID: id, Kind: kind, Seq: l.n, Author: l.Me(), Created: 1, Body: json.RawMessage(campus.NewBody(campus.Create(id, kind, v).Set))}
	if err := l.Apply(ctx, []protocol.Page{{Space: protocol.SpaceItem{ID: space, Role: campus.Member}, Records: []*protocol.RecordItem{item},
		End: protocol.PageItem{Cursor: "m" + strings.Repeat("1", int(l.n)) + ".aaaaaaaa", Whole: true}}}); err != nil {
		l.t.Fatal(err)
	}
}

func (l *leaver) begin(place, text string) {
	l.t.Helper()
	if err := l.KeepDraft(ctx, place, text); err != nil {
		l.t.Fatal(err)
	}
}

func (l *leaver) leave() []campus.WaitingSet {
	l.t.Helper()
	if err := l.Left(ctx, protocol.LeftItem{Space: l.class, Membership: campus.MembershipID(l.class, l.Me())}); err != nil {
		l.t.Fatal(err)
	}
	w, err := l.Waiting(ctx)
	if err != nil {
		l.t.Fatal(err)
	}
	return w
}

func textOf(c campus.Change) string {
	return campus.As[campus.Draft](campus.Record{Body: campus.NewBody(c.Set)}).Text
}

// TestThePlaceKeepsItsName: a server says once more that somebody has left, where something
// for the place was on its way; the name was known the first time alone.
func TestThePlaceKeepsItsName(t *testing.T) {
	l := newLeaver(t)
	l.begin("class/add/"+string(l.class), `{"values":{"text":"what I wrote"}}`)
	l.leave()
	if w := l.leave(); len(w) != 1 || w[0].Place != "Soil" {
		t.Errorf("left twice: %+v", w)
	}
}

// TestWhatIsBegunElsewhereStays: what is written in one place is not taken out of it because
// somebody in another made a record with an ID of its.
func TestWhatIsBegunElsewhereStays(t *testing.T) {
	l := newLeaver(t)
	topic, work := campus.NewID(), campus.NewID()
	l.put(l.stay, work, "assignment", &campus.Assignment{Title: "Report"})
	l.put(l.class, topic, "lesson", &campus.Lesson{Title: "x", Order: "n"})
	l.put(l.class, work, "lesson", &campus.Lesson{Title: "x", Order: "n"})
	for _, place := range []string{"post/" + string(l.stay) + "/" + string(topic), "edit/" + string(l.stay) + "/" + string(topic), "handin/" + string(work)} {
		l.begin(place, `{"values":{"text":"mine"}}`)
		defer func() {
			if text, err := l.Draft(ctx, place); err != nil || text == "" {
				t.Errorf("%s was taken away: %q %v", place, text, err)
			}
		}()
	}
	if w := l.leave(); len(w) > 0 {
		t.Errorf("it is said to be of the place that was left: %+v", w)
	}
}

// TestFilesOfWhatWasBegun: the file beside a text may be on this computer alone.
func TestFilesOfWhatWasBegun(t *testing.T) {
	l := newLeaver(t)
	work := campus.NewID()
	l.put(l.class, work, "assignment", &campus.Assignment{Title: "Report"})
	hash := func(c string) string { return strings.Repeat(c, 64) }
	doc := func(c string) string {
		return `{"name":"` + c + `.pdf","type":"application/pdf","manifest":"` + hash(c) + `","size":12}`
	}
	quoted, _ := json.Marshal("[" + doc("a") + "]")
	l.begin("handin/"+string(work), `{"values":{"text":"my answer","files":`+string(quoted)+`}}`)
	l.begin("post/"+string(l.class)+"/"+string(l.class), campus.MoreThanText+`{"text":"look","files":[`+doc("b")+`]}`)
	l.begin("post/"+string(l.class)+"/"+string(work), campus.MoreThanText+`{"text":"","files":[`+doc("c")+`]}`)
	l.begin("lesson/new/"+string(l.class), `{"title":"Wells","text":"deep","pictures":[`+doc("d")+`]}`)
	w := l.leave()
	wanted, err := l.Wanted(ctx)
	if err != nil || len(w) != 4 {
		t.Fatalf("%d sets (%v): %+v", len(w), err, w)
	}
	var names []string
	for _, s := range w {
		for _, c := range s.Changes {
			if c.Kind == "document" {
				names = append(names, campus.As[campus.Document](campus.Record{Body: campus.NewBody(c.Set)}).Name)
			}
		}
	}
	for _, c := range []string{"a", "b", "c", "d"} {
		if !wanted[hash(c)] {
			t.Errorf("the bytes of %s.pdf are let go of", c)
		}
		if !slices.Contains(names, c+".pdf") {
			t.Errorf("%s.pdf can't be had: %v", c, names)
		}
	}
}

// TestAnAttemptGoesOn: who is taken out of a class by mistake and taken in again goes on with
// the quiz, with what was ticked too.
func TestAnAttemptGoesOn(t *testing.T) {
	l := newLeaver(t)
	attempt, q := campus.NewID(), string(campus.NewID())
	l.put(l.class, attempt, "attempt", &campus.Attempt{Of: campus.NewID(), Number: 1})
	place, text := "quiz/attempt/"+string(attempt), `{"answers":{"`+q+`":{"text":"Because"},"b":{"choice":["`+q+`"]}}}`
	l.begin(place, text)
	w := l.leave()
	if len(w) != 1 || textOf(w[0].Changes[0]) != "Because" {
		t.Errorf("%+v", w)
	}
	if got, err := l.Draft(ctx, place); err != nil || got != text {
		t.Errorf("of the attempt is left %q (%v)", got, err)
	}
}

// TestTheirWordsDoNotCome: of a text that others wrote only what was changed is its author's,
// and of several texts that were being put together only what none of them says.
func TestTheirWordsDoNotCome(t *testing.T) {
	l := newLeaver(t)
	lesson := campus.NewID()
	l.put(l.class, lesson, "lesson", &campus.Lesson{Title: "Wells", Text: "Theirs.\n\nAnd theirs.", Order: "n"})
	l.begin("versions/"+string(lesson), `{"right":"`+string(campus.NewID())+`","values":{"title":"Wells","text":"Theirs.\n\nMine.\n\nAnd theirs."}}`)
	l.begin("lesson/"+string(lesson), `{"id":"`+string(lesson)+`","title":"Deep wells","text":"Theirs.\n\nAnd theirs.","base":{"title":"Wells","text":"Theirs.\n\nAnd theirs."}}`)
	var got []string
	for _, s := range l.leave() {
		got = append(got, textOf(s.Changes[0]))
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"Deep wells", "Mine."}) {
		t.Errorf("%q", got)
	}
}

// TestThePlaceIsRescued: a damaged file is the only one that knows what a place was called.
func TestThePlaceIsRescued(t *testing.T) {
	l := newLeaver(t)
	l.begin("class/add/"+string(l.class), `{"values":{"text":"what I wrote"}}`)
	l.begin("group/add/"+string(l.class), `{"values":{"text":"and this"}}`)
	l.leave()
	_ = l.Close()
	path := filepath.Join(l.Dir(), File)
	s, err := salvage(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := s.write(filepath.Join(dir, File)); err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if w, err := r.Waiting(ctx); err != nil || len(w) != 2 || w[0].Place != "Soil" || w[0].Number == w[1].Number { // by its number it is discarded
		t.Errorf("%+v %v", w, err)
	}
}
