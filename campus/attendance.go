package campus

import "time"

// Attendance says whether a student was in a session, as the staff entered it: for the
// student and the staff to see.
type Attendance struct {
	Of      ID     `json:"of" merge:"fixed"` // the session
	Student ID     `json:"student" merge:"fixed"`
	State   string `json:"state"`             // one of Attendances
	Minutes int    `json:"minutes,omitempty"` // that count as taken part
}

// The states of an attendance.
const (
	Present = "present"
	Late    = "late"
	Absent  = "absent"
	Excused = "excused"
)

// Attendances lists the states.
var Attendances = []string{Present, Late, Absent, Excused}

// AttendanceID names a student's attendance of a session: there is one.
func AttendanceID(session, student ID) ID {
	return DerivedID("attendance", string(session), string(student))
}

// Attend is the change that enters a state where nothing was entered before. Who is
// there takes part in all of it until somebody says otherwise.
func Attend(session Record, student ID, state string) Change {
	a := Attendance{Of: session.ID, Student: student, State: state}
	a.Minutes = a.Whole(As[Session](session))
	return Create(AttendanceID(session.ID, student), "attendance", &a).For(Audience(student))
}

// Validate implements Value.
func (a *Attendance) Validate() error {
	if a.State != Present && a.State != Late && a.State != Absent && a.State != Excused {
		return fieldError("state", "%q is not a state of attendance", a.State)
	}
	if a.Minutes < 0 || a.Minutes > int(MaxSession.Minutes()) {
		return fieldError("minutes", "the minutes are a number from 0 to %d", int(MaxSession.Minutes()))
	}
	return first(checkID("of", a.Of), checkID("student", a.Student))
}

// MayWrite implements Value.
func (a *Attendance) MayWrite(w Write) error {
	switch {
	case w.Record != AttendanceID(a.Of, a.Student):
		return Errorf(Invalid, "an attendance has the ID that follows from the session and the student")
	case w.Audience != Audience(a.Student):
		return Errorf(Forbidden, "this is for the student whose work it is, and the staff")
	}
	return onlyStaff(w)
}

// There tells whether the student took part.
func (a Attendance) There() bool { return a.State == Present || a.State == Late }

// Whole is how many minutes count by a state alone.
func (a Attendance) Whole(s Session) int {
	if !a.There() {
		return 0
	}
	return int(s.Length().Minutes())
}

// TookPart is how long a student took part in a class.
type TookPart struct {
	Time    time.Duration
	Counts  map[string]int // sessions by state
	Entered int            // sessions for which something was entered
	Held    int            // sessions that were held until now
}

// Hours sums up the attendance of each student. Sessions that were cancelled count
// nothing, nor does what was entered for one that is gone.
func Hours(sessions, attendance []Record, students []ID, now time.Time) map[ID]TookPart {
	out, held := map[ID]TookPart{}, 0
	here := map[ID]bool{}
	for _, r := range sessions {
		s := As[Session](r)
		if r.Deleted || s.Cancelled {
			continue
		}
		here[r.ID] = true
		if s.From().Before(now) && r.Audience == Everyone { // a draft was not held
			held++
		}
	}
	for _, student := range students {
		out[student] = TookPart{Counts: map[string]int{}, Held: held}
	}
	for _, r := range attendance {
		a := As[Attendance](r)
		t, member := out[a.Student]
		if r.Deleted || !member || !here[a.Of] {
			continue
		}
		t.Counts[a.State]++
		t.Entered++
		if a.There() {
			t.Time += time.Duration(a.Minutes) * time.Minute
		}
		out[a.Student] = t
	}
	return out
}
