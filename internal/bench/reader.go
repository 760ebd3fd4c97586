package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/reader"
	"rantau/app/theme"
	"rantau/app/widget"
	"rantau/campus"
	"rantau/storage"
	"rantau/sync/server"
)

// bookPages is how many pages the generated book has.
const bookPages = 1000

// dots is in how many dots an inch a page of A4 is shown in the window here: 125 % of 96,
// the widest that "fit width" makes it.
const dots = 120

// desk is a document that is open in a window of Fyne's test driver: all that the program
// does but to bring the frame to the glass.
type desk struct {
	campus *apptest.Campus
	window fyne.Window
	screen *reader.Screen
	end    func()
}

func sitDown(dir, path string) (*desk, campus.Record, error) {
	a := test.NewApp()
	a.Settings().SetTheme(theme.New(theme.Look{Text: theme.Normal}))
	d := &desk{campus: apptest.NewCampus(dir, "teacher"), window: a.NewWindow("")}
	d.window.Resize(fyne.NewSize(1366, 768))
	env := d.campus.Env(d.window)
	d.end = func() {
		if d.screen != nil {
			d.screen.Close()
		}
		env.Close()
		d.window.Close()
		a.Quit()
	}
	doc, err := d.campus.Files.Add(context.Background(), path)
	if err != nil {
		d.end()
		return nil, campus.Record{}, err
	}
	doc.Stored = doc.Manifest
	r := d.campus.Replica.Add(d.campus.Commons, d.campus.Siti, "document", campus.NewID(), &doc)
	d.screen = reader.New(env, r, nil, func() {})
	d.window.SetContent(d.screen.Content())
	d.screen.Shown()
	return d, r, d.drawn()
}

// again opens a document anew, and tells how long it takes until its first page is drawn; ready:
// with a worker that was started when the list of documents was opened, as in the program.
func (d *desk) again(r campus.Record, ready bool) (float64, error) {
	d.screen.Close()
	d.settle()
	if reader.Rest(); ready {
		reader.Ready()
		time.Sleep(200 * time.Millisecond) // it has started, which Ready does not wait for
	}
	runtime.GC()
	began := time.Now()
	d.screen = reader.New(d.screen.Env(), r, nil, func() {})
	d.window.SetContent(d.screen.Content())
	d.screen.Shown()
	err := d.drawn()
	return ms(began), err
}

// drawn waits until all in sight is drawn.
func (d *desk) drawn() error {
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(100 * time.Microsecond) {
		d.campus.Queue.Drain()
		if d.screen.Dots() > 0 && !d.screen.Drawing() {
			return nil
		}
		if time.Now().After(end) {
			return errors.New("the page was not drawn")
		}
	}
}

func (d *desk) settle() { d.campus.Queue.Settle(d.screen.Env()) }

// jump goes to a page, from 1, as somebody does who types its number.
func (d *desk) jump(page int) (float64, error) {
	d.settle()
	field := seek(d.window.Canvas().Content(), func(e *widget.Entry) bool { _, err := strconv.Atoi(e.Text); return err == nil })
	if field == nil {
		return 0, errors.New("there is no field for a page")
	}
	began := time.Now()
	field.SetText(fmt.Sprint(page))
	field.OnSend()
	err := d.drawn()
	return ms(began), err
}

// seek finds the first object of a kind for which something holds.
func seek[T fyne.CanvasObject](o fyne.CanvasObject, holds func(T) bool) (found T) {
	var none T
	if t, ok := o.(T); ok && o.Visible() && holds(t) {
		return t
	}
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, c := range inside {
		if f := seek(c, holds); any(f) != any(none) {
			return f
		}
	}
	return none
}

// mutool draws a page, from 1, into nothing, and tells how long that took.
func mutool(ctx context.Context, args ...string) (float64, error) {
	began := time.Now()
	err := exec.CommandContext(ctx, "mutool", append([]string{"draw", "-q", "-o", "/dev/null"}, args...)...).Run()
	return ms(began), err
}

// pagesDrawn measures the first page and pages after a jump, each beside mutool.
func pagesDrawn(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	book := filepath.Join(dir, "book.pdf")
	if err := os.WriteFile(book, paper(bookPages, 1), 0o600); err != nil {
		return "", err
	}
	var out []string
	for _, f := range append([]string{book}, slides()...) {
		got, err := drawnBeside(ctx, dir, f)
		if err != nil {
			return "", fmt.Errorf("%s: %w", filepath.Base(f), err)
		}
		out = append(out, got)
	}
	return strings.Join(out, "; "), nil
}

func drawnBeside(ctx context.Context, dir, path string) (string, error) {
	d, r, err := sitDown(dir, path)
	if err != nil {
		return "", err
	}
	defer d.end()
	name := strings.TrimSuffix(filepath.Base(path), ".pdf")
	dpi := dots
	leaps := []int{500, 20, 700, 333, 912, 71, 850, 404, 611}
	if name != "book" { // slides are as wide as the window
		dpi, leaps = 0, []int{5, 9} // each beyond what was drawn ahead
	}
	_, err = exec.LookPath("mutool")
	beside := err == nil
	var first, cold, jumps, theirs, theirJumps []float64
	for range 9 {
		took, err := d.again(r, false)
		if err != nil {
			return "", err
		}
		cold = append(cold, took)
		if took, err = d.again(r, true); err != nil {
			return "", err
		}
		first = append(first, took)
		if beside {
			if took, err = mutool(ctx, "-F", "pnm", "-r", fmt.Sprint(d.dpi(dpi)), path, "1"); err != nil {
				return "", err
			}
			theirs = append(theirs, took)
		}
	}
	for _, page := range leaps {
		var took float64
		if took, err = d.jump(page); err != nil {
			return "", err
		}
		jumps = append(jumps, took)
		if beside {
			if took, err = mutool(ctx, "-F", "pnm", "-r", fmt.Sprint(d.dpi(dpi)), path, fmt.Sprint(page)); err != nil {
				return "", err
			}
			theirJumps = append(theirJumps, took)
		}
	}
	a, b := slices.Min(first), slices.Min(jumps) // what else runs here only ever adds
	if !beside {
		return fmt.Sprintf("%s: the first page %.0f ms (%.0f where no worker was ready), after a jump %.0f ms (mutool is not here: mupdf-tools)", name, a, slices.Min(cold), b), nil
	}
	m, n := slices.Min(theirs), slices.Min(theirJumps)
	return fmt.Sprintf("%s: the first page %.0f ms, mutool %.0f: %.2f × (%.0f ms where no worker was ready: %.2f ×); after a jump %.0f ms, mutool %.0f: %.2f ×", name, a, m, a/m, slices.Min(cold), slices.Min(cold)/m, b, n, b/n), nil
}

// dpi is at how many dots an inch the first page is shown, when that is not said.
func (d *desk) dpi(said int) int {
	if said > 0 {
		return said
	}
	return d.screen.Dots()
}

// readThrough scrolls through the book, a notch of the wheel at a time, and looks at each
// page that is near already.
func readThrough(context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	book := filepath.Join(dir, "book.pdf")
	if err := os.WriteFile(book, paper(bookPages, 1), 0o600); err != nil {
		return "", err
	}
	d, _, err := sitDown(dir, book)
	if err != nil {
		return "", err
	}
	defer d.end()
	d.settle()
	scroll := seek(d.window.Canvas().Content(), func(s *container.Scroll) bool { return s.Content.MinSize().Height > 100_000 })
	if scroll == nil {
		return "", errors.New("there are no pages to scroll")
	}
	var near, steps []float64
	late := 0
	before, most := resident(os.Getpid()), 0.0
	for i := 0; scroll.Offset.Y+scroll.Size().Height < scroll.Content.MinSize().Height-1; i++ {
		if i%4 == 0 { // at rest, so that what is ahead is drawn: then the next page comes in sight
			d.settle()
		}
		began := time.Now()
		at := scroll.Offset.Y
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -280)})
		took := ms(began)
		if scroll.Offset.Y <= at {
			break
		}
		steps = append(steps, took)
		if i%4 == 0 {
			if !d.screen.Drawing() {
				near = append(near, took)
			} else {
				late++
			}
		}
		d.campus.Queue.Drain()
		most = max(most, resident(os.Getpid()))
	}
	return fmt.Sprintf("%d steps: at most %.1f ms, 95 of 100 under %.2f; a page near: at most %.1f ms, median %.2f (%d of %d drawn already); %.0f MB more than before, the limit of drawn pages is %d MB",
		len(steps), quantile(steps, 1), quantile(steps, 0.95), quantile(near, 1), quantile(near, 0.5), len(near), len(near)+late, most-before, reader.DrawnLimit>>20), nil
}

// readInWindow scrolls through the book in a real window on a virtual display: how long
// a frame takes with Fyne's painter, and how much memory the program and the worker have.
func readInWindow(ctx context.Context) (string, error) {
	b, err := newBed(ctx)
	if err != nil {
		return "", err
	}
	defer b.close()
	data := filepath.Join(b.dir, "data")
	if err := b.profile(ctx, data, 10); err != nil {
		return "", err
	}
	if err := b.layBook(ctx, data); err != nil {
		return "", err
	}
	binary := filepath.Join(b.dir, "rantau")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "rantau").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	display, end, err := virtual(ctx)
	if err != nil {
		return "", err
	}
	defer end()
	s, err := sit(ctx, display, binary, data)
	if err != nil {
		return "", err
	}
	defer s.quit()
	for _, c := range []string{`wait "Person 0" 60`, `tap Training`, `tap Bench`, `tap Documents`, `wait "book.pdf" 20`, `tap "book.pdf"`, `wait "of 1,000" 20`, `watch 3`} {
		if _, err := s.do(c); err != nil {
			return "", err
		}
	}
	pid := s.cmd.Process.Pid
	before, most, worker := resident(pid), 0.0, 0.0
	var slowest, usual float64
	look := func() { most, worker = max(most, resident(pid)), max(worker, resident(childOf(pid))) }
	for range 4 { // by the wheel for a while, then through all of it by the page, four times
		n, err := s.numbers(`rolled "" -600`)
		if err != nil {
			return "", err
		}
		slowest, usual = max(slowest, n[0]), max(usual, n[1])
		for i := range 850 {
			if _, err := s.do("key PageDown"); err != nil {
				return "", err
			}
			if time.Sleep(20 * time.Millisecond); i%10 == 0 {
				look()
			}
		}
	}
	seen, err := s.do("see")
	if err != nil {
		return "", err
	}
	if !strings.Contains(seen, "[1000]") {
		return "", fmt.Errorf("this is not the last page: %.200s", seen)
	}
	return fmt.Sprintf("at most %.0f ms, 95 of 100 under %.1f; %.0f MB before, at most %.0f MB: %.0f MB more, the limit of drawn pages is %d MB; the worker %.0f MB",
		slowest, usual, before, most, most-before, reader.DrawnLimit>>20, worker), nil
}

// layBook puts the book among the documents of the class, with its bytes in a profile's copy.
func (b *bed) layBook(ctx context.Context, data string) error {
	r, err := storage.Open(filepath.Join(data, "profiles", "default"), nil)
	if err != nil {
		return err
	}
	defer r.Close()
	book := paper(bookPages, 1)
	hash, _, err := r.Blobs().Add(ctx, bytes.NewReader(book))
	if err != nil {
		return err
	}
	return b.server.Import(ctx, server.Import{Author: b.people[0], Action: campus.Action{Space: b.class, Changes: []campus.Change{
		campus.Create(campus.NewID(), "document", &campus.Document{Name: "book.pdf", Size: int64(len(book)), Manifest: hash, Type: "application/pdf"})}}})
}

// childOf is a process that another one started, or 0.
func childOf(pid int) int {
	all, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, path := range all {
		b, _ := os.ReadFile(path)
		for _, f := range strings.Fields(string(b)) {
			if n, err := strconv.Atoi(f); err == nil {
				return n
			}
		}
	}
	return 0
}

func quantile(f []float64, q float64) float64 {
	if len(f) == 0 {
		return 0
	}
	median(f) // sorts
	return f[min(len(f)-1, int(q*float64(len(f))))]
}
