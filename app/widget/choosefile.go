package widget

import (
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
	if endings != nil {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	d.Show()
	d.Resize(fyne.NewSize(860, 560)) // Fyne's dialog has no size before it is shown
}
