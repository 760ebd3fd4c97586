package quiz

import (
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/widget"
	"rantau/campus"
)

// choiceRow is a line of a field that holds choices.
type choiceRow struct {
	ID     string `json:"id,omitempty"`
	Text   string `json:"text"`
	On     bool   `json:"on,omitempty"`     // it is right
	Target string `json:"target,omitempty"` // what it is matched with
}

// rowsField is the field of a form in which choices are written: a line for each, with a
// tick for what is right, with what it is matched with, or in its order.
type rowsField struct {
	form    *widget.Form
	of      campus.QuestionType
	rows    []choiceRow
	entries []*widget.Entry
	box     *fyne.Container
	content fyne.CanvasObject
}

// addRows adds the field to a form.
func addRows(f *widget.Form, key, label string, t campus.QuestionType) *rowsField {
	l := &rowsField{form: f, of: t, box: widget.Stackup(4)}
	add := widget.NewButton(addChoice.Say(), base.ContentAddIcon(), func() { l.insert(len(l.rows)) })
	l.content = widget.Stackup(4, l.box, container.NewHBox(add))
	f.Add(key, label, l.content, nil, l.get, l.set)
	return l
}

func (l *rowsField) get() string {
	b, _ := json.Marshal(l.rows)
	return string(b)
}

func (l *rowsField) set(s string) {
	l.rows = nil
	_ = json.Unmarshal([]byte(s), &l.rows) // "" is none
	l.show()
}

// rowsOf reads the value of the field, without empty lines.
func rowsOf(s string) (out []choiceRow) {
	var all []choiceRow
	_ = json.Unmarshal([]byte(s), &all) // "" is none
	for _, r := range all {
		r.Text, r.Target = oneLine(r.Text), oneLine(r.Target)
		if r.Text != "" {
			out = append(out, r)
		}
	}
	return out
}

func (l *rowsField) typed() {
	l.form.Typed()
}

func (l *rowsField) insert(at int) {
	l.rows = append(l.rows[:at:at], append([]choiceRow{{}}, l.rows[at:]...)...)
	l.show()
	l.typed()
	widget.Focus(l.entries[at])
}

func (l *rowsField) show() {
	l.box.Objects, l.entries = nil, nil
	for i := range l.rows {
		l.box.Add(l.row(i))
	}
	l.box.Refresh()
}

func (l *rowsField) row(i int) fyne.CanvasObject {
	r := &l.rows[i]
	field := func(hint, text string, to *string) *widget.Entry {
		e := widget.NewEntry()
		e.SetPlaceHolder(hint)
		e.SetText(text)
		e.OnChanged = func(string) {
			*to = e.Words()
			l.typed()
		}
		e.OnSend = l.form.Save
		e.OnSubmitted = func(string) { // the next line, a new one behind the last
			if c := widget.Canvas(e); c != nil && (i+1 < len(l.rows) || to == &r.Text && l.of == campus.Matching) {
				c.FocusNext()
				return
			}
			l.insert(len(l.rows))
		}
		return e
	}
	text := field(choiceWord.Say(), r.Text, &r.Text)
	l.entries = append(l.entries, text)
	var middle, lead fyne.CanvasObject = text, nil
	right := widget.Beside(0)
	switch l.of {
	case campus.SingleChoice, campus.MultipleChoice:
		tick := widget.NewCheck(rightWord.Say(), nil)
		tick.SetChecked(r.On)
		tick.OnChanged = func(on bool) {
			r.On = on
			if on && l.of == campus.SingleChoice {
				for j := range l.rows {
					l.rows[j].On = j == i
				}
				l.show()
			}
			l.typed()
		}
		lead = tick
	case campus.Matching:
		middle = container.NewGridWithColumns(2, text, field(matchedWith.Say(), r.Target, &r.Target))
	}
	swap := func(by int) func() {
		return func() {
			l.rows[i], l.rows[i+by] = l.rows[i+by], l.rows[i]
			l.show()
			l.typed()
		}
	}
	up, down := widget.Plain("", base.MoveUpIcon(), nil), widget.Plain("", base.MoveDownIcon(), nil)
	if up.Disable(); i > 0 {
		up.OnTapped = swap(-1)
		up.Enable()
	}
	if down.Disable(); i+1 < len(l.rows) {
		down.OnTapped = swap(1)
		down.Enable()
	}
	right.Add(up)
	right.Add(down)
	right.Add(widget.Plain("", base.DeleteIcon(), func() {
		l.rows = append(l.rows[:i:i], l.rows[i+1:]...)
		l.show()
		l.typed()
	}))
	return container.NewBorder(nil, nil, lead, right, middle)
}
