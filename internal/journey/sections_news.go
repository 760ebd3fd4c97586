package journey

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
	m.wait("Drafts · 1")
	m.wait("waiting to be sent")
	m.crash("News")
	m.do("choose", "News · 3", "Drafts · 1")
	m.tap(article)
	m.wait(articleText)
	d.tap("News")
	d.wait("7 unread")
	d.tap("Showcase of projects") // read without a line
	d.wait("6 unread")

	b.together()
	d.absent(article) // a draft is for the staff
	m.line.cut()
	m.wait("Offline")
	m.tap("Publish")
	m.wait("Its pictures and files are seen with it")
	m.tap("Publish")
	m.absent("Its pictures and files are seen with it")
	m.wait("1 change waits on this computer")
	m.line.mend()
	d.waitLong(article)
	d.picture("news-arrives")
	d.wait("7 unread")
	d.tap(article)
	d.wait(articleText)
	d.absent("7 unread")
	d.wait("6 unread")
	b.together()
}
