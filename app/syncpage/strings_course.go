package syncpage

import "rantau/app/lang"

// The kinds of what a class is made of.
const (
	kindUnit       lang.Text = "syncpage.kindUnit"
	kindSession    lang.Text = "syncpage.kindSession"
	kindAttendance lang.Text = "syncpage.kindAttendance"
	kindRead       lang.Text = "syncpage.kindRead"
)

// courseWord names these kinds, "" for others.
func courseWord(kind string) string {
	switch kind {
	case "unit":
		return kindUnit.Say()
	case "session":
		return kindSession.Say()
	case "attendance":
		return kindAttendance.Say()
	case "lessonread":
		return kindRead.Say()
	}
	return ""
}
