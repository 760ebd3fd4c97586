package sync

import (
	"errors"
	"math/rand/v2"
	"time"

	"rantau/campus"
	"rantau/sync/protocol"
)

// mostTries is how often a file is asked for without a piece of it coming, before it waits
// for its reader: some proxies cut whatever is long, and each try costs.
const mostTries = 10

// cut looks at how the fetching of a file ended that somebody opened. Where the line was cut
// a sync is asked for: the engine finds out how the line is, and whoever shows the file asks
// for it again when there is one (campus.Link.WatchStatus). It waits the longer, the more
// often nothing came. Where it is the server that does not have it no line will help.
func (f *Files) cut(w want, had int64, err error) {
	if wait, again := f.tried(w, had, err); again {
		f.askIn(wait)
	}
}

func (f *Files) askIn(wait time.Duration) {
	time.AfterFunc(wait, func() {
		if f.ctx.Err() == nil {
			f.ask()
		}
	})
}

// afterCut does the same where the line cut what goes by itself. The engine may not have
// noticed: what it waits for was asked for again over a new connection, and nothing else is a
// reason to sync for many minutes. got tells that some of it went or came.
func (f *Files) afterCut(cut, got bool) {
	if f.vain++; got || !cut {
		f.vain = 0
	}
	if cut && f.vain <= mostTries {
		f.askIn(waitAfter(f.vain + 1))
	}
}

// byLine tells of an error that the line was cut.
func byLine(err error) bool {
	return campus.CodeOf(err) == protocol.Unreachable && !errors.Is(err, errOff) || errors.Is(err, errNoLine)
}

// waitAfter is how long is waited after so many cuts, at random as in a lab of thirty all are cut
// at once.
func waitAfter(cuts int) time.Duration {
	most := min(time.Second<<min(cuts, 6), time.Minute)
	return most/2 + rand.N(most/2)
}

// tried counts a try, and tells whether and when to look at the line.
func (f *Files) tried(w want, had int64, err error) (wait time.Duration, again bool) {
	here := f.state(w).Here
	f.mu.Lock()
	defer f.mu.Unlock()
	if !errors.Is(err, errNoLine) || !w.onServer {
		delete(f.cuts, w.manifest)
		return 0, false
	}
	if f.cuts[w.manifest]++; here > had {
		f.cuts[w.manifest] = 1
	}
	if f.cuts[w.manifest] > mostTries {
		return 0, false
	}
	return waitAfter(f.cuts[w.manifest]), true
}
