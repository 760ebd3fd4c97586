package widget

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// carriedStrip offers in a composer what its person began on another computer.
type carriedStrip struct {
	c     *Composer
	shown campus.Record
	box   *fyne.Container
}

func newCarriedStrip(c *Composer) *carriedStrip {
	s := &carriedStrip{c: c, box: container.NewStack()}
	s.box.Hide()
	return s
}

// offer shows the newest of the drafts; the others come when that one is dealt with.
func (s *carriedStrip) offer(drafts []campus.Record) {
	if len(drafts) == 0 {
		s.shown = campus.Record{}
		s.box.Hide()
		return
	}
	s.shown = drafts[0]
	d := campus.As[campus.Draft](s.shown)
	words := begunElsewhere.Say(ui.Ago(s.shown.Edited, s.c.env.Now()))
	if d.Name != "" {
		words = begunOn.Say(Clean(d.Name), ui.Ago(s.shown.Edited, s.c.env.Now()))
	}
	says := NewLine(excerpt(d.Text))
	says.Color = base.ColorNameForeground
	buttons := Beside(6, Plain(discardWord.Say(), nil, func() { s.deal(false) }), NewButton(takeIt.Say(), nil, func() { s.deal(true) }))
	row := container.NewBorder(nil, nil, nil, Middle(buttons), Stackup(1, Quiet(words), says))
	s.box.Objects = []fyne.CanvasObject{container.NewStack(NewFill(theme.ColorNameTint, "", 6), Pad(row, 5, 10))}
	s.box.Show()
	s.box.Refresh()
}

// deal takes the draft up here or lets go of it; on the computer on which it was begun
// it stays as it is. What is taken is kept here before the other hears of it.
func (s *carriedStrip) deal(take bool) {
	c, r := s.c, s.shown
	d := campus.As[campus.Draft](r)
	if r.ID == "" || c.draft == nil {
		return
	}
	if take {
		c.begin(Written{Text: d.Text, ReplyTo: d.ReplyTo}.with(c.content))
		Focus(c.Entry)
	}
	place, text := c.draft.Place(), c.content.encode()
	s.offer(nil)
	ui.Do(c.env, func(ctx context.Context) error {
		if take {
			if err := c.env.Replica.KeepDraft(ctx, place, text); err != nil {
				return err
			}
		}
		a := campus.Dealt(r)
		if len(a.Changes) == 0 {
			return nil
		}
		return c.env.Replica.Save(ctx, a)
	}, func(err error) {
		if err != nil {
			c.trouble.Say(ui.Sentence(err))
		}
	})
}
