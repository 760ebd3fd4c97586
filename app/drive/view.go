package drive

import (
	"fmt"
	"image/color"
	"reflect"
	"strings"
	_ "unsafe" // for the link below

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/widget"
)

// Fyne tells what a widget is drawn with only to its own packages and to
// package test, which would bring the testing library into the program.
//
//go:linkname rendererOf fyne.io/fyne/v2/internal/cache.Renderer
func rendererOf(fyne.Widget) fyne.WidgetRenderer

// Nor does it tell outside what has been drawn: it keeps a picture of each text.
//
//go:linkname pictureOf fyne.io/fyne/v2/internal/cache.GetTextTexture
func pictureOf(picture) (uint32, bool)

// picture is cache.FontCacheEntry, field by field: by what Fyne finds the picture
// of a text. Look at it again when Fyne is brought up to date.
type picture struct {
	words
	canvas fyne.Canvas
	color  color.Color
}

type words struct {
	text   string
	size   float32
	style  fyne.TextStyle
	source string // the name of a font of its own
}

// view is what is seen at one moment.
type view struct {
	things []thing // in the order in which they are drawn
	top    int     // where the dialog or menu in front begins
}

// thing is an object that is drawn.
type thing struct {
	object  fyne.CanvasObject
	area    area // what of it is seen
	text    string
	part    bool // of a text that was counted already
	field   bool
	hint    string // what an empty field says
	content string // of a field
}

type area struct{ x, y, right, bottom float32 }

func (a area) cut(b area) area {
	return area{max(a.x, b.x), max(a.y, b.y), min(a.right, b.right), min(a.bottom, b.bottom)}
}

func (a area) seen() bool { return a.right-a.x > 4 && a.bottom-a.y > 4 }

func (a area) holds(p fyne.Position) bool {
	return p.X >= a.x && p.X < a.right && p.Y >= a.y && p.Y < a.bottom
}

// point is where a person would press: near the beginning of a text.
func (a area) point() fyne.Position {
	return fyne.NewPos(a.x+min((a.right-a.x)/2, 24), (a.y+a.bottom)/2)
}

func (s Seat) view() *view {
	c := s.Window.Canvas()
	v := &view{}
	whole := area{0, 0, c.Size().Width, c.Size().Height}
	v.walk(c.Content(), fyne.NewPos(0, 0), whole, "")
	for _, o := range c.Overlays().List() {
		v.top = len(v.things)
		v.walk(o, fyne.NewPos(0, 0), whole, "")
	}
	return v
}

// walk notes an object and what it is drawn with. inside is the text that it is
// a part of.
func (v *view) walk(o fyne.CanvasObject, from fyne.Position, clip area, inside string) {
	if o == nil || !o.Visible() {
		return
	}
	at := from.Add(o.Position())
	size := o.Size()
	t := thing{object: o, area: area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}.cut(clip)}
	t.read()
	t.part = inside != "" && strings.Contains(inside, strings.TrimSuffix(t.text, "…"))
	v.things = append(v.things, t)
	switch o.(type) {
	case fyne.Scrollable, interface{ IsClip() }:
		clip = t.area
	}
	if t.text != "" && !t.part {
		inside = t.text
	} else if t.field && t.content != "" {
		inside = fold(t.content)
	}
	switch x := o.(type) {
	case *fyne.Container:
		for _, child := range x.Objects {
			v.walk(child, at, clip, inside)
		}
	case fyne.Widget:
		for _, child := range rendererOf(x).Objects() {
			v.walk(child, at, clip, inside)
		}
	}
}

// read finds the words of an object.
func (t *thing) read() {
	switch x := t.object.(type) {
	case *canvas.Text:
		t.text = x.Text
	case *fw.Label:
		t.text = x.Text
	case *fw.Hyperlink:
		t.text = x.Text
	case *widget.Line:
		t.text = x.Text
	case interface{ SelectedText() string }: // an entry, or what is made of one
		f := reflect.Indirect(reflect.ValueOf(t.object))
		if hint := f.FieldByName("PlaceHolder"); hint.IsValid() {
			t.field, t.hint, t.content = true, hint.String(), f.FieldByName("Text").String()
		}
	case interface{ Words() string }: // prose
		t.text = x.Words()
	}
	t.text = fold(t.text)
}

// fold makes one space of many, so that lines may break anywhere.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// find gives what shows a text: the same words before those that hold them.
func (v *view) find(text string) []thing { return among(v.things, text) }

// inFront is find among what is not behind a dialog or a menu.
func (v *view) inFront(text string) []thing { return among(v.things[v.top:], text) }

func among(things []thing, text string) []thing {
	text = fold(text)
	for _, fits := range []func(t thing) bool{
		func(t thing) bool { return t.text == text && !t.part },
		func(t thing) bool { return t.text == text },
		func(t thing) bool { return strings.Contains(t.text, text) && !t.part },
		func(t thing) bool { return t.field && strings.Contains(fold(t.content), text) },
	} {
		var found []thing
		for _, t := range things {
			if t.area.seen() && fits(t) {
				found = append(found, t)
			}
		}
		if len(found) > 0 && text != "" {
			return found
		}
	}
	return nil
}

// at gives the topmost object in front at a place of which is holds.
func (v *view) at(p fyne.Position, is func(fyne.CanvasObject) bool) (thing, bool) {
	for i := len(v.things) - 1; i >= v.top; i-- {
		if t := v.things[i]; t.area.holds(p) && is(t.object) {
			return t, true
		}
	}
	return thing{}, false
}

// words are all texts in sight.
func (v *view) words() []string {
	var out []string
	for _, t := range v.things {
		switch {
		case !t.area.seen():
		case t.field && t.content != "":
			out = append(out, "["+t.content+"]")
		case t.text != "" && !t.part:
			out = append(out, t.text)
		}
	}
	return out
}

func (v *view) complain(format string, args ...any) error {
	words := v.words()
	for i, w := range words {
		if r := []rune(w); len(r) > 90 {
			words[i] = string(r[:90]) + "…"
		}
	}
	return fmt.Errorf("%s; what is seen: %s", fmt.Sprintf(format, args...), strings.Join(words, " | "))
}
