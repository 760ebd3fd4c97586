package training

import (
	"context"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// memberList is the tab Members.
type memberList struct {
	page    *classPage
	list    *widget.List
	add     *fyne.Container
	code    *widget.CodeBar
	sources ui.Guard
	find    *widget.Finder
	all     []member
	shown   []member // of all, those that are looked for
	content fyne.CanvasObject
}

type member struct {
	record      campus.Record
	membership  campus.Membership
	name        string
	institution string
}

func newMemberList(p *classPage) *memberList {
	m := &memberList{page: p}
	m.list = widget.NewList(func() int { return len(m.shown) }, func() fyne.CanvasObject { return widget.NewPersonRow(p.env) }, m.row)
	m.list.OnSelected = func(i int) {
		m.list.UnselectAll()
		if meet := p.env.Who(m.shown[i].membership.Person); meet != nil {
			meet()
		}
	}
	m.code = widget.NewCodeBar(p.env, func(err error) {
		p.trouble.Say(ui.Sentence(err))
		p.load()
	})
	buttons := widget.Beside(8, widget.Main(addStudents.Say(), base.ContentAddIcon(), func() { addPeople(p) }),
		widget.NewButton(addGroup.Say(), nil, func() { addGroupTo(p) }), m.code.Make)
	m.add = widget.Pad(widget.Stackup(8, buttons, m.code), 8, widget.Edge)
	m.find = widget.NewFinder(m.sift)
	m.content = container.NewBorder(widget.Stackup(0, m.add, m.find.Box), nil, nil, nil, m.list)
	return m
}

func (m *memberList) row(i int, o fyne.CanvasObject) {
	who := m.shown[i]
	o.(*widget.PersonRow).Set(who.name, string(who.membership.Person), who.institution, roleWord(who.membership.Role), who.record.Waiting, m.menu(who))
}

// show lists who is in the class: teachers first, then by name.
func (m *memberList) show() {
	c := m.page.class
	m.all = nil
	for _, r := range c.members {
		s := campus.As[campus.Membership](r)
		if s.Role.In() {
			m.all = append(m.all, member{r, s, oneLine(c.people.Name(s.Person)), oneLine(c.people.Institution(s.Person))})
		}
	}
	sort.SliceStable(m.all, func(i, j int) bool {
		a, b := m.all[i], m.all[j]
		if a.membership.Role.Leads() != b.membership.Role.Leads() {
			return a.membership.Role.Leads()
		}
		return a.name < b.name
	})
	widget.ShowIf(m.add, c.actor.Role.Leads())
	m.code.Set(m.page.id, c.course.Title, c.actor.Role.Leads(), c.codes)
	m.sift()
}

// sift shows those whose name or institution holds what is typed.
func (m *memberList) sift() {
	m.shown = widget.Sift(m.find, m.all, func(who member) []string { return []string{who.name, who.institution} })
	m.list.Refresh()
}

// menu is what may be done about a member.
func (m *memberList) menu(who member) []*fyne.MenuItem {
	word, ask := removeMember.Say(), removeMemberAsk.Say(who.name)
	actor := m.page.class.actor
	if who.membership.Person == m.page.env.Replica.Me() {
		word, ask = leaveClass.Say(), leaveAsk.Say()
		if who.membership.Role == campus.Owner { // a class keeps its owner
			return nil
		}
	}
	if !ui.MayEnd(m.page.class.actor, campus.InClass, who.record) {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(word, func() {
		widget.Ask(m.page.env.Window, word, ask, func() { m.end(who) })
	})}
	if actor.Role == campus.Owner && who.membership.Role != campus.Owner {
		to, role := makeTeacher, campus.Staff
		if who.membership.Role == campus.Staff {
			to, role = makeStudent, campus.Member
		}
		items = append([]*fyne.MenuItem{fyne.NewMenuItem(to.Say(), func() { m.turn(who, role) })}, items...)
	}
	return items
}

// turn gives a member another role.
func (m *memberList) turn(who member, role campus.Role) {
	env := m.page.env
	ui.Do(env, func(ctx context.Context) error {
		return ui.AddMembers(ctx, env.Replica, who.record.Space, role, who.membership.Person)
	}, func(err error) {
		m.page.trouble.Say(ui.Sentence(err))
		m.page.load()
	})
}

// end takes somebody out of the class.
func (m *memberList) end(who member) {
	env := m.page.env
	ui.Do(env, func(ctx context.Context) error {
		return ui.EndMembership(ctx, env.Replica, who.record.Space, who.membership.Person)
	}, func(err error) {
		if err == nil && who.membership.Person != env.Replica.Me() { // who left may not come back so
			env.Gone(who.name, func(ctx context.Context) error {
				return ui.AddMembers(ctx, env.Replica, who.record.Space, who.membership.Role, who.membership.Person)
			})
		}
		m.page.trouble.Say(ui.Sentence(err))
		m.page.load()
	})
}
