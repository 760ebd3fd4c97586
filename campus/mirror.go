package campus

import (
	"slices"
	"time"
)

// Mirror is a folder on this computer's disk that is kept in step with the documents of a
// space. It does not travel.
type Mirror struct {
	Space ID
	Dir   string // whole path
	// Mark is what its mark says: a folder without it is not the one that is meant.
	Mark string
}

// Mirrored is a file of a mirror and its document, as both were when they were last the same.
type Mirrored struct {
	Document ID
	Path     string // in the folder, with slashes
	Place    string // folders and name that the document has; other than Path where the disk can't hold it
	Manifest string
	Size     int64
	Modified time.Time
	File     string // by which the system knows it under another name; "" where it does not tell
}

// MirrorState is how it stands with a folder.
type MirrorState string

// The states of a folder.
const (
	InStep  MirrorState = "in_step"
	Working MirrorState = "working" // something is under way, or waits for its bytes
	Away    MirrorState = "away"    // the folder is not there: a stick that was pulled out
	Asks    MirrorState = "asks"    // much has vanished at once; a person has to say whether it was meant to
	Halted  MirrorState = "halted"  // it can't be read or written; Trouble says why
)

// MirrorStatus tells of one folder.
type MirrorStatus struct {
	Mirror
	State   MirrorState
	Files   int
	Left    int // files to go, as far as it is known
	Gone    int // files that have vanished, where it asks
	Trouble string
	Stuck   []StuckFile
}

// Equal tells whether two say the same.
func (m MirrorStatus) Equal(o MirrorStatus) bool {
	return m.Mirror == o.Mirror && m.State == o.State && m.Files == o.Files && m.Left == o.Left && m.Gone == o.Gone &&
		m.Trouble == o.Trouble && slices.Equal(m.Stuck, o.Stuck)
}

// StuckFile is a file that stays as it is on both sides, and why.
type StuckFile struct{ Path, Reason string }

// Binned is a file in the bin of a space: it was taken out of its folder, for it was removed
// or there is a newer one.
type Binned struct {
	ID    string
	Path  string // in the folder
	File  string // where it lies
	Size  int64
	At    time.Time
	Until time.Time // when it goes for good
}
