package training

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"rantau/campus"
)

// pictureTypes are the names that a picture may end in.
var pictureTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp"}

// chooseFile asks for a file with one of the endings, or any.
func chooseFile(w fyne.Window, endings []string, chosen func(path string)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil || f == nil {
			return
		}
		_ = f.Close()
		chosen(f.URI().Path())
	}, w)
	if endings != nil {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	d.Resize(fyne.NewSize(860, 560))
	d.Show()
}

func baseName(path string) string { return filepath.Base(path) }

// later is when a record was last touched.
func later(r campus.Record) time.Time {
	if r.Edited.After(r.Created) {
		return r.Edited
	}
	return r.Created
}
