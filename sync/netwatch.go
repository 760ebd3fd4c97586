package sync

import (
	"context"
	"fmt"
	"net"
	"slices"
	"time"
)

// lookEvery is how often this computer's addresses are looked at while the server is not
// reached: it asks nobody and costs microseconds.
const lookEvery = 3 * time.Second

// addresses are those of this computer on its networks, in words that can be compared; not
// those by which it speaks to itself. They are another's when a network came or went.
func addresses() string {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	var out []string
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && !n.IP.IsLinkLocalUnicast() {
			out = append(out, n.String())
		}
	}
	slices.Sort(out)
	return fmt.Sprint(out)
}

// sleepOffline is sleep that also ends when this computer comes into another network: then
// it is worth a try at once. An address that goes is no reason.
func (e *Engine) sleepOffline(ctx context.Context, d time.Duration) (woken bool) {
	was := e.addresses()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-e.wake:
			return true
		case <-timer.C:
			return false
		case <-look.C:
			now := e.addresses()
			if now != was && now != none {
				return true
			}
			was = now
		}
	}
}

// none is what addresses says where there is no network at all.
const none = "[]"
