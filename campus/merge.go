package campus

import (
	"encoding/json"
	"math"
	"slices"
)

// Kept finds a value that the server kept for a field of the record by its
// hash: a replaced one, or one that was sent and merged.
type Kept func(field, hash string) (json.RawMessage, bool)

// Merged is what a change makes of a record.
type Merged struct {
	Body     Body
	Audience Audience
	Deleted  bool
	// Beside are the fields that were not chosen: they become one version.
	Beside map[string]json.RawMessage
	// Replaced are the values that are no longer current, to be kept as bases.
	Replaced map[string]json.RawMessage
	// Sent are values that came in but were merged into something else; the
	// author's next edit is based on them.
	Sent map[string]json.RawMessage
	// Changed tells which fields have another value now.
	Changed map[string]bool
	// Mixed is set when the result is not simply the change's own values.
	Mixed bool
}

// Merge brings a change together with the record as it is: field by field, by
// the mode of each. r is the zero record when there is none yet. A strict
// conflict, a deletion that has not seen an edit and a second creation of
// another kind are errors: they refuse the set.
func Merge(k Kind, r Record, c Change, kept Kept) (Merged, error) {
	m := Merged{Body: r.Body, Audience: r.Audience, Deleted: r.Deleted, Changed: map[string]bool{},
		Replaced: map[string]json.RawMessage{}, Sent: map[string]json.RawMessage{}, Beside: map[string]json.RawMessage{}}
	switch {
	case r.ID != "" && r.Kind != c.Kind:
		return m, Errorf(Invalid, "a %s does not become a %s", r.Kind, c.Kind)
	case c.Delete && r.Deleted:
		return m, nil
	case c.Revive:
		return m.revive(k, r, c.Base["*"])
	case c.Delete:
		// What the server added by itself, such as that it has the file, is no edit.
		if seen := c.Base["*"]; seen != HashBody(r.Body) && seen != HashBody(k.written(r.Body)) {
			return m, Errorf(Changed, "it was changed meanwhile; look at the change before deleting it")
		}
		m.Deleted = true
		return m, nil
	case r.Deleted: // an edit that meets a tombstone is kept beside it
		m.Beside, m.Mixed = c.Set, true
		return m, nil
	}
	fields, err := r.Body.Fields()
	if err != nil {
		return m, err
	}
	for _, name := range sortedNames(c.Set) {
		if err := m.field(k.Mode(name), fields, name, c.Set[name], c.Base[name], kept); err != nil {
			return m, err
		}
	}
	m.Body = NewBody(fields)
	if c.Audience != nil {
		m.Audience = *c.Audience
	}
	return m, nil
}

// revive takes a deletion back. The record that follows the outcome says what there is
// now: versions came beside it meanwhile, or somebody else was quicker.
func (m Merged) revive(k Kind, r Record, seen string) (Merged, error) {
	m.Mixed = true
	if !r.Deleted {
		return m, nil
	}
	if seen != HashBody(r.Body) && seen != HashBody(k.written(r.Body)) {
		return m, Errorf(Changed, "what was removed is not what this wants to bring back")
	}
	m.Deleted = false
	return m, nil
}

// written is a body without the fields that the server writes.
func (k Kind) written(b Body) Body {
	fields, err := b.Fields()
	if err != nil {
		return b
	}
	for name := range fields {
		if k.Mode(name) == ByServer {
			delete(fields, name)
		}
	}
	return NewBody(fields)
}

// field merges one field into fields.
func (m *Merged) field(mode Mode, fields map[string]json.RawMessage, name string, value json.RawMessage, base string, kept Kept) error {
	current := fields[name]
	now, want := HashValue(current), HashValue(value)
	if now == want {
		return nil
	}
	if now == base {
		m.replace(fields, name, value)
		return nil
	}
	switch mode {
	case Most: // who has seen more, or counted further, is right
		if m.Mixed = true; number(value) > number(current) {
			m.replace(fields, name, value)
		}
		return nil
	case Strict, Fixed, ByServer:
		return &Error{Code: Changed, Field: name, Message: "the " + label(name) + " was changed meanwhile"}
	case Text:
		if merged, ok := mergeText(kept, name, base, current, value); ok {
			m.Sent[name], m.Mixed = value, true
			if HashValue(merged) != now {
				m.replace(fields, name, merged)
			}
			return nil
		}
	}
	m.Beside[name], m.Mixed = value, true
	m.Sent[name] = value
	return nil
}

// number reads a number; anything else counts as none.
func number(v json.RawMessage) float64 {
	var n float64
	if json.Unmarshal(v, &n) != nil {
		return math.Inf(-1)
	}
	return n
}

func (m *Merged) replace(fields map[string]json.RawMessage, name string, value json.RawMessage) {
	if old := fields[name]; len(old) > 0 {
		m.Replaced[name] = old
	}
	m.Changed[name] = true
	if isNull(value) {
		delete(fields, name)
		return
	}
	fields[name] = Compact(value)
}

// mergeText merges two texts against the one they came from. An unknown base is
// never guessed.
func mergeText(kept Kept, name, base string, current, value json.RawMessage) (json.RawMessage, bool) {
	if base == "" || kept == nil {
		return nil, false
	}
	origin, ok := kept(name, base)
	if !ok {
		return nil, false
	}
	var o, a, b string
	if json.Unmarshal(origin, &o) != nil || json.Unmarshal(current, &a) != nil || json.Unmarshal(value, &b) != nil {
		return nil, false
	}
	merged, ok := Merge3(o, a, b)
	if !ok {
		return nil, false
	}
	return encode(merged), true
}

// Overlay shows a change over a body without merging: what the author sees until
// the server has answered.
func Overlay(b Body, c Change) (Body, error) {
	fields, err := b.Fields()
	if err != nil {
		return b, err
	}
	for name, v := range c.Set {
		if isNull(v) {
			delete(fields, name)
		} else {
			fields[name] = v
		}
	}
	return NewBody(fields), nil
}

func sortedNames(m map[string]json.RawMessage) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
