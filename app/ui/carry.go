package ui

import (
	"context"
	"os"
	"sync"
	"time"

	"rantau/campus"
)

// carryAfter is how long what is typed stays on this computer alone while its person
// stays at the place: each time it is carried is a set to send.
const carryAfter = 2 * time.Minute

// Carrier takes what is being written in one thread to the person's other computers,
// sparingly: when its person leaves the place or the program, and now and then. What
// is typed is a Draft on this computer all the same; this may fail without a word.
type Carrier struct {
	env    *Env
	in, of campus.ID

	mu    sync.Mutex // guards the fields below
	text  string
	reply campus.ID
	dirty bool
	timer *time.Timer

	writing sync.Mutex // one write at a time
}

// Carrier gives the carrier of a thread, always the same one for the same thread.
func (e *Env) Carrier(in, of campus.ID) *Carrier {
	e.mu.Lock()
	defer e.mu.Unlock()
	key := string(in) + "/" + string(of)
	c := e.carriers[key]
	if c == nil {
		c = &Carrier{env: e, in: in, of: of}
		e.carriers[key] = c
	}
	return c
}

// Start says what was written when it was shown: nothing new to carry.
func (c *Carrier) Start(text string, reply campus.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.dirty {
		c.text, c.reply = text, reply
	}
}

// Set says what is written by now.
func (c *Carrier) Set(text string, reply campus.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.text == text && c.reply == reply {
		return
	}
	c.text, c.reply = text, reply
	if !c.dirty {
		c.dirty = true
		c.timer = time.AfterFunc(carryAfter, c.Flush)
	}
}

// Flush carries it now, on a worker goroutine.
func (c *Carrier) Flush() { c.env.Work(func(context.Context) { c.write() }) }

// Sent says that what was written is said: nothing of it is offered elsewhere any more.
func (c *Carrier) Sent() {
	c.mu.Lock()
	c.text, c.reply, c.dirty = "", "", true
	c.mu.Unlock()
	c.Flush()
}

// write waits for the disk.
func (c *Carrier) write() {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.mu.Lock()
	text, reply, dirty := c.text, c.reply, c.dirty
	c.dirty = false
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	c.mu.Unlock()
	if !dirty {
		return
	}
	ctx, r := context.Background(), c.env.Replica
	was, err := r.Record(ctx, campus.DraftID(r.Device(), c.in, c.of))
	if err != nil && campus.CodeOf(err) != campus.NotFound || was.Deleted {
		return
	}
	d := campus.Draft{Device: r.Device(), In: c.in, Of: c.of, Name: computerName(), Text: text, ReplyTo: reply}
	if a := campus.Carry(r.Me(), was, d); len(a.Changes) > 0 {
		_ = r.Save(ctx, a)
	}
}

// computerName is what people call this computer.
func computerName() string {
	name, err := os.Hostname()
	if name = campus.CleanLine(name); err != nil || len(name) > campus.MaxName {
		return ""
	}
	return name
}

// Elsewhere is what the person's other computers say of a thread.
type Elsewhere struct {
	Begun []campus.Record // what was begun there and nobody has dealt with, newest first
	Dealt campus.Record   // what was begun here and dealt with there; zero for nothing
}

// Elsewhere looks what the person did in a thread on other computers. It may wait for
// the disk: call it in a fetch.
func (e *Env) Elsewhere(ctx context.Context, in, of campus.ID) (w Elsewhere, err error) {
	all, err := e.Replica.Records(ctx, campus.Query{Space: campus.PersonalSpace(e.Replica.Me()), Kind: "draft", Of: of, Order: campus.NewestFirst})
	for _, r := range all {
		switch d := campus.As[campus.Draft](r); {
		case d.In != in || d.Text == "":
		case d.Device == e.Replica.Device() && !d.Open():
			w.Dealt = r
		case d.Device != e.Replica.Device() && d.Open():
			w.Begun = append(w.Begun, r)
		}
	}
	return w, err
}
