package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"rantau/app/ui"
)

// ChooseFolder asks for a folder on this computer.
func ChooseFolder(env *ui.Env, chosen func(path string)) {
	if PickFile != nil {
		if path, ok := PickFile(); ok {
			chosen(path)
			return
		}
	}
	d := dialog.NewFolderOpen(func(f fyne.ListableURI, err error) {
		if err == nil && f != nil {
			chosen(f.Path())
		}
	}, env.Window)
	d.Show()
	d.Resize(fyne.NewSize(860, 560)) // Fyne's dialog has no size before it is shown
}
