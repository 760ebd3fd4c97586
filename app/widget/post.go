package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// Said is what a post card shows.
type Said struct {
	Record      campus.Record
	Author      string
	Institution string
	Text        string
	Meet        func()              // opens who the author is; nil where that cannot be
	Menu        []*fyne.MenuItem    // what its reader may do with it; none: no menu
	Versions    func()              // shows what was kept beside it
	Past        func()              // shows what it said before; nil where that is not asked
	Runs        []Run               // the text with what stands out in it; nil for Text as it is
	Quote       fyne.CanvasObject   // what it answers; nil for nothing
	Below       []fyne.CanvasObject // what hangs on it
	Buttons     []fyne.CanvasObject // what is done with it often
	Marked      bool                // its reader was led here
	Calls       bool                // it mentions its reader
}

// PostCard shows something said.
func PostCard(env *ui.Env, s Said) fyne.CanvasObject {
	name := NewPress(Bold(s.Author), s.Meet)
	wait := NewWait()
	wait.Set(s.Record.Waiting)
	right := Beside(8, wait)
	right.Add(NewWhen(s.Record.WrittenAt(), env.Now()))
	if s.Record.Edited.After(s.Record.Created) {
		right.Add(editedMark(s.Record, env.Now(), s.Past))
	}
	if len(s.Buttons) > 0 {
		right.Add(Beside(0, s.Buttons...))
	}
	if len(s.Menu) > 0 {
		right.Add(container.New(&short{}, More(env.Window, func() []*fyne.MenuItem { return s.Menu })))
	}
	head := container.NewBorder(nil, nil, nil, Middle(right), Byline(name, s.Institution))
	runs := s.Runs
	if runs == nil {
		runs = []Run{{Text: s.Text}}
	}
	text := NewReading(runs...)
	avatar := container.NewVBox(Face(s.Author, string(s.Record.Author), 36, s.Meet))
	// The text brings a padding of its own: the lines above stand at its text.
	pad := base.InnerPadding()
	body := Stackup(-2, Inset(head, 0, 0, pad, 0))
	if s.Quote != nil {
		body.Add(Inset(s.Quote, 7, 0, pad, 0))
	}
	if s.Text != "" || len(s.Below) == 0 {
		body.Add(Inset(text, 0, -pad+2, 0, 0))
	}
	for _, o := range s.Below {
		body.Add(Inset(o, 8, 0, pad, 0))
	}
	if v := Versions(s.Record, s.Versions); v != nil {
		body.Add(Inset(Beside(0, v), 6, 0, 0, 0))
	}
	card := Card(container.NewBorder(nil, nil, avatar, nil, body))
	if back, ok := card.Objects[0].(*Fill); ok {
		switch {
		case s.Marked:
			back.Border = base.ColorNamePrimary
		case s.Calls:
			back.Border = theme.ColorNameWaiting
		}
	}
	return card
}

// editedMark says that something was changed, and when. A tap shows what it was before.
func editedMark(r campus.Record, now time.Time, past func()) fyne.CanvasObject {
	line := Quiet(editedAgo.Say(ui.Ago(r.Edited, now))).Full()
	if past == nil {
		return line
	}
	return NewTap(line, past)
}

// Byline puts a name and, behind it, where the person is from.
func Byline(name *Press, from string) fyne.CanvasObject {
	return container.New(&byline{}, name, Quiet(from))
}

// byline puts a name and, behind it, where the person is from. The name gets
// what it needs, up to two thirds; the rest ends in an ellipsis.
type byline struct{}

func (*byline) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(80, max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (*byline) Layout(o []fyne.CanvasObject, s fyne.Size) {
	line := o[0].(*Press).content.(*Line)
	th := line.Theme()
	need := fyne.MeasureText(line.Text, th.Size(line.Scale), line.Style)
	width := min(need.Width+1, s.Width)
	from := o[1].(*Line)
	if from.Text != "" && width > s.Width*2/3 {
		width = s.Width * 2 / 3
	}
	o[0].Resize(fyne.NewSize(width, need.Height))
	o[0].Move(fyne.NewPos(0, (s.Height-need.Height)/2))
	h := from.MinSize().Height
	from.Resize(fyne.NewSize(max(0, s.Width-width-8), h))
	// Both stand on one base line.
	from.Move(fyne.NewPos(width+8, (s.Height-need.Height)/2+(need.Height-h)*0.75))
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
