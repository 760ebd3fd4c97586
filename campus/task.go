package campus

import "time"

// Task is something that a group has to do: who, and until when. Every member keeps the
// list.
type Task struct {
	Title string    `json:"title"`
	Text  string    `json:"text,omitempty" merge:"text"`
	Who   []ID      `json:"who,omitempty"`
	Due   string    `json:"deadline,omitempty"` // a day: 2027-03-31
	State TaskState `json:"state"`
	Order string    `json:"order"` // sorts the tasks of a state; see OrderBetween
}

// TaskState is how far a task has come.
type TaskState string

// The states, in their order.
const (
	TaskToDo  TaskState = "todo"
	TaskDoing TaskState = "doing"
	TaskDone  TaskState = "done"
)

// TaskStates lists them.
var TaskStates = []TaskState{TaskToDo, TaskDoing, TaskDone}

// MaxDoers is how many people one task names.
const MaxDoers = 20

// Validate implements Value.
func (t *Task) Validate() error {
	switch t.State {
	case TaskToDo, TaskDoing, TaskDone:
	default:
		return fieldError("state", "a task is to do, being done, or done")
	}
	if len(t.Who) > MaxDoers {
		return fieldError("who", "a task names up to %d people, not %d", MaxDoers, len(t.Who))
	}
	for _, p := range t.Who {
		if !p.Valid() {
			return fieldError("who", "somebody of a task is not named by an ID")
		}
	}
	return first(checkName("title", t.Title, MaxName), checkText("text", t.Text, MaxText), checkDay("deadline", t.Due), checkLine("order", t.Order, MaxLine))
}

// MayWrite implements Value: who may delete it is its author, and the staff.
func (t *Task) MayWrite(w Write) error { return sharedByMembers(w) }

// sharedByMembers is the rule of what all members of a group keep together.
func sharedByMembers(w Write) error {
	switch {
	case w.Audience != Everyone:
		return Errorf(Forbidden, "this is for every member to see")
	case w.Deleted && !w.Own() && !w.Actor.Role.Leads():
		return onlyAuthor(w)
	}
	return nil
}

// DueAt gives the end of the day on which it is due, in the time of a place.
func (t Task) DueAt(in *time.Location) (at time.Time, has bool) {
	day, err := time.ParseInLocation(time.DateOnly, t.Due, in)
	if t.Due == "" || err != nil {
		return time.Time{}, false
	}
	return day.AddDate(0, 0, 1), true
}

// Overdue tells whether it should be done by now.
func (t Task) Overdue(now time.Time) bool {
	at, has := t.DueAt(now.Location())
	return has && t.State != TaskDone && !now.Before(at)
}
