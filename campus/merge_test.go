package campus

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
)

// lessonNow is a lesson with a field that this program does not know.
func lessonNow() Record {
	return Record{ID: record, Kind: "lesson", Space: place, Body: Body(`{"mood":[1, 2],"order":"n","text":"alpha beta gamma delta","title":"One"}`)}
}

func keptValues(values ...string) Kept {
	return func(_, hash string) (json.RawMessage, bool) {
		for _, v := range values {
			if HashValue(encode(v)) == hash {
				return encode(v), true
			}
		}
		return nil, false
	}
}

func hashOf(v string) string { return HashValue(encode(v)) }

func TestMerge(t *testing.T) {
	set := func(field, value string) map[string]json.RawMessage {
		return map[string]json.RawMessage{field: json.RawMessage(value)}
	}
	for _, c := range []struct {
		name   string
		kind   string
		body   string
		set    map[string]json.RawMessage
		base   string // of the field
		kept   Kept
		want   string // the body afterwards
		beside string // fields of the version, sorted
		mixed  bool
		err    Code
	}{
		{"free, base current", "lesson", `{"title":"One"}`, set("title", `"Two"`), hashOf("One"), nil, `{"title":"Two"}`, "", false, ""},
		{"free, conflict", "lesson", `{"title":"One"}`, set("title", `"Two"`), hashOf("Zero"), nil, `{"title":"One"}`, "title", true, ""},
		{"free, same value already", "lesson", `{"title":"One"}`, set("title", `"One"`), hashOf("Zero"), nil, `{"title":"One"}`, "", false, ""},
		{"free, absent before", "class", `{"title":"One"}`, set("area", `"Health"`), "", nil, `{"area":"Health","title":"One"}`, "", false, ""},
		{"free, taken away", "class", `{"area":"Health","title":"One"}`, set("area", `null`), hashOf("Health"), nil, `{"title":"One"}`, "", false, ""},
		{"free, taken away twice", "class", `{"title":"One"}`, set("area", `null`), hashOf("Health"), nil, `{"title":"One"}`, "", false, ""},
		{"unknown field, conflict", "lesson", `{"mood":1}`, set("mood", `2`), "", nil, `{"mood":1}`, "mood", true, ""},
		{"unknown field kept", "lesson", `{"mood":{"a": 1.50},"title":"One"}`, set("title", `"Two"`), hashOf("One"), nil, `{"mood":{"a":1.50},"title":"Two"}`, "", false, ""},
		{"text, merged", "lesson", `{"text":"ALPHA beta gamma"}`, set("text", `"alpha beta GAMMA"`), hashOf("alpha beta gamma"), keptValues("alpha beta gamma"), `{"text":"ALPHA beta GAMMA"}`, "", true, ""},
		{"text, unknown base", "lesson", `{"text":"ALPHA beta gamma"}`, set("text", `"alpha beta GAMMA"`), hashOf("alpha beta gamma"), keptValues(), `{"text":"ALPHA beta gamma"}`, "text", true, ""},
		{"text, no base", "lesson", `{"text":"ALPHA beta gamma"}`, set("text", `"alpha beta GAMMA"`), "", keptValues(""), `{"text":"ALPHA beta gamma"}`, "text", true, ""},
		{"text, same place", "lesson", `{"text":"ALPHA beta"}`, set("text", `"aleph beta"`), hashOf("alpha beta"), keptValues("alpha beta"), `{"text":"ALPHA beta"}`, "text", true, ""},
		{"text, a number now", "lesson", `{"text":5}`, set("text", `"x"`), hashOf("y"), keptValues("y"), `{"text":5}`, "text", true, ""},
		{"strict, base current", "request", `{"state":"open"}`, set("state", `"closed"`), hashOf("open"), nil, `{"state":"closed"}`, "", false, ""},
		{"strict, conflict", "request", `{"state":"answered"}`, set("state", `"closed"`), hashOf("open"), nil, "", "", false, Changed},
		{"strict, same already", "request", `{"state":"closed"}`, set("state", `"closed"`), hashOf("open"), nil, `{"state":"closed"}`, "", false, ""},
		{"fixed, conflict", "post", `{"topic":"a"}`, set("topic", `"b"`), "", nil, "", "", false, Changed},
		{"most, larger", "readmark", `{"upto":5}`, set("upto", `7`), hashOf("x"), nil, `{"upto":7}`, "", true, ""},
		{"most, smaller", "readmark", `{"upto":5}`, set("upto", `3`), hashOf("x"), nil, `{"upto":5}`, "", true, ""},
		{"most, taken back by who saw it", "readmark", `{"upto":5}`, set("upto", `3`), HashValue([]byte("5")), nil, `{"upto":3}`, "", false, ""},
		{"most, no number", "readmark", `{"upto":5}`, set("upto", `"x"`), "", nil, `{"upto":5}`, "", true, ""},
		{"server's, conflict", "document", `{"stored":"a"}`, set("stored", `"b"`), "", nil, "", "", false, Changed},
	} {
		change := Change{Record: record, Kind: c.kind, Set: c.set, Base: map[string]string{}}
		for f := range c.set {
			change.Base[f] = c.base
		}
		m, err := Merge(kindOrFail(t, c.kind), Record{ID: record, Kind: c.kind, Body: Body(c.body)}, change, c.kept)
		if c.err != "" {
			if CodeOf(err) != c.err {
				t.Errorf("%s: %v, want %s", c.name, err, c.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		beside := strings.Join(slices.Sorted(maps.Keys(m.Beside)), " ")
		if string(m.Body) != c.want || beside != c.beside || m.Mixed != c.mixed {
			t.Errorf("%s: body %s beside %q mixed %v", c.name, m.Body, beside, m.Mixed)
		}
		// Whatever came in is found again: in the body, beside it, or kept as sent.
		for f, v := range c.set {
			now := fieldsOf(t, string(m.Body))
			if k := kindOrFail(t, c.kind); k.Mode(f) != Most && HashValue(now[f]) != HashValue(v) && m.Beside[f] == nil && m.Sent[f] == nil {
				t.Errorf("%s: the field %s is lost", c.name, f)
			}
		}
	}
}

func TestMergeTombstones(t *testing.T) {
	k := kindOrFail(t, "lesson")
	r := lessonNow()
	m, err := Merge(k, r, Remove(r), nil)
	if err != nil || !m.Deleted || m.Mixed {
		t.Errorf("a deletion that saw everything: %+v %v", m, err)
	}
	edited := lessonNow()
	edited.Body = Body(`{"order":"n","text":"new","title":"One"}`)
	if _, err := Merge(k, edited, Remove(r), nil); CodeOf(err) != Changed {
		t.Errorf("a deletion that has not seen an edit: %v", err)
	}
	gone := lessonNow()
	gone.Deleted = true
	if m, err = Merge(k, gone, Remove(r), nil); err != nil || !m.Deleted {
		t.Errorf("deleted twice: %+v %v", m, err)
	}
	c, _ := Edit(r, &Lesson{Title: "Two", Text: "alpha beta gamma delta", Order: "n"})
	m, err = Merge(k, gone, c, nil)
	if err != nil || !m.Deleted || !m.Mixed || string(m.Beside["title"]) != `"Two"` {
		t.Errorf("an edit that meets a tombstone: %+v %v", m, err)
	}
	other := Change{Record: record, Kind: "post", New: true, Set: map[string]json.RawMessage{"text": json.RawMessage(`"x"`)}}
	if _, err := Merge(kindOrFail(t, "post"), r, other, nil); CodeOf(err) != Invalid {
		t.Errorf("a lesson became a post: %v", err)
	}
}

func TestMergeAudience(t *testing.T) {
	r := lessonNow()
	staff := StaffOnly
	m, err := Merge(kindOrFail(t, "lesson"), r, Change{Record: record, Kind: "lesson", Audience: &staff}, nil)
	if err != nil || m.Audience != StaffOnly || m.Mixed || string(m.Body) != string(NewBody(fieldsOf(t, string(r.Body)))) {
		t.Errorf("%+v %v", m, err)
	}
}

func TestEdit(t *testing.T) {
	r := lessonNow()
	same := As[Lesson](r)
	if c, changed := Edit(r, &same); changed {
		t.Errorf("an edit of nothing writes %v", c.Set)
	}
	c, changed := Edit(r, &Lesson{Title: "Two", Text: same.Text, Order: "n"})
	if !changed || len(c.Set) != 1 || c.Base["title"] != hashOf("One") {
		t.Errorf("%+v", c)
	}
	body, err := Overlay(r.Body, c)
	if err != nil || string(body) != `{"mood":[1,2],"order":"n","text":"alpha beta gamma delta","title":"Two"}` {
		t.Errorf("%s %v", body, err)
	}
	// Another program may write the same value with other bytes: that is no edit.
	r.Body = Body(`{"order":"n","text":"caf\u00e9 \u003cb\u003e","title":"One"}`)
	v := As[Lesson](r)
	v.Title = "Two"
	if c, _ := Edit(r, &v); len(c.Set) != 1 {
		t.Errorf("the text was written anew: %s", c.Set["text"])
	}
	doc := Record{ID: record, Kind: "document", Body: Body(samples["document"].body[:len(samples["document"].body)-1] + `,"about":"x"}`)}
	d := As[Document](doc)
	d.About = ""
	if c, _ := Edit(doc, &d); string(c.Set["about"]) != "null" || c.Base["about"] != hashOf("x") {
		t.Errorf("a field that is taken away: %+v", c)
	}
}

func TestHashes(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{`{"a": 1}`, `{"a":1}`}, {`null`, ``}, {` [ 1 , 2 ] `, `[1,2]`},
	} {
		if HashValue(json.RawMessage(c.a)) != HashValue(json.RawMessage(c.b)) {
			t.Errorf("%s and %s differ", c.a, c.b)
		}
	}
	if HashValue(nil) != "" || HashValue(json.RawMessage(" null ")) != "" || len(HashValue(json.RawMessage("0"))) != 16 {
		t.Error("the hash of nothing is not empty")
	}
	if HashBody(Body(`{"b":2,"a": 1,"c":null}`)) != HashBody(Body(`{"a":1,"b":2}`)) {
		t.Error("the hash of a body depends on the order of its fields")
	}
	if HashBody(Body(`{"a":1}`)) == HashBody(Body(`{"a":2}`)) || HashBody(Body(`x`)) != "" {
		t.Error("the hash of a body does not tell bodies apart")
	}
}

// FuzzBody: what is read and written is the same, whatever a stranger sends.
func FuzzBody(f *testing.F) {
	for _, s := range samples {
		f.Add([]byte(s.body))
	}
	f.Add([]byte(`{"a":{"b":[null,1e400,"\ud800"]},"a":2,"":0}`))
	f.Add([]byte("{\"\xff\":1,\"\xfe\":2}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		fields, err := Body(b).Fields()
		if err != nil {
			return
		}
		once := NewBody(fields)
		again, err := once.Fields()
		if err != nil {
			t.Fatalf("%q became %q: %v", b, once, err)
		}
		if twice := NewBody(again); string(twice) != string(once) {
			t.Fatalf("%q became %q, then %q", b, once, twice)
		}
		if HashBody(b) != HashBody(once) {
			t.Fatalf("the hash of %q changed", b)
		}
		for _, k := range Kinds {
			if v, err := k.Decode(once); err == nil {
				_ = v.Validate()
			}
		}
	})
}
