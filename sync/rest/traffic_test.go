package rest

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// weighed counts what a server reads and writes.
type weighed struct {
	net.Listener
	read, wrote *atomic.Int64
}

func (l weighed) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return weighedConn{c, l}, nil
}

type weighedConn struct {
	net.Conn
	l weighed
}

func (c weighedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.l.read.Add(int64(n))
	return n, err
}

func (c weighedConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.l.wrote.Add(int64(n))
	return n, err
}

// TestTrafficIsWhatGoesOver: what the client says went is what the other end saw, heads
// and all.
func TestTrafficIsWhatGoesOver(t *testing.T) {
	var read, wrote atomic.Int64
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, `{"server":"01900000-0000-7000-8000-000000000001","name":"`+strings.Repeat("Rantau", 500)+`"}`)
	}))
	s.Listener = weighed{s.Listener, &read, &wrote}
	s.Start()
	defer s.Close()
	c, err := New(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := c.Hello(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) { // a write is counted behind it
		sent, received := c.Traffic()
		if sent == read.Load() && received == wrote.Load() && received > 9000 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("sent %d, the server read %d; received %d, it wrote %d", sent, read.Load(), received, wrote.Load())
		}
	}
}
