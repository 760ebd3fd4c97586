package training

import (
	"strings"
	"time"

	"rantau/app/widget"
	"rantau/campus"
)

// oneLine makes a name from a stranger fit for a line.
func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }

// later is when a record was last touched.
func later(r campus.Record) time.Time {
	if r.Edited.After(r.Created) {
		return r.Edited
	}
	return r.Created
}
