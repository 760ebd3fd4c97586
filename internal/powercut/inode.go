package powercut

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// inode is a file: what is on the disk, what is seen, and the writes between.
type inode struct {
	disk, now []byte
	writes    []write
	open      int
	locks     map[*handle]int32
	shm       *shm
}

// write is one write, or a truncation where data is nil.
type write struct {
	at   int64
	data []byte
}

func newInode(b []byte) *inode {
	return &inode{disk: b, now: slices.Clone(b), locks: map[*handle]int32{}}
}

func (f *inode) do(w write) {
	f.writes = append(f.writes, w)
	f.now = w.to(f.now)
}

// to gives the bytes of a file after the write.
func (w write) to(b []byte) []byte {
	if w.data == nil {
		if int64(len(b)) > w.at {
			return b[:w.at]
		}
		return grown(b, w.at)
	}
	b = grown(b, w.at+int64(len(w.data)))
	copy(b[w.at:], w.data)
	return b
}

func grown(b []byte, size int64) []byte {
	if n := size - int64(len(b)); n > 0 {
		b = append(b, make([]byte, n)...)
	}
	return b
}

func (f *inode) sync() {
	for _, w := range f.writes {
		f.disk = w.to(f.disk)
	}
	f.writes = nil
}

// fate is how a cut goes.
type fate struct {
	r     *rand.Rand
	mode  int
	keep  float64 // how much of what was not synced is there
	junk  bool    // what a file has grown by and was not written holds anything
	count *Count
}

const (
	nothing = iota // of what was not synced is there
	inOrder        // up to some write, and the next one torn
	all
	// and else any of it in any order
)

const sector = 512

// survive gives what is there of a file after a cut.
func (f *inode) survive(h fate) []byte {
	b := slices.Clone(f.disk)
	last := h.r.IntN(len(f.writes) + 1)
	var run []write // between two truncations writes change places
	flush := func() {
		if h.mode > all {
			h.r.Shuffle(len(run), func(i, j int) { run[i], run[j] = run[j], run[i] })
		}
		for _, w := range run {
			b = h.lay(b, w)
		}
		run = nil
	}
	for i, w := range f.writes {
		whole, some := true, true
		switch {
		case h.mode == nothing:
			some = false
		case h.mode == inOrder:
			whole, some = i < last, i <= last
		case h.mode > all:
			some, whole = h.r.Float64() < h.keep, h.r.IntN(3) > 0
		}
		switch {
		case !some:
			h.count.Lost++
		case w.data == nil:
			flush()
			b = w.to(b)
		case whole:
			h.count.Kept++
			run = append(run, w)
		default:
			h.count.Torn++
			run = append(run, h.tear(w)...)
		}
	}
	flush()
	return b
}

// tear gives some sectors of a write.
func (h fate) tear(w write) (parts []write) {
	for at := int64(0); at < int64(len(w.data)); {
		end := min(at+sector-(w.at+at)%sector, int64(len(w.data)))
		if h.r.IntN(2) == 0 {
			parts = append(parts, write{w.at + at, w.data[at:end]})
		}
		at = end
	}
	return parts
}

func (h fate) lay(b []byte, w write) []byte {
	from := len(b)
	b = w.to(b)
	if h.junk {
		for i := from; i < int(w.at); i++ {
			b[i] = byte(h.r.Uint32())
		}
	}
	return b
}

func sorted(m map[string]*inode) []string { return slices.Sorted(maps.Keys(m)) }
