package widget

import (
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/lang"
)

const findByName lang.Text = "widget.findByName"

// manyRows is how long a list of people is before one looks for somebody by typing.
const manyRows = 20

// Finder is the field above a list that is looked through by name. It is there once the
// list is long.
type Finder struct {
	*Entry
	Box fyne.CanvasObject
}

// NewFinder makes it, hidden; changed is told of every letter.
func NewFinder(changed func()) *Finder {
	f := &Finder{Entry: NewEntry()}
	f.SetPlaceHolder(findByName.Say())
	f.OnChanged = func(string) { changed() }
	f.Box = Pad(f.Entry, 0, Edge)
	f.Box.Hide()
	return f
}

// Sift gives those of all that have what is typed in one of their words, and shows the
// field where there are many.
func Sift[T any](f *Finder, all []T, words func(T) []string) (shown []T) {
	ShowIf(f.Box, len(all) > manyRows || f.Text != "")
	typed := strings.ToLower(strings.TrimSpace(f.Text))
	for _, one := range all {
		if strings.Contains(strings.ToLower(strings.Join(words(one), "\n")), typed) {
			shown = append(shown, one)
		}
	}
	return shown
}
