package quiz

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// bank is the page with the questions that a teacher keeps. They are in the teacher's own
// space, so every class and every computer of theirs has them.
type bank struct {
	list    *List
	env     *ui.Env
	guard   ui.Guard
	all     []campus.Record
	shown   []campus.Record // those that hold what is looked for
	into    campus.ID       // the quiz into which they are taken, "" for none
	chosen  map[campus.ID]bool
	find    *widget.Entry
	rows    *widget.List
	empty   *fyne.Container
	trouble *widget.Trouble
	note    *widget.Strip
	take    *widget.Button
	content fyne.CanvasObject
}

func (l *List) openBank() { l.showBank("") }

// pickFromBank opens the bank to take questions out of it into a quiz.
func (l *List) pickFromBank(quiz campus.ID) { l.showBank(quiz) }

func (l *List) showBank(into campus.ID) {
	b := &bank{list: l, env: l.env, into: into, chosen: map[campus.ID]bool{}, find: widget.NewEntry(), empty: container.NewStack(), trouble: widget.NewTrouble(), note: widget.NewStrip()}
	b.find.SetPlaceHolder(findQuestion.Say())
	b.find.OnChanged = func(string) { b.filter() }
	b.rows = widget.NewList(func() int { return len(b.shown) }, func() fyne.CanvasObject { return newQuestionRow(l.env) }, b.row)
	b.rows.OnSelected = func(i int) {
		b.rows.UnselectAll()
		if b.into == "" {
			b.edit(b.shown[i])
			return
		}
		b.chosen[b.shown[i].ID] = !b.chosen[b.shown[i].ID]
		b.label()
		b.rows.Refresh()
	}
	write := widget.NewButton(addQuestion.Say(), base.ContentAddIcon(), nil)
	write.OnTapped = func() { widget.Menu(l.env.Window, write, typeItems(b.write)...) }
	b.take = widget.Main("", base.DownloadIcon(), b.takeThem)
	b.label()
	buttons := widget.Beside(8, widget.NewButton(importGift.Say(), base.FolderOpenIcon(), func() { widget.ChooseFile(l.env, []string{".txt", ".gift"}, b.importFile) }), write)
	below := bankNote.Say()
	if into != "" {
		buttons.Add(b.take)
		below = oneLine(campus.As[campus.Quiz](l.look.find(into)).Title)
	}
	names := widget.Stackup(3, widget.Title(bankTitle.Say()), widget.Quiet(below))
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(widget.Back(func() { l.back() })), widget.Middle(buttons), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 14)
	b.content = container.NewBorder(widget.Stackup(0, head, widget.Inset(b.find, 0, 6, 14, 14), b.trouble, b.note), nil, nil, nil, container.NewStack(b.rows, b.empty))
	l.bank = b
	l.pages().Push(b.content)
	b.load()
}

func (b *bank) label() {
	n := 0
	for _, r := range b.all { // what was removed meanwhile is chosen no more
		if b.chosen[r.ID] {
			n++
		}
	}
	b.take.SetText(takeCount.Count(n))
	enable(b.take, n > 0)
}

func (b *bank) load() {
	ui.Load(b.env, &b.guard, func(ctx context.Context) ([]campus.Record, error) {
		return b.env.Replica.Records(ctx, campus.Query{Space: campus.PersonalSpace(b.env.Replica.Me()), Kind: "question"})
	}, func(all []campus.Record, err error) {
		if err != nil {
			b.trouble.Say(ui.Sentence(err))
			return
		}
		slices.SortStableFunc(all, func(x, y campus.Record) int {
			return strings.Compare(campus.As[campus.BankQuestion](x).Category, campus.As[campus.BankQuestion](y).Category)
		})
		b.all = all
		b.label()
		b.filter()
	})
}

// filter shows the questions that hold all words that are looked for.
func (b *bank) filter() {
	b.shown = nil
	looked := strings.Fields(campus.FoldAnswer(b.find.Text))
	for _, r := range b.all {
		one := campus.As[campus.BankQuestion](r)
		parts := []string{one.Category, one.Question.Text, typeWords[one.Question.Type].Say()}
		for _, c := range append(slices.Clone(one.Question.Choices), one.Question.Targets...) {
			parts = append(parts, c.Text)
		}
		text := campus.FoldAnswer(strings.Join(parts, "\n"))
		if !slices.ContainsFunc(looked, func(w string) bool { return !strings.Contains(text, w) }) {
			b.shown = append(b.shown, r)
		}
	}
	b.empty.Objects = nil
	switch {
	case len(b.all) == 0:
		b.empty.Objects = []fyne.CanvasObject{widget.Empty(noBank.Say(), noBankHint.Say())}
	case len(b.shown) == 0:
		b.empty.Objects = []fyne.CanvasObject{widget.Empty(nothingFound.Say(), "")}
	}
	b.empty.Refresh()
	b.rows.Refresh()
}

func (b *bank) row(i int, o fyne.CanvasObject) {
	if i >= len(b.shown) {
		return
	}
	r, row := b.shown[i], o.(*questionRow)
	one := campus.As[campus.BankQuestion](r)
	below := about(one.Question, one.Key)
	if one.Category != "" {
		below = append([]string{oneLine(one.Category)}, below...)
	}
	mark := ""
	if b.chosen[r.ID] {
		mark = chosenWord.Say()
	}
	row.row.Set(plain(one.Question.Text), strings.Join(below, dot), mark, r.Waiting)
	row.row.SetCurrent(b.chosen[r.ID])
	row.menu = func() []*fyne.MenuItem {
		items := append([]*fyne.MenuItem{widget.Item(editQuestion.Say(), func() { b.edit(r) })}, widget.History(b.env, r, true, inBank(one)...)...)
		return append(items, widget.Item(removeQuestion.Say(), func() {
			widget.Ask(b.env.Window, removeQuestion.Say(), removeQuestionAsk.Say(shorten(plain(one.Question.Text), 80)), func() { b.save(campus.Remove(r)) })
		}))
	}
}

// inBank are the fields of a question that a teacher keeps.
func inBank(now campus.BankQuestion) []widget.Question {
	question := func(b json.RawMessage) string {
		var q campus.Question
		_ = json.Unmarshal(b, &q) // nil is none
		lines := []string{plain(q.Text)}
		for _, c := range q.Choices {
			lines = append(lines, "– "+plain(c.Text))
		}
		return strings.Join(lines, "\n")
	}
	key := func(b json.RawMessage) string { // the choices are those of now: an earlier one may have had others
		var k campus.KeyItem
		_ = json.Unmarshal(b, &k) // nil is none
		return keyWords(now.Question, k)
	}
	return []widget.Question{{Field: "question", Label: tabQuestions.Say(), Say: question}, {Field: "key", Label: rightAnswer.Say(), Say: key},
		{Field: "category", Label: fieldCategory.Say()}}
}

func (b *bank) save(c campus.Change) {
	action := campus.Action{Space: campus.PersonalSpace(b.env.Replica.Me()), Changes: []campus.Change{c}}
	ui.Do(b.env, func(ctx context.Context) error { return b.env.Replica.Save(ctx, action) }, func(err error) {
		b.load()
		b.trouble.Say(ui.Sentence(err))
	})
}

func (b *bank) write(t campus.QuestionType) {
	space := campus.PersonalSpace(b.env.Replica.Me())
	was := campus.BankQuestion{Question: campus.Question{Type: t, Points: 1}}
	b.list.questionForm("quiz/bank/new/"+string(t), newQuestion.Say(), was, true, func(_ context.Context, _, made campus.BankQuestion) (campus.Action, error) {
		return campus.Action{Space: space, Changes: []campus.Change{campus.Create(campus.NewID(), "question", &made)}}, nil
	})
}

func (b *bank) edit(r campus.Record) {
	b.list.questionForm("quiz/bank/"+string(r.ID), editQuestion.Say(), campus.As[campus.BankQuestion](r), true, func(_ context.Context, seen, made campus.BankQuestion) (campus.Action, error) {
		r.Body = campus.NewBody(campus.Create(r.ID, r.Kind, &seen).Set)
		action := campus.Action{Space: r.Space}
		if c, differs := campus.Edit(r, &made); differs {
			action.Changes = []campus.Change{c}
		}
		return action, nil
	})
}

// takeThem takes copies of what was chosen into the quiz.
func (b *bank) takeThem() {
	var chosen []campus.BankQuestion
	for _, r := range b.all {
		if b.chosen[r.ID] {
			chosen = append(chosen, campus.As[campus.BankQuestion](r))
		}
	}
	p := b.list.page
	if len(chosen) == 0 || p == nil || p.id != b.into {
		return
	}
	b.take.Disable()
	p.change(func(q *campus.Quiz, key *campus.QuizKey) {
		for _, one := range chosen {
			another, item := campus.CopyQuestion(one.Question, one.Key)
			q.Questions = append(q.Questions, another)
			key.Keys[another.ID] = item
		}
	}, func(err error) {
		b.label()
		if err != nil {
			b.trouble.Say(ui.Sentence(err))
			return
		}
		if b.list.pages().Top() == b.content {
			b.list.back()
		}
		b.list.after(nil)
	})
}

// toBank keeps a copy of a question in the bank, under the name of its quiz.
func (l *List) toBank(q campus.Question, k campus.KeyItem, category string) {
	q, k = campus.CopyQuestion(q, k)
	one := campus.BankQuestion{Question: q, Key: k, Category: category}
	action := campus.Action{Space: campus.PersonalSpace(l.env.Replica.Me()), Changes: []campus.Change{campus.Create(campus.NewID(), "question", &one)}}
	ui.Do(l.env, func(ctx context.Context) error { return l.env.Replica.Save(ctx, action) }, l.after)
}
