package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// templateOn is the value of the tick that makes a class a template.
const templateOn = "template"

// classForm makes a class, or edits one; again is what was refused of it.
func (s *Screen) classForm(r campus.Record, again *ui.Again) {
	f := widget.NewForm(s.env)
	f.Line("title", classTitle.Say(), classExample.Say())
	f.Pick("area", classArea.Say(), campus.StudyAreas, lang.Terms(campus.StudyAreas), true)
	f.Area("about", classAbout.Say(), "", 6)
	f.Ticks("template", templateLabel.Say(), []string{templateOn}, []string{templateTick.Say()}, 1)
	f.OnSave = func(v widget.Values, done func(error)) { s.saveClass(f, r, again, v, done) }
	was := campus.As[campus.Course](again.Over(r))
	place, head, do := "class/new", newClassTitle.Say(), create.Say()
	if r.ID != "" {
		place, head, do = "class/"+string(r.ID), editClassTitle.Say(), saved.Say()
	}
	initial := widget.Values{"title": was.Title, "area": was.Area, "about": was.About, "template": ""}
	if was.Template {
		initial["template"] = templateOn
	}
	f.Open(fyne.NewSize(560, 566), head, do, again.At(place), initial, r.Body)
	s.form = f
}

// saveClass saves what is in the form.
func (s *Screen) saveClass(f *widget.Form, r campus.Record, again *ui.Again, v widget.Values, done func(error)) {
	r.Body = f.Base() // what its author was looking at
	c := campus.As[campus.Course](r)
	c.Title, c.Area, c.About, c.Template = v["title"], v["area"], v["about"], v["template"] == templateOn
	action := campus.NewClass(s.env.Replica.Me(), c)
	if r.ID != "" {
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
