// Package pdfform reads the fields of a PDF and writes what was filled in behind the file
// as it was. It runs in the worker: MuPDF finds the objects in the file of a stranger, what
// they mean is decided here, and no number of the file is believed.
package pdfform

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rantau/app/reader/acroform"
	"rantau/app/reader/mupdf"
)

// Flags of fields, by their bits.
const (
	isReadOnly   = 1 << 0
	isRequired   = 1 << 1
	isMultiline  = 1 << 12
	isSecret     = 1 << 13
	isRadio      = 1 << 15
	isPushButton = 1 << 16
	isCombo      = 1 << 17
	isEdit       = 1 << 18
	isSeveral    = 1 << 21
	isComb       = 1 << 24
)

const (
	maxDepth  = 24     // of fields in fields
	maxString = 70_000 // bytes of one
	maxPrint  = 2 << 20
)

// spot is a box of a field on a page.
type spot struct {
	obj   mupdf.Obj
	ref   mupdf.Ref
	page  int
	rect  [4]float64
	on    string // what its state is called when it is ticked
	label string // of a button, "" for its state
	drawn bool
}

// field is one with where it is in the file.
type field struct {
	acroform.Field
	flags   int
	holders []mupdf.Obj // that have its value
	spots   []spot
	da      string
	align   int
}

// found is a form with where it is in the file.
type found struct {
	pdf     mupdf.PDF
	root    mupdf.Obj
	form    mupdf.Obj
	fields  []*field
	counts  bool
	rebuild bool // viewers are asked to draw all fields anew
}

// Read tells what a file asks for.
func Read(p mupdf.PDF) (acroform.Form, error) {
	f, err := find(p)
	if err != nil {
		return acroform.Form{}, err
	}
	out := acroform.Form{Counts: f.counts}
	for _, one := range f.fields {
		out.Fields = append(out.Fields, one.Field)
	}
	return out, nil
}

func find(p mupdf.PDF) (*found, error) {
	trailer := p.Trailer()
	if trailer.Key("Encrypt").Is() {
		return nil, acroform.Locked
	}
	f := &found{pdf: p, root: trailer.Key("Root")}
	f.form = f.root.Key("AcroForm")
	if f.form.Kind() != mupdf.Dict {
		return nil, acroform.None
	}
	if f.form.Key("XFA").Is() {
		return nil, acroform.XFA
	}
	if int(whole(f.form.Key("SigFlags")))&1 != 0 || f.root.Key("Perms").Key("DocMDP").Is() {
		if f.signed() {
			return nil, acroform.Signed
		}
	}
	f.counts = f.form.Key("CO").Len() > 0
	f.rebuild = f.form.Key("NeedAppearances").Number() != 0
	if err := f.look(); err != nil {
		return nil, err
	}
	f.finish()
	if len(f.fields) == 0 {
		return nil, acroform.None
	}
	return f, nil
}

// signed tells whether something was signed; a place to sign may be empty.
func (f *found) signed() bool {
	if f.root.Key("Perms").Key("DocMDP").Is() {
		return true
	}
	left := acroform.MaxWidgets
	var look func(list mupdf.Obj, depth int) bool
	look = func(list mupdf.Obj, depth int) bool {
		for i := range min(list.Len(), left) {
			if left--; left < 0 || depth > maxDepth {
				return true // who hides it so well
			}
			one := list.At(i)
			if name(one.Key("FT")) == "Sig" && one.Key("V").Is() || look(one.Key("Kids"), depth+1) {
				return true
			}
		}
		return false
	}
	return look(f.form.Key("Fields"), 0)
}

// look goes through the boxes on the pages, not through the tree of fields: what no page
// shows can't be filled in, and pages have an order.
func (f *found) look() error {
	byKey := map[string]*field{}
	seen, usable := 0, 0
	for page := range min(f.pdf.Pages(), acroform.MaxPages) {
		notes := f.pdf.Page(page).Key("Annots")
		if notes.Kind() != mupdf.Array {
			continue
		}
		number := 0
		for i := range notes.Len() {
			if seen++; seen > acroform.MaxWidgets {
				return acroform.Large
			}
			obj := notes.At(i)
			if name(obj.Key("Subtype")) != "Widget" {
				continue
			}
			number++
			one, err := f.widget(obj, page, number)
			switch {
			case err != nil:
				return err
			case one == nil:
				continue
			}
			was := byKey[one.Key]
			if was == nil || was.Kind != one.Kind {
				if was != nil {
					one.Key = fmt.Sprintf("%s#%d.%d", one.Key, page+1, number)
				}
				byKey[one.Key] = one
				f.fields = append(f.fields, one)
				if usable++; usable > acroform.MaxFields {
					return acroform.Large
				}
				continue
			}
			was.join(one)
		}
	}
	return nil
}

// join adds a box to its field.
func (one *field) join(other *field) {
	one.spots = append(one.spots, other.spots...)
	for _, h := range other.holders {
		if !slices.ContainsFunc(one.holders, func(o mupdf.Obj) bool { return o.Ref() == h.Ref() }) {
			one.holders = append(one.holders, h)
		}
	}
	one.Locked = one.Locked || other.Locked
	one.Required = one.Required || other.Required
	if one.Value == "" {
		one.Value = other.Value
	}
}

// widget reads a box and the field that it belongs to; nil for what nobody fills in.
func (f *found) widget(obj mupdf.Obj, page, number int) (*field, error) {
	ref := obj.Ref()
	if ref.Num == 0 {
		return nil, nil // it can't be changed by itself
	}
	if int(whole(obj.Key("F")))&(1<<1|1<<5) != 0 { // hidden, or not to be seen
		return nil, nil
	}
	up := []mupdf.Obj{obj} // to the top
	for len(up) <= maxDepth {
		parent := up[len(up)-1].Key("Parent")
		if parent.Kind() != mupdf.Dict {
			break
		}
		up = append(up, parent)
	}
	if len(up) > maxDepth {
		return nil, nil // a loop
	}
	inherited := func(key string) mupdf.Obj {
		for _, o := range up {
			if v := o.Key(key); v.Is() {
				return v
			}
		}
		return f.form.Key(key)
	}
	var names []string
	at := -1 // who has its name, and with it its value
	for i, o := range up {
		if t := o.Key("T"); t.Kind() == mupdf.String {
			if at < 0 {
				at = i
			}
			names = append([]string{short(text(t), acroform.MaxName)}, names...)
		}
	}
	if at < 0 {
		at = len(up) - 1
	}
	holder, tip := up[at], ""
	for _, o := range up[at:] {
		if tip = text(o.Key("TU")); tip != "" {
			break
		}
	}
	full := strings.Join(names, ".")
	if r := holder.Ref(); r.Num == 0 {
		return nil, nil
	}
	one := &field{flags: int(whole(inherited("Ff"))), holders: []mupdf.Obj{holder}, align: int(whole(inherited("Q")))}
	one.da = inherited("DA").Bytes(1000)
	one.Page, one.Number = page+1, number
	one.Key = full
	if full == "" || len(full) > 2000 {
		one.Key = fmt.Sprintf("#%d.%d", page+1, number)
	}
	if one.Label = acroform.Label(tip); one.Label == "" {
		one.Label = acroform.Named(full)
	}
	one.Locked, one.Required = one.flags&isReadOnly != 0, one.flags&isRequired != 0
	s := spot{obj: obj, ref: ref, page: page, rect: rectOf(obj.Key("Rect"))}
	s.drawn = obj.Key("AP").Key("N").Is()
	value := inherited("V")
	switch name(inherited("FT")) {
	case "Tx":
		one.Kind, one.Lines = acroform.Text, one.flags&isMultiline != 0
		one.Most = int(max(0, min(whole(inherited("MaxLen")), acroform.MaxValue)))
		one.Value = short(text(value), acroform.MaxValue)
		one.Date = acroform.DateOf(script(inherited("AA")))
		f.counts = f.counts || inherited("AA").Key("C").Is()
		if !one.Lines {
			one.Value = strings.ReplaceAll(one.Value, "\n", " ")
		}
	case "Btn":
		if one.flags&isPushButton != 0 {
			return nil, nil
		}
		one.button(&s, obj, value, inherited("Opt"))
	case "Ch":
		if err := one.choice(value, inherited("Opt")); err != nil {
			return nil, err
		}
	default:
		return nil, nil // a place to sign, or nothing
	}
	one.spots = []spot{s}
	return one, nil
}

// button reads a box that is ticked. Several of one name with other states are a choice.
func (one *field) button(s *spot, obj, value, opt mupdf.Obj) {
	states := obj.Key("AP").Key("N")
	for i := range min(states.Len(), 16) {
		if states.Stream() { // one look for all states
			break
		}
		if key, _ := states.Entry(i); key != "Off" && key != "" {
			s.on = key
			break
		}
	}
	s.drawn = s.on != ""
	if s.on == "" {
		if s.on = name(obj.Key("AS")); s.on == "" || s.on == "Off" {
			s.on = "Yes"
		}
	}
	one.Kind = acroform.Check
	if one.flags&isRadio != 0 {
		one.Kind = acroform.Radio
	}
	state := name(value)
	if opt.Kind() == mupdf.Array { // states are numbers of words then
		var n int
		if _, err := fmt.Sscanf(s.on, "%d", &n); err == nil && n >= 0 && n < opt.Len() {
			s.label = text(opt.At(n))
		}
	}
	if tip := acroform.Label(text(obj.Key("TU"))); tip != "" && one.holders[0].Ref() != obj.Ref() {
		s.label = tip
	}
	if state != "" && state != "Off" {
		one.Value = state
	}
}

func (one *field) choice(value, opt mupdf.Obj) error {
	one.Kind = acroform.Choice
	one.Several = one.flags&isSeveral != 0 && one.flags&isCombo == 0
	one.Own = one.flags&isCombo != 0 && one.flags&isEdit != 0
	if opt.Len() > acroform.MaxOptions {
		return acroform.Large
	}
	for i := range opt.Len() {
		o := opt.At(i)
		v := text(o)
		l := v
		if o.Kind() == mupdf.Array {
			v, l = text(o.At(0)), text(o.At(1))
		}
		v = strings.ReplaceAll(short(v, acroform.MaxName), "\n", " ")
		if v != "" || l != "" {
			one.Options = append(one.Options, acroform.Option{Value: v, Label: acroform.Label(l)})
		}
	}
	if value.Kind() == mupdf.Array {
		var all []string
		for i := range min(value.Len(), acroform.MaxOptions) {
			all = append(all, strings.ReplaceAll(short(text(value.At(i)), acroform.MaxName), "\n", " "))
		}
		if !one.Several {
			all = all[:min(len(all), 1)]
		}
		one.Value = strings.Join(all, "\n")
	} else {
		one.Value = strings.ReplaceAll(short(text(value), acroform.MaxValue), "\n", " ")
	}
	return nil
}

// finish makes of the boxes what a person sees of them.
func (f *found) finish() {
	for _, one := range f.fields {
		if one.Kind != acroform.Check && one.Kind != acroform.Radio {
			continue
		}
		var options []acroform.Option
		for _, s := range one.spots {
			if slices.ContainsFunc(options, func(o acroform.Option) bool { return o.Value == s.on }) {
				continue
			}
			label := acroform.DecodeName(s.on)
			if s.label != "" {
				label = s.label
			}
			options = append(options, acroform.Option{Value: s.on, Label: acroform.Label(label)})
		}
		if one.Kind == acroform.Check && len(options) == 1 {
			one.Options = nil
			if one.Value != "" {
				one.Value = acroform.On
			}
			continue
		}
		one.Kind, one.Options = acroform.Radio, options
	}
}

func name(o mupdf.Obj) string {
	if o.Kind() != mupdf.Name {
		return ""
	}
	return o.Bytes(500)
}

func text(o mupdf.Obj) string {
	switch o.Kind() {
	case mupdf.String:
		return acroform.Decode(o.Bytes(maxString))
	case mupdf.Name:
		return acroform.DecodeName(o.Bytes(maxString))
	}
	return ""
}

func short(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// whole is a number without what no number of a form is.
func whole(o mupdf.Obj) float64 {
	n := o.Number()
	if o.Kind() != mupdf.Number || math.IsNaN(n) || math.Abs(n) > 1<<31 {
		return 0
	}
	return math.Trunc(n)
}

// rectOf reads a place on a page, its lower left corner first.
func rectOf(o mupdf.Obj) (r [4]float64) {
	for i := range r {
		n := o.At(i).Number()
		if math.IsNaN(n) || math.Abs(n) > 20_000 {
			return [4]float64{}
		}
		r[i] = n
	}
	return [4]float64{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}
}

// script is what programs say of a field, as far as days are found in it.
func script(actions mupdf.Obj) string {
	return text(actions.Key("F").Key("JS")) + "\n" + text(actions.Key("K").Key("JS"))
}
