package training

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// step is a lesson or a unit that is to go one place up or down.
type step struct {
	record campus.ID
	by     int
}

// mayMove tells whether the row at a place can go anywhere.
func (l *lessonList) mayMove(i int) bool {
	r := l.rows[i].record
	return r.Kind != "assignment" && ui.MayEdit(l.page.class.actor, campus.InClass, r, "order")
}

// moveAt is for the keys.
func (l *lessonList) moveAt(i, by int) {
	if i >= 0 && i < len(l.rows) && l.mayMove(i) {
		l.move(step{l.rows[i].record.ID, by})
	}
}

// moves are the choices of a menu that bring a lesson or a unit elsewhere.
func (l *lessonList) moves(i int) []*fyne.MenuItem {
	r := l.rows[i].record
	var items []*fyne.MenuItem
	if l.mayMove(i) {
		up := fyne.NewMenuItem(moveUp.Say(), func() { l.move(step{r.ID, -1}) })
		down := fyne.NewMenuItem(moveDown.Say(), func() { l.move(step{r.ID, 1}) })
		_, ups := movedIn(l.page.class.sections, step{r.ID, -1})
		_, downs := movedIn(l.page.class.sections, step{r.ID, 1})
		up.Disabled, down.Disabled = !ups, !downs
		items = append(items, up, down)
	}
	if r.Kind != "unit" && ui.MayEdit(l.page.class.actor, campus.InClass, r, "unit") {
		if into := l.units(r); into != nil {
			items = append(items, into)
		}
	}
	return items
}

// units is the choice of the unit under which something is to stand.
func (l *lessonList) units(r campus.Record) *fyne.MenuItem {
	sections := l.page.class.sections
	if len(sections) < 2 {
		return nil
	}
	now := unitOf(r)
	var all []*fyne.MenuItem
	for i, s := range sections {
		title := noUnit.Say()
		if i > 0 {
			title = widget.Short(oneLine(campus.As[campus.Unit](s.Unit).Title))
		}
		to := s
		item := fyne.NewMenuItem(title, func() { l.save(into(r, to, -1)) })
		item.Checked = s.Unit.ID == now
		item.Disabled = item.Checked
		all = append(all, item)
	}
	choose := fyne.NewMenuItem(moveToUnit.Say(), nil)
	choose.ChildMenu = fyne.NewMenu("", all...)
	return choose
}

// save saves a change to the class that is open, and looks again.
func (l *lessonList) save(changes ...campus.Change) {
	p, class := l.page, l.page.id
	ui.Do(p.env, func(ctx context.Context) error {
		return p.env.Replica.Save(ctx, campus.Action{Space: class, Changes: changes})
	}, func(err error) {
		p.load()
		p.trouble.Say(ui.Sentence(err))
	})
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
	var after []campus.Section
	ui.Do(p.env, func(ctx context.Context) (err error) {
		if after, err = outline(ctx, p.env.Replica, class); err != nil {
			return err
		}
		c, moves := movedIn(after, s)
		if !moves {
			return nil
		}
		if err = p.env.Replica.Save(ctx, campus.Action{Space: class, Changes: []campus.Change{c}}); err != nil {
			return err
		}
		after, err = outline(ctx, p.env.Replica, class)
		return err
	}, func(err error) {
		l.steps = l.steps[1:]
		p.trouble.Say(ui.Sentence(err))
		if err == nil && p.id == class {
			p.class.lay(after)
			delete(l.closed, l.unitAt(s.record)) // what was moved stays in sight
			l.fill()
			l.list.Highlight(max(0, slices.IndexFunc(l.rows, func(r classRow) bool { return r.record.ID == s.record })))
		}
		if len(l.steps) > 0 {
			l.takeStep()
		}
	})
}

// unitAt gives the unit in which a lesson is.
func (l *lessonList) unitAt(id campus.ID) campus.ID {
	for _, s := range l.page.class.sections {
		if at(s.Lessons, id) >= 0 {
			return s.Unit.ID
		}
	}
	return ""
}

// outline reads how a class is laid out.
func outline(ctx context.Context, r campus.Replica, class campus.ID) ([]campus.Section, error) {
	of := map[string][]campus.Record{}
	for _, kind := range []string{"unit", "lesson", "assignment"} {
		var err error
		if of[kind], err = r.Records(ctx, campus.Query{Space: class, Kind: kind}); err != nil {
			return nil, err
		}
	}
	return campus.Outline(of["unit"], of["lesson"], of["assignment"]), nil
}

func at(records []campus.Record, id campus.ID) int {
	return slices.IndexFunc(records, func(r campus.Record) bool { return r.ID == id })
}

// movedIn makes the change that brings a unit, or a lesson, one place up or down. A
// lesson at the end of its unit goes into the next one.
func movedIn(sections []campus.Section, s step) (campus.Change, bool) {
	var units []campus.Record
	for _, one := range sections[min(1, len(sections)):] {
		units = append(units, one.Unit)
	}
	if i := at(units, s.record); i >= 0 {
		return moved(units, i, s.by)
	}
	for i, one := range sections {
		j := at(one.Lessons, s.record)
		if j < 0 {
			continue
		}
		if to := i + s.by; (j+s.by < 0 || j+s.by >= len(one.Lessons)) && to >= 0 && to < len(sections) {
			return into(one.Lessons[j], sections[to], s.by), true
		}
		return moved(one.Lessons, j, s.by)
	}
	return campus.Change{}, false
}

// into makes the change that brings a lesson into a unit: to its beginning for who comes
// from above, by being 1, else to its end. An assignment has no order of its own there.
func into(r campus.Record, s campus.Section, by int) campus.Change {
	if r.Kind == "assignment" {
		a := campus.As[campus.Assignment](r)
		a.Unit = s.Unit.ID
		c, _ := campus.Edit(r, &a)
		return c
	}
	lesson := campus.As[campus.Lesson](r)
	lesson.Unit = s.Unit.ID
	switch n := len(s.Lessons); {
	case n == 0:
	case by > 0:
		lesson.Order = campus.OrderBetween("", campus.OrderOf(s.Lessons[0]))
	default:
		lesson.Order = campus.OrderBetween(campus.OrderOf(s.Lessons[n-1]), "")
	}
	c, _ := campus.Edit(r, &lesson)
	return c
}

// unitOf is the unit that a lesson or an assignment names.
func unitOf(r campus.Record) campus.ID { return campus.As[campus.Lesson](r).Unit }

// moved makes the change that brings a record one place up or down. It writes the order
// of that one alone. Where others have one order in common, for two teachers put lessons
// into one gap at once, it goes past all of them; where there is no room before the
// first, its neighbour goes the other way.
func moved(records []campus.Record, i, by int) (campus.Change, bool) {
	to := i + by
	if i < 0 || to < 0 || to >= len(records) {
		return campus.Change{}, false
	}
	if order, ok := orderAt(records, i, by); ok {
		return reordered(records[i], order)
	}
	if order, ok := orderAt(records, to, -by); ok {
		return reordered(records[to], order)
	}
	return campus.Change{}, false
}

func reordered(r campus.Record, order string) (campus.Change, bool) {
	if r.Kind == "unit" {
		unit := campus.As[campus.Unit](r)
		unit.Order = order
		return campus.Edit(r, &unit)
	}
	lesson := campus.As[campus.Lesson](r)
	lesson.Order = order
	return campus.Edit(r, &lesson)
}

// orderAt finds the nearest gap between the others in which there is room.
func orderAt(records []campus.Record, i, by int) (string, bool) {
	others := slices.Delete(slices.Clone(records), i, i+1)
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

func orderOf(r campus.Record) string { return campus.OrderOf(r) }

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
