package campus

import "time"

// Thread names where something is said: a topic of the commons, or the discussion of
// a class, a group or a private conversation, whose topic is the space itself. IDs are
// unique within a space only, so the space is part of the name.
type Thread struct{ In, Of ID }

// MaxUnread is how far what was not read is counted.
const MaxUnread = 100

// Unread is what of a thread its reader has not seen.
type Unread struct {
	Type   SpaceType
	Count  int       // up to MaxUnread; a topic itself counts as something said
	Upto   time.Time // what came later was not seen, or is the reader's own
	Newest time.Time // the newest that was not seen; zero where there is none
	Calls  bool      // something of it mentions the reader
	Level  Level
}

// Counts is the number that is shown of a thread: none of one that is muted.
func (u Unread) Counts() int {
	if u.Level == Muted {
		return 0
	}
	return u.Count
}

// ReadUpto tells up to when a thread was read. Its own mark says so, and may have been
// set back by hand; without one, the mark of the whole space (all was marked as read,
// or this is where the first start began); without that, when its reader came.
func ReadUpto(marks map[Thread]int64, t Thread, joined int64) int64 {
	if at, ok := marks[t]; ok {
		return at
	}
	// What was said in the same moment came with the invitation.
	return max(joined-1, marks[Thread{t.In, t.In}])
}

// MarkRead is the change that says that a thread was read up to a time; was is the
// mark's record, zero where there is none. It reports false where nothing is said
// that the mark does not say. A mark is also set back so: as long as no other computer
// has read on meanwhile, what is written is what stays.
func MarkRead(t Thread, was Record, upto time.Time) (Change, bool) {
	m := &ReadMark{In: t.In, Of: t.Of, Upto: upto.UnixMilli()}
	if was.ID == "" || was.Deleted {
		return Create(ReadMarkID(t.In, t.Of), "readmark", m), true
	}
	return Edit(was, m)
}
