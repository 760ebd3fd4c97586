package campus

import (
	"cmp"
	"slices"
	"strings"
)

// Annotation is a note on a page of a document, or with no words a bookmark. It lives in
// its person's own space and is theirs alone, or for all in the class or group that has the
// document. What it is about never changes: who means another place makes another.
type Annotation struct {
	In       ID     `json:"in" merge:"fixed"`              // the space of the document
	Of       ID     `json:"of" merge:"fixed"`              // the document
	Manifest string `json:"manifest" merge:"fixed"`        // of the file on which it was made
	Page     int    `json:"page" merge:"fixed"`            // from 1
	Part     int    `json:"part,omitempty" merge:"fixed"`  // thousandths of the page's height that are above it
	Quote    string `json:"quote,omitempty" merge:"fixed"` // the words on the page that it is about
	Text     string `json:"text,omitempty" merge:"text"`
}

// The limits of its texts, in characters.
const (
	MaxQuote      = 1_000
	MaxAnnotation = 4_000
)

// Validate implements Value.
func (a *Annotation) Validate() error {
	switch {
	case a.Page < 1 || a.Page > MaxPlacePage:
		return impossible("page")
	case a.Part < 0 || a.Part > 1_000:
		return impossible("part")
	case !validHash(a.Manifest):
		return fieldError("manifest", "the document names no file")
	}
	return first(checkID("in", a.In), checkID("of", a.Of), checkText("quote", a.Quote, MaxQuote), checkText("text", a.Text, MaxAnnotation))
}

// MayWrite implements Value: one's own are written by their person, those for all by the
// staff of the class or the group, whoever of them made it.
func (a *Annotation) MayWrite(w Write) error {
	if err := onlyStaff(w); err != nil || w.In == InPersonal || w.Deleted {
		return err
	}
	switch {
	case w.Audience != Everyone:
		return Errorf(Forbidden, "this is for every member to see")
	case a.In != w.Space:
		return Errorf(Forbidden, "a note for all is on a document of the same space")
	case w.New():
		return a.onDocument(w)
	}
	return nil
}

// onDocument refuses what is on no document that everybody sees. A note on work that one
// student handed in would tell the others of it.
func (a *Annotation) onDocument(w Write) error {
	d, found := w.Find(a.Of)
	if w.Look != nil && (!found || d.Deleted || d.Kind != "document" || d.Audience != Everyone) { // a screen asks without one
		return Errorf(Forbidden, "a note for all is on a document that every member sees")
	}
	return nil
}

// mayStand implements placed. One's own stays whatever becomes of the document.
func (a *Annotation) mayStand(w Write) error {
	if w.In == InPersonal {
		return nil
	}
	return stands(w, a.Of)
}

// IsBookmark tells of an annotation that says nothing.
func (a Annotation) IsBookmark() bool { return strings.TrimSpace(a.Text) == "" && a.Quote == "" }

// ForAll tells whether an annotation is for all who have its document.
func (r Record) ForAll() bool { return r.Kind == "annotation" && r.Space == As[Annotation](r).In }

// Annotate is the action that makes an annotation: for all, or for its person alone.
func Annotate(me ID, a Annotation, forAll bool) Action {
	space := PersonalSpace(me)
	if forAll {
		space = a.In
	}
	return Action{Space: space, Changes: []Change{Create(NewID(), "annotation", &a)}}
}

// TurnAnnotation makes one's own annotation one for all, or the other way around. A record
// stays in its space, and no action is in two: made comes first, so that the words are
// somewhere at any time.
func TurnAnnotation(me ID, r Record) (made, gone Action) {
	made = Annotate(me, As[Annotation](r), !r.ForAll())
	return made, Action{Space: r.Space, Changes: []Change{Remove(r)}}
}

// AnnotationsOf sifts out what is not on a document, and sorts the rest as it stands on the
// pages.
func AnnotationsOf(all []Record, in, of ID) (out []Record) {
	for _, r := range all {
		if a := As[Annotation](r); r.Kind == "annotation" && !r.Deleted && a.In == in && a.Of == of && a.Validate() == nil {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(x, y Record) int {
		a, b := As[Annotation](x), As[Annotation](y)
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Part, b.Part), x.Created.Compare(y.Created), cmp.Compare(x.ID, y.ID))
	})
	return out
}

// copyAnnotations gives those for all on documents that were copied to another space.
func copyAnnotations(all []Record, to ID, copies map[ID]ID) (out []Change) {
	for _, r := range all {
		a := As[Annotation](r)
		if r.Deleted || !r.ForAll() || copies[a.Of] == "" || a.Validate() != nil {
			continue
		}
		a.In, a.Of = to, copies[a.Of]
		out = append(out, Create(NewID(), "annotation", &a))
	}
	return out
}
