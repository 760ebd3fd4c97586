// Package groups is the section Groups: the groups a person is in, what is
// said there, their documents and members.
package groups

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Screen is the section: at the left the groups, at the right one of them.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	going   ui.Guard
	may     bool // make a group
	listed  listed
	index   *widget.Index
	find    *widget.Entry
	mine    *widget.Choice
	all     *widget.Choice
	codes   *widget.Joinings
	make    *widget.Button
	allRead *widget.ReadAll
	trouble *widget.Trouble
	detail  *fyne.Container
	group   *groupPage
	listing *listingPage
	pages   *widget.Pages
	view    *pageView
	edit    *pageEdit // nil while nobody writes
	opening ui.Place
	again   *ui.Again // what is to be written again once the list is known
	bare    bool      // it says that there is nothing
	content fyne.CanvasObject
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, index: widget.NewIndex(false), trouble: widget.NewTrouble(), detail: container.NewStack()}
	s.group = newGroupPage(s)
	s.listing = newListingPage(s)
	s.index.OnPick = s.open
	s.make = widget.NewButton(newGroup.Say(), base.ContentAddIcon(), s.New)
	s.make.Hide()
	s.find = widget.NewEntry()
	s.find.SetPlaceHolder(findHint.Say())
	s.find.OnChanged = func(string) { s.fill() }
	s.mine = widget.NewTab(mineTab.Say(), func() { s.choose(false) })
	s.all = widget.NewTab(allTab.Say(), func() { s.choose(true) })
	s.mine.SetCurrent(true)
	s.codes = widget.NewJoinings(env)
	head := widget.Head(widget.Title(title.Say()), nil, s.make)
	s.allRead = widget.NewReadAll(env, func(err error) { s.trouble.Say(ui.Sentence(err)) }, campus.InGroup)
	join := widget.Foot(widget.Plain(byCode.Say(), base.LoginIcon(), s.JoinByCode), s.allRead.Button)
	tabs := container.NewBorder(nil, fw.NewSeparator(), nil, nil, widget.Inset(widget.Beside(2, s.mine, s.all), 0, 0, 3, 0))
	top := widget.Stackup(0, head, s.trouble, s.codes, tabs, widget.Pad(s.find, 6, widget.Edge))
	side := container.NewBorder(top, join, nil, nil, s.index)
	s.pages = widget.NewPages(widget.Panes(side, s.detail))
	s.view = newPageView(s)
	s.content = s.pages.Content()
	s.nothingOpen(choose.Say(), chooseHint.Say())
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	s.load()
	s.age()
}

// Aged implements ui.Ager.
func (s *Screen) Aged() {
	if s.group.id != "" {
		s.group.discussion.Reload()
		s.age()
	}
}

// age says anew how long ago pages were changed; their text stays: somebody reads.
func (s *Screen) age() {
	s.group.pages.list.Refresh()
	if r := s.view.record; r.ID != "" {
		s.view.below.SetText(lastChange(r, s.view.people, s.env))
	}
}

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Touches("group", "membership", "commons", "college", "listing", "joining", "applicant", "post", "readmark", "follow") {
		s.load()
	}
	if s.group.id != "" && (n.Spaces == nil || n.Spaces[s.group.id] || n.Touches("person", "college")) {
		s.group.changed(n)
		if s.pages.Has(s.view.content) && (n.Kinds == nil || n.Touches("page", "person")) {
			s.view.load()
		}
	}
}

// read opens a shared page.
func (s *Screen) read(id campus.ID) {
	if s.pages.Top() != s.view.content {
		s.pages.Push(s.view.content)
	}
	s.view.show(id)
}

// write opens the editor for a shared page; again is what was refused of it.
func (s *Screen) write(r campus.Record, again *ui.Again) {
	s.edit = newPageEdit(s, s.group.id, r, again)
	s.pages.Push(s.edit.Content)
}

// Status implements ui.Watcher.
func (s *Screen) Status(st campus.Status) { s.group.documents.Status(st) }

// Folders implements ui.Mirrored.
func (s *Screen) Folders() { s.group.documents.Folders() }

// Place implements ui.Placed.
func (s *Screen) Place() ui.Place {
	p := ui.Place{Section: ui.SectionGroups, Space: s.index.Current()}
	if s.pages.Has(s.view.content) {
		p.Record = s.view.id
	}
	return p
}

// Open implements ui.Opener.
func (s *Screen) Open(p ui.Place) { s.opening, s.again = p, p.Again }

// New implements ui.Maker.
func (s *Screen) New() {
	switch {
	case s.pages.Depth() > 1:
	case s.group.id != "" && s.group.make():
	case s.may:
		s.form(campus.Record{}, nil)
	}
}

// Back implements ui.Backer.
func (s *Screen) Back() bool {
	if s.edit != nil {
		s.edit.Close()
		s.edit = nil
	}
	if s.pages.Pop() {
		s.group.pages.load(s.group.id)
		s.view.load()
		return true
	}
	if s.index.Current() == "" {
		return false
	}
	if s.group.tabs.Current() == documentsAt && s.group.documents.Up() {
		return true
	}
	s.nothingOpen(choose.Say(), chooseHint.Say())
	s.index.Focus()
	return true
}

func (s *Screen) open(id campus.ID) {
	if o, listed := s.listed.other(id); listed && !s.listed.isMine(id) {
		s.group.close()
		s.detail.Objects = []fyne.CanvasObject{s.listing.content}
		s.detail.Refresh()
		s.listing.open(o)
		return
	}
	s.listing.close()
	s.detail.Objects = []fyne.CanvasObject{s.group.content}
	s.detail.Refresh()
	s.group.open(id)
}

func (s *Screen) nothingOpen(title, hint string, actions ...fyne.CanvasObject) {
	s.env.Window.Canvas().Unfocus() // what had the keyboard goes out of sight
	s.bare = false
	for s.pages.Depth() > 1 && s.Back() {
	}
	s.index.Clear()
	s.group.close()
	s.listing.close()
	s.detail.Objects = []fyne.CanvasObject{widget.Empty(title, hint, actions...)}
	s.detail.Refresh()
}

func (s *Screen) load() {
	ui.Load(s.env, &s.guard, func(ctx context.Context) (listed, error) { return look(ctx, s.env) }, s.show)
	s.codes.Load()
}

// choose shows the groups that I am in, or all.
func (s *Screen) choose(all bool) {
	s.mine.SetCurrent(!all)
	s.all.SetCurrent(all)
	s.fill()
}

// JoinByCode asks for the code of a group.
func (s *Screen) JoinByCode() { widget.AskCode(s.env) }

func (s *Screen) show(l listed, err error) {
	s.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	s.listed, s.may = l, l.may
	s.allRead.Count(l.rows(false, ""))
	widget.ShowIf(s.make, l.may && len(l.mine) > 0)
	id := s.index.Current()
	if to := s.opening; to.Space != "" {
		s.opening = ui.Place{}
		for s.pages.Depth() > 1 && s.Back() {
		}
		_, other := l.other(to.Space)
		s.choose(other && !l.isMine(to.Space))
		s.find.SetText("")
		s.index.Pick(to.Space)
		id = s.index.Current()
		if to.Post != "" && s.group.id == to.Space {
			s.group.tabs.Select(discussionAt)
			s.group.discussion.Seek(to.Post)
		}
		if to.Record != "" && to.Record != to.Space && to.Again == nil && id == to.Space {
			s.goTo(to.Record)
		}
	} else {
		s.fill()
	}
	o, listed := l.other(id)
	switch {
	case len(l.mine) == 0 && (id == "" || !listed):
		s.none()
	case id == "" && s.bare:
		s.nothingOpen(choose.Say(), chooseHint.Say())
	case id == "":
	case l.isMine(id):
		if s.group.id != id { // it was asked for, and here it is
			s.open(id)
		}
	case listed && s.group.id == "":
		s.listing.open(o)
	default:
		s.nothingOpen(gone.Say(), goneHint.Say())
	}
	if a := s.again; a != nil {
		s.again = nil
		s.writeAgain(a)
	}
}

// fill shows what is looked for.
func (s *Screen) fill() {
	rows := s.listed.rows(s.all.Current, s.find.Text)
	var empty func() fyne.CanvasObject
	if len(s.listed.mine)+len(s.listed.others) > 0 {
		empty = func() fyne.CanvasObject { return widget.EmptySide(noMatch.Say(), noMatchHint.Say()) }
	}
	s.index.Set(rows, empty)
}

// goTo opens what is in the group: a page over it, a task in its list.
func (s *Screen) goTo(id campus.ID) {
	space := s.group.id
	ui.Load(s.env, &s.going, func(ctx context.Context) (campus.Record, error) { return s.env.Replica.Record(ctx, id) }, func(r campus.Record, err error) {
		if err != nil || s.group.id != space || r.Space != space {
			return
		}
		switch r.Kind {
		case "page":
			s.read(id)
		case "task":
			s.group.tabs.Select(tasksAt)
		case "document":
			s.group.tabs.Select(documentsAt)
		case "applicant":
			s.group.tabs.Select(membersAt)
		}
	})
}

// writeAgain takes up what was refused: a post, or the group itself.
func (s *Screen) writeAgain(a *ui.Again) {
	switch {
	case a.Change.Kind == string(campus.InGroup):
		s.form(a.Record, a)
	case a.Change.Kind == "page" && s.group.id == a.Space:
		s.write(a.Record, a)
	case a.Change.Kind == "task" && s.group.id == a.Space:
		s.group.tabs.Select(tasksAt)
		if s.group.again = a; s.group.group.root.ID == a.Space {
			s.group.takeUp()
		}
	case a.Change.Kind != "post":
	case s.group.id == a.Space: // it is still there
		s.group.tabs.Select(discussionAt)
		s.group.discussion.Again(a)
	}
}

// none says what to do where there is no group.
func (s *Screen) none() {
	defer func() { s.bare = true }()
	var look []fyne.CanvasObject
	if len(s.listed.others) > 0 && !s.all.Current {
		look = append(look, widget.NewButton(noneLook.Say(), base.SearchIcon(), func() { s.choose(true) }))
	}
	if s.may {
		s.nothingOpen(none.Say(), noneMake.Say(), append(look, widget.Main(newGroup.Say(), base.ContentAddIcon(), s.New))...)
		return
	}
	s.nothingOpen(none.Say(), noneWait.Say(), look...)
}

func roleWord(r campus.Role) string {
	switch r {
	case campus.Owner:
		return roleOwner.Say()
	case campus.Staff:
		return roleStaff.Say()
	}
	return roleMember.Say()
}

// oneLine makes a name from a stranger fit for a line.
func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }
