package server

import (
	"context"
	gosync "sync"
	"time"

	"golang.org/x/time/rate"

	"rantau/campus"
	"rantau/sync/protocol"
)

// gate holds everybody to a rate: sign-ins by user name and address, requests by
// device, what is written by person.
type gate struct {
	now  func() time.Time
	mu   gosync.Mutex
	held map[string]*rate.Limiter // by what is held, a colon, and who
}

// limit is how often something may be done: a number at once, then one each.
type limit struct {
	name  string
	burst int
	each  rate.Limit
}

// The rates. A person who mistypes has ten tries at once; a lab of thirty behind
// one address signs in together. Tries count for the user name at one address, or
// on one device, so that nobody locks out another; those from everywhere together
// are so many that guessing stays hopeless.
var (
	triesHere   = limit{"here", 10, rate.Every(30 * time.Second)}
	triesAll    = limit{"all", 300, rate.Every(10 * time.Second)}
	triesRemote = limit{"remote", 120, rate.Every(time.Second)}
	requests    = limit{"device", 200, 50}
	newDevices  = limit{"devices", 60, rate.Every(time.Minute)}
	writes      = limit{"bytes", 128 << 20, 128 << 10} // of sets, unpacked
	wrongCodes  = limit{"codes", 20, rate.Every(5 * time.Minute)}
	wishes      = limit{"wishes", 60, rate.Every(time.Minute)} // to join; each is read by somebody
)

const mostRemembered = 100_000

func newGate(now func() time.Time) *gate { return &gate{now: now, held: map[string]*rate.Limiter{}} }

// signIn asks whether one more try is allowed. known is the ID of the key where
// it has been this user's before: an address that is under attack does not keep
// such a device out.
func (g *gate) signIn(user, remote, known string) error {
	here := user + "@" + remote
	if known != "" {
		here = user + "@" + known
	}
	if !g.take(triesHere, here, 1) || known == "" && !(g.take(triesAll, user, 1) && g.take(triesRemote, remote, 1)) {
		return campus.Errorf(protocol.TooMany, "too many tries to sign in; wait half a minute and try again")
	}
	return nil
}

// signedIn forgets the wrong tries before a right one.
func (g *gate) signedIn(user, remote string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.held, triesHere.name+":"+user+"@"+remote)
}

func (g *gate) request(device string) error {
	if !g.take(requests, device, 1) {
		return campus.Errorf(protocol.TooMany, "this device asks too often; it goes on by itself in a moment")
	}
	return nil
}

func (g *gate) newDevice(person campus.ID) error {
	if !g.take(newDevices, string(person), 1) {
		return campus.Errorf(protocol.TooMany, "too many new devices for one person; wait a minute and try again")
	}
	return nil
}

func (g *gate) write(person campus.ID, bytes int) error {
	if !g.take(writes, string(person), bytes) {
		return campus.Errorf(protocol.TooMany, "so much was sent in a short time that the server asks for a pause; it goes on by itself")
	}
	return nil
}

// mayTryCode tells whether a person may give one more code; wrongCode counts one that
// was wrong.
func (g *gate) mayTryCode(person campus.ID) bool { return g.left(wrongCodes, string(person)) >= 1 }

func (g *gate) wrongCode(person campus.ID) { g.take(wrongCodes, string(person), 1) }

// wish asks whether a person may ask once more to join something.
func (g *gate) wish(person campus.ID) bool { return g.take(wishes, string(person), 1) }

// left tells how often something may be done now.
func (g *gate) left(l limit, who string) float64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	if have := g.held[l.name+":"+who]; have != nil {
		return have.TokensAt(g.now())
	}
	return float64(l.burst)
}

func (g *gate) take(l limit, who string, n int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := l.name + ":" + who
	have := g.held[key]
	if have == nil {
		if len(g.held) >= mostRemembered {
			clear(g.held) // under attack: forget rather than grow
		}
		have = rate.NewLimiter(l.each, l.burst)
		g.held[key] = have
	}
	return have.AllowN(g.now(), n)
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
