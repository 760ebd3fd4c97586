package ui

import (
	"context"

	"rantau/app/reader/acroform"
)

// Forms reads PDF forms and fills them in, in a process that has nothing but the file. Both
// wait for disk and process.
type Forms interface {
	// Read tells what a form asks for. The error says why it can't be filled in.
	Read(ctx context.Context, path string) (acroform.Form, error)
	// Fill writes a copy with values in its fields, and tells in how many boxes the text
	// does not have the room that it needs.
	Fill(ctx context.Context, from, to string, values acroform.Values) (cut int, err error)
}
