package main

import (
	"io"
	"net"
	gosync "sync"
	"sync/atomic"
)

// wire is a plain proxy that counts what really crosses it, headers included,
// and how often the direction turns: a round trip is a turn to the server.
type wire struct {
	line     net.Listener
	to       string
	up, down atomic.Int64
	turns    atomic.Int64
	lastUp   atomic.Bool
}

func newWire(to string) (*wire, error) {
	line, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	w := &wire{line: line, to: to}
	go func() {
		for {
			c, err := line.Accept()
			if err != nil {
				return
			}
			go w.serve(c)
		}
	}()
	return w, nil
}

func (w *wire) address() string { return w.line.Addr().String() }

func (w *wire) reset() {
	w.up.Store(0)
	w.down.Store(0)
	w.turns.Store(0)
	w.lastUp.Store(false)
}

func (w *wire) serve(c net.Conn) {
	s, err := net.Dial("tcp", w.to)
	if err != nil {
		_ = c.Close()
		return
	}
	var both gosync.WaitGroup
	both.Go(func() {
		w.copy(s, c, func(n int) {
			w.up.Add(int64(n))
			if !w.lastUp.Swap(true) {
				w.turns.Add(1)
			}
		})
	})
	both.Go(func() {
		w.copy(c, s, func(n int) { w.down.Add(int64(n)); w.lastUp.Store(false) })
	})
	both.Wait()
	_ = c.Close()
	_ = s.Close()
}

func (w *wire) copy(to, from net.Conn, count func(int)) {
	b := make([]byte, 64<<10)
	for {
		n, err := from.Read(b)
		if n > 0 {
			count(n)
			if _, err := to.Write(b[:n]); err != nil {
				break
			}
		}
		if err != nil {
			break
		}
	}
	if t, ok := to.(*net.TCPConn); ok {
		_ = t.CloseWrite()
	}
	_, _ = io.Copy(io.Discard, from)
}
