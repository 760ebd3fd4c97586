package training

import (
	"context"
	"errors"
	"slices"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// What is done with a mark when it is saved.
const (
	markSave = iota
	markReturn
	markTakeBack
)

// save saves the mark, with who sees it, and goes on to the next where that is asked.
func (p *queuePage) save(what int, next bool) {
	if p.saving || p.student == "" || !p.form.ready {
		return
	}
	if p.form.empty() && p.look.mark.ID == "" {
		if !next {
			p.trouble.Say(markNothing.Say())
			return
		}
		p.goOn()
		return
	}
	action, err := p.action(what)
	if err != nil {
		p.failed(err)
		return
	}
	m, _ := p.form.mark() // it was read for the action
	if bonus := over(p.assignment(), campus.As[campus.Mark](p.look.mark), m); len(bonus) > 0 {
		p.saving = true
		widget.AskBonus(p.env.Window, bonus, func() { p.send(action, next) }, func() {
			p.saving = false
			p.form.focus(bonus[0].Field)
		})
		return
	}
	p.send(action, next)
}

// send saves what was made of the form.
func (p *queuePage) send(action campus.Action, next bool) {
	student, draft, again := p.student, p.form.draft, p.again
	p.saving = true
	ui.Do(p.env, func(ctx context.Context) error { return draft.Save(ctx, action) }, func(err error) {
		p.saving = false
		if err != nil {
			p.failed(err)
			return
		}
		if len(action.Changes) == 0 { // what is typed is what the mark says already
			draft.Clear()
		}
		if p.trouble.Say(""); p.again == again {
			p.again = nil
		}
		if p.student != student {
			return
		}
		p.form.initial, p.form.again = p.form.values(), nil // saved: what comes now is what the form shows
		if next {
			p.goOn()
			return
		}
		p.load()
	})
}

func (p *queuePage) failed(err error) {
	p.trouble.Say(ui.NotSaved(err))
	var e *campus.Error
	if errors.As(err, &e) && e.Field != "" {
		p.form.focus(e.Field)
	}
}

// action makes the change of a mark: of what it says, and of who sees it.
func (p *queuePage) action(what int) (campus.Action, error) {
	action, r, now := campus.Action{Space: p.class}, p.form.record, p.look.mark
	m, err := p.form.mark()
	if err != nil {
		return action, err
	}
	m.Assignment, m.Student, m.Submission = p.task, p.student, p.work.latest()
	to := campus.StaffOnly
	if now.ID != "" {
		to = now.Audience
	}
	switch what {
	case markReturn:
		to = campus.Audience(p.student)
	case markTakeBack:
		to = campus.StaffOnly
	}
	if now.ID == "" {
		action.Changes = []campus.Change{campus.Create(campus.MarkID(p.task, p.student), "mark", &m).For(to)}
		return action, nil
	}
	if r.ID == "" { // somebody else's mark came while this one was typed: it is based on nothing
		r = campus.Record{ID: now.ID, Kind: now.Kind}
	}
	change, differs := campus.Edit(r, &m)
	for _, fixed := range []string{"assignment", "student"} {
		delete(change.Set, fixed)
		delete(change.Base, fixed)
	}
	if change = p.again.Based(change); now.Audience != to {
		change = change.For(to)
	} else if !differs {
		return action, nil
	}
	action.Changes = []campus.Change{change}
	return action, nil
}

// goOn goes to the next in the queue; behind the last it says so.
func (p *queuePage) goOn() {
	if at := slices.Index(p.order, p.student); at >= 0 && at < len(p.order)-1 {
		p.turn(1)
		return
	}
	p.strip.Say(queueEnd.Say(), "", nil)
	p.load()
}

// unreturned lists the marks that their students do not see yet.
func (p *queuePage) unreturned() (out []campus.Record) {
	a := p.assignment()
	for _, s := range p.look.students {
		r := p.look.marks[campus.MarkID(p.task, s)]
		if _, has := campus.As[campus.Mark](r).Sum(a); has && r.ID != "" && !campus.MarkReturned(r) {
			out = append(out, r)
		}
	}
	return out
}

// returnAll shows all marks to their students.
func (p *queuePage) returnAll() {
	all := p.unreturned()
	widget.Confirm(p.env.Window, returnWord.Say(), returnAsk.Count(len(all)), func() {
		ui.Do(p.env, func(ctx context.Context) error {
			for some := range slices.Chunk(all, campus.MaxChanges) {
				action := campus.Action{Space: p.class}
				for _, r := range some {
					action.Changes = append(action.Changes, campus.ReturnMark(r))
				}
				if err := p.env.Replica.Save(ctx, action); err != nil {
					return err
				}
			}
			return nil
		}, func(err error) {
			p.load()
			p.trouble.Say(ui.Sentence(err))
			if err == nil {
				p.strip.Say(returnedAll.Count(len(all)), "", nil)
			}
		})
	})
}
