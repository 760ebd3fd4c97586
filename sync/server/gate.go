package server

import (
	"context"
	gosync "sync"
	"time"

	"golang.org/x/time/rate"

	"rantau/campus"
	"rantau/sync/protocol"
)

// gate holds everybody to a rate: sign-ins by user name and by address, requests
// by device.
type gate struct {
	mu      gosync.Mutex
	users   map[string]*rate.Limiter
	remotes map[string]*rate.Limiter
	devices map[string]*rate.Limiter
}

// The rates. A person who mistypes has ten tries at once; a lab of thirty behind
// one address signs in together.
const (
	userTries, userEach     = 10, 30 * time.Second
	remoteTries, remoteEach = 120, time.Second
	deviceBurst, deviceRate = 200, 50 // requests, a second
	mostRemembered          = 100_000
)

func newGate() *gate {
	return &gate{users: map[string]*rate.Limiter{}, remotes: map[string]*rate.Limiter{}, devices: map[string]*rate.Limiter{}}
}

func (g *gate) signIn(user, remote string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !take(g.users, user, rate.Every(userEach), userTries) || !take(g.remotes, remote, rate.Every(remoteEach), remoteTries) {
		return campus.Errorf(protocol.TooMany, "too many tries to sign in; wait half a minute and try again")
	}
	return nil
}

// signedIn forgets the wrong tries before a right one.
func (g *gate) signedIn(user string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.users, user)
}

func (g *gate) request(device string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !take(g.devices, device, deviceRate, deviceBurst) {
		return campus.Errorf(protocol.TooMany, "this device asks too often; it goes on by itself in a moment")
	}
	return nil
}

func take(m map[string]*rate.Limiter, key string, limit rate.Limit, burst int) bool {
	l := m[key]
	if l == nil {
		if len(m) >= mostRemembered {
			clear(m) // under attack: forget rather than grow
		}
		l = rate.NewLimiter(limit, burst)
		m[key] = l
	}
	return l.Allow()
}

type remoteKey struct{}

// WithRemote notes the address that a request came from.
func withRemote(ctx context.Context, addr string) context.Context {
	return context.WithValue(ctx, remoteKey{}, addr)
}

func remote(ctx context.Context) string {
	s, _ := ctx.Value(remoteKey{}).(string)
	return s
}
