package ui

import (
	"time"

	"rantau/app/lang"
	"rantau/campus"
)

const (
	movesFile   lang.Text = "ui.movesFile"
	movesSent   lang.Text = "ui.movesSent"
	movesCame   lang.Text = "ui.movesCame"
	movesCameOf lang.Text = "ui.movesCameOf"
	bytesLeft   lang.Text = "ui.bytesLeft"
	movesOf     lang.Text = "ui.movesOf"
	movesTo     lang.Text = "ui.movesTo"
	minutesLeft lang.Text = "ui.minutesLeft"
	soonDone    lang.Text = "ui.soonDone"
)

// MovingWords says what is under way and what is left of it, in bytes and minutes; "" for
// nothing. name is that of the file, fit for a line.
func MovingWords(m campus.Moving, name string) string {
	var words string
	switch m.What {
	case campus.GotRecords:
		if m.All == 0 {
			return movesCame.Count(int(m.Done))
		}
		words = movesCameOf.Say(lang.Number(int(m.Done)), lang.Number(int(m.All)))
		if m.Rest > 0 {
			words += " · " + bytesLeft.Say(Bytes(m.Rest))
		}
	case campus.SentChanges:
		return movesSent.Count(int(m.Done))
	case campus.GettingFile:
		words = movesFile.Say(name, movesOf.Say(Bytes(m.Done), Bytes(m.All)))
	case campus.SendingFile:
		words = movesTo.Say(name, movesOf.Say(Bytes(m.Done), Bytes(m.All)))
	default:
		return ""
	}
	return words + LeftWords(m.Left)
}

// LeftWords goes behind what is left and says how long it takes; "" where nobody knows.
func LeftWords(left time.Duration) string {
	switch {
	case left <= 0:
		return ""
	case left < time.Minute:
		return " · " + soonDone.Say()
	}
	return " · " + minutesLeft.Count(int(left.Round(time.Minute)/time.Minute))
}
