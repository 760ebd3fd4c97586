package groups

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// form makes a group, or changes what is said about one; again is what was
// refused of it.
func (s *Screen) form(r campus.Record, again *ui.Again) {
	f := widget.NewForm(s.env)
	f.Line("name", fieldName.Say(), nameHint.Say())
	f.Area("about", fieldAbout.Say(), aboutHint.Say(), 7)
	size := fyne.NewSize(580, 400)
	was := campus.As[campus.Group](again.Over(r))
	initial := widget.Values{"name": was.Name, "about": was.About}
	if r.ID == "" {
		f.OnSave = func(v widget.Values, done func(error)) {
			s.save(f, campus.NewGroup(s.env.Replica.Me(), campus.Group{Name: v["name"], About: v["about"]}), done)
		}
		f.Open(size, newGroupTitle.Say(), makeIt.Say(), again.At("group/new"), initial, nil)
		return
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		action := campus.Action{Space: r.Space}
		if c, differs := campus.Edit(r, &campus.Group{Name: v["name"], About: v["about"]}); differs {
			action.Changes = []campus.Change{again.Based(c)}
		}
		s.save(f, action, done)
	}
	f.Open(size, editTitle.Say(), save.Say(), again.At("group/"+string(r.ID)), initial, r.Body)
}

// save keeps an action and shows the group.
func (s *Screen) save(f *widget.Form, a campus.Action, done func(error)) {
	ui.Do(s.env, func(ctx context.Context) error { return f.Keep(ctx, a) }, func(err error) {
		done(err)
		if err == nil {
			s.opening = a.Space
			s.load()
		}
	})
}
