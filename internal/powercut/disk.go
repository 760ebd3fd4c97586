package powercut

import (
	"bytes"
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Disk is a folder whose databases can lose their power.
type Disk struct {
	dir string

	mu     sync.Mutex
	rnd    *rand.Rand
	off    bool
	life   int // counts the cuts: handles of an earlier life are dead
	left   int // what may happen until the power goes; -1: it stays
	wait   int // then it goes in the next sync, or after so many writes without one
	room   int // bytes by which files may grow; -1: any
	refuse int // writes that find no room, then there is some
	// names are the files as they are seen now, synced as the disk has them; changes
	// are what lies between, in order.
	names, synced map[string]*inode
	changes       []change
	count         Count
}

// change is a name that was made or, with nil, taken away.
type change struct {
	name string
	file *inode
}

// Count is what happened, for who looks whether all of it was tried.
type Count struct {
	Moments int // what could be interrupted
	Cuts    int
	Writing int // cuts in the middle of a write
	Syncing int // cuts in the middle of a sync
	Lost    int // writes that were lost as a whole
	Torn    int // writes of which some sectors were lost
	Kept    int // writes that were not synced and are there
	Names   int // names that were made or taken away, and are as before
}

var (
	disksMu sync.Mutex
	disks   = map[*Disk]bool{}
)

// New puts a folder on a disk.
func New(dir string, seed uint64) (*Disk, error) {
	if err := register(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	d := &Disk{dir: dir, rnd: rand.New(rand.NewPCG(seed, 0x637574)), left: -1, room: -1, names: map[string]*inode{}, synced: map[string]*inode{}}
	disksMu.Lock()
	defer disksMu.Unlock()
	disks[d] = true
	return d, nil
}

// Close gives the folder back to the system.
func (d *Disk) Close() {
	disksMu.Lock()
	defer disksMu.Unlock()
	delete(disks, d)
}

// diskOf finds the disk that a file is on.
func diskOf(path string) *Disk {
	disksMu.Lock()
	defer disksMu.Unlock()
	for d := range disks {
		if strings.HasPrefix(path, d.dir+string(filepath.Separator)) {
			return d
		}
	}
	return nil
}

// CutAfter takes the power away in the middle of the n-th write, sync, truncation,
// deletion or making of a file from now, 0 being the next; with -1 it stays. Some
// of these cuts wait for the next sync, for there are few syncs among many writes.
func (d *Disk) CutAfter(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left, d.wait = n, 0
	if d.rnd.IntN(4) == 0 {
		d.wait = 400
	}
}

// FillAfter fills the disk once files have grown by so many bytes. There is room again
// after some writes that found none, and with -1.
func (d *Disk) FillAfter(bytes, writes int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.room, d.refuse = bytes, writes
}

// grow takes room for a file that grows.
func (d *Disk) grow(by int) bool {
	switch {
	case d.room < 0 || by <= 0:
		return true
	case by <= d.room:
		d.room -= by
		return true
	}
	if d.refuse--; d.refuse <= 0 {
		d.room = -1
	}
	return false
}

// Settle lets so much time pass that the system has written all back.
func (d *Disk) Settle() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, f := range d.names {
		if f != nil {
			f.sync()
		}
	}
	d.synced, d.changes = maps.Clone(d.names), nil
}

// Cut takes the power away now.
func (d *Disk) Cut() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.off {
		d.cut()
	}
}

// Off tells whether the power is gone.
func (d *Disk) Off() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.off
}

// On gives the power back. Who had a file open has it open no more.
func (d *Disk) On() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.off, d.left = false, -1
}

// Count tells what happened so far.
func (d *Disk) Count() Count {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.count
}

// passes counts what can be interrupted. It is false when the power goes now.
func (d *Disk) passes(sync bool) bool {
	d.count.Moments++
	if d.left == 0 {
		d.wait--
		return d.wait >= 0 && !sync
	}
	if d.left > 0 {
		d.left--
	}
	return true
}

// look finds a file by its name. What others than SQLite made of one that is not
// open counts, and is taken for synced.
func (d *Disk) look(path string) (*inode, error) {
	f := d.names[path]
	if f != nil && f.open > 0 {
		return f, nil
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		if f != nil {
			d.forget(path, nil)
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if f == nil || !bytes.Equal(f.now, b) {
		f = newInode(b)
		d.forget(path, f)
	}
	return f, nil
}

// forget puts a file in the place of another.
func (d *Disk) forget(path string, f *inode) {
	d.names[path], d.synced[path] = f, f
	d.changes = slices.DeleteFunc(d.changes, func(c change) bool { return c.name == path })
}

func (d *Disk) rename(path string, f *inode) {
	d.names[path] = f
	d.changes = append(d.changes, change{path, f})
}

// syncNames makes the names of a folder durable.
func (d *Disk) syncNames(dir string) {
	rest := d.changes[:0]
	for _, c := range d.changes {
		if filepath.Dir(c.name) == dir {
			d.synced[c.name] = c.file
		} else {
			rest = append(rest, c)
		}
	}
	d.changes = rest
}

// cut decides what is there when the power comes back.
func (d *Disk) cut() {
	d.off, d.left = true, -1
	d.life++
	d.count.Cuts++
	left := map[string]*inode{}
	for name, f := range d.synced {
		left[name] = f
	}
	lost := map[string]bool{} // names that are behind: what came after on them is too
	all := d.rnd.IntN(4) == 0 // as where a file system keeps the order of names
	for _, c := range d.changes {
		if lost[c.name] = lost[c.name] || !all && d.rnd.IntN(2) == 0; lost[c.name] {
			d.count.Names++
			continue
		}
		left[c.name] = c.file
	}
	h := fate{r: d.rnd, mode: d.rnd.IntN(6), keep: d.rnd.Float64(), junk: d.rnd.IntN(3) == 0, count: &d.count}
	d.names, d.changes = map[string]*inode{}, nil
	for _, name := range sorted(left) {
		f := left[name]
		if f != nil {
			f = newInode(f.survive(h))
		}
		d.names[name] = f
		mirror(name, f)
	}
	d.synced = maps.Clone(d.names)
}

// mirror writes a file to where others than SQLite see it.
func mirror(path string, f *inode) {
	if f == nil {
		_ = os.Remove(path)
		return
	}
	if err := os.WriteFile(path, f.now, 0o600); err != nil && !errors.Is(err, os.ErrNotExist) { // else its folder is gone: the test is over
		panic(err)
	}
}
