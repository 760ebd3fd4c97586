package campus

import "strings"

// Lesson is a text of a class, in Markdown. Its pictures are documents of the
// class whose lesson it is; the Markdown names them by file name.
type Lesson struct {
	Title string `json:"title"`
	Text  string `json:"text" merge:"text"`
	Order string `json:"order"`          // sorts the lessons of a unit; see OrderBetween
	Unit  ID     `json:"unit,omitempty"` // under which it stands; "" for none
	// Publish is when the server makes a draft everybody's, in ms since 1970; 0: by hand.
	Publish int64 `json:"publish,omitempty"`
}

// LessonScheme begins a link to a lesson in Markdown; its ID follows.
const LessonScheme = "lesson:"

// Validate implements Value.
func (l *Lesson) Validate() error {
	return first(checkName("title", l.Title, MaxName), checkText("text", l.Text, MaxText),
		checkLine("order", l.Order, MaxLine), checkDate("publish", l.Publish), checkUnit(l.Unit))
}

// MayWrite implements Value.
func (l *Lesson) MayWrite(w Write) error { return onlyStaff(w) }

// OrderBetween gives a key that sorts after a and before b; "" stands for the
// ends. Keys are fractions written in lower-case letters, a being zero, so that
// a record can be put between two others without touching them. No key ends in
// a, so there is always room.
func OrderBetween(a, b string) string {
	var out strings.Builder
	for i := 0; ; i++ {
		lo, hi := byte('a'), byte('z'+1)
		if i < len(a) {
			lo = a[i]
		}
		if i < len(b) {
			hi = b[i]
		}
		if hi > lo+1 {
			out.WriteByte(lo + (hi-lo)/2)
			return out.String()
		}
		out.WriteByte(lo)
		if lo < hi {
			b = "" // already below b: only a bounds from here
		}
		if i > MaxLine { // a and b are not in order: any key after a will do
			return a + "n"
		}
	}
}
