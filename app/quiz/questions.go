package quiz

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// questions is the list in which a teacher writes a quiz.
type questions struct {
	page    *page
	at      int
	list    *widget.List
	add     *widget.Button
	empty   *fyne.Container
	content fyne.CanvasObject
}

// questionRow is a question with its menu.
type questionRow struct {
	fw.BaseWidget
	row  *widget.Row
	more *widget.Button
	menu func() []*fyne.MenuItem
}

func newQuestionRow(env *ui.Env) *questionRow {
	r := &questionRow{row: widget.NewIconRow(theme.IconLesson)}
	r.more = widget.More(env.Window, func() []*fyne.MenuItem { return r.menu() })
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *questionRow) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, nil, widget.Inset(widget.Middle(r.more), 0, 0, 0, 6), r.row))
}

func newQuestions(p *page) *questions {
	l := &questions{page: p, empty: container.NewStack()}
	l.list = widget.NewList(func() int { return len(p.quiz().Questions) }, func() fyne.CanvasObject { return newQuestionRow(p.env) }, l.row)
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		l.edit(i)
	}
	l.list.OnMove = l.move
	l.add = widget.Main(addQuestion.Say(), base.ContentAddIcon(), nil)
	l.add.OnTapped = func() { widget.Menu(p.env.Window, l.add, typeItems(l.write)...) }
	bar := widget.Beside(8, l.add, widget.NewButton(fromBank.Say(), base.StorageIcon(), func() { p.list.pickFromBank(p.id) }))
	l.content = container.NewBorder(widget.Pad(bar, 8, widget.Edge), nil, nil, nil, container.NewStack(l.list, l.empty))
	return l
}

// typeItems are the types of questions, to be written.
func typeItems(write func(campus.QuestionType)) (items []*fyne.MenuItem) {
	for _, t := range campus.QuestionTypes {
		items = append(items, widget.Item(typeWords[t].Say(), func() { write(t) }))
	}
	return items
}

func (l *questions) show() {
	l.empty.Objects = nil
	if len(l.page.quiz().Questions) == 0 {
		l.empty.Objects = []fyne.CanvasObject{widget.Empty(noQuestions.Say(), noQuestionsHint.Say())}
	}
	l.empty.Refresh()
	l.list.Refresh()
}

func (l *questions) row(i int, o fyne.CanvasObject) {
	all, key := l.page.quiz().Questions, l.page.list.look.key(l.page.id)
	if i >= len(all) {
		return
	}
	q, row := all[i], o.(*questionRow)
	row.row.Set(strconv.Itoa(i+1)+". "+plain(q.Text), strings.Join(about(q, key.Keys[q.ID]), dot), "", false)
	row.menu = func() []*fyne.MenuItem { return l.menu(i) }
}

// about says in a few words what a question is.
func about(q campus.Question, k campus.KeyItem) []string {
	below := []string{typeWords[q.Type].Say(), pointsCount(q.Points)}
	if q.Type != campus.Essay && !k.Fits(q) {
		below = append(below, withoutKey.Say())
	}
	return below
}

func (l *questions) menu(i int) []*fyne.MenuItem {
	p := l.page
	q := p.quiz().Questions[i]
	items := []*fyne.MenuItem{widget.Item(editQuestion.Say(), func() { l.edit(i) })}
	if i > 0 {
		items = append(items, widget.Item(moveUp.Say(), func() { l.move(i, -1) }))
	}
	if i+1 < len(p.quiz().Questions) {
		items = append(items, widget.Item(moveDown.Say(), func() { l.move(i, 1) }))
	}
	return append(items,
		widget.Item(duplicate.Say(), func() {
			p.change(func(quiz *campus.Quiz, key *campus.QuizKey) {
				if at := find(quiz.Questions, q.ID); at >= 0 {
					another, item := campus.CopyQuestion(quiz.Questions[at], key.Keys[q.ID])
					quiz.Questions = slices.Insert(quiz.Questions, at+1, another)
					key.Keys[another.ID] = item
				}
			}, p.list.after)
		}),
		widget.Item(toBank.Say(), func() { p.list.toBank(q, p.list.look.key(p.id).Keys[q.ID], oneLine(p.quiz().Title)) }),
		widget.Item(removeQuestion.Say(), func() {
			widget.Ask(p.env.Window, removeQuestion.Say(), removeQuestionAsk.Say(shorten(plain(q.Text), 80)), func() {
				p.change(func(quiz *campus.Quiz, key *campus.QuizKey) {
					if at := find(quiz.Questions, q.ID); at >= 0 {
						quiz.Questions = slices.Delete(quiz.Questions, at, at+1)
						delete(key.Keys, q.ID)
					}
				}, p.list.after)
			})
		}))
}

func find(all []campus.Question, id string) int {
	return slices.IndexFunc(all, func(q campus.Question) bool { return q.ID == id })
}

// move moves a question up or down.
func (l *questions) move(i, by int) {
	all := l.page.quiz().Questions
	if i < 0 || i >= len(all) || i+by < 0 || i+by >= len(all) {
		return
	}
	id := all[i].ID
	l.page.change(func(quiz *campus.Quiz, _ *campus.QuizKey) {
		if at := find(quiz.Questions, id); at >= 0 && at+by >= 0 && at+by < len(quiz.Questions) {
			quiz.Questions[at], quiz.Questions[at+by] = quiz.Questions[at+by], quiz.Questions[at]
		}
	}, func(err error) {
		l.page.list.after(err)
		if err == nil {
			l.list.Highlight(i + by)
		}
	})
}

// change changes a quiz and its key together, as they are by then: what was done a
// moment before is part of it.
func (p *page) change(f func(*campus.Quiz, *campus.QuizKey), done func(error)) {
	ui.Do(p.env, func(ctx context.Context) error {
		action, err := p.changed(ctx, f)
		if err != nil || len(action.Changes) == 0 {
			return err
		}
		return p.env.Replica.Save(ctx, action)
	}, done)
}

// changed makes the action; it reads the copy, so call it on a worker.
func (p *page) changed(ctx context.Context, f func(*campus.Quiz, *campus.QuizKey)) (campus.Action, error) {
	action := campus.Action{Space: p.class}
	r, err := p.env.Replica.Record(ctx, p.id)
	if err != nil {
		return action, err
	}
	q := campus.As[campus.Quiz](r)
	q.Questions = slices.Clone(q.Questions)
	id := campus.QuizKeyID(r.ID, q.Practice)
	was, err := p.env.Replica.Record(ctx, id)
	if err != nil && campus.CodeOf(err) != campus.NotFound {
		return action, err
	}
	key := campus.As[campus.QuizKey](was)
	key.Of, key.Practice = r.ID, q.Practice
	if key.Keys == nil {
		key.Keys = map[string]campus.KeyItem{}
	}
	f(&q, &key)
	if c, differs := campus.Edit(r, &q); differs {
		action.Changes = append(action.Changes, c)
	}
	if was.ID == "" {
		to := campus.StaffOnly
		if q.Practice {
			to = r.Audience
		}
		action.Changes = append(action.Changes, campus.Create(id, "quizkey", &key).For(to))
	} else if c, differs := campus.Edit(was, &key); differs {
		action.Changes = append(action.Changes, c)
	}
	return action, nil
}
