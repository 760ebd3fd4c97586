package app_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/app/lang"
	"rantau/app/signin"
	"rantau/campus"
)

// start opens the program on a sample campus.
func start(t *testing.T, o app.Options, as string) (*apptest.Hand, *app.Program) {
	c := apptest.NewCampus(t.TempDir(), as)
	replica, files := apptest.Guard(t, c.Replica, c.Files)
	a := test.NewTempApp(t)
	if o.Now == nil {
		o.Now = func() time.Time { return apptest.Clock }
	}
	if o.Open == nil {
		o.Open = func() (app.Session, error) {
			return app.Session{Replica: replica, Files: files, Link: c.Link}, nil
		}
	}
	p := app.NewIn(a, o, c.Queue.Main)
	p.Window().Resize(fyne.NewSize(1366, 768))
	p.Start()
	h := &apptest.Hand{T: t, Campus: c, Window: p.Window()}
	if o.SignedIn {
		arrive(h, p)
	}
	return h, p
}

func arrive(h *apptest.Hand, p *app.Program) {
	h.T.Helper()
	if !h.Campus.Queue.Until(func() bool { return p.Env() != nil }) {
		h.T.Fatal("the session does not open")
	}
	h.Env = p.Env()
	h.T.Cleanup(h.Env.Close)
	h.Settle()
}

func TestTheShell(t *testing.T) {
	h, _ := start(t, app.Options{SignedIn: true}, "teacher")
	h.Want("Good afternoon, Siti", "Siti Rahmawati", "everything is on the server", "Soil, sensors and water")
	h.Tap("Training")
	h.Want("New class")
	h.Tap("Home")
	h.Want("Good afternoon")
}

func TestTheStatusFollowsTheLine(t *testing.T) {
	h, _ := start(t, app.Options{SignedIn: true}, "teacher")
	h.Campus.Link.Set(campus.Status{Line: campus.Unreached, Waiting: 3})
	h.Settle()
	h.Want("Offline · 3 changes wait on this computer")
}

// TestWhatChangesWhileTheProfileOpensIsSeen: the first page is looked up before
// there is a window, and shown later.
func TestWhatChangesWhileTheProfileOpensIsSeen(t *testing.T) {
	c := apptest.NewCampus(t.TempDir(), "student")
	looked := false
	p := app.NewIn(test.NewTempApp(t), app.Options{SignedIn: true, Now: func() time.Time { return apptest.Clock },
		Open: func() (app.Session, error) {
			return app.Session{Replica: c.Replica, Files: c.Files, Link: c.Link}, nil
		}}, func(f func()) {
		if !looked { // the worker hands over what it has looked up
			looked = true
			c.Replica.Add(c.Soil, c.Siti, "post", campus.NewID(), &campus.Post{Topic: c.Soil, Text: "A word in between"})
		}
		c.Queue.Main(f)
	})
	p.Window().Resize(fyne.NewSize(1366, 768))
	p.Start()
	h := &apptest.Hand{T: t, Campus: c, Window: p.Window()}
	arrive(h, p)
	h.Want("A word in between")
}

func TestAnotherPersonsNewsReachesTheScreenInFront(t *testing.T) {
	h, _ := start(t, app.Options{SignedIn: true}, "student")
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "post", campus.NewID(), &campus.Post{Topic: h.Campus.Soil, Text: "A word from elsewhere"})
	h.Settle()
	h.Want("A word from elsewhere")
}

// TestWhatChangesWhileAScreenIsBehindIsSeen: a page deep in a screen is not made anew
// when the screen comes to the front.
func TestWhatChangesWhileAScreenIsBehindIsSeen(t *testing.T) {
	h, _ := start(t, app.Options{SignedIn: true}, "student")
	h.Tap("Training")
	h.Pick("Soil, sensors and water")
	h.Tap("Home")
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "lesson", campus.NewID(), &campus.Lesson{Title: "Written meanwhile", Text: "Words.", Order: "z"})
	h.Settle()
	h.Tap("Training")
	h.Want("Written meanwhile")
}

func TestQuittingKeepsWhatIsTypedAndThenCloses(t *testing.T) {
	var c *apptest.Campus
	atEnd := make(chan int, 1)
	h, p := start(t, app.Options{SignedIn: true, Open: func() (app.Session, error) {
		c = apptest.NewCampus(t.TempDir(), "teacher")
		return app.Session{Replica: c.Replica, Files: c.Files, Link: c.Link, Close: func() error {
			atEnd <- c.Replica.Drafts()
			return nil
		}}, nil
	}}, "teacher")
	p.Env().Draft("somewhere").Set("half a sentence")
	p.Quit()
	h.Campus.Queue.Drain()
	if n := <-atEnd; n != 1 {
		t.Errorf("%d drafts were kept when the copy closed, want 1", n)
	}
}

// signer answers what the test tells it to.
type signer struct{ err error }

func (s *signer) SignIn(context.Context, string, string, string) error { return s.err }
func (s *signer) Defaults() signin.Defaults {
	return signin.Defaults{Server: "http://127.0.0.1:1", User: "siti", Hint: "Sample campus: user siti, password merantau"}
}

func TestSigningIn(t *testing.T) {
	s := &signer{err: campus.Errorf(campus.Forbidden, "the user name or the password is not right")}
	h, p := start(t, app.Options{SignIn: s}, "teacher")
	h.Want("Sample campus: user siti, password merantau")
	password := h.Secret()
	test.Type(password, "wrong")
	h.TapOnly("Sign in")
	if !h.Campus.Queue.Until(func() bool { return h.Sees("The user name or the password is not right") }) {
		t.Fatal("nobody says what went wrong")
	}
	if password.Text != "wrong" {
		t.Error("what was typed is gone")
	}
	s.err = nil
	h.TapOnly("Sign in")
	arrive(h, p)
	h.Want("Good afternoon, Siti")
}

// Who has to sign in again does it when there is a line: until then the work goes on.
func TestSigningInAgainCanWait(t *testing.T) {
	s := &signer{err: campus.Errorf(campus.Forbidden, "the user name or the password is not right")}
	h, p := start(t, app.Options{SignedIn: true, SignIn: s}, "teacher")
	again := func() {
		h.Campus.Link.Set(campus.Status{Line: campus.SignedOut})
		h.Settle()
		h.Press("Sign in again: nothing is lost.")
	}
	again()
	h.Want("Password", "siti", "http://127.0.0.1:1")
	h.WantNot("Good afternoon, Siti")
	p.SetLanguage("id")
	defer lang.Use(lang.English)
	p.SetLanguage("en")
	h.Want("Password")
	h.Tap("Not now")
	h.Want("Good afternoon, Siti")
	again()
	h.Want("Password")
	p.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	h.Want("Good afternoon, Siti")
	again()
	s.err = nil
	test.Type(h.Secret(), "right")
	h.TapOnly("Sign in")
	if !h.Campus.Queue.Until(func() bool { return h.Sees("Good afternoon, Siti") }) {
		t.Fatal("the session does not go on")
	}
}

func TestACopyThatDoesNotOpen(t *testing.T) {
	broken := true
	o := app.Options{SignIn: &signer{}}
	var c *apptest.Campus
	o.Open = func() (app.Session, error) {
		if broken {
			return app.Session{}, campus.Errorf(campus.Internal, "the file is damaged; it was not touched")
		}
		return app.Session{Replica: c.Replica, Files: c.Files, Link: c.Link}, nil
	}
	o.Repair = func(error) (app.RepairAction, bool) {
		return app.RepairAction{Label: "Fetch it again", Do: func() error { broken = false; return nil }}, true
	}
	h, p := start(t, o, "teacher")
	c = h.Campus
	test.Type(h.Secret(), "x")
	h.TapOnly("Sign in")
	if !c.Queue.Until(func() bool { return h.Sees("The file is damaged; it was not touched") }) {
		t.Fatal("nobody says what is wrong")
	}
	h.TapOnly("Fetch it again")
	arrive(h, p)
	h.Want("Good afternoon, Siti")
}

// Damage in the middle of the file is met by the first look into it: then is the
// time to offer the repair, not after an empty window.
func TestACopyThatIsDamagedInside(t *testing.T) {
	damaged, closed := true, 0
	o := app.Options{SignedIn: true}
	o.Open = func() (app.Session, error) {
		c := apptest.NewCampus(t.TempDir(), "teacher")
		return app.Session{Replica: c.Replica, Files: c.Files, Link: c.Link, Close: func() error { closed++; return nil },
			Sound: func() error {
				if damaged {
					return campus.Errorf(campus.Internal, "the file is damaged inside")
				}
				return nil
			}}, nil
	}
	o.Repair = func(error) (app.RepairAction, bool) {
		return app.RepairAction{Label: "Fetch it again", Do: func() error { damaged = false; return nil }}, true
	}
	c := apptest.NewCampus(t.TempDir(), "teacher")
	p := app.NewIn(test.NewTempApp(t), o, c.Queue.Main)
	p.Start()
	h := &apptest.Hand{T: t, Campus: c, Window: p.Window()}
	if !c.Queue.Until(func() bool { return h.Sees("The file is damaged inside") }) {
		t.Fatal("nobody says what is wrong")
	}
	if closed != 1 || p.Env() != nil {
		t.Errorf("the damaged copy was closed %d times", closed)
	}
	h.TapOnly("Fetch it again")
	arrive(h, p)
	h.Want("Siti")
}

// The sheet names the keys of the window and those of the screen in front.
func TestTheSheetOfKeys(t *testing.T) {
	h, p := start(t, app.Options{SignedIn: true}, "teacher")
	h.Tap("Training")
	h.Pick("Soil, sensors")
	p.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	h.Settle()
	h.Want("Keyboard shortcuts", "Ctrl+1 … Ctrl+8", "Search everything", "Alt+↑, Alt+↓")
	h.Tap("Close")
	h.WantNot("Keyboard shortcuts")
}
