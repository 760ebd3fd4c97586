package training

import (
	"slices"

	"fyne.io/fyne/v2"

	"rantau/campus"
)

// What a test or a picture does with the lessons of a class in place of a pointer.

// PublishOn asks for the date of the lesson that is open.
func (s *Screen) PublishOn() { s.reader.publishForm() }

// MakeDraft makes the lesson that is open a draft again.
func (s *Screen) MakeDraft() { s.reader.publish(campus.StaffOnly) }

// TickLesson ticks the lesson that is open, or takes the tick away.
func (s *Screen) TickLesson(on bool) { s.reader.read.SetChecked(on) }

// rowNamed finds a line of the class by its title.
func (s *Screen) rowNamed(title string) int {
	return slices.IndexFunc(s.class.lessons.rows, func(r classRow) bool { return campus.As[campus.Lesson](r.record).Title == title })
}

// MoveRow moves a lesson or a unit, as the menu does.
func (s *Screen) MoveRow(title string, by int) { s.class.lessons.moveAt(s.rowNamed(title), by) }

// NewLessonIn opens the editor for a new lesson of a unit.
func (s *Screen) NewLessonIn(title string) {
	s.writeLessonIn(s.class.lessons.rows[s.rowNamed(title)].record.ID)
}

// RemoveUnit removes a unit without asking.
func (s *Screen) RemoveUnit(title string) {
	l := s.class.lessons
	l.save(campus.Remove(l.rows[s.rowNamed(title)].record))
}

// CopyLesson asks where to copy the lesson that is open.
func (s *Screen) CopyLesson() { s.copyLesson(s.reader.look.record) }

// CopyClass asks what a copy of the class that is open is to be called.
func (s *Screen) CopyClass() {
	s.copyClass(s.class.class.root, copyOf.Say(s.class.class.course.Title), false)
}

// EnterAttendance types on a row of the sheet of attendance.
func (s *Screen) EnterAttendance(key string, row int) {
	s.class.timetable.entering.list.OnRune(row, []rune(key)[0])
}

// OpenAttendance opens a row of the sheet of attendance.
func (s *Screen) OpenAttendance(row int) {
	a := s.class.timetable.entering
	a.open(a.students[row])
}

// FollowLink follows the first link of the lesson that is open.
func (s *Screen) FollowLink() { s.reader.view.Follow() }

// EnterFirst opens the sheet of attendance of the first session in sight.
func (s *Screen) EnterFirst() { s.class.timetable.attendanceSheet(s.class.timetable.shown[0]) }

// ShowHours opens the hours of the class.
func (s *Screen) ShowHours() { s.openProgress() }

// EditSession edits the first session in sight.
func (s *Screen) EditSession() { s.class.timetable.sessionForm(s.class.timetable.shown[0], nil) }

// ShowSession opens the first session in sight.
func (s *Screen) ShowSession() { s.class.timetable.sheet(s.class.timetable.shown[0]) }

// ReaderMenu presses an item of the menu of the lesson that is open.
func (s *Screen) ReaderMenu(word string) { pressItem(s.reader.menu(), word) }

// ClassMenu presses an item of the menu of the class that is open.
func (s *Screen) ClassMenu(word string) { pressItem(s.class.menu(), word) }

func pressItem(items []*fyne.MenuItem, word string) {
	for _, i := range items {
		if i.Label == word {
			i.Action()
		}
	}
}

// ShowTimetable opens the tab of the sessions.
func (s *Screen) ShowTimetable() { s.class.tabs.Select(timetableTab) }
