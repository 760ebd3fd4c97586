package simulator

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/crypto/argon2"

	"rantau/campus"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// World is one server, its people and their computers.
type World struct {
	seed    uint64
	r       *rand.Rand
	dir     string
	dirs    int
	log     func(string, ...any) // nil: say nothing
	server  *server.Server
	srvDir  string
	srvDies int // commits until the server stops; -1: it does not
	srvDead bool
	now     time.Time
	people  []*person
	nodes   []*node
	ids     int
	tokens  int
	spaces  []campus.ID // in the order in which they were made
	founder map[campus.ID]*person
	items   []item
	ledger  []entry
	unsaved []string // tokens of actions that were not saved
	delayed []delayed
	calm    bool // no more faults
	commons campus.ID
	school  campus.ID
	fate    fate
	count   map[string]int // what happened, for the person who looks
}

type person struct {
	name string
	id   campus.ID
}

// item is a record that somebody tried to make.
type item struct {
	id, space campus.ID
	kind      string
}

// errStopped is what a program that was stopped answers to everything.
var errStopped = errors.New("stopped by the simulator")

const password = "merantau"

// cheapHash is a password's hash that costs nothing: it is not what is tested.
var cheapHash = func() string {
	salt := make([]byte, 16)
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=19$m=8,t=1,p=1$%s$%s", b64(salt), b64(argon2.IDKey([]byte(password), salt, 1, 8, 1, 32)))
}()

// NewWorld makes a world in a folder.
func NewWorld(dir string, seed uint64, log func(string, ...any)) (*World, error) {
	w := &World{seed: seed, r: rand.New(rand.NewPCG(seed, 0x7261)), dir: dir, log: log, srvDies: -1, founder: map[campus.ID]*person{}, count: map[string]int{},
		now: time.Date(2027, 3, 1, 8, 0, 0, 0, time.UTC)}
	w.srvDir = w.newDir()
	if err := w.openServer(); err != nil {
		return nil, err
	}
	if err := w.found(); err != nil {
		return nil, err
	}
	for i, user := range []string{"siti", "siti", "bima", "dara", "minh"} {
		n := &node{w: w, name: fmt.Sprintf("%s-%d", user, i+1), dir: w.newDir(), dies: -1}
		for _, p := range w.people {
			if p.name == user {
				n.who = p
			}
		}
		if err := n.open(); err != nil {
			return nil, err
		}
		if err := n.signIn(user); err != nil {
			return nil, err
		}
		w.nodes = append(w.nodes, n)
	}
	return w, nil
}

func (w *World) say(format string, args ...any) {
	if w.log != nil {
		w.log(format, args...)
	}
}

func (w *World) newDir() string {
	w.dirs++
	return filepath.Join(w.dir, fmt.Sprint("d", w.dirs))
}

// id counts, so that the order of IDs is the same in every run of a seed.
func (w *World) id() campus.ID {
	w.ids++
	return campus.ID(fmt.Sprintf("f%07x-0000-8000-8000-%012x", w.ids, w.ids))
}

// token is a word that is nowhere else.
func (w *World) token() string {
	w.tokens++
	return fmt.Sprintf("t%dz", w.tokens)
}

func (w *World) openServer() error {
	s, err := server.Open(w.srvDir, server.Options{Clock: func() time.Time { return w.now }})
	if err != nil {
		return fmt.Errorf("the server does not start: %w", err)
	}
	s.OnCommit(func() error {
		if w.srvDies == 0 {
			w.srvDead = true
		}
		if w.srvDead {
			return errStopped
		}
		if w.srvDies > 0 {
			w.srvDies--
		}
		return nil
	})
	w.server = s
	return nil
}

// restartServer goes on from what is on the disk.
func (w *World) restartServer() error {
	w.count["server stopped"]++
	w.say("the server is stopped and starts again")
	dir := w.newDir()
	if err := image(w.srvDir, dir, "server.db"); err != nil {
		return err
	}
	_ = w.server.Close()
	w.srvDir, w.srvDead, w.srvDies = dir, false, -1
	return w.openServer()
}

// image copies a database as a stopped program leaves it: the file and its log,
// nothing written back.
func image(from, to, file string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(filepath.Join(from, file+suffix))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, file+suffix), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func (w *World) found() error {
	w.commons, w.school = w.id(), w.id()
	in := []server.Import{
		{Action: campus.Action{Space: w.commons, Changes: []campus.Change{campus.Create(w.commons, "commons", &campus.Commons{Name: "Commons"})}}},
		{Action: campus.Action{Space: w.school, Changes: []campus.Change{campus.Create(w.school, "institution", &campus.Institution{Name: "School"})}}},
	}
	var accounts []server.Account
	for _, p := range []struct {
		name string
		role campus.Role
	}{{"siti", campus.Owner}, {"bima", campus.Staff}, {"dara", campus.Member}, {"minh", campus.Member}} {
		id := w.id()
		w.people = append(w.people, &person{p.name, id})
		accounts = append(accounts, server.Account{Person: id, User: p.name})
		in = append(in,
			server.Import{Action: campus.Action{Space: w.commons, Changes: []campus.Change{
				campus.Create(id, "person", &campus.Person{Name: p.name}), campus.Join(w.commons, id, campus.Member)}}},
			server.Import{Action: campus.Action{Space: w.school, Changes: []campus.Change{campus.Join(w.school, id, p.role)}}})
	}
	w.spaces = []campus.ID{w.commons}
	if err := w.server.Import(context.Background(), in...); err != nil {
		return err
	}
	return w.server.AddAccounts(context.Background(), cheapHash, accounts...)
}

// Close closes all.
func (w *World) Close() {
	for _, n := range w.nodes {
		if n.rep != nil {
			_ = n.rep.Close()
		}
	}
	_ = w.server.Close()
}

// Run does a number of steps and then lets everything come to rest.
func (w *World) Run(steps int) error {
	w.drawFate(steps)
	for i := range steps {
		if err := w.meetFate(i); err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
		if err := w.step(); err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
	}
	if err := w.rest(); err != nil {
		return err
	}
	return w.check()
}

func (w *World) step() error {
	// A moment passes; the bubble's clock is what the server's rates go by.
	time.Sleep(time.Second)
	w.now = w.now.Add(time.Duration(w.r.IntN(600)) * time.Second)
	n := w.nodes[w.r.IntN(len(w.nodes))]
	switch x := w.r.IntN(100); {
	case x < 60:
		return n.alive(n.act())
	case x < 84:
		return n.alive(n.sync())
	case x == 84 && len(w.nodes) < 7:
		return n.clone()
	case x == 85 || x == 86:
		return w.discard()
	case x < 90 && len(w.delayed) > 0:
		return w.deliver()
	case x < 94:
		n.dies = w.r.IntN(6)
		w.say("%s is going to stop after %d writes", n.name, n.dies)
	case x < 96:
		w.srvDies = w.r.IntN(4)
		w.say("the server is going to stop after %d writes", w.srvDies)
	case x < 98:
		n.off = time.Duration(w.r.Int64N(int64(8*365*24*time.Hour))) - 4*365*24*time.Hour
		w.say("%s's clock jumps to %s off", n.name, n.off)
	default:
		return n.restart()
	}
	return nil
}

// rest delivers what is under way and syncs until nobody has anything to say.
func (w *World) rest() error {
	w.say("--- now everything comes to rest")
	for len(w.delayed) > 0 {
		if err := w.deliver(); err != nil {
			return err
		}
	}
	w.calm = true
	if w.srvDies = -1; w.srvDead {
		if err := w.restartServer(); err != nil {
			return err
		}
	}
	for range 12 {
		said := 0
		for _, n := range w.nodes {
			time.Sleep(time.Minute)
			if n.dies = -1; n.dead {
				if err := n.restart(); err != nil {
					return err
				}
			}
			moved, err := n.syncOnce()
			if err != nil {
				return fmt.Errorf("%s can't sync on a good line: %w", n.name, err)
			}
			said += moved
		}
		if said == 0 {
			return nil
		}
	}
	return errors.New("it never comes to rest")
}

// delayed is a request that was held up on its way.
type delayed struct {
	token string
	in    protocol.Request
}

func (w *World) deliver() error {
	i := w.r.IntN(len(w.delayed))
	d := w.delayed[i]
	w.delayed = append(w.delayed[:i:i], w.delayed[i+1:]...)
	w.say("an old request with %d sets arrives", len(d.in.Sets))
	w.count["delivered late"]++
	_ = w.server.Sync(context.Background(), d.token, d.in, func(protocol.Item) error { return nil })
	if w.srvDead {
		return w.restartServer()
	}
	return nil
}
