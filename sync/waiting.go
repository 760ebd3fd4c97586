package sync

import (
	"time"

	"rantau/sync/protocol"
)

// leastWait is how short a wait for news may get where proxies cut it.
const leastWait = time.Minute

// waiting is how long the next request for news is to wait: longer each time that one came
// to its end, for each costs the same; and no longer than what was cut.
type waiting struct{ next, most time.Duration }

func newWaiting() waiting { return waiting{protocol.UsualWait, protocol.MostWait} }

// whole notes that a wait came to its end. What was cut once is tried again, a little
// longer each time: a line that went away looks like one that was cut.
func (p *waiting) whole() {
	if p.next >= p.most {
		p.most = min(p.most*5/4, protocol.MostWait).Truncate(time.Second)
	}
	p.next = min(2*p.next, p.most)
}

// cut notes that a wait ended after a time, by somebody on the way. One that ended at once
// says nothing of how long the line holds.
func (p *waiting) cut(after time.Duration) {
	if after < leastWait/2 {
		return
	}
	p.most = max(leastWait, min(p.most, after*3/4).Truncate(time.Second))
	p.next = p.most
}
