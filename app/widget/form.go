package widget

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/campus"
)

// Values are what is in the fields of a form, by their keys.
type Values map[string]string

// Form is several fields that are filled in together on a sheet. All that is
// typed is one draft, with the record that its author was looking at: Esc and
// the loss of the program leave it, saving and "Discard" let go of it.
type Form struct {
	// OnSave saves and calls done with the result, on the goroutine that draws.
	OnSave func(v Values, done func(error))
	// OnOpen, if set, is told that the form is shown, filled.
	OnOpen func()
	// OnKept, if set, is told whether something is kept that can be gone on with.
	OnKept func(bool)

	env     *ui.Env
	fields  []*field
	box     *fyne.Container
	scroll  *container.Scroll
	trouble *Trouble
	discard *Button
	main    *Button
	sheet   *Sheet
	draft   *ui.Draft
	guard   ui.Guard
	initial Values
	base    campus.Body
	filling bool
	saving  bool
}

// field is one of a form.
type field struct {
	key   string
	get   func() string
	set   func(string)
	focus fyne.Focusable
	seen  fyne.CanvasObject // with its label
}

// formDraft is what is kept of a form.
type formDraft struct {
	Values Values          `json:"values"`
	Base   json.RawMessage `json:"base,omitempty"`
}

// NewForm makes a form without fields.
func NewForm(env *ui.Env) *Form {
	f := &Form{env: env, box: Stackup(12), trouble: NewTrouble()}
	f.scroll = container.NewVScroll(f.box)
	f.discard = Plain(discard.Say(), nil, f.askDiscard)
	return f
}

// Line adds a field of one line.
func (f *Form) Line(key, label, hint string) *Entry {
	e := f.oneLine()
	f.entry(key, label, hint, e, OnPage(e, f.scroll), e.Words)
	return e
}

func (f *Form) oneLine() *Entry {
	e := NewEntry()
	e.OnSubmitted = func(string) { // Enter goes on; only Ctrl+Enter saves
		if c := Canvas(e); c != nil {
			c.FocusNext()
		}
	}
	return e
}

// Area adds a field of many lines.
func (f *Form) Area(key, label, hint string, rows int) *Entry {
	e := NewArea()
	e.SetMinRowsVisible(rows)
	f.entry(key, label, hint, e, OnPage(e, f.scroll), e.Words)
	return e
}

// entry adds a field that is shown as o and read by get.
func (f *Form) entry(key, label, hint string, e *Entry, o fyne.CanvasObject, get func() string) {
	e.SetPlaceHolder(hint)
	e.OnChanged = func(string) { f.Typed() }
	e.OnSend = f.Save
	f.Add(key, label, o, e, get, e.Restore)
}

// Pick adds a choice of one of the options; labels are what is shown of them.
// With none, the first choice is nothing.
func (f *Form) Pick(key, label string, options, labels []string, none bool) {
	shown, values := labels, options
	if none {
		shown, values = append([]string{noChoice}, labels...), append([]string{""}, options...)
	}
	s := NewSelect(shown, func(string) { f.Typed() })
	f.Add(key, label, Framed(s), s, func() string {
		if i := s.SelectedIndex(); i >= 0 {
			return values[i]
		}
		return ""
	}, func(v string) {
		for i := range values {
			if values[i] == v {
				s.SetSelectedIndex(i)
			}
		}
	})
}

// Ticks adds a choice of several; the value is the options, separated by spaces.
// What is in the value and not among the options stays.
func (f *Form) Ticks(key, label string, options, labels []string, columns int) {
	checks, other := make([]*Check, len(options)), ""
	grid := container.New(alike{columns: columns})
	for i := range options {
		checks[i] = NewCheck(labels[i], func(bool) { f.Typed() })
		grid.Add(checks[i])
	}
	f.Add(key, label, grid, nil, func() string {
		var on []string
		for i, c := range checks {
			if c.Checked {
				on = append(on, options[i])
			}
		}
		return strings.TrimSpace(strings.Join(on, " ") + " " + other)
	}, func(v string) {
		left := map[string]bool{}
		for _, one := range strings.Fields(v) {
			left[one] = true
		}
		for i, c := range checks {
			c.SetChecked(left[options[i]])
			delete(left, options[i])
		}
		other = strings.Join(slices.Sorted(maps.Keys(left)), " ")
	})
}

// Add adds any field, with how its value is read and written as text.
func (f *Form) Add(key, label string, o fyne.CanvasObject, focus fyne.Focusable, get func() string, set func(string)) {
	seen := o
	if label != "" {
		seen = labelled(label, o)
	}
	if e, ok := focus.(*Entry); ok {
		e.OnFocus = func() { // Tab may lead to what is below the edge
			if f.sheet != nil {
				f.sheet.Reveal(seen)
			}
		}
	}
	f.fields = append(f.fields, &field{key: key, get: get, set: set, focus: focus, seen: seen})
	f.box.Add(seen)
}

// Tick adds one box to tick; its value is on, or nothing.
func (f *Form) Tick(key, label, on string) {
	c := NewCheck(label, func(bool) { f.Typed() })
	f.Add(key, "", c, nil, func() string {
		if c.Checked {
			return on
		}
		return ""
	}, func(v string) { c.SetChecked(v == on) })
}

// Part begins a part of the form with words of its own.
func (f *Form) Part(words string) {
	if len(f.box.Objects) > 0 {
		f.box.Add(fw.NewSeparator())
	}
	f.box.Add(Bold(words))
}

// Note says something about the fields above it.
func (f *Form) Note(words string) { f.box.Add(Note(words)) }

// Beside puts the last n fields in one row.
func (f *Form) Beside(n int) {
	at := len(f.box.Objects) - n
	row := Columns(n, append([]fyne.CanvasObject(nil), f.box.Objects[at:]...)...)
	f.box.Objects = append(f.box.Objects[:at:at], row)
}

func labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return Stackup(4, Quiet(label), o)
}

// Open shows the form: with what was being typed at the place, or else with the
// initial values. base is the record that is edited, nil for a new one.
func (f *Form) Open(size fyne.Size, title, do, place string, initial Values, base campus.Body) {
	f.initial, f.base, f.draft = initial, base, f.env.Draft(place)
	f.draft.OnTrouble(func(err error) {
		if err != nil {
			f.say(ui.Sentence(err))
		}
	})
	f.draft.Restore(&f.guard, func(text string, err error) {
		f.fill(initial)
		var d formDraft
		if text != "" && json.Unmarshal([]byte(text), &d) == nil {
			if len(d.Base) > 0 {
				f.base = campus.Body(d.Base)
			}
			f.fill(d.Values)
		}
		f.show(size, title, do)
		f.say(ui.Sentence(err))
	})
}

func (f *Form) show(size fyne.Size, title, do string) {
	f.main = Main(do, nil, f.Save)
	f.box.Add(Quiet(keptNote.Say()))
	f.sheet = showSheet(f.env.Window, size, title, f.trouble, f.scroll,
		f.discard, NewButton(closeWord.Say(), nil, func() { f.sheet.Hide() }), f.main)
	f.sheet.Fit()
	f.offerDiscard()
	if f.OnOpen != nil {
		f.OnOpen()
	}
	for _, one := range f.fields { // where the person goes on
		if one.focus != nil && one.get() == "" {
			Focus(one.focus)
			return
		}
	}
	if len(f.fields) > 0 && f.fields[0].focus != nil {
		Focus(f.fields[0].focus)
	}
}

func (f *Form) fill(v Values) {
	f.filling = true
	for _, one := range f.fields {
		if value, ok := v[one.key]; ok {
			one.set(value)
		}
	}
	f.filling = false
}

// Keep saves an action and lets go of the draft in the same moment. OnSave calls
// it, on a worker; without changes there is nothing to save.
func (f *Form) Keep(ctx context.Context, a campus.Action) error { return f.draft.Save(ctx, a) }

// Values gives what is in the fields.
func (f *Form) Values() Values {
	v := Values{}
	for _, one := range f.fields {
		v[one.key] = strings.TrimSpace(one.get())
	}
	return v
}

// Base is the body of the record that is edited, as its author saw it.
func (f *Form) Base() campus.Body { return f.base }

// Typed keeps what is in the fields. A field that was added by Add calls it.
func (f *Form) Typed() {
	if f.filling || f.draft == nil {
		return
	}
	v := Values{}
	for _, one := range f.fields {
		v[one.key] = one.get()
	}
	b, err := json.Marshal(formDraft{Values: v, Base: json.RawMessage(f.base)})
	if err == nil {
		f.draft.Set(string(b))
	}
	f.offerDiscard()
}

// offerDiscard shows the button only where there is something to discard.
func (f *Form) offerDiscard() {
	now, was := f.Values(), Values{}
	for _, one := range f.fields {
		was[one.key] = strings.TrimSpace(f.initial[one.key])
	}
	f.kept(!maps.Equal(now, was))
}

func (f *Form) kept(something bool) {
	ShowIf(f.discard, something)
	if f.OnKept != nil {
		f.OnKept(something)
	}
}

func (f *Form) askDiscard() {
	Ask(f.env.Window, discard.Say(), discardAsk.Say(), func() {
		f.draft.Clear()
		f.kept(false)
		f.sheet.Hide()
	})
}

// Save saves, as the main button does.
func (f *Form) Save() {
	if f.saving || f.OnSave == nil || f.sheet == nil {
		return
	}
	f.saving = true
	f.main.Disable()
	f.draft.Flush()
	f.OnSave(f.Values(), func(err error) {
		f.saving = false
		f.main.Enable()
		if err != nil {
			f.say(f.notSaved(err))
			f.blame(err)
			return
		}
		f.draft.Clear()
		f.sheet.Hide()
	})
}

// notSaved says what went wrong, and that what was typed is safe where something was.
func (f *Form) notSaved(err error) string {
	for _, one := range f.fields {
		if e, is := one.focus.(*Entry); is && strings.TrimSpace(e.Text) != "" {
			return ui.NotSaved(err)
		}
	}
	return ui.Sentence(err)
}

// Resume goes back to filling in the form, at a field, for whoever was asked in OnSave and
// said no.
func (f *Form) Resume(field string) {
	f.saving = false
	f.main.Enable()
	f.blame(&campus.Error{Field: field})
}

// say complains over the fields, where no scrolling takes it out of sight.
func (f *Form) say(words string) {
	f.trouble.Say(words)
	if f.sheet != nil {
		f.sheet.Fit()
	}
}

// blame puts the keyboard on the field that an error means, and brings it in sight.
func (f *Form) blame(err error) {
	var e *campus.Error
	if !errors.As(err, &e) {
		return
	}
	for _, one := range f.fields {
		if one.key != e.Field {
			continue
		}
		if one.focus != nil {
			Focus(one.focus)
		}
		f.sheet.Reveal(one.seen)
	}
}

// Name says what the main button does, where that depends on what is filled in.
func (f *Form) Name(do string) {
	if f.main != nil {
		f.main.SetText(do)
	}
}

// Complain says what went wrong beside what is filled in.
func (f *Form) Complain(err error) { f.say(ui.Sentence(err)) }

// Trouble is what the form complains about, "" if nothing.
func (f *Form) Trouble() string { return f.trouble.Text() }

// Sheet is the sheet on which the form is shown, nil before.
func (f *Form) Sheet() *Sheet { return f.sheet }
