package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// classForm makes a class, or edits one.
func (s *Screen) classForm(r campus.Record) {
	f := widget.NewForm(s.env)
	f.Line("title", classTitle, classExample)
	f.Pick("area", classArea, campus.StudyAreas, campus.StudyAreas, true)
	f.Area("about", classAbout, "", 6)
	f.OnSave = func(v widget.Values, done func(error)) { s.saveClass(r, f.Base(), v, done) }
	was := campus.As[campus.Course](r)
	place, head, do := "class/new", newClassTitle, create
	if r.ID != "" {
		place, head, do = "class/"+string(r.ID), editClassTitle, saved
	}
	f.Open(fyne.NewSize(560, 470), head, do, place, widget.Values{"title": was.Title, "area": was.Area, "about": was.About}, r.Body)
	s.form = f
}

// saveClass saves what is in the form; base is what its author was looking at.
func (s *Screen) saveClass(r campus.Record, base campus.Body, v widget.Values, done func(error)) {
	c := campus.Course{Title: v["title"], Area: v["area"], About: v["about"]}
	action := campus.NewClass(s.env.Replica.Me(), c)
	if r.ID != "" {
		r.Body = base
		change, differs := campus.Edit(r, &c)
		if !differs {
			done(nil)
			return
		}
		action = campus.Action{Space: r.Space, Changes: []campus.Change{change}}
	}
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Save(ctx, action) }, func(err error) {
		done(err)
		if err == nil {
			s.opening = ui.Place{Space: action.Space}
			s.load()
		}
	})
}
