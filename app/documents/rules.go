package documents

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// ShowRules asks what is kept on this computer by itself, and how much room all may take.
func (l *List) ShowRules() {
	var was campus.KeepRules
	ui.Do(l.env, func(ctx context.Context) (err error) {
		was, err = l.env.Files.Rules(ctx)
		return err
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err == nil {
			l.askRules(was)
		}
	})
}

func (l *List) askRules(was campus.KeepRules) {
	f := widget.NewForm(l.env)
	f.Line("under", rulesUnder.Say(), rulesNone.Say())
	f.Line("limit", rulesLimit.Say(), rulesNone.Say())
	f.Note(rulesHint.Say())
	f.OnSave = func(v widget.Values, done func(error)) {
		var k campus.KeepRules
		var err error
		if k.Under, err = ui.OfMB("under", v["under"]); err == nil {
			k.Limit, err = ui.OfMB("limit", v["limit"])
		}
		if err != nil {
			done(err)
			return
		}
		ui.Do(l.env, func(ctx context.Context) error { return l.env.Files.SetRules(ctx, k) }, func(err error) {
			done(err)
			l.Shown()
		})
	}
	f.Open(fyne.NewSize(560, 400), rulesTitle.Say(), save.Say(), "files/rules", widget.Values{"under": ui.InMB(was.Under), "limit": ui.InMB(was.Limit)}, nil)
}
