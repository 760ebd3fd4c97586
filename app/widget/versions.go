package widget

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
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

// ShowVersions shows the values of a record that stand beside each other, whose
// they are and from when, and lets somebody who may write decide. The fields come
// in the order of the questions; what no question names is shown by its own name.
func ShowVersions(env *ui.Env, r campus.Record, people *ui.People, asked []Question, mayDecide bool, failed func(error)) {
	tabs := NewTabs()
	asked = inQuestion(r, asked)
	page := func(b campus.Body) fyne.CanvasObject { return valuesPage(b, asked) }
	tabs.Add(versionShown.Say(), versionPage(r.Editor, r.Edited.UnixMilli(), page(r.Body), people, env, nil))
	var sheet *Sheet
	for i, v := range r.Versions {
		var use func()
		if mayDecide {
			use = func() {
				sheet.Hide()
				choose(env, r, v, failed)
			}
		}
		whole, _ := campus.Overlay(r.Body, campus.Change{Set: fieldsOf(v)})
		tabs.Add(versionNumber.Say(i+2), versionPage(v.Author, v.At, page(whole), people, env, use))
	}
	closing := NewButton(closeWord.Say(), nil, func() { sheet.Hide() })
	buttons := []fyne.CanvasObject{closing}
	if mayDecide {
		buttons = append(buttons, Main(versionKeep.Say(), nil, func() {
			sheet.Hide()
			drop(env, r, failed)
		}))
	}
	content := container.NewBorder(Paragraph(versionsWhy.Say()), nil, nil, nil, tabs)
	sheet = ShowSheet(env.Window, fyne.NewSize(820, 560), versionsTitle.Say(), content, buttons...)
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

// valuesPage shows the values of the fields in question, each under its label.
func valuesPage(b campus.Body, asked []Question) fyne.CanvasObject {
	fields, _ := b.Fields()
	page := Stackup(10)
	for _, q := range asked {
		say := q.Say
		if say == nil {
			say = plain
		}
		words := strings.TrimSpace(say(fields[q.Field]))
		if words == "" {
			words = noChoice
		}
		text := NewReading(Run{Text: Clean(words)})
		page.Add(Stackup(-4, Quiet(q.Label), Inset(text, 0, 0, -7, 0)))
	}
	return Inset(page, 0, 8, 8, 8)
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

func versionPage(author campus.ID, at int64, values fyne.CanvasObject, people *ui.People, env *ui.Env, use func()) fyne.CanvasObject {
	line := Quiet(fmt.Sprintf(versionBy, Clean(people.Name(author)), ui.At(millis(at), env.Now())))
	var button fyne.CanvasObject
	if use != nil {
		button = NewButton(versionUse.Say(), nil, use)
	}
	head := Pad(container.NewBorder(nil, nil, nil, button, Middle(line)), 6, 8)
	return container.NewBorder(head, nil, nil, nil, container.NewVScroll(values))
}

// choose makes a version's values those of the record.
func choose(env *ui.Env, r campus.Record, v campus.Version, failed func(error)) {
	mine, err := r.Body.Fields()
	theirs, err2 := campus.Body(v.Fields).Fields()
	kind, ok := campus.KindNamed(r.Kind)
	if err != nil || err2 != nil || !ok {
		return
	}
	for name, value := range theirs {
		mine[name] = value
	}
	if file, ok := campus.Beside(r)[v.ID]; ok { // the file that is not chosen stays an earlier one
		saveVersions(env, r, campus.Restore(r, file, env.Replica.Me(), env.Now()), failed)
		return
	}
	value, err := kind.Decode(campus.NewBody(mine))
	if err != nil {
		failed(err)
		return
	}
	c, _ := campus.Edit(r, value)
	c.Drop = []campus.ID{v.ID}
	saveVersions(env, r, c, failed)
}

// drop keeps what is shown and lets go of the rest.
func drop(env *ui.Env, r campus.Record, failed func(error)) {
	c := campus.Change{Record: r.ID, Kind: r.Kind}
	if len(campus.Beside(r)) > 0 {
		c = campus.Restore(r, campus.History(r)[0], env.Replica.Me(), env.Now())
	}
	c.Drop = nil
	for _, v := range r.Versions {
		c.Drop = append(c.Drop, v.ID)
	}
	saveVersions(env, r, c, failed)
}

func saveVersions(env *ui.Env, r campus.Record, c campus.Change, done func(error)) {
	ui.Do(env, func(ctx context.Context) error {
		return env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{c}})
	}, done)
}
