package pdfform

import (
	"fmt"
	"slices"
	"strings"

	"rantau/app/paper"
	"rantau/app/reader/acroform"
	"rantau/app/reader/mupdf"
)

// Filled is what was written.
type Filled struct {
	Tail []byte // to be put behind the file as it is
	// Cut are the labels of fields whose text is longer than their boxes show.
	Cut []string
}

// Fill writes values into a form. was is the file, or what is put behind must know of it:
// its last bytes and how long it is.
func Fill(p mupdf.PDF, was Before, values acroform.Values) (Filled, error) {
	f, err := find(p)
	if err != nil {
		return Filled{}, err
	}
	top := p.Objects()
	if top <= 0 || top > 4_000_000 {
		return Filled{}, acroform.Broken
	}
	w := &writer{found: f, ink: paper.NewInk(top - 1), edits: map[mupdf.Ref]*edit{}}
	form := acroform.Form{}
	for _, one := range f.fields {
		form.Fields = append(form.Fields, one.Field)
	}
	changed := form.Changed(values)
	for _, one := range f.fields {
		v, has := changed[one.Key]
		if has {
			if wrong := one.Judge(v); wrong != acroform.Fine && wrong != acroform.Missing {
				return Filled{}, acroform.Broken
			}
			w.set(one, v)
		} else if f.rebuild {
			w.show(one, one.Value, true)
		}
	}
	w.head()
	objects, err := w.objects()
	if err != nil {
		return Filled{}, err
	}
	tail, err := appended(was, p.Trailer(), top, objects)
	return Filled{tail, w.cut}, err
}

// edit is what becomes of an object of the file.
type edit struct {
	obj mupdf.Obj
	set map[string]string // "" takes the key away
}

type writer struct {
	*found
	ink   *paper.Ink
	edits map[mupdf.Ref]*edit
	cut   []string
}

func (w *writer) put(o mupdf.Obj, key, value string) {
	ref := o.Ref()
	e := w.edits[ref]
	if e == nil {
		e = &edit{obj: o, set: map[string]string{}}
		w.edits[ref] = e
	}
	e.set[key] = value
}

// set gives a field a value, and its boxes the look of it.
func (w *writer) set(one *field, v string) {
	for _, h := range one.holders {
		w.put(h, "RV", "")
		switch one.Kind {
		case acroform.Text:
			w.put(h, "V", paper.Words(v))
		case acroform.Choice:
			w.put(h, "V", one.valueOf(v))
			w.put(h, "I", one.places(v))
		case acroform.Check, acroform.Radio:
			state := "Off"
			for _, s := range one.spots {
				if one.ticks(s, v) {
					state = s.on
				}
			}
			w.put(h, "V", nameOf(state))
		}
	}
	w.show(one, v, false)
}

// ticks tells whether a box is ticked where its field has a value.
func (one *field) ticks(s spot, v string) bool {
	if one.Kind == acroform.Check {
		return v == acroform.On
	}
	return v != "" && v == s.on
}

// show makes the look of a field; missing only where a box has none.
func (w *writer) show(one *field, v string, missing bool) {
	whole := true
	for _, s := range one.spots {
		if missing && s.drawn {
			continue
		}
		switch one.Kind {
		case acroform.Check, acroform.Radio:
			on := one.ticks(s, v)
			w.put(s.obj, "AS", map[bool]string{true: nameOf(s.on), false: "/Off"}[on])
			if !s.drawn {
				b := w.box(one, s)
				w.put(s.obj, "AP", fmt.Sprintf("<</N<<%s %d 0 R/Off %d 0 R>>>>", nameOf(s.on), w.ink.Tick(true, b), w.ink.Tick(false, b)))
			}
		default:
			n, fits := w.text(one, s, v)
			whole = whole && fits
			w.put(s.obj, "AP", fmt.Sprintf("<</N %d 0 R>>", n))
		}
	}
	if !whole {
		w.cut = append(w.cut, one.Key)
	}
}

func (w *writer) text(one *field, s spot, v string) (object int, whole bool) {
	b := w.box(one, s)
	if one.Kind == acroform.Choice && one.flags&isCombo == 0 {
		var all []string
		chosen := map[int]bool{}
		for i, o := range one.Options {
			all = append(all, o.Label)
			chosen[i] = slices.Contains(acroform.Lines(v), o.Value)
		}
		return w.ink.List(all, chosen, b), true
	}
	words := v
	switch {
	case one.Kind == acroform.Choice:
		words = one.Show(v)
	case one.flags&isSecret != 0:
		words = strings.Repeat("*", len([]rune(v)))
	}
	b.Lines = one.Lines
	if one.flags&isComb != 0 && one.Most > 0 && !one.Lines {
		b.Cells = min(one.Most, 1000)
	}
	return w.ink.Text(words, b)
}

// box is where a field is written, with what it has around it.
func (w *writer) box(one *field, s spot) paper.Box {
	look := acroform.ReadLook(one.da)
	b := paper.Box{W: s.rect[2] - s.rect[0], H: s.rect[3] - s.rect[1], Size: look.Size, Color: look.Color, Align: paper.Align(max(0, min(2, one.align)))}
	mk := s.obj.Key("MK")
	b.Turn = ((int(whole(mk.Key("R")))/90)%4 + 4) % 4
	if b.Turn%2 == 1 {
		b.W, b.H = b.H, b.W
	}
	width := 1.0
	if bs := s.obj.Key("BS").Key("W"); bs.Kind() == mupdf.Number {
		width = max(0, min(bs.Number(), 12))
	}
	edge := colour(mk.Key("BC"), "G RG K")
	if edge == "" {
		width = 0
	}
	b.Edge = min(2+2*width, b.H/4)
	if fill := colour(mk.Key("BG"), "g rg k"); fill != "" {
		b.Under = fmt.Sprintf("%s 0 0 %s %s re f\n", fill, paper.Number(b.W), paper.Number(b.H))
	}
	if width > 0 {
		b.Under += fmt.Sprintf("%s %s w %s %s %s %s re S\n", edge, paper.Number(width), paper.Number(width/2), paper.Number(width/2),
			paper.Number(max(0, b.W-width)), paper.Number(max(0, b.H-width)))
	}
	return b
}

// colour writes a colour of one, three or four parts.
func colour(o mupdf.Obj, operators string) string {
	op := map[int]int{1: 0, 3: 1, 4: 2}
	n, has := op[o.Len()]
	if !has || o.Kind() != mupdf.Array {
		return ""
	}
	var out strings.Builder
	for i := range o.Len() {
		v := o.At(i).Number()
		if !(v >= 0 && v <= 1) {
			v = 0
		}
		out.WriteString(paper.Number(v) + " ")
	}
	return out.String() + strings.Fields(operators)[n]
}

// valueOf writes what was chosen.
func (one *field) valueOf(v string) string {
	if !one.Several {
		return paper.Words(v)
	}
	var b strings.Builder
	for _, s := range acroform.Lines(v) {
		b.WriteString(paper.Words(s))
	}
	return "[" + b.String() + "]"
}

// places writes which options were chosen, for lists; "" where there are none.
func (one *field) places(v string) string {
	if one.flags&isCombo != 0 {
		return ""
	}
	var out []string
	for i, o := range one.Options {
		if slices.Contains(acroform.Lines(v), o.Value) {
			out = append(out, fmt.Sprint(i))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "[" + strings.Join(out, " ") + "]"
}

// head takes from the form what would have viewers draw it in the file's own letters, and
// rights of one maker's program, which end where something is changed.
func (w *writer) head() {
	root := w.root
	if w.root.Key("Perms").Is() {
		w.put(root, "Perms", "")
	}
	if !w.rebuild {
		return
	}
	if w.form.Ref().Num > 0 {
		w.put(w.form, "NeedAppearances", "false")
		return
	}
	e := &edit{obj: w.form, set: map[string]string{"NeedAppearances": "false"}}
	if s, ok := e.print(); ok {
		w.put(root, "AcroForm", s)
	}
}

// print writes an object with its changes.
func (e *edit) print() (string, bool) {
	var b strings.Builder
	b.WriteString("<<")
	for i := range e.obj.Len() {
		key, v := e.obj.Entry(i)
		if _, other := e.set[key]; other {
			continue
		}
		s, ok := v.Print(maxPrint)
		if !ok || b.Len() > 2*maxPrint {
			return "", false
		}
		b.WriteString(nameOf(key) + " " + s)
	}
	keys := make([]string, 0, len(e.set))
	for key := range e.set {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if e.set[key] != "" {
			b.WriteString(nameOf(key) + " " + e.set[key])
		}
	}
	b.WriteString(">>")
	return b.String(), true
}

// objects are all that is new or other.
func (w *writer) objects() ([]object, error) {
	var out []object
	refs := make([]mupdf.Ref, 0, len(w.edits))
	for ref := range w.edits {
		refs = append(refs, ref)
	}
	slices.SortFunc(refs, func(a, b mupdf.Ref) int { return a.Num - b.Num })
	size := 0
	for _, ref := range refs {
		s, ok := w.edits[ref].print()
		if size += len(s); !ok || ref.Num <= 0 || size > 64<<20 {
			return nil, acroform.Broken
		}
		out = append(out, object{ref.Num, ref.Gen, []byte(s)})
	}
	drawn, err := w.ink.Objects()
	if err != nil {
		return nil, err
	}
	for i, b := range drawn {
		out = append(out, object{w.pdf.Objects() + i, 0, b})
	}
	return out, nil
}
