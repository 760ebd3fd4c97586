package collaborate

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// answers are what others said to the request, oldest first.
func (p *request) answers(o opened) fyne.CanvasObject {
	box := widget.Stackup(8)
	me := p.env.Replica.Me()
	for _, r := range o.answers {
		v := campus.As[campus.RequestAnswer](r)
		mine := r.Author == me
		if v.Withdrawn {
			if mine {
				box.Add(widget.Card(container.NewBorder(nil, nil, nil, widget.NewButton(undo.Say(), nil, func() { p.withdraw(r, false) }),
					widget.Middle(widget.Quiet(withdrawn.Say())))))
			}
			continue
		}
		said := widget.Said{Record: r, Author: oneLine(o.people.Name(r.Author)), Institution: from(o.people, r.Author),
			Text: widget.Clean(v.Text), Meet: p.env.Who(r.Author)}
		asked := widget.Question{Field: "text", Label: fieldText.Say()}
		said.Past = func() { widget.ShowPast(p.env, r, mine, asked) }
		if mine {
			said.Menu = []*fyne.MenuItem{widget.Item(editAnswer.Say(), func() { p.answer(nil) }), widget.Item(withdraw.Say(), func() { p.withdraw(r, true) })}
			said.Menu = append(said.Menu, widget.History(p.env, r, true, asked)...)
		} else if ui.MayRemove(o.actor, campus.InCommons, r) {
			said.Menu = []*fyne.MenuItem{widget.Item(remove.Say(), func() {
				widget.Ask(p.env.Window, remove.Say(), removeAnswer.Say(said.Author), func() { p.save(campus.Remove(r), false) })
			})}
		}
		box.Add(widget.PostCard(p.env, said))
	}
	if len(box.Objects) == 0 {
		return nil
	}
	head := widget.Bold(answersTitle.Say())
	return widget.Stackup(8, head, box)
}

// mayAnswer tells whether this person may say something to the request that was not
// said yet.
func (p *request) mayAnswer(o opened) bool {
	return o.actor.Role.In() && o.record.Author != p.env.Replica.Me() && o.value.State != campus.RequestClosed && p.mine(o).ID == ""
}

// mine is my own answer, zero where there is none.
func (p *request) mine(o opened) campus.Record {
	for _, r := range o.answers {
		if r.Author == p.env.Replica.Me() {
			return r
		}
	}
	return campus.Record{}
}

// answer opens the form of my answer; again is what was refused of it.
func (p *request) answer(again *ui.Again) {
	o := p.opened
	was := p.mine(o)
	f := widget.NewForm(p.env)
	f.Area("text", answerHint.Say(), "", 7)
	f.OnSave = func(v widget.Values, done func(error)) {
		action := campus.AnswerTo(o.record, p.env.Replica.Me(), v["text"])
		if was.ID != "" {
			was.Body = f.Base()
			now := campus.As[campus.RequestAnswer](was)
			now.Text, now.Withdrawn = v["text"], false
			action = campus.Action{Space: was.Space}
			if c, differs := campus.Edit(was, &now); differs {
				action.Changes = []campus.Change{again.Based(c)}
			}
		}
		ui.Do(p.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			p.screen.Shown()
		})
	}
	f.Open(fyne.NewSize(620, 380), answerTo.Say(widget.Short(oneLine(o.value.Title))), answerSend.Say(), again.At("answer/"+string(o.record.ID)),
		widget.Values{"text": campus.As[campus.RequestAnswer](again.Over(was)).Text}, was.Body)
}

// withdraw takes my answer back, or brings it again.
func (p *request) withdraw(r campus.Record, on bool) {
	v := campus.As[campus.RequestAnswer](r)
	v.Withdrawn = on
	if c, differs := campus.Edit(r, &v); differs {
		p.save(c, false)
	}
}

// agree asks with whom it was agreed; who answered alone is chosen already.
func (p *request) agree() {
	o := p.opened
	initial := ""
	for _, r := range o.answers {
		if v := campus.As[campus.RequestAnswer](r); !v.Withdrawn && r.Author != o.record.Author {
			if initial != "" { // there are several: the person says which
				initial = ""
				break
			}
			initial = string(r.Author)
		}
	}
	f := widget.NewForm(p.env)
	picker := widget.AddPicker(f, "with", agreedWith.Say(), o.people, p.env.Replica.Me())
	f.OnSave = func(_ widget.Values, done func(error)) {
		if len(picker.Chosen()) != 1 {
			done(campus.Errorf(campus.Invalid, "%s", chooseOne.Say()))
			return
		}
		v := campus.As[campus.Request](o.record)
		v.State, v.With = campus.RequestClosed, picker.Chosen()[0]
		action := campus.Action{Space: o.record.Space}
		if c, differs := campus.Edit(o.record, &v); differs {
			action.Changes = []campus.Change{c}
		}
		ui.Do(p.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			p.screen.Shown()
		})
	}
	f.Open(fyne.NewSize(520, 520), markAgreed.Say(), markAgreed.Say(), "agree/"+string(o.record.ID), widget.Values{"with": initial}, nil)
}
