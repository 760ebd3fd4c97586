package journey

const (
	group    = "Journey: seed bank"
	task     = "Journey: count the seeds"
	plan     = "Journey: plan"
	planText = "Monday: water.\n\nTuesday: weed.\n\nFriday: harvest."
	pageBox  = "Everybody in the group can write here"
)

// groups: an open group is made and joined without a line, a task is given to the student
// and done, and both write on one page at once.
func (b *pair) groups() {
	m, d := b.maria, b.dara
	b.apart()
	m.tap("Groups")
	m.tap("New group")
	m.typed("Name", group)
	m.typed("What it is for", "Seeds of old sorts, from every farm.")
	m.do("choose", "How people come in", "Open")
	m.tap("Make the group")
	m.tap("Pages")
	m.tap("New page")
	m.typed("Title of the page", plan)
	m.pasted(pageBox, planText)
	m.tap("Save")
	m.wait("waiting to be sent")
	m.crash("Groups")
	m.tap(group)
	m.tap("Pages")
	m.wait(plan)
	d.tap("Groups")
	d.tap("All groups")
	d.absent(group)

	b.together()
	d.waitLong(group)
	b.apart()
	d.tap(group)
	d.tap("Join")
	d.wait("It goes when there is a line")
	d.crash("Groups")
	d.tap("All groups")
	d.tap(group)
	d.wait("It goes when there is a line")
	m.tap("Tasks")
	m.tap("New task")
	m.typed("What is to be done", task)
	m.tap("Save")
	m.absent("More about it")
	m.wait("Nobody yet")

	b.together()
	d.tap("Mine")
	d.waitLong(group)
	d.tap(group)
	m.waitLong("2 members")
	m.line.cut()
	m.wait("Offline")
	m.tap(task)
	m.typed("Find by name", student)
	m.tap("Chan Dara")
	m.tap("Save")
	m.wait("waiting to be sent")
	m.line.mend()
	d.tap("Tasks")
	d.waitLong(task)
	d.waitLong("Chan Dara")
	d.picture("group-task")

	b.apart()
	m.rewrite("Monday: water twice.\n\nTuesday: weed.\n\nFriday: harvest.")
	d.rewrite("Monday: water.\n\nTuesday: weed.\n\nFriday: harvest, and dry.")
	b.together()
	for _, d := range []*desk{m, d} {
		d.waitLong("Monday: water twice.")
		d.waitLong("Friday: harvest, and dry.")
		d.absent("2 versions")
	}
	d.picture("group-page-merged")
}

// rewrite writes on the page that both write on.
func (d *desk) rewrite(text string) {
	d.tap("Pages")
	d.tap(plan)
	d.tap("Edit")
	d.do("fill", pageBox, text)
	d.tap("Save")
	d.wait("waiting to be sent")
}
