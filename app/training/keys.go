package training

import (
	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
)

const (
	keyOrder lang.Text = "training.keyOrder"
	keyTurn  lang.Text = "training.keyTurn"
)

// Keys implements ui.Keyed.
func (s *Screen) Keys() []ui.Key {
	if s.current != "" && s.pages.Depth() == 1 && s.class.tabs.Current() == discussionTab {
		return widget.DiscussionKeys()
	}
	return []ui.Key{{Keys: "Alt+↑, Alt+↓", Does: keyOrder}, {Keys: queueKeys, Does: keyTurn}}
}
