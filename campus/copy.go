package campus

import "strings"

// Material is what a class is made of apart from its people and what they wrote.
type Material struct {
	Units, Lessons, Assignments, Documents []Record
}

// CopyLesson gives the changes that make a copy of a lesson, as a draft with its own
// pictures. The copies of documents name the same files, whose bytes have to be on the
// computer of who copies: the server asks each person to bring them.
func CopyLesson(lesson Record, documents []Record, title, order string, unit ID) []Change {
	l := As[Lesson](lesson)
	l.Title, l.Order, l.Unit, l.Publish = title, order, unit, 0
	id := NewID()
	out := []Change{Create(id, "lesson", &l).For(StaffOnly)}
	for _, r := range documents {
		if c, ok := copyDocument(r, map[ID]ID{lesson.ID: id}); ok {
			out = append(out, c.For(StaffOnly))
		}
	}
	return out
}

// copyDocument makes a copy of a document; copies tells what became of that on which it
// hangs. What a student handed in is not copied, nor what hangs on something else.
func copyDocument(r Record, copies map[ID]ID) (Change, bool) {
	d := As[Document](r)
	if of := d.HangsOn(); r.Deleted || ID(r.Audience).Valid() || of != "" && copies[of] == "" {
		return Change{}, false
	}
	d.Stored, d.Lesson, d.Of = "", copies[d.Lesson], copies[d.Of]
	c := Create(NewID(), "document", &d)
	if r.Audience != Everyone {
		c = c.For(r.Audience)
	}
	return c, true
}

// CopyClass makes a new class of the material of another: units, lessons as they are,
// assignments as drafts without dates, documents. The first action founds the class; the
// others, where it is large, fill it, and each is complete by itself.
func CopyClass(me ID, course Course, from Material) []Action {
	found := NewClass(me, course)
	copies := map[ID]ID{}
	var links []string // that lead from one lesson to another lead to its copy
	for _, all := range [][]Record{from.Units, from.Lessons, from.Assignments} {
		for _, r := range all {
			copies[r.ID] = NewID()
			links = append(links, LessonScheme+string(r.ID), LessonScheme+string(copies[r.ID]))
		}
	}
	relink := strings.NewReplacer(links...)
	changes := found.Changes
	for _, r := range from.Units {
		u := As[Unit](r)
		changes = append(changes, Create(copies[r.ID], "unit", &u))
	}
	for _, r := range from.Lessons {
		l := As[Lesson](r)
		l.Unit, l.Publish, l.Text = copies[l.Unit], 0, relink.Replace(l.Text)
		c := Create(copies[r.ID], "lesson", &l)
		if r.Audience == StaffOnly {
			c = c.For(StaffOnly)
		}
		changes = append(changes, c)
	}
	drafts := map[ID]bool{}
	for _, r := range from.Assignments {
		a := As[Assignment](r)
		a.Unit, a.Due, a.Publish, a.Text = copies[a.Unit], 0, 0, relink.Replace(a.Text)
		drafts[r.ID] = true
		changes = append(changes, Create(copies[r.ID], "assignment", &a).For(StaffOnly))
	}
	for _, r := range from.Documents {
		c, ok := copyDocument(r, copies)
		if d := As[Document](r); ok && drafts[d.HangsOn()] {
			c = c.For(StaffOnly)
		}
		if ok {
			changes = append(changes, c)
		}
	}
	return Pack(found.Space, changes)
}

// packed is how many bytes of changes go into one set: its frame and what signs it need
// a little room too.
const packed = MaxSet - 64<<10

// Pack makes as few actions of changes as their limits allow, in the same order.
func Pack(space ID, changes []Change) (out []Action) {
	size := 0
	for _, c := range changes {
		n := len(encode(c)) + 1
		if last := len(out) - 1; last < 0 || len(out[last].Changes) == MaxChanges || size+n > packed {
			out, size = append(out, Action{Space: space}), 0
		}
		last := &out[len(out)-1]
		last.Changes, size = append(last.Changes, c), size+n
	}
	return out
}
