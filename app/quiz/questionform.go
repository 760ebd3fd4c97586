package quiz

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// write opens the form for a new question.
func (l *questions) write(t campus.QuestionType) {
	p := l.page
	q := campus.Question{Type: t, Points: 1}
	p.list.questionForm("quiz/question/new/"+string(p.id)+"/"+string(t), newQuestion.Say(), campus.BankQuestion{Question: q}, false, func(ctx context.Context, _, b campus.BankQuestion) (campus.Action, error) {
		return p.changed(ctx, func(quiz *campus.Quiz, key *campus.QuizKey) {
			quiz.Questions = append(quiz.Questions, b.Question)
			key.Keys[b.Question.ID] = b.Key
		})
	})
}

// edit opens the form for a question.
func (l *questions) edit(i int) {
	p := l.page
	all := p.quiz().Questions
	if i >= len(all) {
		return
	}
	q := all[i]
	was := campus.BankQuestion{Question: q, Key: p.list.look.key(p.id).Keys[q.ID]}
	p.list.questionForm("quiz/question/"+string(p.id)+"/"+q.ID, editQuestion.Say(), was, false, func(ctx context.Context, seen, b campus.BankQuestion) (campus.Action, error) {
		return p.changed(ctx, func(quiz *campus.Quiz, key *campus.QuizKey) { replace(quiz, key, seen, b) })
	})
}

// replace puts an edited question in the place of what its author saw. Where somebody
// has changed or removed that meanwhile, both stay.
func replace(quiz *campus.Quiz, key *campus.QuizKey, seen, b campus.BankQuestion) {
	at := find(quiz.Questions, seen.Question.ID)
	if at >= 0 && same(quiz.Questions[at], seen.Question) && same(key.Keys[seen.Question.ID], seen.Key) {
		quiz.Questions[at] = b.Question
		key.Keys[b.Question.ID] = b.Key
		return
	}
	q, k := campus.CopyQuestion(b.Question, b.Key)
	quiz.Questions = slices.Insert(quiz.Questions, max(at+1, min(1, len(quiz.Questions))), q)
	key.Keys[q.ID] = k
}

func same(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return reflect.DeepEqual(x, y)
}

// questionForm is the sheet on which a question and its answer are written. act gives
// what saves it; it is called on a worker, with what its author was looking at.
func (l *List) questionForm(place, head string, was campus.BankQuestion, bank bool, act func(ctx context.Context, seen, b campus.BankQuestion) (campus.Action, error)) {
	q, k := was.Question, was.Key
	f := widget.NewForm(l.env)
	f.Area("text", fieldQuestion.Say(), "", 4)
	initial := widget.Values{"text": q.Text, "points": number(q.Points), "feedback": k.Feedback, "category": was.Category}
	switch q.Type {
	case campus.SingleChoice, campus.MultipleChoice, campus.Ordering, campus.Matching:
		label := fieldChoices.Say()
		switch q.Type {
		case campus.Ordering:
			label = fieldOrder.Say()
		case campus.Matching:
			label = fieldPairs.Say()
		}
		addRows(f, "choices", label, q.Type)
		initial["choices"] = rowsText(q, k)
		if q.Type == campus.Matching {
			f.Area("extra", fieldExtra.Say(), "", 2)
			initial["extra"] = extraText(q, k)
		}
	case campus.TrueFalse:
		f.Pick("right", rightAnswer.Say(), []string{campus.ChoiceTrue, campus.ChoiceFalse}, []string{wordTrue.Say(), wordFalse.Say()}, false)
		initial["right"] = campus.ChoiceTrue
		if len(k.Right) > 0 {
			initial["right"] = k.Right[0]
		}
	case campus.ShortText:
		f.Area("accept", fieldAccept.Say(), "", 3)
		initial["accept"] = strings.Join(k.Accept, "\n")
	case campus.Numeric:
		f.Line("number", rightAnswer.Say(), "")
		f.Line("tolerance", fieldTolerance.Say(), "")
		f.Line("unit", fieldUnit.Say(), "")
		f.Beside(3)
		if q.ID != "" {
			initial["number"], initial["unit"], initial["tolerance"] = number(k.Number), q.Unit, number(k.Tolerance)
			if k.Percent {
				initial["tolerance"] += " %"
			}
		}
	}
	f.Area("feedback", fieldFeedback.Say(), "", 2)
	f.Line("points", fieldPoints.Say(), "")
	if bank {
		f.Line("category", fieldCategory.Say(), "")
		f.Beside(2)
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		seen := was
		if b := f.Base(); len(b) > 0 {
			_ = json.Unmarshal(b, &seen) // our own
		}
		b, err := readQuestion(seen, v)
		if err == nil {
			err = b.Validate()
		}
		if err != nil {
			done(err)
			return
		}
		ui.Do(l.env, func(ctx context.Context) error {
			action, err := act(ctx, seen, b)
			if err != nil {
				return err
			}
			return f.Keep(ctx, action)
		}, func(err error) {
			done(err)
			l.Reload()
		})
	}
	body, _ := json.Marshal(was)
	f.Open(fyne.NewSize(720, 680), head+dot+typeWords[q.Type].Say(), save.Say(), place, initial, body)
	l.form = f
}

// rowsText writes the choices of a question for their field.
func rowsText(q campus.Question, k campus.KeyItem) string {
	var rows []choiceRow
	order := make([]string, 0, len(q.Choices))
	for _, c := range q.Choices {
		order = append(order, c.ID)
	}
	if q.Type == campus.Ordering && len(k.Right) == len(order) {
		order = k.Right
	}
	for _, id := range order {
		r := choiceRow{ID: id, On: slices.Contains(k.Right, id)}
		for _, c := range q.Choices {
			if c.ID == id {
				r.Text = c.Text
			}
		}
		for _, t := range q.Targets {
			if t.ID == k.Match[id] {
				r.Target = t.Text
			}
		}
		rows = append(rows, r)
	}
	for len(rows) < 3 && q.ID == "" {
		rows = append(rows, choiceRow{})
	}
	b, _ := json.Marshal(rows)
	return string(b)
}

// extraText are the targets with which nothing is matched.
func extraText(q campus.Question, k campus.KeyItem) string {
	used := map[string]bool{}
	for _, to := range k.Match {
		used[to] = true
	}
	var lines []string
	for _, t := range q.Targets {
		if !used[t.ID] {
			lines = append(lines, t.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// readQuestion reads the form. Choices and targets whose words stay keep their names, and
// with them what was answered already.
func readQuestion(was campus.BankQuestion, v widget.Values) (campus.BankQuestion, error) {
	b := campus.BankQuestion{Question: campus.Question{ID: was.Question.ID, Type: was.Question.Type, Text: v["text"], Unit: v["unit"]}, Category: v["category"]}
	q, k := &b.Question, &b.Key
	if q.ID == "" {
		q.ID = campus.NewPartID()
	}
	k.Feedback = v["feedback"]
	var err error
	if q.Points, err = readNumber("points", v["points"]); err != nil {
		return b, err
	}
	switch q.Type {
	case campus.TrueFalse:
		k.Right = []string{v["right"]}
	case campus.ShortText:
		for line := range strings.Lines(v["accept"]) {
			if line = strings.TrimSpace(line); line != "" {
				k.Accept = append(k.Accept, line)
			}
		}
		if len(k.Accept) == 0 {
			return b, &campus.Error{Code: campus.Invalid, Field: "accept", Message: noRight.Say()}
		}
	case campus.Numeric:
		return b, readNumeric(k, v)
	case campus.Essay:
	default:
		err = readChoices(was.Question, q, k, v)
	}
	*q = q.Hide()
	return b, err
}

func readNumeric(k *campus.KeyItem, v widget.Values) (err error) {
	if v["number"] == "" {
		return &campus.Error{Code: campus.Invalid, Field: "number", Message: noRight.Say()}
	}
	if k.Number, err = readNumber("number", v["number"]); err != nil {
		return err
	}
	tolerance, percent := strings.CutSuffix(v["tolerance"], "%")
	k.Percent = percent
	k.Tolerance, err = readNumber("tolerance", strings.TrimSpace(tolerance))
	return err
}

func readChoices(was campus.Question, q *campus.Question, k *campus.KeyItem, v widget.Values) error {
	targets := map[string]string{} // by their words
	for _, t := range was.Targets {
		targets[t.Text] = t.ID
	}
	target := func(text string) string {
		id := targets[text]
		if id == "" {
			id = campus.NewPartID()
			targets[text] = id
		}
		if !slices.ContainsFunc(q.Targets, func(t campus.Choice) bool { return t.ID == id }) {
			q.Targets = append(q.Targets, campus.Choice{ID: id, Text: text})
		}
		return id
	}
	for _, r := range rowsOf(v["choices"]) {
		if r.ID == "" {
			r.ID = campus.NewPartID()
		}
		q.Choices = append(q.Choices, campus.Choice{ID: r.ID, Text: r.Text})
		switch {
		case q.Type == campus.Matching && r.Target != "":
			if k.Match == nil {
				k.Match = map[string]string{}
			}
			k.Match[r.ID] = target(r.Target)
		case q.Type == campus.Ordering, r.On && q.Type != campus.Matching:
			k.Right = append(k.Right, r.ID)
		}
	}
	if q.Type == campus.Matching {
		for line := range strings.Lines(v["extra"]) {
			if line = oneLine(line); line != "" {
				target(line)
			}
		}
	}
	if len(q.Choices) >= 2 && !k.Fits(*q) {
		return &campus.Error{Code: campus.Invalid, Field: "choices", Message: noRight.Say()}
	}
	return nil
}
