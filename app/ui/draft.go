package ui

import (
	"context"
	"sync"
	"time"

	"rantau/campus"
)

// debounce is how long typing may pause before it is kept.
const debounce = 400 * time.Millisecond

// mostUnkept is how old the oldest key that is not kept may get while somebody
// types without a pause.
const mostUnkept = time.Second

// NotePrefix begins the places where the program keeps, among the drafts, what it has
// to remember on this computer; nobody has typed it.
const NotePrefix = "note/"

// Draft keeps the text that is being typed at a place, so that nothing typed is
// lost: not by a crash, a closed window or a refused save. The newest text wins;
// writes for one place never overtake each other.
type Draft struct {
	env   *Env
	place string

	mu      sync.Mutex // guards the fields below
	trouble func(error)
	text    string
	dirty   bool
	since   time.Time // the first key that no write has taken up; zero for none
	timer   *time.Timer
	failed  bool
	writing sync.Mutex // one write at a time
}

// Draft gives the draft of a place, always the same one for the same place.
func (e *Env) Draft(place string) *Draft {
	e.mu.Lock()
	defer e.mu.Unlock()
	d := e.drafts[place]
	if d == nil {
		d = &Draft{env: e, place: place}
		e.drafts[place] = d
	}
	return d
}

// OnTrouble sets who is told, on the goroutine that draws, when the draft could
// not be kept, and told nil when it could again.
func (d *Draft) OnTrouble(f func(error)) {
	d.mu.Lock()
	d.trouble = f
	d.mu.Unlock()
}

// Restore fetches the text that was being typed here.
func (d *Draft) Restore(g *Guard, show func(string, error)) {
	Load(d.env, g, d.Get, show)
}

// Get gives the text that was being typed here. It waits for the disk.
func (d *Draft) Get(ctx context.Context) (string, error) {
	d.mu.Lock()
	text, dirty := d.text, d.dirty
	d.mu.Unlock()
	if dirty { // typed a moment ago and not on the disk yet
		return text, nil
	}
	return d.env.Replica.Draft(ctx, d.place)
}

// Set keeps the text soon: at the next pause, or while typing goes on.
func (d *Draft) Set(text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.text, d.dirty = text, true
	now := time.Now()
	if d.since.IsZero() {
		d.since = now
	}
	wait := max(0, min(debounce, d.since.Add(mostUnkept).Sub(now)))
	if d.timer == nil {
		d.timer = time.AfterFunc(wait, d.Flush)
		return
	}
	d.timer.Reset(wait)
}

// Save saves the action that makes the text good. Both happen at once: a crash
// leaves the text as a draft or as what was saved, never as both. An action
// without changes is for a text that says what is saved already. It waits for
// the disk: call it on a worker.
func (d *Draft) Save(ctx context.Context, a campus.Action) error {
	d.writing.Lock()
	defer d.writing.Unlock()
	d.mu.Lock()
	text := d.text
	d.mu.Unlock()
	a.Draft = d.place
	if len(a.Changes) > 0 {
		if err := d.env.Replica.Save(ctx, a); err != nil {
			// Kept at once: what could not be saved must not hang on a window.
			_ = d.env.Replica.KeepDraft(ctx, d.place, text)
			return err
		}
	}
	d.letGo(ctx)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.text == text { // else more was typed meanwhile, and is kept soon
		d.text, d.dirty = "", false
	}
	return nil
}

// Clear lets go of the text: call it only after it was saved for good.
func (d *Draft) Clear() {
	d.Set("")
	d.Flush()
}

// Flush keeps the text now, on a worker goroutine.
func (d *Draft) Flush() { d.env.Work(func(context.Context) { d.write() }) }

// write waits for the disk. It is not bound to the session's context: what was
// typed is kept even while the session ends.
func (d *Draft) write() {
	d.writing.Lock()
	defer d.writing.Unlock()
	d.mu.Lock()
	text, dirty := d.text, d.dirty
	d.since = time.Time{}
	d.mu.Unlock()
	if !dirty {
		return
	}
	err := d.env.Replica.KeepDraft(context.Background(), d.place, text)
	d.mu.Lock()
	if err == nil && d.text == text {
		d.dirty = false
	}
	trouble := d.trouble
	tell := trouble != nil && (err != nil || d.failed)
	d.failed = err != nil
	d.mu.Unlock()
	if tell {
		d.env.Main(func() { trouble(err) })
	}
}

// Place is where the text is being typed.
func (d *Draft) Place() string { return d.place }
