package storage

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rantau/storage/blob"
)

// What a rescue goes by: the new file has its name only when it is whole.
const (
	rescuing    = File + ".rescuing"
	rescued     = File + ".rescued"
	scratchName = "rescue-"
	suspect     = File + ".suspect" // a read met damage; the next start looks at all of the file
)

var logs = []string{"-wal", "-shm"}

// Rescue makes a new copy of a damaged one. The damaged file is kept, under the
// name that is answered. What only this computer has is read out of it row by
// row as far as that goes: what waits to be sent, what was sent, drafts, settings
// and who the copy belongs to; saved is how many sets wait in the new copy. All
// else comes from the server again.
//
// Sets keep their bytes, and the server tells by their chain whether one is
// missing: then the engine makes a new device (Fork). Where the key itself is
// lost, they wait until their person signs in.
func Rescue(dir string) (kept string, saved int, err error) {
	if err := finishRescue(dir); err != nil {
		return "", 0, err
	}
	path := filepath.Join(dir, File)
	kept = fmt.Sprintf("%s.damaged-%s", path, time.Now().Format("20060102-150405"))
	for i := 2; exists(kept); i++ {
		kept = fmt.Sprintf("%s.damaged-%s-%d", path, time.Now().Format("20060102-150405"), i)
	}
	if err := copyFiles(path, kept); err != nil {
		return "", 0, explain(err)
	}
	inPlace := true
	defer func() {
		if inPlace && err != nil { // the damaged file is where it was: a copy for each try would fill a disk
			_ = os.Remove(kept)
			_ = os.Remove(kept + "-wal")
			kept, saved = "", 0
		}
	}()
	dropScratch(dir)
	scratch, err := os.MkdirTemp(dir, scratchName)
	if err != nil {
		return kept, 0, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	wreck := filepath.Join(scratch, File)
	if err := copyFiles(path, wreck); err != nil {
		return kept, 0, explain(err)
	}
	found, err := salvage(wreck)
	if err != nil {
		return kept, 0, explain(err)
	}
	fresh := filepath.Join(scratch, rescuing)
	if saved, err = found.write(fresh); err != nil {
		return kept, 0, explain(err)
	}
	if err := os.Rename(fresh, filepath.Join(dir, rescued)); err != nil {
		return kept, 0, err
	}
	inPlace = false
	return kept, saved, finishRescue(dir)
}

// dropScratch takes away what rescues left that never came to their end.
func dropScratch(dir string) {
	all, _ := os.ReadDir(dir)
	for _, e := range all {
		if e.IsDir() && strings.HasPrefix(e.Name(), scratchName) {
			_ = os.RemoveAll(filepath.Join(dir, e.Name()))
		}
	}
}

// finishRescue puts the new file in the place of the damaged one, also after a
// rescue that was interrupted. A power cut may take what was not flushed in any
// order: the damaged file keeps its log until the new file is sure to be there, and
// the new file does not get the name that an old log belongs to.
func finishRescue(dir string) error {
	fresh := filepath.Join(dir, rescued)
	if !exists(fresh) {
		return nil
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	path := filepath.Join(dir, File)
	for _, l := range logs {
		if err := os.Remove(path + l); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	if err := syncDir(dir); err != nil {
		return err
	}
	_ = os.Remove(filepath.Join(dir, suspect))
	return nil
}

// syncDir makes the names in a folder durable. Tests look at the folder there.
var syncDir = blob.SyncDir

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func copyFiles(from, to string) error {
	for _, suffix := range append([]string{""}, logs...) {
		if suffix == "-shm" || suffix != "" && !exists(from+suffix) { // the index of a log is made anew
			continue
		}
		if err := copyFile(from+suffix, to+suffix); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from) //nolint:gosec // a file of the profile
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // as above
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = os.Remove(to)
	}
	return err
}
