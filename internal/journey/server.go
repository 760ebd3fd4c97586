package journey

import (
	"bufio"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	_ "modernc.org/sqlite" // to look at the server's own file, past all of its code

	"rantau/assets/sample"
	"rantau/internal/slowline"
)

// server is the central server as a process.
type server struct {
	play    *play
	folder  string
	address string
	log     string
	db      *sql.DB // for looking only
}

// startServer fills a folder with the sample campus and serves it.
func (p *play) startServer() {
	s := &server{play: p, folder: filepath.Join(p.Work, "server"), log: filepath.Join(p.folder("log"), "server.txt")}
	p.server = s
	made, err := exec.CommandContext(p.ctx, p.Server, "sample", "-data", s.folder).CombinedOutput()
	if err != nil {
		p.fail("make the sample campus: %w: %s", err, tail(string(made), 1000))
	}
	cmd := exec.CommandContext(p.ctx, p.Server, "serve", "-data", s.folder, "-listen", "127.0.0.1:0")
	log, err := os.Create(s.log)
	p.must(err, "keep what the server says")
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	p.must(err, "reach the server's output")
	p.must(cmd.Start(), "start the server")
	p.atEnd(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		done := time.AfterFunc(15*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		done.Stop()
		_ = log.Close()
	})
	lines := bufio.NewReader(out)
	for s.address == "" {
		l, err := lines.ReadString('\n')
		p.must(err, "wait for the server"+s.lastWords())
		if at, ok := strings.CutPrefix(strings.TrimSpace(l), "listening on "); ok {
			s.address = at
		}
	}
	go func() { _, _ = io.Copy(log, lines) }()
	s.db, err = sql.Open("sqlite", "file:"+filepath.Join(s.folder, "server.db")+"?mode=ro&_pragma=busy_timeout(5000)")
	p.must(err, "look into the server's file")
	p.atEnd(func() { _ = s.db.Close() })
	p.say("A server answers on %s, with a sample campus in it.", s.address)
}

func (s *server) lastWords() string {
	if s == nil {
		return ""
	}
	said, _ := os.ReadFile(s.log)
	if len(said) == 0 {
		return ""
	}
	return fmt.Sprintf(" (the server says: %s)", tail(string(said), 1500))
}

// find gives the space and the record of a kind that holds a text, as soon as
// it is on the server.
func (s *server) find(kind, text string) (space, id string, ok bool) {
	err := s.db.QueryRowContext(s.play.ctx, `SELECT space, id FROM records WHERE kind = ? AND instr(body, ?) > 0 AND deleted = 0`,
		kind, text).Scan(&space, &id)
	return space, id, err == nil
}

// count counts the records of a kind that hold a text.
func (s *server) count(kind, text string) (n int) {
	s.play.must(s.db.QueryRowContext(s.play.ctx, `SELECT count(*) FROM records WHERE kind = ? AND instr(body, ?) > 0 AND deleted = 0`,
		kind, text).Scan(&n), "count on the server")
	return n
}

// line is the way of one desk to the server.
type line struct {
	*slowline.Line
	play *play
}

func (p *play) newLine() *line {
	l, err := slowline.New(p.server.address, slowline.Options{})
	p.must(err, "lay a line")
	p.atEnd(func() { _ = l.Close() })
	return &line{l, p}
}

func (l *line) cut()  { l.SetMode(slowline.Refuse) }
func (l *line) mend() { l.SetMode(slowline.Open) }

// signIn signs a person of the sample campus in through the form.
func (d *desk) signIn(user string) {
	d.start()
	d.wait("Sign in")
	d.picture("sign-in")
	d.typed("User name", user)
	d.typed("Password", sample.Password)
	d.key("Enter")
	d.waitLong("everything is on the server")
}
