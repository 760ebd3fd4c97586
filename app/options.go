package app

import (
	"errors"

	"time"

	"rantau/app/signin"
	"rantau/campus"
)

// Session is what opening a profile gives: the local copy, the files and the
// line. Close is called once, from a worker goroutine, after every draft was
// kept.
type Session struct {
	Replica campus.Replica
	Files   campus.Files
	Link    campus.Link
	// Folders may be nil.
	Folders campus.Folders
	Close   func() error
	// Sound, if set, tells whether the copy could be read so far. It is asked after
	// the first page was looked up: damage in the middle of a file shows there.
	Sound func() error
}

// Options is all that the window needs from outside.
type Options struct {
	// ID names the program to the desktop.
	ID string
	// Settings is the file of what the profile chose: language, text size, shade;
	// "" to keep them until the end only.
	Settings string
	// Title of the window; "" for the program's name.
	Title string
	// SignedIn tells that the profile has an account: the window opens without
	// asking. Otherwise SignIn is shown first.
	SignedIn bool
	SignIn   signin.Signer
	// Open opens the profile. It is called on a worker goroutine, again after
	// each sign-in and each "try again".
	Open func() (Session, error)
	// Repair, if set, is asked when Open fails: it gives what can be done about
	// that error, such as setting a damaged copy aside and fetching it anew, or
	// false. The action runs on a worker goroutine; Open is tried again after it.
	Repair func(error) (RepairAction, bool)
	// Now is the clock for "5 minutes ago"; nil for the computer's.
	Now func() time.Time
}

// ErrSignIn is what Open answers when the copy does not say whose it is: the
// person signs in (again).
var ErrSignIn = errors.New("sign in first")

// RepairAction is a way out of a copy that does not open.
type RepairAction struct {
	Why   string // what has happened and what the way out does; "" for the error's own words
	Label string
	Do    func() error
}
