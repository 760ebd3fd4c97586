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

// carriedStrip says in a composer what its person did on other computers: what was begun
// there can be taken up here, and what was begun here and dealt with there let go of.
type carriedStrip struct {
	c     *Composer
	away  ui.Elsewhere
	shown campus.Record // what is offered
	box   *fyne.Container
}

func newCarriedStrip(c *Composer) *carriedStrip {
	s := &carriedStrip{c: c, box: container.NewStack()}
	s.box.Hide()
	return s
}

func (s *carriedStrip) offer(away ui.Elsewhere) {
	s.away = away
	s.look()
}

// look shows the newest of the drafts; the others come when that one is dealt with.
func (s *carriedStrip) look() {
	s.shown = campus.Record{}
	dealt := campus.As[campus.Draft](s.away.Dealt)
	switch {
	case len(s.away.Begun) > 0:
		s.shown = s.away.Begun[0]
		d, ago := campus.As[campus.Draft](s.shown), ui.Ago(s.shown.Edited, s.c.env.Now())
		words := begunElsewhere.Say(ago)
		if d.Name != "" {
			words = begunOn.Say(Clean(d.Name), ago)
		}
		s.say(words, excerpt(d.Text), Plain(discardWord.Say(), nil, func() { s.deal(false) }), NewButton(takeIt.Say(), nil, func() { s.deal(true) }))
	case dealt.Text != "" && dealt.Text == s.c.content.Text:
		s.say(dealtElsewhere.Say(ui.Ago(s.away.Dealt.Edited, s.c.env.Now())), excerpt(dealt.Text), NewButton(discardWord.Say(), nil, s.drop))
	default:
		s.box.Hide()
	}
}

func (s *carriedStrip) say(words, text string, buttons ...fyne.CanvasObject) {
	says := NewLine(text)
	says.Color = base.ColorNameForeground
	row := container.NewBorder(nil, nil, nil, Middle(Beside(6, buttons...)), Stackup(1, Quiet(words), says))
	s.box.Objects = []fyne.CanvasObject{container.NewStack(NewFill(theme.ColorNameTint, "", 6), Pad(row, 5, 10))}
	s.box.Show()
	s.box.Refresh()
}

// drop lets go of what is written here.
func (s *carriedStrip) drop() {
	s.away.Dealt = campus.Record{}
	s.c.begin(Written{})
	if s.c.draft != nil {
		s.c.draft.Flush()
	}
	if s.c.carrier != nil {
		s.c.carrier.Flush()
	}
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
	s.away.Begun = s.away.Begun[1:]
	s.look()
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
