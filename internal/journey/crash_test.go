package journey

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

const (
	oldClass = "Soil, the living floor" // of the sample campus
	composer = "Ask or answer in this class"
)

// notes are what somebody writes while the program is killed again and again.
type notes struct {
	desk  *desk
	tried []string
	saved []string // the screen said so: the field was empty again
	twice int      // a draft came back although it had been saved
}

// TestKillLosesNothing kills the program in the middle of its work, twenty
// times, while posts are written and sent.
func TestKillLosesNothing(t *testing.T) {
	on(t, func(p *play) {
		n := &notes{desk: p.desk(student)}
		n.desk.signIn(student)
		for range 20 {
			n.open()
			killed := make(chan struct{})
			w, after := n.desk.window, time.Duration(50+rand.IntN(700))*time.Millisecond
			go func() {
				time.Sleep(after)
				w.kill()
				close(killed)
			}()
			for n.write() {
			}
			<-killed
			n.desk.start()
		}
		n.open()
		n.desk.waitLong("everything is on the server")
		n.check(p)
		n.desk.quit()
	})
}

// open goes to the discussion, and deals with what was being typed as a person
// would: it is sent, unless it stands above already.
func (n *notes) open() {
	d := n.desk
	d.tap("Training")
	d.tap(oldClass)
	d.tap("Discussion")
	d.do("focus", composer)
	time.Sleep(100 * time.Millisecond) // a draft comes back from the disk
	var left string
	if json.Unmarshal([]byte(d.do("field", composer)), &left) != nil || left == "" {
		return
	}
	var seen []string
	_ = json.Unmarshal([]byte(d.do("see")), &seen)
	switch {
	case slices.Contains(seen, left):
		n.twice++
	case slices.Contains(n.tried, left):
		d.key("Ctrl+Enter")
		d.wait(left)
		n.saved = append(n.saved, left)
	}
	d.do("fill", composer, "")
}

// write writes one note; false when the program is gone.
func (n *notes) write() bool {
	text := fmt.Sprintf("Note %d from the field.", len(n.tried)+1)
	if _, err := n.desk.ask("type", composer, text); err != nil {
		return false
	}
	n.tried = append(n.tried, text)
	if _, err := n.desk.ask("key", "Ctrl+Enter"); err != nil {
		return false
	}
	for {
		left, err := n.desk.ask("field", composer)
		if err != nil {
			return false
		}
		if left == `""` {
			n.saved = append(n.saved, text)
			return true
		}
	}
}

func (n *notes) check(p *play) {
	for _, text := range n.tried {
		is := p.server.count("post", `"`+text+`"`)
		if is > 1 {
			p.fail("%q is %d times on the server", text, is)
		}
		if is == 0 && slices.Contains(n.saved, text) {
			p.fail("%q was saved, and is lost", text)
		}
	}
	if n.twice > 0 {
		p.fail("%d times a draft came back that had been saved: somebody would send it again", n.twice)
	}
	p.say("%d notes were written, %d of them saved before the next of 20 kills: all are there, and once.", len(n.tried), len(n.saved))
}
