package stranger_test

import (
	"context"
	"net"
	"sync"
	"testing"
)

// line is a TCP proxy that breaks, or stands still, once so many bytes have passed.
type line struct {
	target   string
	listener net.Listener

	mu    sync.Mutex
	left  [2]int64 // bytes that may still pass, up and down
	past  [2]int64 // bytes that have passed since it was set
	still chan struct{}
	conns map[net.Conn]bool
}

const (
	up       = 0
	down     = 1
	anything = int64(1) << 60
)

func newLine(t *testing.T, target string) *line {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{target: target, listener: listener, conns: map[net.Conn]bool{}}
	l.mend()
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			wait.Go(func() { l.serve(c) })
		}
	})
	t.Cleanup(func() { _ = listener.Close(); l.mend(); wait.Wait() })
	return l
}

// set lets so many bytes pass from now on, and breaks what is open.
func (l *line) set(left [2]int64, still chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.left, l.past, l.still = left, [2]int64{}, still
	for c := range l.conns {
		_ = c.Close()
	}
}

func (l *line) mend()                   { l.set([2]int64{anything, anything}, nil) }
func (l *line) cutAfter(up, down int64) { l.set([2]int64{up, down}, nil) }

// stillAfter stands still after so many bytes and does not break; then the channel is closed.
func (l *line) stillAfter(up, down int64) <-chan struct{} {
	still := make(chan struct{})
	l.set([2]int64{up, down}, still)
	return still
}

func (l *line) passed(way int) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.past[way]
}

func (l *line) serve(client net.Conn) {
	server, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", l.target)
	if err != nil {
		_ = client.Close()
		return
	}
	l.mu.Lock()
	l.conns[client], l.conns[server] = true, true
	l.mu.Unlock()
	var wait sync.WaitGroup
	wait.Go(func() { l.carry(up, client, server) })
	wait.Go(func() { l.carry(down, server, client) })
	wait.Wait()
	l.mu.Lock()
	delete(l.conns, client)
	delete(l.conns, server)
	l.mu.Unlock()
}

// carry ends when either side does; then both are closed.
func (l *line) carry(way int, from, to net.Conn) {
	defer func() { _, _ = from.Close(), to.Close() }()
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		pass, still := l.allow(way, n)
		if _, e := to.Write(buf[:pass]); e != nil {
			return
		}
		if pass < n {
			if still == nil {
				return
			}
			for err == nil { // until set breaks it
				_, err = from.Read(buf)
			}
		}
		if err != nil {
			return
		}
	}
}

func (l *line) allow(way, n int) (pass int, still chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	pass = int(max(0, min(int64(n), l.left[way])))
	l.left[way] -= int64(pass)
	l.past[way] += int64(pass)
	if pass < n && l.still != nil {
		if still = l.still; l.left[way] >= 0 {
			l.left[way] = -1 << 40 // told once
			close(still)
		}
	}
	return pass, still
}
