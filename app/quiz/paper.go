package quiz

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// paper is the questions of an attempt, to be answered. What is answered is in answers,
// not in the widgets, which come and go with what is in sight.
type paper struct {
	env       *ui.Env
	questions []campus.Question
	answers   map[string]campus.Answer
	// changed is told that something was answered.
	changed func(question string)
	// rebuild makes a question's card anew.
	rebuild func(i int)
	// What was moved by a button keeps the keyboard in its new place.
	moved struct {
		question string
		at, by   int
	}
	held *widget.Button
	page fyne.Scrollable // on which the questions are
}

// card is one question with its field.
func (p *paper) card(i int) fyne.CanvasObject {
	q := p.questions[i]
	head := container.NewBorder(nil, nil, nil, widget.Quiet(pointsCount(q.Points)).Full(), widget.Quiet(questionOf.Say(i+1, len(p.questions))))
	box := widget.Stackup(6, head, widget.Inset(markdown.Still(p.env, q.Text), -4, -4, -7, 0), widget.Quiet(typeWords[q.Type].Say()))
	box.Add(p.field(i, q))
	return widget.Card(box)
}

func (p *paper) field(i int, q campus.Question) fyne.CanvasObject {
	switch q.Type {
	case campus.SingleChoice, campus.MultipleChoice:
		return p.options(q, q.Choices)
	case campus.TrueFalse:
		return p.options(q, []campus.Choice{{ID: campus.ChoiceTrue, Text: wordTrue.Say()}, {ID: campus.ChoiceFalse, Text: wordFalse.Say()}})
	case campus.Matching:
		return p.matching(q)
	case campus.Ordering:
		return p.ordering(i, q)
	}
	return p.text(q)
}

func (p *paper) set(id string, a campus.Answer) {
	if a.Given() {
		p.answers[id] = a
	} else {
		delete(p.answers, id)
	}
	if p.changed != nil {
		p.changed(id)
	}
}

func (p *paper) options(q campus.Question, choices []campus.Choice) fyne.CanvasObject {
	box := widget.Stackup(0)
	all := make([]*option, len(choices))
	several := q.Type == campus.MultipleChoice
	on := func(id string) bool { return slices.Contains(p.answers[q.ID].Choice, id) }
	for i, c := range choices {
		all[i] = newOption(c.Text, several, on(c.ID), func() {
			taken := []string{c.ID}
			if several {
				taken = nil
				for _, other := range choices {
					if on(other.ID) != (other.ID == c.ID) {
						taken = append(taken, other.ID)
					}
				}
			}
			p.set(q.ID, campus.Answer{Choice: taken})
			for j, other := range choices {
				all[j].set(on(other.ID))
			}
		})
		box.Add(all[i].content)
	}
	return box
}

func (p *paper) matching(q campus.Question) fyne.CanvasObject {
	box := widget.Stackup(4)
	labels := []string{noChoice}
	for i, t := range q.Targets { // numbered, for two may be cut to the same words
		labels = append(labels, strconv.Itoa(i+1)+". "+shorten(t.Text, 60))
	}
	for _, c := range q.Choices {
		pick := widget.NewSelect(labels, nil)
		pick.SetSelectedIndex(0)
		for i, t := range q.Targets {
			if p.answers[q.ID].Match[c.ID] == t.ID {
				pick.SetSelectedIndex(i + 1)
			}
		}
		pick.OnChanged = func(string) {
			match := map[string]string{}
			for from, to := range p.answers[q.ID].Match {
				match[from] = to
			}
			delete(match, c.ID)
			if i := pick.SelectedIndex(); i > 0 {
				match[c.ID] = q.Targets[i-1].ID
			}
			p.set(q.ID, campus.Answer{Match: match})
		}
		text := widget.Paragraph(widget.Clean(c.Text))
		text.Bare = true
		box.Add(container.NewGridWithColumns(2, widget.Middle(text), widget.Framed(pick)))
	}
	return box
}

// ordering shows what is to be put in order with buttons that move it. What was never
// touched is not answered: that it stands right may be chance.
func (p *paper) ordering(i int, q campus.Question) fyne.CanvasObject {
	order := slices.Clone(p.answers[q.ID].Choice)
	if len(order) != len(q.Choices) {
		order = nil
		for _, c := range q.Choices {
			order = append(order, c.ID)
		}
	}
	words := map[string]string{}
	for _, c := range q.Choices {
		words[c.ID] = c.Text
	}
	box := widget.Stackup(2)
	move := func(at, by int) {
		next := slices.Clone(order)
		next[at], next[at+by] = next[at+by], next[at]
		p.set(q.ID, campus.Answer{Choice: next})
		p.moved.question, p.moved.at, p.moved.by, p.held = q.ID, at+by, by, nil
		p.rebuild(i)
		p.env.Main(func() { // once it has its place in the window
			if p.held != nil {
				widget.Focus(p.held)
			}
		})
	}
	for at, id := range order {
		text := widget.Paragraph(strconv.Itoa(at+1) + ". " + widget.Clean(words[id]))
		text.Bare = true
		up, down := widget.Plain("", base.MoveUpIcon(), func() { move(at, -1) }), widget.Plain("", base.MoveDownIcon(), func() { move(at, 1) })
		if at == 0 {
			up.Disable()
		}
		if at == len(order)-1 {
			down.Disable()
		}
		if p.moved.question == q.ID && p.moved.at == at {
			if p.held = up; p.moved.by > 0 && !down.Disabled() || up.Disabled() {
				p.held = down
			}
		}
		box.Add(container.NewBorder(nil, nil, nil, widget.Beside(0, up, down), widget.Middle(text)))
	}
	keep := widget.NewButton(keepOrder.Say(), nil, func() {
		p.set(q.ID, campus.Answer{Choice: order})
		p.rebuild(i)
	})
	if p.answers[q.ID].Given() { // it keeps its place: nothing slides under who moves on
		keep.Disable()
	}
	box.Add(container.NewHBox(keep))
	return box
}

func (p *paper) text(q campus.Question) fyne.CanvasObject {
	e := widget.NewEntry()
	if q.Type == campus.Essay {
		e = widget.NewArea()
		e.SetMinRowsVisible(8)
	}
	e.SetPlaceHolder(yourAnswer.Say())
	e.Restore(p.answers[q.ID].Text)
	e.OnChanged = func(string) { p.set(q.ID, campus.Answer{Text: e.Words()}) }
	e.OnSubmitted = func(string) {
		if c := widget.Canvas(e); c != nil {
			c.FocusNext()
		}
	}
	field := widget.OnPage(e, p.page)
	if q.Type == campus.Essay {
		e.OnSubmitted = nil
		return field
	}
	if q.Unit != "" {
		return container.NewBorder(nil, nil, nil, widget.Middle(widget.NewLine(oneLine(q.Unit)).Full()), field)
	}
	return field
}

// open counts the questions that have no answer, and lists their numbers.
func (p *paper) open() (numbers []int) {
	for i, q := range p.questions {
		if !p.answers[q.ID].Whole(q) {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

func shorten(s string, to int) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > to {
		return string(r[:to-1]) + "…"
	}
	return s
}
