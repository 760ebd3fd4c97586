package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/ui"
)

// undoFor is how long something that was done can be taken back with one tap.
const undoFor = 15 * time.Second

// Undo is a bar that says what was just done and takes it back. It takes no room
// otherwise, goes by itself after a while, and shows only the last.
type Undo struct {
	fw.BaseWidget
	env   *ui.Env
	words *Line
	back  *Button
	box   *fyne.Container
	turn  int
}

// NewUndo makes the bar, hidden.
func NewUndo(env *ui.Env) *Undo {
	u := &Undo{env: env, words: NewLine("")}
	u.back = Plain(undoWord.Say(), nil, nil)
	u.box = container.NewStack(NewFill(theme.ColorNameTint, "", 6), Inset(container.NewBorder(nil, nil, nil, u.back, Middle(u.words)), 2, 2, 14, 4))
	u.box = Inset(u.box, 4, 4, 12, 12)
	u.ExtendBaseWidget(u)
	u.Hide()
	return u
}

// Tell says what was done where it need not be taken back.
func (u *Undo) Tell(words string) { u.Say(words, nil) }

// Say shows what was done; undo takes it back.
func (u *Undo) Say(words string, undo func()) {
	u.turn++
	turn := u.turn
	u.words.SetText(words)
	ShowIf(u.back, undo != nil)
	u.back.OnTapped = func() {
		u.Dismiss()
		undo()
	}
	u.Show()
	u.Refresh()
	time.AfterFunc(undoFor, func() {
		u.env.Main(func() {
			if u.turn == turn {
				u.Dismiss()
			}
		})
	})
}

// Dismiss hides the bar: what was done stays done.
func (u *Undo) Dismiss() {
	u.turn++
	u.Hide()
}

// CreateRenderer implements fyne.Widget.
func (u *Undo) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(u.box) }
