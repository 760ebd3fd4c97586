package training

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// myMarks shows a student the own row of the gradebook, as a list.
type myMarks struct {
	screen  *Screen
	env     *ui.Env
	class   campus.ID
	guard   ui.Guard
	look    work
	below   *widget.Line
	total   *widget.Line
	trouble *widget.Trouble
	list    *widget.List
	empty   *fyne.Container
	content fyne.CanvasObject
}

func newMyMarks(s *Screen) *myMarks {
	p := &myMarks{screen: s, env: s.env, below: widget.Quiet(""), total: widget.Title("").Full(), trouble: widget.NewTrouble(), empty: container.NewStack()}
	p.list = widget.NewList(func() int { return len(p.columns()) }, func() fyne.CanvasObject { return widget.NewIconRow(theme.IconAssignment) }, p.row)
	p.list.OnSelected = func(i int) {
		p.list.UnselectAll()
		s.openAssignment(p.columns()[i].ID)
	}
	back := widget.Back(func() { s.Back() })
	names := widget.Stackup(3, widget.Title(myMarksWord.Say()), p.below)
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(back), widget.Middle(p.total), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 22)
	p.content = container.NewBorder(widget.Stackup(0, head, p.trouble), nil, nil, nil, container.NewStack(p.list, p.empty))
	return p
}

// openMyMarks brings the own marks in the class to the front.
func (s *Screen) openMyMarks() {
	if s.marks == nil {
		s.marks = newMyMarks(s)
	}
	p := s.marks
	p.class = s.current
	p.fill(s.class.assignments.work, nil)
	if s.pages.Top() != p.content {
		s.pages.Push(p.content)
	}
	p.load()
}

func (p *myMarks) load() {
	class := p.class
	ui.Load(p.env, &p.guard, func(ctx context.Context) (work, error) { return loadWork(ctx, p.env, class) }, p.fill)
}

func (p *myMarks) columns() []campus.GradeColumn {
	if p.look.class != p.class || p.look.leads() {
		return nil
	}
	return p.look.book.Columns
}

func (p *myMarks) fill(w work, err error) {
	p.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	w.book = w.book.WithRemoved(w.removed, w.submissions, w.markRecords())
	p.look = w
	p.below.SetText(oneLine(p.screen.class.class.course.Title))
	p.total.SetText("")
	if len(w.book.Rows) == 1 && w.book.Rows[0].Has {
		p.total.SetText(totalSo.Say(percent(w.book.Rows[0].Total)))
	}
	p.empty.Objects = nil
	if len(p.columns()) == 0 {
		p.empty.Objects = []fyne.CanvasObject{widget.Empty(noAssignments.Say(), noAssignmentsWait.Say())}
	}
	p.empty.Refresh()
	p.list.Refresh()
}

func (p *myMarks) row(i int, o fyne.CanvasObject) {
	c, cell := p.columns()[i], p.look.book.Rows[0].Cells[i]
	if c.Removed {
		widget.RowOf(o).Set(removedWork.Say(), p.look.standing(cell), "", false)
		return
	}
	right := ""
	if cell.Marked {
		right = pointsOf.Say(number(cell.Points), number(c.Most()))
	}
	below := dueWord(c.Assignment, p.env.Now()) + dot + p.look.standing(cell)
	if c.Weight > 0 {
		below += dot + fieldWeight.Say() + " " + number(c.Weight)
	}
	widget.RowOf(o).Set(oneLine(c.Title), below, right, p.look.assignments[c.ID].Waiting)
}

// marksChanged looks again at the page of marks that is in front.
func (s *Screen) marksChanged() {
	if g := s.gradebook; g != nil && s.pages.Top() == g.content {
		g.load()
	}
	if m := s.marks; m != nil && s.pages.Top() == m.content {
		m.load()
	}
}
