package ui

import (
	"fyne.io/fyne/v2"

	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/campus"
)

// What is said of folders that are kept in step.
const (
	mirrorInStep  lang.Text = "ui.mirrorInStep"
	mirrorLeft    lang.Text = "ui.mirrorLeft"
	mirrorWorking lang.Text = "ui.mirrorWorking"
	mirrorAway    lang.Text = "ui.mirrorAway"
	mirrorHalted  lang.Text = "ui.mirrorHalted"
	mirrorGone    lang.Text = "ui.mirrorGone"
	mirrorStuck   lang.Text = "ui.mirrorStuck"
	// MirrorMeant and MirrorMissed are the answers where much has vanished.
	MirrorMeant  lang.Text = "ui.MirrorMeant"
	MirrorMissed lang.Text = "ui.MirrorMissed"
)

// MirrorWords says how it stands with a folder, and in which colour.
func MirrorWords(s campus.MirrorStatus) (string, fyne.ThemeColorName) {
	words, color := mirrorInStep.Count(s.Files), theme.ColorNameQuiet
	switch s.State {
	case campus.Asks:
		return mirrorGone.Count(s.Gone), theme.ColorNameWaiting
	case campus.Away:
		return mirrorAway.Say(), theme.ColorNameWaiting
	case campus.Halted:
		return mirrorHalted.Say(Reason(s.Trouble)), base.ColorNameError
	case campus.Working:
		words = mirrorWorking.Say()
		if s.Left > 0 {
			words = mirrorLeft.Count(s.Left)
		}
	}
	if n := len(s.Stuck); n > 0 {
		words, color = words+" · "+mirrorStuck.Count(n), theme.ColorNameWaiting
	}
	return words, color
}
