package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/campus"
)

// Wait is the small mark of what is not on the server yet. It takes no room
// when there is nothing to say.
type Wait struct {
	fw.BaseWidget
	on   bool
	dot  *canvas.Circle
	text *Line
	box  *fyne.Container
}

// NewWait makes the mark, off.
func NewWait() *Wait {
	w := &Wait{dot: canvas.NewCircle(nil), text: Quiet(waitingToBeSent.Say()).Full()}
	w.text.Color = theme.ColorNameWaiting
	w.box = Inset(Beside(5, Middle(container.NewGridWrap(fyne.NewSquareSize(7), w.dot)), w.text), 0, 0, 6, 0)
	w.ExtendBaseWidget(w)
	w.box.Hide()
	return w
}

// Set turns the mark on or off.
func (w *Wait) Set(on bool) {
	if w.on == on {
		return
	}
	w.on = on
	if on {
		w.box.Show()
	} else {
		w.box.Hide()
	}
	w.Refresh()
}

// On tells whether the mark is shown.
func (w *Wait) On() bool { return w.on }

// MinSize implements fyne.Widget.
func (w *Wait) MinSize() fyne.Size {
	if !w.on {
		return fyne.Size{}
	}
	return w.BaseWidget.MinSize()
}

// Refresh implements fyne.Widget.
func (w *Wait) Refresh() {
	w.dot.FillColor = w.Theme().Color(theme.ColorNameWaiting, fyne.CurrentApp().Settings().ThemeVariant())
	w.dot.Refresh()
	w.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (w *Wait) CreateRenderer() fyne.WidgetRenderer {
	w.dot.FillColor = w.Theme().Color(theme.ColorNameWaiting, fyne.CurrentApp().Settings().ThemeVariant())
	return fw.NewSimpleRenderer(w.box)
}

// Versions is the button of a record that has versions beside it, or nil.
func Versions(r campus.Record, tap func()) fyne.CanvasObject {
	if len(r.Versions) == 0 {
		return nil
	}
	return Plain(versionsMany.Say(len(r.Versions)+1), base.HistoryIcon(), tap)
}

// Empty says that there is nothing here yet and what to do. The actions may be
// none.
func Empty(title, hint string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	head := Bold(title).Full()
	head.Align, head.Scale = fyne.TextAlignCenter, base.SizeNameSubHeadingText
	text := Paragraph(hint)
	text.Alignment = fyne.TextAlignCenter
	text.ColorName = theme.ColorNameQuiet
	body := Stackup(4, head, text)
	if len(actions) > 0 {
		body.Add(Inset(container.NewCenter(Beside(8, actions...)), 8, 0, 0, 0))
	}
	return container.New(&emptyLayout{420, head}, body)
}

// emptyLayout puts its object in the middle: as wide as lines read well, and
// narrower beside a list.
type emptyLayout struct {
	width float32
	head  *Line
}

func (e *emptyLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(160, o[0].MinSize().Height)
}

func (e *emptyLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	width := max(220, min(e.width, s.Width-24)) // under this no line reads well
	height := measure(o[0], width)
	th := e.head.Theme()
	whole := fyne.MeasureText(e.head.Text, th.Size(e.head.Scale), e.head.Style).Width + 2
	for low := max(220, whole, o[0].MinSize().Width); width-low > 12; { // as narrow as it is no higher: then its lines are alike
		if try := (low + width) / 2; measure(o[0], try) > height {
			low = try
		} else {
			width = try
		}
	}
	measure(o[0], width)
	o[0].Resize(fyne.NewSize(width, height))
	o[0].Move(fyne.NewPos((s.Width-width)/2, max(0, (s.Height-height)/2)))
}

// EmptySide is Empty for a narrow list.
func EmptySide(title, hint string) fyne.CanvasObject {
	head, text := Bold(title), Paragraph(hint)
	head.Align, text.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	return container.NewVBox(Inset(Stackup(4, head, text), 40, 0, 14, 14))
}

// Lead is text that wraps and stands at the edge of what is around it: the sentences
// with which a sheet begins.
func Lead(s string) *Prose {
	l := Paragraph(s)
	l.Bare = true
	return l
}

// Note is small text that wraps and stands back, without the padding of a label.
func Note(s string) *Prose {
	l := Paragraph(s)
	l.SizeName, l.Bare = base.SizeNameCaptionText, true
	return l
}

// QuietNote is a note in the colour of what stands back, where a line may be too short
// for some language.
func QuietNote(s string) fyne.CanvasObject {
	l := Paragraph(s)
	l.SizeName, l.Bare, l.ColorName = base.SizeNameCaptionText, true, theme.ColorNameQuiet
	return l
}

// measureWidth gives its object a width, as far as there is room.
type measureWidth struct{ width float32 }

func (m *measureWidth) MinSize(o []fyne.CanvasObject) fyne.Size {
	if o[0].Size().Width != m.width {
		o[0].Resize(fyne.NewSize(m.width, o[0].MinSize().Height))
	}
	return fyne.NewSize(m.width, o[0].MinSize().Height)
}

func (m *measureWidth) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSize(min(m.width, s.Width), s.Height))
	o[0].Move(fyne.NewPos(max(0, (s.Width-m.width)/2), 0))
}

// Narrow keeps an object at most this wide, in the middle of its room.
func Narrow(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&measureWidth{width}, o)
}
