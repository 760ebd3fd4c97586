package widget

import (
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// NewTitle is a title that wraps, for a page that is read.
func NewTitle(text string) *fw.Label {
	l := Paragraph(text)
	l.TextStyle.Bold, l.SizeName = true, theme.SizeNameTitle
	return l
}
