package campus

import (
	"encoding/json"
	"maps"
	"time"
)

// Limits of one set. A set over a limit is refused, and the replica refuses it
// before it is saved.
const (
	MaxChanges = 500
	MaxBody    = 512 << 10 // bytes of a record's JSON body
	// What may stand beside a record. A person is to choose long before; past it
	// the next conflict refuses its set, which stays with its author.
	MaxVersions     = 20
	MaxVersionBytes = 1 << 20
	MaxSet          = 768 << 10 // bytes of a set
)

// Change is new values for some fields of one record.
type Change struct {
	Record   ID                         `json:"id"`
	Kind     string                     `json:"kind"`
	New      bool                       `json:"new,omitempty"`    // creates the record
	Again    bool                       `json:"again,omitempty"`  // with New: the server lost it; what is there already stands
	Delete   bool                       `json:"delete,omitempty"` // leaves a tombstone
	Revive   bool                       `json:"revive,omitempty"` // takes a deletion back; see Revive
	Audience *Audience                  `json:"audience,omitempty"`
	Set      map[string]json.RawMessage `json:"set,omitempty"`
	// Base holds, for each field of Set, the HashValue that its author was
	// looking at; left out where the field was absent. For a deletion, and for
	// taking one back, it holds the HashBody under the name "*".
	Base map[string]string `json:"base,omitempty"`
	// Drop names versions that need no longer stand beside the record, for a
	// person has decided.
	Drop []ID `json:"drop,omitempty"`
}

// Expect lists a field that a set relies on without writing it.
type Expect struct {
	Record ID     `json:"id"`
	Field  string `json:"field"`
	Hash   string `json:"hash"`
}

// Times are the three honest times of a set, in milliseconds.
type Times struct {
	Clock int64  `json:"clock"`           // the device's clock, since 1970
	Heard int64  `json:"heard,omitempty"` // the last server time heard, since 1970
	Since *int64 `json:"since,omitempty"` // monotonic time since then; absent after a reboot
}

// Authored gives the interval in which the set can have been made, as far as
// the server can know: not before it was heard from, not after it arrived. With
// the monotonic time the interval is a point.
func (t Times) Authored(arrived time.Time) (from, to time.Time) {
	to = arrived
	if t.Heard == 0 {
		return time.Time{}, to
	}
	from = time.UnixMilli(t.Heard)
	if t.Since != nil && *t.Since >= 0 {
		from = from.Add(time.Duration(*t.Since) * time.Millisecond)
		if from.After(arrived) {
			from = arrived
		}
		return from, from
	}
	if from.After(to) {
		from = to
	}
	return from, to
}

// Action is what a person does in one space, before it is signed: taken whole
// or not at all.
type Action struct {
	Space   ID
	Changes []Change
	Expect  []Expect
	// Draft is the place of the text that this action makes good ("" for none):
	// it is let go of in the same transaction, so that what was saved does not
	// come back as something still to be sent.
	Draft string
}

// Create makes the change that creates a record with the fields of v.
func Create(id ID, kind string, v Value) Change {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(encode(v), &fields) // our own types always marshal to objects
	maps.DeleteFunc(fields, func(_ string, f json.RawMessage) bool { return isNull(f) })
	return Change{Record: id, Kind: kind, New: true, Set: fields}
}

// For gives the change with another audience.
func (c Change) For(a Audience) Change { c.Audience = &a; return c }

// Edit makes the change that turns the record's value into v, writing only the
// fields that differ, each with its base. Unknown fields stay as they are. It
// reports false when nothing differs.
func Edit(r Record, v Value) (Change, bool) {
	c := Change{Record: r.ID, Kind: r.Kind, Set: map[string]json.RawMessage{}, Base: map[string]string{}}
	old, err := r.Body.Fields()
	if err != nil {
		return c, false
	}
	kind, ok := KindNamed(r.Kind)
	if !ok {
		return c, false
	}
	// The old value goes the same way as the new one: another program may have
	// written the same text with other escapes, and that is no difference.
	var now, before map[string]json.RawMessage
	_ = json.Unmarshal(encode(v), &now)
	if was, err := kind.Decode(r.Body); err == nil {
		_ = json.Unmarshal(encode(was), &before)
	}
	for name := range kind.Fields {
		was, is := HashValue(old[name]), HashValue(now[name])
		if was == is || before != nil && HashValue(before[name]) == is {
			continue
		}
		if is == "" {
			c.Set[name] = json.RawMessage("null")
		} else {
			c.Set[name] = now[name]
		}
		if was != "" {
			c.Base[name] = was
		}
	}
	return c, len(c.Set) > 0
}

// Remove makes the change that deletes the record as its author sees it.
func Remove(r Record) Change {
	return Change{Record: r.ID, Kind: r.Kind, Delete: true, Base: map[string]string{"*": hashSeen(r)}}
}

// hashSeen is the hash of a record as people wrote it: what the server adds by itself, such
// as that it has the file by now, is no reason to refuse that somebody removes it.
func hashSeen(r Record) string {
	k, known := KindNamed(r.Kind)
	if !known {
		return HashBody(r.Body)
	}
	return HashBody(k.written(r.Body))
}
