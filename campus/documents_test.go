package campus

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func folderRecord(id, parent ID) Record {
	return Record{ID: id, Kind: "folder", Body: NewBody(Create(id, "folder", &Folder{Name: string(id), Parent: parent}).Set)}
}

// TestShelves: whatever two computers did to folders, each is found from the top.
func TestShelves(t *testing.T) {
	for name, c := range map[string]struct {
		parents map[ID]ID
		top     string
		way     map[ID]string
	}{
		"none":           {nil, "", nil},
		"a tree":         {map[ID]ID{"a": "", "b": "a", "c": "b"}, "a", map[ID]string{"c": "abc", "a": "a"}},
		"an orphan":      {map[ID]ID{"a": "", "b": "gone", "c": "b"}, "ab", map[ID]string{"c": "bc"}},
		"in itself":      {map[ID]ID{"a": "a", "b": "a"}, "a", map[ID]string{"b": "ab"}},
		"two in a ring":  {map[ID]ID{"a": "b", "b": "a"}, "ab", map[ID]string{"a": "a", "b": "b"}},
		"below a ring":   {map[ID]ID{"a": "b", "b": "c", "c": "a", "d": "b", "e": "d"}, "abc", map[ID]string{"e": "bde"}},
		"two rings":      {map[ID]ID{"a": "b", "b": "a", "c": "d", "d": "c", "e": ""}, "abcde", nil},
		"deleted parent": {map[ID]ID{"a": "x", "x": ""}, "a", map[ID]string{"a": "a"}},
	} {
		var all []Record
		for id, up := range c.parents {
			r := folderRecord(id, up)
			r.Deleted = id == "x"
			all = append(all, r)
		}
		s := NewShelves(all)
		if got := letters(s.In("")); got != c.top {
			t.Errorf("%s: %q at the top, want %q", name, got, c.top)
		}
		seen := 0
		var count func(ID)
		count = func(at ID) {
			for _, r := range s.In(at) {
				seen++
				count(r.ID)
			}
		}
		count("")
		if want := len(s.folders); seen != want {
			t.Errorf("%s: %d of %d folders are in sight", name, seen, want)
		}
		for id, way := range c.way {
			got := ""
			for _, r := range s.Way(id) {
				got += string(r.ID)
			}
			if got != way {
				t.Errorf("%s: the way to %s is %q, want %q", name, id, got, way)
			}
			if !s.Within(id, ID(way[:1])) || s.Within(id, "nowhere") || !s.Within(id, "") {
				t.Errorf("%s: where %s is within is wrong", name, id)
			}
		}
	}
}

func letters(all []Record) string {
	var ids []string
	for _, r := range all {
		ids = append(ids, string(r.ID))
	}
	slices.Sort(ids)
	return strings.Join(ids, "")
}

// TestUnfold: deleting a folder deletes nothing in it.
func TestUnfold(t *testing.T) {
	top := folderRecord(NewID(), "")
	in := folderRecord(NewID(), top.ID)
	deep := folderRecord(NewID(), in.ID)
	doc := Record{ID: NewID(), Kind: "document", Body: NewBody(Create("", "document", &Document{Name: "a.txt", Manifest: hash64, Folder: in.ID}).Set)}
	out := Record{ID: NewID(), Kind: "document", Body: NewBody(Create("", "document", &Document{Name: "b.txt", Manifest: hash64}).Set)}
	all := []Record{top, in, deep, doc, out}
	changes := Unfold(in, NewShelves(all), all)
	var said []string
	for _, c := range changes {
		said = append(said, fmt.Sprint(c.Record == deep.ID, c.Record == doc.ID, c.Delete, string(c.Set["parent"])+string(c.Set["folder"])))
	}
	up := `"` + string(top.ID) + `"`
	want := []string{fmt.Sprint(true, false, false, up), fmt.Sprint(false, true, false, up), fmt.Sprint(false, false, true, "")}
	if !slices.Equal(said, want) {
		t.Errorf("it does %q, want %q", said, want)
	}
}

func TestDocumentFields(t *testing.T) {
	file := func(more string) string { return `{"manifest":"` + hash64 + `","name":"a.pdf","size":3` + more + `}` }
	version := func(hash, name string, size int) string {
		return fmt.Sprintf(`{"manifest":"%s","name":"%s","size":%d,"at":5,"by":"%s"}`, hash, name, size, me)
	}
	old := strings.Repeat("0", 64)
	for _, c := range []struct {
		what, body, field string
	}{
		{"a file", file(""), ""},
		{"tags", file(`,"tags":["visa","forms 2027"]`), ""},
		{"11 tags", file(`,"tags":["1","2","3","4","5","6","7","8","9","10","11"]`), "tags"},
		{"an empty tag", file(`,"tags":[" "]`), "tags"},
		{"a long tag", file(`,"tags":["` + strings.Repeat("x", 31) + `"]`), "tags"},
		{"a tag that turns around", file(`,"tags":["a\u202eb"]`), "tags"},
		{"a language", file(`,"language":"zh-Hant"`), ""},
		{"no language", file(`,"language":"English!"`), "language"},
		{"a language that begins with a number", file(`,"language":"1x"`), "language"},
		{"a folder", file(`,"folder":"` + string(place) + `"`), ""},
		{"no folder", file(`,"folder":"../.."`), "folder"},
		{"a link", `{"name":"Visas: where?","url":"https://example.org/visas?x=1","size":0}`, ""},
		{"a link to a program", `{"name":"x","url":"javascript:alert(1)","size":0}`, "url"},
		{"a link to a file", `{"name":"x","url":"file:///etc/passwd","size":0}`, "url"},
		{"a link without a host", `{"name":"x","url":"https:///a","size":0}`, "url"},
		{"a link with somebody", `{"name":"x","url":"https://bank.example@evil.example/","size":0}`, "url"},
		{"a link of two lines", `{"name":"x","url":"https://a.example/\nb","size":0}`, "url"},
		{"a long link", `{"name":"x","url":"https://a.example/` + strings.Repeat("x", 2000) + `","size":0}`, "url"},
		{"a link with a file", file(`,"url":"https://example.org"`), "url"},
		{"a link without a name", `{"name":"","url":"https://a.example/","size":0}`, "name"},
		{"neither", `{"name":"x.pdf","size":3}`, "manifest"},
		{"versions", file(`,"versions":[` + version(hash64, "a.pdf", 3) + `,` + version(old, "b.docx", 9) + `]`), ""},
		{"another newest one", file(`,"versions":[` + version(old, "a.pdf", 3) + `]`), "versions"},
		{"another size", file(`,"versions":[` + version(hash64, "a.pdf", 4) + `]`), "versions"},
		{"another ending", file(`,"versions":[` + version(hash64, "a.docx", 3) + `]`), "versions"},
		{"21 versions", file(`,"versions":[` + strings.Repeat(version(hash64, "a.pdf", 3)+",", 20) + version(hash64, "a.pdf", 3) + `]`), "versions"},
		{"a bad earlier name", file(`,"versions":[` + version(hash64, "a.pdf", 3) + `,` + version(old, "../x", 3) + `]`), "versions"},
	} {
		v, err := kindOrFail(t, "document").Decode(Body(c.body))
		if err == nil {
			err = v.Validate()
		}
		field := ""
		if e, ok := err.(*Error); ok { //nolint:errorlint // the rules give no other
			field = e.Field
		}
		if (err == nil) != (c.field == "") || field != c.field {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// TestMayFile is the table of who may do what with folders, links and forms.
func TestMayFile(t *testing.T) {
	doc, form := samples["document"].body, `{"manifest":"`+hash64+`","name":"f.docx","size":3,"form":"`+string(place)+`"}`
	link := `{"name":"Visas","size":0,"url":"https://example.org"}`
	move := `{"folder":"` + string(place) + `"}`
	for _, c := range []struct {
		what, kind string
		in         SpaceType
		role       Role
		teacher    bool
		author     ID
		body, edit string
		audience   Audience
		new, del   bool
		may        bool
	}{
		{"a teacher makes a folder", "folder", InCommons, Member, true, me, samples["folder"].body, "", Everyone, true, false, true},
		{"a student makes a folder", "folder", InCommons, Member, false, me, samples["folder"].body, "", Everyone, true, false, false},
		{"a folder for the staff", "folder", InCommons, Staff, true, me, samples["folder"].body, "", StaffOnly, true, false, false},
		{"a teacher renames another's", "folder", InCommons, Member, true, other, samples["folder"].body, samples["folder"].edit, Everyone, false, false, false},
		{"the staff rename it", "folder", InCommons, Staff, true, other, samples["folder"].body, samples["folder"].edit, Everyone, false, false, true},
		{"its author removes it", "folder", InGroup, Member, false, me, samples["folder"].body, "", Everyone, false, true, true},
		{"another removes it", "folder", InGroup, Member, false, other, samples["folder"].body, "", Everyone, false, true, false},
		{"who began a talk removes another's", "folder", InTalk, Owner, false, other, samples["folder"].body, "", Everyone, false, true, false},
		{"a student makes one in a class", "folder", InClass, Member, true, me, samples["folder"].body, "", Everyone, true, false, false},
		{"a folder in itself", "folder", InGroup, Member, false, me, samples["folder"].body, `{"parent":"` + string(record) + `"}`, Everyone, false, false, false},
		{"a stranger's folder", "folder", InGroup, None, true, me, samples["folder"].body, "", Everyone, true, false, false},

		{"a teacher moves another's document", "document", InCommons, Member, true, other, doc, move, Everyone, false, false, true},
		{"a student moves it", "document", InCommons, Member, false, other, doc, move, Everyone, false, false, false},
		{"a member moves another's in a group", "document", InGroup, Member, false, other, doc, move, Everyone, false, false, true},
		{"a member moves and renames it", "document", InGroup, Member, false, other, doc, `{"folder":"` + string(place) + `","name":"x.pdf"}`, Everyone, false, false, true},
		{"one who was never there does", "document", InGroup, None, true, other, doc, move, Everyone, false, false, false},
		{"a member removes it", "document", InGroup, Member, false, other, doc, "", Everyone, false, true, false},
		{"a member renames another's in a talk", "document", InTalk, Member, false, other, doc, `{"name":"x.pdf"}`, Everyone, false, false, false},
		{"a member changes what is for the staff", "document", InGroup, Member, false, other, doc, `{"name":"x.pdf"}`, StaffOnly, false, false, false},
		{"a member gives another's a new file", "document", InGroup, Member, false, other, doc, anotherFile(me, hash64), Everyone, false, false, true},
		{"in somebody else's name", "document", InGroup, Member, false, other, doc, anotherFile(other, hash64), Everyone, false, false, false},
		{"made from nothing that was there", "document", InGroup, Member, false, other, doc, anotherFile(me, hash64b), Everyone, false, false, false},
		{"without a list of what was there", "document", InGroup, Member, false, other, doc, `{"manifest":"` + hash64b + `"}`, Everyone, false, false, false},
		{"the staff without a list", "document", InGroup, Staff, false, other, doc, `{"manifest":"` + hash64b + `"}`, Everyone, false, false, true},
		{"a student gives a teacher's a new file", "document", InClass, Member, false, other, doc, anotherFile(me, hash64), Everyone, false, false, false},
		{"a member changes where another's link leads", "document", InGroup, Member, false, other, link, `{"url":"https://evil.example"}`, Everyone, false, false, false},
		{"a student moves one in a class", "document", InClass, Member, true, other, doc, move, Everyone, false, false, false},
		{"a student adds a link", "document", InCommons, Member, false, me, link, "", Everyone, true, false, false},
		{"a teacher adds a link", "document", InCommons, Member, true, me, link, "", Everyone, true, false, true},
		{"another changes where it leads", "document", InCommons, Member, true, other, link, `{"url":"https://evil.example"}`, Everyone, false, false, false},

		{"anybody hands a form in", "document", InCommons, Member, false, me, form, "", Audience(me), true, false, true},
		{"to the institution", "document", InInstitution, Member, false, me, form, "", Audience(me), true, false, true},
		{"for all to see", "document", InCommons, Member, false, me, form, "", Everyone, true, false, false},
		{"a teacher for all to see", "document", InCommons, Staff, true, me, form, "", Everyone, true, false, false},
		{"in another's name", "document", InCommons, Member, false, me, form, "", Audience(other), true, false, false},
		{"the staff in another's name", "document", InCommons, Staff, true, me, form, "", Audience(other), true, false, false},
		{"something that is no form", "document", InInstitution, Member, false, me, doc, "", Audience(me), true, false, false},
		{"its author changes it", "document", InCommons, Member, false, me, form, `{"about":"x"}`, Audience(me), false, false, false},
		{"its author removes it", "document", InCommons, Member, false, me, form, "", Audience(me), false, true, false},
		{"the staff change it", "document", InInstitution, Staff, true, other, form, `{"about":"x"}`, Audience(other), false, false, false},
		{"the staff remove it", "document", InCommons, Owner, true, other, form, "", Audience(other), false, true, false},
		{"the staff show it to all", "document", InCommons, Owner, true, other, form, move, Everyone, false, false, false},
		{"the staff file it", "document", InCommons, Owner, true, other, form, move, Audience(other), false, false, false},
		{"a copy to fill in", "document", InPersonal, Owner, false, me, form, "", Everyone, true, false, true},
	} {
		w := Write{Actor: Actor{Person: me, Role: c.role, Teacher: c.teacher}, Space: place, In: c.in, Record: record, Author: c.author, Deleted: c.del}
		if !c.new {
			w.Was = c.audience
		}
		if err := judgeSample(t, c.kind, c.body, c.edit, w, c.new, c.audience); (err == nil) != c.may {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

const hash64b = "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"

// anotherFile is an edit that gives a document a file that somebody made from another one.
func anotherFile(by ID, from string) string {
	const name, new = "f.pdf", "efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef"
	b, _ := json.Marshal(Document{Name: name, Manifest: new, Size: 7, Versions: []FileVersion{{new, name, 7, 1, by}, {from, name, 3, 0, other}}})
	return string(b)
}

// take merges a set into a record, as the server does.
func take(t *testing.T, r Record, c Change, by ID) Record {
	t.Helper()
	k := kindOrFail(t, r.Kind)
	m, err := Merge(k, r, c, nil)
	if err != nil {
		t.Fatal(err)
	}
	v, err := k.Decode(m.Body)
	if err != nil {
		t.Fatal(err)
	}
	if v.Validate() != nil {
		m.Body, m.Beside = r.Body, c.Set
	}
	r.Body = m.Body
	if len(m.Beside) > 0 {
		r.Versions = append(r.Versions, Version{ID: NewID(), Author: by, At: 9, Fields: json.RawMessage(NewBody(m.Beside))})
	}
	r.Versions = slices.DeleteFunc(slices.Clone(r.Versions), func(v Version) bool { return slices.Contains(c.Drop, v.ID) })
	return r
}

// TestReplaceAtOnce: of two files that replace one at the same time neither is lost,
// whatever each of them changed, and none becomes half of another.
func TestReplaceAtOnce(t *testing.T) {
	hash := func(c string) string { return strings.Repeat(c, 64) }
	now := time.UnixMilli(1_000_000)
	for name, files := range map[string][2]Document{
		"two of a kind":           {{Name: "x.pdf", Manifest: hash("a"), Size: 5}, {Name: "y.pdf", Manifest: hash("b"), Size: 7}},
		"another kind second":     {{Name: "x.pdf", Manifest: hash("a"), Size: 5}, {Name: "y.docx", Manifest: hash("b"), Size: 7, Type: "d"}},
		"another kind first":      {{Name: "x.docx", Manifest: hash("a"), Size: 5, Type: "d"}, {Name: "y.pdf", Manifest: hash("b"), Size: 7}},
		"the same size as before": {{Name: "x.pdf", Manifest: hash("a"), Size: 5}, {Name: "y.pdf", Manifest: hash("b"), Size: 3}},
		"no ending":               {{Name: "x", Manifest: hash("a"), Size: 5}, {Name: "y.pdf", Manifest: hash("b"), Size: 3}},
	} {
		r := Record{ID: record, Kind: "document", Author: me, Body: NewBody(Create(record, "document", &Document{Name: "plan.pdf", Size: 3, Manifest: hash("c")}).Set)}
		one, two := Replace(r, files[0], me, now), Replace(r, files[1], other, now.Add(time.Second))
		r = take(t, take(t, r, one, me), two, other)
		d := As[Document](r)
		if err := d.Validate(); err != nil || d.Manifest != hash("a") || d.Size != 5 || ending(d.Name) != ending(files[0].Name) {
			t.Errorf("%s: the first is not whole: %+v %v", name, d, err)
		}
		beside := Beside(r)
		if len(beside) != 1 {
			t.Fatalf("%s: %d files stand beside", name, len(beside))
		}
		if got := r.Files(); len(got) != 3 {
			t.Errorf("%s: the record names %d files", name, len(got))
		}
		if h := History(r); len(h) != 3 || h[0].Manifest != hash("a") {
			t.Errorf("%s: the history is %+v", name, h)
		}
		for _, f := range beside {
			for _, chosen := range []FileVersion{f, History(r)[0]} {
				after := take(t, r, Restore(r, chosen, me, now.Add(time.Minute)), me)
				d := As[Document](after)
				if err := d.Validate(); err != nil || d.Manifest != chosen.Manifest || d.Size != chosen.Size || ending(d.Name) != ending(chosen.Name) {
					t.Errorf("%s: after choosing: %+v %v", name, d, err)
				}
				if len(Beside(after)) != 0 || len(after.Files()) != 3 {
					t.Errorf("%s: after choosing %d stand beside, %d files are named", name, len(Beside(after)), len(after.Files()))
				}
			}
		}
	}
	// The list has an end.
	r := Record{ID: record, Kind: "document", Author: me, Body: Body(samples["document"].body)}
	for i := range 30 {
		r = take(t, r, Replace(r, Document{Name: "x.pdf", Manifest: fmt.Sprintf("%064d", i), Size: int64(i)}, me, now), me)
	}
	if d := As[Document](r); len(d.Versions) != MaxFileVersions || d.Validate() != nil || len(History(r)) != MaxFileVersions {
		t.Errorf("%d versions: %v", len(d.Versions), d.Validate())
	}
}

func TestFillIn(t *testing.T) {
	blank := Record{ID: place, Kind: "document", Body: NewBody(Create(place, "document", &Document{Name: "Form 3.docx", Manifest: hash64, Size: 3, Category: "Forms"}).Set)}
	for person, name := range map[string]string{"Dara Sok": "Form 3 - Dara Sok.docx", `a/b: "c"`: "b_ _c_.docx", strings.Repeat("ก", 500): ""} {
		d := FillIn(blank, person)
		if err := d.Validate(); err != nil || name != "" && d.Name != name || d.Form != place || ending(d.Name) != ".docx" {
			t.Errorf("%s: %q %v", person, d.Name, err)
		}
	}
	c := HandInForm(FillIn(blank, "Dara"), me)
	if *c.Audience != Audience(me) {
		t.Error("it is for others")
	}
}

func TestSplitTags(t *testing.T) {
	for typed, want := range map[string]string{"": "", "visa, Forms  2027 ,VISA,,": "visa|Forms 2027", "a;b\nc": "a|b|c", "x\u202ey": "xy"} {
		if got := strings.Join(SplitTags(typed), "|"); got != want {
			t.Errorf("%q: %q", typed, got)
		}
	}
}

func TestWholeURL(t *testing.T) {
	for typed, want := range map[string]string{
		"": "", "meet.example.org/abc": "https://meet.example.org/abc", " example.org:8080 ": "https://example.org:8080", "example.org?a=1": "https://example.org?a=1",
		"http://example.org": "http://example.org", "https://example.org": "https://example.org", "room 5": "room 5", "javascript:alert.me(1)": "javascript:alert.me(1)",
		"mailto:a@example.org": "mailto:a@example.org", "/etc/passwd": "/etc/passwd", "siti@example.org": "siti@example.org", "nothing": "nothing",
	} {
		if got := WholeURL(typed); got != want {
			t.Errorf("%q is %q, not %q", typed, got, want)
		}
	}
}

// FuzzCheckURL: what is taken as the address of a link always leads to the web.
func FuzzCheckURL(f *testing.F) {
	for _, s := range []string{"https://example.org", "http://[::1]:80/", "HTTPS://EXAMPLE.ORG", "//x", "https://a b", "ftp://x", "https://\u202egro"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if CheckURL(s) == nil && !strings.HasPrefix(strings.ToLower(s), "http") {
			t.Errorf("%q is taken", s)
		}
	})
}
