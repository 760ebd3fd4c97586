package blob

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Several people use one computer, each with a store of their own, and have the same
// files: an object that another store has is linked, not written again, so the disk holds
// it once and each store lets go of it by itself. What a person may fetch, and so names by
// its hash, may be taken from the neighbour instead of the line.

// Beside tells of the folders of the other stores on this computer. It is asked each time:
// somebody may come meanwhile.
func (s *Store) Beside(folders func() []string) { s.beside = folders }

// Borrow takes an object from a neighbour. It is false where none has it whole.
func (s *Store) Borrow(hash string) bool {
	if !ValidHash(hash) || s.Has(hash) {
		return false
	}
	for _, from := range s.neighbours(hash) {
		b, err := os.ReadFile(from)
		if err != nil || Hash(b) != hash {
			continue
		}
		p := s.newPass()
		if p.link(from, hash) == nil || p.put(context.Background(), []Chunk{{hash, b}}) == nil {
			return p.finish() == nil
		}
	}
	return false
}

// neighbours are the files that may hold an object.
func (s *Store) neighbours(hash string) (out []string) {
	if s.beside == nil {
		return nil
	}
	for _, dir := range s.beside() {
		path := filepath.Join(dir, hash[:2], hash[2:])
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && info.Size() <= MaxObject {
			out = append(out, path)
		}
	}
	return out
}

// share links an object whose bytes are at hand, where a neighbour has the same. These are
// looked at: what is taken in may be here alone, and must not become a link to something
// that went bad.
func (p *pass) share(c Chunk) bool {
	for _, from := range p.s.neighbours(c.Hash) {
		if b, err := os.ReadFile(from); err == nil && bytes.Equal(b, c.Data) && p.link(from, c.Hash) == nil {
			return true
		}
	}
	return false
}

// link gives a neighbour's file a name here, too. Not every disk can. Its bytes were flushed
// before it had its first name.
func (p *pass) link(from, hash string) error {
	target := p.s.path(hash)
	if err := p.shard(filepath.Dir(target)); err != nil {
		return err
	}
	if err := os.Link(from, target); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	now := time.Now() // it has just come here
	return os.Chtimes(target, now, now)
}
