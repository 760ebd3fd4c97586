package training

import (
	"context"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

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
	shown   []member
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
	m.list = widget.NewList(func() int { return len(m.shown) }, func() fyne.CanvasObject { return newMemberRow(p.env) }, m.row)
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
	m.content = container.NewBorder(m.add, nil, nil, nil, m.list)
	return m
}

// memberRow is a person with a menu where there is something to do.
type memberRow struct {
	fw.BaseWidget
	row  *widget.Row
	more *widget.Button
	menu []*fyne.MenuItem
}

func newMemberRow(env *ui.Env) fyne.CanvasObject {
	r := &memberRow{row: widget.NewAvatarRow()}
	r.more = widget.More(env.Window, func() []*fyne.MenuItem { return r.menu })
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *memberRow) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, nil, widget.Inset(widget.Kept(r.more), 0, 0, 0, 6), r.row))
}

func (m *memberList) row(i int, o fyne.CanvasObject) {
	who, r := m.shown[i], o.(*memberRow)
	r.row.SetPerson(who.name, string(who.membership.Person))
	r.row.Set(who.name, who.institution, roleWord(who.membership.Role), who.record.Waiting)
	r.menu = m.menu(who)
	widget.ShowIf(r.more, len(r.menu) > 0)
}

// show lists who is in the class: teachers first, then by name.
func (m *memberList) show() {
	c := m.page.class
	m.shown = nil
	for _, r := range c.members {
		s := campus.As[campus.Membership](r)
		if s.Role.In() {
			m.shown = append(m.shown, member{r, s, oneLine(c.people.Name(s.Person)), oneLine(c.people.Institution(s.Person))})
		}
	}
	sort.SliceStable(m.shown, func(i, j int) bool {
		a, b := m.shown[i], m.shown[j]
		if a.membership.Role.Leads() != b.membership.Role.Leads() {
			return a.membership.Role.Leads()
		}
		return a.name < b.name
	})
	widget.ShowIf(m.add, c.actor.Role.Leads())
	m.code.Set(m.page.id, c.course.Title, c.actor.Role.Leads(), c.codes)
	m.list.Refresh()
}

// menu is what may be done about a member.
func (m *memberList) menu(who member) []*fyne.MenuItem {
	word, ask := removeMember.Say(), removeMemberAsk.Say(who.name)
	if who.membership.Person == m.page.env.Replica.Me() {
		word, ask = leaveClass.Say(), leaveAsk.Say()
		if who.membership.Role == campus.Owner { // a class keeps its owner
			return nil
		}
	}
	if !ui.MayEnd(m.page.class.actor, campus.InClass, who.record) {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(word, func() {
		widget.Ask(m.page.env.Window, word, ask, func() { m.end(who) })
	})}
}

// end takes somebody out of the class.
func (m *memberList) end(who member) {
	env := m.page.env
	ui.Do(env, func(ctx context.Context) error {
		return ui.EndMembership(ctx, env.Replica, who.record.Space, who.membership.Person)
	}, func(err error) {
		m.page.trouble.Say(ui.Sentence(err))
		m.page.load()
	})
}
