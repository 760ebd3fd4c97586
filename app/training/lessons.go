package training

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// lessonList is the tab Lessons: the units of the class with what is under them.
type lessonList struct {
	page    *classPage
	list    *widget.List
	rows    []classRow
	closed  map[campus.ID]bool // units that were folded
	bar     *fyne.Container
	head    *fyne.Container
	empty   *fyne.Container
	note    *widget.Line
	steps   []step // what is still to be moved
	content fyne.CanvasObject
}

func newLessonList(p *classPage) *lessonList {
	l := &lessonList{page: p, bar: widget.Beside(6), empty: container.NewStack(), note: widget.Quiet(""), closed: map[campus.ID]bool{}}
	l.list = widget.NewList(func() int { return len(l.rows) },
		func() fyne.CanvasObject { return newLessonRow(p.env) }, l.row)
	l.list.OnMove = l.moveAt
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		l.open(l.rows[i].record)
	}
	l.head = widget.Pad(container.NewBorder(nil, nil, l.bar, nil, widget.Inset(l.note, 8, 0, 8, 0)), 8, widget.Edge)
	l.content = container.NewBorder(l.head, nil, nil, nil, container.NewStack(l.list, l.empty))
	return l
}

// open opens a lesson or an assignment, and folds a unit.
func (l *lessonList) open(r campus.Record) {
	switch r.Kind {
	case "unit":
		l.closed[r.ID] = !l.closed[r.ID]
		l.fill()
	case "assignment":
		l.page.screen.openAssignment(r.ID)
	default:
		l.page.screen.read(r.ID)
	}
}

func (l *lessonList) row(i int, o fyne.CanvasObject) {
	row := o.(*lessonRow)
	row.set(l.page.class, l.rows[i], l.page.env)
	row.menu = func() []*fyne.MenuItem { return l.menu(i) }
	widget.ShowIf(row.more, l.page.class.actor.Role.Leads() && len(l.menu(i)) > 0)
}

// menu is what can be done with a line.
func (l *lessonList) menu(i int) []*fyne.MenuItem {
	items := l.moves(i)
	if r := l.rows[i].record; r.Kind == "unit" {
		items = append(l.unitMenu(r), items...)
	}
	return items
}

// fill shows the lines anew.
func (l *lessonList) fill() {
	c := l.page.class
	l.rows = rowsOf(c.sections, l.closed, c.actor.Role.Leads())
	l.list.Refresh()
}

func (l *lessonList) show() {
	p := l.page
	may := ui.MayCreate(p.class.actor, campus.InClass, "lesson")
	l.bar.Objects = nil
	if may {
		word := newLesson.Say()
		if p.class.draft {
			word = resumeLesson.Say()
		}
		l.bar.Objects = []fyne.CanvasObject{
			widget.Main(word, base.DocumentCreateIcon(), p.screen.writeLesson),
			widget.NewButton(newUnit.Say(), base.FolderNewIcon(), func() { l.unitForm(campus.Record{}, nil) }),
			widget.NewButton(importLesson.Say(), base.FolderOpenIcon(), p.importFile),
		}
	}
	l.bar.Refresh()
	widget.ShowIf(l.head, may)
	l.fill()
	l.empty.Objects = nil
	if len(l.rows) == 0 && p.class.root.ID != "" {
		hint := noLessonsWait.Say()
		if may {
			hint = noLessonsWrite.Say()
		}
		l.empty.Objects = []fyne.CanvasObject{widget.Empty(noLessons.Say(), hint)}
	}
	l.empty.Refresh()
}
