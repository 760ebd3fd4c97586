package widget

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"rantau/app/ui"
)

// PickFile is asked, if it is set, before a person is: what drives the window by
// command answers here. It is set before the window is shown.
var PickFile func() (path string, ok bool)

// ChooseFile asks for a file on this computer, with one of the endings (".md")
// or any.
func ChooseFile(env *ui.Env, endings []string, chosen func(path string)) {
	if PickFile != nil {
		if path, ok := PickFile(); ok {
			chosen(path)
			return
		}
	}
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil || f == nil {
			return
		}
		_ = f.Close()
		chosen(f.URI().Path())
	}, env.Window)
	d.SetFilter(plainFiles(endings))
	d.Show()
	d.Resize(fyne.NewSize(860, 560)) // Fyne's dialog has no size before it is shown
}

// plainFiles are the endings it lets through; nil for any. A pipe or a device is never
// shown: Fyne opens what is chosen on the goroutine that draws, and waits for it.
type plainFiles []string

// Matches implements storage.FileFilter.
func (p plainFiles) Matches(u fyne.URI) bool {
	info, err := os.Stat(u.Path())
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	return p == nil || storage.NewExtensionFileFilter(p).Matches(u)
}
