package sync

import (
	"context"
	gosync "sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestAwakeWithTheNetwork: whoever waits for the server tries again when this computer comes
// into a network, and not when it only leaves one.
func TestAwakeWithTheNetwork(t *testing.T) {
	for _, c := range []struct {
		name   string
		at     map[time.Duration]string // the addresses from then on
		want   bool
		within time.Duration
	}{
		{"nothing happens", nil, false, 3 * time.Minute},
		{"the network is back", map[time.Duration]string{0: none, 40 * time.Second: "[10.0.0.2/8]"}, true, 45 * time.Second},
		{"it goes", map[time.Duration]string{0: "[10.0.0.2/8]", 40 * time.Second: none}, false, 3 * time.Minute},
		{"it goes and another comes", map[time.Duration]string{0: "[10.0.0.2/8]", 40 * time.Second: none, 60 * time.Second: "[192.168.1.7/24]"}, true, 65 * time.Second},
		{"from the cable to the air", map[time.Duration]string{0: "[10.0.0.2/8]", 20 * time.Second: "[192.168.1.7/24]"}, true, 25 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var mu gosync.Mutex
				now := ""
				begin := time.Now()
				for at, what := range c.at {
					time.AfterFunc(at, func() {
						mu.Lock()
						defer mu.Unlock()
						now = what
					})
				}
				time.Sleep(time.Millisecond)
				e := &Engine{wake: make(chan struct{}, 1), addresses: func() string {
					mu.Lock()
					defer mu.Unlock()
					return now
				}}
				woken := e.sleepOffline(context.Background(), 3*time.Minute)
				if took := time.Since(begin); woken != c.want || took > c.within+time.Second {
					t.Errorf("woken %v after %v", woken, took)
				}
			})
		})
	}
}

func TestAddressesAreComparable(t *testing.T) {
	if a, b := addresses(), addresses(); a != b || a == "" {
		t.Errorf("%q, then %q", a, b)
	}
}
