package sync

import (
	"testing"
	"time"
)

func TestWaiting(t *testing.T) {
	p := newWaiting()
	for _, want := range []time.Duration{4, 8, 16, 16} {
		if p.next != want*time.Minute {
			t.Errorf("%v, not %v minutes", p.next, want)
		}
		p.whole()
	}
	p.cut(5 * time.Second) // the server was started anew
	if p.next != 16*time.Minute {
		t.Errorf("%v behind an end that says nothing", p.next)
	}
	p.cut(10 * time.Minute)                               // a proxy that holds ten
	for _, want := range []time.Duration{450, 562, 702} { // it feels its way
		if p.next != want*time.Second {
			t.Errorf("%v, not %d s, where ten minutes hold", p.next, want)
		}
		p.whole()
	}
	p.cut(10 * time.Minute)
	if p.next != 450*time.Second {
		t.Errorf("%v behind the second cut", p.next)
	}
	for range 20 {
		p.whole()
	}
	if p.next != 16*time.Minute {
		t.Errorf("%v once nothing cuts any more", p.next)
	}
	for range 5 {
		p.cut(p.next / 2)
	}
	if p.next != leastWait {
		t.Errorf("%v where nothing holds", p.next)
	}
}
