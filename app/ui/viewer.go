package ui

import (
	"fyne.io/fyne/v2"

	"rantau/campus"
)

// Viewer is a document beside something else, such as a student's file beside the form on
// which it is marked. Whoever asked for it passes on what is heard, and closes it.
type Viewer interface {
	Content() fyne.CanvasObject
	Changed(campus.Notice)
	Status(campus.Status)
	Close()
}

// Turner is a screen in which Ctrl+PageDown goes to the next of several things and
// Ctrl+PageUp to the one before.
type Turner interface{ Turn(by int) }
