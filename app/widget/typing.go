package widget

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rantau/words"
)

// Fyne's entry goes by code points and by spaces. In most scripts of the exchange a
// letter is several code points, and words have no space between them: what follows
// makes keys go by what a person takes for a letter and for a word. It presses
// Fyne's own keys as often as it takes, so selecting and undoing stay Fyne's.

// mostSteps bounds how often a key is pressed for one: no letter is longer.
const mostSteps = 64

// near gives the text around a place without the rest of a long one, and where it
// begins: letters and words do not go over the end of a line, nor do these.
func near(text []rune, at int) (around string, from int) {
	const reach = 400
	from, end := at, at
	for from > 0 && at-from < reach && text[from-1] != '\n' {
		from--
	}
	for end < len(text) && end-at < reach && text[end] != '\n' {
		end++
	}
	return string(text[from:end]), from
}

// around gives the ends of the part in which a place is, among those that cut
// gives. A place between two parts is in the second, with inside false.
func around(text []rune, at int, cut func(string) []int) (from, end int, inside bool) {
	s, start := near(text, at)
	bytes := len(string(text[start:at]))
	left, right := 0, len(s)
	for _, c := range cut(s) {
		if c > bytes {
			right = c
			break
		}
		left = c
	}
	runes := func(n int) int { return start + len([]rune(s[:n])) }
	return runes(left), runes(right), left < bytes && bytes < right
}

// settle leaves the inside of a letter in the direction of a key.
func (e *Entry) settle(key fyne.KeyName) {
	text := []rune(e.Text)
	for range mostSteps {
		at := e.CursorTextOffset()
		if at > len(text) {
			return
		}
		if _, _, inside := around(text, at, words.Clusters); !inside {
			return
		}
		e.press(key)
	}
}

func (e *Entry) press(key fyne.KeyName) { e.Entry.TypedKey(&fyne.KeyEvent{Name: key}) }

// goTo moves the cursor to a place, and selects on the way while Shift is held.
func (e *Entry) goTo(place int) {
	for steps := len(e.Text) + 2; steps > 0 && e.CursorTextOffset() > place; steps-- {
		e.press(fyne.KeyLeft)
	}
	for steps := len(e.Text) + 2; steps > 0 && e.CursorTextOffset() < place; steps-- {
		e.press(fyne.KeyRight)
	}
}

// choose selects from where the cursor is to a place.
func (e *Entry) choose(place int) {
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	e.KeyDown(shift)
	e.goTo(place)
	e.KeyUp(shift)
}

// erase takes away the letter before the cursor or behind it.
func (e *Entry) erase(key fyne.KeyName) {
	text, at := []rune(e.Text), e.CursorTextOffset()
	if e.SelectedText() == "" && at <= len(text) {
		if key == fyne.KeyBackspace && at > 0 {
			if from, _, _ := around(text, at-1, words.Clusters); from < at-1 {
				e.choose(from)
			}
		} else if key == fyne.KeyDelete {
			if _, end, _ := around(text, at, words.Clusters); end > at+1 {
				e.choose(end)
			}
		}
	}
	e.press(key)
}

// byWord does what Ctrl does to a key: it goes, or erases, to the end of a word.
func (e *Entry) byWord(key fyne.KeyName) {
	text, at := []rune(e.Text), e.CursorTextOffset()
	if at > len(text) {
		return
	}
	to := at
	if key == fyne.KeyLeft || key == fyne.KeyBackspace {
		for to > 0 && unicode.IsSpace(text[to-1]) {
			to--
		}
		if to > 0 {
			to, _, _ = around(text, to-1, words.Breaks)
		}
	} else {
		for to < len(text) && unicode.IsSpace(text[to]) {
			to++
		}
		if to < len(text) {
			_, to, _ = around(text, to, words.Breaks)
		}
		for to > at+1 && unicode.IsSpace(text[to-1]) {
			to--
		}
	}
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		e.goTo(to)
	default:
		if e.SelectedText() == "" {
			e.choose(to)
		}
		e.press(fyne.KeyBackspace)
	}
}

// DoubleTapped implements fyne.DoubleTappable: it selects a word.
func (e *Entry) DoubleTapped(p *fyne.PointEvent) {
	text, at := []rune(e.Text), e.CursorTextOffset()
	e.Entry.DoubleTapped(p)
	if at > len(text) || e.Password {
		return
	}
	from, end, _ := around(text, at, words.Breaks)
	word := string(text[from:end])
	bare := strings.TrimFunc(word, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) })
	if bare == "" {
		return
	}
	from += len([]rune(word[:strings.Index(word, bare)]))
	end = from + len([]rune(bare))
	if e.SelectedText() != "" {
		e.press(fyne.KeyLeft) // lets go of what was selected
	}
	e.goTo(from)
	e.choose(end)
}

// MouseDown implements desktop.Mouseable.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	e.Entry.MouseDown(m)
	if m.Button == desktop.MouseButtonPrimary && m.Modifier == 0 {
		e.settle(fyne.KeyLeft)
	}
}

// Dragged implements fyne.Draggable.
func (e *Entry) Dragged(d *fyne.DragEvent) {
	e.Entry.Dragged(d)
	text, at := []rune(e.Text), e.CursorTextOffset()
	if at > len(text) {
		return
	}
	if from, _, inside := around(text, at, words.Clusters); inside {
		e.CursorColumn -= at - from
		e.Entry.Refresh()
	}
}
