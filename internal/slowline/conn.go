package slowline

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// conn is one connection over the line: its two ends.
type conn struct {
	line   *Line
	client net.Conn
	gone   chan struct{} // closed when it ends, however
	once   sync.Once

	mu     sync.Mutex // guards server
	server net.Conn
}

func newConn(l *Line, client net.Conn) *conn {
	return &conn{line: l, client: client, gone: make(chan struct{})}
}

func (c *conn) dial(target string) bool {
	ctx, cancel := context.WithCancel(c.line.done)
	defer cancel()
	server, err := (&net.Dialer{}).DialContext(ctx, "tcp", target)
	if err != nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.gone:
		_ = server.Close()
		return false
	default:
		c.server = server
		return true
	}
}

// reset breaks the connection: both ends hear of an error, not of an end.
func (c *conn) reset() {
	c.end(func(n net.Conn) {
		if tcp, ok := n.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
	})
}

func (c *conn) close() { c.end(func(net.Conn) {}) }

func (c *conn) end(first func(net.Conn)) {
	c.once.Do(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		close(c.gone)
		for _, n := range []net.Conn{c.client, c.server} {
			if n != nil {
				first(n)
				_ = n.Close()
			}
		}
	})
}

// sleep waits, and tells whether the connection still stands.
func (c *conn) sleep(d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-c.gone:
		return false
	}
}

// pass waits while the line is a black hole, and tells whether the connection
// still stands.
func (c *conn) pass() bool {
	c.line.mu.Lock()
	gate := c.line.gate
	c.line.mu.Unlock()
	select {
	case <-c.gone:
		return false
	case <-gate:
		return true
	}
}

// parcel is bytes under way; none means that the sender has ended.
type parcel struct {
	bytes  []byte
	arrive time.Time
}

// How many pieces may be under way on one connection. Beyond the line itself this
// is the buffer in the middle of every network: a sender is held up when it is
// full.
const underWay = 1024

// How far a connection may be ahead of the line, so that a timer that wakes us
// late leaves no gap in it.
const ahead = 50 * time.Millisecond

const settle = 5 * time.Millisecond

// carry brings bytes from one end to the other, at the rate of the way and half a
// round trip later.
func (c *conn) carry(w *way, from, to net.Conn) {
	parcels := make(chan parcel, underWay)
	c.line.wait.Go(func() { c.load(w, from, parcels) })
	for p := range parcels {
		if !c.sleep(time.Until(p.arrive)) || !c.pass() {
			return
		}
		if p.bytes == nil { // the sender has said all; the answer may still come
			if tcp, ok := to.(*net.TCPConn); ok {
				_ = tcp.CloseWrite()
			}
			return
		}
		n, cut := w.allow(len(p.bytes))
		written, err := to.Write(p.bytes[:n])
		w.carried.Add(int64(written))
		if cut {
			// What has come out is to be read before the reset is heard:
			// some systems throw away what was not.
			c.sleep(settle)
			c.line.Break()
			return
		}
		if err != nil {
			c.reset()
			return
		}
	}
}

// load takes bytes as the way has room for them.
func (c *conn) load(w *way, from net.Conn, parcels chan<- parcel) {
	defer close(parcels)
	buf := make([]byte, w.piece())
	for c.pass() {
		n, err := from.Read(buf)
		if n > 0 {
			left := w.reserve(n)
			p := parcel{bytes.Clone(buf[:n]), left.Add(c.line.rtt / 2)}
			if !c.send(parcels, p) || !c.sleep(time.Until(left)-ahead) {
				return
			}
		}
		if err == nil {
			continue
		}
		if errors.Is(err, io.EOF) {
			c.send(parcels, parcel{arrive: w.reserve(0).Add(c.line.rtt / 2)})
		} else {
			c.reset()
		}
		return
	}
}

func (c *conn) send(parcels chan<- parcel, p parcel) bool {
	select {
	case parcels <- p:
		return true
	case <-c.gone:
		return false
	}
}
