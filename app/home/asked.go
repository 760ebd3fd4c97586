package home

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// asks is a group of mine to lead, and who asks to come in and has no answer.
type asks struct {
	group   campus.Space
	waiting []campus.Record // never none
}

// asking looks at who wants to come into the groups that I lead.
func asking(ctx context.Context, env *ui.Env) (out []asks, err error) {
	groups, err := env.Replica.Spaces(ctx, campus.InGroup)
	groups = slices.DeleteFunc(groups, func(g campus.Space) bool { return !g.Role.Leads() })
	if err != nil || len(groups) == 0 {
		return nil, err
	}
	ids := make([]campus.ID, len(groups))
	for i, g := range groups {
		ids[i] = g.ID
	}
	all, err := env.Replica.Records(ctx, campus.Query{Spaces: ids, Kind: "applicant"})
	for _, g := range groups {
		a := asks{group: g}
		for _, r := range all {
			if r.Space == g.ID && campus.As[campus.Applicant](r).State == campus.JoinWaiting {
				a.waiting = append(a.waiting, r)
			}
		}
		if len(a.waiting) > 0 {
			out = append(out, a)
		}
	}
	return out, err
}

// askRows come before what is due: somebody waits.
func (s *Screen) askRows(all []asks) (rows []dated) {
	for _, a := range all {
		title := container.NewBorder(nil, nil, nil, widget.Quiet(ui.Ago(a.waiting[0].Created, s.env.Now())).Full(), widget.Bold(joinCount.Count(len(a.waiting))))
		body := widget.Stackup(3, title, widget.Quiet(widget.Clean(a.group.Name)))
		rows = append(rows, dated{0, s.card(body, ui.Place{Section: ui.SectionGroups, Space: a.group.ID, Record: a.waiting[0].ID})})
	}
	return rows
}
