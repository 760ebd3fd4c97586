package reader

import (
	"context"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// turn makes one's own note one for all, or the other way around. What is where it was is
// removed behind that, and not offered back: it is not gone.
func (n *notes) turn(one note) {
	env := n.screen.env
	made, gone := campus.TurnAnnotation(n.me(), one.Record)
	ui.Do(env, func(ctx context.Context) error {
		if err := env.Replica.Save(ctx, made); err != nil {
			return err
		}
		return env.Replica.Save(ui.Moving(ctx), gone)
	}, func(err error) {
		n.screen.trouble.Say(ui.Sentence(err))
		n.chosen = made.Changes[0].Record
		n.load()
	})
}

// remove takes one away; the program offers it back.
func (n *notes) remove(one note) {
	env := n.screen.env
	ui.Do(env, func(ctx context.Context) error {
		a := campus.Action{Space: one.Space, Changes: []campus.Change{campus.Remove(one.Record)}}
		if one.IsBookmark() && n.mine(one) {
			var err error
			if a, err = withoutBookmark(ctx, env.Replica, one.Annotation); err != nil || len(a.Changes) == 0 {
				return err
			}
		}
		return env.Replica.Save(ctx, a)
	}, func(err error) {
		n.screen.trouble.Say(ui.Sentence(err))
		n.load()
	})
}

// past shows what one said before.
func (n *notes) past(one note) {
	widget.ShowPast(n.screen.env, one.Record, n.may(one), widget.FieldsOf(one.Record, n.look.people)[:1]...)
}
