package server

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// TestHeadsAreForgotten: what a transaction changed is read anew, and what was read before it
// is not remembered behind it.
func TestHeadsAreForgotten(t *testing.T) {
	c := newHeadCache()
	person, class, group := campus.NewID(), campus.NewID(), campus.NewID()
	read := func(seq int64) []spaceHead {
		return []spaceHead{{id: class, seq: seq, stamp: "a", role: campus.Member}, {id: group, seq: 3, stamp: "b", role: campus.Owner, led: true}}
	}
	_, _, gen, ok := c.known(person)
	if ok {
		t.Fatal("it knows what it never heard")
	}
	c.keep(gen, person, read(7), true)
	heads, missing, _, ok := c.known(person)
	if !ok || len(missing) > 0 || !slices.Equal(heads, read(7)) {
		t.Errorf("it remembers %+v, misses %v", heads, missing)
	}
	_, _, before, _ := c.known(person)
	c.forget(map[campus.ID]bool{class: true}, nil)
	c.keep(before, person, read(7), true) // was read before the commit
	if heads, missing, _, ok = c.known(person); !ok || !slices.Equal(missing, []int{0}) || heads[0].id != class || heads[0].role != campus.Member {
		t.Errorf("behind a commit it remembers %+v, misses %v", heads, missing)
	}
	_, _, gen, _ = c.known(person)
	c.keep(gen, person, read(8)[:1], false)
	c.keep(gen, person, read(7)[:1], false) // another who began earlier
	if heads, missing, _, _ = c.known(person); len(missing) > 0 || !slices.Equal(heads, read(8)) {
		t.Errorf("anew it remembers %+v, misses %v", heads, missing)
	}
	c.forget(nil, map[campus.ID]bool{person: true})
	if _, _, _, ok = c.known(person); ok {
		t.Error("a membership that changed is remembered")
	}
}

// TestHeadsHaveABound: in memory they are what they need, and not more with more people.
func TestHeadsHaveABound(t *testing.T) {
	c := newHeadCache()
	ids := make([]campus.ID, 200)
	for i := range ids {
		ids[i] = campus.NewID()
	}
	live := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc) //nolint:gosec // far below
	}
	before := live()
	const people = 2000
	for range people {
		var line strings.Builder // as they are read
		for _, id := range ids {
			line.WriteString(string(id) + "|class|7|abcdefgh|member|0\n")
		}
		all, heads := line.String(), make([]spaceHead, len(ids))
		for i := range heads {
			part := strings.Split(all[i*len(all)/len(ids):(i+1)*len(all)/len(ids)-1], "|")
			heads[i] = spaceHead{id: campus.ID(part[0]), kind: campus.SpaceType(part[1]), seq: 7, stamp: part[3], role: campus.Role(part[4])}
		}
		c.keep(c.gen, campus.NewID(), heads, true)
	}
	if each := (live() - before) / people / int64(len(ids)); each > 60 {
		t.Errorf("a membership takes %d bytes", each)
	}
	for range 4000 { // with two hundred spaces each
		c.keep(c.gen, campus.NewID(), make([]spaceHead, 200), true)
	}
	n := 0
	for _, places := range c.people {
		n += len(places)
	}
	if n > 1_000_000+200 {
		t.Errorf("%d memberships are remembered", n)
	}
}

// TestARoleIsAsOldAsItsHead: while somebody waits for the database a person is taken out of a
// space and something is said there. What they are sent does not reach past that.
func TestARoleIsAsOldAsItsHead(t *testing.T) {
	ctx := context.Background()
	s, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	commons, dara := campus.NewID(), campus.NewID()
	do := func(changes ...campus.Change) {
		if err := s.Import(ctx, Import{Action: campus.Action{Space: commons, Changes: changes}}); err != nil {
			t.Fatal(err)
		}
	}
	do(campus.Create(commons, "commons", &campus.Commons{Name: "Commons"}), campus.Join(commons, dara, campus.Member))
	read := func() spaceHead {
		heads, err := s.spacesOf(ctx, dara)
		if err != nil || len(heads) != 1 {
			t.Errorf("%+v %v", heads, err)
			return spaceHead{}
		}
		return heads[0]
	}
	before := read()
	do(campus.Create(campus.NewID(), "topic", &campus.Topic{Title: "Wells"})) // the space is to be read anew
	const readers = 4
	hold, held := make(chan bool), make(chan bool)
	for range readers {
		go func() {
			_ = s.db.Read(ctx, func(*sqlitedb.Tx) error { held <- true; <-hold; return nil })
		}()
		<-held
	}
	got := make(chan spaceHead)
	go func() { got <- read() }()
	time.Sleep(50 * time.Millisecond)
	none := campus.Membership{Person: dara, Role: campus.None}
	was := campus.Record{ID: campus.MembershipID(commons, dara), Space: commons, Kind: "membership", Body: campus.NewBody(campus.Join(commons, dara, campus.Member).Set)}
	c, _ := campus.Edit(was, &none)
	do(c)
	do(campus.Create(campus.NewID(), "topic", &campus.Topic{Title: "Not for Dara"}))
	close(hold)
	if h := <-got; h.role.In() && h.seq > before.seq+1 {
		t.Errorf("as a %s they are sent what was said when they were gone: up to %d", h.role, h.seq)
	}
}
