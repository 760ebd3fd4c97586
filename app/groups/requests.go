package groups

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// requests are the wishes to join, above the members, for the staff to answer.
type requests struct {
	page    *groupPage
	content *fyne.Container
}

// mostRequests is how many are shown at once: the others move up.
const mostRequests = 3

func newRequests(p *groupPage) *requests { return &requests{page: p, content: widget.Stackup(6)} }

func (q *requests) show() {
	g := q.page.group
	var waiting, refused []campus.Record
	lately := q.page.env.Now().Add(-refusedFor)
	for _, r := range g.applicants {
		a := campus.As[campus.Applicant](r)
		in := slices.ContainsFunc(q.page.members.all, func(m member) bool { return m.person == a.Person })
		switch {
		case in:
		case a.State == campus.JoinWaiting:
			waiting = append(waiting, r)
		case a.State == campus.JoinRefused && r.Edited.After(lately):
			refused = append(refused, r)
		}
	}
	q.content.Objects = nil
	if len(waiting) > 0 && g.actor.Role.Leads() {
		q.content.Add(widget.Bold(requestsTitle.Say()))
		for _, r := range waiting[:min(len(waiting), mostRequests)] {
			q.content.Add(q.card(r))
		}
		if more := len(waiting) - mostRequests; more > 0 {
			q.content.Add(widget.Quiet(requestsMore.Count(more)))
		}
	}
	if len(refused) > 0 && g.actor.Role.Leads() {
		slices.SortFunc(refused, func(a, b campus.Record) int { return b.Edited.Compare(a.Edited) })
		q.content.Add(widget.Bold(shortRefused.Say()))
		for _, r := range refused[:min(len(refused), mostRequests)] {
			q.content.Add(q.turnedAway(r))
		}
	}
	widget.ShowIf(q.content, len(q.content.Objects) > 0)
	q.content.Refresh()
}

// refusedFor is how long the staff are shown whom they refused, and can accept them after
// all: as long as what was removed can be brought back.
const refusedFor = 30 * 24 * time.Hour

// turnedAway is somebody who was refused, why and by whom.
func (q *requests) turnedAway(r campus.Record) fyne.CanvasObject {
	p, a := q.page, campus.As[campus.Applicant](r)
	name := oneLine(p.group.people.Name(a.Person))
	row := widget.NewAvatarRow()
	row.SetPerson(name, string(a.Person))
	below := oneLine(p.group.people.Name(r.Editor))
	if why := oneLine(a.Reason); why != "" {
		below += dot + why
	}
	row.Set(name, below, ui.Ago(r.Edited, p.env.Now()), r.Waiting)
	return widget.Card(container.NewBorder(nil, nil, nil, widget.Inset(widget.Middle(widget.NewButton(accept.Say(), nil, func() { q.accept(r) })), 0, 0, 0, 6), row))
}

func (q *requests) card(r campus.Record) fyne.CanvasObject {
	p, a := q.page, campus.As[campus.Applicant](r)
	name := oneLine(p.group.people.Name(a.Person))
	row := widget.NewAvatarRow()
	row.SetPerson(name, string(a.Person))
	row.Set(name, oneLine(p.group.people.Institution(a.Person)), ui.Ago(r.Created, p.env.Now()), r.Waiting)
	buttons := widget.Beside(6, widget.Main(accept.Say(), nil, func() { q.accept(r) }), widget.NewButton(refuse.Say(), nil, func() { q.refuse(r, name) }))
	who := fyne.CanvasObject(row)
	if meet := p.env.Who(a.Person); meet != nil {
		who = widget.NewTap(row, meet)
	}
	body := container.NewBorder(nil, nil, nil, widget.Inset(widget.Middle(buttons), 0, 0, 0, 6), who)
	words := widget.Calm(a.Words)
	if words == "" {
		return widget.Card(body)
	}
	text := widget.NewReading(widget.Run{Text: words})
	text.Most = 6 // the list of the members stays in the window
	return widget.Card(widget.Stackup(2, body, widget.Inset(text, 0, 0, 5, 8)))
}

// accept makes the person a member and says so to the person, in one action.
func (q *requests) accept(r campus.Record) {
	q.page.do(func(ctx context.Context, space campus.ID) error {
		a := campus.As[campus.Applicant](r)
		act, err := ui.Adding(ctx, q.page.env.Replica, space, campus.Member, a.Person)
		if err != nil {
			return err
		}
		a.State, a.Reason = campus.JoinAccepted, ""
		if c, differs := campus.Edit(r, &a); differs {
			act.Changes = append(act.Changes, c)
		}
		return q.page.env.Replica.Save(ctx, act)
	}, nil)
}

// refuse asks for a word to the person.
func (q *requests) refuse(r campus.Record, name string) {
	f := widget.NewForm(q.page.env)
	f.Area("words", refuseWords.Say(), refuseHint.Say(), 4)
	f.OnSave = func(v widget.Values, done func(error)) {
		a := campus.As[campus.Applicant](r)
		a.State, a.Reason = campus.JoinRefused, v["words"]
		c, differs := campus.Edit(r, &a)
		if !differs {
			done(nil)
			return
		}
		ui.Do(q.page.env, func(ctx context.Context) error {
			return f.Keep(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{c}})
		}, func(err error) {
			done(err)
			q.page.screen.load()
			q.page.load()
		})
	}
	f.Open(fyne.NewSize(520, 320), refuseTitle.Say(widget.Short(name)), refuse.Say(), "group/refuse/"+string(r.ID), nil, nil)
}

// heir lets the last owner of a group that others are in name another before leaving:
// both in one action, for a group is not left without an owner.
func (m *memberList) heir() {
	p := m.page
	var ids, names []string
	for _, who := range m.all {
		if who.person != p.env.Replica.Me() {
			ids, names = append(ids, string(who.person)), append(names, cut(who.name))
		}
	}
	f := widget.NewForm(p.env)
	f.Pick("heir", heirField.Say(), ids, names, false)
	f.Note(leaveAsk.Say())
	space := p.id
	f.OnSave = func(v widget.Values, done func(error)) {
		if !slices.Contains(ids, v["heir"]) {
			done(campus.Errorf(campus.Invalid, "%s", heirNobody.Say()))
			return
		}
		ui.Do(p.env, func(ctx context.Context) error {
			act, err := ui.Adding(ctx, p.env.Replica, space, campus.Owner, campus.ID(v["heir"]))
			if err != nil {
				return err
			}
			mine, err := p.env.Replica.Record(ctx, campus.MembershipID(space, p.env.Replica.Me()))
			if err != nil {
				return err
			}
			if c, differs := campus.Edit(mine, &campus.Membership{Person: p.env.Replica.Me(), Role: campus.None}); differs {
				act.Changes = append(act.Changes, c)
			}
			return f.Keep(ctx, act)
		}, func(err error) {
			done(err)
			if err == nil {
				p.screen.nothingOpen(choose.Say(), chooseHint.Say())
			}
			p.screen.load()
		})
	}
	f.Open(fyne.NewSize(480, 310), heirTitle.Say(), leave.Say(), "group/heir/"+string(space), nil, nil)
}
