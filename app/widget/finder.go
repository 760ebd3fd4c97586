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

// Of says how long the list is.
func (f *Finder) Of(n int) { ShowIf(f.Box, n > manyRows || f.Text != "") }

// Lets tells whether what is typed is in one of these words.
func (f *Finder) Lets(words ...string) bool {
	return strings.Contains(strings.ToLower(strings.Join(words, "\n")), strings.ToLower(strings.TrimSpace(f.Text)))
}
