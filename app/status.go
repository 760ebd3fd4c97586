package app

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// statusLine is the bottom of the window: always the truth about the line. A
// tap opens what waits.
type statusLine struct {
	fw.BaseWidget
	tap     func()
	color   fyne.ThemeColorName
	back    *widget.Fill
	dot     *canvas.Circle
	text    *widget.Line
	focused bool
}

func newStatusLine(tap func()) *statusLine {
	s := &statusLine{tap: tap, color: theme.ColorNameQuiet, back: widget.NewFill(theme.ColorNameRail, "", 0),
		dot: canvas.NewCircle(nil), text: widget.NewLine("")}
	s.text.Scale = base.SizeNameCaptionText
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a status.
func (s *statusLine) Set(st campus.Status, now time.Time) {
	s.color, s.text.Text = sentence(st, now)
	s.text.Refresh()
	s.Refresh()
}

// Say shows a sentence.
func (s *statusLine) Say(words string) { s.text.SetText(words) }

// Tapped implements fyne.Tappable.
func (s *statusLine) Tapped(*fyne.PointEvent) { s.tap() }

// Cursor implements desktop.Cursorable.
func (s *statusLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (s *statusLine) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *statusLine) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *statusLine) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *statusLine) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.tap()
	default:
		if c := widget.Canvas(s); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(k)
		}
	}
}

// Refresh implements fyne.Widget.
func (s *statusLine) Refresh() {
	s.dot.FillColor = s.Theme().Color(s.color, fyne.CurrentApp().Settings().ThemeVariant())
	s.dot.Refresh()
	s.back.Color = theme.ColorNameRail
	if s.focused {
		s.back.Color = theme.ColorNameTint
	}
	s.back.Refresh()
	s.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *statusLine) CreateRenderer() fyne.WidgetRenderer {
	s.dot.FillColor = s.Theme().Color(s.color, fyne.CurrentApp().Settings().ThemeVariant())
	dot := widget.Middle(container.NewGridWrap(fyne.NewSquareSize(9), s.dot))
	row := container.NewBorder(nil, nil, widget.Inset(dot, 0, 0, 0, 8), nil, s.text)
	return fw.NewSimpleRenderer(container.NewStack(s.back, widget.Pad(row, 6, 16)))
}

// sentence puts a status in words, and in the colour of its dot.
func sentence(s campus.Status, now time.Time) (fyne.ThemeColorName, string) {
	color, words := state(s, now)
	if s.Refused > 0 {
		color, words = base.ColorNameError, refusedCount.Count(s.Refused)+separator+words
	}
	if s.Trouble != "" && s.Line != campus.OffByHand {
		color, words = base.ColorNameError, words+separator+ui.Reason(s.Trouble)
	}
	if s.Contested > 0 && color != base.ColorNameError {
		color, words = theme.ColorNameWaiting, contestedCount.Count(s.Contested)+separator+words
	}
	if m := ui.MovingWords(s.Moving, widget.Short(widget.Clean(s.Moving.Name))); m != "" {
		words += separator + m
	}
	return color, words
}

// firstCopy says that what the pages show is not all yet; "" once this computer has had all
// there was, and while nobody has to wait for it.
func firstCopy(s campus.Status) string {
	switch {
	case !s.LastSync.IsZero():
		return ""
	case s.Moving.What == campus.GotRecords && s.Moving.All > 0:
		return firstComes.Say(ui.MovingWords(s.Moving, ""))
	case s.Line == campus.Unreached && !s.Syncing, s.Line == campus.OffByHand, s.Line == campus.Spent:
		return firstWaits.Say()
	}
	return ""
}

const separator = " · "

func state(s campus.Status, now time.Time) (fyne.ThemeColorName, string) {
	what := waits(s)
	switch s.Line {
	case campus.SignedOut:
		return base.ColorNameError, lineSignedOut.Say()
	case campus.TooOld:
		return base.ColorNameError, lineTooOld.Say()
	case campus.OffByHand:
		return theme.ColorNameWaiting, either(what, lineByHand, lineByHandOK)
	case campus.Spent:
		return theme.ColorNameWaiting, either(what, lineSpent, lineSpentOK)
	case campus.Online:
		sending := s
		sending.Files -= s.Held + s.Paused
		slow := ""
		if s.Slow {
			slow = separator + lineSlow.Say()
		}
		switch {
		case waits(sending) != "":
			return base.ColorNamePrimary, lineSending.Say(toSend(sending)) + slow
		case s.Held > 0:
			return theme.ColorNameWaiting, lineHeld.Count(s.Held) + slow
		case s.Paused > 0:
			return theme.ColorNameWaiting, linePaused.Count(s.Paused) + slow
		}
		words := lineAllThere.Say() + slow
		if !s.LastSync.IsZero() {
			words += fmt.Sprintf(lineLastSync, ui.At(s.LastSync, now))
		}
		return base.ColorNameSuccess, words
	case campus.Unreached:
		words := either(what, lineOffline, lineOfflineOK)
		if s.LastSync.IsZero() {
			return theme.ColorNameWaiting, words + separator + lineNeverHeard.Say()
		}
		return theme.ColorNameWaiting, words + separator + lineLastHeard.Say(ui.At(s.LastSync, now))
	}
	if what != "" {
		return theme.ColorNameQuiet, lineStarting.Say() + separator + what
	}
	return theme.ColorNameQuiet, lineStarting.Say()
}

func either(what string, with, without lang.Text) string {
	if what == "" {
		return without.Say()
	}
	return with.Say(what)
}

// waits counts what is on this computer only: "3 changes and 1 file wait".
func waits(s campus.Status) string {
	switch {
	case s.Waiting == 0 && s.Files == 0:
		return ""
	case s.Waiting == 0:
		return fileCount.Count(s.Files)
	case s.Files == 0:
		return changeCount.Count(s.Waiting)
	}
	return joinTwo.Say(sendCount.Count(s.Waiting), fileWaitCount.Count(s.Files))
}

func toSend(s campus.Status) string {
	switch {
	case s.Files == 0:
		return sendCount.Count(s.Waiting)
	case s.Waiting == 0:
		return sendFileCount.Count(s.Files)
	}
	return joinTwo.Say(sendCount.Count(s.Waiting), sendFileCount.Count(s.Files))
}
