package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// source is a group, or an institution that I am on the staff of: who is in it can be
// added to a class at once.
type source struct {
	space   campus.Space
	members []campus.Record
}

func loadSources(ctx context.Context, r campus.Replica) (out []source, err error) {
	spaces, err := r.Spaces(ctx, campus.InGroup, campus.InInstitution)
	if err != nil {
		return nil, err
	}
	for _, s := range spaces {
		if s.Type == campus.InInstitution && !s.Role.Leads() {
			continue
		}
		one := source{space: s}
		if one.members, err = r.Records(ctx, campus.Query{Space: s.ID, Kind: "membership"}); err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// people are those of the source to be added: all, or without its staff.
func (s source) people(all bool) (out []campus.ID) {
	for _, r := range s.members {
		if m := campus.As[campus.Membership](r); m.Role == campus.Member || all && m.Role.In() {
			out = append(out, m.Person)
		}
	}
	return out
}

// addGroupTo lets a teacher add all members of a group or an institution.
func addGroupTo(p *classPage) {
	ui.Load(p.env, &p.members.sources, func(ctx context.Context) ([]source, error) { return loadSources(ctx, p.env.Replica) }, func(all []source, err error) {
		p.trouble.Say(ui.Sentence(err))
		if err == nil && len(all) == 0 {
			p.trouble.Say(noSources.Say())
		}
		if len(all) > 0 {
			groupForm(p, all)
		}
	})
}

// The choices of who is added.
const (
	onlyMembers = "members"
	withStaff   = "all"
)

func groupForm(p *classPage, all []source) {
	var ids, names []string
	for _, s := range all {
		ids = append(ids, string(s.space.ID))
		names = append(names, oneLine(s.space.Name)+dot+memberCount.Count(len(s.people(true))))
	}
	space := p.id
	f := widget.NewForm(p.env)
	f.Pick("source", fieldSource.Say(), ids, names, false)
	f.Pick("whom", fieldWhom.Say(), []string{onlyMembers, withStaff}, []string{whomOnly.Say(), whomAll.Say()}, false)
	f.OnSave = func(v widget.Values, done func(error)) {
		var chosen []campus.ID
		for _, s := range all {
			if string(s.space.ID) == v["source"] {
				chosen = ui.Newcomers(p.class.members, s.people(v["whom"] == withStaff))
			}
		}
		switch {
		case v["source"] == "":
			done(campus.Errorf(campus.Invalid, "%s", addGroupHow.Say()))
			return
		case len(chosen) == 0:
			done(campus.Errorf(campus.Invalid, "%s", allIn.Say()))
			return
		}
		ui.Do(p.env, func(ctx context.Context) error {
			return ui.AddMembers(ctx, p.env.Replica, space, campus.Member, chosen...)
		}, func(err error) {
			done(err)
			p.load()
		})
	}
	f.Open(fyne.NewSize(560, 300), addGroup.Say(), addNone.Say(), "class/addgroup/"+string(space), widget.Values{"whom": onlyMembers}, nil)
}
