// Package slowline is a thin, long line in one process: a TCP proxy on loopback
// with a round-trip time, a rate each way, and cuts. Tests and benchmarks put it
// between a program and its server.
//
// What it models is the line, not TCP over it: bytes leave at the rate, arrive
// half a round trip later, in order, and none are lost but by a cut. All
// connections share the rate, as the telephones of one house do.
package slowline

import (
	"context"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Options describe a line. The zero value is one that slows nothing.
type Options struct {
	RTT  time.Duration // half of it each way; a new connection waits a whole one
	Up   int64         // bits a second, from the client to the server; 0 is no limit
	Down int64         // bits a second, from the server to the client; 0 is no limit
}

// Mode is what a line does with what goes over it.
type Mode int32

// The modes.
const (
	Open      Mode = iota
	Refuse         // every connection is broken at once, as by a server that is off
	Blackhole      // nothing comes through and nobody is told; it goes on when Open again
)

// Counts are of payload, since the line began: no headers of TCP or IP.
type Counts struct {
	Up, Down    int64 // bytes that came out at the other end
	Connections int64 // how many were taken, in any mode
	Open        int64 // how many are open now
	Cuts        int64 // how many were broken by the line
}

// Line is a running proxy.
type Line struct {
	target   string
	listener net.Listener
	rtt      time.Duration
	way      [2]*way
	done     context.Context
	stop     context.CancelFunc
	wait     sync.WaitGroup

	mu    sync.Mutex
	conns map[*conn]bool
	mode  Mode
	gate  chan struct{} // closed while bytes may pass

	taken, cuts atomic.Int64
}

// The two ways.
const (
	up = iota
	down
)

// New starts a line to a TCP address.
func New(target string, o Options) (*Line, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	done, stop := context.WithCancel(context.Background())
	l := &Line{target: target, listener: listener, rtt: o.RTT, done: done, stop: stop,
		way: [2]*way{newWay(o.Up), newWay(o.Down)}, conns: map[*conn]bool{}, gate: make(chan struct{})}
	close(l.gate)
	l.wait.Go(l.accept)
	return l, nil
}

// Addr is where clients connect.
func (l *Line) Addr() string { return l.listener.Addr().String() }

// URL is the same for HTTP.
func (l *Line) URL() string { return "http://" + l.Addr() }

// SetMode changes what happens from now on.
func (l *Line) SetMode(m Mode) {
	l.mu.Lock()
	if was := l.mode; was != Blackhole && m == Blackhole {
		l.gate = make(chan struct{})
	} else if was == Blackhole && m != Blackhole {
		close(l.gate)
	}
	l.mode = m
	l.mu.Unlock()
	if m == Refuse {
		l.Break()
	}
}

// CutUpAfter breaks every connection once n more bytes have come out at the
// server's end, and then goes on as before. Below zero takes a cut back.
func (l *Line) CutUpAfter(n int64) { l.way[up].cutAfter(n) }

// CutDownAfter is the same for bytes to the client.
func (l *Line) CutDownAfter(n int64) { l.way[down].cutAfter(n) }

// Break resets every connection now. New ones are taken.
func (l *Line) Break() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.conns {
		l.cuts.Add(1)
		c.reset()
		delete(l.conns, c)
	}
}

// Counts tells what went over the line.
func (l *Line) Counts() Counts {
	l.mu.Lock()
	open := int64(len(l.conns))
	l.mu.Unlock()
	return Counts{Up: l.way[up].carried.Load(), Down: l.way[down].carried.Load(),
		Connections: l.taken.Load(), Open: open, Cuts: l.cuts.Load()}
}

// Close ends the line and every connection over it.
func (l *Line) Close() error {
	l.stop()
	err := l.listener.Close()
	l.Break()
	l.wait.Wait()
	return err
}

func (l *Line) accept() {
	for {
		client, err := l.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // too many open files, say
			select {
			case <-l.done.Done():
				return
			case <-time.After(10 * time.Millisecond):
				continue
			}
		}
		l.taken.Add(1)
		l.wait.Go(func() { l.serve(client) })
	}
}

// serve carries one connection from its first byte to its last.
func (l *Line) serve(client net.Conn) {
	c := newConn(l, client)
	if !l.add(c) {
		return
	}
	defer l.remove(c)
	// TCP's own greeting takes a round trip before the first byte.
	if !c.sleep(l.rtt) || !c.pass() || !c.dial(l.target) {
		c.reset()
		return
	}
	var both sync.WaitGroup
	both.Go(func() { c.carry(l.way[up], client, c.server) })
	both.Go(func() { c.carry(l.way[down], c.server, client) })
	both.Wait()
	c.close()
}

func (l *Line) add(c *conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done.Err() != nil || l.mode == Refuse {
		l.cuts.Add(1)
		c.reset()
		return false
	}
	l.conns[c] = true
	return true
}

func (l *Line) remove(c *conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.conns, c)
}
