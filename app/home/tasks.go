package home

import (
	"context"
	"math"
	"time"

	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// todo is a task of a group that is mine to do.
type todo struct {
	record campus.Record
	group  campus.Space
}

// todos looks at what the groups ask.
func todos(ctx context.Context, env *ui.Env) (out []todo, err error) {
	groups, err := env.Replica.Spaces(ctx, campus.InGroup)
	if err != nil || len(groups) == 0 {
		return nil, err
	}
	byID, ids := map[campus.ID]campus.Space{}, []campus.ID{}
	for _, g := range groups {
		byID[g.ID], ids = g, append(ids, g.ID)
	}
	tasks, err := env.Replica.Records(ctx, campus.Query{Spaces: ids, Kind: "task"})
	for _, r := range campus.TaskDuties(tasks, env.Replica.Me(), env.Now()) {
		out = append(out, todo{r, byID[r.Space]})
	}
	return out, err
}

func (s *Screen) todoRows(all []todo) (rows []dated) {
	for _, d := range all {
		t, now := campus.As[campus.Task](d.record), s.env.Now()
		when, by := noDue.Say(), int64(math.MaxInt64)
		if at, has := t.DueAt(now.Location()); has {
			when, by = dueBy.Say(ui.Date(at.Add(-time.Second), now)), at.UnixMilli()
		}
		if t.Overdue(now) {
			when = overdue.Say() + dot + when
		}
		title := container.NewBorder(nil, nil, nil, widget.Quiet(when).Full(), widget.Bold(widget.Clean(t.Title)))
		body := widget.Stackup(3, title, widget.Quiet(widget.Clean(d.group.Name)))
		rows = append(rows, dated{by, s.card(body, ui.Place{Section: ui.SectionGroups, Space: d.group.ID, Record: d.record.ID})})
	}
	return rows
}
