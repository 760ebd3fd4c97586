package campus

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Material is what a class is made of apart from its people and what they wrote.
type Material struct {
	Units, Lessons, Assignments, Documents []Record

	Quizzes, Keys, Folders []Record
	Annotations            []Record
	Sessions               []Session // as they are to stand in the copy
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
	d.Stored, d.Lesson, d.Of, d.Folder = "", copies[d.Lesson], copies[d.Of], copies[d.Folder]
	d.Versions = nil // its earlier files stay where they are: nobody brings them
	c := Create(NewID(), "document", &d)
	if r.Audience != Everyone {
		c = c.For(r.Audience)
	}
	return c, true
}

// CopyClass makes a new class of the material of another: units, lessons as they are,
// assignments and quizzes as drafts without dates, sessions as drafts, documents in their
// folders, with the notes for all on those that every member sees. The first action founds the class; the
// others, where it is large, fill it, and each is complete by itself.
func CopyClass(me ID, course Course, from Material) []Action {
	found := NewClass(me, course)
	copies := map[ID]ID{}
	var links []string // that lead from one lesson to another lead to its copy
	for _, all := range [][]Record{from.Units, from.Lessons, from.Assignments, from.Quizzes, from.Folders} {
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
	keys := map[ID]QuizKey{}
	for _, r := range from.Keys {
		if key := As[QuizKey](r); r.ID == QuizKeyID(key.Of, key.Practice) {
			keys[key.Of] = key
		}
	}
	for _, r := range from.Quizzes {
		q := As[Quiz](r).Undated()
		q.Text = relink.Replace(q.Text)
		q.Questions = slices.Clone(q.Questions)
		for i := range q.Questions {
			q.Questions[i].Text = relink.Replace(q.Questions[i].Text)
		}
		changes = append(changes, CopyQuiz(copies[r.ID], q, keys[r.ID])...)
	}
	for _, s := range from.Sessions {
		changes = append(changes, Create(NewID(), "session", &s).For(StaffOnly))
	}
	for _, r := range from.Folders {
		f := As[Folder](r)
		f.Parent = copies[f.Parent]
		changes = append(changes, Create(copies[r.ID], "folder", &f))
	}
	open := map[ID]ID{}
	for _, r := range from.Documents {
		c, ok := copyDocument(r, copies)
		if d := As[Document](r); ok && drafts[d.HangsOn()] {
			c = c.For(StaffOnly)
		}
		if ok {
			changes = append(changes, c)
			if c.Audience == nil {
				open[r.ID] = c.Record
			}
		}
	}
	return Pack(found.Space, append(changes, copyAnnotations(from.Annotations, found.Space, open)...))
}

// CopyQuiz gives the changes that make a quiz of the questions of another, as a draft with
// a key of its own. All questions and choices get new names: what students know of the one
// says nothing of the other. The key comes first: where it is in another set than the
// quiz, there is no quiz that seems to have lost its answers.
func CopyQuiz(id ID, q Quiz, key QuizKey) []Change {
	made := QuizKey{Of: id, Practice: q.Practice, Keys: map[string]KeyItem{}}
	all := q.Questions
	q.Questions = nil
	for _, one := range all {
		another, item := CopyQuestion(one, key.Keys[one.ID])
		q.Questions = append(q.Questions, another)
		made.Keys[another.ID] = item
	}
	q.Publish = 0
	return []Change{Create(QuizKeyID(id, q.Practice), "quizkey", &made).For(StaffOnly), Create(id, "quiz", &q).For(StaffOnly)}
}

// Undated is the quiz without its dates, for another class.
func (q Quiz) Undated() Quiz {
	q.Opens, q.Due, q.Closes, q.Publish = 0, 0, 0, 0
	return q
}

// SessionsFrom gives the sessions of a class as they would stand in one whose first
// session is on another day: each so many days later or earlier, at the same time of day
// in a place. What was cancelled was so for a reason of its time.
func SessionsFrom(sessions []Record, day time.Time, zone *time.Location) (out []Session) {
	for _, r := range sessions {
		if s := As[Session](r); !r.Deleted && s.Validate() == nil {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Session) int { return cmp.Compare(a.Start, b.Start) })
	if len(out) == 0 {
		return nil
	}
	days := daysBetween(out[0].From().In(zone), day.In(zone))
	for i, s := range out {
		length := s.End - s.Start
		s.Start = s.From().In(zone).AddDate(0, 0, days).UnixMilli()
		s.End, s.Cancelled = s.Start+length, false
		out[i] = s
	}
	return out
}

// daysBetween counts midnights, whatever the clocks do in between.
func daysBetween(from, to time.Time) int {
	date := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(date(to).Sub(date(from)) / (24 * time.Hour))
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
