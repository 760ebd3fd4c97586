package training

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The choices of whose work is in the queue.
const (
	queueToMark = iota
	queueAll
	queueLate
)

// queuePage goes through what students handed in for an assignment: the work of one at
// the left, the form on which it is marked at the right.
type queuePage struct {
	screen  *Screen
	env     *ui.Env
	class   campus.ID
	task    campus.ID
	student campus.ID
	guard   ui.Guard
	look    queueLook
	filter  int
	order   []campus.ID // who is in the queue; it does not shrink while it is gone through
	asked   bool        // somebody in particular was asked for
	again   *ui.Again
	formOf  string // the student, the mark and the assignment that the form shows
	saving  bool

	title   *widget.Line
	below   *widget.Line
	which   *widget.Select
	place   *widget.Line
	back    *widget.Button
	forth   *widget.Button
	trouble *widget.Trouble
	strip   *widget.Strip
	work    *queueWork
	form    *markForm
	side    *queueSide
	room    *fyne.Container
	split   fyne.CanvasObject
	content fyne.CanvasObject
}

// queueLook is what one look at an assignment and a student's work for it gives.
type queueLook struct {
	work
	student campus.ID
	mark    campus.Record // with its versions
	files   map[campus.ID]queueFile
	read    map[campus.ID]campus.Record
	gone    bool
}

// queueFile is a document that was handed in, and how much of it is here.
type queueFile struct {
	record campus.Record
	state  campus.FileState
}

func newQueuePage(s *Screen) *queuePage {
	p := &queuePage{screen: s, env: s.env, title: widget.Title(""), below: widget.Quiet(""), place: widget.NewLine("").Full(),
		trouble: widget.NewTrouble(), strip: widget.NewStrip(), room: container.NewStack()}
	p.which = widget.NewSelect([]string{filterToMark.Say(), filterAll.Say(), filterLate.Say()}, nil)
	p.which.SetSelectedIndex(queueToMark)
	p.which.OnChanged = func(string) { p.choose(max(0, p.which.SelectedIndex())) }
	p.back = widget.Plain("", base.NavigateBackIcon(), func() { p.turn(-1) })
	p.forth = widget.Plain("", base.NavigateNextIcon(), func() { p.turn(1) })
	p.form = newMarkForm(s.env, func() { p.side.show() })
	p.work = newQueueWork(p)
	p.side = newQueueSide(p)
	leave := widget.Back(func() { s.Back() })
	names := widget.Stackup(3, p.title, p.below)
	keys := widget.Quiet(queueKeys).Full()
	keys.Align = fyne.TextAlignCenter
	steps := widget.Stackup(0, container.NewCenter(widget.Beside(4, p.back, widget.Middle(p.place), p.forth)), keys)
	right := widget.Beside(10, widget.Middle(widget.Wide(12, widget.Framed(p.which))), steps)
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(leave), widget.Middle(right), widget.Inset(widget.Middle(names), 0, 0, 8, 8)), 8, 4, 10, 14)
	p.split = widget.NewSplit(p.work.content, p.side.content, 0.62)
	p.content = container.NewBorder(widget.Stackup(0, head, p.trouble, p.strip), nil, nil, nil, p.room)
	return p
}

// openQueue goes through the work for an assignment, from somebody in particular or, for
// "", from the first whose work waits. again is a mark that was refused.
func (s *Screen) openQueue(task, student campus.ID, again *ui.Again) {
	if s.queue == nil {
		s.queue = newQueuePage(s)
	}
	p := s.queue
	if s.pages.Top() != p.content {
		s.pages.Push(p.content)
	}
	p.leave()
	p.class, p.task, p.student, p.look, p.again = s.current, task, student, queueLook{}, again
	p.order, p.asked = nil, student != ""
	p.filter = queueToMark
	p.title.SetText("")
	p.below.SetText("")
	p.trouble.Say("")
	p.strip.Say("", "", nil)
	p.room.Objects = nil
	p.room.Refresh()
	p.load()
}

// leave keeps what was typed and closes the file that is open.
func (p *queuePage) leave() {
	p.guard.Stop()
	p.form.close()
	p.work.close()
}

func (p *queuePage) load() {
	class, task, student, filter, order := p.class, p.task, p.student, p.filter, slices.Clone(p.order)
	seen := campus.ID("")
	if p.look.student == student && p.work.shown != "" {
		seen = p.work.last
	}
	ui.Load(p.env, &p.guard, func(ctx context.Context) (k queueLook, err error) {
		if k.work, err = loadWork(ctx, p.env, class); err != nil {
			return k, err
		}
		if k.column(task) < 0 || !k.leads() {
			k.gone = true
			return k, nil
		}
		if k.student = student; student == "" {
			if order = k.queue(task, filter, order); len(order) > 0 {
				k.student = order[0]
			}
		}
		return k, k.lookAt(ctx, p.env, task, seen)
	}, p.fill)
}

// lookAt fetches what belongs to the student, and tells the student that it was opened:
// all of it, or where some was seen already nothing that came since.
func (k *queueLook) lookAt(ctx context.Context, env *ui.Env, task, seen campus.ID) (err error) {
	if k.student == "" {
		return nil
	}
	if k.mark, err = env.Replica.Record(ctx, campus.MarkID(task, k.student)); err != nil || k.mark.Deleted || k.mark.Space != k.class {
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			return err
		}
		k.mark = campus.Record{}
	}
	handed := k.of(task, k.student)
	if k.read, err = receiptsOf(ctx, env, handed); err != nil {
		return err
	}
	k.files = map[campus.ID]queueFile{}
	var unread []campus.Change
	opened := seen == ""
	for _, r := range handed {
		opened = opened || r.ID == seen
		for _, id := range campus.As[campus.Submission](r).Files {
			doc, err := env.Replica.Record(ctx, id)
			if err != nil || doc.Kind != "document" || doc.Space != k.class || doc.Deleted {
				continue
			}
			state, _ := env.Files.State(ctx, id)
			k.files[id] = queueFile{doc, state}
		}
		if _, read := k.read[campus.ReceiptID(r.ID)]; !read && opened {
			unread = append(unread, campus.Opened(r))
		}
	}
	if len(unread) == 0 {
		return nil
	}
	return env.Replica.Save(ctx, campus.Action{Space: k.class, Changes: unread})
}

// queue lists who is in the queue: those that were, and behind them who came to it.
func (w work) queue(task campus.ID, filter int, before []campus.ID) []campus.ID {
	column := w.column(task)
	if column < 0 {
		return nil
	}
	out := slices.DeleteFunc(before, func(id campus.ID) bool { return !slices.Contains(w.students, id) })
	for i, s := range w.students {
		c := w.book.Rows[i].Cells[column]
		if slices.Contains(out, s) || filter == queueToMark && !c.Unmarked || filter == queueLate && !c.Late {
			continue
		}
		out = append(out, s)
	}
	return out
}

func (p *queuePage) fill(k queueLook, err error) {
	p.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	if k.gone {
		p.show(widget.Empty(assignmentGone.Say(), ""))
		return
	}
	fresh := p.look.student != k.student || p.look.class == ""
	p.look, p.student = k, k.student
	p.order = k.queue(p.task, p.filter, p.order)
	if p.asked && !slices.Contains(p.order, p.student) { // whoever was asked for is seen, whatever the queue
		p.filter, p.order = queueAll, k.queue(p.task, queueAll, nil)
	}
	p.asked = false
	p.pick(p.filter)
	a := p.assignment()
	p.title.SetText(oneLine(a.Title))
	p.below.SetText(strings.Join([]string{dueWord(a, p.env.Now()), toMark.Count(k.toMark(k.column(p.task)))}, dot))
	p.count()
	if p.student == "" {
		p.nobody()
		return
	}
	// The form is made anew for what it does not know yet, and never under somebody's hands.
	if what := string(p.student) + string(k.mark.Body) + string(k.assignments[p.task].Body); fresh || what != p.formOf && !p.form.differs() {
		p.formOf = what
		p.form.open(a, campus.MarkID(p.task, p.student), k.mark, p.again, func() { p.save(markSave, true) })
	}
	p.work.show(fresh)
	p.side.show()
	p.show(p.split)
	if fresh {
		p.env.Main(func() { p.form.focus("") }) // only then can the window find the field
	}
}

func (p *queuePage) show(o fyne.CanvasObject) {
	if len(p.room.Objects) != 1 || p.room.Objects[0] != o {
		p.room.Objects = []fyne.CanvasObject{o}
		p.room.Refresh()
	}
}

// nobody says that the queue is empty, and what can be done.
func (p *queuePage) nobody() {
	var ways []fyne.CanvasObject
	if p.filter != queueAll {
		ways = append(ways, widget.NewButton(showEverybody.Say(), nil, func() { p.which.SetSelectedIndex(queueAll) }))
	}
	if n := len(p.unreturned()); n > 0 {
		ways = append(ways, widget.Main(returnAll.Count(n), base.MailSendIcon(), p.returnAll))
	}
	p.show(widget.Empty(queueEmpty.Say(), "", ways...))
}

func (p *queuePage) assignment() campus.Assignment {
	return campus.As[campus.Assignment](p.look.assignments[p.task])
}

// pick shows which filter holds.
func (p *queuePage) pick(filter int) {
	f := p.which.OnChanged
	p.which.OnChanged = nil
	p.which.SetSelectedIndex(filter)
	p.which.OnChanged = f
}

// choose goes through another queue, from its beginning or from who is looked at.
func (p *queuePage) choose(filter int) {
	p.filter, p.order = filter, p.look.queue(p.task, filter, nil)
	if !slices.Contains(p.order, p.student) {
		p.leave()
		p.student = ""
		p.look.student = ""
		if len(p.order) > 0 {
			p.student = p.order[0]
		}
	}
	p.load()
}

// count tells where in the queue one is.
func (p *queuePage) count() {
	at := slices.Index(p.order, p.student)
	p.place.SetText(queuePlace.Say(at+1, len(p.order)))
	on := func(b *widget.Button, may bool) {
		if may {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	on(p.back, at > 0)
	on(p.forth, at >= 0 && at < len(p.order)-1)
}

// turn goes to the next student, or the one before. What was typed stays a draft.
func (p *queuePage) turn(by int) {
	at := slices.Index(p.order, p.student)
	if to := at + by; at >= 0 && to >= 0 && to < len(p.order) {
		p.goTo(p.order[to])
	}
}

func (p *queuePage) goTo(student campus.ID) {
	p.leave()
	p.student, p.again = student, nil
	p.trouble.Say("")
	p.strip.Say("", "", nil)
	p.count()
	p.hurry()
}

// hurry shows the student at once, with what is known of the class, and then looks again:
// a class of 200 students is thousands of records, of which one student's are a few.
func (p *queuePage) hurry() {
	k := queueLook{work: p.look.work, student: p.student}
	task := p.task
	ui.Load(p.env, &p.guard, func(ctx context.Context) (queueLook, error) {
		err := k.lookAt(ctx, p.env, task, "")
		return k, err
	}, func(k queueLook, err error) {
		p.fill(k, err)
		p.load()
	})
}

// changed looks again, if it is in front.
func (p *queuePage) changed(n campus.Notice) {
	p.work.changed(n)
	p.load()
}
