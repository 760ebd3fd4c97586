package widget

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"rantau/app/ui"
	"rantau/campus"
)

// PickPlace is asked, if it is set, before a person is where to save a file: what drives
// the window by command answers here. It is set before the window is shown.
var PickPlace func(name string) (path string, ok bool)

// SaveFile asks where to and writes a file there, on a worker. done hears the name of the
// file, or why it could not be written; half a file is taken away.
func SaveFile(env *ui.Env, name string, write func(context.Context, io.Writer) error, done func(name string, err error)) {
	name = campus.CleanFileName(name)
	if PickPlace != nil {
		if path, ok := PickPlace(name); ok {
			to, err := os.Create(path)
			if err != nil {
				done("", notSavedAs(err))
				return
			}
			saveTo(env, to, filepath.Base(path), func() { _ = os.Remove(path) }, write, done)
			return
		}
	}
	d := dialog.NewFileSave(func(to fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			done("", notSavedAs(err))
		case to != nil:
			place := to.URI()
			saveTo(env, to, place.Name(), func() { _ = storage.Delete(place) }, write, done)
		}
	}, env.Window)
	d.SetFileName(name)
	d.Show()
	d.Resize(fyne.NewSize(860, 560)) // Fyne's dialog has no size before it is shown
}

func saveTo(env *ui.Env, to io.WriteCloser, name string, remove func(), write func(context.Context, io.Writer) error, done func(string, error)) {
	ui.Do(env, func(ctx context.Context) error {
		err := write(ctx, to)
		if e := to.Close(); err == nil {
			err = e
		}
		if err != nil {
			remove()
			return notSavedAs(err)
		}
		return nil
	}, func(err error) { done(Clean(name), err) })
}

// notSavedAs says in a sentence why a file was not written.
func notSavedAs(err error) error {
	switch {
	case campus.CodeOf(err) != campus.Internal:
		return err
	case errors.Is(err, syscall.ENOSPC):
		return campus.Errorf(campus.Internal, "%s", saveNoRoom.Say())
	}
	return campus.Errorf(campus.Internal, "%s", saveFailed.Say(err))
}
