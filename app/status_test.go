package app

import (
	"strings"
	"testing"
	"time"

	"rantau/campus"
)

func TestTheStatusLineTellsTheTruth(t *testing.T) {
	now := time.Date(2027, 3, 16, 14, 2, 0, 0, time.Local)
	for _, c := range []struct {
		status campus.Status
		want   string
	}{
		{campus.Status{Line: campus.Online, LastSync: now}, "Online · everything is on the server, 14:02"},
		{campus.Status{Line: campus.Online, Waiting: 1}, "Online · sending 1 change"},
		{campus.Status{Line: campus.Online, Files: 2, Moving: campus.Moving{What: campus.SendingFile, Name: "a.pdf", Done: 1 << 20, All: 3 << 20, Left: 130 * time.Second}}, "Online · sending 2 files · sending a.pdf, 1.0 MB of 3.0 MB · about 2 minutes left"},
		{campus.Status{Line: campus.Online, Slow: true, LastSync: now}, "Online · everything is on the server · slow line, 14:02"},
		{campus.Status{Line: campus.Online, Slow: true, Waiting: 1}, "Online · sending 1 change · slow line"},
		{campus.Status{Line: campus.Online, Files: 2, Held: 2}, "Online · 2 files held back by the data limits"},
		{campus.Status{Line: campus.Online, Files: 2, Paused: 2}, "Online · 2 files paused"},
		{campus.Status{Line: campus.Online, Files: 2, Paused: 1}, "Online · sending 1 file"},
		{campus.Status{Line: campus.Online, Files: 2, Held: 1}, "Online · sending 1 file"},
		{campus.Status{Line: campus.Unreached, Waiting: 3, LastSync: now}, "Offline · 3 changes wait on this computer · last sync 14:02"},
		{campus.Status{Line: campus.Unreached, Waiting: 1, Files: 1}, "Offline · 1 change and 1 file wait on this computer · never synced yet"},
		{campus.Status{Line: campus.OffByHand}, "Working offline, as you chose · nothing waits"},
		{campus.Status{Line: campus.OffByHand, Waiting: 2, Trouble: "x"}, "Working offline, as you chose · 2 changes wait on this computer"},
		{campus.Status{Line: campus.Online, Refused: 1}, "1 change was refused: look at it · Online · everything is on the server"},
		{campus.Status{Line: campus.Online, Contested: 2}, "2 things have two versions: choose · Online · everything is on the server"},
		{campus.Status{Line: campus.Online, Contested: 2, Refused: 1}, "1 change was refused"},
		{campus.Status{Line: campus.Unreached, Trouble: "The server answered with a page."}, "The server answered with a page."},
		{campus.Status{Line: campus.SignedOut}, "Sign in again: nothing is lost."},
		{campus.Status{Line: campus.NotTriedIt, Waiting: 1}, "Looking for the server… · 1 change waits"},
		{campus.Status{Line: campus.NotTriedIt, Syncing: true, Moving: campus.Moving{What: campus.GotRecords, Done: 1200, All: 31552, Rest: 900 << 10, Left: 130 * time.Second}}, "1,200 of 31,552 records received · about 900 KB to go · about 2 minutes left"},
		{campus.Status{Line: campus.Online, Moving: campus.Moving{What: campus.GotRecords, Done: 12}}, "12 records received"},
	} {
		if _, got := sentence(c.status, now); !strings.Contains(got, c.want) {
			t.Errorf("%+v\n got %q\nwant %q", c.status, got, c.want)
		}
	}
}

// TestTheFirstCopySaysThatItIsComing: until it is whole, an empty page may mean nothing.
func TestTheFirstCopySaysThatItIsComing(t *testing.T) {
	coming := campus.Moving{What: campus.GotRecords, Done: 1200, All: 31552}
	for _, c := range []struct {
		status campus.Status
		want   string
	}{
		{campus.Status{Line: campus.NotTriedIt}, ""},
		{campus.Status{Line: campus.NotTriedIt, Syncing: true, Moving: coming}, "The first copy is on its way: 1,200 of 31,552 records received."},
		{campus.Status{Line: campus.Unreached, Syncing: true}, ""},
		{campus.Status{Line: campus.Unreached}, "It comes when there is a line."},
		{campus.Status{Line: campus.OffByHand}, "It comes when there is a line."},
		{campus.Status{Line: campus.Unreached, LastSync: time.Now()}, ""},
		{campus.Status{Line: campus.Online, LastSync: time.Now(), Moving: coming}, ""},
	} {
		if got := firstCopy(c.status); !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%+v\n got %q\nwant %q", c.status, got, c.want)
		}
	}
}
