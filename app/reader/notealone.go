package reader

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// ShowNote shows a note of one's own whose document is not here any more: its words are
// still theirs.
func ShowNote(env *ui.Env, r campus.Record) {
	a := campus.As[campus.Annotation](r)
	body := widget.Stackup(10, widget.Lead(noteAloneHint.Say(a.Page)))
	if a.Quote != "" {
		body.Add(quoteOf(a.Quote, 0))
	}
	text := strings.TrimSpace(a.Text)
	if text != "" {
		body.Add(widget.Card(widget.NewReading(widget.Run{Text: widget.Clean(text)})))
	}
	trouble := widget.NewTrouble()
	body.Add(trouble)
	var sheet *widget.Sheet
	remove := widget.Plain(noteRemove.Say(), nil, func() {
		ui.Do(env, func(ctx context.Context) error {
			return env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}})
		}, func(err error) {
			trouble.Say(ui.Sentence(err))
			if err == nil {
				sheet.Hide()
			}
		})
	})
	words := widget.NewButton(noteCopy.Say(), base.ContentCopyIcon(), func() {
		fyne.CurrentApp().Clipboard().SetContent(strings.TrimSpace(text + "\n\n" + a.Quote))
	})
	sheet = widget.ShowSheet(env.Window, fyne.NewSize(560, 420), noteAlone.Say(), container.NewVScroll(body),
		remove, words, widget.NewButton(noteClose.Say(), nil, func() { sheet.Hide() }))
	sheet.Fit()
}
