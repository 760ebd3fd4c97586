package journey

const (
	folder  = "Journey: farms"
	list    = "Journey seed list.pdf"
	link    = "Journey weather map"
	inFront = "Form 3 - Student profile 1.pdf"
)

// resources: a folder, a document and a link are added without a line; the student finds
// them by the filter, keeps and opens the document, and hands a form in.
func (b *pair) resources() {
	m, d := b.maria, b.dara
	b.apart()
	m.tap("Resources")
	m.file(b.onDisk("list.pdf", slides()))
	m.tap("Add a document")
	m.wait("list.pdf, ")
	m.do("fill", "Name", list)
	m.do("choose", "Category", "Guidelines")
	m.tap("Add")
	m.wait(list)
	m.do("beside", "Add a document")
	m.tap("New folder")
	m.typed("Name", folder)
	m.tap("Save")
	m.wait("0 documents") // the name alone stands in the field as well
	m.do("beside", list)
	m.tap("Move to…")
	m.tap(folder)
	m.absent(list)
	m.do("beside", "Add a document")
	m.tap("Add a link…")
	m.typed("Name", link)
	m.typed("Address", "https://example.org/weather")
	m.tap("Add")
	m.wait(link)
	m.crash("Resources")
	m.tap(folder)
	m.wait(list)
	m.wait("waits to be sent")
	m.picture("resources-wait")

	d.tap("Resources")
	d.typed("Find by name", "Student profile") // it lies in a folder
	d.wait(inFront)
	d.do("beside", inFront)
	d.tap("Keep on this computer")
	d.wait("will be fetched")

	b.together()
	d.do("fill", "Find by name", "seed list")
	d.waitLong(list)
	d.do("beside", list)
	d.tap("Keep on this computer")
	d.waitLong("kept here")
	b.apart()
	d.crash("Resources")
	d.typed("Find by name", "seed list")
	d.tap(list)
	d.wait("Fit width")
	d.picture("resources-read")
	d.key("Esc")
	d.do("fill", "Find by name", "Student profile")
	d.do("beside", inFront)
	d.tap("Fill in")
	d.wait("has no fields to fill in")
	d.tap("Cancel")
	d.wait("Not handed in yet")
	d.tap("Form 3 - Student profile 1 - Chan Dara.pdf")
	d.picture("resources-form")
	d.tap("Hand in")
	d.wait("Hand in to")
	d.picture("resources-hand-in")
	d.tapNth("Hand in", 2) // the first is the title
	d.absent("Hand in to")
	d.wait("waits to be sent")

	b.together()
	m.front("Resources")
	m.tap("Handed in")
	m.waitLong("Chan Dara")
	m.picture("resources-handed-in")
	b.together()
}
