package ui

import (
	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/campus"
)

// Screen is one section of the program. The shell makes it when it is first
// looked at and keeps it. All methods are called on the goroutine that draws.
type Screen interface {
	// Content is the screen's object; always the same one.
	Content() fyne.CanvasObject
	// Shown is called each time the screen comes to the front: look again.
	Shown()
	// Changed is called while the screen is in front and records changed.
	Changed(campus.Notice)
}

// Opener is a screen that can be sent to a thing in it.
type Opener interface{ Open(Place) }

// Placed is a screen that can tell what is open in it, so that Open leads there
// again: the zero place for nothing.
type Placed interface{ Place() Place }

// Maker is a screen on which Ctrl+N makes something new.
type Maker interface{ New() }

// Backer is a screen on which Esc goes back; it reports false when it is at its
// beginning already.
type Backer interface{ Back() bool }

// Seeker is a screen on which Ctrl+F looks for words in what is shown. It reports false
// when there is nothing to look in; then everything is looked through.
type Seeker interface{ Find() bool }

// Shortcutter is a screen with keys of its own, with Ctrl, that count wherever in it the keyboard
// is. It reports false for what is not one of them.
type Shortcutter interface {
	Shortcut(asked fyne.Shortcut) bool
}

// Watcher is a screen that shows the state of the line.
type Watcher interface{ Status(campus.Status) }

// Mirrored is a screen that shows how folders on the disk stand: Folders is called when that
// has changed.
type Mirrored interface{ Folders() }

// Ager is a screen with times like "5 min ago" on it: Aged is called each minute
// while it is in front.
type Ager interface{ Aged() }

// Keyed is a screen with keys of its own, for the sheet of shortcuts.
type Keyed interface{ Keys() []Key }

// Key is a shortcut, and what it does.
type Key struct {
	Keys string // as they are printed on a keyboard: Alt+↑
	Does lang.Text
}

// Dropper is a screen that takes files dropped on the window.
type Dropper interface{ Drop(paths []string) }

// LastPlace is where this copy notes the last Place, as JSON.
const LastPlace = NotePrefix + "last"

// The sections that screens lead to, by Section.Key.
const (
	SectionNews          = "news"
	SectionConversations = "conversations"
	SectionTraining      = "training"
	SectionGroups        = "groups"
	SectionCollaborate   = "collaborate"
	SectionPeople        = "people"
	SectionResources     = "resources"
	SectionSync          = "sync" // what waits and what was refused
)

// Section is a place in the navigation.
type Section struct {
	Key   string
	Label string
	Icon  fyne.Resource
	New   func(*Env) Screen
	// Ahead, of the first section, fetches what its screen shows first, on a
	// worker and before there is a window. It gives what makes that screen, on
	// the goroutine that draws.
	Ahead func(*Env) func() Screen
}
