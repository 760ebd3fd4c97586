package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
)

const (
	bonusAsk  lang.Text = "widget.bonusAsk"
	bonusGive lang.Text = "widget.bonusGive"
)

// Ask asks before something that cannot be taken back; do is the word on the button. The
// keyboard is on the other one.
func Ask(w fyne.Window, do, question string, yes func()) {
	ask(w, do, question, fw.DangerImportance, yes, func() {})
}

// Confirm asks before something that others notice and that takes nothing away.
func Confirm(w fyne.Window, do, question string, yes func()) {
	ask(w, do, question, fw.HighImportance, yes, func() {})
}

// ConfirmOr is Confirm for who has to know of a no.
func ConfirmOr(w fyne.Window, do, question string, yes, no func()) {
	ask(w, do, question, fw.HighImportance, yes, no)
}

func ask(w fyne.Window, do, question string, weight fw.Importance, yes, no func()) {
	var sheet *Sheet
	answer := func(f func()) func() {
		return func() {
			sheet.Hide()
			f()
		}
	}
	leave, sure := NewButton(cancelWord.Say(), nil, answer(no)), NewButton(do, nil, answer(yes))
	sure.Importance = weight
	sheet = ShowSheet(w, fyne.NewSize(460, 160), do, container.NewVScroll(Lead(question)), leave, sure)
	sheet.OnDismiss = no
	sheet.Fit()
	w.Canvas().Focus(leave)
}

// Bonus is where more points are given than something is worth: the field of a form, and
// how many in words.
type Bonus struct{ Field, Words string }

// AskBonus asks before more points are given than something is worth, for a slip of the
// keyboard looks the same.
func AskBonus(w fyne.Window, over []Bonus, yes, no func()) {
	lines := []string{bonusAsk.Say()}
	for _, one := range over {
		lines = append(lines, one.Words)
	}
	ask(w, bonusGive.Say(), strings.Join(lines, "\n"), fw.HighImportance, yes, no)
}
