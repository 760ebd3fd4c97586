package widget

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"rantau/app/ui"
	"rantau/campus"
)

// hostileTexts are what people may write by mistake or on purpose.
var hostileTexts = []string{"", "@", "a\x00b", "\u202egnihtemos\u202c", strings.Repeat("long", 2500), strings.Repeat("@", 10_000), "👩🏽‍🌾@🔥 @",
	strings.Repeat("\n", 500) + "@end", "\xff@\xfe", "@\u200b\u200d", "\x01{\"text\":7}", "\x01", "\x01{}", "สวัสดี@ครับ", "@ ស្រី", strings.Repeat("@Sok ", 3000)}

func TestMentionAt(t *testing.T) {
	for _, c := range []struct {
		text  string
		typed string
		from  int
		ok    bool
	}{
		{"@", "", 0, true},
		{"@si", "si", 0, true},
		{"Hello @Siti Rah", "Siti Rah", 6, true},
		{"(@si", "si", 1, true},
		{"siti@school.id", "", 0, false},
		{"สวัสดี@si", "", 0, false},
		{"@ siti", "", 0, false},
		{"@siti\nhello", "", 0, false},
		{"no name", "", 0, false},
		{"", "", 0, false},
		{"@" + strings.Repeat("x", 100), "", 0, false},
		{"@@si", "si", 1, true},
	} {
		from, typed, ok := mentionAt([]rune(c.text), utf8.RuneCountInString(c.text))
		if ok != c.ok || ok && (from != c.from || typed != c.typed) {
			t.Errorf("%q: %d %q %v", c.text, from, typed, ok)
		}
	}
}

// folk is a copy that holds nothing but people.
type folk struct {
	campus.Replica
	persons []campus.Record
}

func (f folk) Records(_ context.Context, q campus.Query) ([]campus.Record, error) {
	if q.Kind == "person" {
		return f.persons, nil
	}
	return nil, nil
}

var siti, dewi, minh, aung, sok = campus.NewID(), campus.NewID(), campus.NewID(), campus.NewID(), campus.NewID()

func people(t testing.TB) *ui.People {
	var f folk
	for id, name := range map[campus.ID]string{siti: "Siti Rahmawati", dewi: "Dewi Lestari", minh: "Nguyễn Minh Anh", aung: "Aung Ko Ko", sok: "Sok Dara"} {
		f.persons = append(f.persons, campus.Record{ID: id, Kind: "person", Body: campus.NewBody(campus.Create(id, "person", &campus.Person{Name: name}).Set)})
	}
	p, err := ui.NewEnv(f, nil, nil, nil).People.Get(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhoIsMentioned(t *testing.T) {
	p := people(t)
	all := []campus.ID{siti, aung, minh}
	for text, want := range map[string][]campus.ID{
		"@Siti Rahmawati, look":            {siti},
		"@Siti Rahmawatia":                 nil,
		"@Siti":                            nil,
		"@Nguyễn Minh Anh and @Aung Ko Ko": {aung, minh},
		"@Nguyễn Minh Anhs or @Nguyễn Minh Anh's": {minh},
	} {
		if got := mentioned(text, p, append(all, all...)); !slices.Equal(got, want) {
			t.Errorf("%q mentions %v, want %v", text, got, want)
		}
	}
	var many []campus.ID
	for range 2 * campus.MaxMentions {
		many = append(many, siti)
	}
	if n := len(mentioned("@Siti Rahmawati", p, many)); n != 1 {
		t.Errorf("one person is mentioned %d times", n)
	}
	crowd := Crowd{People: p, Of: []campus.ID{siti, dewi, minh}, Me: dewi}
	for typed, want := range map[string][]campus.ID{"": {siti, minh}, "rah": {siti}, "Minh Ng": {minh}, "Dewi": nil, "iti": nil, "Aung": nil} {
		if got := crowd.find(typed); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", typed, got, want)
		}
	}
	if (Crowd{}).find("") != nil {
		t.Error("somebody is found before anybody is known")
	}
}

// TestAWholeNameIsEnough: who types a name to its end need not choose it from the list; a
// name of two people calls neither, and nobody calls oneself.
func TestAWholeNameIsEnough(t *testing.T) {
	var f folk
	for id, name := range map[campus.ID]string{siti: "Siti Rahmawati", dewi: "Dewi Lestari", minh: "An Minh", aung: "An Minh", sok: "Sok Dara"} {
		f.persons = append(f.persons, campus.Record{ID: id, Kind: "person", Body: campus.NewBody(campus.Create(id, "person", &campus.Person{Name: name}).Set)})
	}
	people, err := ui.NewEnv(f, nil, nil, nil).People.Get(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range [][]campus.ID{nil, {siti, dewi, minh, aung, sok}} {
		c := Crowd{People: people, Of: of, Me: sok}
		for text, want := range map[string][]campus.ID{
			"@Siti Rahmawati, and @Dewi Lestari!": {dewi, siti}, "@Siti Rahmawatis": nil, "Siti Rahmawati": nil, "@An Minh": nil, "@Sok Dara": nil, "@Siti": nil,
		} {
			if got := c.named(text); !slices.Equal(got, want) {
				t.Errorf("%q calls %v, not %v", text, got, want)
			}
		}
	}
}

func TestMentionsOutliveAnEdit(t *testing.T) {
	p, gone := people(t), campus.NewID()
	for name, c := range map[string]struct {
		before, text string
		was, chosen  []campus.ID
		want         []campus.ID
	}{
		"a typo":                       {"@Sok Dara lok", "@Sok Dara look", []campus.ID{sok}, nil, []campus.ID{sok}},
		"taken out":                    {"@Sok Dara look", "look", []campus.ID{sok}, nil, nil},
		"one more":                     {"@Sok Dara", "@Sok Dara @Aung Ko Ko", []campus.ID{sok}, []campus.ID{aung}, []campus.ID{sok, aung}},
		"somebody who has a new name":  {"@Sok look", "@Sok Look", []campus.ID{sok}, nil, []campus.ID{sok}},
		"somebody who is not here":     {"@Ana look", "@Ana Look", []campus.ID{gone}, nil, []campus.ID{gone}},
		"chosen and taken out at once": {"look", "Look", nil, []campus.ID{aung}, nil},
	} {
		if got := stillMentioned(c.before, c.text, p, c.was, c.chosen); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestMentionsAreMarked(t *testing.T) {
	p := people(t)
	meet := func(campus.ID) func() { return func() {} }
	runs := mentionRuns("Hi @Siti Rahmawati and @Sok Dara.", p, []campus.ID{sok, siti}, meet)
	var marked []string
	for _, r := range runs {
		if r.Link != nil {
			marked = append(marked, r.Text)
		}
	}
	if !slices.Equal(marked, []string{"@Siti Rahmawati", "@Sok Dara"}) {
		t.Errorf("marked are %q", marked)
	}
}

// FuzzSaid: whatever is written, nothing is lost or added on the way to the screen or to
// a draft, and nothing panics.
func FuzzSaid(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s, 1)
	}
	p := people(f)
	ids := []campus.ID{sok, siti, "nobody"}
	f.Fuzz(func(t *testing.T, s string, at int) {
		text := []rune(s)
		if from, _, ok := mentionAt(text, at); ok && (from < 0 || from >= len(text) || text[from] != '@') {
			t.Errorf("the @ of %q is at %d", s, from)
		}
		clean, joined := Calm(s), ""
		for _, r := range mentionRuns(clean, p, ids, func(campus.ID) func() { return nil }) {
			joined += r.Text
		}
		if joined != clean {
			t.Errorf("%q became %q", clean, joined)
		}
		if got := mentioned(s, p, ids); len(got) > 2 {
			t.Errorf("%v are mentioned", got)
		}
		if e := excerpt(s); utf8.RuneCountInString(e) > quoted+1 || strings.ContainsAny(e, "\n\x00\u202e") {
			t.Errorf("the excerpt is %q", e)
		}
		if !utf8.ValidString(s) {
			return
		}
		for _, w := range []Written{{Text: s}, {Text: s, ReplyTo: campus.ID("t")}, {Text: s, Mentioned: ids}, {Files: []campus.Document{{Name: s}}}} {
			if got := readWritten(w.encode()); got.Text != w.Text || got.ReplyTo != w.ReplyTo || len(got.Files) != len(w.Files) {
				t.Errorf("%+v comes back as %+v", w, got)
			}
		}
		before, after := differences(clean, clean+"x")
		if wordsOf(before) != orDash(clean) || wordsOf(after) != clean+"x" {
			t.Errorf("beside each other %q is %q and %q", clean, wordsOf(before), wordsOf(after))
		}
	})
}

func orDash(s string) string {
	if s == "" {
		return noChoice
	}
	return s
}

func wordsOf(runs []Run) (s string) {
	for _, r := range runs {
		s += r.Text
	}
	return s
}

func TestDraftsOfSeveralPlacesComeTogether(t *testing.T) {
	a := Written{Text: "from the laptop", ReplyTo: "1", Files: []campus.Document{{Name: "a", Manifest: "m"}}}
	b := Written{Text: "typed here", ReplyTo: "2", Mentioned: []campus.ID{"x"}, Files: []campus.Document{{Name: "a", Manifest: "m"}, {Name: "b", Manifest: "n"}}}
	got := a.with(b)
	if got.Text != "from the laptop\ntyped here" || got.ReplyTo != "1" || len(got.Files) != 2 || len(got.Mentioned) != 1 {
		t.Errorf("%+v", got)
	}
	if got := a.with(a); got.Text != a.Text || len(got.Files) != 1 {
		t.Errorf("the same twice is %+v", got)
	}
}
