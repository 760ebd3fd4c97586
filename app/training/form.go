package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// classForm makes a class, or edits one; again is what was refused of it.
func (s *Screen) classForm(r campus.Record, again *ui.Again) {
	f := widget.NewForm(s.env)
	f.Line("title", classTitle.Say(), classExample.Say())
	f.Pick("area", classArea.Say(), campus.StudyAreas, lang.Terms(campus.StudyAreas), true)
	f.Area("about", classAbout.Say(), "", 6)
	f.OnSave = func(v widget.Values, done func(error)) { s.saveClass(f, r, again, v, done) }
	was := campus.As[campus.Course](again.Over(r))
	place, head, do := "class/new", newClassTitle.Say(), create.Say()
	if r.ID != "" {
		place, head, do = "class/"+string(r.ID), editClassTitle.Say(), saved.Say()
	}
	f.Open(fyne.NewSize(560, 470), head, do, again.At(place), widget.Values{"title": was.Title, "area": was.Area, "about": was.About}, r.Body)
	s.form = f
}

// saveClass saves what is in the form.
func (s *Screen) saveClass(f *widget.Form, r campus.Record, again *ui.Again, v widget.Values, done func(error)) {
	c := campus.Course{Title: v["title"], Area: v["area"], About: v["about"]}
	action := campus.NewClass(s.env.Replica.Me(), c)
	if r.ID != "" {
		r.Body = f.Base() // what its author was looking at
		action = campus.Action{Space: r.Space}
		if change, differs := campus.Edit(r, &c); differs {
			action.Changes = []campus.Change{again.Based(change)}
		}
	}
	ui.Do(s.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
		done(err)
		if err == nil {
			s.opening = ui.Place{Space: action.Space}
			s.load()
		}
	})
}
