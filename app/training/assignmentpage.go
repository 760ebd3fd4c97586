package training

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// assignmentPage shows an assignment: what is to be done at the left; at the right a
// student's own work, and for teachers the students, whose work is marked in the queue.
type assignmentPage struct {
	screen *Screen
	env    *ui.Env
	class  campus.ID
	id     campus.ID
	guard  ui.Guard
	look   work
	files  map[campus.ID]campus.Record // documents of the work that is shown
	sent   map[campus.ID]campus.FileState
	read   map[campus.ID]campus.Record // receipts of it
	begun  bool

	title   *widget.Line
	below   *widget.Line
	wait    *widget.Wait
	buttons *fyne.Container
	trouble *widget.Trouble
	strip   *widget.Strip
	view    *markdown.View
	list    *widget.List
	right   *fyne.Container
	content fyne.CanvasObject
	form    *widget.Form
}

func newAssignmentPage(s *Screen) *assignmentPage {
	p := &assignmentPage{screen: s, env: s.env, title: widget.Title(""), below: widget.Quiet(""), wait: widget.NewWait(),
		buttons: widget.Beside(6), trouble: widget.NewTrouble(), strip: widget.NewStrip(), view: markdown.NewView(s.env), right: container.NewStack()}
	p.list = widget.NewList(func() int { return len(p.look.students) }, func() fyne.CanvasObject { return widget.NewAvatarRow() }, p.row)
	p.list.OnSelected = func(i int) {
		p.list.UnselectAll()
		s.openQueue(p.id, p.look.students[i], nil)
	}
	back := widget.Back(func() { s.Back() })
	names := widget.Stackup(3, p.title, container.NewBorder(nil, nil, nil, p.wait, p.below))
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(back), widget.Middle(p.buttons), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 14)
	p.content = container.NewBorder(widget.Stackup(0, head, p.trouble, p.strip), nil, nil, nil, widget.NewSplit(p.view, p.right, 0.55))
	return p
}

// openAssignment brings an assignment to the front.
func (s *Screen) openAssignment(id campus.ID) {
	if s.assignment == nil {
		s.assignment = newAssignmentPage(s)
	}
	p := s.assignment
	if s.pages.Top() != p.content {
		s.pages.Push(p.content)
	}
	if p.id != id || p.class != s.current {
		p.id, p.class, p.look = id, s.current, work{}
		p.view.Open = func(ctx context.Context, name string) (string, error) {
			return markdown.OpenPicture(ctx, p.env, id, name)
		}
		p.view.Reset()
		p.trouble.Say("")
		p.strip.Say("", "", nil)
		p.title.SetText("")
		p.below.SetText("")
		p.buttons.Objects, p.right.Objects = nil, nil
		p.buttons.Refresh()
		p.right.Refresh()
	}
	p.load()
}

func (p *assignmentPage) open() bool { return p.screen.pages.Has(p.content) }

// pick is one look at an assignment.
type pick struct {
	work
	files map[campus.ID]campus.Record
	sent  map[campus.ID]campus.FileState
	read  map[campus.ID]campus.Record
	gone  bool
	begun bool // an answer is being written
}

func (p *assignmentPage) load() {
	class, id := p.class, p.id
	ui.Load(p.env, &p.guard, func(ctx context.Context) (k pick, err error) {
		if k.work, err = loadWork(ctx, p.env, class); err != nil {
			return k, err
		}
		k.gone = k.column(id) < 0
		if k.leads() {
			return k, nil
		}
		mine := k.of(id, p.env.Replica.Me())
		if k.read, err = receiptsOf(ctx, p.env, mine); err != nil {
			return k, err
		}
		text, err := p.env.Draft(handInPlace(id)).Get(ctx)
		if err != nil {
			return k, err
		}
		k.begun = text != ""
		k.files, k.sent = map[campus.ID]campus.Record{}, map[campus.ID]campus.FileState{}
		for _, r := range mine {
			for _, f := range campus.As[campus.Submission](r).Files {
				if doc, err := p.env.Replica.Record(ctx, f); err == nil && doc.Kind == "document" && doc.Space == class && !doc.Deleted {
					k.files[f] = doc
					if k.sent[f], err = p.env.Files.State(ctx, f); err != nil {
						return k, err
					}
				}
			}
		}
		return k, nil
	}, p.fill)
}

func (p *assignmentPage) fill(k pick, err error) {
	p.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	p.look, p.files, p.sent, p.read, p.begun = k.work, k.files, k.sent, k.read, k.begun
	if k.gone {
		p.vanish()
		return
	}
	a, r := p.assignment(), k.assignments[p.id]
	p.title.SetText(oneLine(a.Title))
	below := []string{dueWord(a, p.env.Now())}
	if most := a.Most(); most > 0 {
		below = append(below, fieldPoints.Say()+" "+number(most))
	}
	if r.Audience == campus.StaffOnly {
		below = append(below, draftWord(a, p.env.Now()))
	}
	p.below.SetText(strings.Join(below, dot))
	p.wait.Set(r.Waiting)
	p.view.SetText(a.Text, rubricWords(a.Rubric))
	p.actions(a, r)
	if k.leads() {
		p.list.Refresh()
		p.right.Objects = []fyne.CanvasObject{container.NewBorder(p.marking(), nil, nil, nil, p.list)}
	} else {
		p.right.Objects = []fyne.CanvasObject{p.myWork()}
	}
	p.right.Refresh()
}

// vanish shows what is left of an assignment that was removed: a student's own work.
func (p *assignmentPage) vanish() {
	p.title.SetText(removedWork.Say())
	p.below.SetText("")
	p.view.SetText("")
	p.buttons.Objects = nil
	p.buttons.Refresh()
	p.right.Objects = []fyne.CanvasObject{widget.Empty(assignmentGone.Say(), "")}
	if len(p.look.of(p.id, p.env.Replica.Me())) > 0 {
		p.right.Objects = []fyne.CanvasObject{p.myWork()}
	}
	p.right.Refresh()
}

// marking is what stands over the list of students: the way to the queue.
func (p *assignmentPage) marking() fyne.CanvasObject {
	word := mark.Say()
	n := p.look.toMark(p.look.column(p.id))
	if n > 0 {
		word = markWaiting.Count(n)
	}
	b := widget.NewButton(word, base.DocumentCreateIcon(), func() { p.screen.openQueue(p.id, "", nil) })
	if n > 0 {
		b.Importance = fw.HighImportance
	}
	widget.ShowIf(b, len(p.look.students) > 0)
	return widget.Inset(container.NewBorder(nil, nil, nil, b, widget.Middle(widget.Bold(students.Say()))), 8, 8, 10, 14)
}

func (p *assignmentPage) assignment() campus.Assignment {
	return campus.As[campus.Assignment](p.look.assignments[p.id])
}

// actions are what a teacher may do with the assignment itself.
func (p *assignmentPage) actions(a campus.Assignment, r campus.Record) {
	p.buttons.Objects = nil
	if ui.MayEdit(p.look.actor, campus.InClass, r) {
		if v := widget.Versions(r, p.versions); v != nil {
			p.buttons.Add(v)
		}
		p.buttons.Add(widget.NewButton(editAssignment.Say(), base.DocumentCreateIcon(), func() { p.screen.assignmentForm(r, nil) }))
		if r.Audience == campus.StaffOnly {
			p.buttons.Add(widget.Main(publish.Say(), base.MailSendIcon(), func() { p.publish(r, campus.Everyone) }))
		}
		p.buttons.Add(widget.More(p.env.Window, func() []*fyne.MenuItem {
			items := []*fyne.MenuItem{widget.Item(removeLesson.Say(), func() { p.remove(r) })}
			if r.Audience != campus.StaffOnly {
				items = append([]*fyne.MenuItem{widget.Item(toDraft.Say(), func() { p.publish(r, campus.StaffOnly) })}, items...)
			}
			return append(widget.History(p.env, r, ui.MayEdit(p.look.actor, campus.InClass, r)), items...)
		}))
	}
	p.buttons.Refresh()
}

func (p *assignmentPage) versions() {
	widget.ShowVersions(p.env, p.look.assignments[p.id], p.look.people, []widget.Question{
		{Field: "title", Label: versionTitle.Say()}, {Field: "text", Label: fieldTask.Say()}, {Field: "points", Label: fieldPoints.Say()}, widget.RubricOf(),
	}, true, p.after)
}

func (p *assignmentPage) after(err error) {
	p.load()
	p.trouble.Say(ui.Sentence(err))
}

func (p *assignmentPage) row(i int, o fyne.CanvasObject) {
	student := p.look.students[i]
	name := oneLine(p.look.people.Name(student))
	cell := p.look.book.Rows[i].Cells[p.look.column(p.id)]
	row := widget.RowOf(o)
	row.SetPerson(name, string(student))
	row.Set(name, p.look.state(p.assignment(), cell), "", p.look.marks[campus.MarkID(p.id, student)].Waiting)
}
