package killed

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/protocol"
	"rantau/sync/rest"
)

var times = flag.Int("kill.times", 24, "how many processes are killed")

// scene is a server, a copy, and what was said to be saved.
type scene struct {
	t       *testing.T
	dir     string
	program string // the server's
	address string
	server  *exec.Cmd
	saved   map[int]bool
	next    int
	kills   map[string]int
}

// TestKilledAtAnyMoment kills the program and the server again and again, and then asks the
// server what it has.
func TestKilledAtAnyMoment(t *testing.T) {
	s := &scene{t: t, dir: t.TempDir(), saved: map[int]bool{}, kills: map[string]int{}}
	s.begin()
	for range *times {
		s.round()
	}
	s.drain()
	s.check()
	t.Logf("killed: %v; %d actions were saved", s.kills, len(s.saved))
}

func (s *scene) must(err error, what string) {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("%s: %v", what, err)
	}
}

func (s *scene) begin() {
	s.program = filepath.Join(s.dir, "rantau-server")
	if runtime.GOOS == "windows" {
		s.program += ".exe"
	}
	out, err := exec.Command("go", "build", "-o", s.program, "rantau/cmd/rantau-server").CombinedOutput()
	s.must(err, string(out))
	out, err = exec.Command(s.program, "sample", "-data", filepath.Join(s.dir, "server")).CombinedOutput()
	s.must(err, string(out))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	s.must(err, "find a port")
	s.address = l.Addr().String()
	s.must(l.Close(), "leave the port")
	s.serve()
	s.t.Cleanup(func() { s.end(s.server) })
}

// serve starts the server; it has to answer without help.
func (s *scene) serve() {
	s.t.Helper()
	s.server = exec.Command(s.program, "serve", "-data", filepath.Join(s.dir, "server"), "-listen", s.address)
	s.must(s.server.Start(), "start the server")
	for range 400 {
		if c, err := net.Dial("tcp", s.address); err == nil {
			_ = c.Close()
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	s.t.Fatal("the server does not start again")
}

func (s *scene) end(c *exec.Cmd) {
	if c != nil && c.Process != nil {
		_ = c.Process.Kill()
		_ = c.Wait()
	}
}

// start runs the test's own program as the one that saves.
func (s *scene) start(as string) (*exec.Cmd, *bufio.Scanner) {
	s.t.Helper()
	self, err := os.Executable()
	s.must(err, "find oneself")
	c := exec.Command(self)
	c.Env = append(os.Environ(), asVar+"="+as, dirVar+"="+s.dir, serverVar+"=http://"+s.address, fmt.Sprintf("%s=%d", nextVar, s.next))
	out, err := c.StdoutPipe()
	s.must(err, "listen to it")
	c.Stderr = os.Stderr
	s.must(c.Start(), "start it")
	return c, bufio.NewScanner(out)
}

// round lets the program work for a moment, kills it or the server or both, and starts
// again what was killed.
func (s *scene) round() {
	s.t.Helper()
	c, lines := s.start("work")
	kill := make(chan string, 1)
	began := false
	for lines.Scan() {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch {
		case word == "ready" && !began:
			began = true
			what := []string{"program", "program", "server", "both"}[rand.IntN(4)]
			go func() {
				time.Sleep(rand.N(120 * time.Millisecond))
				if what != "program" {
					_ = s.server.Process.Kill()
				}
				if what == "server" { // the program goes on without it, for a while
					time.Sleep(rand.N(60 * time.Millisecond))
				}
				_ = c.Process.Kill()
				kill <- what
			}()
		case word == "saved":
			var n int
			if _, err := fmt.Sscan(rest, &n); err == nil {
				s.saved[n] = true
				s.next = max(s.next, n+1)
			}
		}
	}
	_ = c.Wait()
	if !began {
		s.t.Fatal("the program does not start again")
	}
	s.next++ // what was not said to be saved may have been
	what := <-kill
	s.kills[what]++
	if what != "program" {
		_ = s.server.Wait()
		s.serve()
	}
}

// drain lets all go that waits.
func (s *scene) drain() {
	s.t.Helper()
	c, lines := s.start("drain")
	stop := time.AfterFunc(3*time.Minute, func() { _ = c.Process.Kill() })
	defer stop.Stop()
	for lines.Scan() {
	}
	s.must(c.Wait(), "send what waits")
}

// check asks the server, as a student of the class would.
func (s *scene) check() {
	s.t.Helper()
	ctx := context.Background()
	svc, err := rest.New("http://" + s.address)
	s.must(err, "reach the server")
	r, err := storage.Open(filepath.Join(s.dir, "other"), time.Now)
	s.must(err, "open another copy")
	defer func() { _ = r.Close() }()
	s.must(sync.SignIn(ctx, r, svc, "other", "siti", "merantau"), "sign in")
	_, err = sync.Sync(ctx, r, svc, nil)
	s.must(err, "sync")
	class, err := classOf(ctx, r)
	s.must(err, "find the class")
	posts, err := r.Records(ctx, campus.Query{Space: class, Kind: "post"})
	s.must(err, "read the posts")
	count := map[string]int{}
	for _, p := range posts {
		count[campus.As[campus.Post](p).Text]++
	}
	docs, err := r.Records(ctx, campus.Query{Space: class, Kind: "document"})
	s.must(err, "read the documents")
	files := sync.NewFiles(r, svc, r.Blobs(), filepath.Join(s.dir, "otherfiles"))
	defer files.Stop()
	for n := range s.next {
		what := said(n)
		if n%9 == 5 {
			what = called(n)
			for _, d := range docs {
				if campus.As[campus.Document](d).Name == what {
					count[what]++
					s.same(ctx, files, d.ID, n)
				}
			}
		}
		switch {
		case count[what] > 1:
			s.t.Errorf("%q is there %d times", what, count[what])
		case count[what] == 0 && s.saved[n]:
			s.t.Errorf("%q was saved and is lost", what)
		}
	}
}

// same compares a file with what was in it.
func (s *scene) same(ctx context.Context, files *sync.Files, id campus.ID, n int) {
	s.t.Helper()
	path, err := files.Open(ctx, id, nil)
	for range 200 { // a device may ask 50 times a second
		if campus.CodeOf(err) != protocol.TooMany {
			break
		}
		time.Sleep(100 * time.Millisecond)
		path, err = files.Open(ctx, id, nil)
	}
	if err != nil {
		s.t.Errorf("%s does not open: %v", called(n), err)
		return
	}
	if b, err := os.ReadFile(path); err != nil || !bytes.Equal(b, content(n)) {
		s.t.Errorf("%s holds other bytes", called(n))
	}
}
