package quiz

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// take is the page on which a quiz is answered. All of it is a draft at each change, the
// time that has run as well, until it is handed in.
type take struct {
	list    *List
	env     *ui.Env
	quiz    campus.Record
	q       campus.Quiz
	number  int
	attempt campus.ID
	try     bool // a teacher looks at it as a student does; nothing is saved
	guard   ui.Guard
	draft   *ui.Draft
	paper   *paper
	at      int // the question that is shown, where they come one by one

	spent  time.Duration // before the page was opened
	opened time.Time     // with the clock that only goes on
	left   bool          // the page was left, or all was handed in
	saving bool
	still  bool // the time was over, and no tick is to come
	kept   int  // seconds since the running time was kept

	time    *widget.Line
	note    *widget.Strip
	trouble *widget.Trouble
	column  *widget.Column
	index   *widget.List
	before  *widget.Button
	after   *widget.Button
	done    *widget.Button
	content fyne.CanvasObject
}

// taking is what is kept of an attempt while it is under way.
type taking struct {
	Answers map[string]campus.Answer `json:"answers,omitempty"`
	Spent   int64                    `json:"spent,omitempty"` // ms
	At      int                      `json:"at,omitempty"`
}

func attemptPlace(attempt campus.ID) string { return "quiz/attempt/" + string(attempt) }

// takes are the pages in front, by their drafts. The window is made anew in another
// language: the page that was left behind must not go on beside the new one. They are
// touched on the goroutine that draws only.
var takes = map[*ui.Draft]*take{}

// newTake makes the page; begun is the attempt's record, the zero one for a try.
func newTake(l *List, quiz campus.Record, number int, begun campus.Record) *take {
	t := &take{list: l, env: l.env, quiz: quiz, q: campus.As[campus.Quiz](quiz), number: number, attempt: begun.ID, try: begun.ID == "",
		opened: l.env.Now(), time: widget.Bold("").Full(), note: widget.NewStrip(), trouble: widget.NewTrouble()}
	seed := t.attempt
	if t.try {
		seed = quiz.ID
	} else {
		t.spent = max(0, t.opened.Sub(begun.WrittenAt())) // it runs while the program is closed
	}
	t.paper = &paper{env: l.env, questions: t.q.Shuffled(seed), answers: map[string]campus.Answer{}, changed: t.changed}
	t.column = widget.NewColumn(t.card, func(int, float32) float32 { return 220 })
	t.paper.page = t.column.Page()
	t.column.MaxWidth, t.column.Gap, t.column.Margin = 820, 12, 14
	t.paper.rebuild = func(i int) { t.column.Rebuild(t.item(i)) }
	t.index = widget.NewList(func() int { return len(t.paper.questions) }, func() fyne.CanvasObject { return widget.NewRow() }, t.row)
	t.index.OnSelected = func(i int) {
		t.index.UnselectAll()
		t.goTo(i)
	}
	t.before = widget.NewButton(before.Say(), base.NavigateBackIcon(), func() { t.goTo(t.at - 1) })
	t.after = widget.NewButton(next.Say(), base.NavigateNextIcon(), func() { t.goTo(t.at + 1) })
	t.done = widget.Main(finish.Say(), base.ConfirmIcon(), t.ask)
	below := draftKept.Say()
	if t.try {
		below = tryNote.Say()
	}
	back := widget.Back(func() { l.back() })
	names := widget.Stackup(3, widget.Title(oneLine(t.q.Title)), widget.Quiet(below))
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(back), widget.Middle(widget.Beside(14, widget.Middle(t.time), t.done)), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 14)
	var foot fyne.CanvasObject
	if t.q.OneByOne {
		foot = widget.Pad(widget.Beside(8, t.before, t.after), 8, 14)
	}
	side := widget.On(theme.ColorNameSurface, t.index)
	t.content = container.NewBorder(widget.Stackup(0, head, t.note, t.trouble), nil, nil, nil,
		widget.PanesOf(15, side, container.NewBorder(nil, foot, nil, nil, t.column)))
	return t
}

// start brings back what was answered and lets the time run.
func (t *take) start() {
	if t.try {
		t.show()
		t.tick()
		return
	}
	t.draft = t.env.Draft(attemptPlace(t.attempt))
	takes[t.draft] = t
	t.draft.OnTrouble(func(err error) { t.trouble.Say(ui.Sentence(err)) })
	t.draft.Restore(&t.guard, func(text string, err error) {
		t.trouble.Say(ui.Sentence(err))
		var d taking
		if text != "" && json.Unmarshal([]byte(text), &d) == nil {
			if d.Answers != nil {
				t.paper.answers = d.Answers
			}
			t.spent = max(t.spent, time.Duration(d.Spent)*time.Millisecond)
			t.at = min(max(0, d.At), max(0, len(t.paper.questions)-1))
		}
		if limit, has := t.q.Limit(); has && t.spent > limit {
			t.note.Say(timeOver.Say(), "", nil) // what is written is not taken away for that
		}
		t.show()
		t.tick()
	})
}

func (t *take) show() {
	n := len(t.paper.questions)
	if t.q.OneByOne {
		n = min(n, 1)
	}
	t.column.SetCount(n)
	t.goTo(t.at)
}

// item is where a question is in the column.
func (t *take) item(i int) int {
	if !t.q.OneByOne {
		return i
	}
	if i == t.at {
		return 0
	}
	return -1
}

func (t *take) card(i int) fyne.CanvasObject {
	if t.q.OneByOne {
		i = t.at
	}
	return t.paper.card(i)
}

// goTo brings a question in front.
func (t *take) goTo(i int) {
	if i < 0 || i >= len(t.paper.questions) {
		return
	}
	moved := i != t.at
	t.at = i
	if t.q.OneByOne {
		t.column.SetCount(1)
		t.column.ScrollToTop()
		enable(t.before, i > 0)
		enable(t.after, i+1 < len(t.paper.questions))
	} else if moved || i > 0 {
		t.column.ScrollTo(i)
	}
	t.index.Refresh()
	if moved {
		t.keep()
	}
}

func enable(b *widget.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (t *take) row(i int, o fyne.CanvasObject) {
	q := t.paper.questions[i]
	state := notAnswered.Say()
	if t.paper.answers[q.ID].Whole(q) {
		state = answeredWord.Say()
	}
	row := widget.RowOf(o)
	row.Set(strconv.Itoa(i+1)+". "+shorten(plain(q.Text), 60), state, "", false)
	row.SetCurrent(t.q.OneByOne && i == t.at)
}

func (t *take) changed(string) {
	t.index.Refresh()
	t.keep()
}

// keep keeps all that is answered, and the time that has run.
func (t *take) keep() {
	if t.try || t.left || t.draft == nil {
		return
	}
	b, err := json.Marshal(taking{Answers: t.paper.answers, Spent: t.ran().Milliseconds(), At: t.at})
	if err == nil {
		t.draft.Set(string(b))
	}
	t.kept = 0
}

// ran is how long the attempt has taken.
func (t *take) ran() time.Duration { return t.spent + max(0, t.env.Now().Sub(t.opened)) }

// tick shows the time that is left, each second, and hands in at its end. A quiz whose
// time was over before the page was opened is not handed in by itself: a clock that was
// wrong must not take it away.
func (t *take) tick() {
	if t.left || !t.try && takes[t.draft] != t {
		return
	}
	limit, has := t.q.Limit()
	if has {
		rest := limit - t.ran()
		t.time.SetText(timeLeft.Say(clock(rest)))
		t.time.Color = base.ColorNameForeground
		if rest < time.Minute {
			t.time.Color = base.ColorNameError
		}
		t.time.Refresh()
		if rest <= 0 && t.spent <= limit && !t.saving {
			t.still = true
			t.finish()
			return
		}
	} else {
		t.time.SetText(clock(t.ran()))
	}
	if t.kept++; t.kept >= 15 {
		t.keep()
	}
	time.AfterFunc(time.Second, func() { t.env.Main(t.tick) })
}

// leave keeps what there is; the page is gone.
func (t *take) leave() {
	t.keep()
	t.left = true
	if t.draft != nil {
		t.draft.Flush()
	}
	t.gone()
}

func (t *take) gone() {
	if takes[t.draft] == t {
		delete(takes, t.draft)
	}
}

// ask asks before it hands in, and says what has no answer.
func (t *take) ask() {
	question := finishAll.Say()
	if open := t.paper.open(); len(open) > 0 {
		numbers := make([]string, len(open))
		for i, n := range open {
			numbers[i] = strconv.Itoa(n)
		}
		question = finishOpen.Say(strings.Join(numbers, ", "))
	}
	widget.Confirm(t.env.Window, finish.Say(), question, t.finish)
}

// finish hands in.
func (t *take) finish() {
	if t.saving || t.left {
		return
	}
	a := campus.Answers{Of: t.quiz.ID, Number: t.number, Answers: t.paper.answers, Took: t.ran().Milliseconds()}
	if t.try {
		t.left = true
		t.list.reviewTry(t, a)
		return
	}
	t.keep() // a refusal leaves all as it is
	t.saving = true
	t.done.Disable()
	action := campus.Action{Space: t.list.class, Changes: []campus.Change{campus.Finish(t.env.Replica.Me(), a)}}
	ui.Do(t.env, func(ctx context.Context) error { return t.draft.Save(ctx, action) }, func(err error) {
		t.saving = false
		t.done.Enable()
		if err != nil {
			t.trouble.Say(ui.NotSaved(err))
			t.tickAgain()
			return
		}
		t.draft.Clear()
		t.left = true
		t.gone()
		t.list.handedIn(t, action.Changes[0].Record)
	})
}

// tickAgain lets the time run on after handing in has failed at its end.
func (t *take) tickAgain() {
	if limit, _ := t.q.Limit(); t.still {
		t.spent, t.opened, t.still = limit+time.Second, t.env.Now(), false // not by itself once more
		t.tick()
	}
}
