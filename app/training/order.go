package training

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// lessonRow is a lesson with a menu for those who may move it.
type lessonRow struct {
	fw.BaseWidget
	row  *widget.Row
	more *widget.Button
	menu func() []*fyne.MenuItem
}

func newLessonRow(env *ui.Env) fyne.CanvasObject {
	r := &lessonRow{row: widget.NewIconRow(theme.IconLesson)}
	r.more = widget.More(env.Window, func() []*fyne.MenuItem { return r.menu() })
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *lessonRow) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, nil, widget.Inset(widget.Middle(r.more), 0, 0, 0, 6), r.row))
}

// step is a lesson that is to go one place up or down.
type step struct {
	lesson campus.ID
	by     int
}

func (l *lessonList) mayMove(i int) bool {
	c := l.page.class
	return len(c.lessons) > 1 && ui.MayEdit(c.actor, campus.InClass, c.lessons[i], "order")
}

// menu is where a lesson can go.
func (l *lessonList) menu(i int) []*fyne.MenuItem {
	id := l.page.class.lessons[i].ID
	up := fyne.NewMenuItem(moveUp.Say(), func() { l.move(step{id, -1}) })
	down := fyne.NewMenuItem(moveDown.Say(), func() { l.move(step{id, 1}) })
	up.Disabled, down.Disabled = i == 0, i == len(l.page.class.lessons)-1
	return []*fyne.MenuItem{up, down}
}

// moveAt is for the keys.
func (l *lessonList) moveAt(i, by int) {
	if i >= 0 && i < len(l.page.class.lessons) && l.mayMove(i) {
		l.move(step{l.page.class.lessons[i].ID, by})
	}
}

// move takes one step after the other: each begins where the one before ended,
// however fast the keys come.
func (l *lessonList) move(s step) {
	l.steps = append(l.steps, s)
	if len(l.steps) == 1 {
		l.takeStep()
	}
}

func (l *lessonList) takeStep() {
	p, s := l.page, l.steps[0]
	class := p.id
	var lessons []campus.Record
	ui.Do(p.env, func(ctx context.Context) (err error) {
		q := campus.Query{Space: class, Kind: "lesson", Order: campus.ByOrder}
		if lessons, err = p.env.Replica.Records(ctx, q); err != nil {
			return err
		}
		c, moves := moved(lessons, at(lessons, s.lesson), s.by)
		if !moves {
			return nil
		}
		if err = p.env.Replica.Save(ctx, campus.Action{Space: class, Changes: []campus.Change{c}}); err != nil {
			return err
		}
		lessons, err = p.env.Replica.Records(ctx, q)
		return err
	}, func(err error) {
		l.steps = l.steps[1:]
		p.trouble.Say(ui.Sentence(err))
		if err == nil && p.id == class {
			p.class.lessons = lessons
			l.list.Refresh()
			l.list.Highlight(max(0, at(lessons, s.lesson)))
		}
		if len(l.steps) > 0 {
			l.takeStep()
		}
	})
}

func at(lessons []campus.Record, id campus.ID) int {
	return slices.IndexFunc(lessons, func(r campus.Record) bool { return r.ID == id })
}

// moved makes the change that brings a lesson one place up or down. It writes
// the order of that lesson alone. Where others have one order in common, for two
// teachers put lessons into one gap at once, it goes past all of them; where
// there is no room before the first, its neighbour goes the other way.
func moved(lessons []campus.Record, i, by int) (campus.Change, bool) {
	to := i + by
	if i < 0 || to < 0 || to >= len(lessons) {
		return campus.Change{}, false
	}
	if order, ok := orderAt(lessons, i, by); ok {
		return reordered(lessons[i], order)
	}
	if order, ok := orderAt(lessons, to, -by); ok {
		return reordered(lessons[to], order)
	}
	return campus.Change{}, false
}

func reordered(r campus.Record, order string) (campus.Change, bool) {
	lesson := campus.As[campus.Lesson](r)
	lesson.Order = order
	return campus.Edit(r, &lesson)
}

// orderAt finds the nearest gap between the others in which there is room.
func orderAt(lessons []campus.Record, i, by int) (string, bool) {
	others := slices.Delete(slices.Clone(lessons), i, i+1)
	for to := i + by; to >= 0 && to <= len(others); to += by {
		var low, high string
		if to > 0 {
			low = orderOf(others[to-1])
		}
		last := to == len(others)
		if !last {
			high = orderOf(others[to])
		}
		if order := campus.OrderBetween(low, high); order > low && (last || order < high) {
			return order, true
		}
	}
	return "", false
}

func orderOf(r campus.Record) string { return campus.As[campus.Lesson](r).Order }

// placeOf says in words where an order puts a lesson.
func placeOf(lessons []campus.Record, lesson campus.ID, order string) string {
	words := placeFirst.Say()
	for _, r := range lessons {
		if r.ID != lesson && orderOf(r) < order {
			words = placeAfter.Say(widget.Clean(campus.As[campus.Lesson](r).Title))
		}
	}
	return words
}
