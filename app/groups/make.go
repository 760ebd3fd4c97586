package groups

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// form makes a group, or changes what is said about one.
func (s *Screen) form(r campus.Record) {
	f := widget.NewForm(s.env)
	f.Line("name", fieldName, nameHint)
	f.Area("about", fieldAbout, aboutHint, 7)
	size := fyne.NewSize(580, 400)
	if r.ID == "" {
		f.OnSave = func(v widget.Values, done func(error)) {
			s.save(campus.NewGroup(s.env.Replica.Me(), campus.Group{Name: v["name"], About: v["about"]}), done)
		}
		f.Open(size, newGroupTitle, makeIt, "group/new", nil, nil)
		return
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		c, differs := campus.Edit(r, &campus.Group{Name: v["name"], About: v["about"]})
		if !differs {
			done(nil)
			return
		}
		s.save(campus.Action{Space: r.Space, Changes: []campus.Change{c}}, done)
	}
	was := campus.As[campus.Group](r)
	f.Open(size, editTitle, save, "group/"+string(r.ID), widget.Values{"name": was.Name, "about": was.About}, r.Body)
}

// save keeps an action and shows the group.
func (s *Screen) save(a campus.Action, done func(error)) {
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Save(ctx, a) }, func(err error) {
		done(err)
		if err == nil {
			s.opening = a.Space
			s.load()
		}
	})
}
