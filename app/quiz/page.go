package quiz

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// statsTab is the tab that is worked out when it is looked at.
const statsTab = 2

// page shows a quiz: its rules at the left; at the right a student's attempts, and for
// teachers the questions and what the students made of them.
type page struct {
	list    *List
	env     *ui.Env
	class   campus.ID
	id      campus.ID
	student campus.ID // whose attempts a teacher looks at; "" for the tabs

	title   *widget.Line
	below   *widget.Line
	wait    *widget.Wait
	buttons *fyne.Container
	trouble *widget.Trouble
	rules   *fyne.Container
	right   *fyne.Container
	content fyne.CanvasObject

	tabs      *widget.Tabs
	questions *questions
	students  *widget.List
	all       *fyne.Container // the students, with what is done for all
	stats     *fyne.Container
}

func newPage(l *List) *page {
	p := &page{list: l, env: l.env, title: widget.Title(""), below: widget.Quiet(""), wait: widget.NewWait(), buttons: widget.Beside(6),
		trouble: widget.NewTrouble(), rules: container.NewStack(), right: container.NewStack(), tabs: widget.NewTabs(), all: container.NewStack(), stats: container.NewStack()}
	p.questions = newQuestions(p)
	p.students = widget.NewList(func() int { return len(l.look.students) }, func() fyne.CanvasObject { return widget.NewAvatarRow() }, p.row)
	p.students.OnSelected = func(i int) {
		p.students.UnselectAll()
		p.choose(l.look.students[i])
	}
	p.tabs.Add(tabQuestions.Say(), p.questions.content)
	p.tabs.Add(tabResults.Say(), p.all)
	p.tabs.Add(tabStats.Say(), p.stats)
	p.tabs.OnChange = func(int) { p.showStats() }
	names := widget.Stackup(3, p.title, container.NewBorder(nil, nil, nil, p.wait, p.below))
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(widget.Back(func() { l.back() })), widget.Middle(p.buttons), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 14)
	p.content = container.NewBorder(widget.Stackup(0, head, p.trouble), nil, nil, nil, widget.NewSplit(container.NewVScroll(widget.Inset(p.rules, 0, 14, 14, 10)), p.right, 0.4))
	return p
}

// reset empties the page: another quiz comes.
func (p *page) reset() {
	p.trouble.Say("")
	p.tabs.Select(0)
	p.questions.at = 0
}

func (p *page) record() campus.Record { return p.list.look.find(p.id) }
func (p *page) quiz() campus.Quiz     { return p.list.look.quiz(p.id) }

func (p *page) choose(student campus.ID) {
	p.student = student
	p.show()
}

func (p *page) show() {
	k, r, q := p.list.look, p.record(), p.quiz()
	p.buttons.Objects = nil
	if r.ID == "" {
		p.title.SetText("")
		p.below.SetText("")
		p.rules.Objects = nil
		p.right.Objects = nil
		if k.class != "" {
			p.right.Objects = []fyne.CanvasObject{widget.Empty(quizGone.Say(), "")}
		}
		p.right.Refresh()
		p.rules.Refresh()
		p.buttons.Refresh()
		return
	}
	p.title.SetText(oneLine(q.Title))
	below := graded.Say()
	if q.Practice {
		below = practice.Say()
	}
	if r.Audience == campus.StaffOnly {
		below += dot + isDraft.Say()
		if q.Publish > 0 {
			below += dot + publishedOn.Say(ui.At(timeOf(q.Publish), p.env.Now()))
		}
	}
	p.below.SetText(below)
	p.wait.Set(r.Waiting)
	p.rules.Objects = []fyne.CanvasObject{p.facts(q)}
	p.rules.Refresh()
	p.actions(r, q)
	switch {
	case !k.leads():
		p.right.Objects = []fyne.CanvasObject{p.mine(r, q)}
	case p.student != "":
		p.right.Objects = []fyne.CanvasObject{p.work(r, q)}
	default:
		p.questions.show()
		p.students.Refresh()
		p.all.Objects = []fyne.CanvasObject{p.results(q)}
		p.all.Refresh()
		p.showStats()
		p.right.Objects = []fyne.CanvasObject{p.tabs}
	}
	p.right.Refresh()
}

// showStats works the statistics out where they are looked at.
func (p *page) showStats() {
	if r := p.record(); p.tabs.Current() == statsTab && r.ID != "" {
		p.stats.Objects = []fyne.CanvasObject{p.statistics(r, p.quiz())}
		p.stats.Refresh()
	}
}

// facts are the rules of a quiz, and what its teacher says before it begins.
func (p *page) facts(q campus.Quiz) fyne.CanvasObject {
	now := p.env.Now()
	lines := []string{questionCount.Count(len(q.Questions)) + dot + pointsCount(q.Most())}
	if q.Minutes > 0 {
		lines = append(lines, minutesCount.Count(q.Minutes))
	} else {
		lines = append(lines, noLimit.Say())
	}
	switch {
	case q.Attempts == 0:
		lines = append(lines, anyAttempts.Say())
	default:
		lines = append(lines, attemptsCount.Count(q.Attempts))
	}
	if q.Attempts != 1 {
		lines[len(lines)-1] += dot + countsWord(q.Counts)
	}
	if q.Opens > 0 {
		lines = append(lines, opensAt.Say(ui.At(timeOf(q.Opens), now)))
	}
	if q.Due > 0 {
		lines = append(lines, dueBy.Say(ui.At(timeOf(q.Due), now)))
	}
	if q.Closes > 0 {
		lines = append(lines, closesAt.Say(ui.At(timeOf(q.Closes), now)))
	}
	how := markedByTeacher.Say()
	switch {
	case q.Practice:
		how = answersAtOnce.Say()
	case q.AtOnce:
		how = markedAtOnce.Say()
	}
	box := widget.Stackup(5)
	for _, s := range lines {
		box.Add(widget.NewLine(s))
	}
	box.Add(widget.Note(how))
	all := widget.Stackup(6, widget.Card(box))
	if strings.TrimSpace(q.Text) != "" {
		all.Add(markdown.Still(p.env, q.Text))
	}
	return all
}

func countsWord(c campus.Counting) string {
	switch c {
	case campus.CountFirst:
		return countFirst.Say()
	case campus.CountLast:
		return countLast.Say()
	}
	return countBest.Say()
}

// actions are what a teacher may do with the quiz itself.
func (p *page) actions(r campus.Record, q campus.Quiz) {
	if ui.MayEdit(p.list.look.actor, campus.InClass, r) {
		if v := widget.Versions(r, p.versions); v != nil {
			p.buttons.Add(v)
		}
		if v := widget.Versions(p.list.look.keys[p.id], p.keyVersions); v != nil {
			p.buttons.Add(v)
		}
		p.buttons.Add(widget.NewButton(preview.Say(), base.VisibilityIcon(), func() { p.list.try(r) }))
		p.buttons.Add(widget.NewButton(editQuiz.Say(), base.SettingsIcon(), func() { p.list.settings(r) }))
		draft := r.Audience == campus.StaffOnly
		if draft {
			p.buttons.Add(widget.Main(publish.Say(), base.MailSendIcon(), func() { p.publish(r, q) }))
		}
		p.buttons.Add(widget.More(p.env.Window, func() []*fyne.MenuItem {
			other := copyPractice.Say()
			if q.Practice {
				other = copyGraded.Say()
			}
			items := []*fyne.MenuItem{widget.Item(other, func() { p.list.copy(r, !q.Practice) }),
				widget.Item(copyToClass.Say(), func() { p.list.copyTo(r) })}
			if !draft {
				items = append(items, widget.Item(toDraft.Say(), func() {
					p.list.save(append([]campus.Change{campus.Unpublish(r)}, campus.WithKey(r, p.keyRecord, campus.StaffOnly)...)...)
				}))
			}
			items = append(items, widget.History(p.env, r, true, inQuiz()...)...)
			return append(items, widget.Item(removeQuiz.Say(), func() { p.remove(r, q) }))
		}))
	}
	p.buttons.Refresh()
}

func (p *page) keyRecord(campus.ID) (campus.Record, bool) {
	r := p.list.look.keys[p.id]
	return r, r.ID != ""
}

// publish makes the quiz everybody's, once every question can be answered and marked.
func (p *page) publish(r campus.Record, q campus.Quiz) {
	key := p.list.look.key(p.id)
	for i, one := range q.Questions {
		if one.Type != campus.Essay && !key.Keys[one.ID].Fits(one) {
			p.trouble.Say(noKey.Say(i + 1))
			return
		}
	}
	if len(q.Questions) == 0 {
		p.trouble.Say(noQuestions.Say())
		return
	}
	p.list.save(append([]campus.Change{campus.Publish(r)}, campus.WithKey(r, p.keyRecord, campus.Everyone)...)...)
}

func (p *page) remove(r campus.Record, q campus.Quiz) {
	widget.Ask(p.env.Window, removeQuiz.Say(), removeQuizAsk.Say(oneLine(q.Title)), func() {
		changes := []campus.Change{campus.Remove(r)}
		if key := p.list.look.keys[r.ID]; key.ID != "" {
			changes = append(changes, campus.Remove(key))
		}
		action := campus.Action{Space: p.class, Changes: changes}
		ui.Do(p.env, func(ctx context.Context) error { return p.env.Replica.Save(ctx, action) }, func(err error) {
			if err == nil && p.list.pages().Top() == p.content {
				p.list.back()
			}
			p.list.after(err)
		})
	})
}

func (p *page) versions() {
	widget.ShowVersions(p.env, p.record(), p.list.look.people,
		append(inQuiz(), widget.QuestionsOf()), true, p.list.after)
}

// inQuiz are the fields of a quiz, but for its questions, that people write.
func inQuiz() []widget.Question {
	return []widget.Question{{Field: "title", Label: fieldTitle.Say()}, {Field: "text", Label: fieldIntro.Say()}, {Field: "minutes", Label: fieldMinutes.Say()}}
}

// keyVersions decides between two keys that were written at the same time.
func (p *page) keyVersions() {
	q := p.quiz()
	widget.ShowVersions(p.env, p.list.look.keys[p.id], p.list.look.people, []widget.Question{
		{Field: "keys", Label: rightAnswer.Say(), Say: func(b json.RawMessage) string {
			var keys map[string]campus.KeyItem
			_ = json.Unmarshal(b, &keys) // nil is none
			var lines []string
			for i, one := range q.Questions {
				lines = append(lines, strconv.Itoa(i+1)+". "+keyWords(one, keys[one.ID]))
			}
			return strings.Join(lines, "\n")
		}}}, true, p.list.after)
}
