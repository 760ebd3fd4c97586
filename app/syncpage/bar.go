package syncpage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/widget"
)

const barHeight = 8

// newBar is a bar of which a share is full; full says that there is no more.
func newBar(share float64, full bool) fyne.CanvasObject {
	color := base.ColorNamePrimary
	if full {
		color = theme.ColorNameWaiting
	}
	return container.New(bar{min(1, max(0, share))}, widget.NewFill(base.ColorNameSeparator, "", barHeight/2), widget.NewFill(color, "", barHeight/2))
}

type bar struct{ share float64 }

func (bar) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, barHeight) }

func (b bar) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(s.Width, barHeight))
	width := float32(0)
	if b.share > 0 {
		width = max(barHeight, s.Width*float32(b.share))
	}
	o[1].Resize(fyne.NewSize(width, barHeight))
}
