package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"rantau/campus"
	"rantau/storage"
	"rantau/sync/server"
)

// The two sizes at which everything is measured, so that growth is seen.
const (
	smallCopy = 3_000
	largeCopy = 300_000
)

// seated is a program in a window on a virtual display, that is told what to do.
type seated struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	lines *bufio.Scanner
}

func sit(ctx context.Context, display, binary, data string) (*seated, error) {
	c := exec.CommandContext(ctx, binary, "-data", data, "-drive")
	c.Env = append(os.Environ(), "DISPLAY="+display, "LANG=C.UTF-8")
	in, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s := &seated{cmd: c, in: in, lines: bufio.NewScanner(out)}
	s.lines.Buffer(nil, 1<<20)
	return s, c.Start()
}

// do gives a command and its answer.
func (s *seated) do(command string) (string, error) {
	if _, err := io.WriteString(s.in, command+"\n"); err != nil {
		return "", err
	}
	for s.lines.Scan() {
		if answer, ok := strings.CutPrefix(s.lines.Text(), "ok "); ok {
			return answer, nil
		}
		if why, failed := strings.CutPrefix(s.lines.Text(), "error: "); failed {
			return "", fmt.Errorf("%s: %.300s", command, why)
		}
	}
	return "", fmt.Errorf("%s: the window is gone", command)
}

// numbers gives a command and the numbers of its answer.
func (s *seated) numbers(command string) ([]float64, error) {
	answer, err := s.do(command)
	if err != nil {
		return nil, err
	}
	var out []float64
	for _, f := range strings.Fields(answer) {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: %q", command, answer)
		}
		out = append(out, n)
	}
	return out, nil
}

func (s *seated) quit() {
	_, _ = io.WriteString(s.in, "quit\n")
	_ = s.in.Close()
	_ = s.cmd.Wait()
}

// visits are the sections, and what is seen at the top of each.
var visits = []struct{ section, row string }{
	{"News", "article 0"}, {"Conversations", "The newest topic"}, {"Resources", "resource 000000.txt"},
	{"Training", "Bench"}, {"Groups", "Group 00"}, {"Collaborate", "request 0"}, {"Home", "Person 0"},
}

// rounds is how often each section is opened; the median is told. The first time is
// told apart: a section is made then.
const rounds = 7

// measured is what one size gave.
type measured struct {
	first, again map[string]float64
	rolled       []float64
	typed        float64
	page         []float64
	memory       float64
	unread       float64
}

// sections opens each section, scrolls, types into the search and takes a page in, with
// a small and with a large copy.
func sections(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "rantau")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "rantau").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	display, end, err := virtual(ctx)
	if err != nil {
		return "", err
	}
	defer end()
	var all [2]measured
	for i, n := range []int{smallCopy, largeCopy} {
		if all[i], err = sectionsOf(ctx, display, binary, n); err != nil {
			return "", fmt.Errorf("with %d records: %w", n, err)
		}
	}
	return told(all[0], all[1]), nil
}

func told(a, b measured) string {
	var out []string
	for _, v := range visits {
		out = append(out, fmt.Sprintf("%s %.0f ms (first %.0f), with 3,000 %.0f (%.0f)", v.section, b.again[v.section], b.first[v.section], a.again[v.section], a.first[v.section]))
	}
	out = append(out,
		fmt.Sprintf("scrolling a discussion: at most %.0f ms, 95 of 100 under %.1f; with 3,000 %.0f and %.1f", b.rolled[0], b.rolled[1], a.rolled[0], a.rolled[1]),
		fmt.Sprintf("first results of typing %.0f ms after the key; with 3,000 %.0f", b.typed, a.typed),
		fmt.Sprintf("1,000 records coming in: at most %.0f ms, 95 of 100 under %.1f; with 3,000 %.0f and %.1f", b.page[0], b.page[1], a.page[0], a.page[1]),
		fmt.Sprintf("unread counts of all threads, nothing read yet, %.1f ms; with 3,000 %.1f", b.unread, a.unread),
		fmt.Sprintf("%.0f MB resident, with 3,000 %.0f: %.2f ×", b.memory, a.memory, b.memory/a.memory))
	return strings.Join(out, "; ")
}

func sectionsOf(ctx context.Context, display, binary string, records int) (m measured, err error) {
	m.first, m.again = map[string]float64{}, map[string]float64{}
	l, err := newLarge(ctx, records)
	if err != nil {
		return m, err
	}
	defer l.close()
	data := filepath.Join(l.dir, "data")
	if err := l.copyInto(ctx, data, true); err != nil {
		return m, err
	}
	if m.unread, err = countedUnread(ctx, data); err != nil {
		return m, err
	}
	s, err := sit(ctx, display, binary, data)
	if err != nil {
		return m, err
	}
	defer s.quit()
	if _, err := s.do(`wait "Person 0" 60`); err != nil {
		return m, err
	}
	took := map[string][]float64{}
	for range rounds {
		for _, v := range visits {
			n, err := s.numbers(fmt.Sprintf("timed %q %q", v.section, v.row))
			if err != nil {
				return m, err
			}
			took[v.section] = append(took[v.section], n[0])
		}
	}
	for name, all := range took {
		m.first[name] = all[0]
		m.again[name] = median(all[1:])
	}
	if err := m.search(s); err != nil {
		return m, err
	}
	if err := m.scroll(s); err != nil {
		return m, err
	}
	if err := m.incoming(ctx, s, l); err != nil {
		return m, err
	}
	m.memory = resident(s.cmd.Process.Pid)
	return m, nil
}

// countedUnread tells how long it takes to count what was not read, where nothing was.
func countedUnread(ctx context.Context, data string) (float64, error) {
	r, err := storage.Open(filepath.Join(data, "profiles", "default"), nil)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	var took []float64
	for range rounds {
		began := time.Now()
		if _, err := r.Unread(ctx); err != nil {
			return 0, err
		}
		took = append(took, ms(began))
	}
	return median(took), nil
}

// search types a word into the search that finds many.
func (m *measured) search(s *seated) error {
	if _, err := s.do("key Ctrl+F"); err != nil {
		return err
	}
	if _, err := s.do(`focus "Find lessons"`); err != nil {
		return err
	}
	n, err := s.numbers(`typed sensor "sensor"`)
	if err == nil {
		m.typed = n[0]
	}
	return err
}

// scroll opens the discussion of the class in which most is said, and turns the wheel.
func (m *measured) scroll(s *seated) error {
	for _, c := range []string{`tap Training`, `tap Bench`, `tap Discussion`, `wait "Person 1" 20`} {
		if _, err := s.do(c); err != nil {
			return err
		}
	}
	// The discussion opens where something is new, or at its end: one of the ways leads
	// through it.
	m.rolled = []float64{0, 0}
	for _, way := range []string{"-150", "150", "-150"} {
		n, err := s.numbers(`rolled "" ` + way) // over what is in the middle
		if err != nil {
			return err
		}
		m.rolled[0], m.rolled[1] = max(m.rolled[0], n[0]), max(m.rolled[1], n[1])
	}
	return nil
}

// incoming has 1,000 records come while the discussion is in front.
func (m *measured) incoming(ctx context.Context, s *seated, l *large) error {
	said := texts(1000, textSize)
	for i, text := range said {
		c := l.classes[1+i%(spread-1)]
		l.pending = append(l.pending, server.Import{Author: l.people[1], Action: campus.Say(c, c, text)})
	}
	done := make(chan error, 1)
	go func() {
		time.Sleep(500 * time.Millisecond)
		done <- l.flush(ctx)
	}()
	n, err := s.numbers("watch 5")
	m.page = n
	if failed := <-done; err == nil {
		err = failed
	}
	return err
}
