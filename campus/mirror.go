package campus

import "time"

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
