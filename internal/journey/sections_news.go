package journey

import (
	"fmt"
	"regexp"
	"strconv"
)

const (
	article     = "Journey: applications open"
	articleText = "Applications open on Monday. Ask your coordinator for the form."
)

// news: the secretariat writes a draft and publishes it; the student reads it, and it is
// no longer unread.
func (b *pair) news() {
	m, d := b.maria, b.dara
	b.apart()
	m.tap("News")
	m.tap("Write")
	m.typed("Title", article)
	m.typed("Text", articleText)
	m.do("choose", "Publish", "Not yet")
	m.tap("Save")
	m.wait("Drafts · ")
	m.wait("waiting to be sent")
	m.crash("News")
	m.do("choose", "News · ", "Drafts · ")
	m.tap(article)
	m.wait(articleText)
	d.tap("News")
	n := b.unread(d)
	d.tap("Showcase of projects") // read without a line
	d.wait(fmt.Sprintf("%d unread", n-1))

	b.together()
	d.absent(article) // a draft is for the staff
	m.line.cut()
	m.wait("Offline")
	m.tap("Publish")
	m.wait("Its pictures and files are seen with it")
	m.tapNth("Publish", 2) // the first is the title
	m.absent("Its pictures and files are seen with it")
	m.wait("1 change waits on this computer")
	m.line.mend()
	d.waitLong(article)
	d.picture("news-arrives")
	d.wait(fmt.Sprintf("%d unread", n))
	d.tap(article)
	d.wait(articleText)
	d.wait(fmt.Sprintf("%d unread", n-1))
	b.together()
}

var unreadWords = regexp.MustCompile(`(\d+) unread`)

// unread is how much the section in front says was not read: the sample campus says
// something else each year.
func (b *pair) unread(d *desk) int {
	d.wait(" unread")
	seen, err := d.ask("see")
	b.must(err, "read how much was not read")
	found := unreadWords.FindStringSubmatch(seen)
	if found == nil {
		b.fail("how much was not read is not in %s", tail(seen, 300))
	}
	n, err := strconv.Atoi(found[1])
	b.must(err, "read a number")
	return n
}
