package training

import (
	"time"

	"rantau/campus"
)

// pictureTypes are the names that a picture may end in.
var pictureTypes = []string{".png", ".jpg", ".jpeg", ".gif", ".webp"}

// later is when a record was last touched.
func later(r campus.Record) time.Time {
	if r.Edited.After(r.Created) {
		return r.Edited
	}
	return r.Created
}
