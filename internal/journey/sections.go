package journey

import (
	"os"
	"path/filepath"
	"time"
)

// secretariat is who makes the news, keeps the documents and moderates; she has a
// class as well.
const secretariat = "maria"

// pair is the two windows in which the sections are played, and what each journey finds
// of those before it.
type pair struct {
	*play
	maria, dara *desk
}

// section is one journey through one section.
type section struct {
	name string
	act  func(*pair)
}

// journeys are those of the sections, in the order in which they are played: Home and
// Search look at what the others have left.
var journeys = []section{
	{"News", (*pair).news},
	{"Conversations", (*pair).talk},
	{"Resources", (*pair).resources},
	{"Training", (*pair).training},
	{"Groups", (*pair).groups},
	{"Collaborate", (*pair).collaborate},
	{"Home", (*pair).home},
	{"Search", (*pair).search},
}

// both gives the two windows, signed in with a line.
func (p *play) both() *pair {
	// What opens a file in another program, and has nothing to show here.
	other := filepath.Join(p.folder("bin"), "xdg-open")
	p.must(os.WriteFile(other, []byte("#!/bin/sh\n"), 0o700), "make the other program") //nolint:gosec // it is to be run
	p.Env = append(p.Env, "PATH="+filepath.Dir(other)+string(os.PathListSeparator)+os.Getenv("PATH"))
	b := &pair{play: p, maria: p.desk(secretariat), dara: p.desk(student)}
	b.maria.signIn(secretariat)
	b.dara.signIn(student)
	return b
}

// apart cuts both lines.
func (b *pair) apart() {
	for _, d := range []*desk{b.maria, b.dara} {
		d.line.cut()
	}
	for _, d := range []*desk{b.maria, b.dara} {
		d.wait("Offline")
	}
}

// together mends both lines and waits until all is on the server.
func (b *pair) together() {
	for _, d := range []*desk{b.maria, b.dara} {
		d.line.mend()
	}
	for _, d := range []*desk{b.maria, b.dara} {
		d.waitLong("everything is on the server")
	}
}

// crash ends a window in the hardest way, and opens it again in a section.
func (d *desk) crash(section string) {
	d.kill()
	d.start()
	d.tap(section)
}

// post says something, and waits until it is saved: then the field is empty.
func (d *desk) post(field, text string) {
	d.typed(field, text)
	d.key("Ctrl+Enter")
	for end := time.Now().Add(20 * time.Second); d.do("field", field) != `""`; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			d.play.fail("%s: %q is not saved", d.name, text)
		}
	}
	d.wait(text)
}

// front brings a section to the front, out of whatever form or menu is open.
func (d *desk) front(section string) {
	for range 4 {
		if _, err := d.ask("tap", section); err == nil {
			return
		}
		d.key("Esc")
	}
	d.tap(section)
}

// onDisk writes a file that somebody has on the computer.
func (b *pair) onDisk(name string, what []byte) string {
	path := filepath.Join(b.folder("files"), name)
	b.must(os.WriteFile(path, what, 0o600), "write a file")
	return path
}
