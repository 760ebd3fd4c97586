package widget

import "rantau/app/theme"

// NewTitle is a title that wraps, for a page that is read.
func NewTitle(text string) *Prose {
	l := Paragraph(text)
	l.TextStyle.Bold, l.SizeName, l.Most = true, theme.SizeNameTitle, 3
	return l
}
