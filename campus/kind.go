package campus

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
)

// Mode says how concurrent writes to a field are brought together.
type Mode string

// The modes, given by the struct tag `merge` of a kind's type.
const (
	Free      Mode = "free"   // the value that came first stays, the other becomes a version
	Text      Mode = "text"   // as free, after a three-way merge
	Strict    Mode = "strict" // a conflict refuses the whole set
	Fixed     Mode = "fixed"  // set when the record is made, never changed
	ByServer  Mode = "server" // only the server writes it
	Most      Mode = "most"   // a number: the larger one stays, and nobody is asked
	undefined Mode = ""
)

// Class is the order in which records travel on a thin line.
type Class int

// The classes, first to last. Space roots and members come before all others,
// for nothing can be shown without them.
const (
	ClassSpace Class = iota
	ClassMessage
	ClassGrade
	ClassLesson
	ClassRest
	Classes = 5
)

// SpaceType is the type of a space: the name of the kind of its root record.
type SpaceType string

// Value is the Go form of a record's body.
type Value interface {
	// Validate tells what is wrong with the value by itself.
	Validate() error
	// MayWrite tells whether the actor may bring the record from w.Before to
	// this value. It is asked for deletions with the value that is deleted.
	MayWrite(w Write) error
}

// Write is what MayWrite judges.
type Write struct {
	Actor  Actor
	Space  ID
	In     SpaceType // the type of the space
	Record ID
	Author ID       // who made the record: the actor when it is new
	Before Value    // nil when the record is new
	Was    Audience // who sees the record before the write
	// Audience is who sees it after the write.
	Audience Audience
	Deleted  bool            // the write is a deletion
	Revives  *Removal        // the write takes this deletion back
	Changed  map[string]bool // the fields whose value changes
	// Look gives another record of the space as it is, the set's own changes before
	// this one included; false where there is none (yet).
	Look func(ID) (Record, bool)
	// Members gives who is in the space, the set's own changes before this one
	// included; nil where nobody can tell.
	Members func() map[ID]Role
}

// Find is Look, for a write that nobody gave one.
func (w Write) Find(id ID) (Record, bool) {
	if w.Look == nil {
		return Record{}, false
	}
	return w.Look(id)
}

// LetsGo adds to the fields that are written those of a version that the write lets go
// of: it is somebody's work, and taken away only by who may write it.
func (w Write) LetsGo(version Body) {
	fields, err := version.Fields()
	if err != nil {
		return
	}
	for name := range fields {
		w.Changed[name] = true
	}
}

// New tells whether the write creates the record.
func (w Write) New() bool { return w.Before == nil }

// Own tells whether the actor made the record.
func (w Write) Own() bool { return w.Author == w.Actor.Person }

// Kind is the type of a record.
type Kind struct {
	Name   string
	Class  Class
	Fields map[string]Mode
	Spaces []SpaceType // where it may live
	Root   bool        // its record is the root of a space: its ID is the space's
	zero   func() Value
}

// Decode reads a body into the kind's Go type.
func (k Kind) Decode(b Body) (Value, error) {
	v := k.zero()
	if len(b) > MaxBody {
		return nil, Errorf(TooLarge, "this %s is %d KB; the limit is %d KB", k.Name, len(b)>>10, MaxBody>>10)
	}
	if len(b) > 0 {
		if err := json.Unmarshal(b, v); err != nil {
			return nil, fieldError(fieldOf(err), "a field of this %s has the wrong type", k.Name)
		}
	}
	return v, nil
}

func fieldOf(err error) string {
	var e *json.UnmarshalTypeError
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}

// Asks tells whether records of the kind may ask something of the server.
func (k Kind) Asks() bool { return k.Published() || k.Name == "document" || asks[k.Name] != nil }

// Published tells whether records of the kind are drafts until they are published.
func (k Kind) Published() bool { return k.Fields["publish"] != undefined }

// KeepsPast tells whether replicas keep what a record of the kind was before: those
// that hold text that is written at length, and what else people put into a form and
// may want back.
func (k Kind) KeepsPast() bool {
	switch k.Name {
	case "folder", "contact", "attendance", "question", "savedsearch", "quizkey":
		return true
	}
	for _, m := range k.Fields {
		if m == Text {
			return true
		}
	}
	return false
}

// Mode gives the mode of a field; an unknown one is free.
func (k Kind) Mode(field string) Mode {
	if m := k.Fields[field]; m != undefined {
		return m
	}
	return Free
}

// meant gives the field that an unknown name would be read as: the JSON of Go
// takes "Stored" and even "ſtored" for "stored", which must not be a way around
// a field's mode.
func (k Kind) meant(field string) string {
	if _, known := k.Fields[field]; known {
		return ""
	}
	for name := range k.Fields {
		if strings.EqualFold(name, field) {
			return name
		}
	}
	return ""
}

// LivesIn tells whether records of the kind may be in a space of the type.
func (k Kind) LivesIn(t SpaceType) bool { return slices.Contains(k.Spaces, t) }

// KindNamed finds a kind.
func KindNamed(name string) (Kind, bool) {
	k, ok := kindsByName[name]
	return k, ok
}

var kindsByName = func() map[string]Kind {
	m := map[string]Kind{}
	for _, k := range Kinds {
		m[k.Name] = k
	}
	return m
}()

// As reads a record as a value of one of our types. What cannot be read is
// answered with the zero value: a screen shows an empty field, never fails.
func As[T any](r Record) T {
	var v T
	_ = json.Unmarshal(r.Body, &v)
	return v
}

// kindOf builds a Kind from the struct tags of T.
func kindOf[T any, P interface {
	*T
	Value
}](name string, class Class, spaces ...SpaceType) Kind {
	k := Kind{Name: name, Class: class, Spaces: spaces, Fields: map[string]Mode{},
		zero: func() Value { return P(new(T)) }}
	t := reflect.TypeFor[T]()
	for i := range t.NumField() {
		f := t.Field(i)
		field, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		mode := Mode(f.Tag.Get("merge"))
		if mode == undefined {
			mode = Free
		}
		k.Fields[field] = mode
	}
	return k
}

// rootOf builds the kind of a space's root record.
func rootOf[T any, P interface {
	*T
	Value
}](t SpaceType) Kind {
	k := kindOf[T, P](string(t), ClassSpace, t)
	k.Root = true
	return k
}
