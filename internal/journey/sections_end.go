package journey

import (
	"os"
	"path/filepath"
	"strings"
)

// late is what is new when Home is looked at.
const late = "Journey: a hand for the kitchen"

// home: what is due and what is new stands there, also without a line, and the calendar
// can be taken along.
func (b *pair) home() {
	m, d := b.maria, b.dara
	b.apart()
	m.tap("Collaborate")
	m.key("Esc") // from the request that is open
	m.tap("New request")
	m.typed("Title", late)
	m.typed("What you look for", "Somebody who can solder.")
	m.tap("Hospitality and tourism")
	m.tap("Put it on the board")
	m.wait("waiting to be sent")
	m.crash("Collaborate")
	m.waitLong(late)
	d.crash("Home") // a new visit
	d.waitLong("My week")
	d.picture("home")
	calendar := filepath.Join(b.folder("files"), "week.ics")
	d.file(calendar)
	d.tap("Save as .ics")
	d.wait("was saved")
	text, err := os.ReadFile(calendar)
	b.must(err, "read the calendar")
	if !strings.Contains(string(text), "BEGIN:VCALENDAR") {
		b.fail("the calendar is none: %.200s", text)
	}

	b.together()
	d.do("reach", "New since", "To do") // the sample campus has much to do
	d.do("reach", "1 request", "New since")
	d.picture("home-new")
}

// search: a person, without a line, after a restart.
func (b *pair) search() {
	d := b.dara
	b.apart()
	d.crash("Search")
	d.typed("Find lessons", "Siti Rahm")
	d.tap("Siti Rahmawati")
	d.wait("Write to Siti Rahmawati") // the card is open
	d.picture("search-person")
	d.key("Esc")
	b.together()
}
