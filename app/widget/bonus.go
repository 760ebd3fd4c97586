package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"rantau/app/lang"
)

const (
	bonusAsk  lang.Text = "widget.bonusAsk"
	bonusGive lang.Text = "widget.bonusGive"
)

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
	d := dialog.NewConfirm(bonusGive.Say(), strings.Join(lines, "\n"), func(ok bool) {
		if ok {
			yes()
			return
		}
		no()
	}, w)
	d.SetConfirmText(bonusGive.Say())
	d.SetDismissText(cancelWord.Say())
	d.Show()
}
