package sync

import (
	"math/rand/v2"
	"time"

	"rantau/campus"
)

// cut looks at how the fetching of a file ended that somebody opened. Where the line was cut
// a sync is asked for: the engine finds out how the line is, and whoever shows the file asks
// for it again when there is one (campus.Link.WatchStatus). It waits the longer, the more
// often nothing came.
func (f *Files) cut(w want, had int64, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if campus.CodeOf(err) != campus.NotHere || !w.onServer {
		delete(f.cuts, w.manifest)
		return
	}
	if f.cuts[w.manifest]++; f.state(w).Here > had {
		f.cuts[w.manifest] = 1
	}
	most := min(time.Second<<min(f.cuts[w.manifest], 6), time.Minute)
	time.AfterFunc(most/2+rand.N(most/2), func() {
		if f.ctx.Err() == nil {
			f.ask()
		}
	})
}
