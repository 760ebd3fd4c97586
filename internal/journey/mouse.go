package journey

import (
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
}

func (p *play) xdo(on display, args ...string) {
	cmd := exec.CommandContext(p.ctx, "xdotool", args...)
	cmd.Env = p.environment(on.name, p.Work)
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.fail("xdotool %q: %w: %s", args, err, out)
	}
}
