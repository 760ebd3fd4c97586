package training

import (
	"path/filepath"
	"time"

	"rantau/campus"
)

// pictureTypes are the names that a picture may end in.
var pictureTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp"}

func baseName(path string) string { return filepath.Base(path) }

// later is when a record was last touched.
func later(r campus.Record) time.Time {
	if r.Edited.After(r.Created) {
		return r.Edited
	}
	return r.Created
}
