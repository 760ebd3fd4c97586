package training

import (
	"fyne.io/fyne/v2"

	"rantau/app/table"
	"rantau/app/widget"
	"rantau/campus"
)

// What a test or a picture does in place of a pointer.

// SelectTab opens a tab of the class that is open, counted from 0.
func (s *Screen) SelectTab(i int) { s.class.tabs.Select(i) }

// SelectQuizzes opens the quizzes of the class that is open.
func (s *Screen) SelectQuizzes() {
	s.class.tabs.Select(workAt)
	s.class.work.parts.Select(quizzesPart)
}

// AddStudents opens the choice of students.
func (s *Screen) AddStudents() { addPeople(s.class) }

// LessonKeys is what takes the keys in the list of lessons.
func (s *Screen) LessonKeys() fyne.Focusable { return s.class.lessons.list }

// EditLesson edits the lesson that is open.
func (s *Screen) EditLesson() { s.edit(s.reader.look.record, nil) }

// ScrollLesson brings a block of the lesson that is open to the top.
func (s *Screen) ScrollLesson(block int) { s.reader.view.ScrollTo(block) }

// LessonVersions shows the versions of the lesson that is open.
func (s *Screen) LessonVersions() { s.reader.versions(true) }

// ClassVersions shows the versions of the class that is open.
func (s *Screen) ClassVersions() { s.class.versions() }

// Import makes a lesson of a Markdown file in the class that is open.
func (s *Screen) Import(path string) { s.class.importFrom(path) }

// MarkWork marks a student's work for the assignment that is open.
func (s *Screen) MarkWork(student campus.ID) { s.openQueue(s.assignment.id, student, nil) }

// Drawn tells whether the file in the queue has nothing left to draw.
func (s *Screen) Drawn() bool {
	d, ok := s.queue.work.viewer.(interface{ Drawing() bool })
	return s.queue.work.viewer != nil && (!ok || !d.Drawing())
}

// EditAssignment edits the assignment that is open.
func (s *Screen) EditAssignment() {
	s.assignmentForm(s.assignment.look.assignments[s.assignment.id], nil)
}

// HandIn opens the sheet on which a student answers.
func (s *Screen) HandIn() { s.assignment.handIn(nil) }

// Discussion is that of the class in front.
func (s *Screen) Discussion() *widget.Discussion { return s.class.discussion }

// Marks opens the gradebook of the class, or a student's own marks.
func (s *Screen) Marks() { s.class.assignments.openMarks() }

// Export saves the gradebook that is open, as .xlsx or .csv.
func (s *Screen) Export(ending string) {
	form := table.Table.CSV
	if ending == ".xlsx" {
		form = table.Table.XLSX
	}
	s.gradebook.save(ending, form)
}
