package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/campus"
)

// Badge is the number of what was not read. It takes no room when there is none.
type Badge struct {
	fw.BaseWidget
	n    int
	text *Line
	box  *fyne.Container
}

// NewBadge makes a badge that says nothing.
func NewBadge() *Badge {
	b := &Badge{text: Quiet("").Full()}
	b.text.Color, b.text.Style.Bold, b.text.Align = base.ColorNameForegroundOnPrimary, true, fyne.TextAlignCenter
	b.box = container.New(&pill{}, NewFill(base.ColorNamePrimary, "", 8), b.text)
	b.box.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// Tally puts a number of what was not read in letters: past a limit it is not counted.
func Tally(n int) string {
	if n >= campus.MaxUnread {
		return strconv.Itoa(campus.MaxUnread-1) + "+"
	}
	return strconv.Itoa(n)
}

// Set shows a number, or nothing for 0.
func (b *Badge) Set(n int) {
	if b.n == n {
		return
	}
	b.n = n
	b.text.SetText(Tally(n))
	ShowIf(b.box, n > 0)
	b.Refresh()
}

// MinSize implements fyne.Widget.
func (b *Badge) MinSize() fyne.Size {
	if b.n == 0 {
		return fyne.Size{}
	}
	return b.BaseWidget.MinSize()
}

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(b.box) }

// pill puts a word on a ground that is round at its ends.
type pill struct{}

func (*pill) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[1].MinSize()
	return fyne.NewSize(max(m.Width+11, m.Height+1), m.Height+1)
}

func (*pill) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].(*Fill).Radius = s.Height / 2
	o[0].Resize(s)
	o[0].Refresh()
	m := o[1].MinSize()
	o[1].Resize(fyne.NewSize(s.Width, m.Height))
	o[1].Move(fyne.NewPos(0, (s.Height-m.Height)/2))
}
