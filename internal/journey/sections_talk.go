package journey

const (
	rain     = "Journey: sensors in the rain"
	rainText = "How do you keep the water out of the box?"
	rainMore = "We have lost three of them this month."
	heat     = "Journey: sensors in the heat"
	heatText = "Mine stopped at noon. Who has had the same?"
	advert   = "Buy my sensors, very cheap."
	answer   = "Silicone, and the plug down."
	topicBox = "Answer in this topic"
)

// talk: two topics are opened without a line, answered with a quotation, a mention and a
// reaction, counted as unread, followed; a post is hidden by the secretariat.
func (b *pair) talk() {
	m, d := b.maria, b.dara
	b.apart()
	m.openTopic(rain, rainText)
	m.post(topicBox, rainMore)
	d.openTopic(heat, heatText)
	d.post(topicBox, advert)
	d.crash("Conversations")
	d.tap(heat)
	d.wait(advert)

	b.together()
	d.waitLong(rain)
	d.tap(rain)
	d.wait(rainMore)
	d.tap("Follow")
	d.tap("Follow") // of the menu
	d.wait("Followed")
	d.front("News")
	m.waitLong(heat)
	m.tap(heat)
	m.wait(heatText)
	m.wait(advert)

	b.apart()
	d.tap("Conversations")
	d.tap(rain)
	d.do("beside", "Maria Santos", "2", "1")
	d.wait("Answer to Maria Santos")
	d.typed(topicBox, answer+" Ask @Mar")
	d.key("Enter") // takes the name that is offered
	d.wait(answer + " Ask @Maria Santos")
	d.key("Ctrl+Enter")
	d.wait("waiting to be sent")
	d.picture("talk-answer-waits")
	m.do("beside", "Chan Dara", "2", "3")
	m.tap("Hide")
	m.picture("talk-hide")
	m.do("choose", "Reason", "Advertising or spam")
	m.tap("Hide")
	m.wait("Hidden by the staff: Advertising or spam")

	b.together()
	m.tap(rain)
	m.waitLong(answer)
	m.wait("@Maria Santos")
	m.picture("talk-answer-arrives")
	m.do("beside", "Chan Dara", "1", "2")
	m.tap("👍")
	d.waitLong("👍")
	d.tap(heat)
	d.waitLong("Hidden by the staff")
	d.picture("talk-hidden")
	b.together()
}

// openTopic opens a topic of the commons.
func (d *desk) openTopic(title, text string) {
	d.tap("Conversations")
	d.tap("New topic")
	d.typed("Title", title)
	d.typed("Text", text)
	d.tap("Open the topic")
	d.wait(topicBox)
	d.wait("waiting to be sent")
}
