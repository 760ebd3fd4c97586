package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/campus"
)

// Said is what a post card shows.
type Said struct {
	Record      campus.Record
	Author      string
	Institution string
	Text        string
}

// PostCard shows something said. remove is nil where it may not be taken away.
func PostCard(s Said, now time.Time, remove func()) fyne.CanvasObject {
	name := Bold(s.Author).Full()
	from := Quiet(s.Institution)
	wait := NewWait()
	wait.Set(s.Record.Waiting)
	right := Beside(8, wait, NewWhen(s.Record.Created, now))
	if remove != nil {
		bin := Plain("", base.NewColoredResource(base.DeleteIcon(), base.ColorNamePlaceHolder), remove)
		right.Add(container.New(&short{}, bin))
	}
	head := container.NewBorder(nil, nil, Inset(name, 0, 0, 0, 8), right, Inset(from, 2, 0, 0, 0))
	text := Paragraph(s.Text)
	text.Selectable = true
	avatar := container.NewVBox(NewAvatar(s.Author, string(s.Record.Author), 36))
	// The label brings a padding of its own: the lines above stand at its text.
	pad := base.InnerPadding()
	body := Stackup(-2, Inset(head, 0, 0, pad, 0), Inset(text, 0, -pad+2, 0, 0))
	return Card(container.NewBorder(nil, nil, avatar, nil, body))
}

// short keeps a button from making its line taller.
type short struct{}

func (*short) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, 18)
}

func (*short) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
}

// PostHeight guesses the height of a post card.
func PostHeight(text string, width float32) float32 {
	return 54 + TextHeight(text, width-90)
}

// TextHeight guesses the height of wrapping text without measuring it.
func TextHeight(text string, width float32) float32 {
	size := base.TextSize()
	perLine := max(8, width/(size*0.52))
	lines, run := 1, float32(0)
	for _, r := range text {
		run++
		if r == '\n' || run > perLine {
			lines, run = lines+1, 0
		}
	}
	return float32(lines) * size * 1.55
}

// When tells how long ago something was, and exactly when while the pointer is
// on it.
type When struct {
	Line
	ago, at string
}

// NewWhen makes a time.
func NewWhen(t, now time.Time) *When {
	w := &When{ago: ui.Ago(t, now), at: ui.At(t, now)}
	w.Line = *Quiet(w.ago).Full()
	w.ExtendBaseWidget(w)
	return w
}

// MouseIn implements desktop.Hoverable.
func (w *When) MouseIn(*desktop.MouseEvent) { w.SetText(w.at) }

// MouseMoved implements desktop.Hoverable.
func (w *When) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (w *When) MouseOut() { w.SetText(w.ago) }
