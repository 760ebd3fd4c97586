package training

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/lang"
	"rantau/app/widget"
)

const readAll lang.Text = "training.readAll"

// What of a class's introduction stands above its tabs: the rest would push them out of a
// small window.
const (
	introLines   = 8
	introLetters = 400 // that fit in so many lines of a narrow window
)

// introduction shows what a class is about, and leads to all of it where it is long.
func (p *classPage) introduction(about string) fyne.CanvasObject {
	words := widget.Paragraph(widget.Calm(about))
	words.Most = introLines
	if utf8.RuneCountInString(about) <= introLetters && strings.Count(about, "\n") < introLines {
		return words
	}
	all := widget.Plain(readAll.Say(), nil, func() {
		var sheet *widget.Sheet
		shut := widget.NewButton(closing.Say(), nil, func() { sheet.Hide() })
		text := widget.NewReading(widget.Run{Text: widget.Calm(about)})
		sheet = widget.ShowSheet(p.env.Window, fyne.NewSize(720, 560), widget.Short(oneLine(p.class.course.Title)), container.NewVScroll(widget.Inset(text, 0, 0, -7, 0)), shut)
		sheet.Fit()
	})
	return widget.Stackup(0, words, container.NewHBox(all))
}
