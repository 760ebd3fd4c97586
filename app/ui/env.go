// Package ui is what every screen of Rantau stands on: the Screen interface,
// the Env through which a screen reaches the domain, and the few helpers that
// keep the goroutine that draws free of waiting. It knows no widgets.
package ui

import (
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"rantau/campus"
)

// Env is all that a screen may use of the world. One is made for a session and
// shared by its screens.
type Env struct {
	Replica campus.Replica
	Files   campus.Files
	Link    campus.Link
	// Folders are those on the disk that are kept in step. Nil where there are none: then no
	// screen offers it.
	Folders campus.Folders
	Window  fyne.Window
	People  *Directory
	Unread  *Unreads
	// Portraits are the pictures of people.
	Portraits *Portraits
	// Go brings another place to the front.
	Go func(Place)
	// Show opens a document inside the program. Nil where there is no reader:
	// then no screen offers it.
	Show func(document campus.Record)
	// ShowAt is Show at a page, from 1, with the words marked that led there.
	ShowAt func(document campus.Record, page int, words string)
	// ShowNote opens the document of an annotation at it. Nil where there is no reader.
	ShowNote func(annotation campus.Record)
	// Near says that documents are in sight, of which one may be opened. May be nil.
	Near func()
	// Fill takes a copy of a form to fill in. Nil where there is no place for it.
	Fill func(form campus.Record)
	// Forms fills in PDF forms. Nil where nothing does.
	Forms Forms
	// Printers are those of the system. Nil where nothing prints.
	Printers Printers
	// View makes a view of a document to stand beside something else. Nil where there
	// is no reader.
	View func(document campus.Record) Viewer
	// Meet shows who somebody is. Nil where there is no such card.
	Meet func(person campus.ID)
	// Mine opens the own profile with what was refused of it. Nil where there is
	// no such form.
	Mine func(*Again)
	// Removed is told, on the goroutine that draws, of an action that removed something
	// and of what that was called. Nil where nothing is brought back.
	Removed func(a campus.Action, what string)
	// TakenAway offers to bring back what went in another way, by its name. back runs on a
	// worker. Use Gone.
	TakenAway func(what string, back func(context.Context) error)
	// Notify has the desktop tell of something new. Nil where nobody is told.
	Notify func(title, words string)
	// InFront tells whether the window is in front; nil where it always is.
	InFront func() bool
	// Main runs f on the goroutine that draws: fyne.Do in the program, a queue
	// that the test empties in tests.
	Main func(f func())
	// Now is the clock for "5 minutes ago".
	Now func() time.Time

	ctx      context.Context
	cancel   context.CancelFunc
	busy     sync.WaitGroup
	work     atomic.Int64
	mu       sync.Mutex
	drafts   map[string]*Draft
	atEnd    map[*byte]func()
	carriers map[string]*Carrier
	closed   bool
}

// Place is somewhere in the program: a section and, in it, a thing.
type Place struct {
	Section string    // Section.Key
	Space   campus.ID // the class, the group, the conversation; "" for the section itself
	Record  campus.ID // the lesson, the topic, the article; "" for none
	Post    campus.ID // what was said there and is to be brought in sight; "" for none
	Again   *Again    // what is to be written again there; nil for nothing
}

// NewEnv makes the Env of a session.
func NewEnv(r campus.Replica, f campus.Files, l campus.Link, w fyne.Window) *Env {
	e := &Env{Files: f, Link: l, Window: w, Go: func(Place) {}, Main: fyne.Do, Now: time.Now,
		drafts: map[string]*Draft{}, atEnd: map[*byte]func(){}, carriers: map[string]*Carrier{}}
	e.Replica = removing{r, e}
	e.ctx, e.cancel = context.WithCancel(context.Background())
	e.People = &Directory{replica: r}
	e.Unread = &Unreads{env: e, seen: map[campus.Thread]time.Time{}}
	e.Portraits = NewPortraits(e)
	return e
}

// AtEnd has something written down when the session ends, unless forget was called before.
// Nothing of it may need the goroutine that draws.
func (e *Env) AtEnd(f func()) (forget func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	key := new(byte)
	e.atEnd[key] = f
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.atEnd, key)
	}
}

// Gone offers to bring back what was taken away just now. Call it on the goroutine that
// draws.
func (e *Env) Gone(what string, back func(context.Context) error) {
	if e.TakenAway != nil {
		e.TakenAway(what, back)
	}
}

// Who gives what a tap on somebody's name does, nil for nothing.
func (e *Env) Who(person campus.ID) func() {
	if e.Meet == nil || person == "" {
		return nil
	}
	return func() { e.Meet(person) }
}

// Context ends when the session ends.
func (e *Env) Context() context.Context { return e.ctx }

// Work runs f on a goroutine of its own. Close waits for it, so what is being
// saved gets saved.
func (e *Env) Work(f func(context.Context)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return
	}
	e.busy.Add(1)
	e.work.Add(1)
	go func() {
		defer e.busy.Done()
		defer e.work.Add(-1)
		f(e.ctx)
	}()
}

// Busy tells whether a worker is under way. What it had to show has been handed
// to Main when it is no longer busy.
func (e *Env) Busy() bool { return e.work.Load() > 0 }

// Close keeps every draft, waits for what is under way, and ends the session.
// It waits for the disk: call it from a worker goroutine.
func (e *Env) Close() {
	e.mu.Lock()
	e.closed = true
	drafts := make([]*Draft, 0, len(e.drafts))
	for _, d := range e.drafts {
		drafts = append(drafts, d)
	}
	carriers := make([]*Carrier, 0, len(e.carriers))
	for _, c := range e.carriers {
		carriers = append(carriers, c)
	}
	ends := slices.Collect(maps.Values(e.atEnd))
	e.mu.Unlock()
	for _, f := range ends {
		f()
	}
	for _, d := range drafts {
		d.write()
	}
	for _, c := range carriers {
		c.write()
	}
	e.Unread.finish()
	done := make(chan struct{})
	go func() { e.busy.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(patience): // a fetch from the network may hang: it is not worth waiting for
		e.cancel()
		<-done
	}
	e.cancel()
}

// patience is how long Close lets work that has begun go on.
const patience = 3 * time.Second
