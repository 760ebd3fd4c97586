package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// unitMenu is what may be done with a unit, besides moving it.
func (l *lessonList) unitMenu(r campus.Record) []*fyne.MenuItem {
	actor := l.page.class.actor
	var items []*fyne.MenuItem
	for _, s := range l.page.class.sections {
		if s.Unit.ID == r.ID && len(s.Lessons) > 0 {
			title := campus.As[campus.Unit](r).Title
			failed := func(err error) { l.page.trouble.Say(ui.Sentence(err)) }
			items = append(items, fyne.NewMenuItem(printHandout.Say(), func() { l.page.screen.printLessons(title, s.Lessons, true, failed) }))
		}
	}
	if ui.MayCreate(actor, campus.InClass, "lesson") {
		items = append(items, fyne.NewMenuItem(newLesson.Say(), func() { l.page.screen.writeLessonIn(r.ID) }))
	}
	if ui.MayEdit(actor, campus.InClass, r) {
		items = append(items, fyne.NewMenuItem(editUnit.Say(), func() { l.unitForm(r, nil) }))
	}
	items = append(items, widget.History(l.page.env, r, ui.MayEdit(actor, campus.InClass, r))...)
	if ui.MayRemove(actor, campus.InClass, r) {
		items = append(items, fyne.NewMenuItem(removeLesson.Say(), func() {
			title := widget.Short(oneLine(campus.As[campus.Unit](r).Title))
			widget.Ask(l.page.env.Window, removeLesson.Say(), removeUnitAsk.Say(title), func() { l.save(campus.Remove(r)) })
		}))
	}
	return items
}

// unitForm makes a unit, or edits one; again is what was refused of it.
func (l *lessonList) unitForm(r campus.Record, again *ui.Again) {
	p, class := l.page, l.page.id
	was := campus.As[campus.Unit](again.Over(r))
	f := widget.NewForm(p.env)
	f.Line("title", versionTitle.Say(), "")
	f.Area("about", classAbout.Say(), "", 4)
	place, head := "unit/new/"+string(class), newUnit.Say()
	if r.ID != "" {
		place, head = "unit/"+string(r.ID), editUnit.Say()
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base() // what its author was looking at
		ui.Do(p.env, func(ctx context.Context) error {
			changes, err := unitChanges(ctx, p.env.Replica, class, r, v)
			if err != nil {
				return err
			}
			if r.ID != "" && len(changes) > 0 {
				changes[0] = again.Based(changes[0])
			}
			return f.Keep(ctx, campus.Action{Space: class, Changes: changes})
		}, func(err error) {
			done(err)
			p.load()
		})
	}
	f.Open(fyne.NewSize(520, 360), head, saved.Say(), again.At(place), widget.Values{"title": was.Title, "about": was.About}, r.Body)
	p.screen.form = f
}

func unitChanges(ctx context.Context, replica campus.Replica, class campus.ID, r campus.Record, v widget.Values) ([]campus.Change, error) {
	u := campus.As[campus.Unit](r)
	u.Title, u.About = v["title"], v["about"]
	if r.ID != "" {
		if c, differs := campus.Edit(r, &u); differs {
			return []campus.Change{c}, nil
		}
		return nil, nil
	}
	units, err := replica.Records(ctx, campus.Query{Space: class, Kind: "unit", Order: campus.ByOrder})
	if err != nil {
		return nil, err
	}
	last := ""
	if len(units) > 0 {
		last = orderOf(units[len(units)-1])
	}
	u.Order = campus.OrderBetween(last, "")
	return []campus.Change{campus.Create(campus.NewID(), "unit", &u)}, nil
}

// pickUnit adds the choice of a unit to a form.
func pickUnit(f *widget.Form, units []campus.Record) {
	ids, titles := make([]string, len(units)), make([]string, len(units))
	for i, u := range units {
		ids[i], titles[i] = string(u.ID), oneLine(campus.As[campus.Unit](u).Title)
	}
	f.Pick("unit", fieldUnit.Say(), ids, titles, true)
}
