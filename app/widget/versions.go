package widget

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"rantau/campus"
)

// WithVersions puts beside each record what was kept beside it. Only a record
// that was changed can have a version, so only those are looked at. Call it in
// a fetch.
func WithVersions(ctx context.Context, r campus.Replica, records []campus.Record) error {
	for i, rec := range records {
		if !rec.Edited.After(rec.Created) {
			continue
		}
		whole, err := r.Record(ctx, rec.ID)
		switch {
		case campus.CodeOf(err) == campus.NotFound: // gone since it was listed
		case err != nil:
			return err
		case whole.Space == rec.Space:
			records[i].Versions = whole.Versions
		}
	}
	return nil
}

// Question is a field of which a version may hold another value.
type Question struct {
	Field string
	Label string
	// Say puts the value in words; nil for text.
	Say func(json.RawMessage) string
}

func fieldsOf(v campus.Version) map[string]json.RawMessage {
	fields, _ := campus.Body(v.Fields).Fields()
	return fields
}

// ofTheFile are fields of a document that mean nothing to a person.
var ofTheFile = []string{"manifest", "versions", "type", "folder"}

// inQuestion gives those fields that some version names.
func inQuestion(r campus.Record, asked []Question) []Question {
	named := map[string]bool{}
	for _, v := range r.Versions {
		for field := range fieldsOf(v) {
			named[field] = r.Kind != "document" || !slices.Contains(ofTheFile, field) // its size tells enough
		}
	}
	var out []Question
	for _, q := range asked {
		if named[q.Field] || q.Field == "size" && len(campus.Beside(r)) > 0 {
			out = append(out, q)
			delete(named, q.Field)
		}
	}
	delete(named, "mentions") // IDs, which the text says by name
	maps.DeleteFunc(named, func(_ string, shown bool) bool { return !shown })
	for _, field := range slices.Sorted(maps.Keys(named)) {
		out = append(out, Question{Field: field, Label: Clean(field)})
	}
	return out
}

// Words puts a value in words that can be shown.
func (q Question) Words(value json.RawMessage) string {
	if q.Say == nil {
		return Clean(plain(value))
	}
	return Clean(q.Say(value))
}

// plain reads a field that is text or a number.
func plain(value json.RawMessage) string {
	var v any
	_ = json.Unmarshal(value, &v)
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case nil:
		return ""
	}
	return string(value)
}
