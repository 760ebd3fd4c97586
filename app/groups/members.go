package groups

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// memberList is the tab Members.
type memberList struct {
	page    *groupPage
	list    *widget.List
	add     *widget.Button
	code    *widget.CodeBar
	asked   *requests
	find    *widget.Finder
	all     []member
	shown   []member // of all, those that are looked for
	content fyne.CanvasObject
}

type member struct {
	record            campus.Record
	person            campus.ID
	role              campus.Role
	name, institution string
}

func newMemberList(p *groupPage) *memberList {
	m := &memberList{page: p}
	m.list = widget.NewList(func() int { return len(m.shown) }, func() fyne.CanvasObject { return widget.NewPersonRow(p.env) }, m.row)
	m.list.OnSelected = func(i int) {
		m.list.UnselectAll()
		if meet := p.env.Who(m.shown[i].person); meet != nil {
			meet()
		}
	}
	m.add = widget.Main(addPeople.Say(), base.ContentAddIcon(), m.addPeople)
	m.add.Hide()
	m.code = widget.NewCodeBar(p.env, func(err error) {
		p.trouble.Say(ui.Sentence(err))
		p.load()
	})
	m.asked, m.find = newRequests(p), widget.NewFinder(m.sift)
	top := widget.Stackup(8, widget.Beside(8, m.add, m.code.Make), m.code, m.asked.content)
	m.content = container.NewBorder(widget.Stackup(0, widget.Pad(top, 8, widget.Edge), m.find.Box), nil, nil, nil, m.list)
	return m
}

func (m *memberList) row(i int, o fyne.CanvasObject) {
	who := m.shown[i]
	o.(*widget.PersonRow).Set(who.name, string(who.person), who.institution, roleWord(who.role), who.record.Waiting, m.menu(who))
}

// show lists who is in the group: owners and staff first, then by name.
func (m *memberList) show() {
	g := m.page.group
	m.all = nil
	for _, r := range g.members {
		if s := campus.As[campus.Membership](r); s.Role.In() {
			m.all = append(m.all, member{r, s.Person, s.Role, oneLine(g.people.Name(s.Person)), oneLine(g.people.Institution(s.Person))})
		}
	}
	rank := map[campus.Role]int{campus.Staff: 1, campus.Member: 2}
	slices.SortStableFunc(m.all, func(a, b member) int {
		if d := rank[a.role] - rank[b.role]; d != 0 {
			return d
		}
		return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
	})
	m.sift()
	value := campus.As[campus.Group](g.root)
	leads := g.actor.Role.Leads() && value.Entry != campus.EntryAll
	widget.ShowIf(m.add, leads)
	m.code.Set(m.page.id, value.Name, leads, g.codes)
	m.asked.show()
}

// sift shows those whose name or institution holds what is typed.
func (m *memberList) sift() {
	m.shown = widget.Sift(m.find, m.all, func(who member) []string { return []string{who.name, who.institution} })
	m.list.Refresh()
}

// menu is what may be done about a member.
func (m *memberList) menu(who member) []*fyne.MenuItem {
	g, mine := m.page.group, who.person == m.page.env.Replica.Me()
	all := campus.As[campus.Group](g.root).Entry == campus.EntryAll
	var items []*fyne.MenuItem
	role := func(word lang.Text, role campus.Role) {
		items = append(items, fyne.NewMenuItem(word.Say(), func() { m.give(role, who.person) }))
	}
	if g.actor.Role == campus.Owner && !mine {
		if who.role != campus.Owner {
			items = append(items, fyne.NewMenuItem(makeOwner.Say(), func() {
				widget.Ask(m.page.env.Window, makeOwner.Say(), makeOwnerAsk.Say(who.name), func() { m.give(campus.Owner, who.person) })
			}))
		}
		if who.role != campus.Staff {
			role(makeStaff, campus.Staff)
		}
		if who.role != campus.Member {
			role(makeMember, campus.Member)
		}
	}
	switch {
	case all:
	case mine:
		items = append(items, fyne.NewMenuItem(leave.Say(), m.leave))
	case ui.MayEnd(g.actor, campus.InGroup, who.record):
		items = append(items, fyne.NewMenuItem(removeMember.Say(), func() {
			widget.Ask(m.page.env.Window, removeMember.Say(), removeAsk.Say(who.name), func() {
				m.page.do(func(ctx context.Context, space campus.ID) error {
					return ui.EndMembership(ctx, m.page.env.Replica, space, who.person)
				}, func() {
					m.page.env.Gone(who.name, func(ctx context.Context) error {
						return ui.AddMembers(ctx, m.page.env.Replica, who.record.Space, who.role, who.person)
					})
				})
			})
		}))
	}
	return items
}

func (m *memberList) give(role campus.Role, people ...campus.ID) {
	m.page.do(func(ctx context.Context, space campus.ID) error {
		return ui.AddMembers(ctx, m.page.env.Replica, space, role, people...)
	}, nil)
}

// leave asks and then ends my own membership.
func (m *memberList) leave() {
	owners := 0
	for _, who := range m.all {
		if who.role == campus.Owner {
			owners++
		}
	}
	if m.page.group.actor.Role == campus.Owner && owners == 1 && len(m.all) > 1 {
		m.heir()
		return
	}
	widget.Ask(m.page.env.Window, leave.Say(), leaveAsk.Say(), func() {
		m.page.do(func(ctx context.Context, space campus.ID) error {
			return ui.EndMembership(ctx, m.page.env.Replica, space, m.page.env.Replica.Me())
		}, func() { m.page.screen.nothingOpen(choose.Say(), chooseHint.Say()) })
	})
}

// addPeople lets the staff add people from the directory.
func (m *memberList) addPeople() {
	space := m.page.id
	there := make([]campus.ID, len(m.all))
	for i, who := range m.all {
		there[i] = who.person
	}
	f := widget.NewForm(m.page.env)
	people := widget.AddPicker(f, "people", fieldPeople.Say(), m.page.group.people, there...)
	f.OnSave = func(_ widget.Values, done func(error)) {
		chosen := people.Chosen()
		if len(chosen) == 0 {
			done(campus.Errorf(campus.Invalid, "%s", nobodyChosen.Say()))
			return
		}
		ui.Do(m.page.env, func(ctx context.Context) error {
			return ui.AddMembers(ctx, m.page.env.Replica, space, campus.Member, chosen...)
		}, func(err error) {
			done(err)
			m.page.screen.load()
			m.page.load()
		})
	}
	f.Open(fyne.NewSize(540, 540), addPeople.Say(), addThem.Say(), "group/add/"+string(space), nil, nil)
}
