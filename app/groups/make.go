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
	f.Area("about", fieldAbout.Say(), aboutHint.Say(), 5)
	was := campus.As[campus.Group](again.Over(r))
	if was.Entry == "" {
		was.Entry = campus.EntryInvitation
	}
	if was.Entry != campus.EntryAll {
		f.Pick("entry", fieldEntry.Say(), entries, []string{entryInvitedIs.Say(), entryClosedIs.Say(), entryOpenIs.Say()}, false)
		f.Note(entryNote.Say())
	}
	size := fyne.NewSize(620, 510)
	initial := widget.Values{"name": was.Name, "about": was.About, "entry": string(was.Entry)}
	if r.ID == "" {
		initial["pair1"], initial["pair2"] = "", ""
		if len(was.Pair) == 2 {
			initial["pair1"], initial["pair2"] = string(was.Pair[0]), string(was.Pair[1])
		}
		s.pairFields(f)
		f.OnSave = func(v widget.Values, done func(error)) {
			g := campus.Group{Name: v["name"], About: v["about"], Entry: entryOf(v)}
			var err error
			if g.Pair, err = pairOfForm(v); err != nil {
				done(err)
				return
			}
			s.save(f, campus.NewGroup(s.env.Replica.Me(), g), done)
		}
		size = fyne.NewSize(620, 660)
		f.Open(size, newGroupTitle.Say(), makeIt.Say(), again.At("group/new"), initial, nil)
		return
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		action := campus.Action{Space: r.Space}
		g := campus.As[campus.Group](r)
		g.Name, g.About = v["name"], v["about"]
		if g.Entry != campus.EntryAll {
			g.Entry = entryOf(v)
		}
		if c, differs := campus.Edit(r, &g); differs {
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
			s.opening = ui.Place{Space: a.Space}
			s.load()
		}
	})
}

// entries are the choices of how one comes into a group.
var entries = []string{string(campus.EntryInvitation), string(campus.EntryClosed), string(campus.EntryOpen)}

func entryOf(v widget.Values) campus.Entry { return campus.Entry(v["entry"]) }

// pairFields are the two institutions that a new group is for, or none.
func (s *Screen) pairFields(f *widget.Form) {
	var ids, names []string
	if people := s.env.People.Known(); people != nil {
		for _, c := range people.Colleges() {
			ids, names = append(ids, string(c.Institution)), append(names, cut(oneLine(c.Name)))
		}
	}
	f.Pick("pair1", fieldPair.Say(), ids, names, true)
	f.Pick("pair2", fieldPartner.Say(), ids, names, true)
}

// cut makes a name fit into a choice.
func cut(name string) string {
	if r := []rune(name); len(r) > 56 {
		return string(r[:55]) + "…"
	}
	return name
}

// pairOfForm gives the two institutions that were chosen, none, or what is wrong.
func pairOfForm(v widget.Values) ([]campus.ID, error) {
	a, b := campus.ID(v["pair1"]), campus.ID(v["pair2"])
	switch {
	case a == "" && b == "":
		return nil, nil
	case a == "" || b == "" || a == b:
		return nil, campus.Errorf(campus.Invalid, "%s", onePartner.Say())
	}
	return []campus.ID{a, b}, nil
}
