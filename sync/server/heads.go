package server

import (
	"context"
	"strings"
	gosync "sync"
	"unique"

	"rantau/campus"
	"rantau/storage/sqlitedb"
)

// headCache remembers where spaces stand and what people are in them: with two hundred
// spaces, reading that anew is the larger part of a sync with nothing to say. One process
// writes to the database, and each transaction that moved a space or a member forgets it.
// Until that moment what is remembered may be a commit behind, never ahead: whoever would
// conclude from it that the server went back in time looks into the database first.
type headCache struct {
	mu     gosync.Mutex
	gen    int64 // grows as something is forgotten: what was read before is not remembered
	spaces map[campus.ID]spaceHead
	people map[campus.ID][]place
	places int // of all people
}

// place is what a person is, or was, in a space.
type place struct {
	space campus.ID
	role  campus.Role
	led   bool
}

// mostHeads is how many spaces, and people, are remembered, mostPlaces how many memberships
// of all together: some 70 MB at most.
const (
	mostHeads  = 100_000
	mostPlaces = 1_000_000
)

func newHeadCache() *headCache {
	return &headCache{spaces: map[campus.ID]spaceHead{}, people: map[campus.ID][]place{}}
}

// forget lets go of what a transaction changed, or may have.
func (c *headCache) forget(moved, joined map[campus.ID]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gen++
	for space := range moved {
		delete(c.spaces, space)
	}
	for person := range joined {
		c.places -= len(c.people[person])
		delete(c.people, person)
	}
}

// known gives what is remembered of a person's spaces, and which of them have to be read.
func (c *headCache) known(person campus.ID) (heads []spaceHead, missing []int, gen int64, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	places, ok := c.people[person]
	if !ok {
		return nil, nil, c.gen, false
	}
	heads = make([]spaceHead, len(places))
	for i, p := range places {
		h, here := c.spaces[p.space]
		if !here {
			missing = append(missing, i)
		}
		h.id, h.role, h.led = p.space, p.role, p.led
		heads[i] = h
	}
	return heads, missing, c.gen, true
}

// keep remembers what was read since gen.
func (c *headCache) keep(gen int64, person campus.ID, heads []spaceHead, all bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gen != gen {
		return
	}
	if len(c.spaces) > mostHeads || len(c.people) > mostHeads || c.places > mostPlaces {
		clear(c.spaces)
		clear(c.people)
		c.places = 0
	}
	places := make([]place, len(heads))
	for i, h := range heads {
		// They are parts of one long line, which would stay as long as one of them.
		h.id, h.kind, h.role, h.stamp = one(h.id), one(h.kind), one(h.role), strings.Clone(h.stamp)
		places[i] = place{h.id, h.role, h.led}
		if was, has := c.spaces[h.id]; !has || was.seq < h.seq {
			h.role, h.led = "", false
			c.spaces[h.id] = h
		}
	}
	if all {
		c.places += len(places) - len(c.people[person])
		c.people[person] = places
	}
}

// one gives a text that is there once, however often it was read.
func one[T ~string](s T) T { return T(unique.Make(string(s)).Value()) }

// spacesOf lists the spaces that the person is or was a member of.
func (s *Server) spacesOf(ctx context.Context, person campus.ID) ([]spaceHead, error) {
	heads, missing, gen, ok := s.heads.known(person)
	if ok && len(missing) == 0 {
		return heads, nil
	}
	err := s.db.Read(ctx, func(tx *sqlitedb.Tx) (err error) { // behind gen: what it sees is no older
		if !ok {
			heads, err = spacesOf(tx, person)
			return err
		}
		for _, i := range missing {
			// With the role as it is there: a head that is newer than it would have whoever was
			// taken out meanwhile read on.
			if heads[i], _, err = spaceFor(tx, heads[i].id, person); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if ok {
		var read []spaceHead
		for _, i := range missing {
			read = append(read, heads[i])
		}
		s.heads.keep(gen, person, read, false)
	} else {
		s.heads.keep(gen, person, heads, true)
	}
	return heads, nil
}

// wrote tells what a transaction moved, whether or not it says that it came to its end.
func (s *Server) wrote(t *taker, err error) {
	if t == nil {
		return
	}
	s.heads.forget(t.moved, t.joined)
	if err == nil {
		s.news.tell(t.moved, t.joined)
	}
}
