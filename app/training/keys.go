package training

import (
	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
)

const (
	keyOrder  lang.Text = "training.keyOrder"
	keyTurn   lang.Text = "training.keyTurn"
	keyPoints lang.Text = "training.keyPoints"
	keyAttend lang.Text = "training.keyAttend"
)

// Keys implements ui.Keyed: those of what is in front.
func (s *Screen) Keys() []ui.Key {
	switch {
	case s.queue != nil && s.pages.Top() == s.queue.content:
		return []ui.Key{{Keys: queueKeys, Does: keyTurn}, {Keys: "↑ ↓", Does: keyPoints}}
	case s.current == "" || s.pages.Depth() > 1:
		return nil
	}
	switch s.class.tabs.Current() {
	case lessonsTab:
		if s.class.mayWrite() {
			return []ui.Key{{Keys: "Alt+↑, Alt+↓", Does: keyOrder}}
		}
	case discussionTab:
		return widget.DiscussionKeys()
	case timetableTab:
		if s.class.class.actor.Role.Leads() {
			return []ui.Key{{Keys: "1, 2, 3, 4", Does: keyAttend}}
		}
	case documentsTab:
		return s.class.documents.Keys()
	}
	return nil
}
