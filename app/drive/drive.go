// Package drive plays a window by command, as a person would: it finds things by
// the words that are seen and hands the window what a mouse and a keyboard
// would. Tests of the whole program drive it over standard input; it opens no
// port. docs/design-app.md lists the commands.
package drive

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

// Seat is the place from which a window is driven.
type Seat struct {
	Window fyne.Window
	// Main runs a function on the goroutine that draws.
	Main func(func())
	// File answers the next question for a file in place of the person.
	File func(path string)
	// Quit ends the program.
	Quit func()
}

const (
	patience = 6 * time.Second        // for what a command needs to come in sight
	look     = 8 * time.Millisecond   // between two looks
	stuck    = 30 * time.Second       // a window that answers nothing for so long hangs
	settle   = 120 * time.Millisecond // a frame is drawn, and what faded in is there
	longest  = 4 << 20                // of a command: whole lessons are pasted
)

// Play reads commands, one a line, and answers each with a line that begins
// with "ok" or "error". When there are no more, the program ends: whoever drove
// it is gone.
func Play(s Seat, in io.Reader, out io.Writer) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longest)
	for lines.Scan() {
		words, err := split(lines.Text())
		answer := ""
		if err == nil && len(words) > 0 {
			start := time.Now()
			if answer, err = s.do(words[0], words[1:]); answer == "" {
				answer = fmt.Sprintf("%d ms", time.Since(start).Milliseconds())
			}
		}
		if err != nil {
			fmt.Fprintf(out, "error: %s\n", oneLine(err.Error()))
			continue
		}
		fmt.Fprintf(out, "ok %s\n", oneLine(answer))
	}
	s.Main(s.Quit)
}

func oneLine(s string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(s) }

// split takes a command apart: bare words, and strings as JSON writes them.
func split(line string) ([]string, error) {
	var words []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] == '"' {
			d := json.NewDecoder(strings.NewReader(line))
			var word string
			if err := d.Decode(&word); err != nil {
				return nil, fmt.Errorf("read the command: %w", err)
			}
			words, line = append(words, word), line[d.InputOffset():]
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		words, line = append(words, word), rest
	}
	return words, nil
}

// onMain runs f on the goroutine that draws and waits for it.
func (s Seat) onMain(f func()) error {
	done := make(chan struct{})
	s.Main(func() {
		defer close(done)
		f()
	})
	select {
	case <-done:
		return nil
	case <-time.After(stuck):
		return fmt.Errorf("the window has not answered for %v", stuck)
	}
}

// until looks again and again, on the goroutine that draws, until try finds
// nothing to complain of.
func (s Seat) until(limit time.Duration, try func() error) error {
	for end := time.Now().Add(limit); ; time.Sleep(look) {
		var err error
		if hung := s.onMain(func() { err = try() }); hung != nil {
			return hung
		}
		if err == nil || time.Now().After(end) {
			return err
		}
	}
}
