package quiz

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/markdown"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// review shows what was answered in one attempt, as far as the reader may know what is
// right: all of it where the key is here, the points alone where it is not.
type review struct {
	env       *ui.Env
	questions []campus.Question
	answers   map[string]campus.Answer
	key       campus.QuizKey
	points    map[string]float64 // those that are known
	unknown   lang.Text          // what is said of the others
	whose     lang.Text          // the answers are
	content   fyne.CanvasObject
}

// newReview makes the page. sum says what came of it; the buttons stand at the right.
func newReview(l *List, title, sum string, r review, buttons ...fyne.CanvasObject) *review {
	r.env = l.env
	column := widget.NewColumn(r.card, func(int, float32) float32 { return 160 })
	column.MaxWidth, column.Gap, column.Margin = 820, 12, 14
	column.SetCount(len(r.questions))
	names := widget.Stackup(3, widget.Title(oneLine(title)), widget.Quiet(sum))
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(widget.Back(func() { l.back() })), widget.Middle(widget.Beside(8, buttons...)), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 14)
	r.content = container.NewBorder(head, nil, nil, nil, column)
	return &r
}

func (r *review) card(i int) fyne.CanvasObject {
	q := r.questions[i]
	item, known := r.key.Keys[q.ID]
	a := r.answers[q.ID]
	points, marked := r.points[q.ID]
	word := pointsOf.Say("…", number(q.Points))
	if marked {
		word = pointsOf.Say(number(points), number(q.Points))
	}
	head := container.NewBorder(nil, nil, nil, r.verdict(q, points, marked, word), widget.Quiet(questionOf.Say(i+1, len(r.questions))))
	box := widget.Stackup(6, head, widget.Inset(markdown.Still(r.env, q.Text), -4, -4, -7, 0))
	box.Add(labelled(r.whose.Say(), answerWords(q, a)))
	if known && item.Fits(q) && (!marked || points < q.Points || !a.Given()) {
		box.Add(labelled(rightAnswer.Say(), keyWords(q, item)))
	}
	if text := strings.TrimSpace(item.Feedback); text != "" {
		box.Add(widget.Inset(widget.Note(plain(text)), 2, 0, 0, 0))
	}
	return widget.Card(box)
}

// verdict says how many points there are, with a mark that is not a colour alone.
func (r *review) verdict(q campus.Question, points float64, marked bool, word string) fyne.CanvasObject {
	line := widget.Quiet(word).Full()
	if !marked || q.Points == 0 {
		if !marked {
			line.SetText(r.unknown.Say())
		}
		return line
	}
	icon, color := base.ConfirmIcon(), base.ColorNameSuccess
	switch {
	case points <= 0:
		icon, color = base.CancelIcon(), base.ColorNameError
	case points < q.Points:
		icon, color = base.ContentRemoveIcon(), theme.ColorNameWaiting
	}
	return widget.Beside(6, widget.Middle(widget.Icon(icon, color)), widget.Middle(line))
}

func labelled(label, words string) fyne.CanvasObject {
	if words == "" {
		words = noChoice
	}
	text := widget.NewReading(widget.Run{Text: words})
	return widget.Stackup(0, widget.Quiet(label), widget.Inset(text, -4, -4, -7, 0))
}

// answerWords puts an answer in words.
func answerWords(q campus.Question, a campus.Answer) string {
	switch q.Type {
	case campus.Matching:
		return matchWords(q, a.Match)
	case campus.Numeric, campus.ShortText, campus.Essay:
		return strings.TrimSpace(widget.Clean(a.Text))
	}
	return choiceWords(q, a.Choice)
}

// keyWords puts what is right in words.
func keyWords(q campus.Question, k campus.KeyItem) string {
	switch q.Type {
	case campus.Matching:
		return matchWords(q, k.Match)
	case campus.ShortText:
		return widget.Clean(strings.Join(k.Accept, "\n"))
	case campus.Numeric:
		word := number(k.Number)
		if k.Tolerance > 0 {
			word += " ± " + number(k.Tolerance)
			if k.Percent {
				word += " %"
			}
		}
		return strings.TrimSpace(word + " " + oneLine(q.Unit))
	}
	return choiceWords(q, k.Right)
}

func choiceWords(q campus.Question, ids []string) string {
	lines := make([]string, 0, len(ids))
	if q.Type == campus.MultipleChoice { // in the order in which they are shown
		ids = slices.Clone(ids)
		place := map[string]int{}
		for i, c := range q.Choices {
			place[c.ID] = i
		}
		slices.SortStableFunc(ids, func(a, b string) int { return place[a] - place[b] })
	}
	for i, id := range ids {
		word := wordOf(q.Choices, id)
		switch {
		case id == campus.ChoiceTrue:
			word = wordTrue.Say()
		case id == campus.ChoiceFalse:
			word = wordFalse.Say()
		case q.Type == campus.Ordering:
			word = strconv.Itoa(i+1) + ". " + word
		}
		lines = append(lines, word)
	}
	return strings.Join(lines, "\n")
}

func matchWords(q campus.Question, match map[string]string) string {
	var lines []string
	for _, c := range q.Choices {
		to := noChoice
		if id, has := match[c.ID]; has {
			to = wordOf(q.Targets, id)
		}
		lines = append(lines, oneLine(c.Text)+" → "+to)
	}
	return strings.Join(lines, "\n")
}

func wordOf(all []campus.Choice, id string) string {
	for _, c := range all {
		if c.ID == id {
			return oneLine(c.Text)
		}
	}
	return noChoice
}

// plain gives a question's text on one line.
func plain(source string) string { return oneLine(markdown.Words(source)) }
