package reader

import (
	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// turnIcon is an arrow around to the right, filled so that a button colours it.
var turnIcon fyne.Resource = base.NewThemedResource(fyne.NewStaticResource("turn.svg", []byte(
	`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
		`<path fill="#000000" d="M12 5 A8 8 0 1 0 20 13 L18 13 A6 6 0 1 1 12 7 Z M11.5 1.8 L16.8 6 L11.5 10.2 Z"/></svg>`)))
