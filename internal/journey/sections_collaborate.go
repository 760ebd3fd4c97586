package journey

const (
	request = "Journey: two students for a farm"
	private = "Journey: then come in March. Have you a passport?"
	offer   = "I would come, and I know drip lines."
)

// collaborate: a request and its answer, a private conversation that comes of it, and
// the word that it was agreed.
func (b *pair) collaborate() {
	m, d := b.maria, b.dara
	b.apart()
	m.tap("Collaborate")
	m.tap("New request")
	m.typed("Title", request)
	m.typed("What you look for", "Three weeks in March, on a farm near the college.")
	m.tap("Agriculture and animal science")
	m.tap("Put it on the board")
	m.wait("waiting to be sent")
	m.crash("Collaborate")
	m.wait(request)
	d.tap("Collaborate")
	d.wait("Open class")

	b.together()
	d.waitLong(request)
	b.apart()
	d.tap(request)
	d.tap("Answer")
	d.typed("What you offer", offer)
	d.tap("Answer")
	d.wait("Answered")
	d.crash("Collaborate")
	d.tap(request)
	d.wait(offer)
	d.wait("waiting to be sent")
	m.tap(request)

	b.together()
	m.waitLong(offer)
	m.wait("Answered")
	m.picture("request-answered")
	b.apart()
	m.tap("Chan Dara") // the contact
	m.tap("Write to Chan Dara")
	m.wait("Private: only Chan Dara and you see it")
	m.post("Write a message", private)
	m.tap("Collaborate")
	m.tap("Mark as agreed")
	m.wait("With whom")
	m.tapNth("Mark as agreed", 2) // the first is the title
	m.wait("Agreed")

	b.together()
	d.waitLong("Agreed")
	d.tap("Conversations")
	d.tap("Private")
	d.tap("Maria Santos")
	d.waitLong(private)
	b.together()
}
