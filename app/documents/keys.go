package documents

import (
	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/app/ui"
)

const keyUp lang.Text = "documents.keyUp"

// Keys are the keys of the list, for the sheet of shortcuts.
func (l *List) Keys() []ui.Key { return []ui.Key{{Keys: "Backspace", Does: keyUp}} }

// key is asked about keys on the list.
func (l *List) key(k fyne.KeyName) bool {
	return (k == fyne.KeyBackspace || k == fyne.KeyEscape) && l.Up()
}
