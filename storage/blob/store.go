package blob

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"rantau/campus"
)

// Store is a folder of objects, each under its name: ab/cdef… holds the object
// whose hash starts with ab. tmp/ holds what is being written, damaged/ what was
// found to be wrong. Any number of goroutines and processes may use one folder:
// an object appears whole, by a rename, or not at all.
type Store struct {
	dir    string
	beside func() []string                // folders of other stores on this computer; nil for none
	create func(dir string) (file, error) // os.CreateTemp; tests put a full disk here
}

// file is what is asked of a file that is written.
type file interface {
	io.WriteCloser
	Sync() error
	Name() string
}

const (
	tmpDir     = "tmp"
	damagedDir = "damaged"
	// A temporary file that is older belongs to nobody who is still alive.
	staleAfter = time.Hour
)

// Open makes the folder where needed, and clears what a crash left behind.
func Open(dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, create: makeTemp}
	if err := os.MkdirAll(filepath.Join(dir, tmpDir), 0o700); err != nil {
		return nil, diskError(err)
	}
	return s, s.clear(time.Now().Add(-staleAfter))
}

func makeTemp(dir string) (file, error) { return os.CreateTemp(dir, "put-*") }

func (s *Store) clear(before time.Time) error {
	list, err := os.ReadDir(filepath.Join(s.dir, tmpDir))
	if err != nil {
		return diskError(err)
	}
	for _, e := range list {
		if info, err := e.Info(); err == nil && info.ModTime().Before(before) {
			// Another process may have been faster.
			_ = os.Remove(filepath.Join(s.dir, tmpDir, e.Name()))
		}
	}
	return nil
}

func (s *Store) path(hash string) string { return filepath.Join(s.dir, hash[:2], hash[2:]) }

// Has tells whether the object is here, by its name alone.
func (s *Store) Has(hash string) bool {
	_, err := s.Size(hash)
	return err == nil
}

// Missing lists the chunks of m that are not here, each once.
func (s *Store) Missing(m Manifest) []string {
	var gone []string
	for _, h := range m.Hashes() {
		if !s.Has(h) {
			gone = append(gone, h)
		}
	}
	return gone
}

// Size is the number of bytes of an object.
func (s *Store) Size(hash string) (int64, error) {
	if !ValidHash(hash) {
		return 0, badName(hash)
	}
	info, err := os.Lstat(s.path(hash))
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !info.Mode().IsRegular():
		return 0, missing(hash)
	case err != nil:
		return 0, diskError(err)
	}
	return info.Size(), nil
}

// Get gives the bytes of an object. Where they are not those of its name, the
// file is moved aside, so that whoever needs the object asks for it again.
func (s *Store) Get(hash string) ([]byte, error) {
	size, err := s.Size(hash)
	if err != nil {
		return nil, err
	}
	if size > MaxObject {
		return nil, s.moveAside(hash)
	}
	b, err := os.ReadFile(s.path(hash))
	var n syscall.Errno
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missing(hash)
	case errors.As(err, &n) && unreadable(n):
		return nil, s.moveAside(hash)
	case err != nil:
		return nil, diskError(err)
	case Hash(b) != hash:
		return nil, s.moveAside(hash)
	}
	return b, nil
}

// moveAside puts a damaged file away, for a person to look at, and gives the
// error to answer.
func (s *Store) moveAside(hash string) error {
	aside := filepath.Join(s.dir, damagedDir)
	if err := os.MkdirAll(aside, 0o700); err != nil {
		return diskError(err)
	}
	aside = filepath.Join(aside, hash)
	if err := os.Rename(s.path(hash), aside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return because(campus.Internal, errors.Join(ErrDamaged, err),
			"a part of a file is damaged on this disk (%s), and cannot be moved aside: %v", short(hash), err)
	}
	// Another process may have put a good one there since we read the bad one.
	if b, err := os.ReadFile(aside); err == nil && Hash(b) == hash {
		if err := os.Rename(aside, s.path(hash)); err != nil {
			return diskError(err)
		}
	}
	return because(campus.NotFound, ErrDamaged,
		"a part of a file was damaged on this disk (%s); it is put aside and has to be fetched again", short(hash))
}

// Stored tells when an object came, or was touched last; the zero time where it is not here.
func (s *Store) Stored(hash string) time.Time {
	if !ValidHash(hash) {
		return time.Time{}
	}
	info, err := os.Lstat(s.path(hash))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// Touch notes that an object was asked for now.
func (s *Store) Touch(hash string) {
	if ValidHash(hash) {
		now := time.Now()
		_ = os.Chtimes(s.path(hash), now, now) // not worth an error: it is let go of sooner
	}
}

// Delete removes an object. One that is not here is no error.
func (s *Store) Delete(hash string) error {
	if !ValidHash(hash) {
		return badName(hash)
	}
	err := os.Remove(s.path(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return diskError(err)
}

// Each visits every object, in the order of the names, until visit gives an
// error. stored is when the object came.
func (s *Store) Each(visit func(hash string, size int64, stored time.Time) error) error {
	shards, err := os.ReadDir(s.dir)
	if err != nil {
		return diskError(err)
	}
	for _, shard := range shards {
		if len(shard.Name()) != 2 {
			continue
		}
		list, err := os.ReadDir(filepath.Join(s.dir, shard.Name()))
		if err != nil {
			return diskError(err)
		}
		for _, e := range list {
			hash := shard.Name() + e.Name()
			info, err := e.Info()
			if err != nil || !ValidHash(hash) || !info.Mode().IsRegular() {
				continue // deleted meanwhile, or none of ours
			}
			if err := visit(hash, info.Size(), info.ModTime()); err != nil {
				return err
			}
		}
	}
	return nil
}

func short(hash string) string { return hash[:12] }

func missing(hash string) error {
	return because(campus.NotFound, ErrMissing, "a part of a file is not here yet (%s)", short(hash))
}

func badName(hash string) error {
	return campus.Errorf(campus.Invalid, "%q is not the name of a chunk", strings.ToValidUTF8(hash[:min(len(hash), 80)], "?"))
}
