package blob

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"rantau/campus"
)

// AddFile cuts a file and stores its chunks and its manifest, the manifest as an
// object under its own hash. The file is never whole in memory. A file that
// changes meanwhile is refused: half of one version and half of another is
// nobody's work.
func (s *Store) AddFile(ctx context.Context, path string) (string, Manifest, error) {
	f, before, err := openRegular(path)
	if err != nil {
		return "", Manifest{}, err
	}
	defer func() { _ = f.Close() }()
	hash, m, err := s.Add(ctx, f)
	if err != nil {
		return "", Manifest{}, err
	}
	now, err := f.Stat()
	if err != nil {
		return "", Manifest{}, diskError(err)
	}
	// A program that saves by renaming leaves what we read as it was, and
	// another file at the path.
	there, err := os.Lstat(path)
	if err != nil || !os.SameFile(before, there) || m.Size != before.Size() ||
		!now.ModTime().Equal(before.ModTime()) || now.Size() != before.Size() {
		return "", Manifest{}, campus.Errorf(campus.Changed,
			"%s was changed while it was being read: save it, then add it again", filepath.Base(path))
	}
	return hash, m, nil
}

// Add cuts and stores what r gives, as AddFile does.
func (s *Store) Add(ctx context.Context, r io.Reader) (string, Manifest, error) {
	p := s.newPass()
	var wait []Chunk
	m, err := split(ctx, r, func(c Chunk) error {
		wait = append(wait, c)
		if len(wait) < atOnce {
			return nil
		}
		err := p.put(ctx, wait)
		clear(wait)
		wait = wait[:0]
		return err
	})
	if err == nil {
		err = p.put(ctx, wait)
	}
	if err != nil {
		return "", Manifest{}, diskError(err)
	}
	// The manifest comes last, even after a power cut: who finds it finds its
	// chunks.
	if err := p.finish(); err != nil {
		return "", Manifest{}, err
	}
	list := Chunk{Data: m.Encode()}
	list.Hash = Hash(list.Data)
	if err := p.put(ctx, []Chunk{list}); err != nil {
		return "", Manifest{}, err
	}
	return list.Hash, m, p.finish()
}

// openRegular opens what is a file and nothing else: a pipe would hang, a device
// would never end, a link may lead out of the folder that a person meant.
func openRegular(path string) (*os.File, fs.FileInfo, error) {
	named, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, because(campus.NotFound, err, "there is no file %s", filepath.Base(path))
	}
	if err != nil {
		return nil, nil, cannotRead(path, err)
	}
	if !named.Mode().IsRegular() {
		return nil, nil, campus.Errorf(campus.Invalid, "%s is not a file", filepath.Base(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, cannotRead(path, err)
	}
	opened, err := f.Stat()
	if err != nil || !os.SameFile(named, opened) {
		_ = f.Close()
		return nil, nil, campus.Errorf(campus.Changed, "%s was replaced while it was being opened: try again", filepath.Base(path))
	}
	return f, opened, nil
}

func cannotRead(path string, err error) error {
	return because(campus.Internal, err, "%s cannot be read: %v", filepath.Base(path), err)
}

// Manifest reads a manifest from the store.
func (s *Store) Manifest(hash string) (Manifest, error) {
	b, err := s.Get(hash)
	if err != nil {
		return Manifest{}, err
	}
	return ParseManifest(b)
}

// Assemble writes the file that m describes, chunk by chunk, each checked. What
// a writer that is not a file has seen when an error comes is a part of it.
func (s *Store) Assemble(ctx context.Context, m Manifest, w io.Writer) error {
	for _, p := range m.Pieces {
		if err := ctx.Err(); err != nil {
			return err
		}
		b, err := s.Get(p.Hash)
		if err != nil {
			return err
		}
		if len(b) != p.Size {
			return campus.Errorf(campus.Invalid, "a part of the file has %d bytes, its manifest says %d (%s)", len(b), p.Size, short(p.Hash))
		}
		if _, err := w.Write(b); err != nil {
			return diskError(err)
		}
	}
	return nil
}

// PartPattern is the name, as for path.Match, of a file that AssembleTo has not
// finished. Who watches a folder looks past it.
const PartPattern = ".rantau-*.part"

// AssembleTo writes the file to a path: it is whole there, or not there, or as
// it was before.
func (s *Store) AssembleTo(ctx context.Context, m Manifest, path string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), PartPattern)
	if err != nil {
		return diskError(err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
			err = diskError(err)
		}
	}()
	if err := s.Assemble(ctx, m, f); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return SyncDir(filepath.Dir(path))
}
