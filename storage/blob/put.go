package blob

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"rantau/campus"
)

// Chunk is an object with its name.
type Chunk struct {
	Hash string
	Data []byte
}

// Put stores one object. What is here already is left as it is.
func (s *Store) Put(hash string, data []byte) error {
	return s.PutAll(context.Background(), []Chunk{{hash, data}})
}

// PutAll stores many objects. When it gives nil, all of them survive a power
// cut. After an error, some are stored and some not; none is stored in part.
func (s *Store) PutAll(ctx context.Context, chunks []Chunk) error {
	p := s.newPass()
	for len(chunks) > 0 {
		n := min(len(chunks), atOnce)
		if err := p.put(ctx, chunks[:n]); err != nil {
			return err
		}
		chunks = chunks[n:]
	}
	return p.finish()
}

// A file system joins the flushes that come together into one turn of the
// disk, so many small files are flushed side by side. The number keeps within
// the open files that macOS allows.
const atOnce = 64

// pass is one run of storing: folders are flushed once, at its end.
type pass struct {
	s    *Store
	dirs map[string]bool
}

func (s *Store) newPass() *pass { return &pass{s, map[string]bool{}} }

// put brings up to atOnce chunks to their places.
func (p *pass) put(ctx context.Context, chunks []Chunk) (err error) {
	var files []file
	var targets []Chunk
	defer func() {
		for _, f := range files { // those that did not get to their place
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
		err = diskError(err)
	}()
	written := map[string]bool{}
	for _, c := range chunks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := check(c); err != nil {
			return err
		}
		if written[c.Hash] || p.holds(c) || p.share(c) {
			continue
		}
		f, err := p.s.create(filepath.Join(p.s.dir, tmpDir))
		if err != nil {
			return err
		}
		files, targets = append(files, f), append(targets, c)
		written[c.Hash] = true
		if _, err := f.Write(c.Data); err != nil {
			return err
		}
	}
	if err := each(files, file.Sync); err != nil {
		return err
	}
	for len(files) > 0 {
		f, c := files[0], targets[0]
		if err := p.place(f, c); err != nil {
			return err
		}
		files, targets = files[1:], targets[1:]
	}
	return nil
}

func check(c Chunk) error {
	switch {
	case !ValidHash(c.Hash):
		return badName(c.Hash)
	case len(c.Data) > MaxObject:
		return campus.Errorf(campus.TooLarge, "a chunk of %d MB is over the limit of %d MB", len(c.Data)>>20, MaxObject>>20)
	case Hash(c.Data) != c.Hash:
		return campus.Errorf(campus.Invalid, "the bytes of a part of a file do not match its name (%s)", short(c.Hash))
	}
	return nil
}

// holds tells whether the chunk is here. One that came a moment ago may not
// have been flushed by whoever stored it, so its folder is flushed with ours.
func (p *pass) holds(c Chunk) bool {
	info, err := os.Lstat(p.s.path(c.Hash))
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(c.Data)) {
		return false
	}
	if time.Since(info.ModTime()) < time.Minute {
		p.dirs[filepath.Dir(p.s.path(c.Hash))] = true
	}
	return true
}

// place closes a flushed file and gives it its name.
func (p *pass) place(f file, c Chunk) error {
	if err := f.Close(); err != nil {
		return err
	}
	target := p.s.path(c.Hash)
	if err := p.shard(filepath.Dir(target)); err != nil {
		return err
	}
	err := os.Rename(f.Name(), target)
	// Windows renames nothing over a file that somebody reads: then it is there.
	if err != nil && p.holds(c) {
		return os.Remove(f.Name())
	}
	return err
}

// shard makes a folder of objects where it is not there yet.
func (p *pass) shard(dir string) error {
	switch err := os.Mkdir(dir, 0o700); {
	case err == nil:
		p.dirs[p.s.dir] = true
	case !errors.Is(err, os.ErrExist):
		return err
	}
	p.dirs[dir] = true
	return nil
}

func (p *pass) finish() error {
	var dirs []string
	for dir := range p.dirs {
		dirs = append(dirs, dir)
	}
	clear(p.dirs)
	return diskError(each(dirs, SyncDir))
}

// each does one thing to many, a few at a time, and gives the first error.
func each[T any](all []T, do func(T) error) error {
	var wait sync.WaitGroup
	errs := make([]error, len(all))
	turn := make(chan struct{}, 16)
	for i, one := range all {
		wait.Go(func() {
			turn <- struct{}{}
			errs[i] = do(one)
			<-turn
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
