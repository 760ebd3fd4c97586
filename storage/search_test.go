package storage

import (
	"fmt"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/unraced"
	"rantau/sync/protocol"
)

// said are posts by a name, in the languages of the exchange.
var said = map[string]string{
	"en":     "Who grows rice here? My sensor shows 1023 whatever I do.",
	"en2":    "Rice paper is made from rice; ricefields come later.",
	"vi":     "Ai trồng lúa ở đây? Cảm biến của mình luôn chỉ 1023.",
	"vi2":    "Trọng lượng của máy là ba kí.",
	"vi3":    "toi trong lua o day",
	"th":     "นักเรียนปลูกข้าวในจังหวัดตราดทุกปี",
	"th2":    "น้ำในดินแห้งมาก",
	"lo":     "ນັກຮຽນປູກເຂົ້າຢູ່ບ້ານ",
	"km":     "ស្ត្រីម្នាក់ដាំស្រូវនៅភូមិ ភាសាខ្មែរ",
	"my":     "ကျောင်းသားများ စပါးစိုက်ပျိုးကြသည်",
	"id":     "Siapa yang menanam padi di sini? Kelembapan tanah turun.",
	"ms":     "Siapa menanam padi di sini? Kelembapan tanah menurun.",
	"fil":    "Sino ang nagtatanim ng palay dito? Mahalaga ang tubig.",
	"tet":    "Sé mak kuda natar iha ne'e? Bee la to'o.",
	"signs":  "AND OR NOT NEAR( \"quoted\" ^star* col:umn",
	"empty":  " ",
	"secret": "x",
}

func sayAll(c *copyOf) map[string]campus.ID {
	ids := map[string]campus.ID{}
	for name, text := range said {
		post := campus.Say(c.space, c.space, text)
		if strings.TrimSpace(text) == "" {
			continue
		}
		ids[name] = post.Changes[0].Record
		c.do(post.Changes...)
	}
	return ids
}

func (c *copyOf) find(text string, ids map[string]campus.ID) []string {
	c.t.Helper()
	found, err := c.Search(ctx, campus.Search{Text: text})
	if err != nil {
		c.t.Fatalf("%q: %v", text, err)
	}
	if found.Waiting != 0 {
		c.t.Fatalf("%d records wait", found.Waiting)
	}
	var names []string
	for _, h := range found.Hits {
		name := string(h.Record.ID)
		for n, id := range ids {
			if id == h.Record.ID {
				name = n
			}
		}
		names = append(names, name)
		for _, m := range h.Marks {
			if m[0] < 0 || m[1] <= m[0] || m[1] > len(h.Snippet) {
				c.t.Errorf("%q: marks %v in %q", text, h.Marks, h.Snippet)
			}
		}
		if len(h.Marks) == 0 {
			c.t.Errorf("%q: nothing is marked in %q", text, h.Snippet)
		}
	}
	return names
}

// TestSearch: what each question finds, the best first; = is any order.
func TestSearch(t *testing.T) {
	c := newCopy(t)
	ids := sayAll(c)
	for _, q := range []struct{ text, want string }{
		{"rice", "en2 en"}, {"rice ", "en2 en"}, {"RICE grows", "en"}, {"ric", "en2 en"}, {"ice", ""},
		{"trồng", "vi vi3"}, {"trong", "vi3 = vi vi2"}, {"lua", "vi3 vi"}, {"cảm biến", "vi"}, {"cam bien", "vi"}, {"đây", "vi vi3"},
		{"tro\u0302\u0300ng", "vi vi3"},
		{"ปลูก", "th"}, {"ข้าว", "th"}, {"จังหวัด", "th"}, {"เรียน", "th"}, {"ปลู", "th"}, {"ดิน", "th2"}, {"น\u0e49\u0e4d\u0e32", "th2"}, {"ปลูกข้าว", "th"},
		{"ตราดทุก", "th"}, {"รียนปล", "th"}, // wherever words end
		{"ປູກ", "lo"}, {"ເຂົ້າ", "lo"},
		{"ស្ត្រី", "km"}, {"ស្រ្តី", "km"}, {"ភាសា", "km"}, {"ភូមិ", "km"},
		{"စပါး", "my"}, {"ကျောင်းသား", "my"},
		{"padi", "= id ms"}, {"kelembapan tanah", "= id ms"}, {"menurun", "ms"}, {"palay", "fil"}, {"natar", "tet"}, {"ne'e", "tet"},
		{"1023", "= en vi"}, {"AND", "signs"}, {"NEAR(", "signs"}, {"\"quoted", "signs"}, {"col:", "signs"}, {"*", ""}, {"", ""}, {"  ", ""}, {"\x00\xff", ""},
		{"rice padi", ""},
	} {
		got := c.find(q.text, ids)
		first, any, mixed := strings.Cut(q.want, "= ")
		if !mixed {
			if strings.Join(got, " ") != q.want {
				t.Errorf("%q finds %v, want %q", q.text, got, q.want)
			}
			continue
		}
		want := strings.Fields(first)
		if len(got) < len(want) || strings.Join(got[:len(want)], " ") != strings.Join(want, " ") {
			t.Errorf("%q finds %v, want %q", q.text, got, q.want)
			continue
		}
		if !sameWords(got[len(want):], strings.Fields(any)) {
			t.Errorf("%q finds %v, want %q", q.text, got, q.want)
		}
	}
}

func sameWords(a, b []string) bool {
	have := map[string]int{}
	for _, x := range a {
		have[x]++
	}
	for _, x := range b {
		have[x]--
	}
	for _, n := range have {
		if n != 0 {
			return false
		}
	}
	return true
}

// TestSearchFollows: what is changed, removed or lost is found so, and titles come
// before texts.
func TestSearchFollows(t *testing.T) {
	c := newCopy(t)
	c.page(campus.Owner, "s2.aaaaaaaa", c.lesson(2, "Calibrating a sensor"))
	post := campus.Say(c.space, c.space, "The calibrating of the scale, calibrating again")
	c.do(post.Changes...)
	ids := map[string]campus.ID{"lesson": lessonID, "post": post.Changes[0].Record}
	want := func(text, names string) {
		t.Helper()
		found, err := c.Search(ctx, campus.Search{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range found.Hits {
			for n, id := range ids {
				if id == h.Record.ID {
					got = append(got, n)
				}
			}
		}
		if strings.Join(got, " ") != names {
			t.Errorf("%q finds %v, want %q", text, got, names)
		}
	}
	want("calibrating", "lesson post")
	c.retitle("Measuring water")
	want("calibrating", "post")
	want("measuring", "lesson")
	c.do(campus.Remove(c.get(post.Changes[0].Record)))
	want("calibrating", "")
	if err := c.Left(ctx, protocol.LeftItem{Space: c.space, Membership: campus.MembershipID(c.space, c.Me())}); err != nil {
		t.Fatal(err)
	}
	want("measuring", "")
}

// TestSearchFindsAssignments: by their titles and texts, whose marks are left out.
func TestSearchFindsAssignments(t *testing.T) {
	c := newCopy(t)
	task := campus.Create(campus.NewID(), "assignment", &campus.Assignment{Title: "Contour map", Text: "Draw **your** field."})
	c.page(campus.Owner, "s2.aaaaaaaa")
	c.do(task)
	for _, q := range []string{"contour", "draw field"} {
		found, err := c.Search(ctx, campus.Search{Text: q})
		if err != nil || len(found.Hits) != 1 || found.Hits[0].Record.ID != task.Record || strings.Contains(found.Hits[0].Snippet, "**") {
			t.Errorf("%q finds %+v (%v)", q, found.Hits, err)
		}
	}
}

func TestSearchFindsUnitsAndSessions(t *testing.T) {
	c := newCopy(t)
	unit := campus.Create(campus.NewID(), "unit", &campus.Unit{Title: "Water in the ground", Order: "n"})
	session := campus.Create(campus.NewID(), "session", &campus.Session{Title: "Live class", About: "We open the ground", Start: 1_795_000_000_000, End: 1_795_003_600_000})
	c.page(campus.Owner, "s2.aaaaaaaa")
	c.do(unit)
	c.do(session)
	found, err := c.Search(ctx, campus.Search{Text: "ground"})
	if err != nil || len(found.Hits) != 2 {
		t.Errorf("%+v (%v)", found.Hits, err)
	}
}

func TestSearchLimits(t *testing.T) {
	c := newCopy(t)
	for range 30 {
		c.do(campus.Say(c.space, c.space, strings.Repeat("water ", 300)+"end").Changes...)
	}
	found, err := c.Search(ctx, campus.Search{Text: "water", Limit: 10})
	if err != nil || len(found.Hits) != 10 || !found.More {
		t.Errorf("%d hits, more: %v, %v", len(found.Hits), found.More, err)
	}
	if n := len(found.Hits[0].Snippet); n > snippetLength+20 {
		t.Errorf("a snippet has %d bytes", n)
	}
	if found, err = c.Search(ctx, campus.Search{Text: "water", Kinds: []string{"lesson"}}); err != nil || len(found.Hits) != 0 {
		t.Errorf("among lessons: %d, %v", len(found.Hits), err)
	}
	if _, err = c.Search(ctx, campus.Search{Text: strings.Repeat("water ", 5000)}); err != nil {
		t.Error(err)
	}
	found, err = c.Search(ctx, campus.Search{Text: "end"})
	if err != nil || len(found.Hits) == 0 || !strings.HasPrefix(found.Hits[0].Snippet, "…") || !strings.Contains(found.Hits[0].Snippet, "end") {
		t.Errorf("at the end of a text: %v, %v", found.Hits, err)
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("rice", "Who grows rice here?")
	f.Add("ข้าว", "ปลูกข้าว\nในดิน")
	f.Fuzz(func(t *testing.T, asked, text string) {
		q := newQuestion(asked)
		cut, marks := q.snippet(text)
		for _, m := range marks {
			if m[0] < 0 || m[1] < m[0] || m[1] > len(cut) {
				t.Fatalf("%q in %q: %v of %q", asked, text, marks, cut)
			}
		}
	})
}

func TestPlain(t *testing.T) {
	const lesson = "# Water\n\n![A graph](../images/a.png)\n> Sketch of **last** year.\n\n- see [Ways](#ways)\n* `analogRead(A0)`\n\n| Reading | Soil |\n| ---: | --- |\n| 0 | dry |\n\n```python\nx = 2 * 3\n```\n"
	got := strings.Join(strings.Fields(plain(lesson)), " ")
	if want := "Water A graph Sketch of last year. see Ways analogRead(A0) Reading Soil 0 dry x = 2 3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A letter that was typed alone says nothing yet; with a space behind it, it is a word.
func TestASingleLetter(t *testing.T) {
	c := newCopy(t)
	ids := sayAll(c)
	for _, q := range []struct {
		text string
		want int
	}{{"r", 0}, {"rice h", 1}, {"ri", 2}} {
		if got := c.find(q.text, ids); len(got) < q.want || q.want == 0 && len(got) > 0 {
			t.Errorf("%q finds %v", q.text, got)
		}
	}
}

// Where more hold the words than can be weighed, those that have them in their title come
// first, then the newest, and there are others.
func TestACrowd(t *testing.T) {
	unraced.Skip(t)
	c := newCopy(t)
	var page []*protocol.RecordItem
	for i := range crowd + 50 {
		body := fmt.Sprintf(`{"text":"mangoes %d","topic":%q}`, i, c.space)
		page = append(page, &protocol.RecordItem{ID: campus.NewID(), Kind: "post", Seq: int64(i + 2), Author: c.Me(), Created: int64(i), Body: []byte(body)})
	}
	c.page(campus.Owner, "s2.aaaaaaaa", page...)
	c.do(campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "Mangoes", Text: "how they grow", Order: "n"}))
	for {
		found, err := c.Search(ctx, campus.Search{Text: "mangoes", Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		if found.Waiting > 0 { // of so many it reads a part each time
			continue
		}
		if len(found.Hits) != 10 || !found.More || found.Hits[0].Record.Kind != "lesson" || !strings.Contains(string(found.Hits[1].Record.Body), fmt.Sprint(crowd+49)) {
			t.Errorf("%d hits, more %v, first a %s, then %s", len(found.Hits), found.More, found.Hits[0].Record.Kind, found.Hits[1].Record.Body)
		}
		return
	}
}
