// Package acroform is what a PDF form asks for: its fields as a person fills them in, and
// the rules of what may stand in them. It knows no file and no window.
package acroform

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The limits of a form. What a file claims beyond them is not believed.
const (
	MaxPages   = 1_000
	MaxWidgets = 4_000    // boxes on the pages
	MaxFields  = 400      // to fill in
	MaxName    = 200      // letters of a name or a label
	MaxOptions = 500      // of one field
	MaxValue   = 32_000   // letters in one field
	MaxFile    = 64 << 20 // bytes of the file
)

// Kind is what a field asks for.
type Kind string

// The kinds.
const (
	Text   Kind = "text"
	Check  Kind = "check"
	Radio  Kind = "radio" // one of some buttons
	Choice Kind = "choice"
)

// Option is one of a choice: what the file calls it, and what a person sees.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Field is one to fill in. Its value is a text; On for what is ticked; the value of an
// option, and of several one a line.
type Field struct {
	Key      string   `json:"key"`             // the same each time that the file is read
	Label    string   `json:"label,omitempty"` // "" where the file has no words for it
	Page     int      `json:"page"`            // from 1
	Number   int      `json:"number"`          // on its page, from 1
	Kind     Kind     `json:"kind"`
	Value    string   `json:"value,omitempty"`
	Locked   bool     `json:"locked,omitempty"` // to be read only
	Required bool     `json:"required,omitempty"`
	Lines    bool     `json:"lines,omitempty"`   // of many lines
	Several  bool     `json:"several,omitempty"` // options
	Own      bool     `json:"own,omitempty"`     // words of one's own beside the options
	Most     int      `json:"most,omitempty"`    // letters, 0 for any number
	Date     string   `json:"date,omitempty"`    // how a day is written in it, as the file says
	Options  []Option `json:"options,omitempty"`
}

// On is the value of a box that is ticked.
const On = "on"

// Form is what a file asks for, in the order of its pages.
type Form struct {
	Fields []Field `json:"fields"`
	// Counts tells that fields are worked out by programs in the file, which nobody runs.
	Counts bool `json:"counts,omitempty"`
}

// Values are what stands in the fields, by their keys.
type Values map[string]string

// Why a form can't be filled in. The words are for programs.
type Why string

// The reasons.
const (
	None   Why = "no fields"
	XFA    Why = "xfa"
	Signed Why = "signed"
	Locked Why = "encrypted"
	Large  Why = "too large"
	Broken Why = "broken"
)

func (w Why) Error() string { return string(w) }

// Wrong is what is not right in a field.
type Wrong string

// What can be wrong.
const (
	Fine    Wrong = ""
	Missing Wrong = "missing"
	TooLong Wrong = "too long"
	NoSuch  Wrong = "no such option"
)

// Judge tells whether a value may be written into a field. A required one without a value is
// Missing, which is for a person to decide: a form is filled in bit by bit.
func (f Field) Judge(v string) Wrong {
	switch {
	case v == "" || f.Kind == Check && v != On:
		if f.Required && !f.Locked {
			return Missing
		}
		return Fine
	case f.Kind == Text && f.Most > 0 && utf8.RuneCountInString(v) > f.Most, utf8.RuneCountInString(v) > MaxValue:
		return TooLong
	case f.Kind == Radio || f.Kind == Choice:
		if !f.Own && slices.ContainsFunc(f.chosen(v), func(one string) bool { return !f.has(one) }) {
			return NoSuch
		}
	}
	return Fine
}

func (f Field) chosen(v string) []string {
	if !f.Several {
		return []string{v}
	}
	return Lines(v)
}

func (f Field) has(value string) bool {
	return slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == value })
}

// Lines are the values of a field of several options.
func Lines(v string) []string {
	return slices.DeleteFunc(strings.Split(v, "\n"), func(s string) bool { return s == "" })
}

// Show is what a person sees for the value of an option.
func (f Field) Show(value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

// Changed are the values that are other than what stands in the form; what is locked, and
// what the form does not ask for, is left out.
func (f Form) Changed(v Values) Values {
	out := Values{}
	for _, one := range f.Fields {
		if now, has := v[one.Key]; has && !one.Locked && same(one, now) != same(one, one.Value) {
			out[one.Key] = now
		}
	}
	return out
}

// same is a value so that two that mean the same are equal.
func same(f Field, v string) string {
	switch {
	case f.Kind == Text:
		return strings.ReplaceAll(strings.ReplaceAll(v, "\r\n", "\n"), "\r", "\n")
	case f.Several:
		return strings.Join(Lines(v), "\n")
	}
	return v
}

// Usable are the fields that a person can write in.
func (f Form) Usable() int {
	n := 0
	for _, one := range f.Fields {
		if !one.Locked {
			n++
		}
	}
	return n
}
