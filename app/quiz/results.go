package quiz

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// row is a student in the list of results.
func (p *page) row(i int, o fyne.CanvasObject) {
	k, student := p.list.look, p.list.look.students[i]
	name := oneLine(k.people.Name(student))
	q := p.quiz()
	parts := []string{p.list.state(q, p.id, student)}
	tries, again := k.tries(p.id, student)
	if len(tries)+len(again) > 1 {
		parts = append(parts, attemptsCount.Count(len(tries)+len(again)))
	}
	var over, late_ bool
	for _, t := range tries {
		timing := campus.TimingOf(q, k.attempts[campus.AttemptID(p.id, student, t.Answers.Number)], t.Record)
		over, late_ = over || timing.Over, late_ || timing.Late
	}
	if over {
		parts = append(parts, overTime.Say())
	}
	if late_ {
		parts = append(parts, late.Say())
	}
	if k.waitsOf(p.id, student) {
		parts = append(parts, waitsForTeacher.Say())
	}
	row := widget.RowOf(o)
	row.SetPerson(name, string(student))
	row.Set(name, strings.Join(parts, dot), "", k.mark(p.id, student).Waiting)
}

// work is what a student made of a quiz, for a teacher.
func (p *page) work(r campus.Record, q campus.Quiz) fyne.CanvasObject {
	k := p.list.look
	box, bar := widget.Stackup(10), widget.Beside(8)
	bar.Add(widget.Plain(students.Say(), base.NavigateBackIcon(), func() { p.choose("") }))
	if mark := k.mark(r.ID, p.student); !q.Practice {
		if mark.ID != "" {
			box.Add(p.markCard(q, mark))
		}
		if tries, _ := k.tries(r.ID, p.student); len(tries) > 0 {
			bar.Add(widget.Main(markWord.Say(), base.DocumentCreateIcon(), func() { p.markForm(r, q, p.student) }))
		}
		if next, ok := p.next(); ok {
			bar.Add(widget.NewButton(nextToMark.Say(), base.NavigateNextIcon(), func() { p.choose(next) }))
		}
	}
	p.attempts(box, r, q, p.student)
	top := widget.Stackup(0, widget.Pad(bar, 8, 10), widget.Inset(widget.Bold(oneLine(k.people.Name(p.student))), 0, 4, 14, 14))
	if len(box.Objects) == 0 {
		return container.NewBorder(top, nil, nil, nil, widget.Empty(notBegun.Say(), ""))
	}
	return container.NewBorder(top, nil, nil, nil, container.NewVScroll(widget.Inset(box, 4, 12, 10, 14)))
}

// results is the list of students, and what is done for all of them.
func (p *page) results(q campus.Quiz) fyne.CanvasObject {
	kept := p.kept(q)
	if len(kept) == 0 {
		return p.students
	}
	all := widget.Main(returnCount.Count(len(kept)), base.MailSendIcon(), func() { p.list.save(kept...) })
	return container.NewBorder(widget.Pad(container.NewHBox(all), 8, widget.Edge), nil, nil, nil, p.students)
}

// kept are the changes that return the marks in which nothing waits and that the staff
// alone see yet.
func (p *page) kept(q campus.Quiz) (out []campus.Change) {
	for _, s := range p.list.look.students {
		r := p.list.look.mark(p.id, s)
		if r.ID != "" && !campus.MarkReturned(r) && campus.As[campus.Mark](r).Whole(q.Assignment()) && len(out) < campus.MaxChanges {
			out = append(out, campus.Change{Record: r.ID, Kind: r.Kind}.For(campus.Audience(s)))
		}
	}
	return out
}

// next finds the next student of whose answers something waits.
func (p *page) next() (campus.ID, bool) {
	all := p.list.look.students
	from := slices.Index(all, p.student) + 1
	for i := range all {
		if s := all[(from+i)%len(all)]; s != p.student && p.list.look.waitsOf(p.id, s) {
			return s, true
		}
	}
	return "", false
}

// The two choices of who sees a mark.
const (
	seenByStaff   = "staff"
	seenByStudent = "student"
)

// markForm opens the sheet on which a teacher gives points: first to what waits, and to
// anything else that should count otherwise than the key says.
func (p *page) markForm(r campus.Record, q campus.Quiz, student campus.ID) {
	k := p.list.look
	was := k.mark(r.ID, student)
	tries, _ := k.tries(r.ID, student)
	f := widget.NewForm(p.env)
	initial := widget.Values{"seen": seenByStaff, "comment": campus.As[campus.Mark](was).Comment}
	several := len(tries) > 1
	add := func(t campus.Try, one campus.Question, nr int) {
		field := scoreField(t.Record.ID, one.ID)
		label := strconv.Itoa(nr) + ". " + shorten(plain(one.Text), 70) + dot + pointsCount(one.Points)
		if several {
			label = attemptNumber.Say(t.Answers.Number) + dot + label
		}
		e := widget.NewEntry()
		e.OnChanged, e.OnSend = func(string) { f.Typed() }, f.Save
		var o fyne.CanvasObject = e
		if text := answerWords(one, t.Answers.Answers[one.ID]); text != "" && one.Type == campus.Essay {
			o = widget.Stackup(4, widget.Inset(widget.NewReading(widget.Run{Text: text}), -4, -4, -3, 0), e)
		}
		f.Add(field, label, o, e, e.Words, e.Restore)
		if points, has := t.Points[one.ID]; has {
			initial[field] = number(points)
		}
	}
	for _, waits := range []bool{true, false} {
		for _, t := range tries {
			for i, one := range q.Questions {
				if (one.Type == campus.Essay || slices.Contains(t.Waits, one.ID)) == waits {
					add(t, one, i+1)
				}
			}
		}
	}
	f.Area("comment", comment.Say(), "", 3)
	f.Pick("seen", seenBy.Say(), []string{seenByStaff, seenByStudent}, []string{forStaff.Say(), forStudent.Say()}, false)
	if campus.MarkReturned(was) || q.AtOnce {
		initial["seen"] = seenByStudent
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		action, bonus, err := p.readMark(f.Base(), r, q, student, v)
		if err != nil {
			done(err)
			return
		}
		send := func() {
			ui.Do(p.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
				done(err)
				p.list.Reload()
			})
		}
		if len(bonus) > 0 {
			widget.AskBonus(p.env.Window, bonus, send, func() { f.Resume(bonus[0].Field) })
			return
		}
		send()
	}
	f.Open(fyne.NewSize(640, 660), markOf.Say(oneLine(k.people.Name(student))), save.Say(), "quiz/mark/"+string(campus.MarkID(r.ID, student)), initial, was.Body)
	p.list.form = f
}

func scoreField(answers campus.ID, question string) string {
	return "score/" + string(answers) + "/" + question
}

// readMark makes the mark out of the form. What is as the key says is not given by hand:
// it goes on following the key. bonus says where more points are given than there are,
// and were not before.
func (p *page) readMark(seen campus.Body, r campus.Record, q campus.Quiz, student campus.ID, v widget.Values) (a campus.Action, bonus []widget.Bonus, err error) {
	k := p.list.look
	was := k.mark(r.ID, student)
	known := was.ID != ""
	was.Body = seen // what the teacher was looking at
	m := campus.As[campus.Mark](was)
	given := map[campus.ID]map[string]float64{}
	byKey, _ := campus.Tries(q, k.key(r.ID), k.of(r.ID, student), nil)
	for _, t := range byKey {
		for i, one := range q.Questions {
			field := scoreField(t.Record.ID, one.ID)
			if v[field] == "" {
				continue
			}
			n, err := readNumber(field, v[field])
			if err == nil {
				err = campus.CheckScore(field, n)
			}
			if err != nil {
				return a, nil, err
			}
			if before, had := m.Given[t.Record.ID][one.ID]; n > one.Points && (!had || before != n) {
				bonus = append(bonus, widget.Bonus{Field: field, Words: strconv.Itoa(i+1) + ". " + pointsOf.Say(number(n), number(one.Points))})
			}
			if points, has := t.Points[one.ID]; has && points == n {
				continue
			}
			if given[t.Record.ID] == nil {
				given[t.Record.ID] = map[string]float64{}
			}
			given[t.Record.ID][one.ID] = n
		}
	}
	m.Given, m.Comment = given, v["comment"]
	if len(given) == 0 {
		m.Given = nil
	}
	with := was
	with.ID, with.Body = campus.MarkID(r.ID, student), campus.NewBody(campus.Create(was.ID, "mark", &m).Set)
	m, _, _ = campus.MarkQuiz(r, k.key(r.ID), student, k.of(r.ID, student), with)
	to := campus.StaffOnly
	if v["seen"] == seenByStudent {
		to = campus.Audience(student)
	}
	action := campus.Action{Space: p.class}
	if !known {
		action.Changes = []campus.Change{campus.Create(with.ID, "mark", &m).For(to)}
		return action, bonus, nil
	}
	if change, differs := campus.Edit(was, &m); differs || was.Audience != to {
		change.Record, change.Kind = was.ID, was.Kind
		action.Changes = []campus.Change{change.For(to)}
	}
	return action, bonus, nil
}

// statistics tell for each question how it went: whom it was asked, what was right on
// average, and what was chosen.
func (p *page) statistics(r campus.Record, q campus.Quiz) fyne.CanvasObject {
	k := p.list.look
	var all []campus.Try
	for _, s := range k.students {
		tries, _ := k.tries(r.ID, s)
		if at := campus.Counted(q, tries); at >= 0 {
			all = append(all, tries[at])
		}
	}
	if len(all) == 0 {
		return widget.Empty(noResults.Say(), noResultsHint.Say())
	}
	sum, marked := 0.0, 0
	for _, t := range all {
		if len(t.Waits) == 0 {
			sum, marked = sum+t.Sum, marked+1
		}
	}
	box := widget.Stackup(8, widget.Bold(studentsCount.Count(len(all))))
	if marked > 0 {
		box.Add(widget.NewLine(meanOf.Say(percent(sum, float64(marked)*q.Most()))))
	}
	for i, one := range q.Questions {
		box.Add(widget.Card(questionStats(i, one, all)))
	}
	return container.NewVScroll(widget.Inset(box, 10, 12, 12, 14))
}

func questionStats(i int, q campus.Question, all []campus.Try) fyne.CanvasObject {
	sum, marked, answered := 0.0, 0, 0
	chosen := map[string]int{}
	for _, t := range all {
		if points, has := t.Points[q.ID]; has {
			sum, marked = sum+points, marked+1
		}
		a := t.Answers.Answers[q.ID]
		if a.Given() {
			answered++
		}
		for _, id := range a.Choice {
			chosen[id]++
		}
	}
	right := ""
	if marked > 0 && q.Points > 0 {
		right = percent(sum, float64(marked)*q.Points)
	}
	lines := widget.Stackup(3, container.NewBorder(nil, nil, nil, widget.Bold(right).Full(), widget.NewLine(strconv.Itoa(i+1)+". "+plain(q.Text))),
		widget.Quiet(answeredOf.Say(answered, len(all))))
	choices := q.Choices
	if q.Type == campus.TrueFalse {
		choices = []campus.Choice{{ID: campus.ChoiceTrue, Text: wordTrue.Say()}, {ID: campus.ChoiceFalse, Text: wordFalse.Say()}}
	}
	if q.Type == campus.SingleChoice || q.Type == campus.MultipleChoice || q.Type == campus.TrueFalse {
		for _, c := range choices {
			lines.Add(container.NewBorder(nil, nil, nil, widget.Quiet(strconv.Itoa(chosen[c.ID])).Full(), widget.Quiet(oneLine(c.Text))))
		}
	}
	return lines
}

func percent(part, of float64) string {
	if of <= 0 {
		return "–"
	}
	return strconv.Itoa(int(100*part/of+0.5)) + " %"
}
