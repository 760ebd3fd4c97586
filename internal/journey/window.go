package journey

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// window is a desktop program that runs, and the hand on it.
type window struct {
	play  *play
	name  string
	on    display
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	log   string
	ended chan struct{} // closed when the process is gone
	err   error
}

// desk is a profile: one person's program on one computer, and their line.
type desk struct {
	play    *play
	name    string
	display display
	line    *line
	*window
}

func (p *play) desk(name string) *desk {
	return &desk{play: p, name: name, display: p.newDisplay(), line: p.newLine()}
}

// start opens the desk's window.
func (d *desk) start() {
	d.window = d.play.open(d.name, d.display, d.line.URL())
	d.do("absent", "Opening your copy", "60")
}

// open starts a desktop program.
func (p *play) open(name string, on display, address string) *window {
	w := &window{play: p, name: name, on: on, ended: make(chan struct{}), log: filepath.Join(p.folder("log"), name+".txt")}
	w.cmd = exec.CommandContext(p.ctx, p.Rantau, "-drive", "-data", p.Work, "-profile", name, "-server", address)
	w.cmd.Env = p.environment(on.name, p.folder(filepath.Join("home", name)))
	var err error
	w.in, err = w.cmd.StdinPipe()
	p.must(err, "reach the window's input")
	out, err := w.cmd.StdoutPipe()
	p.must(err, "reach the window's output")
	w.out = bufio.NewReaderSize(out, 1<<20)
	errors, err := os.OpenFile(w.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	p.must(err, "keep what the window complains of")
	w.cmd.Stderr = errors
	p.must(w.cmd.Start(), "start the desktop program")
	go func() {
		w.err = w.cmd.Wait()
		_ = errors.Close()
		close(w.ended)
	}()
	p.windows = append(p.windows, w)
	p.atEnd(w.kill)
	return w
}

func (w *window) alive() bool {
	select {
	case <-w.ended:
		return false
	default:
		return true
	}
}

// ask plays one command and gives the answer.
func (w *window) ask(command string, args ...string) (string, error) {
	line := command
	for _, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			return "", err
		}
		line += " " + string(b)
	}
	if _, err := io.WriteString(w.in, line+"\n"); err != nil {
		return "", w.gone(line)
	}
	for {
		answer, err := w.out.ReadString('\n')
		if err != nil {
			return "", w.gone(line)
		}
		answer = strings.TrimSpace(answer)
		if rest, ok := strings.CutPrefix(answer, "ok"); ok {
			return strings.TrimSpace(rest), nil
		}
		if rest, ok := strings.CutPrefix(answer, "error: "); ok {
			return "", errors.New(rest)
		}
	}
}

func (w *window) gone(line string) error {
	said, _ := os.ReadFile(w.log)
	return fmt.Errorf("the program ended during %.60q: %s", line, tail(string(said), 3000))
}

// do is ask for a step that has to go well.
func (w *window) do(command string, args ...string) string {
	answer, err := w.ask(command, args...)
	if err != nil {
		w.play.fail("%s: %s %.80q: %w", w.name, command, args, err)
	}
	return answer
}

func (w *window) tap(text string)           { w.do("tap", text) }
func (w *window) tapNth(text string, n int) { w.do("tap", text, strconv.Itoa(n)) }
func (w *window) typed(field, s string)     { w.do("type", field, s) }
func (w *window) pasted(field, s string)    { w.do("paste", field, s) }
func (w *window) key(keys string)           { w.do("key", keys) }
func (w *window) wait(text string)          { w.do("wait", text, "20") }
func (w *window) absent(text string)        { w.do("absent", text, "5") }
func (w *window) waitLong(text string)      { w.do("wait", text, "60") }
func (w *window) file(path string)          { w.do("file", path) }
func (w *window) sees(text string) bool     { _, err := w.ask("wait", text, "0"); return err == nil }

// quit closes the window as its menu does, and waits for the process.
func (w *window) quit() {
	w.do("quit")
	w.over()
}

// terminate ends it as a system does that shuts down.
func (w *window) terminate() {
	if runtime.GOOS == "windows" { // which has no such signal
		w.quit()
		return
	}
	w.play.must(w.cmd.Process.Signal(syscall.SIGTERM), "send SIGTERM")
	w.over()
}

func (w *window) over() {
	select {
	case <-w.ended:
		if w.err != nil {
			w.play.fail("%s did not end well: %w: %s", w.name, w.err, w.said())
		}
	case <-time.After(30 * time.Second):
		if runtime.GOOS != "windows" { // where every goroutine stands
			_ = w.cmd.Process.Signal(syscall.SIGQUIT)
			<-w.ended
		}
		w.play.fail("%s does not end: %s", w.name, w.said())
	}
}

// said is what the program complained of, its first words and its last.
func (w *window) said() string {
	b, _ := os.ReadFile(w.log)
	if s := string(b); len(s) > 30000 {
		return s[:15000] + "\n…\n" + s[len(s)-15000:]
	}
	return string(b)
}

// kill is kill -9.
func (w *window) kill() {
	_ = w.cmd.Process.Kill()
	<-w.ended
}
