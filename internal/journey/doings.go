package journey

import (
	"path/filepath"
	"time"
)

// toClass opens the class.
func (p *play) toClass(d *desk) {
	d.tap("Training")
	for range 3 { // out of a lesson or an editor that is open
		if d.sees("New class") || d.sees("Lessons") {
			break
		}
		d.key("Esc")
	}
	d.wait(p.course.title)
	d.tap(p.course.title)
	d.wait("Lessons")
	if !d.sees("1. ") {
		d.tap("Lessons")
	}
}

// back leaves a lesson or an editor for the class.
func (p *play) back(d *desk) {
	for range 3 {
		if d.sees("Members") {
			return
		}
		d.key("Esc")
	}
	d.wait("Members")
}

// imported waits for a lesson that is being imported, and closes what is said
// about pictures that are missing.
func (p *play) imported(d *desk, title string) {
	d.wait(title)
	if d.sees("could not be brought along") {
		d.picture("import-missing")
		d.tap("Close")
		d.tap(title)
	}
	d.wait("waiting to be sent")
	d.tap("Publish") // it was a draft until it was looked at
	d.absent("Publish")
	p.back(d)
	d.wait(title)
}

// pick chooses somebody in the list of people: the field and the names chosen so
// far hold the name as well, and cannot be pressed.
func (p *play) pick(d *desk, name string) { d.tap(name) }

// pickOther chooses one more student.
func (p *play) pickOther(d *desk) {
	name := p.otherStudent()
	d.do("fill", "Find", name)
	p.pick(d, name)
}

// otherStudent is a student of the campus who is not in the journey otherwise.
func (p *play) otherStudent() string {
	var name string
	p.must(p.server.db.QueryRowContext(p.ctx, `SELECT json_extract(r.body, '$.name') FROM records r JOIN accounts a ON a.person = r.id
		WHERE r.kind = 'person' AND json_extract(r.body, '$.work') = 'student' AND a.user <> ? ORDER BY a.user LIMIT 1`,
		student).Scan(&name), "find another student")
	return name
}

// everything checks that all of the class is in sight.
func (p *play) everything(d *desk) {
	c := p.course
	for _, title := range append([]string{c.heading}, c.titles[:]...) {
		d.waitLong(title)
	}
	d.tap("Documents")
	d.waitLong(filepath.Base(c.pdf))
	d.tap("Members")
	d.wait("Dara")
	d.tap("Lessons")
}

// readPDF opens the document inside the window.
func (p *play) readPDF(d *desk) {
	p.toClass(d)
	d.tap("Documents")
	d.tap(filepath.Base(p.course.pdf))
	took := d.do("wait", "Fit width", "60")
	time.Sleep(500 * time.Millisecond) // for the picture only: the page is drawn
	d.picture("pdf")
	p.say("   The student reads the PDF inside the window (it opened in %s).", took)
	d.key("Esc")
	d.wait("Documents")
}
