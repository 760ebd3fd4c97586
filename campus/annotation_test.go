package campus

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestAnnotation(t *testing.T) {
	a := Annotation{In: place, Of: other, Manifest: hash64, Page: 17, Part: 300, Quote: "the receiving institution", Text: "Ask Rina"}
	for name, c := range map[string]struct {
		change func(*Annotation)
		field  string
	}{
		"as it is":     {func(*Annotation) {}, ""},
		"a bookmark":   {func(a *Annotation) { a.Quote, a.Text = "", "" }, ""},
		"marked words": {func(a *Annotation) { a.Text = "" }, ""},
		"the longest": {func(a *Annotation) {
			a.Quote, a.Text = strings.Repeat("ក", MaxQuote), strings.Repeat("ក", MaxAnnotation)
		}, ""},
		"page 0":            {func(a *Annotation) { a.Page = 0 }, "page"},
		"a page far beyond": {func(a *Annotation) { a.Page = 1 << 40 }, "page"},
		"above the page":    {func(a *Annotation) { a.Part = -1 }, "part"},
		"below the page":    {func(a *Annotation) { a.Part = 1001 }, "part"},
		"of no file":        {func(a *Annotation) { a.Manifest = "" }, "manifest"},
		"of some file":      {func(a *Annotation) { a.Manifest = "slides.pdf" }, "manifest"},
		"a long quote":      {func(a *Annotation) { a.Quote = strings.Repeat("ក", MaxQuote+1) }, "quote"},
		"a quote with NUL":  {func(a *Annotation) { a.Quote = "a\x00b" }, "quote"},
		"a long text":       {func(a *Annotation) { a.Text = strings.Repeat("x", MaxAnnotation+1) }, "text"},
		"not text":          {func(a *Annotation) { a.Text = "\xff" }, "text"},
		"nowhere":           {func(a *Annotation) { a.In = "" }, "in"},
		"on nothing":        {func(a *Annotation) { a.Of = "here" }, "of"},
	} {
		v := a
		c.change(&v)
		err := v.Validate()
		var e *Error
		if (err == nil) != (c.field == "") || err != nil && (!errors.As(err, &e) || e.Field != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if a.IsBookmark() || !(Annotation{Text: " \n"}).IsBookmark() || (Annotation{Quote: "x"}).IsBookmark() {
		t.Error("a bookmark is not told from a note")
	}
}

// TestWhoAnnotates: for all, the staff write on what every member sees; in the own space
// its person writes on anything.
func TestWhoAnnotates(t *testing.T) {
	space := map[SpaceType]ID{InPersonal: PersonalSpace(me), InClass: place, InGroup: place}
	document := Record{ID: other, Space: place, Kind: "document"}
	for _, c := range []struct {
		name string
		in   SpaceType
		role Role
		on   func(*Record) // what it is on
		may  string        // new, edit, delete; of oneself and of others
	}{
		{"the own space", InPersonal, Owner, func(r *Record) { r.ID = "" }, "nEDed"},
		{"another's space", InPersonal, Member, nil, "-----"},
		{"a class by its staff", InClass, Staff, nil, "nEDed"},
		{"a class by its owner", InClass, Owner, nil, "nEDed"},
		{"a class by a student", InClass, Member, nil, "-----"},
		{"a class by nobody there", InClass, None, nil, "-----"},
		{"a group by its staff", InGroup, Staff, nil, "nEDed"},
		{"a group by a member", InGroup, Member, nil, "-----"},
		{"on nothing", InClass, Owner, func(r *Record) { r.ID = "" }, "-EDed"},
		{"on what was removed", InClass, Owner, func(r *Record) { r.Deleted = true }, "-EDed"},
		{"on a lesson", InClass, Owner, func(r *Record) { r.Kind = "lesson" }, "-EDed"},
		{"on what was handed in", InClass, Owner, func(r *Record) { r.Audience = Audience(other) }, "-EDed"},
		{"on a draft's handout", InClass, Owner, func(r *Record) { r.Audience = StaffOnly }, "-EDed"},
	} {
		on := document
		if c.on != nil {
			c.on(&on)
		}
		a := &Annotation{In: place, Of: other, Manifest: hash64, Page: 3, Text: "Ask Rina"}
		for _, r := range []struct {
			letter         rune
			author         ID
			isNew, deleted bool
		}{{'n', me, true, false}, {'E', me, false, false}, {'D', me, false, true}, {'e', other, false, false}, {'d', other, false, true}} {
			w := Write{Actor: Actor{Person: me, Role: c.role}, Space: space[c.in], In: c.in, Record: record, Author: r.author, Deleted: r.deleted, Changed: map[string]bool{"text": true},
				Look: func(id ID) (Record, bool) { return on, on.ID == id }}
			if !r.isNew {
				w.Before = a
			}
			err := Judge(kindOrFail(t, "annotation"), w, a, Everyone)
			if may := strings.ContainsRune(c.may, r.letter); (err == nil) != may || err != nil && CodeOf(err) != Forbidden {
				t.Errorf("%s, %c: %v", c.name, r.letter, err)
			}
		}
	}
	k, a := kindOrFail(t, "annotation"), &Annotation{In: place, Of: other, Manifest: hash64, Page: 3}
	w := Write{Actor: Actor{Person: me, Role: Owner}, Space: place, In: InClass, Record: record, Author: me, Changed: map[string]bool{},
		Look: func(id ID) (Record, bool) { return document, document.ID == id }}
	for _, to := range []Audience{StaffOnly, Audience(other), Audience(me)} {
		if CodeOf(Judge(k, w, a, to)) != Forbidden {
			t.Errorf("one for %q is taken", to)
		}
	}
	a.In = PersonalSpace(me)
	if CodeOf(Judge(k, w, a, Everyone)) != Forbidden {
		t.Error("one on a document of another space is taken")
	}
	a.In, w.Before, w.Changed = place, a, map[string]bool{"page": true}
	if CodeOf(Judge(k, w, a, Everyone)) != Invalid {
		t.Error("it moves to another page")
	}
}

// TestAnnotationIsBroughtBack: but not onto a document that was removed.
func TestAnnotationIsBroughtBack(t *testing.T) {
	document := Record{ID: other, Space: place, Kind: "document"}
	for _, c := range []struct {
		in   SpaceType
		gone bool
		may  bool
	}{{InClass, false, true}, {InClass, true, false}, {InPersonal, true, true}} {
		document.Deleted = c.gone
		space := place
		if c.in == InPersonal {
			space = PersonalSpace(me)
		}
		a := &Annotation{In: place, Of: other, Manifest: hash64, Page: 3}
		w := Write{Actor: Actor{Person: me, Role: Owner}, Space: space, In: c.in, Record: record, Author: me, Before: a, Revives: &Removal{By: me}, Changed: map[string]bool{},
			Look: func(id ID) (Record, bool) { return document, document.ID == id }}
		if err := Judge(kindOrFail(t, "annotation"), w, a, Everyone); (err == nil) != c.may {
			t.Errorf("in a %s, its document gone: %v: %v", c.in, c.gone, err)
		}
	}
}

func TestTurnAnnotation(t *testing.T) {
	a := Annotation{In: place, Of: other, Manifest: hash64, Page: 3, Part: 200, Quote: "words", Text: "Ask Rina"}
	r := made("annotation", 1, &a)
	r.Space = PersonalSpace(me)
	for _, to := range []ID{place, PersonalSpace(me)} {
		made, gone := TurnAnnotation(me, r)
		now := Record{ID: made.Changes[0].Record, Kind: "annotation", Space: made.Space, Body: NewBody(made.Changes[0].Set)}
		if now.Space != to || now.ForAll() != (to == place) || As[Annotation](now) != a {
			t.Errorf("it is in %s as %s", now.Space, now.Body)
		}
		if len(gone.Changes) != 1 || gone.Space != r.Space || gone.Changes[0].Record != r.ID || !gone.Changes[0].Delete {
			t.Errorf("what it was stays: %+v", gone)
		}
		r = now
	}
}

func TestAnnotationsOf(t *testing.T) {
	n := 0
	at := func(page, part int) Record {
		n++
		r := made("annotation", n, &Annotation{In: place, Of: other, Manifest: hash64, Page: page, Part: part})
		r.Created = time.Date(2026, 3, 1, 8, 60-n, 0, 0, time.UTC)
		return r
	}
	gone, elsewhere, bad := at(1, 0), at(1, 0), at(0, 0)
	gone.Deleted = true
	elsewhere.Body = Body(encode(&Annotation{In: place, Of: place, Manifest: hash64, Page: 1}))
	all := []Record{at(9, 0), at(2, 700), gone, at(2, 100), elsewhere, bad, at(2, 100)}
	want := []ID{all[6].ID, all[3].ID, all[1].ID, all[0].ID}
	got := AnnotationsOf(all, place, other)
	if len(got) != len(want) {
		t.Fatal(got)
	}
	for i := range want {
		if got[i].ID != want[i] {
			t.Errorf("number %d is on %s", i+1, got[i].Body)
		}
	}
}
