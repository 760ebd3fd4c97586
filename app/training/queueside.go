package training

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// queueSide is the right of the queue: the form, its sum, who sees the mark, and what can
// be done with it.
type queueSide struct {
	page    *queuePage
	sum     *widget.Line
	state   *widget.Line
	wait    *widget.Wait
	tools   *fyne.Container
	back    *widget.Button
	discard *widget.Button
	all     *widget.Button
	content fyne.CanvasObject
}

func newQueueSide(p *queuePage) *queueSide {
	s := &queueSide{page: p, sum: widget.Bold(""), state: widget.Quiet(""), wait: widget.NewWait(), tools: widget.Beside(4)}
	s.back = widget.NewButton(returnWord.Say(), base.MailSendIcon(), func() { p.save(markReturn, false) })
	s.discard = widget.Plain(discardDraft.Say(), nil, p.form.discard)
	s.all = widget.Plain("", nil, p.returnAll)
	next := widget.Main(saveNext.Say(), base.NavigateNextIcon(), func() { p.save(markSave, true) })
	save := widget.NewButton(saved.Say(), nil, func() { p.save(markSave, false) })
	head := widget.Inset(container.NewBorder(nil, nil, nil, s.tools, widget.Stackup(2, s.sum, container.NewBorder(nil, nil, nil, s.wait, s.state))), 8, 8, 4, 12)
	foot := widget.Stackup(6, widget.Beside(8, next, save, s.back), widget.Beside(8, s.discard, s.all), widget.Note(sideKeys.Say()))
	body := container.NewVScroll(widget.Inset(p.form.content, 4, 10, 4, 14))
	p.form.page = body
	s.content = container.NewBorder(head, widget.Inset(foot, 8, 10, 4, 12), nil, nil, body)
	return s
}

// show says how the mark stands with what is typed.
func (s *queueSide) show() {
	p, r := s.page, s.page.look.mark
	a := p.assignment()
	s.sum.SetText(notMarked.Say())
	if m, err := p.form.mark(); err == nil {
		if sum, has := m.Sum(a); has {
			s.sum.SetText(pointsOf.Say(number(sum), number(a.Most())))
		}
	}
	state, returned := "", campus.MarkReturned(r)
	switch {
	case returned:
		state = stageReturned.Say(ui.At(r.Edited, p.env.Now()))
	case r.ID != "":
		state = onlyStaffSee.Say()
	}
	if r.ID != "" {
		state += dot + oneLine(p.look.people.Name(r.Editor))
	}
	s.state.SetText(state)
	s.wait.Set(r.Waiting)
	widget.ShowIf(s.back, !returned)
	widget.ShowIf(s.discard, p.form.differs())
	n := len(p.unreturned())
	widget.ShowIf(s.all, n > 0)
	s.all.SetText(returnAll.Count(n))
	s.tools.Objects = nil
	if v := widget.Versions(r, s.versions); v != nil {
		s.tools.Add(v)
	}
	if returned {
		s.tools.Add(widget.More(p.env.Window, func() []*fyne.MenuItem {
			return []*fyne.MenuItem{widget.Item(takeBack.Say(), func() { p.save(markTakeBack, false) })}
		}))
	}
	s.tools.Refresh()
}

// versions shows what two teachers said of one work without knowing of each other.
func (s *queueSide) versions() {
	p := s.page
	widget.ShowVersions(p.env, p.look.mark, p.look.people, []widget.Question{
		{Field: "score", Label: fieldPoints.Say()}, widget.ScoresOf(p.assignment().Rubric),
		{Field: "comment", Label: comment.Say()},
	}, true, func(err error) {
		p.load()
		p.trouble.Say(ui.Sentence(err))
	})
}
