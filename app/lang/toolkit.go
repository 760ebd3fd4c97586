package lang

import (
	toolkit "fyne.io/fyne/v2/lang"
)

// fyne is the section of the words that Fyne's own widgets say: its menus of a field
// and its dialogs. Its own translations follow the system's language and have few of
// ours; its functions are variables, so it asks here.
const fyne = "fyne."

func init() {
	toolkit.L = func(in string, _ ...any) string { return ofToolkit(in, in) }
	toolkit.X = func(key, fallback string, _ ...any) string { return ofToolkit(key, fallback) }
}

func ofToolkit(key, fallback string) string {
	if t := Text(fyne + key); t.Has() {
		return t.Say()
	}
	return fallback
}
