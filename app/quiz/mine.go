package quiz

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// mine is a student's side of a quiz: how to begin, and what came of each attempt.
func (p *page) mine(r campus.Record, q campus.Quiz) fyne.CanvasObject {
	me := p.env.Replica.Me()
	n, begun := p.list.look.next(r.ID, me)
	box := widget.Stackup(10)
	bar := widget.Beside(8)
	hint := ""
	switch {
	case begun:
		bar.Add(widget.Main(resume.Say(), base.MediaPlayIcon(), func() { p.list.begin(r, n) }))
	case len(q.Questions) == 0:
		hint = noQuestions.Say()
	case q.Attempts > 0 && n > q.Attempts:
		hint = noneLeft.Say()
	case !q.Open(p.env.Now()):
		hint = isClosed.Say()
	default:
		word := begin.Say()
		if n > 1 {
			word = beginAgain.Say()
		}
		bar.Add(widget.Main(word, base.MediaPlayIcon(), func() { p.list.begin(r, n) }))
		if q.Attempts > 0 {
			bar.Add(widget.Middle(widget.Quiet(attemptsLeft.Count(q.Attempts - n + 1)).Full()))
		}
	}
	if left := p.list.look.left[r.ID]; left > 0 {
		resumeIt := widget.NewButton(resume.Say(), base.MediaPlayIcon(), func() { p.list.begin(r, left) })
		box.Add(widget.Card(container.NewBorder(nil, nil, nil, widget.Middle(resumeIt), widget.Note(leftHere.Say(left)))))
	}
	if mark := p.list.look.mark(r.ID, me); mark.ID != "" && !q.Practice {
		box.Add(p.markCard(q, mark))
	}
	p.attempts(box, r, q, me)
	top := widget.Pad(bar, 8, widget.Edge)
	if hint != "" {
		top = widget.Pad(widget.Note(hint), 12, 12)
	}
	if len(box.Objects) == 0 {
		state := notBegun
		if begun {
			state = underWay
		}
		return container.NewBorder(top, nil, nil, nil, widget.Empty(state.Say(), beginHint.Say()))
	}
	return container.NewBorder(top, nil, nil, nil, container.NewVScroll(widget.Inset(box, 4, 12, 10, 14)))
}

// attempts adds a card for each attempt, the last first.
func (p *page) attempts(box *fyne.Container, r campus.Record, q campus.Quiz, student campus.ID) {
	k := p.list.look
	tries, again := k.tries(r.ID, student)
	mark := k.mark(r.ID, student)
	counts := campus.As[campus.Mark](mark).Submission
	if at := campus.Counted(q, tries); (q.Practice || k.leads()) && at >= 0 {
		counts = tries[at].Record.ID
	}
	for i := len(tries) - 1; i >= 0; i-- {
		t := tries[i]
		sum := ""
		if points, has := p.sum(q, mark, t); has {
			sum = pointsOf.Say(number(points), number(q.Most()))
		} else if q.Practice || k.leads() {
			sum = waitsForTeacher.Say()
		}
		state := ""
		if len(tries) > 1 && t.Record.ID == counts {
			state = thisCounts.Say()
		}
		box.Add(p.attemptCard(q, t, sum, state))
	}
	for _, one := range again {
		a := campus.As[campus.Answers](one)
		t := campus.Try{Record: one, Answers: a}
		if q.Practice || k.leads() {
			t.Marked = campus.MarkAnswers(q, k.key(r.ID), a, nil)
		}
		box.Add(p.attemptCard(q, t, "", countsNot.Say()))
	}
}

// sum gives the points of an attempt as far as the reader may know them.
func (p *page) sum(q campus.Quiz, mark campus.Record, t campus.Try) (points float64, has bool) {
	if q.Practice || p.list.look.leads() {
		return t.Sum, len(t.Waits) == 0
	}
	points, has = campus.As[campus.Mark](mark).Attempts[strconv.Itoa(t.Answers.Number)]
	return points, has
}

func (p *page) attemptCard(q campus.Quiz, t campus.Try, sum, state string) fyne.CanvasObject {
	lines := widget.Stackup(4)
	head := attemptNumber.Say(t.Answers.Number)
	if sum != "" {
		head += dot + sum
	}
	look := widget.NewButton(lookAt.Say(), base.VisibilityIcon(), func() { p.list.review(p.record(), t) })
	lines.Add(container.NewBorder(nil, nil, nil, look, widget.Middle(widget.Bold(head))))
	for _, line := range p.story(q, t) {
		lines.Add(widget.Quiet(line))
	}
	if state != "" {
		lines.Add(widget.Quiet(state))
	}
	return widget.Card(lines)
}

// story tells how far an attempt has come, and what its honest times say.
func (p *page) story(q campus.Quiz, t campus.Try) []string {
	r, now := t.Record, p.env.Now()
	if r.Waiting {
		return []string{stageSaved.Say()}
	}
	timing := campus.TimingOf(q, p.list.look.attempts[campus.AttemptID(t.Answers.Of, r.Author, t.Answers.Number)], r)
	first := stageReceived.Say(ui.At(r.WrittenAt(), now), ui.At(r.Created, now))
	lines := []string{first, tookTime.Say(clock(timing.Took))}
	if timing.Over {
		lines[1] += dot + overTime.Say()
	}
	if timing.Late {
		lines[0] += dot + late.Say()
	}
	if timing.ClockWrong {
		lines = append(lines, clockWrong.Say())
	}
	return lines
}

func (p *page) markCard(q campus.Quiz, r campus.Record) fyne.CanvasObject {
	m := campus.As[campus.Mark](r)
	lines := widget.Stackup(4)
	if sum, has := m.Sum(q.Assignment()); has {
		word := pointsOf.Say(number(sum), number(q.Most()))
		if !m.Whole(q.Assignment()) {
			word += dot + waitsForTeacher.Say()
		}
		lines.Add(widget.Bold(word))
	}
	if text := widget.Clean(m.Comment); text != "" {
		lines.Add(widget.Inset(widget.NewReading(widget.Run{Text: text}), 0, 0, -7, 0))
	}
	state := onlyStaffSee.Say()
	if campus.MarkReturned(r) {
		state = stageReturned.Say(ui.At(r.Edited, p.env.Now()))
	}
	wait := widget.NewWait()
	wait.Set(r.Waiting)
	lines.Add(container.NewBorder(nil, nil, nil, wait, widget.Quiet(state)))
	return widget.Card(lines)
}

// begin begins an attempt, or goes on with it. It is saved before the first question is
// seen: its honest times are the beginning.
func (l *List) begin(quiz campus.Record, n int) {
	me := l.env.Replica.Me()
	id := campus.AttemptID(quiz.ID, me, n)
	if r, has := l.look.attempts[id]; has {
		l.open(newTake(l, quiz, n, r))
		return
	}
	var made campus.Record
	ui.Do(l.env, func(ctx context.Context) error {
		if err := l.env.Replica.Save(ctx, campus.Action{Space: l.class, Changes: []campus.Change{campus.Begin(quiz.ID, me, n)}}); err != nil {
			return err
		}
		r, err := l.env.Replica.Record(ctx, id)
		made = r
		return err
	}, func(err error) {
		if err != nil {
			l.after(err)
			return
		}
		made.Created, made.Written = l.env.Now(), nil // just now
		l.open(newTake(l, quiz, n, made))
		l.Reload()
	})
}

// try shows a quiz to its teacher as a student sees it.
func (l *List) try(quiz campus.Record) { l.open(newTake(l, quiz, 1, campus.Record{})) }

func (l *List) open(t *take) {
	l.take = t
	l.pages().Push(t.content)
	t.start()
}

// handedIn goes from the questions to what came of them: at once where that is known.
func (l *List) handedIn(t *take, answers campus.ID) {
	if l.pages().Top() == t.content {
		l.pages().Pop()
	}
	l.Reload()
	if !t.q.Practice {
		return
	}
	ui.Load(l.env, &t.guard, func(ctx context.Context) (campus.Record, error) { return l.env.Replica.Record(ctx, answers) }, func(r campus.Record, err error) {
		if err != nil {
			l.after(err)
			return
		}
		a := campus.As[campus.Answers](r)
		l.review(t.quiz, campus.Try{Record: r, Answers: a, Marked: campus.MarkAnswers(t.q, l.look.key(t.quiz.ID), a, nil)})
	})
}

// review shows an attempt that was handed in.
func (l *List) review(quiz campus.Record, t campus.Try, buttons ...fyne.CanvasObject) {
	q, k := campus.As[campus.Quiz](quiz), l.look
	attempt := campus.AttemptID(quiz.ID, t.Record.Author, t.Answers.Number)
	r := review{questions: q.Shuffled(attempt), answers: t.Answers.Answers, key: k.key(quiz.ID), points: t.Points, unknown: waitsForTeacher, whose: yourAnswer}
	if k.leads() {
		r.whose = answerWord
	}
	sum := pointsOf.Say(number(t.Sum), number(q.Most()))
	if !q.Practice && !k.leads() { // only what was returned is known
		m := campus.As[campus.Mark](k.mark(quiz.ID, t.Record.Author))
		r.points, r.unknown, sum = nil, markedLater, markedLater.Say()
		if m.Submission == t.Record.ID {
			r.points = m.Scores
		}
		if points, has := m.Attempts[strconv.Itoa(t.Answers.Number)]; has {
			sum = pointsOf.Say(number(points), number(q.Most()))
		}
	}
	if len(t.Waits) > 0 && (q.Practice || k.leads()) {
		sum += dot + waitsForTeacher.Say()
	}
	l.pages().Push(newReview(l, q.Title, attemptNumber.Say(t.Answers.Number)+dot+sum, r, buttons...).content)
}

// reviewTry shows a teacher what a student would be shown of a practice quiz.
func (l *List) reviewTry(t *take, a campus.Answers) {
	if l.pages().Top() == t.content {
		l.pages().Pop()
	}
	key := l.look.key(t.quiz.ID)
	m := campus.MarkAnswers(t.q, key, a, nil)
	r := review{questions: t.paper.questions, answers: a.Answers, key: key, points: m.Points, unknown: waitsForTeacher, whose: yourAnswer}
	l.pages().Push(newReview(l, t.q.Title, preview.Say()+dot+pointsOf.Say(number(m.Sum), number(t.q.Most())), r).content)
}

func timeOf(ms int64) time.Time { return time.UnixMilli(ms) }

// pointsCount says a number of points, which need not be whole.
func pointsCount(n float64) string { return fieldPoints.Say() + " " + number(n) }
