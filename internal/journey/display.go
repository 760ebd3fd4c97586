package journey

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// ErrNoDisplay is the answer where there is neither a display nor the means to
// make a virtual one.
var ErrNoDisplay = errors.New("there is no display, and Xvfb is not installed to make a virtual one")

// HasDisplay tells whether windows can be shown here.
func HasDisplay() bool {
	if runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" {
		return true
	}
	_, err := exec.LookPath("Xvfb")
	return err == nil
}

// display is where a window is.
type display struct {
	name   string
	memory string // the file of what is drawn, where the display is virtual
}

// newDisplay starts a virtual display for the length of the play, each desk its
// own: what one window covers of another cannot be drawn. -displayfd lets the X
// server find a free number. Without Xvfb the display that there is has to do.
func (p *play) newDisplay() display {
	if _, err := exec.LookPath("Xvfb"); err != nil {
		if !HasDisplay() {
			panic(broken{ErrNoDisplay})
		}
		return display{name: os.Getenv("DISPLAY")}
	}
	r, w, err := os.Pipe()
	p.must(err, "make a pipe")
	p.screens++
	drawn := p.folder(filepath.Join("screen", strconv.Itoa(p.screens)))
	x := exec.CommandContext(p.ctx, "Xvfb", "-displayfd", "3", "-screen", "0", "1280x720x24", "-fbdir", drawn, "-nolisten", "tcp", "-noreset")
	x.ExtraFiles = []*os.File{w}
	p.must(x.Start(), "start a virtual display")
	_ = w.Close()
	p.atEnd(func() {
		_ = x.Process.Kill()
		_ = x.Wait()
		_ = r.Close()
	})
	_ = r.SetReadDeadline(time.Now().Add(20 * time.Second))
	number, err := bufio.NewReader(r).ReadString('\n')
	p.must(err, "wait for the virtual display")
	return display{":" + strings.TrimSpace(number), filepath.Join(drawn, "Xvfb_screen0")}
}

// environment is what a window is started with: nothing of the person at the
// computer is read or written.
func (p *play) environment(display, home string) []string {
	env := []string{"DISPLAY=" + display, "HOME=" + home, "XDG_CONFIG_HOME=" + home}
	for _, e := range os.Environ() {
		switch name, _, _ := strings.Cut(e, "="); name {
		case "DISPLAY", "HOME", "XDG_CONFIG_HOME":
		case "WAYLAND_DISPLAY": // such a window would not be where the mouse of X looks for it
		default:
			env = append(env, e)
		}
	}
	return append(env, p.Env...)
}
