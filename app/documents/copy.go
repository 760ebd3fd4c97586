package documents

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// SaveCopy asks where to, and puts a copy of a document there. say tells how far
// it is and how it went; a failure comes with its error.
func SaveCopy(env *ui.Env, r campus.Record, say func(words string, err error)) {
	doc := campus.As[campus.Document](r)
	d := dialog.NewFileSave(func(to fyne.URIWriteCloser, err error) {
		if err != nil || to == nil {
			if err != nil {
				say("", err)
			}
			return
		}
		place := to.URI()
		progress := func(words string) { env.Main(func() { say(words, nil) }) }
		ui.Do(env, func(ctx context.Context) error {
			return copyTo(ctx, env, r, place, to, progress)
		}, func(err error) {
			if err != nil {
				say("", err)
				return
			}
			say(copied.Say(widget.Clean(place.Name())), nil)
		})
	}, env.Window)
	d.SetTitleText(saveCopyWord.Say())
	d.SetFileName(campus.CleanFileName(doc.Name))
	d.Show()
	d.Resize(fyne.NewSize(860, 560)) // Fyne's dialog has no size before it is shown
}

// copyTo fetches what is missing and writes the copy; half a copy is taken away.
func copyTo(ctx context.Context, env *ui.Env, r campus.Record, place fyne.URI, to io.WriteCloser, say func(string)) error {
	doc := campus.As[campus.Document](r)
	name := widget.Clean(doc.Name)
	path, err := env.Files.OpenVersion(ctx, r.ID, doc.Manifest, every(func(s campus.FileState) {
		say(fetching.Say(name, ui.Bytes(s.Here), ui.Bytes(s.Size)))
	}))
	if err == nil {
		err = Copy(ctx, path, to, func(done int64) {
			say(copying.Say(name, ui.Bytes(done), ui.Bytes(doc.Size)))
		})
	}
	if e := to.Close(); err == nil {
		err = e
	}
	if err == nil {
		return nil
	}
	_ = storage.Delete(place)
	if campus.CodeOf(err) != campus.Internal {
		return err
	}
	if errors.Is(err, syscall.ENOSPC) {
		return campus.Errorf(campus.Internal, "%s", copyNoRoom.Say(ui.Bytes(doc.Size)))
	}
	return campus.Errorf(campus.Internal, "%s", copyGone.Say(err))
}

// Copy copies a file and tells how far it is, a few times a second.
func Copy(ctx context.Context, path string, to io.Writer, done func(int64)) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	last := time.Now()
	for n := int64(0); ; {
		part, err := io.CopyN(to, from, 1<<20)
		n += part
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Since(last) > tick {
			last = time.Now()
			done(n)
		}
	}
}

// tick is how often a number on the screen changes.
const tick = 120 * time.Millisecond

// every passes a state on at most once a tick, but always the last one.
func every(f func(campus.FileState)) func(campus.FileState) {
	var last time.Time
	return func(s campus.FileState) {
		if time.Since(last) > tick || s.Whole() {
			last = time.Now()
			f(s)
		}
	}
}
