package campus

// LessonRead says that a student has read a lesson: for the student and the staff to
// see. It is made when the end of the lesson was reached, and by the student alone.
type LessonRead struct {
	Of      ID   `json:"of" merge:"fixed"` // the lesson
	Student ID   `json:"student" merge:"fixed"`
	Done    bool `json:"done,omitempty"` // false: the student has taken the tick away
}

// LessonReadID names a student's tick of a lesson: there is one.
func LessonReadID(lesson, student ID) ID {
	return DerivedID("lessonread", string(lesson), string(student))
}

// ReadLesson is the change that ticks a lesson for the first time.
func ReadLesson(lesson, student ID) Change {
	return Create(LessonReadID(lesson, student), "lessonread", &LessonRead{Of: lesson, Student: student, Done: true}).For(Audience(student))
}

// Validate implements Value.
func (l *LessonRead) Validate() error {
	return first(checkID("of", l.Of), checkID("student", l.Student))
}

// MayWrite implements Value.
func (l *LessonRead) MayWrite(w Write) error {
	switch {
	case w.Record != LessonReadID(l.Of, l.Student):
		return Errorf(Invalid, "a tick has the ID that follows from the lesson and the student")
	case w.Audience != Audience(l.Student), l.Student != w.Actor.Person, w.Deleted:
		return Errorf(Forbidden, "everybody ticks their own lessons only")
	}
	return nil
}

// LessonsRead gives the lessons that each student has read.
func LessonsRead(ticks []Record) map[ID]map[ID]bool {
	out := map[ID]map[ID]bool{}
	for _, r := range ticks {
		l := As[LessonRead](r)
		if r.Deleted || !l.Done {
			continue
		}
		if out[l.Student] == nil {
			out[l.Student] = map[ID]bool{}
		}
		out[l.Student][l.Of] = true
	}
	return out
}
