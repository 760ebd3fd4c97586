package journey

import (
	"os"
	"os/exec"
	"strings"
	"time"
)

// mouse plays a little with a real mouse and a real keyboard, where xdotool is
// installed: that the window hears them is all that is to be seen. The rest of
// the journey enters one layer below them.
func (p *play) mouse(d *desk) {
	if _, err := exec.LookPath("xdotool"); err != nil || d.display.memory == "" {
		return
	}
	press := func(text string) {
		at := strings.Fields(d.do("where", text))
		p.xdo(d.display, "mousemove", at[0], at[1], "click", "1")
	}
	p.say("The mouse and the keyboard of the display are heard.")
	d.do("shot", p.folder("log")+"/focus.png") // the keyboard goes where the window in front is
	press("Conversations")
	d.wait("New topic")
	press("Training")
	d.wait("New class")
	press("Soil, the living floor")
	press("Discussion")
	press("Ask or answer in this class")
	p.xdo(d.display, "type", "--delay", "5", "By mouse and by keys.")
	d.do("wait", "By mouse and by keys.")
	p.xdo(d.display, "key", "ctrl+Return")
	for end := time.Now().Add(5 * time.Second); d.do("field", "Ask or answer in this class") != `""`; {
		if time.Now().After(end) {
			p.fail("Ctrl+Enter on the keyboard sent nothing")
		}
	}
	d.wait("By mouse and by keys.")
	d.picture("mouse")
	p.ring(d)
}

// ring: where the keyboard is can be seen on Home, also after another section. What was
// never drawn by the window is not drawn by asking for it, and only a window shows that.
func (p *play) ring(d *desk) {
	for _, section := range []string{"ctrl+2", "ctrl+1"} {
		p.xdo(d.display, "key", section)
		time.Sleep(300 * time.Millisecond)
	}
	d.wait("My week")
	seen := func() string {
		b, err := os.ReadFile(d.display.memory)
		p.must(err, "look at the display")
		return string(b)
	}
	was := seen()
	for still, end := 0, time.Now().Add(10*time.Second); still < 3 && time.Now().Before(end); {
		time.Sleep(200 * time.Millisecond)
		if now := seen(); now == was {
			still++
		} else {
			was, still = now, 0
		}
	}
	p.xdo(d.display, "key", "Tab")
	for end := time.Now().Add(5 * time.Second); seen() == was; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			p.fail("Tab on Home shows nowhere where the keyboard is")
		}
	}
}

func (p *play) xdo(on display, args ...string) {
	cmd := exec.CommandContext(p.ctx, "xdotool", args...)
	cmd.Env = p.environment(on.name, p.Work)
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.fail("xdotool %q: %w: %s", args, err, out)
	}
}
