package documents

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"rantau/campus"
)

const (
	asidePrefix = "rantau-"
	asideKept   = 24 * time.Hour
)

// asideFolder is what os.MkdirTemp makes of the prefix: nothing else of that
// beginning is ours to remove.
var asideFolder = regexp.MustCompile(`^` + asidePrefix + `[0-9]+$`)

// Aside puts a copy of a file, with its name, in a folder of its own: what
// another program does to it does not reach ours.
func Aside(ctx context.Context, path, name string) (string, error) {
	to, err := NewAside(name)
	if err != nil {
		return "", err
	}
	err = Copy(ctx, path, to, func(int64) {})
	if e := to.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = os.RemoveAll(filepath.Dir(to.Name()))
	}
	return to.Name(), err
}

// NewAside makes an empty file for another program, in a folder of its own.
func NewAside(name string) (*os.File, error) {
	Tidy(time.Now())
	dir, err := os.MkdirTemp("", asidePrefix)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, campus.CleanFileName(name)), os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		_ = os.RemoveAll(dir)
	}
	return f, err
}

// Tidy removes the copies that nobody has touched for a day. What a person has
// written into one since counts: it is the only place where that is. What cannot
// be removed, for a program has it open or it is another user's, stays. It waits
// for the disk: call it on a worker.
func Tidy(now time.Time) {
	entries, err := os.ReadDir(os.TempDir())
	if err != nil {
		return
	}
	for _, e := range entries {
		dir := filepath.Join(os.TempDir(), e.Name())
		if e.IsDir() && asideFolder.MatchString(e.Name()) && now.Sub(touched(dir, now)) > asideKept {
			_ = os.RemoveAll(dir)
		}
	}
}

// touched is when something in a folder was last written; now, where that cannot
// be told.
func touched(dir string, now time.Time) time.Time {
	var last time.Time
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
		return err
	})
	if err != nil {
		return now
	}
	return last
}
