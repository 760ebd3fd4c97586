package widget

import "rantau/app/lang"

// What is said where a file is saved.
const (
	saveNoRoom lang.Text = "widget.saveNoRoom"
	saveFailed lang.Text = "widget.saveFailed"
)
