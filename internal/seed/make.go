package seed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"rantau/assets/sample"
	"rantau/sync/server"
)

// mark is in a folder as long as it is being filled, and locked.
const mark = "filling"

// Make makes a server with the sample campus in a new or empty folder. It fills
// a folder beside it and gives that the name at the end, so that a fill that was
// cut leaves nothing that looks like a campus: the next one begins anew.
func Make(ctx context.Context, folder string, o server.Options, cfg sample.Config, progress func(done int)) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	if err := empty(folder); err != nil {
		return err
	}
	side := folder + ".filling"
	done, err := begin(side)
	if err != nil {
		return err
	}
	if err := fill(ctx, side, o, cfg, progress); err != nil {
		done()
		return errors.Join(err, os.RemoveAll(side)) // a full disk gets its room back
	}
	done()
	if err := os.Remove(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("put the new server in the place of an empty folder: %w", err)
	}
	return os.Rename(side, folder)
}

// empty tells whether a folder is free for a new server.
func empty(folder string) error {
	has, err := server.In(folder)
	if err != nil {
		return err
	}
	if has {
		return fmt.Errorf("%s has a server already; the sample goes into a new or an empty folder", folder)
	}
	in, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(in) > 0 {
		return fmt.Errorf("%s is not empty; the sample goes into a new or an empty folder", folder)
	}
	return nil
}

// begin claims the folder beside, and clears what a fill that was cut left there.
func begin(side string) (done func(), err error) {
	if err := os.MkdirAll(side, 0o700); err != nil {
		return nil, fmt.Errorf("make a folder to fill: %w", err)
	}
	claim := flock.New(filepath.Join(side, mark))
	free, err := claim.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the folder to fill: %w", err)
	}
	if !free {
		return nil, fmt.Errorf("another program is filling %s", side)
	}
	done = func() {
		_ = claim.Unlock()
		_ = os.Remove(claim.Path())
	}
	left, err := os.ReadDir(side)
	for _, l := range left {
		if l.Name() != mark && err == nil {
			err = os.RemoveAll(filepath.Join(side, l.Name()))
		}
	}
	if err != nil {
		done()
		return nil, fmt.Errorf("clear what an earlier fill left: %w", err)
	}
	return done, nil
}

func fill(ctx context.Context, folder string, o server.Options, cfg sample.Config, progress func(done int)) error {
	s, err := server.Open(folder, o)
	if err != nil {
		return err
	}
	err = Fill(ctx, s, cfg, progress)
	return errors.Join(err, s.Close())
}
