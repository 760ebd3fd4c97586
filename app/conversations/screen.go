// Package conversations is the section Conversations: the topics of the
// commons, and private conversations.
package conversations

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The tabs.
const (
	topicsTab = iota
	talksTab
)

// Screen is the section: at the left what there is, at the right one thread.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	listed  listed
	tabs    *widget.Tabs
	topics  *widget.Index
	talks   *widget.Index
	make    *widget.Button
	allRead [2]*widget.ReadAll
	desk    *widget.Desk
	trouble *widget.Trouble
	detail  *fyne.Container
	thread  *thread
	opening ui.Place // where to go once the list is known
	content fyne.CanvasObject
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, tabs: widget.NewTabs(), topics: widget.NewIndex(true), talks: widget.NewIndex(true),
		trouble: widget.NewTrouble(), detail: container.NewStack()}
	s.thread = newThread(s)
	s.topics.OnPick = func(id campus.ID) { s.open(campus.InCommons, s.listed.commons, id) }
	s.talks.OnPick = func(id campus.ID) { s.open(campus.InTalk, id, id) }
	s.desk = widget.NewDesk(env)
	for tab, in := range []campus.SpaceType{campus.InCommons, campus.InTalk} {
		s.allRead[tab] = widget.NewReadAll(env, func(err error) { s.trouble.Say(ui.Sentence(err)) }, in)
	}
	s.tabs.Add(tabTopics.Say(), container.NewBorder(nil, widget.Foot(s.allRead[topicsTab].Button, s.desk.Button), nil, nil, s.topics))
	s.tabs.Add(tabTalks.Say(), container.NewBorder(nil, widget.Foot(s.allRead[talksTab].Button), nil, nil, s.talks))
	s.tabs.OnChange = func(int) { s.offer() }
	s.make = widget.NewButton(newTopic.Say(), base.ContentAddIcon(), s.New)
	s.make.Hide()
	head := widget.Head(widget.Title(title.Say()), nil, s.make)
	side := container.NewBorder(widget.Stackup(0, head, s.trouble), nil, nil, nil, s.tabs)
	s.content = widget.PanesOf(26, side, s.detail)
	s.nothingOpen(choose.Say(), chooseHint.Say())
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() { s.load() }

// Aged implements ui.Ager.
func (s *Screen) Aged() {
	s.load()
	s.thread.reload()
}

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Touches("topic", "post", "talk", "membership", "person", "college", "commons", "ruling", "report") {
		s.load()
		s.thread.reload()
	} else if s.thread.id != "" {
		s.thread.shown().Changed(n)
	}
	if n.Touches("readmark", "follow") {
		s.load()
		s.thread.heed()
	}
}

// Place implements ui.Placed.
func (s *Screen) Place() ui.Place {
	p := ui.Place{Section: ui.SectionConversations}
	if id := s.topics.Current(); id != "" {
		p.Space, p.Record = s.listed.commons, id
	} else {
		p.Space = s.talks.Current()
	}
	return p
}

// Open implements ui.Opener.
func (s *Screen) Open(p ui.Place) { s.opening = p }

// Keys implements ui.Keyed.
func (s *Screen) Keys() []ui.Key {
	if s.thread.id == "" {
		return nil
	}
	return widget.DiscussionKeys()
}

// Drop takes in files that were dropped on the window.
func (s *Screen) Drop(paths []string) {
	if s.thread.id != "" {
		s.thread.shown().Drop(paths)
	}
}

// New implements ui.Maker: what the tab in front lists.
func (s *Screen) New() {
	switch {
	case s.tabs.Current() == talksTab:
		s.newTalk()
	case s.listed.may:
		s.topicForm(campus.Record{}, nil)
	}
}

// Back implements ui.Backer: from the thread to the list.
func (s *Screen) Back() bool {
	if s.topics.Current() == "" && s.talks.Current() == "" {
		return false
	}
	s.nothingOpen(choose.Say(), chooseHint.Say())
	if s.tabs.Current() == talksTab {
		s.talks.Focus()
	} else {
		s.topics.Focus()
	}
	return true
}

// open shows a thread at the right.
func (s *Screen) open(in campus.SpaceType, space, id campus.ID) {
	if in == campus.InTalk {
		s.topics.Clear()
	} else {
		s.talks.Clear()
	}
	s.detail.Objects = []fyne.CanvasObject{s.thread.content}
	s.detail.Refresh()
	s.thread.open(in, space, id)
}

func (s *Screen) nothingOpen(title, hint string) {
	s.env.Window.Canvas().Unfocus() // what had the keyboard goes out of sight
	s.topics.Clear()
	s.talks.Clear()
	s.thread.close()
	s.detail.Objects = []fyne.CanvasObject{widget.Empty(title, hint)}
	s.detail.Refresh()
}

// offer shows the button of what can be made in the tab in front.
func (s *Screen) offer() {
	if s.make == nil {
		return
	}
	label, may := newTopic.Say(), s.listed.may
	if s.tabs.Current() == talksTab {
		label, may = newTalk.Say(), s.listed.people != nil
	}
	s.make.SetText(label)
	widget.ShowIf(s.make, may)
}

// show shows what there is and goes where the person was sent.
func (s *Screen) show(l listed, err error) {
	s.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	s.listed = l
	s.desk.Open(campus.InCommons, l.commons)
	s.offer()
	s.topics.Set(l.topics, func() fyne.CanvasObject { return widget.EmptySide(noTopics.Say(), noTopicsHint.Say()) })
	s.allRead[topicsTab].Count(l.topics)
	s.allRead[talksTab].Count(l.talks)
	s.countTab(topicsTab, tabTopics.Say(), l.topics)
	s.countTab(talksTab, tabTalks.Say(), l.talks)
	s.talks.Set(l.talks, func() fyne.CanvasObject { return widget.EmptySide(noTalks.Say(), noTalksHint.Say()) })
	if p := s.opening; p.Space != "" || p.Record != "" {
		s.opening = ui.Place{}
		s.goTo(p)
	}
	if id := s.topics.Current(); id != "" && !s.topics.Has(id) {
		s.nothingOpen(topicGone.Say(), goneHint.Say())
	} else if id := s.talks.Current(); id != "" && !s.talks.Has(id) {
		s.nothingOpen(talkGone.Say(), goneHint.Say())
	}
}

func (s *Screen) goTo(p ui.Place) {
	switch {
	case p.Record != "" && s.topics.Has(p.Record):
		s.tabs.Select(topicsTab)
		s.topics.Pick(p.Record)
	case s.talks.Has(p.Space):
		s.tabs.Select(talksTab)
		s.talks.Pick(p.Space)
	}
	switch a := p.Again; {
	case a == nil && p.Post != "" && (s.thread.id == p.Record || s.thread.id == p.Space):
		s.thread.seek(p.Post)
	case a == nil:
	case a.Change.Kind == "topic":
		s.topicForm(a.Record, a)
	case s.thread.id == p.Record || s.thread.id == p.Space: // it is still there
		s.thread.again = a
	}
}

// countTab says beside the name of a tab how much was not read in it.
func (s *Screen) countTab(tab int, name string, rows []widget.IndexRow) {
	n := 0
	for _, r := range rows {
		n += r.Unread
	}
	if n > 0 {
		name += "  " + widget.Tally(n)
	}
	s.tabs.SetLabel(tab, name)
}

// ShowReports opens what was reported to the staff of the commons.
func (s *Screen) ShowReports() { s.desk.OnTapped() }
