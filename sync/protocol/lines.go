package protocol

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"rantau/campus"
)

// Marshal is json.Marshal that leaves <, > and & as they are, for the bytes of
// a value must not change on their way.
func Marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// WriteRequest writes a request as lines: the request itself, then its sets.
func WriteRequest(w io.Writer, in Request) error {
	if err := writeLine(w, in); err != nil {
		return err
	}
	for _, s := range in.Sets {
		if err := writeLine(w, s); err != nil {
			return err
		}
	}
	return nil
}

func writeLine(w io.Writer, v any) error {
	b, err := Marshal(v)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}

// ReadRequest reads the lines of a request, within the limits.
func ReadRequest(r io.Reader) (Request, error) {
	var in Request
	limited := &io.LimitedReader{R: r, N: MaxRequestRaw + 1}
	lines := newScanner(limited)
	unreadable := func(what string) error {
		if err := requestError(lines.Err(), limited); err != nil { // because it was cut off there
			return err
		}
		return campus.Errorf(campus.Invalid, "%s is not readable", what)
	}
	if !lines.Scan() || json.Unmarshal(lines.Bytes(), &in) != nil {
		return in, unreadable("the request's first line")
	}
	for lines.Scan() {
		var s SignedSet
		if json.Unmarshal(lines.Bytes(), &s) != nil {
			return in, unreadable("a set in the request")
		}
		if in.Sets = append(in.Sets, s); len(in.Sets) > MaxRequestSets {
			return in, campus.Errorf(campus.TooLarge, "a request holds up to %d sets", MaxRequestSets)
		}
	}
	return in, requestError(lines.Err(), limited)
}

func requestError(err error, r *io.LimitedReader) error {
	var most *http.MaxBytesError
	switch {
	case errors.As(err, &most):
		return campus.Errorf(campus.TooLarge, "a request has up to %d KB", most.Limit>>10)
	case r.N <= 0:
		return campus.Errorf(campus.TooLarge, "a request holds up to %d MB", MaxRequestRaw>>20)
	case err != nil:
		return campus.Errorf(campus.Invalid, "the request is not readable: %v", err)
	}
	return nil
}

func newScanner(r io.Reader) *bufio.Scanner {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 64<<10), MaxLine)
	return s
}

// ReadItems calls item for each line of an answer until the end item. A stream
// that stops before it is answered with BadAnswer.
func ReadItems(r io.Reader, item func(Item) error) error {
	lines := newScanner(r)
	for lines.Scan() {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var i Item
		if err := json.Unmarshal(lines.Bytes(), &i); err != nil {
			return campus.Errorf(BadAnswer, "the server's answer is not readable; what was received before is safe")
		}
		if i.Error != nil {
			return i.Error
		}
		if !i.Known() {
			i.Raw = bytes.Clone(lines.Bytes())
		}
		if err := item(i); err != nil {
			return err
		}
		if i.End != nil {
			return nil
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return campus.Errorf(BadAnswer, "the server's answer has a line over %d MB", MaxLine>>20)
	}
	return campus.Errorf(BadAnswer, "the line was cut in the middle of an answer; what was received before is safe")
}
