//go:build !race

package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"rantau/app"
	"rantau/app/lang"
	"rantau/app/reader"
	"rantau/app/theme"
	"rantau/app/widget"
)

func TestMain(m *testing.M) {
	if reader.IsWorker() {
		os.Exit(reader.Worker())
	}
	os.Exit(m.Run())
}

// TestRoom: no words of the program are cut off on any screen, in any language. The
// screens are measured in the widest words that any language has for each text; what
// does not fit there is looked at in each language by itself. Everything happens on one
// goroutine, and the race detector would make it seven times as long.
func TestRoom(t *testing.T) {
	defer lang.Use(lang.English)
	for _, s := range shots {
		if len(cutOff(t, s, "widest")) == 0 {
			continue
		}
		for _, l := range lang.All {
			for _, words := range cutOff(t, s, l.Tag) {
				t.Errorf("%s in %s: %s", s.name, l.Tag, words)
			}
		}
	}
}

// cutOff plays a screen in a language and finds the words that have no room.
func cutOff(t *testing.T, s shot, tag string) []string {
	t.Helper()
	var out []string
	err := play(s, theme.Look{Text: theme.Normal}, func() {
		if tag == "widest" {
			lang.UseWidest(func(s string) float32 { return fyne.MeasureText(s, base.TextSize(), fyne.TextStyle{}).Width })
			return
		}
		lang.Use(tag)
	}, func(p *app.Program) error {
		c := p.Window().Canvas()
		m := &meter{}
		m.walk(c.Content(), fyne.NewPos(0, 0), box{right: c.Size().Width, bottom: c.Size().Height})
		for _, o := range c.Overlays().List() {
			m.walk(o, fyne.NewPos(0, 0), box{right: c.Size().Width, bottom: c.Size().Height})
		}
		out = m.cut
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// box is what can be seen.
type box struct{ x, y, right, bottom float32 }

type meter struct {
	cut   []string
	texts []*canvas.Text // all that can be seen
}

func (m *meter) walk(o fyne.CanvasObject, from fyne.Position, clip box) {
	if o == nil || !o.Visible() {
		return
	}
	at, size := from.Add(o.Position()), o.Size()
	if at.Y >= clip.bottom || at.Y+size.Height <= clip.y {
		return
	}
	switch x := o.(type) {
	case *canvas.Text:
		m.text(x, at, clip)
		return
	case *fyne.Container:
		for _, child := range x.Objects {
			m.walk(child, at, clip)
		}
		return
	case *widget.Button:
		if x.Text != "" && size.Width+0.5 < x.MinSize().Width {
			m.cut = append(m.cut, fmt.Sprintf("the button %q has %.0f of %.0f", x.Text, size.Width, x.MinSize().Width))
		}
	case *widget.Line:
		shown := test.WidgetRenderer(x).Objects()[0].(*canvas.Text).Text
		if shown != x.Text && strings.HasSuffix(shown, "…") && lang.Own(x.Text) {
			m.cut = append(m.cut, fmt.Sprintf("%q is shown as %q", x.Text, shown))
		}
	case *widget.Entry: // shows a part of what is in it
		return
	case fyne.Scrollable:
		clip = box{max(clip.x, at.X), max(clip.y, at.Y), min(clip.right, at.X+size.Width), min(clip.bottom, at.Y+size.Height)}
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, child := range test.WidgetRenderer(w).Objects() {
			m.walk(child, at, clip)
		}
	}
}

func (m *meter) text(t *canvas.Text, at fyne.Position, clip box) {
	m.texts = append(m.texts, t)
	width := fyne.MeasureText(t.Text, t.TextSize, t.TextStyle).Width
	left := at.X
	switch t.Alignment {
	case fyne.TextAlignCenter:
		left += (t.Size().Width - width) / 2
	case fyne.TextAlignTrailing:
		left += t.Size().Width - width
	}
	if strings.TrimSpace(t.Text) != "" && (left < clip.x-1.5 || left+width > clip.right+1.5) {
		m.cut = append(m.cut, fmt.Sprintf("%q is from %.0f to %.0f, seen from %.0f to %.0f", t.Text, left, left+width, clip.x, clip.right))
	}
}
