package training

import (
	"encoding/json"
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// markForm is the rubric with its points and the comment, as a form that stays on the
// page. What is typed is a draft for each student, with the mark that was looked at.
type markForm struct {
	env     *ui.Env
	changed func()

	a       campus.Assignment
	record  campus.Record // the mark as the teacher looks at it; without ID for a new one
	again   *ui.Again     // what was refused of it, nil for nothing
	initial widget.Values
	fields  []markField
	draft   *ui.Draft
	guard   ui.Guard
	filling bool
	ready   bool
	content *fyne.Container
	page    fyne.Scrollable // on which it is
}

type markField struct {
	key   string
	entry *widget.Entry
}

// formDraft is what is kept: as of any form, so that what is typed outlives a change of
// how marks are given.
type formDraft struct {
	Values widget.Values   `json:"values"`
	Base   json.RawMessage `json:"base,omitempty"`
}

func newMarkForm(env *ui.Env, changed func()) *markForm {
	return &markForm{env: env, changed: changed, content: widget.Stackup(8)}
}

// open shows the form for a mark: with what was being typed, or with what it says.
func (f *markForm) open(a campus.Assignment, id campus.ID, r campus.Record, again *ui.Again, send func()) {
	f.close()
	f.a, f.record, f.again, f.ready = a, r, again, false
	f.draft = f.env.Draft(again.At("mark/" + string(id)))
	f.initial = markValues(a, campus.As[campus.Mark](r))
	shown := f.initial
	if again != nil {
		shown = markValues(a, campus.As[campus.Mark](again.Over(r)))
	}
	f.build(send)
	f.fill(shown)
	f.draft.Restore(&f.guard, func(text string, _ error) {
		f.ready = true
		var d formDraft
		if text != "" && json.Unmarshal([]byte(text), &d) == nil {
			if len(d.Base) > 0 {
				f.record.Body = campus.Body(d.Base)
			}
			f.fill(d.Values)
		}
		f.changed()
	})
}

// close lets go of the form; what was typed is kept.
func (f *markForm) close() {
	f.guard.Stop()
	if f.draft != nil {
		f.draft.Flush()
	}
	f.draft = nil
}

// build makes a field for each criterion, or one for the points where there is no
// rubric, and one for the comment.
func (f *markForm) build(send func()) {
	f.fields, f.content.Objects = nil, nil
	points := func(key, name string, most float64) {
		e := newPointsEntry(most)
		f.add(key, e, send)
		box := container.NewBorder(nil, nil, nil, widget.Beside(8, widget.Wide(5, e), widget.Middle(widget.Wide(3, widget.Quiet("/ "+number(most)).Full()))), widget.Middle(widget.NewLine(name)))
		f.content.Add(box)
	}
	if len(f.a.Rubric) == 0 {
		points("score", fieldPoints.Say(), f.a.Points)
	}
	for _, c := range f.a.Rubric {
		points("rubric/"+c.ID, oneLine(c.Name), c.Points)
		if about := strings.TrimSpace(c.About); about != "" {
			f.content.Add(widget.Note(widget.Clean(about)))
		}
	}
	text := widget.NewArea()
	text.SetMinRowsVisible(6)
	f.add("comment", text, send)
	f.content.Add(widget.Stackup(3, widget.Inset(widget.Quiet(comment.Say()), 4, 0, 4, 0), widget.OnPage(text, f.page)))
	f.content.Refresh()
}

func (f *markForm) add(key string, e *widget.Entry, send func()) {
	e.OnChanged = func(string) { f.typed() }
	e.OnSend = send
	f.fields = append(f.fields, markField{key, e})
}

func (f *markForm) fill(v widget.Values) {
	f.filling = true
	for _, one := range f.fields {
		one.entry.Restore(v[one.key])
	}
	f.filling = false
}

func (f *markForm) typed() {
	if f.filling || f.draft == nil {
		return
	}
	if b, err := json.Marshal(formDraft{Values: f.values(), Base: json.RawMessage(f.record.Body)}); err == nil {
		f.draft.Set(string(b))
	}
	f.changed()
}

func (f *markForm) values() widget.Values {
	v := widget.Values{}
	for _, one := range f.fields {
		v[one.key] = strings.TrimSpace(one.entry.Text)
	}
	return v
}

// differs tells whether something was typed that is not saved.
func (f *markForm) differs() bool { return f.again != nil || !maps.Equal(f.values(), f.initial) }

// empty tells whether neither points nor words are there.
func (f *markForm) empty() bool {
	for _, v := range f.values() {
		if v != "" {
			return false
		}
	}
	return true
}

// discard goes back to what the mark says.
func (f *markForm) discard() {
	f.fill(f.initial)
	if f.draft != nil {
		f.draft.Clear()
	}
	f.changed()
}

// focus brings the keyboard to where there is something to fill in, or to the field that
// an error means.
func (f *markForm) focus(field string) {
	for _, one := range f.fields {
		if one.key == field || field == "" && one.entry.Text == "" {
			widget.Focus(one.entry)
			return
		}
	}
	if field == "" && len(f.fields) > 0 {
		widget.Focus(f.fields[0].entry)
	}
}

// mark reads the form.
func (f *markForm) mark() (campus.Mark, error) {
	return readMark(campus.As[campus.Mark](f.record), f.a, f.values())
}

func markValues(a campus.Assignment, m campus.Mark) widget.Values {
	v := widget.Values{"comment": m.Comment}
	if len(a.Rubric) == 0 {
		v["score"] = ""
		if m.Score != nil {
			v["score"] = number(*m.Score)
		}
	}
	for _, c := range a.Rubric {
		v["rubric/"+c.ID] = ""
		if s, has := m.Scores[c.ID]; has {
			v["rubric/"+c.ID] = number(s)
		}
	}
	return v
}

// readMark reads the fields of the form into a mark.
func readMark(m campus.Mark, a campus.Assignment, v widget.Values) (campus.Mark, error) {
	m.Comment, m.Score = v["comment"], nil
	if s := v["score"]; s != "" && len(a.Rubric) == 0 {
		n, err := readScore("score", s)
		if err != nil {
			return m, err
		}
		m.Score = &n
	}
	scores := map[string]float64{}
	for id, s := range m.Scores {
		scores[id] = s
	}
	for _, c := range a.Rubric {
		delete(scores, c.ID)
		if s := v["rubric/"+c.ID]; s != "" {
			n, err := readScore("rubric/"+c.ID, s)
			if err != nil {
				return m, err
			}
			scores[c.ID] = n
		}
	}
	if m.Scores = nil; len(scores) > 0 {
		m.Scores = scores
	}
	return m, nil
}

// readScore reads points that are given.
func readScore(field, s string) (float64, error) {
	n, err := readNumber(field, s)
	if err == nil {
		err = campus.CheckScore(field, n)
	}
	return n, err
}

// over says where a mark gives more points than there are, unless it did so before.
func over(a campus.Assignment, was, m campus.Mark) (out []widget.Bonus) {
	if len(a.Rubric) == 0 {
		if m.Score != nil && *m.Score > a.Points && (was.Score == nil || *was.Score != *m.Score) {
			out = append(out, widget.Bonus{Field: "score", Words: pointsOf.Say(number(*m.Score), number(a.Points))})
		}
		return out
	}
	for _, c := range a.Rubric {
		before, had := was.Scores[c.ID]
		if n := m.Scores[c.ID]; n > c.Points && (!had || before != n) {
			out = append(out, widget.Bonus{Field: "rubric/" + c.ID, Words: oneLine(c.Name) + ": " + pointsOf.Say(number(n), number(c.Points))})
		}
	}
	return out
}

// newPointsEntry makes a field for points: Enter goes on to the next, arrows up and down
// give a point more or less.
func newPointsEntry(most float64) *widget.Entry {
	e := widget.NewEntry()
	e.OnSubmitted = func(string) {
		if c := widget.Canvas(e); c != nil {
			c.FocusNext()
		}
	}
	e.OnKey = func(k fyne.KeyName) bool {
		by := map[fyne.KeyName]float64{fyne.KeyUp: 1, fyne.KeyDown: -1}[k]
		if by == 0 {
			return false
		}
		n, err := readNumber("", strings.TrimSpace(e.Text))
		top := max(most, n) // a bonus that was typed stays
		switch {
		case err != nil:
			return true
		case e.Text == "" && by < 0: // down from nothing gives all
			n = most
		case e.Text != "":
			n += by
		}
		e.Restore(number(max(0, min(n, top))))
		return true
	}
	return e
}
