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
		return base.ColorNameError, ui.Plural(s.Refused, refusedOne, refusedMany) + separator + words
	}
	if s.Trouble != "" && s.Line != campus.OffByHand {
		color, words = base.ColorNameError, words+separator+s.Trouble
	}
	if s.Moving != "" {
		words += separator + s.Moving
	}
	return color, words
}

const separator = " · "

func state(s campus.Status, now time.Time) (fyne.ThemeColorName, string) {
	what := waits(s)
	switch s.Line {
	case campus.SignedOut:
		return base.ColorNameError, lineSignedOut
	case campus.TooOld:
		return base.ColorNameError, lineTooOld
	case campus.OffByHand:
		return theme.ColorNameWaiting, either(what, lineByHand, lineByHandOK)
	case campus.Online:
		if what != "" {
			return base.ColorNamePrimary, fmt.Sprintf(lineSending, toSend(s))
		}
		words := lineAllThere
		if !s.LastSync.IsZero() {
			words += fmt.Sprintf(lineLastSync, ui.At(s.LastSync, now))
		}
		return base.ColorNameSuccess, words
	case campus.Unreached:
		words := either(what, lineOffline, lineOfflineOK)
		if s.LastSync.IsZero() {
			return theme.ColorNameWaiting, words + lineNeverHeard
		}
		return theme.ColorNameWaiting, words + fmt.Sprintf(lineLastHeard, ui.At(s.LastSync, now))
	}
	if what != "" {
		return theme.ColorNameQuiet, lineStarting + separator + what
	}
	return theme.ColorNameQuiet, lineStarting
}

func either(what, with, without string) string {
	if what == "" {
		return without
	}
	return fmt.Sprintf(with, what)
}

// waits counts what is on this computer only: "3 changes and 1 file wait".
func waits(s campus.Status) string {
	switch {
	case s.Waiting == 0 && s.Files == 0:
		return ""
	case s.Waiting == 0:
		return ui.Plural(s.Files, fileOne, fileMany)
	case s.Files == 0:
		return ui.Plural(s.Waiting, changeOne, changeMany)
	}
	return fmt.Sprintf(joinTwo, ui.Plural(s.Waiting, sendOne, sendMany), ui.Plural(s.Files, fileWaitOne, fileWaitMany))
}

func toSend(s campus.Status) string {
	switch {
	case s.Files == 0:
		return ui.Plural(s.Waiting, sendOne, sendMany)
	case s.Waiting == 0:
		return ui.Plural(s.Files, sendFileOne, sendFileMany)
	}
	return fmt.Sprintf(joinTwo, ui.Plural(s.Waiting, sendOne, sendMany), ui.Plural(s.Files, sendFileOne, sendFileMany))
}
