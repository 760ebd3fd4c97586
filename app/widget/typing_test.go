package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// TestTyping presses keys in a field. In the texts | is the cursor and [ ] what is
// selected.
func TestTyping(t *testing.T) {
	test.NewTempApp(t)
	const shift = desktop.KeyShiftLeft
	key := func(k fyne.KeyName) func(*Entry) {
		return func(e *Entry) { e.TypedKey(&fyne.KeyEvent{Name: k}) }
	}
	word := func(k fyne.KeyName) func(*Entry) {
		return func(e *Entry) {
			e.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: wordModifier()})
		}
	}
	held := func(do func(*Entry)) func(*Entry) {
		return func(e *Entry) {
			e.KeyDown(&fyne.KeyEvent{Name: shift})
			do(e)
			e.KeyUp(&fyne.KeyEvent{Name: shift})
		}
	}
	double := func(e *Entry) { e.DoubleTapped(&fyne.PointEvent{}) }
	for _, c := range []struct {
		name  string
		begin string
		do    func(*Entry)
		want  string
	}{
		{"right over a letter with marks", "|น้ำใจ", key(fyne.KeyRight), "น้ำ|ใจ"},
		{"left over a letter with marks", "ที่|นี่", key(fyne.KeyLeft), "|ที่นี่"},
		{"right over a Khmer letter", "|ស្ត្រី", key(fyne.KeyRight), "ស្ត្រី|"},
		{"left over a Burmese letter", "က္က|ခ", key(fyne.KeyLeft), "|က္ကခ"},
		{"left over a Latin letter", "a|b", key(fyne.KeyLeft), "|ab"},
		{"left over an emoji", "x👩‍🔬|", key(fyne.KeyLeft), "x|👩‍🔬"},
		{"right at the end", "ที่|", key(fyne.KeyRight), "ที่|"},
		{"left at the beginning", "|ที่", key(fyne.KeyLeft), "|ที่"},
		{"right over the end of a line", "ที่|\nนี่", key(fyne.KeyRight), "ที่\n|นี่"},
		{"backspace a letter", "น้ำที่|ใจ", key(fyne.KeyBackspace), "น้ำ|ใจ"},
		{"backspace a Latin letter", "ab|c", key(fyne.KeyBackspace), "a|c"},
		{"backspace at the beginning", "|abc", key(fyne.KeyBackspace), "|abc"},
		{"delete a letter", "|ស្ត្រីក", key(fyne.KeyDelete), "|ក"},
		{"delete at the end", "ក|", key(fyne.KeyDelete), "ក|"},
		{"select a letter", "|น้ำใจ", held(key(fyne.KeyRight)), "[น้ำ|]ใจ"},
		{"select a letter to the left", "น้ำที่|", held(key(fyne.KeyLeft)), "น้ำ[|ที่]"},
		{"right by a word", "|นักเรียนปลูกข้าว", word(fyne.KeyRight), "นักเรียน|ปลูกข้าว"},
		{"left by a word", "นักเรียนปลูกข้าว|", word(fyne.KeyLeft), "นักเรียนปลูก|ข้าว"},
		{"right by a Latin word", "|one two", word(fyne.KeyRight), "one| two"},
		{"left by a Latin word", "one two |", word(fyne.KeyLeft), "one |two "},
		{"backspace a word", "นักเรียนปลูก|ข้าว", word(fyne.KeyBackspace), "นักเรียน|ข้าว"},
		{"delete a word", "one| two three", word(fyne.KeyDelete), "one| three"},
		{"double-click a Thai word", "นักเรียนปลู|กข้าว", double, "นักเรียน[ปลูก|]ข้าว"},
		{"double-click a Khmer word", "ភាសាខ្មែរនិង|វប្បធម៌", double, "ភាសាខ្មែរនិង[វប្បធម៌|]"},
		{"double-click a word with a comma", "on|e, two", double, "[one|], two"},
		{"double-click a space", "one |  two", double, ""},
		{"up stays outside a letter", "น้ำ\nก|", key(fyne.KeyUp), "|น้ำ\nก"},
	} {
		for _, area := range []bool{true, false} {
			e := NewEntry()
			if area {
				e = NewArea()
			}
			w := test.NewTempWindow(t, e)
			w.Resize(fyne.NewSize(400, 200))
			w.Canvas().Focus(e)
			text, at := uncursor(c.begin)
			if !area && containsLine(text) {
				continue
			}
			e.SetText(text)
			for range 100 {
				e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
			}
			for e.CursorTextOffset() < at {
				e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			}
			c.do(e)
			if c.want == "" {
				continue
			}
			if got := shown(e); got != c.want {
				t.Errorf("%s (many lines: %v): %q becomes %q, want %q", c.name, area, c.begin, got, c.want)
			}
		}
	}
}

func containsLine(s string) bool {
	for _, r := range s {
		if r == '\n' {
			return true
		}
	}
	return false
}

func uncursor(s string) (text string, at int) {
	i := 0
	for _, r := range s {
		if r == '|' {
			at = i
			continue
		}
		text += string(r)
		i++
	}
	return text, at
}

// shown puts cursor and selection into the text.
func shown(e *Entry) string {
	text, at := []rune(e.Text), e.CursorTextOffset()
	n := len([]rune(e.SelectedText()))
	switch {
	case n == 0:
		return string(text[:at]) + "|" + string(text[at:])
	case at >= n && string(text[at-n:at]) == e.SelectedText():
		return string(text[:at-n]) + "[" + string(text[at-n:at]) + "|]" + string(text[at:])
	}
	return string(text[:at]) + "[|" + string(text[at:at+n]) + "]" + string(text[at+n:])
}
