package simulator

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/protocol"
)

// node is one computer of one person.
type node struct {
	w      *World
	name   string
	who    *person
	dir    string
	rep    *storage.Replica
	off    time.Duration // how wrong its clock is
	dies   int           // commits until it stops; -1: it does not
	dead   bool
	forked bool
	// removed are the removals that were saved here.
	removed []campus.Action
}

func (n *node) open() error {
	rep, err := storage.Open(n.dir, func() time.Time { return n.w.now.Add(n.off) })
	if err != nil {
		return fmt.Errorf("%s does not start: %w", n.name, err)
	}
	rep.OnCommit(func() error {
		if n.dies == 0 {
			n.dead = true
		}
		if n.dead {
			return errStopped
		}
		if n.dies > 0 {
			n.dies--
		}
		return nil
	})
	n.rep = rep
	return nil
}

func (n *node) signIn(user string) error {
	return sync.SignIn(context.Background(), n.rep, n.w.server, "sim", user, password)
}

// restart stops the program wherever it is and starts it from the disk.
func (n *node) restart() error {
	n.w.count["stopped"]++
	n.w.say("%s is stopped and starts again", n.name)
	dir := n.w.newDir()
	if err := image(n.dir, dir, storage.File); err != nil {
		return err
	}
	_ = n.rep.Close()
	n.dir, n.dead, n.dies = dir, false, -1
	return n.open()
}

// clone copies the disk to another computer, as a lab's image is: two devices
// have one name until one of them is told.
func (n *node) clone() error {
	w := n.w
	if n.forked && w.fate.backupAt >= 0 {
		return nil // known: two that a restored server does not know sign each other out
	}
	w.count["cloned"]++
	c := &node{w: w, name: fmt.Sprintf("%s-%d", n.who.name, len(w.nodes)+1), who: n.who, dir: w.newDir(), off: n.off, dies: -1}
	w.say("%s is cloned to %s", n.name, c.name)
	if err := image(n.dir, c.dir, storage.File); err != nil {
		return err
	}
	w.nodes = append(w.nodes, c)
	return c.open()
}

// alive starts the node and the server again where they were stopped on the way.
func (n *node) alive(err error) error {
	if n.w.srvDead {
		if e := n.w.restartServer(); e != nil {
			return e
		}
	}
	if n.dead {
		err = n.restart()
	}
	if err != nil {
		return err
	}
	return n.shows()
}

// shows checks that what waits in the outbox is what the person sees: the last
// value that was given to each field.
func (n *node) shows() error {
	all, err := n.rep.Waiting(ctx)
	if err != nil {
		return err
	}
	type place struct {
		record campus.ID
		field  string
	}
	want := map[place]string{}
	for _, s := range all {
		for _, c := range s.Changes {
			for field, v := range c.Set {
				if s.State != campus.Refused {
					want[place{c.Record, field}] = campus.HashValue(v)
				}
			}
		}
	}
	for p, hash := range want {
		r, err := n.rep.Record(ctx, p.record)
		if err != nil || r.Deleted {
			continue // taken away, or its creation was refused
		}
		if _, v := field(r, p.field); campus.HashValue(v) != hash || !r.Waiting {
			return fmt.Errorf("%s does not show what waits: %s of %s is %s, waiting %v", n.name, p.field, short(p.record), v, r.Waiting)
		}
	}
	return nil
}

// sync syncs over a bad line; that it fails is no error.
func (n *node) sync() error {
	moved, err := n.syncOnce()
	n.w.say("%s syncs: %d moved, %v", n.name, moved, err)
	n.w.count["syncs"]++
	if err != nil {
		n.w.count["syncs that failed"]++
	}
	var rule *campus.Error
	if err != nil && !errors.As(err, &rule) && !n.dead && !n.w.srvDead && !errors.Is(err, errStopped) {
		return fmt.Errorf("%s: an error without a code: %w", n.name, err)
	}
	return nil
}

func (n *node) syncOnce() (int, error) {
	device := n.rep.Identity().Device()
	r, err := sync.Sync(context.Background(), n.rep, &line{w: n.w, Service: n.w.server, calm: n.w.calm}, nil)
	if n.rep.Identity().Device() != device {
		n.w.count["forked"]++
		n.forked = true
		n.w.say("%s became a new device", n.name)
	}
	var rule *campus.Error
	if errors.As(err, &rule) && rule.Code == protocol.SignedOut && n.w.fate.restored {
		return 1, n.signInAgain() // 1: there is more to say
	}
	return r.Sent + r.Records, err
}
