package reader

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// greedy is a document whose page, when its text is asked for, tries what a file that got
// hold of the worker would.
type greedy struct {
	drawer
	held error // what of the guard was not possible
}

func (g greedy) text(int) (string, error) {
	out := map[string]string{"guard": fmt.Sprint(g.held)}
	var list []string
	for name, try := range attempts {
		if err := try(); err != nil {
			out[name] = err.Error()
		} else {
			out[name] = "done"
		}
		list = append(list, name)
	}
	// And on every thread that there is by now.
	again := make(chan string)
	for range 20 {
		go func() {
			runtime.LockOSThread()
			for _, name := range list {
				if attempts[name]() == nil {
					out := name
					again <- out
					return
				}
			}
			again <- ""
		}()
	}
	for range 20 {
		if name := <-again; name != "" {
			out[name] = "done on another thread"
		}
	}
	b, err := json.Marshal(out)
	return string(b), err
}

var attempts = map[string]func() error{
	"read":    func() error { _, err := os.ReadFile("/etc/passwd"); return err },
	"write":   func() error { return os.WriteFile(filepath.Join(os.TempDir(), "rantau-greedy"), nil, 0o600) },
	"look":    func() error { _, err := os.Stat("/etc/passwd"); return err },
	"list":    func() error { _, err := os.ReadDir("/"); return err },
	"remove":  func() error { return noNoEnt(os.Remove("/nothing-there")) },
	"dial":    func() error { _, err := net.DialTimeout("tcp", "127.0.0.1:9", time.Second); return noRefused(err) },
	"udp":     func() error { _, err := net.Dial("udp", "127.0.0.1:9"); return err },
	"listen":  func() error { _, err := net.Listen("tcp", "127.0.0.1:0"); return err },
	"unix":    func() error { _, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0); return err },
	"netlink": func() error { _, err := syscall.Socket(syscall.AF_NETLINK, syscall.SOCK_RAW, 0); return err },
	"run":     func() error { return exec.Command("/bin/true").Run() },
	"become":  func() error { return noNoEnt(syscall.Exec("/nothing-there", nil, nil)) },
	"signal":  func() error { return syscall.Kill(os.Getppid(), 0) },
	"inherit": inherited,
	"copy":    func() error { _, err := syscall.Dup(1); return err },
}

// inherited looks for a descriptor that the program left open for its children.
func inherited() error {
	files := 0
	for fd := 3; fd < 300; fd++ {
		var s syscall.Stat_t
		if syscall.Fstat(fd, &s) != nil {
			continue
		}
		if s.Mode&syscall.S_IFMT == syscall.S_IFREG && s.Size > 100 {
			files++ // its own
		}
		if s.Mode&syscall.S_IFMT == syscall.S_IFSOCK || files > 1 {
			return nil
		}
	}
	return syscall.EPERM
}

// noNoEnt takes "there is none" as done: whether there is was nobody's to hear.
func noNoEnt(err error) error {
	if os.IsNotExist(err) {
		return nil
	}
	return err
}

func noRefused(err error) error {
	if err != nil && strings.Contains(err.Error(), "refused") {
		return nil
	}
	return err
}

// TestNothingButItsFile: the worker, whoever has hold of it, opens, connects and starts
// nothing, on no thread; and draws.
func TestNothingButItsFile(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what holds the worker elsewhere is said in package guard")
	}
	open, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0) // as a library opens the display
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(open)
	p, err := startProcess()
	if err != nil {
		t.Fatal(err)
	}
	defer p.kill()
	a, err := p.open(t.Context(), keepFile(t, "x.greedy", book(3)), "")
	if err != nil || a.Pages != 3 {
		t.Fatal(a, err)
	}
	text, err := p.ask(t.Context(), pagePatience, askText, pageAsk{1}, new(noHead))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err, string(text))
	}
	if held := got["guard"]; held != "<nil>" {
		if b, _ := os.ReadFile("/proc/self/status"); strings.Contains(string(b), "\nSeccomp:") {
			t.Error("it is not held: ", held)
		} else {
			t.Skip("this kernel holds nothing: ", held)
		}
	}
	for name := range attempts {
		if why := got[name]; !strings.Contains(why, "not permitted") {
			t.Errorf("%s: %s", name, why)
		}
	}
	var drawn renderAnswer
	if pix, err := p.ask(t.Context(), pagePatience, askRender, renderAsk{Page: 2, Scale: 1}, &drawn); err != nil || len(pix) != 4*595*842 {
		t.Error("it does not draw:", drawn, err)
	}
}

// TestNoWorkersOfWhoDoesNotAsk: a program that never asked whether it is a worker would start
// itself, and that one the next.
func TestNoWorkersOfWhoDoesNotAsk(t *testing.T) {
	answers.Store(false)
	defer answers.Store(true)
	if p, err := startProcess(); err == nil {
		p.kill()
		t.Error("it started itself")
	}
}
