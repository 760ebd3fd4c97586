package training

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

// assignmentList is the assignments of a class, in the tab Work.
type assignmentList struct {
	page    *classPage
	guard   ui.Guard
	work    work
	columns []int // of the gradebook: those that are assignments
	list    *widget.List
	head    *fyne.Container
	make    *widget.Button
	marks   *widget.Button
	empty   *fyne.Container
	content fyne.CanvasObject
}

func newAssignmentList(p *classPage) *assignmentList {
	l := &assignmentList{page: p, empty: container.NewStack()}
	l.list = widget.NewList(func() int { return len(l.columns) },
		func() fyne.CanvasObject { return widget.NewIconRow(theme.IconAssignment) }, l.row)
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		p.screen.openAssignment(l.work.book.Columns[l.columns[i]].ID)
	}
	l.make = widget.Main(newAssignment.Say(), base.ContentAddIcon(), func() { p.screen.assignmentForm(campus.Record{}, nil) })
	l.marks = widget.NewButton(gradebook.Say(), base.GridIcon(), l.openMarks)
	l.head = widget.Pad(widget.Beside(8, l.make, l.marks), 8, widget.Edge)
	l.head.Hide()
	l.content = container.NewBorder(l.head, nil, nil, nil, container.NewStack(l.list, l.empty))
	return l
}

func (l *assignmentList) row(i int, o fyne.CanvasObject) {
	w := l.work
	i = l.columns[i]
	c := w.book.Columns[i]
	r := w.assignments[c.ID]
	below := []string{dueWord(c.Assignment, l.page.env.Now())}
	switch {
	case r.Audience == campus.StaffOnly:
		below = append(below, draftWord(c.Assignment, l.page.env.Now()))
	case w.leads():
		if n := w.toMark(i); n > 0 {
			below = append(below, toMark.Count(n))
		}
	case len(w.book.Rows) > 0:
		below = append(below, w.state(c.Assignment, w.book.Rows[0].Cells[i])+overdueWord(c.Assignment, w.book.Rows[0].Cells[i], l.page.env.Now()))
	}
	widget.RowOf(o).Set(oneLine(c.Title), strings.Join(below, dot), "", r.Waiting)
}

// load looks at the assignments of the class that is open.
func (l *assignmentList) load() {
	env, id := l.page.env, l.page.id
	ui.Load(env, &l.guard, func(ctx context.Context) (work, error) { return loadWork(ctx, env, id) }, func(w work, err error) {
		if err != nil {
			l.page.trouble.Say(ui.Sentence(err))
			return
		}
		l.work = w
		l.show()
	})
}

func (l *assignmentList) openMarks() {
	if l.work.leads() {
		l.page.screen.openGradebook()
		return
	}
	l.page.screen.openMyMarks()
}

func (l *assignmentList) show() {
	l.columns = nil
	for i, c := range l.work.book.Columns {
		if c.Kind == "assignment" { // quizzes that count are in the gradebook, too
			l.columns = append(l.columns, i)
		}
	}
	may := ui.MayCreate(l.work.actor, campus.InClass, "assignment")
	n := len(l.columns)
	widget.ShowIf(l.make, may)
	widget.ShowIf(l.marks, len(l.work.book.Columns) > 0)
	l.marks.SetText(myMarksWord.Say())
	if l.work.leads() {
		l.marks.SetText(gradebook.Say())
	}
	widget.ShowIf(l.head, may || len(l.work.book.Columns) > 0)
	l.head.Refresh()
	l.empty.Objects = nil
	if n == 0 && l.work.class != "" {
		hint := noAssignmentsWait.Say()
		if may {
			hint = noAssignmentsMake.Say()
		}
		l.empty.Objects = []fyne.CanvasObject{widget.Empty(noAssignments.Say(), hint)}
	}
	l.empty.Refresh()
	l.list.Refresh()
	l.page.work.count(assignmentsPart, n)
}
