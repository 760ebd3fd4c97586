package simulator

import (
	"strings"

	"rantau/campus"
)

// fate is what becomes of the server in some of the worlds: after a backup was
// made it works on, and is then put back to it.
type fate struct {
	backupAt, restoreAt int // steps; -1: never
	backup              string
	restored            bool
}

func (w *World) drawFate(steps int) {
	w.fate = fate{backupAt: -1, restoreAt: -1}
	if w.r.IntN(3) == 0 && steps > 10 {
		w.fate.backupAt = w.r.IntN(steps * 2 / 3)
		w.fate.restoreAt = w.fate.backupAt + 1 + w.r.IntN(steps/3)
	}
}

// meetFate makes the backup, or goes back to it.
func (w *World) meetFate(step int) error {
	switch step {
	case w.fate.backupAt:
		w.say("--- a backup of the server is made")
		w.fate.backup = w.newDir()
		return image(w.srvDir, w.fate.backup, "server.db")
	case w.fate.restoreAt:
		w.count["server restored"]++
		w.say("--- the server is put back to its backup")
		w.srvDir, w.fate.restored = w.fate.backup, true
		return w.restartServer()
	}
	return nil
}

// signInAgain is what a person does when the server no longer knows the computer:
// it was registered after the backup.
func (n *node) signInAgain() error {
	n.w.count["signed in again"]++
	n.w.say("%s signs in again", n.name)
	return n.signIn(n.who.name)
}

// discard has somebody deal with a refused set who needs it no longer.
func (w *World) discard() error {
	for _, n := range w.nodes {
		if _, _, refused, _, err := n.rep.Queue(ctx); err != nil {
			return err
		} else if refused > 0 {
			return n.discard()
		}
	}
	return nil
}

func (n *node) discard() error {
	all, err := n.rep.Waiting(ctx)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.State != campus.Refused {
			continue
		}
		if err := n.rep.Discard(ctx, s.Space, s.Number); err != nil {
			return n.alive(err)
		}
		n.w.count["discarded"]++
		n.w.say("%s discards set %d in %s", n.name, s.Number, short(s.Space))
		for _, c := range s.Changes {
			n.w.dealtWith(n, c)
		}
		break
	}
	return nil
}

// dealtWith takes a change out of what has to be found.
func (w *World) dealtWith(n *node, c campus.Change) {
	for i, e := range w.ledger {
		if e.node == n && e.record == c.Record && e.delete == c.Delete && e.revive == c.Revive && (e.delete || e.revive || strings.Contains(sets(c), e.mark)) {
			w.ledger[i].discarded = true
		}
	}
}
