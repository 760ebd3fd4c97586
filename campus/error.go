package campus

import (
	"errors"
	"fmt"
)

// Code says what sort of trouble an Error is. Codes travel on the wire; the
// table in docs/sync.md lists them.
type Code string

// The codes that rules give.
const (
	Invalid   Code = "invalid"   // a value breaks a rule of its kind
	Forbidden Code = "forbidden" // this person may not do this here
	Changed   Code = "changed"   // somebody changed it meanwhile
	NotFound  Code = "not_found" // no such record here
	Deleted   Code = "deleted"   // the record is gone
	TooLarge  Code = "too_large" // over a limit
	Internal  Code = "internal"  // our fault
)

// Error is what a rule answers: a code for programs, a sentence for people.
// Field names the field that is meant, where there is one.
type Error struct {
	Code    Code   `json:"code"`
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

func (e *Error) Error() string { return e.Message }

// Errorf makes an Error with a formatted sentence.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

func fieldError(field, format string, args ...any) *Error {
	return &Error{Code: Invalid, Field: field, Message: fmt.Sprintf(format, args...)}
}

// CodeOf gives the code of an error, or Internal if it carries none.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
