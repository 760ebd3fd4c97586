package training

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// classRow is a line of a class's list: a unit, or a lesson or an assignment, which
// stands under one.
type classRow struct {
	record campus.Record
	n      int  // of a lesson
	closed bool // of a unit: what is under it is not shown
	count  int  // of a unit: its lessons
	under  bool // a unit
}

// rowsOf lists what is shown of an outline. Units under which there is nothing are for
// those who may fill them.
func rowsOf(sections []campus.Section, closed map[campus.ID]bool, staff bool) (out []classRow) {
	n := 0
	for i, s := range sections {
		folded := false
		if i > 0 {
			if len(s.Lessons)+len(s.Assignments) == 0 && !staff {
				continue
			}
			folded = closed[s.Unit.ID]
			out = append(out, classRow{record: s.Unit, closed: folded, count: len(s.Lessons)})
		}
		for _, r := range s.Lessons {
			if n++; !folded {
				out = append(out, classRow{record: r, n: n, under: i > 0})
			}
		}
		if i > 0 && !folded { // those in no unit are in their own tab alone
			for _, r := range s.Assignments {
				out = append(out, classRow{record: r, under: true})
			}
		}
	}
	return out
}

// lessonRow is one of these lines, with a menu for those who may do something with it.
type lessonRow struct {
	fw.BaseWidget
	row  *widget.Row
	mark *widget.Mark
	room *fyne.Container // before the mark of what is under a unit
	more *widget.Button
	menu func() []*fyne.MenuItem
}

func newLessonRow(env *ui.Env) fyne.CanvasObject {
	r := &lessonRow{row: widget.NewRow(), mark: widget.Icon(theme.IconLesson, theme.ColorNameQuiet), room: container.NewGridWrap(fyne.NewSize(18, 1))}
	r.more = widget.More(env.Window, func() []*fyne.MenuItem { return r.menu() })
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *lessonRow) CreateRenderer() fyne.WidgetRenderer {
	lead := container.NewHBox(r.room, widget.Inset(widget.Middle(r.mark), 0, 0, 14, -2))
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, lead, widget.Inset(widget.Middle(r.more), 0, 0, 0, 6), r.row))
}

// set fills the line.
func (r *lessonRow) set(c class, line classRow, env *ui.Env) {
	rec := line.record
	var title, below, right string
	switch rec.Kind {
	case "unit":
		u := campus.As[campus.Unit](rec)
		icon := base.MenuDropDownIcon()
		if line.closed {
			icon = base.MenuExpandIcon()
		}
		r.mark.Set(icon, base.ColorNameForeground)
		title, below = u.Title, lessonCount.Count(line.count)
		if about := oneLine(u.About); about != "" {
			below += dot + about
		}
	case "assignment":
		a := campus.As[campus.Assignment](rec)
		r.mark.Set(theme.IconAssignment, theme.ColorNameQuiet)
		title, below = a.Title, dueWord(a, env.Now())
	default:
		r.mark.Set(theme.IconLesson, theme.ColorNameQuiet)
		title = fmt.Sprintf("%d. %s", line.n, campus.As[campus.Lesson](rec).Title)
		below, right = c.people.Name(rec.Author), ui.Ago(later(rec), env.Now())
	}
	below = strings.Join(append(c.states(rec, env), below), dot)
	if c.read[rec.ID] {
		r.mark.Set(base.ConfirmIcon(), base.ColorNamePrimary)
	}
	r.row.Set(widget.Clean(title), widget.Clean(below), right, rec.Waiting)
	r.row.SetStrong(rec.Kind == "unit")
	widget.ShowIf(r.room, line.under)
}

// states are the words for how far something has come: a draft, read.
func (c class) states(r campus.Record, env *ui.Env) (out []string) {
	if r.Audience == campus.StaffOnly {
		word := isDraft.Say()
		if at := campus.As[campus.Lesson](r).Publish; at > 0 {
			word = publishedAt.Say(ui.At(unixMilli(at), env.Now()))
		}
		out = append(out, word)
	}
	if c.read[r.ID] {
		out = append(out, wasRead.Say())
	}
	return out
}
