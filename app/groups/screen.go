// Package groups is the section Groups: the groups a person is in, what is
// said there, their documents and members.
package groups

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Screen is the section: at the left the groups, at the right one of them.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	may     bool // make a group
	index   *widget.Index
	make    *widget.Button
	allRead *widget.ReadAll
	trouble *widget.Trouble
	detail  *fyne.Container
	group   *groupPage
	opening campus.ID
	again   *ui.Again // what is to be written again once the list is known
	bare    bool      // it says that there is nothing
	content fyne.CanvasObject
}

// listed is what the list shows.
type listed struct {
	rows []widget.IndexRow
	may  bool
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, index: widget.NewIndex(false), trouble: widget.NewTrouble(), detail: container.NewStack()}
	s.group = newGroupPage(s)
	s.index.OnPick = s.open
	s.make = widget.NewButton(newGroup.Say(), base.ContentAddIcon(), s.New)
	s.make.Hide()
	head := widget.Head(widget.Title(title.Say()), nil, s.make)
	s.allRead = widget.NewReadAll(env, func(err error) { s.trouble.Say(ui.Sentence(err)) }, campus.InGroup)
	side := container.NewBorder(widget.Stackup(0, head, s.trouble), s.allRead.Button, nil, nil, s.index)
	s.content = widget.Panes(side, s.detail)
	s.nothingOpen(choose.Say(), chooseHint.Say())
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() { s.load() }

// Aged implements ui.Ager.
func (s *Screen) Aged() {
	if s.group.id != "" {
		s.group.discussion.Reload()
	}
}

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Touches("group", "membership", "commons", "college", "post", "readmark", "follow") {
		s.load()
	}
	if s.group.id != "" && (n.Spaces == nil || n.Spaces[s.group.id] || n.Touches("person", "college")) {
		s.group.changed(n)
	}
}

// Place implements ui.Placed.
func (s *Screen) Place() ui.Place {
	return ui.Place{Section: ui.SectionGroups, Space: s.index.Current()}
}

// Open implements ui.Opener.
func (s *Screen) Open(p ui.Place) { s.opening, s.again = p.Space, p.Again }

// New implements ui.Maker.
func (s *Screen) New() {
	if s.may {
		s.form(campus.Record{}, nil)
	}
}

// Back implements ui.Backer.
func (s *Screen) Back() bool {
	if s.index.Current() == "" {
		return false
	}
	s.nothingOpen(choose.Say(), chooseHint.Say())
	s.index.Focus()
	return true
}

func (s *Screen) open(id campus.ID) {
	s.detail.Objects = []fyne.CanvasObject{s.group.content}
	s.detail.Refresh()
	s.group.open(id)
}

func (s *Screen) nothingOpen(title, hint string, actions ...fyne.CanvasObject) {
	s.env.Window.Canvas().Unfocus() // what had the keyboard goes out of sight
	s.bare = false
	s.index.Clear()
	s.group.close()
	s.detail.Objects = []fyne.CanvasObject{widget.Empty(title, hint, actions...)}
	s.detail.Refresh()
}

func (s *Screen) load() {
	ui.Load(s.env, &s.guard, func(ctx context.Context) (l listed, err error) {
		groups, err := s.env.Replica.Spaces(ctx, campus.InGroup)
		if err != nil {
			return l, err
		}
		unread, err := s.env.Unread.Get(ctx)
		if err != nil {
			return l, err
		}
		of := func(id campus.ID) campus.Unread { return unread[campus.Thread{In: id, Of: id}] }
		slices.SortStableFunc(groups, func(a, b campus.Space) int {
			return widget.LevelRank(of(a.ID).Level) - widget.LevelRank(of(b.ID).Level)
		})
		for _, g := range groups {
			below := memberCount.Count(g.Members)
			if g.Role.Leads() {
				below = roleWord(g.Role) + dot + below
			}
			l.rows = append(l.rows, widget.IndexRow{ID: g.ID, Title: oneLine(g.Name), Below: widget.LevelWord(of(g.ID).Level, below), Waiting: g.Root.Waiting,
				Unread: of(g.ID).Counts(), Dim: of(g.ID).Level == campus.Muted})
		}
		actor, err := s.env.Replica.Actor(ctx, "")
		l.may = ui.MayCreate(actor, campus.InGroup, string(campus.InGroup))
		return l, err
	}, s.show)
}

func (s *Screen) show(l listed, err error) {
	s.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	s.may = l.may
	widget.ShowIf(s.make, l.may && len(l.rows) > 0)
	s.allRead.Count(l.rows)
	s.index.Set(l.rows, nil)
	if id := s.opening; id != "" {
		s.opening = ""
		s.index.Pick(id)
	}
	switch id := s.index.Current(); {
	case len(l.rows) == 0:
		s.none()
	case id == "" && s.bare:
		s.nothingOpen(choose.Say(), chooseHint.Say())
	case id != "" && !s.index.Has(id):
		s.nothingOpen(gone.Say(), goneHint.Say())
	}
	if a := s.again; a != nil {
		s.again = nil
		s.writeAgain(a)
	}
}

// writeAgain takes up what was refused: a post, or the group itself.
func (s *Screen) writeAgain(a *ui.Again) {
	switch {
	case a.Change.Kind != "post":
		s.form(a.Record, a)
	case s.group.id == a.Space: // it is still there
		s.group.tabs.Select(discussionAt)
		s.group.discussion.Again(a)
	}
}

// none says what to do where there is no group.
func (s *Screen) none() {
	defer func() { s.bare = true }()
	if s.may {
		s.nothingOpen(none.Say(), noneMake.Say(), widget.Main(newGroup.Say(), base.ContentAddIcon(), s.New))
		return
	}
	s.nothingOpen(none.Say(), noneWait.Say())
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
