package slowline

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"net"
	"sync"
	"testing"
	"time"
)

// echo is a server that sends back what it gets, and counts it.
func echo(t *testing.T) string {
	t.Helper()
	return serve(t, func(c net.Conn) { _, _ = io.Copy(c, c) })
}

// sink takes everything, and answers one byte when the client has ended.
func sink(t *testing.T) string {
	t.Helper()
	return serve(t, func(c net.Conn) {
		_, _ = io.Copy(io.Discard, c)
		_, _ = c.Write([]byte{1})
	})
}

func serve(t *testing.T, talk func(net.Conn)) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				talk(c)
			}()
		}
	}()
	return l.Addr().String()
}

func line(t *testing.T, target string, o Options) *Line {
	t.Helper()
	l, err := New(target, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func dial(t *testing.T, l *Line) *net.TCPConn {
	t.Helper()
	c, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", l.Addr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c.(*net.TCPConn)
}

func send(t *testing.T, c net.Conn, b []byte) {
	t.Helper()
	if _, err := c.Write(b); err != nil {
		t.Fatal(err)
	}
}

// eventually waits for what another goroutine will make true.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

func TestBytesArriveInOrderAndAreCounted(t *testing.T) {
	for _, o := range []Options{{}, {RTT: 20 * time.Millisecond}, {Up: 20e6, Down: 20e6}} {
		l := line(t, echo(t), o)
		want := make([]byte, 300_001)
		for i := range want {
			want[i] = byte(i * i >> 8)
		}
		var wait sync.WaitGroup
		for range 3 {
			c := dial(t, l)
			wait.Go(func() {
				_, _ = c.Write(want)
				_ = c.CloseWrite()
			})
			wait.Go(func() {
				got, err := io.ReadAll(c)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("%+v: got %d bytes, %v", o, len(got), err)
				}
			})
		}
		wait.Wait()
		n := l.Counts()
		if n.Up != 3*int64(len(want)) || n.Down != n.Up || n.Connections != 3 || n.Cuts != 0 {
			t.Errorf("%+v: %+v", o, n)
		}
		eventually(t, "all are closed", func() bool { return l.Counts().Open == 0 })
	}
}

// A slot on the line follows the one before, whenever we come to ask for it.
func TestRateFollowsFromTheBytesAlone(t *testing.T) {
	w := newWay(128_000)
	first := w.reserve(1000)
	var last time.Time
	for range 160 {
		last = w.reserve(100)
	}
	if d := last.Sub(first); d < 999*time.Millisecond || d > 1001*time.Millisecond {
		t.Errorf("16,000 bytes at 128 kbit/s take %v", d)
	}
}

// within tries a few times, for a computer that does other things meanwhile is
// late. It is never early: that fails at once.
func within(t *testing.T, percent float64, want time.Duration, measure func() time.Duration) {
	t.Helper()
	var got time.Duration
	for range 5 {
		got = measure()
		off := 100 * (float64(got)/float64(want) - 1)
		if off < -percent {
			t.Fatalf("took %v, less than %v", got, want)
		}
		if math.Abs(off) <= percent {
			return
		}
	}
	t.Errorf("took %v, want %v", got, want)
}

func TestRateAndRoundTripOverARealConnection(t *testing.T) {
	const size = 16_000 // a second at 128 kbit/s
	t.Run("up", func(t *testing.T) {
		l := line(t, sink(t), Options{Up: 128_000})
		within(t, 2, time.Second, func() time.Duration {
			c, start := dial(t, l), time.Now()
			send(t, c, make([]byte, size))
			_ = c.CloseWrite()
			_, _ = io.ReadAll(c)
			return time.Since(start)
		})
	})
	t.Run("down", func(t *testing.T) {
		l := line(t, serve(t, func(c net.Conn) { _, _ = c.Write(make([]byte, size)) }), Options{Down: 128_000})
		within(t, 2, time.Second, func() time.Duration {
			c, start := dial(t, l), time.Now()
			if b, err := io.ReadAll(c); len(b) != size || err != nil {
				t.Fatalf("got %d bytes, %v", len(b), err)
			}
			return time.Since(start)
		})
	})
	t.Run("shared by two", func(t *testing.T) {
		l := line(t, sink(t), Options{Up: 256_000})
		within(t, 4, time.Second, func() time.Duration {
			start := time.Now()
			var wait sync.WaitGroup
			for range 2 {
				c := dial(t, l)
				wait.Go(func() {
					_, _ = c.Write(make([]byte, size))
					_ = c.CloseWrite()
					_, _ = io.ReadAll(c)
				})
			}
			wait.Wait()
			return time.Since(start)
		})
	})
	t.Run("round trip", func(t *testing.T) {
		l := line(t, echo(t), Options{RTT: 300 * time.Millisecond})
		c := dial(t, l)
		turn := func() time.Duration {
			start := time.Now()
			send(t, c, []byte("x"))
			if _, err := io.ReadFull(c, make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
			return time.Since(start)
		}
		if first := turn(); first < 590*time.Millisecond {
			t.Errorf("the first turn takes two round trips, not %v", first)
		}
		within(t, 5, 300*time.Millisecond, turn)
	})
}

func TestCutAfterBytes(t *testing.T) {
	l := line(t, echo(t), Options{})
	l.CutDownAfter(1000)
	c := dial(t, l)
	send(t, c, make([]byte, 5000))
	got, err := io.ReadAll(c)
	if len(got) != 1000 || err == nil {
		t.Errorf("down: got %d bytes, %v", len(got), err)
	}
	l.CutUpAfter(10)
	c, other := dial(t, l), dial(t, l)
	send(t, c, make([]byte, 50))
	if _, err := io.ReadAll(c); err == nil {
		t.Error("up: the line was not cut")
	}
	if _, err := io.ReadAll(other); err == nil {
		t.Error("a cut breaks every connection")
	}
	if n := l.Counts(); n.Up != 5010 || n.Down < 1000 || n.Down > 1010 {
		t.Errorf("%+v", n)
	}
	c = dial(t, l) // a cut happens once
	send(t, c, make([]byte, 5000))
	if _, err := io.ReadFull(c, make([]byte, 5000)); err != nil {
		t.Error(err)
	}
}

// refused tells whether a new connection is broken, at once or soon.
func refused(l *Line) bool {
	c, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", l.Addr())
	if err != nil {
		return true
	}
	defer c.Close()
	_, err = c.Read(make([]byte, 1))
	return err != nil
}

func TestRefuse(t *testing.T) {
	l := line(t, echo(t), Options{})
	before := dial(t, l)
	send(t, before, []byte("x"))
	if _, err := io.ReadFull(before, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	l.SetMode(Refuse)
	if _, err := before.Read(make([]byte, 1)); err == nil {
		t.Error("the old connection was not broken")
	}
	if !refused(l) {
		t.Error("a new connection was not broken")
	}
	l.SetMode(Open)
	c := dial(t, l)
	send(t, c, []byte("x"))
	if _, err := io.ReadFull(c, make([]byte, 1)); err != nil {
		t.Error(err)
	}
}

func TestBlackhole(t *testing.T) {
	l := line(t, echo(t), Options{})
	l.SetMode(Blackhole)
	c := dial(t, l)
	send(t, c, []byte("hello"))
	_ = c.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	var late net.Error
	if _, err := c.Read(make([]byte, 1)); !errors.As(err, &late) || !late.Timeout() {
		t.Fatalf("got %v", err)
	}
	if n := l.Counts(); n.Up != 0 || n.Open != 1 {
		t.Errorf("%+v", n)
	}
	l.SetMode(Open)
	_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
	b := make([]byte, 5)
	if _, err := io.ReadFull(c, b); err != nil || string(b) != "hello" {
		t.Errorf("after it: %q, %v", b, err)
	}
}

func TestCloseEndsEverything(t *testing.T) {
	for _, m := range []Mode{Open, Blackhole} {
		l, err := New(echo(t), Options{RTT: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		l.SetMode(m)
		c := dial(t, l)
		eventually(t, "it is taken", func() bool { return l.Counts().Open == 1 })
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if _, err := c.Read(make([]byte, 1)); err == nil {
			t.Error("the connection outlives the line")
		}
	}
	// A server that is not there.
	l := line(t, "127.0.0.1:1", Options{})
	if !refused(l) {
		t.Error("nobody answered, and no error")
	}
}
