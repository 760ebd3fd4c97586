package app

import (
	"errors"
	"runtime/debug"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/documents"
	"rantau/app/signin"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Program is the desktop program: one window on one profile.
type Program struct {
	options Options
	app     fyne.App
	window  fyne.Window
	main    func(func())    // runs a function on the goroutine that draws
	early   *early          // nil where there is a window from the beginning, as in tests
	missed  []campus.Notice // what changed before there was a shell
	room    *fyne.Container // all of the window
	door    *door
	form    *signin.Form // nil but while somebody signs in
	shell   *shell       // nil until a session is open
	session Session
	drawer  *drawer
	gate    *gate // nil in an app that was there already
	leaving bool
	behind  bool // another window is in front
}

// New makes the program and its window. Making a window takes the system a while,
// and one core of it: beside it the profile is opened, the first page's records
// are looked up and the fonts are read.
func New(o Options) *Program {
	// What fonts and a first frame leave behind is some 30 MB: collecting it five
	// times on the way takes longer than the copy takes to open.
	collect := debug.SetGCPercent(-1)
	g := &gate{}
	e := &early{main: g.do}
	p := &Program{options: o, main: e.do, early: e, gate: g, drawer: openDrawer(o.Settings)}
	e.spoken, e.warmed = make(chan struct{}), make(chan struct{})
	if o.SignedIn {
		go p.openCopy()
	}
	askForX11()
	p.app = fyneapp.NewWithID(o.ID)
	forgetTheLast(p.app.Lifecycle())
	p.speak(true)
	close(e.spoken)
	// From the first frame on it is collected twice as often as Go would: the window has
	// time, and old computers have little memory (10 % less of it is taken).
	p.app.Lifecycle().SetOnStarted(func() { debug.SetGCPercent(collect / 2) })
	p.applyLook(p.look())
	go func() { defer close(e.warmed); warm() }()
	p.furnish(p.app.NewWindow(p.title()))
	return p
}

// NewIn makes the program in an app that is there already, such as that of a
// test. main runs a function on the goroutine that draws.
func NewIn(a fyne.App, o Options, main func(func())) *Program {
	p := &Program{options: o, app: a, main: main, drawer: openDrawer(o.Settings)}
	p.speak(false)
	p.applyLook(p.look())
	p.furnish(a.NewWindow(p.title()))
	return p
}

func (p *Program) title() string {
	if p.options.Title == "" {
		return programTitle
	}
	return p.options.Title
}

func (p *Program) furnish(w fyne.Window) {
	p.door = &door{}
	p.door.room = container.New(p.door)
	p.window, p.room = w, p.door.room
	p.window.SetPadded(false)
	p.window.SetContent(p.room)
	p.window.Resize(fyne.NewSize(1280, 720))
	p.window.SetCloseIntercept(p.Quit)
	p.followFocus()
	p.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		if p.shell != nil {
			p.shell.dropped(files)
		}
	})
	p.shortcuts()
}

// Run shows the window and returns when the program ends.
func (p *Program) Run() {
	p.door.enter = p.Start
	go p.age()
	p.window.ShowAndRun()
	p.gate.shut()
	p.finish()
	p.drawer.close()
}

// age has the window look at the clock each minute.
func (p *Program) age() {
	for range time.Tick(time.Minute) {
		p.main(p.Aged)
	}
}

// Aged says anew how long ago things were. Call it on the goroutine that draws.
func (p *Program) Aged() {
	if p.shell != nil && !p.leaving {
		p.shell.aged()
	}
}

// finish does what Quit would have done where the system ended the window: on
// SIGTERM Fyne leaves its loop without asking.
func (p *Program) finish() {
	if p.leaving || p.shell == nil {
		return
	}
	p.leaving = true
	p.shell.unwatch()
	p.shell.env.Close()
	if p.session.Close != nil {
		_ = p.session.Close()
	}
}

// later runs f on the goroutine that draws, once the window is there.
func (p *Program) later(f func()) {
	if p.early != nil {
		p.early.main(f)
		return
	}
	p.main(f)
}

// Window is the program's window.
func (p *Program) Window() fyne.Window { return p.window }

// Env is that of the open session, nil while there is none.
func (p *Program) Env() *ui.Env {
	if p.shell == nil {
		return nil
	}
	return p.shell.env
}

// Screen is the screen in front, nil while there is none.
func (p *Program) Screen() ui.Screen {
	if p.shell == nil {
		return nil
	}
	return p.shell.screen()
}

// Raise brings the window to the front. It may be called from any goroutine.
func (p *Program) Raise() {
	p.later(func() {
		p.window.Show()
		p.window.RequestFocus()
	})
}

// Start asks who the person is, or opens the profile.
func (p *Program) Start() {
	if p.early != nil {
		p.early.open()
	}
	switch {
	case p.shell != nil || len(p.room.Objects) > 0: // the copy was opened meanwhile, or cannot be
	case p.options.SignedIn && p.early != nil: // it is being opened
		p.show(emptyFrame())
	case p.options.SignedIn:
		p.open()
	default:
		p.askWho()
	}
}

// show puts one object in the window.
func (p *Program) show(o fyne.CanvasObject) {
	p.room.Objects = []fyne.CanvasObject{o}
	p.room.Refresh()
}

// askWho shows the sign-in form.
func (p *Program) askWho() {
	var leave func()
	if p.shell != nil {
		leave = p.leaveForm
	}
	p.form = signin.New(p.options.SignIn, p.main, p.SetLanguage, func() {
		if p.shell != nil { // signed in again: the session goes on
			p.leaveForm()
			p.shell.env.Link.Now()
			return
		}
		p.form = nil
		p.open()
	}, leave)
	p.show(p.form.Content())
	p.form.Focus()
}

// leaveForm goes back to the session that the sign-in form lies over.
func (p *Program) leaveForm() {
	if p.form != nil {
		p.form = nil
		p.show(p.shell.content)
	}
}

// open opens the profile on a worker and then shows the shell. Until then the
// frame is there, empty.
func (p *Program) open() {
	p.show(emptyFrame())
	go p.openCopy()
}

// openCopy opens the profile and looks up what the first page shows. It runs on
// a worker.
func (p *Program) openCopy() {
	s, err := p.options.Open()
	if err != nil {
		p.main(func() {
			if errors.Is(err, ErrSignIn) {
				p.askWho()
				return
			}
			p.cannotOpen(err)
		})
		return
	}
	if p.early != nil {
		<-p.early.spoken // what is looked up below is put in words
	}
	env := ui.NewEnv(s.Replica, s.Files, s.Link, nil)
	env.Folders = s.Folders
	env.Main, env.InFront = p.main, func() bool { return !p.behind }
	if p.options.Now != nil {
		env.Now = p.options.Now
	}
	unwatch := p.watch(env) // before the look: what changes behind it is not missed
	first := sections()[0].Ahead(env)
	if s.Sound != nil {
		if err := s.Sound(); err != nil { // better now than in the middle of a sentence
			unwatch()
			env.Close()
			_ = s.Close()
			p.main(func() { p.cannotOpen(err) })
			return
		}
	}
	p.main(func() {
		if p.leaving {
			unwatch()
			go func() { _ = s.Close() }()
			return
		}
		p.begin(s, env, first, unwatch)
	})
}

func (p *Program) begin(s Session, env *ui.Env, first func() ui.Screen, unwatch func()) {
	p.session, env.Window = s, p.window
	p.shell = newShell(p, env, first, unwatch)
	p.show(p.shell.content)
	for _, n := range p.missed {
		p.shell.changed(n)
	}
	p.missed = nil
}

// watch is the one subscription to changes: the shell passes them to the screen
// in front.
func (p *Program) watch(env *ui.Env) (unwatch func()) {
	records := env.Replica.Watch(func(n campus.Notice) {
		p.main(func() {
			if p.shell == nil {
				p.missed = append(p.missed, n)
				return
			}
			p.shell.changed(n)
		})
	})
	line := env.Link.WatchStatus(func(st campus.Status) {
		p.main(func() {
			if p.shell != nil { // a new one asks for itself
				p.shell.line(st)
			}
		})
	})
	folders := func() {}
	if env.Folders != nil {
		var told atomic.Bool // and not taken up yet
		folders = env.Folders.WatchMirrors(func() {
			if told.Swap(true) {
				return
			}
			p.main(func() {
				told.Store(false)
				if p.shell != nil {
					p.shell.folders()
				}
			})
		})
	}
	return func() { records(); line(); folders() }
}

// cannotOpen says why the copy does not open, that nothing was overwritten, and
// what can be done.
func (p *Program) cannotOpen(err error) {
	why, buttons := ui.Sentence(err), []fyne.CanvasObject{widget.Main(tryAgain.Say(), base.ViewRefreshIcon(), p.open)}
	if p.options.Repair != nil {
		if action, ok := p.options.Repair(err); ok {
			if action.Why != "" {
				why = action.Why
			}
			buttons = []fyne.CanvasObject{widget.Main(action.Label, nil, func() { p.repair(action) }),
				widget.NewButton(tryAgain.Say(), base.ViewRefreshIcon(), p.open)}
		}
	}
	buttons = append(buttons, widget.Plain(menuQuit.Say(), nil, p.Quit))
	p.show(widget.On(base.ColorNameBackground, widget.Empty(cannotOpen.Say(), why, buttons...)))
}

func (p *Program) repair(action RepairAction) {
	p.show(emptyFrame())
	go func() {
		err := action.Do()
		p.main(func() {
			if err != nil {
				p.cannotOpen(err)
				return
			}
			p.open()
		})
	}()
}

// Quit keeps every draft, closes the session and ends the program.
func (p *Program) Quit() {
	if p.leaving {
		return
	}
	p.leaving = true
	if p.shell == nil {
		p.end()
		return
	}
	p.shell.close()
	env, end := p.shell.env, p.session.Close
	go func() {
		env.Close()
		if end != nil {
			_ = end() // the copy is durable at every moment: there is nothing left to tell
		}
		documents.Tidy(time.Now())
		p.main(p.end)
	}()
}

// end leaves Fyne's loop.
func (p *Program) end() {
	p.gate.shut()
	p.app.Quit()
}

// emptyFrame is the first frame: the window's surfaces, before the copy is open.
func emptyFrame() fyne.CanvasObject {
	word := widget.Quiet(opening.Say()).Full()
	return frame(railOf(nil), widget.On(theme.ColorNameRail, widget.Pad(word, 6, 16)), container.NewStack())
}
