package training

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// lessonList is the tab Lessons.
type lessonList struct {
	page    *classPage
	list    *widget.List
	bar     *fyne.Container
	head    *fyne.Container
	empty   *fyne.Container
	note    *widget.Line
	steps   []step // what is still to be moved
	content fyne.CanvasObject
}

func newLessonList(p *classPage) *lessonList {
	l := &lessonList{page: p, bar: widget.Beside(6), empty: container.NewStack(), note: widget.Quiet("")}
	l.list = widget.NewList(func() int { return len(p.class.lessons) },
		func() fyne.CanvasObject { return newLessonRow(p.env) }, l.row)
	l.list.OnMove = l.moveAt
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		p.screen.read(p.class.lessons[i].ID)
	}
	l.head = widget.Pad(container.NewBorder(nil, nil, l.bar, nil, widget.Inset(l.note, 8, 0, 8, 0)), 8, 8)
	l.content = container.NewBorder(l.head, nil, nil, nil, container.NewStack(l.list, l.empty))
	return l
}

func (l *lessonList) row(i int, o fyne.CanvasObject) {
	c, row := l.page.class, o.(*lessonRow)
	r := c.lessons[i]
	title := fmt.Sprintf("%d. %s", i+1, campus.As[campus.Lesson](r).Title)
	row.row.Set(widget.Clean(title), c.people.Name(r.Author), ui.Ago(later(r), l.page.env.Now()), r.Waiting)
	row.menu = func() []*fyne.MenuItem { return l.menu(i) }
	widget.ShowIf(row.more, l.mayMove(i))
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
			widget.NewButton(importLesson.Say(), base.FolderOpenIcon(), p.importFile),
		}
	}
	l.bar.Refresh()
	widget.ShowIf(l.head, may)
	l.empty.Objects = nil
	if len(p.class.lessons) == 0 && p.class.root.ID != "" {
		hint := noLessonsWait.Say()
		if may {
			hint = noLessonsWrite.Say()
		}
		l.empty.Objects = []fyne.CanvasObject{widget.Empty(noLessons.Say(), hint)}
	}
	l.empty.Refresh()
	l.list.Refresh()
}
