// Package journey plays the whole of Rantau with real processes: a server, and
// desktop programs in profiles of their own, in real windows, over lines that
// are cut and mended. It is a test, and what `make run` shows where there is no
// display.
package journey

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Options say what to play with.
type Options struct {
	Rantau string // the desktop program
	Server string // the server's program
	Work   string // an empty folder for profiles and the server
	Shots  string // where pictures go; "" for none
	// Course is the folder of real course material; where there is none, made-up
	// material of the same nature is used.
	Course string
	// Env is added to the environment of the windows.
	Env []string
	// Say hears what is done, sentence by sentence.
	Say func(sentence string)
}

// play is a journey under way.
type play struct {
	Options
	ctx     context.Context
	began   time.Time
	server  *server
	windows []*window
	endings []func()
	screens int
	shots   int
	course  course
}

// broken is what a step panics with: it keeps the steps readable as a script.
type broken struct{ err error }

func (p *play) fail(format string, args ...any) { panic(broken{fmt.Errorf(format, args...)}) }

func (p *play) must(err error, doing string) {
	if err != nil {
		p.fail("%s: %w", doing, err)
	}
}

func (p *play) say(format string, args ...any) {
	p.Say(fmt.Sprintf("%5.1f s  ", time.Since(p.began).Seconds()) + fmt.Sprintf(format, args...))
}

// atEnd runs f when the play is over, the last one first.
func (p *play) atEnd(f func()) { p.endings = append(p.endings, f) }

// stage sets up a display, a server with the sample campus and the material,
// and plays what is asked on it.
func stage(ctx context.Context, o Options, acts ...func(*play)) (err error) {
	if o.Shots != "" {
		if err := os.MkdirAll(o.Shots, 0o755); err != nil {
			return err
		}
	}
	p := &play{Options: o, ctx: ctx, began: time.Now()}
	if p.Say == nil {
		p.Say = func(string) {}
	}
	defer func() {
		for i := len(p.endings) - 1; i >= 0; i-- {
			p.endings[i]()
		}
	}()
	return p.try(func() {
		p.startServer()
		p.course = p.material()
		for _, act := range acts {
			act(p)
		}
	})
}

// try plays steps until one of them breaks, and says which.
func (p *play) try(steps func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case broken:
			p.pictureAll("failed")
			err = fmt.Errorf("%w%s", r.err, p.server.lastWords())
		default:
			panic(r)
		}
	}()
	steps()
	return nil
}

// Run plays the journey of a teacher, a student and somebody else.
func Run(ctx context.Context, o Options) error {
	return stage(ctx, o, (*play).journey)
}

// folder makes a folder to work in.
func (p *play) folder(name string) string {
	dir := filepath.Join(p.Work, name)
	p.must(os.MkdirAll(dir, 0o700), "make a folder")
	return dir
}

// tail is the end of a text.
func tail(s string, n int) string {
	if s = strings.TrimSpace(s); len(s) > n {
		s = "…" + s[len(s)-n:]
	}
	return s
}
