package groups

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/documents"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The tabs of a group.
const (
	discussionAt = iota
	documentsAt
	tasksAt
	pagesAt
	membersAt
	aboutAt
)

// groupPage shows one group.
type groupPage struct {
	screen     *Screen
	env        *ui.Env
	id         campus.ID
	guard      ui.Guard
	group      group
	title      *widget.Line
	below      *widget.Line
	wait       *widget.Wait
	buttons    *fyne.Container
	follow     *widget.FollowButton
	desk       *widget.Desk
	trouble    *widget.Trouble
	tabs       *widget.Tabs
	discussion *widget.Discussion
	documents  *documents.List
	again      *ui.Again // a task to be written again once the group is known
	tasks      *taskList
	pages      *pageList
	members    *memberList
	about      *fyne.Container
	content    fyne.CanvasObject
}

// group is what one look at a group gives.
type group struct {
	root    campus.Record
	actor   campus.Actor
	people  *ui.People
	members []campus.Record

	applicants, codes []campus.Record
}

func newGroupPage(s *Screen) *groupPage {
	p := &groupPage{screen: s, env: s.env, title: widget.Title(""), below: widget.Quiet(""), wait: widget.NewWait(),
		buttons: widget.Beside(6), trouble: widget.NewTrouble(), tabs: widget.NewSideTabs(), about: container.NewStack()}
	p.discussion = widget.NewDiscussion(s.env, sayHere.Say())
	p.discussion.InSight = func() bool { return p.tabs.Current() == discussionAt }
	p.tabs.OnChange = func(int) { p.discussion.See() }
	p.desk = widget.NewDesk(s.env)
	p.follow = widget.NewFollowButton(s.env, func(err error) { p.trouble.Say(ui.Sentence(err)) })
	p.discussion.OnCount = func(n int) { p.label(discussionAt, discussionTab.Say(), n) }
	p.documents = documents.NewList(s.env, false)
	p.documents.OnCount = func(n int) { p.label(documentsAt, documentsTab.Say(), n) }
	p.tasks, p.pages = newTaskList(p), newPageList(p)
	p.members = newMemberList(p)
	p.tabs.Add(discussionTab.Say(), p.discussion)
	p.tabs.Add(documentsTab.Say(), p.documents)
	p.tabs.Add(tasksTab.Say(), p.tasks.content)
	p.tabs.Add(pagesTab.Say(), p.pages.content)
	p.tabs.Add(membersTab.Say(), p.members.content)
	p.tabs.Add(aboutTab.Say(), p.about)
	names := widget.Stackup(3, p.title, container.NewBorder(nil, nil, nil, p.wait, p.below))
	head := widget.Inset(container.NewBorder(nil, nil, nil, widget.Middle(p.buttons), names), 14, 4, widget.Side, widget.Edge)
	p.content = container.NewBorder(widget.Stackup(0, head, p.trouble), nil, nil, nil, p.tabs)
	return p
}

// make makes what the tab in front lists, and tells whether it lists what can be made.
func (p *groupPage) make() bool {
	switch tab := p.tabs.Current(); {
	case tab == documentsAt:
		p.documents.Add()
	case tab == tasksAt:
		p.tasks.form(campus.Record{}, nil)
	case tab == pagesAt && p.pages.add.Visible():
		p.screen.write(campus.Record{}, nil)
	case tab == membersAt && p.members.add.Visible():
		p.members.addPeople()
	default:
		return false
	}
	return true
}

func (p *groupPage) label(tab int, word string, n int) {
	if n > 0 {
		word = fmt.Sprintf(withCount, word, n)
	}
	p.tabs.SetLabel(tab, word)
}

func (p *groupPage) open(id campus.ID) {
	if p.id != id {
		p.id, p.group = id, group{}
		p.fill()
		p.tabs.Select(discussionAt)
		p.tasks.open(id)
	}
	p.load()
	p.pages.load(id)
	p.discussion.Open(campus.InGroup, id, id)
	p.documents.Open(id)
}

func (p *groupPage) close() {
	p.guard.Stop()
	p.tasks.guard.Stop()
	p.pages.guard.Stop()
	p.id = ""
	p.discussion.Leave()
}

func (p *groupPage) changed(n campus.Notice) {
	if n.Touches("follow") {
		p.follow.Open(campus.Thread{In: p.id, Of: p.id})
	}
	p.load()
	p.discussion.Changed(n)
	p.documents.Changed(n)
	if n.Kinds == nil || n.Touches("task", "person") {
		p.tasks.load(p.id)
	}
	if n.Kinds == nil || n.Touches("page", "person") {
		p.pages.load(p.id)
	}
}

// Keys implements ui.Keyed.
func (s *Screen) Keys() []ui.Key {
	switch {
	case s.group.id == "" || s.pages.Depth() > 1:
	case s.group.tabs.Current() == discussionAt:
		return widget.DiscussionKeys()
	case s.group.tabs.Current() == documentsAt:
		return s.group.documents.Keys()
	}
	return nil
}

// Drop takes files in that were dropped on the window.
func (s *Screen) Drop(paths []string) {
	switch {
	case s.group.id == "":
	case s.group.tabs.Current() == discussionAt:
		s.group.discussion.Drop(paths)
	default:
		s.group.tabs.Select(documentsAt)
		s.group.documents.Drop(paths)
	}
}

func (p *groupPage) load() {
	id := p.id
	if id == "" {
		return
	}
	ui.Load(p.env, &p.guard, func(ctx context.Context) (g group, err error) {
		if g.root, err = p.env.Replica.Record(ctx, id); err != nil {
			return g, err
		}
		if g.actor, err = p.env.Replica.Actor(ctx, id); err != nil {
			return g, err
		}
		if g.people, err = p.env.People.Get(ctx); err != nil {
			return g, err
		}
		if g.members, err = p.env.Replica.Records(ctx, campus.Query{Space: id, Kind: "membership"}); err != nil {
			return g, err
		}
		if g.applicants, err = p.env.Replica.Records(ctx, campus.Query{Space: id, Kind: "applicant"}); err != nil {
			return g, err
		}
		g.codes, err = p.env.Replica.Records(ctx, campus.Query{Space: id, Kind: "joincode"})
		return g, err
	}, func(g group, err error) {
		p.trouble.Say(ui.Sentence(err))
		if err == nil {
			p.group = g
			p.fill()
			p.takeUp()
		}
	})
}

// takeUp opens the form of a task that was refused, once it is known who is in the group.
func (p *groupPage) takeUp() {
	if a := p.again; a != nil && a.Space == p.id {
		p.again = nil
		p.tasks.form(a.Record, a)
	}
}

// fill shows what is known of the group.
func (p *groupPage) fill() {
	g := p.group
	value := campus.As[campus.Group](g.root)
	p.title.SetText(oneLine(value.Name))
	p.wait.Set(g.root.Waiting)
	p.members.show()
	p.below.SetText("")
	p.about.Objects = nil
	p.buttons.Objects = nil
	if g.root.ID != "" {
		p.below.SetText(p.subtitle())
		p.about.Objects = []fyne.CanvasObject{p.aboutPage(value)}
		p.fillButtons()
	}
	p.about.Refresh()
	p.buttons.Refresh()
	p.label(membersAt, membersTab.Say(), len(p.members.all))
}

func (p *groupPage) fillButtons() {
	p.follow.Open(campus.Thread{In: p.id, Of: p.id})
	p.buttons.Add(p.follow.Button)
	p.desk.Open(campus.InGroup, p.id)
	p.buttons.Add(p.desk.Button)
	if v := widget.Versions(p.group.root, p.versions); v != nil {
		p.buttons.Add(v)
	}
	if p.mayEdit() {
		p.buttons.Add(widget.NewButton(editGroup.Say(), nil, func() { p.screen.form(p.group.root, nil) }))
	}
}

// subtitle names the institutions that the group is for, or that are in it.
func (p *groupPage) subtitle() string {
	if pair := pairWords(p.group.people, campus.As[campus.Group](p.group.root).Pair); pair != "" {
		return memberCount.Count(len(p.members.all)) + dot + pair
	}
	var names []string
	seen := map[string]bool{}
	for _, m := range p.members.all {
		if m.institution != "" && !seen[m.institution] {
			seen[m.institution] = true
			names = append(names, m.institution)
		}
	}
	count := memberCount.Count(len(p.members.all))
	if len(names) == 0 {
		return count
	}
	return count + dot + strings.Join(names, ", ")
}

func (p *groupPage) mayEdit() bool {
	return ui.MayEdit(p.group.actor, campus.InGroup, p.group.root, "about")
}

// aboutPage is the tab About.
func (p *groupPage) aboutPage(g campus.Group) fyne.CanvasObject {
	text := strings.TrimSpace(widget.Clean(g.About))
	var leaving []fyne.CanvasObject
	if g.Entry != campus.EntryAll {
		leaving = append(leaving, widget.NewButton(leave.Say(), nil, p.members.leave))
	}
	root, may := p.group.root, p.mayEdit()
	leaving = append(leaving, widget.Plain(widget.HistoryWord(), base.HistoryIcon(), func() { widget.OpenHistory(p.env, root, may, inQuestion()...) }))
	if text == "" {
		hint := aboutWait.Say()
		if p.mayEdit() {
			hint = aboutWrite.Say()
		}
		return widget.Empty(aboutNothing.Say(), hint+"\n"+entrySentence(g.Entry), leaving...)
	}
	page := widget.Stackup(10, widget.Inset(widget.NewReading(widget.Run{Text: text}), 0, 0, -7, 0))
	if pair := pairWords(p.group.people, g.Pair); pair != "" {
		page.Add(widget.Note(pair))
	}
	page.Add(widget.Note(entrySentence(g.Entry)))
	made := ui.Date(p.group.root.Created, p.env.Now())
	by := madeByServer.Say(made)
	if p.group.root.Author != "" {
		by = madeBy.Say(oneLine(p.group.people.Name(p.group.root.Author)), made)
	}
	page.Add(widget.Quiet(by))
	page.Add(widget.Inset(widget.Beside(6, leaving...), 8, 0, 0, 0))
	return container.NewVScroll(widget.Narrowish(760, widget.Inset(page, 12, 12, 12, 12)))
}

// inQuestion are the fields of a group that people write.
func inQuestion() []widget.Question {
	return []widget.Question{{Field: "name", Label: fieldName.Say()}, {Field: "about", Label: fieldAbout.Say()}}
}

func (p *groupPage) versions() {
	g := p.group
	widget.ShowVersions(p.env, g.root, g.people, inQuestion(), p.mayEdit(), func(err error) {
		p.trouble.Say(ui.Sentence(err))
		p.load()
	})
}

// do runs work in the group and says in place what went wrong.
func (p *groupPage) do(work func(ctx context.Context, space campus.ID) error, then func()) {
	space := p.id
	ui.Do(p.env, func(ctx context.Context) error { return work(ctx, space) }, func(err error) {
		p.trouble.Say(ui.Sentence(err))
		if err == nil && then != nil {
			then()
		}
		p.screen.load()
		p.load()
	})
}

// Tab goes to the tab with this English name in the group that is open, in any language.
func (s *Screen) Tab(name string) {
	for i, t := range []string{"Discussion", "Documents", "Tasks", "Pages", "Members", "About"} {
		if t == name {
			s.group.tabs.Select(i)
		}
	}
}
