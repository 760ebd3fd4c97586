package quiz

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// List is the quizzes of a class.
type List struct {
	// OnCount is told how many there are.
	OnCount func(int)

	env     *ui.Env
	pages   func() *widget.Pages
	back    func()
	class   campus.ID
	guard   ui.Guard
	look    look
	list    *widget.List
	head    *fyne.Container
	empty   *fyne.Container
	trouble *widget.Trouble
	content fyne.CanvasObject

	page *page
	take *take
	bank *bank
	form *widget.Form
}

// NewList makes an empty list. The quizzes open on the pages; back takes the top one away.
func NewList(env *ui.Env, pages func() *widget.Pages, back func()) *List {
	l := &List{env: env, pages: pages, back: back, empty: container.NewStack(), trouble: widget.NewTrouble()}
	l.list = widget.NewList(func() int { return len(l.look.quizzes) }, func() fyne.CanvasObject { return widget.NewIconRow(theme.IconQuiz) }, l.row)
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		l.Show(l.look.quizzes[i].ID)
	}
	l.head = widget.Pad(widget.Beside(8,
		widget.Main(newQuiz.Say(), base.ContentAddIcon(), l.New),
		widget.NewButton(bankTitle.Say(), base.StorageIcon(), l.openBank)), 8, widget.Edge)
	l.head.Hide()
	l.content = container.NewBorder(widget.Stackup(0, l.head, l.trouble), nil, nil, nil, container.NewStack(l.list, l.empty))
	return l
}

// New makes a quiz.
func (l *List) New() { l.settings(campus.Record{}) }

// Content is the object to show.
func (l *List) Content() fyne.CanvasObject { return l.content }

// Open turns to a class; Reload looks at it.
func (l *List) Open(class campus.ID) {
	if l.class != class {
		l.class, l.look = class, look{}
		l.show(look{})
	}
}

// Reload looks again, at what is open of a quiz too.
func (l *List) Reload() {
	class := l.class
	if class == "" {
		return
	}
	ui.Load(l.env, &l.guard, func(ctx context.Context) (look, error) { return load(ctx, l.env, class) }, func(k look, err error) {
		l.trouble.Say(ui.Sentence(err))
		if err != nil || l.class != class {
			return
		}
		l.show(k)
		if l.page != nil && l.pages().Has(l.page.content) {
			l.page.show()
		}
	})
	if l.bank != nil && l.pages().Has(l.bank.content) {
		l.bank.load()
	}
}

// Current is the quiz that is open, "" for none.
func (l *List) Current() campus.ID {
	if l.page != nil && l.pages().Has(l.page.content) {
		return l.page.id
	}
	return ""
}

// Back goes a step back within a quiz, false where there is none.
func (l *List) Back() bool {
	if p := l.page; p != nil && l.pages().Top() == p.content && p.student != "" {
		p.choose("")
		return true
	}
	if l.take != nil && l.pages().Top() == l.take.content {
		l.take.leave()
	}
	return false
}

func (l *List) row(i int, o fyne.CanvasObject) {
	k, r := l.look, l.look.quizzes[i]
	q := k.quiz(r.ID)
	below := []string{graded.Say()}
	if q.Practice {
		below[0] = practice.Say()
	}
	if at, has := q.DueAt(); has {
		below = append(below, dueBy.Say(ui.At(at, l.env.Now())))
	}
	switch {
	case r.Audience == campus.StaffOnly:
		below = append(below, isDraft.Say())
	case !k.leads():
		below = append(below, l.state(q, r.ID, l.env.Replica.Me()))
	default:
		if n := k.waits(r.ID); n > 0 && !q.Practice {
			below = append(below, toMark.Count(n))
		}
	}
	widget.RowOf(o).Set(oneLine(q.Title), strings.Join(below, dot), "", r.Waiting)
}

// state says in a few words how a student stands with a quiz.
func (l *List) state(q campus.Quiz, id, student campus.ID) string {
	k := l.look
	if _, begun := k.next(id, student); begun {
		return underWay.Say()
	}
	tries, _ := k.tries(id, student)
	if len(tries) == 0 {
		return notBegun.Say()
	}
	state := handedIn.Say()
	if r := k.mark(id, student); r.ID != "" && !q.Practice {
		if sum, has := campus.As[campus.Mark](r).Sum(q.Assignment()); has {
			state += dot + pointsOf.Say(number(sum), number(q.Most()))
			if k.leads() && !campus.MarkReturned(r) {
				state += dot + onlyStaffSee.Say()
			}
		}
	}
	if at := campus.Counted(q, tries); q.Practice && at >= 0 {
		state = pointsOf.Say(number(tries[at].Sum), number(q.Most()))
	}
	return state
}

func (l *List) show(k look) {
	l.look = k
	may := ui.MayCreate(k.actor, campus.InClass, "quiz")
	widget.ShowIf(l.head, may)
	l.empty.Objects = nil
	if len(k.quizzes) == 0 && k.class != "" {
		hint := noQuizzesWait.Say()
		if may {
			hint = noQuizzesMake.Say()
		}
		l.empty.Objects = []fyne.CanvasObject{widget.Empty(noQuizzes.Say(), hint)}
	}
	l.empty.Refresh()
	l.list.Refresh()
	if l.OnCount != nil {
		l.OnCount(len(k.quizzes))
	}
}

// Show opens a quiz.
func (l *List) Show(id campus.ID) {
	if l.page == nil {
		l.page = newPage(l)
	}
	p := l.page
	if l.pages().Top() != p.content {
		l.pages().Push(p.content)
	}
	if p.id != id || p.class != l.class {
		p.id, p.class, p.student = id, l.class, ""
		p.reset()
	}
	p.show()
	l.Reload()
}

// after tells what came of a save and looks again.
func (l *List) after(err error) {
	if l.page != nil {
		l.page.trouble.Say(ui.Sentence(err))
	}
	l.Reload()
}

// save saves changes in the class.
func (l *List) save(changes ...campus.Change) {
	action := campus.Action{Space: l.class, Changes: changes}
	ui.Do(l.env, func(ctx context.Context) error { return l.env.Replica.Save(ctx, action) }, l.after)
}
