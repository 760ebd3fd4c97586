package server_test

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// signIn tries from an address, over HTTP.
func signIn(t *testing.T, h http.Handler, from string, in protocol.SignIn) int {
	t.Helper()
	b, err := protocol.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/v1/signin", strings.NewReader(string(b)))
	r.RemoteAddr = from + ":1234"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

// TestNobodyLocksOutAnother: wrong tries count where they are made.
func TestNobodyLocksOutAnother(t *testing.T) {
	e := testenv.New(t, false, "siti")
	h := e.Server.Handler()
	key, _, _ := ed25519.GenerateKey(nil)
	right := protocol.SignIn{User: "siti", Password: testenv.Password, Key: key, Name: "home"}
	if got := signIn(t, h, "10.0.0.1", right); got != http.StatusOK {
		t.Fatal(got)
	}
	other, _, _ := ed25519.GenerateKey(nil)
	wrong := protocol.SignIn{User: "Siti", Password: "guess", Key: other}
	last := 0
	for range 12 {
		last = signIn(t, h, "10.0.0.2", wrong)
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the twelfth wrong try: %d", last)
	}
	wrong.Password = testenv.Password
	if got := signIn(t, h, "10.0.0.2", wrong); got != http.StatusTooManyRequests {
		t.Errorf("the right one after them: %d", got)
	}
	fresh := right
	fresh.Key, _, _ = ed25519.GenerateKey(nil)
	if got := signIn(t, h, "10.0.0.3", fresh); got != http.StatusOK {
		t.Errorf("from another place: %d", got)
	}
	if got := signIn(t, h, "10.0.0.2", right); got != http.StatusOK {
		t.Errorf("on a device that was here before, behind the same address: %d", got)
	}
	long := protocol.SignIn{User: strings.Repeat("s", 1000), Password: "x", Key: other}
	if got := signIn(t, h, "10.0.0.4", long); got != http.StatusUnauthorized {
		t.Errorf("a long name: %d", got)
	}
}

// TestDevicesHaveARate: nobody fills the table of devices.
func TestDevicesHaveARate(t *testing.T) {
	e := testenv.New(t, false, "siti")
	d := e.Device("siti")
	var err error
	for range 80 {
		key, _, _ := ed25519.GenerateKey(nil)
		if _, err = e.Server.NewDevice(context.Background(), d.Identity().Token, protocol.NewDevice{Key: key, Name: strings.Repeat("ก", 500) + "\xff"}); err != nil {
			break
		}
	}
	if campus.CodeOf(err) != protocol.TooMany {
		t.Errorf("eighty devices: %v", err)
	}
}

// TestCursorsHaveAnEnd: a table is as long as a person could have spaces.
func TestCursorsHaveAnEnd(t *testing.T) {
	e := testenv.New(t, false, "siti")
	d := e.Device("siti")
	table := map[campus.ID]string{}
	for range protocol.MaxCursors + 1 {
		table[campus.NewID()] = "m1.00000000"
	}
	err := e.Server.Sync(context.Background(), d.Identity().Token,
		protocol.Request{Version: protocol.Version, Digest: protocol.Digest(table), Cursors: table, Whole: true}, func(protocol.Item) error { return nil })
	if campus.CodeOf(err) != campus.TooLarge {
		t.Errorf("%d cursors: %v", len(table), err)
	}
}

// TestStrangeCursors: one that the server never gave is said to be so, for the
// device may hold what the server lacks.
func TestStrangeCursors(t *testing.T) {
	e := testenv.New(t, false, "teacher:siti")
	d := e.Device("siti")
	a := campus.NewClass(d.Me(), campus.Course{Title: "T"})
	d.Do(a)
	d.Sync()
	for _, c := range []string{"x", "m", "m1", "m0.00000000", "m9.00000000", "m1.00000000.5.9.9", "m-1.x"} {
		cursors := map[campus.ID]string{a.Space: c}
		back := false
		err := e.Server.Sync(context.Background(), d.Identity().Token,
			protocol.Request{Version: protocol.Version, Digest: protocol.Digest(cursors), Cursors: cursors, Whole: true}, func(i protocol.Item) error {
				back = back || i.Back != nil && i.Back.Space == a.Space
				return nil
			})
		if err != nil || !back {
			t.Errorf("%q: back %v, %v", c, back, err)
		}
	}
}

// TestWritingHasARate: a device that sends without end is asked for a pause, and
// what it sent stays in its outbox.
func TestWritingHasARate(t *testing.T) {
	e := testenv.NewWith(t, server.Options{}, false, "siti")
	d := e.Device("siti")
	var sets []protocol.SignedSet
	for i := range 4 {
		sets = append(sets, protocol.SignedSet{Bytes: fmt.Sprint(i, strings.Repeat(" ", 1<<20))})
	}
	start := time.Now()
	var err error
	for n := 0; n < 60 && campus.CodeOf(err) != protocol.TooMany; n++ {
		_, err = d.SendSigned(sets...)
	}
	if campus.CodeOf(err) != protocol.TooMany {
		t.Errorf("240 MB in %v: %v", time.Since(start), err)
	}
}
