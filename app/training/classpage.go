package training

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/documents"
	"rantau/app/lang"
	"rantau/app/quiz"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The tabs of a class.
const (
	lessonsTab = iota
	workAt
	discussionTab
	timetableTab
	documentsTab
	membersTab
)

// classPage shows one class.
type classPage struct {
	screen *Screen
	env    *ui.Env
	id     campus.ID
	guard  ui.Guard
	class  class

	title       *widget.Line
	below       *widget.Line
	wait        *widget.Wait
	buttons     *fyne.Container
	follow      *widget.FollowButton
	desk        *widget.Desk
	about       *fyne.Container
	trouble     *widget.Trouble
	tabs        *widget.Tabs
	lessons     *lessonList
	assignments *assignmentList
	quizzes     *quiz.List
	work        *workTab
	discussion  *widget.Discussion
	documents   *documents.List
	members     *memberList
	timetable   *timetable
	content     fyne.CanvasObject
}

// class is what one look at a class gives.
type class struct {
	root   campus.Record
	course campus.Course
	actor  campus.Actor
	people *ui.People
	units  []campus.Record
	// sections are the units with what is under them; lessons are those of all, in the
	// same order.
	sections []campus.Section
	lessons  []campus.Record
	read     map[campus.ID]bool // by me, where I am a student
	members  []campus.Record
	codes    []campus.Record
	draft    bool // a new lesson is being written
}

func newClassPage(s *Screen) *classPage {
	p := &classPage{screen: s, env: s.env, title: widget.Title(""), below: widget.Quiet(""), wait: widget.NewWait(),
		buttons: widget.Beside(6), about: container.NewStack(), trouble: widget.NewTrouble(), tabs: widget.NewSideTabs()}
	p.lessons = newLessonList(p)
	p.assignments = newAssignmentList(p)
	p.quizzes = quiz.NewList(s.env, func() *widget.Pages { return s.pages }, func() { s.Back() })
	p.quizzes.OnCount = func(n int) { p.work.count(quizzesPart, n) }
	p.discussion = widget.NewDiscussion(s.env, askDiscussion.Say())
	p.discussion.InSight = func() bool { return p.tabs.Current() == discussionTab && s.pages.Depth() == 1 }
	p.tabs.OnChange = func(int) { p.discussion.See() }
	p.desk = widget.NewDesk(s.env)
	p.follow = widget.NewFollowButton(s.env, func(err error) { p.trouble.Say(ui.Sentence(err)) })
	p.discussion.OnCount = func(n int) { p.label(discussionTab, tabDiscussion.Say(), n) }
	p.documents = documents.NewList(s.env, false)
	p.documents.OnCount = func(n int) { p.label(documentsTab, tabDocuments.Say(), n) }
	p.members = newMemberList(p)
	p.tabs.Add(tabLessons.Say(), p.lessons.content)
	p.work = newWorkTab(p, p.assignments, p.quizzes)
	p.timetable = newTimetable(p)
	p.tabs.Add(tabWork.Say(), p.work.parts)
	p.tabs.Add(tabDiscussion.Say(), p.discussion)
	p.tabs.Add(tabTimetable.Say(), p.timetable.content)
	p.tabs.Add(tabDocuments.Say(), p.documents)
	p.tabs.Add(tabMembers.Say(), p.members.content)
	below := container.NewBorder(nil, nil, nil, p.wait, p.below)
	names := widget.Stackup(3, p.title, below)
	head := widget.Inset(container.NewBorder(nil, nil, nil, widget.Middle(p.buttons), names), 14, 4, widget.Side, widget.Edge)
	p.content = container.NewBorder(widget.Stackup(0, head, p.about, p.trouble), nil, nil, nil, p.tabs)
	return p
}

func (p *classPage) label(tab int, word string, n int) {
	p.tabs.SetLabel(tab, counted(word, n))
}

// counted is the label of a tab with how many there are.
func counted(word string, n int) string {
	if n > 0 {
		return fmt.Sprintf(withCount, word, n)
	}
	return word
}

// open shows a class.
func (p *classPage) open(id campus.ID) {
	if p.id != id {
		p.id, p.class = id, class{}
		p.show(p.class, nil)
		p.assignments.work = work{}
		p.assignments.show()
		p.timetable.look = sessions{}
		p.timetable.show(p.env.Now())
		p.tabs.Select(lessonsTab)
		p.work.parts.Select(assignmentsPart)
	}
	p.quizzes.Open(id)
	p.load()
	p.discussion.Open(campus.InClass, id, id)
	p.documents.Open(id)
}

func (p *classPage) changed(n campus.Notice) {
	p.load()
	p.documents.Changed(n)
	p.discussion.Changed(n)
	if a := p.timetable.entering; a != nil && a.sheet.Visible() && a.class == p.id {
		a.load()
	}
}

func (p *classPage) load() {
	id := p.id
	if id == "" {
		return
	}
	ui.Load(p.env, &p.guard, func(ctx context.Context) (class, error) { return loadClass(ctx, p.env, id) }, p.show)
	if p.screen.pages.Depth() == 1 { // what lies over the class looks by itself, and all is looked at again behind it
		p.assignments.load()
	}
	p.timetable.load()
	p.quizzes.Reload()
}

func loadClass(ctx context.Context, env *ui.Env, id campus.ID) (c class, err error) {
	if c.root, err = env.Replica.Record(ctx, id); err != nil {
		return c, err
	}
	c.course = campus.As[campus.Course](c.root)
	if c.actor, err = env.Replica.Actor(ctx, id); err != nil {
		return c, err
	}
	if c.people, err = env.People.Get(ctx); err != nil {
		return c, err
	}
	sections, err := outline(ctx, env.Replica, id)
	if err != nil {
		return c, err
	}
	c.lay(sections)
	if !c.actor.Role.Leads() {
		if c.read, err = readLessons(ctx, env.Replica, id, env.Replica.Me()); err != nil {
			return c, err
		}
	}
	if c.members, err = env.Replica.Records(ctx, campus.Query{Space: id, Kind: "membership"}); err != nil {
		return c, err
	}
	if c.codes, err = env.Replica.Records(ctx, campus.Query{Space: id, Kind: "joincode"}); err != nil {
		return c, err
	}
	draft, err := env.Replica.Draft(ctx, newLessonPlace(id))
	c.draft = draft != ""
	return c, err
}

// lay takes in how the class is laid out.
func (c *class) lay(sections []campus.Section) {
	c.sections, c.units, c.lessons = sections, nil, nil
	for i, s := range sections {
		if i > 0 {
			c.units = append(c.units, s.Unit)
		}
		c.lessons = append(c.lessons, s.Lessons...)
	}
}

func (p *classPage) show(c class, err error) {
	p.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	p.class = c
	p.title.SetText(oneLine(c.course.Title))
	p.below.SetText(p.subtitle())
	p.wait.Set(c.root.Waiting)
	p.about.Objects = nil
	if about := strings.TrimSpace(c.course.About); about != "" {
		p.about.Objects = []fyne.CanvasObject{widget.Inset(p.introduction(about), -6, -4, widget.Side-7, widget.Edge)}
	}
	p.about.Refresh()
	p.buttons.Objects = nil
	if c.root.ID != "" {
		p.follow.Open(campus.Thread{In: p.id, Of: p.id})
		p.buttons.Add(p.follow.Button)
		p.desk.Open(campus.InClass, p.id)
		p.buttons.Add(p.desk.Button)
	}
	if v := widget.Versions(c.root, p.versions); v != nil {
		p.buttons.Add(v)
	}
	if p.mayWrite() {
		p.buttons.Add(widget.NewButton(editClass.Say(), nil, func() { p.screen.classForm(p.class.root, nil) }))
	}
	if len(p.menu()) > 0 {
		p.buttons.Add(widget.More(p.env.Window, p.menu))
	}
	p.buttons.Refresh()
	p.lessons.show()
	p.members.show()
	p.label(lessonsTab, tabLessons.Say(), len(c.lessons))
	p.label(membersTab, tabMembers.Say(), len(p.members.all))
}

// menu is what else may be done with the class.
func (p *classPage) menu() (items []*fyne.MenuItem) {
	failed := func(err error) { p.trouble.Say(ui.Sentence(err)) }
	title, lessons, id := p.class.course.Title, p.class.lessons, p.id
	if len(lessons) > 0 {
		items = append(items, fyne.NewMenuItem(printAll.Say(), func() { p.screen.printLessons(title, lessons, false, failed) }))
	}
	if p.class.actor.Role.Leads() {
		items = append(items, fyne.NewMenuItem(printGradebook.Say(), func() { p.screen.printGradebook(id, title, failed) }))
	}
	items = append(items, widget.History(p.env, p.class.root, p.mayWrite())...)
	if p.mayWrite() && p.screen.classes.may {
		root := p.class.root
		items = append(items, fyne.NewMenuItem(copyClassWord.Say(), func() { p.screen.copyClass(root, copyOf.Say(p.class.course.Title), false) }))
	}
	return items
}

func (p *classPage) subtitle() string {
	if p.class.root.ID == "" {
		return ""
	}
	parts := []string{oneLine(p.class.people.Name(p.class.root.Author))}
	if p.class.course.Area != "" {
		parts = append(parts, oneLine(lang.Term(p.class.course.Area)))
	}
	return strings.Join(parts, dot)
}

func (p *classPage) versions() {
	widget.ShowVersions(p.env, p.class.root, p.class.people, []widget.Question{
		{Field: "title", Label: classTitle.Say()}, {Field: "area", Label: classArea.Say()}, {Field: "about", Label: classAbout.Say()},
	}, p.mayWrite(), func(err error) {
		p.trouble.Say(ui.Sentence(err))
		p.load()
	})
}

// mayWrite tells whether the person teaches here.
// make makes what the tab in front lists, for whoever may.
func (p *classPage) make() {
	switch p.tabs.Current() {
	case workAt:
		p.work.make()
	case timetableTab:
		p.timetable.sessionForm(campus.Record{}, nil)
	case documentsTab:
		p.documents.Add()
	case membersTab:
		addPeople(p)
	default:
		p.screen.writeLesson()
	}
}

func (p *classPage) mayWrite() bool {
	return p.class.root.ID != "" && ui.MayEdit(p.class.actor, campus.InClass, p.class.root)
}
