package journey

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rantau/assets/sample"
)

// TestDamagedCopy spoils the file of the local copy while something waits in it,
// and takes the way out that the window offers.
func TestDamagedCopy(t *testing.T) {
	for name, spoil := range map[string]func([]byte){
		"its head": func(b []byte) { copy(b, "garbage garbage garbage") },
		"all of its first page": func(b []byte) {
			for i := range 4096 {
				b[i] = byte(i * 7)
			}
		},
	} {
		t.Run(name, func(t *testing.T) { on(t, func(p *play) { p.damage(spoil) }) })
	}
}

func (p *play) damage(spoil func([]byte)) {
	const kept = "This waits while the disk fails."
	d := p.desk(student)
	d.signIn(student)
	d.line.cut()
	d.wait("Offline")
	d.tap("Training")
	d.tap(oldClass)
	d.tap("Discussion")
	d.typed(composer, kept)
	d.key("Ctrl+Enter")
	d.wait("waiting to be sent")
	d.quit()

	profile := filepath.Join(p.Work, "profiles", d.name)
	path := filepath.Join(profile, "replica.db")
	b, err := os.ReadFile(path)
	p.must(err, "read the copy")
	spoil(b)
	p.must(os.WriteFile(path, b, 0o600), "spoil the copy")

	d.start()
	d.wait("could not be opened")
	d.picture("damaged")
	d.tap("Keep the damaged file, save what waits, and fetch the rest again")
	d.do("absent", "could not be opened", "20")
	d.line.mend()
	if d.sees("Sign in") { // the key was lost with the page that held it
		d.typed("User name", d.name)
		d.typed("Password", sample.Password)
		d.key("Enter")
	}
	d.waitLong("everything is on the server")
	d.picture("rescued")
	if n := p.server.count("post", kept); n != 1 {
		p.fail("what waited is %d times on the server", n)
	}
	d.tap("Training")
	d.tap(oldClass)
	d.tap("Discussion")
	d.waitLong(kept)
	d.quit()
	var damaged int
	files, err := os.ReadDir(profile)
	p.must(err, "look into the profile")
	for _, f := range files {
		if strings.HasPrefix(f.Name(), "replica.db.damaged-") {
			damaged++
		}
	}
	if damaged == 0 {
		p.fail("the damaged file was not kept")
	}
}
