package app

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/people"
	"rantau/app/printing"
	"rantau/app/reader"
	"rantau/app/search"
	"rantau/app/syncpage"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// shell is the window once a session is open.
type shell struct {
	program  *Program
	env      *ui.Env
	sections []ui.Section
	screens  map[string]ui.Screen
	missed   map[string]*campus.Notice // by screen: what changed while it was behind
	current  string
	under    []string // what the place in front lies over
	memory   reader.Memory
	views    map[*view]bool
	choices  []*widget.Choice
	me       *widget.Choice
	seek     *widget.Choice
	myName   string
	status   *statusLine
	undo     *widget.Undo
	first    *widget.Strip // says that the first copy is on its way
	gone     *gone         // nil for nothing
	stage    *fyne.Container
	content  fyne.CanvasObject
	guard    ui.Guard
	noting   ui.Guard
	news     *herald
	crier    *crier
	last     ui.Place // that was noted
	unwatch  func()
}

// newShell makes the shell with its first screen. unwatch ends the subscription
// to changes.
func newShell(p *Program, env *ui.Env, first func() ui.Screen, unwatch func()) *shell {
	s := &shell{program: p, env: env, sections: sections(), screens: map[string]ui.Screen{}, missed: map[string]*campus.Notice{}, memory: reader.Memory{}, views: map[*view]bool{}, stage: container.NewStack(), unwatch: unwatch}
	env.Go, env.Show, env.ShowAt, env.ShowNote, env.View = s.goTo, s.read, s.readAt, s.readNote, s.view
	env.Meet, env.Mine = people.Card(env), people.Mine(env)
	env.Fill, env.Forms, env.Printers = s.fill, reader.Forms{}, printing.System{}
	env.Near = func() { env.Work(func(context.Context) { reader.Ready() }) }
	env.Removed, env.TakenAway, s.undo = s.removed, s.takenAway, widget.NewUndo(env)
	s.first = widget.NewStrip()
	s.first.Say(firstCopy(env.Link.Status()), "", nil)
	s.news = newHerald(s)
	s.crier = newCrier(s)
	widget.Portrait = func(person string, ready func()) image.Image { return env.Portraits.Get(campus.ID(person), ready) }
	s.me = widget.NewChoice("", nil, s.openMenu)
	s.me.Avatar = widget.NewAvatar("", string(env.Replica.Me()), 26)
	s.status = newStatusLine(s.tapStatus)
	s.status.Set(env.Link.Status(), env.Now())

	s.content = frame(container.NewBorder(nil, s.me, nil, nil, railOf(s)), s.status, container.NewBorder(s.first, s.undo, nil, nil, s.stage))

	s.loadMe()
	s.news.look()
	s.crier.look()
	s.screens[s.sections[0].Key] = first()
	s.goTo(ui.Place{Section: s.sections[0].Key})
	return s
}

// frame puts the surfaces of the window together. The stage needs none: a window
// is cleared in the background's colour (within two steps of 255: Fyne rounds), and
// without a graphics card drawing it once more is a tenth of a frame.
func frame(rail, status, stage fyne.CanvasObject) fyne.CanvasObject {
	left := container.NewStack(widget.NewFill(theme.ColorNameRail, "", 0), widget.Inset(widget.Wide(13.6, rail), 12, 8, 8, 8))
	side := widget.Flush(nil, nil, nil, fw.NewSeparator(), left)
	bottom := widget.Stackup(0, fw.NewSeparator(), status)
	return widget.Flush(nil, bottom, side, nil, stage)
}

// railOf makes the navigation; without a shell it is only its look.
func railOf(s *shell) fyne.CanvasObject {
	rail := widget.Stackup(2)
	for _, section := range sections() {
		c := widget.NewChoice(section.Label, section.Icon, nil)
		if s != nil {
			c.OnTap = func() { s.goTo(ui.Place{Section: section.Key}) }
			s.choices = append(s.choices, c)
		}
		rail.Add(c)
	}
	seek := widget.NewChoice(menuSearch.Say(), base.SearchIcon(), nil)
	if s != nil {
		seek.OnTap = s.goToSearch
		s.seek = seek
	}
	return container.NewBorder(nil, seek, nil, nil, container.NewVBox(rail))
}

func (s *shell) changed(n campus.Notice) {
	s.env.People.Changed(n)
	s.env.Unread.Changed(n)
	s.news.changed(n)
	s.env.Portraits.Changed(n)
	s.crier.changed(n)
	if n.IDs == nil || n.IDs[s.env.Replica.Me()] {
		s.loadMe()
	}
	for key, screen := range s.screens {
		if key == s.current {
			screen.Changed(n)
			continue
		}
		if s.missed[key] == nil {
			all := campus.NewNotice()
			s.missed[key] = &all
		}
		s.missed[key].Add(n)
	}
}

// folders tells the screen in front that folders on the disk stand otherwise; one that comes
// to the front looks anyway.
func (s *shell) folders() {
	if screen, ok := s.screen().(ui.Mirrored); ok {
		screen.Folders()
	}
}

func (s *shell) line(st campus.Status) {
	s.status.Set(st, s.env.Now())
	s.first.Say(firstCopy(st), "", nil)
	s.news.line(st)
	s.crier.line(st)
	if w, ok := s.screen().(ui.Watcher); ok {
		w.Status(st)
	}
}

// aged lets what tells how long ago something was tell it anew. Not while somebody
// marks text: a post that is shown again has nothing marked in it.
func (s *shell) aged() {
	s.remember()
	s.status.Set(s.env.Link.Status(), s.env.Now())
	if _, marks := s.env.Window.Canvas().Focused().(*widget.Reading); marks {
		return
	}
	if screen, ok := s.screen().(ui.Ager); ok {
		screen.Aged()
	}
}

func (s *shell) loadMe() {
	if people := s.env.People.Known(); people != nil {
		s.callMe(people.Name(s.env.Replica.Me()))
		return
	}
	ui.Load(s.env, &s.guard, func(ctx context.Context) (string, error) {
		people, err := s.env.People.Get(ctx)
		return people.Name(s.env.Replica.Me()), err
	}, func(name string, err error) {
		if err == nil {
			s.callMe(name)
		}
	})
}

func (s *shell) callMe(name string) {
	s.myName = name
	s.me.SetLabel(name)
	s.me.Avatar.Set(name, string(s.env.Replica.Me()))
}

func (s *shell) screen() ui.Screen { return s.screens[s.current] }

// goTo brings a place to the front.
func (s *shell) goTo(p ui.Place) {
	screen := s.screens[p.Section]
	if screen == nil {
		make := s.maker(p.Section)
		if make == nil {
			return
		}
		screen = make(s.env)
		s.screens[p.Section] = screen
	}
	s.remember()
	if s.current != p.Section {
		s.env.Unread.Leave()
		s.current = p.Section
		s.env.Window.Canvas().Unfocus() // what had the keyboard goes out of sight
		s.stage.Objects = []fyne.CanvasObject{screen.Content()}
		s.stage.Refresh()
		for i, c := range s.choices {
			c.SetCurrent(s.sections[i].Key == p.Section)
		}
	}
	s.seek.SetCurrent(p.Section == keySearch)
	if o, ok := screen.(ui.Opener); ok && (p.Space != "" || p.Record != "") {
		o.Open(p)
	}
	s.cameTo(p.Section)
	screen.Shown()
	s.catchUp(p.Section, screen)
}

// catchUp tells a screen that comes to the front what it would have heard there: a page
// deep in it may show what has changed since.
func (s *shell) catchUp(key string, screen ui.Screen) {
	if n := s.missed[key]; n != nil {
		delete(s.missed, key)
		screen.Changed(*n)
		if w, ok := screen.(ui.Watcher); ok {
			w.Status(s.env.Link.Status())
		}
	}
}

func (s *shell) maker(key string) func(*ui.Env) ui.Screen {
	switch key {
	case keySync:
		return syncpage.New
	case keySearch:
		return search.New
	}
	for _, section := range s.sections {
		if section.Key == key {
			return section.New
		}
	}
	return nil
}

func (s *shell) tapStatus() {
	if s.env.Link.Status().Line == campus.SignedOut && s.program.options.SignIn != nil {
		s.program.askWho()
		return
	}
	s.goToSync()
}

func (s *shell) openMenu() {
	name := s.myName
	menu := s.program.menu(name, s.env.Link.Status().Line == campus.OffByHand)
	pop := fw.NewPopUpMenu(menu, s.env.Window.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.me)
	pop.ShowAtPosition(fyne.NewPos(at.X, at.Y-pop.MinSize().Height-4))
}

func (s *shell) close() {
	s.remember()
	s.unwatch()
	widget.Portrait = nil
	s.closeReader()
	for v := range s.views {
		v.Close()
	}
	s.status.Say(closing.Say())
}
