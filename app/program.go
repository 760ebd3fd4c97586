package app

import (
	"errors"
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
)

// Program is the desktop program: one window on one profile.
type Program struct {
	options Options
	app     fyne.App
	window  fyne.Window
	main    func(func())
	room    *fyne.Container // all of the window
	shell   *shell          // nil until a session is open
	session Session
	leaving bool
}

// New makes the program and its window. Nothing waits: Run shows a first frame
// and then opens the profile.
func New(o Options) *Program {
	a := fyneapp.NewWithID(o.ID)
	return NewIn(a, o, fyne.Do)
}

// NewIn makes the program in an app that is there already, such as that of a
// test. main runs a function on the goroutine that draws.
func NewIn(a fyne.App, o Options, main func(func())) *Program {
	if o.Title == "" {
		o.Title = programTitle
	}
	p := &Program{options: o, app: a, main: main, window: a.NewWindow(o.Title), room: container.NewStack()}
	p.applyLook(p.look())
	p.window.SetPadded(false)
	p.window.SetContent(p.room)
	p.window.Resize(fyne.NewSize(1280, 720))
	p.window.SetCloseIntercept(p.Quit)
	p.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		if p.shell != nil {
			p.shell.dropped(files)
		}
	})
	p.shortcuts()
	return p
}

// Run shows the window and returns when the program ends.
func (p *Program) Run() {
	p.Start()
	p.window.ShowAndRun()
	p.finish()
}

// finish does what Quit would have done where the system ended the window: on
// SIGTERM Fyne leaves its loop without asking.
func (p *Program) finish() {
	if p.leaving || p.shell == nil {
		return
	}
	p.leaving = true
	p.shell.unwatchAll()
	p.shell.env.Close()
	if p.session.Close != nil {
		_ = p.session.Close()
	}
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
	p.main(func() {
		p.window.Show()
		p.window.RequestFocus()
	})
}

// Start asks who the person is, or opens the profile.
func (p *Program) Start() {
	if p.options.SignedIn {
		p.open()
		return
	}
	p.askWho()
}

// show puts one object in the window.
func (p *Program) show(o fyne.CanvasObject) {
	p.room.Objects = []fyne.CanvasObject{o}
	p.room.Refresh()
}

// askWho shows the sign-in form.
func (p *Program) askWho() {
	form := signin.New(p.options.SignIn, p.main, func() {
		if p.shell != nil { // signed in again: the session goes on
			p.show(p.shell.content)
			p.shell.env.Link.Now()
			return
		}
		p.open()
	})
	p.show(form.Content())
	form.Focus()
}

// open opens the profile on a worker and then shows the shell. Until then the
// frame is there, empty.
func (p *Program) open() {
	p.show(emptyFrame())
	go func() {
		s, err := p.options.Open()
		p.main(func() {
			switch {
			case p.leaving && err == nil:
				go func() { _ = s.Close() }()
			case errors.Is(err, ErrSignIn):
				p.askWho()
			case err != nil:
				p.cannotOpen(err)
			default:
				p.begin(s)
			}
		})
	}()
}

func (p *Program) begin(s Session) {
	p.session = s
	env := ui.NewEnv(s.Replica, s.Files, s.Link, p.window)
	env.Main = p.main
	if p.options.Now != nil {
		env.Now = p.options.Now
	}
	p.shell = newShell(p, env)
	p.show(p.shell.content)
}

// cannotOpen says why the copy does not open, that nothing was overwritten, and
// what can be done.
func (p *Program) cannotOpen(err error) {
	why, buttons := ui.Sentence(err), []fyne.CanvasObject{widget.Main(tryAgain, base.ViewRefreshIcon(), p.open)}
	if p.options.Repair != nil {
		if action, ok := p.options.Repair(err); ok {
			if action.Why != "" {
				why = action.Why
			}
			buttons = []fyne.CanvasObject{widget.Main(action.Label, nil, func() { p.repair(action) }),
				widget.NewButton(tryAgain, base.ViewRefreshIcon(), p.open)}
		}
	}
	buttons = append(buttons, widget.Plain(menuQuit, nil, p.Quit))
	p.show(widget.On(base.ColorNameBackground, widget.Empty(cannotOpen, why, buttons...)))
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
		p.app.Quit()
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
		p.main(p.app.Quit)
	}()
}

// emptyFrame is the first frame: the window's surfaces, before the copy is open.
func emptyFrame() fyne.CanvasObject {
	word := widget.Quiet(opening).Full()
	return frame(railOf(nil), widget.On(theme.ColorNameRail, widget.Pad(word, 6, 16)), container.NewStack())
}
