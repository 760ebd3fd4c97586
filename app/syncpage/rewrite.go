package syncpage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// rewrite is the form in which the words of a refused set are mended where no editor of
// the program holds all that is in it: a folder's name, a link, a contact, a quiz's
// questions. What no person typed goes again as it was.
type rewrite struct {
	set    campus.WaitingSet
	blanks []blank
}

// blank is one text of a set, at a path of names and places in its change's fields.
type blank struct {
	change int
	field  string
	path   []any // within the field: names and numbers
	label  string
	text   string
	list   bool // words with commas between
}

func (b blank) key() string {
	k := fmt.Sprint(b.change, ".", b.field)
	for _, p := range b.path {
		k += fmt.Sprint(".", p)
	}
	return k
}

// newRewrite finds the texts of a set, nil where it has none.
func newRewrite(set campus.WaitingSet, people *ui.People) *rewrite {
	r := &rewrite{set: set}
	for i, c := range set.Changes {
		kind, known := campus.KindNamed(c.Kind)
		if !known || c.Delete || c.Revive {
			continue
		}
		for _, q := range widget.FieldsOf(campus.Record{Kind: c.Kind}, people) {
			switch mode := kind.Mode(q.Field); {
			case mode != campus.Free && mode != campus.Text:
			case q.Field == "tags":
				var tags []string
				if json.Unmarshal(c.Set[q.Field], &tags) == nil && len(tags) > 0 {
					r.blanks = append(r.blanks, blank{change: i, field: q.Field, label: q.Label, text: strings.Join(tags, ", "), list: true})
				}
			case q.Field == "questions":
				r.questions(i, q, c.Set[q.Field])
			case q.Say == nil:
				var text string
				if value := c.Set[q.Field]; value != nil && json.Unmarshal(value, &text) == nil {
					r.blanks = append(r.blanks, blank{change: i, field: q.Field, label: q.Label, text: text})
				}
			}
		}
	}
	if len(r.blanks) == 0 {
		return nil
	}
	return r
}

func (r *rewrite) questions(change int, asked widget.Question, value json.RawMessage) {
	var all []campus.Question
	_ = json.Unmarshal(value, &all) // nil is none
	for n, q := range all {
		r.blanks = append(r.blanks, blank{change: change, field: asked.Field, path: []any{n, "text"}, label: fmt.Sprintf("%s %d", asked.Label, n+1), text: q.Text})
		for m, c := range q.Choices {
			r.blanks = append(r.blanks, blank{change: change, field: asked.Field, path: []any{n, "choices", m, "text"}, label: fmt.Sprintf("%d · %d", n+1, m+1), text: c.Text})
		}
	}
}

// open shows the form; kept is told whether something is kept that can be gone on with.
func (r *rewrite) open(s *Screen, kept func(bool)) {
	f := widget.NewForm(s.env)
	f.OnKept = kept
	initial := widget.Values{}
	at := -1
	for _, b := range r.blanks {
		if b.change != at && len(r.set.Changes) > 1 {
			f.Note(words(r.set.Changes[b.change]))
		}
		at = b.change
		kind, _ := campus.KindNamed(r.set.Changes[b.change].Kind)
		if kind.Mode(b.field) == campus.Text || len(b.path) == 2 || strings.Contains(b.text, "\n") {
			f.Area(b.key(), b.label, "", 4)
		} else {
			f.Line(b.key(), b.label, "")
		}
		initial[b.key()] = b.text
	}
	f.OnSave = func(v widget.Values, told func(error)) {
		action, err := r.action(v)
		if err != nil {
			told(err)
			return
		}
		ui.Do(s.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			told(r.place(err))
			s.load()
		})
	}
	f.Open(fyne.NewSize(620, 520), writeAgain.Say(), sendAgain.Say(), ui.PlaceOf(r.set), initial, nil)
}

// action is the set with other words.
func (r *rewrite) action(v widget.Values) (campus.Action, error) {
	a := campus.Action{Space: r.set.Space, Changes: slices.Clone(r.set.Changes)}
	for i := range a.Changes {
		a.Changes[i].Set = maps.Clone(a.Changes[i].Set)
	}
	for _, b := range r.blanks {
		var to any = v[b.key()]
		if v[b.key()] == strings.TrimSpace(b.text) { // to the letter as it was
			continue
		}
		if b.list {
			to = campus.SplitTags(v[b.key()])
		}
		set := a.Changes[b.change].Set
		var err error
		if set[b.field], err = replaced(set[b.field], b.path, to); err != nil {
			return a, err
		}
	}
	return a, nil
}

// replaced puts a value at a path.
func replaced(whole json.RawMessage, path []any, to any) (json.RawMessage, error) {
	if len(path) == 0 {
		return json.Marshal(to)
	}
	if name, is := path[0].(string); is {
		fields := map[string]json.RawMessage{}
		if err := json.Unmarshal(whole, &fields); err != nil {
			return nil, err
		}
		var err error
		if fields[name], err = replaced(fields[name], path[1:], to); err != nil {
			return nil, err
		}
		return json.Marshal(fields)
	}
	var list []json.RawMessage
	n, _ := path[0].(int)
	if err := json.Unmarshal(whole, &list); err != nil {
		return nil, err
	}
	var err error
	if list[n], err = replaced(list[n], path[1:], to); err != nil {
		return nil, err
	}
	return json.Marshal(list)
}

// place gives an error the key of the first text that it can mean.
func (r *rewrite) place(err error) error {
	var e *campus.Error
	if !errors.As(err, &e) {
		return err
	}
	for _, b := range r.blanks {
		if b.field == e.Field {
			there := *e
			there.Field = b.key()
			return &there
		}
	}
	return err
}
