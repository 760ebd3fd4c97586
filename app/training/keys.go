package training

import (
	"rantau/app/lang"
	"rantau/app/ui"
)

const keyOrder lang.Text = "training.keyOrder"

// Keys implements ui.Keyed.
func (s *Screen) Keys() []ui.Key { return []ui.Key{{Keys: "Alt+↑, Alt+↓", Does: keyOrder}} }
