package training

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// gradebookPage shows the marks of a class as a grid: students down, assignments across,
// and each student's total, which stays in sight.
type gradebookPage struct {
	screen *Screen
	env    *ui.Env
	class  campus.ID
	guard  ui.Guard
	look   work

	below   *widget.Line
	export  *widget.Button
	trouble *widget.Trouble
	strip   *widget.Strip
	grid    *widget.Grid
	legend  *fyne.Container
	room    *fyne.Container
	content fyne.CanvasObject
}

func newGradebookPage(s *Screen) *gradebookPage {
	p := &gradebookPage{screen: s, env: s.env, below: widget.Quiet(""), trouble: widget.NewTrouble(), strip: widget.NewStrip(),
		room: container.NewStack()}
	p.grid = widget.NewGrid(widget.Cells{
		Size:    func() (int, int) { return len(p.look.book.Rows), 1 + len(p.look.book.Columns) },
		New:     newGradeCell,
		Fill:    p.cell,
		NewHead: func() fyne.CanvasObject { return widget.NewGridHead() }, FillHead: p.head,
	}, 1)
	p.grid.OnOpen = p.open
	letter := base.TextSize()
	p.grid.SetColumnWidth(-1, 14*letter)
	p.grid.SetRowHeight(-1, 3.6*letter)
	p.legend = legendOf()
	p.export = widget.NewButton(exportWord.Say(), base.DownloadIcon(), nil)
	p.export.OnTapped = func() { widget.Menu(p.env.Window, p.export, p.exports()...) }
	back := widget.Back(func() { s.Back() })
	names := widget.Stackup(3, widget.Title(gradebook.Say()), p.below)
	head := widget.Inset(container.NewBorder(nil, nil, widget.Middle(back), widget.Middle(p.export), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 14)
	p.content = container.NewBorder(widget.Stackup(0, head, p.trouble, p.strip), p.legend, nil, nil, p.room)
	return p
}

// legendOf explains the signs of the grid.
func legendOf() *fyne.Container {
	sign := func(l cellLook, words string) fyne.CanvasObject {
		c := newGradeCell().(*gradeCell)
		c.set(l)
		return widget.Beside(6, container.NewGridWrap(fyne.NewSize(24, base.CaptionTextSize()*1.5), c), widget.Middle(widget.Quiet(words).Full()))
	}
	return widget.Inset(widget.Beside(16, sign(cellLook{dot: fullDot}, legendReturned.Say()), sign(cellLook{dot: openDot}, onlyStaffSee.Say()),
		sign(cellLook{strong: true}, cellToMark.Say()), widget.Quiet(legendHead.Say()).Full()), 6, 8, 16, 16)
}

// openGradebook brings the gradebook of the class to the front: at once with what the
// class knows already.
func (s *Screen) openGradebook() {
	if s.gradebook == nil {
		s.gradebook = newGradebookPage(s)
	}
	p := s.gradebook
	if known := s.class.assignments.work; known.class == s.current {
		p.fill(known, nil)
	} else if p.class != s.current {
		p.fill(work{}, nil)
	}
	if p.class != s.current {
		p.strip.Say("", "", nil)
		p.grid.ScrollToTop()
		p.grid.ScrollToLeading()
	}
	p.class = s.current
	if s.pages.Top() != p.content {
		s.pages.Push(p.content)
	}
	p.load()
	widget.Focus(p.grid)
}

func (p *gradebookPage) load() {
	class := p.class
	ui.Load(p.env, &p.guard, func(ctx context.Context) (work, error) { return loadWork(ctx, p.env, class) }, p.fill)
}

func (p *gradebookPage) fill(w work, err error) {
	p.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	p.look = w
	p.below.SetText(strings.Join([]string{oneLine(p.screen.class.class.course.Title), studentCount.Count(len(w.students))}, dot))
	widget.ShowIf(p.legend, len(w.book.Columns) > 0 && len(w.students) > 0)
	widget.ShowIf(p.export, len(w.book.Columns) > 0 && len(w.students) > 0)
	var now fyne.CanvasObject
	switch {
	case w.class == "":
	case len(w.book.Columns) == 0:
		now = widget.Empty(noAssignments.Say(), noAssignmentsMake.Say())
	case len(w.students) == 0:
		now = widget.Empty(noStudents.Say(), noStudentsHint.Say())
	default:
		now = p.grid
		p.grid.Refresh()
	}
	switch {
	case now == nil:
		p.room.Objects = nil
	case len(p.room.Objects) == 1 && p.room.Objects[0] == now: // the grid stays where it was scrolled to
		return
	default:
		p.room.Objects = []fyne.CanvasObject{now}
	}
	p.room.Refresh()
}

func (p *gradebookPage) cell(row, col int, o fyne.CanvasObject) {
	cell := o.(*gradeCell)
	r := p.look.book.Rows[row]
	if col == 0 {
		l := cellLook{text: "—"}
		if r.Has {
			l.text, l.bold = percent(r.Total), true
		}
		cell.set(l)
		return
	}
	c := p.look.book.Columns[col-1]
	due, has := c.DueAt()
	cell.set(lookOf(r.Cells[col-1], has && p.env.Now().After(due)))
}

func (p *gradebookPage) head(row, col int, o fyne.CanvasObject) {
	h := o.(*widget.GridHead)
	switch {
	case row >= 0:
		student := p.look.book.Rows[row].Student
		h.Set(oneLine(p.look.people.Name(student)), "", p.env.Who(student))
	case col == 0:
		h.Set(total.Say(), " ", nil)
	default:
		c := p.look.book.Columns[col-1]
		below := "/ " + number(c.Most()) + "   × " + number(c.Weight)
		if c.Draft {
			below = isDraft.Say()
		}
		h.Set(oneLine(c.Title), below, func() { p.menu(h, c) })
	}
}

// menu offers what can be done with a column: open it, or change its weight and the rest.
func (p *gradebookPage) menu(under fyne.CanvasObject, c campus.GradeColumn) {
	r, known := p.look.assignments[c.ID]
	if !known { // of another kind, which opens where such things do
		p.env.Go(ui.Place{Section: ui.SectionTraining, Space: p.class, Record: c.ID})
		return
	}
	items := []*fyne.MenuItem{widget.Item(openWord.Say(), func() { p.screen.openAssignment(c.ID) })}
	if ui.MayEdit(p.look.actor, campus.InClass, r, "weight") {
		items = append(items, widget.Item(editAssignment.Say(), func() { p.screen.assignmentForm(r, nil) }))
	}
	widget.Menu(p.env.Window, under, items...)
}

// open leads from a cell to where its work is marked.
func (p *gradebookPage) open(row, col int) {
	if col == 0 {
		if who := p.env.Who(p.look.book.Rows[row].Student); who != nil {
			who()
		}
		return
	}
	c := p.look.book.Columns[col-1]
	if _, known := p.look.assignments[c.ID]; !known {
		p.menu(p.grid, c)
		return
	}
	p.screen.openQueue(c.ID, p.look.book.Rows[row].Student, nil)
}

// percent writes a total.
func percent(n float64) string { return number(float64(int(n*10+0.5))/10) + " %" }
