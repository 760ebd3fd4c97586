package protocol

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"rantau/campus"
)

// WriteFrame writes a chunk: its length as four bytes, the highest first, then
// its bytes.
func WriteFrame(w io.Writer, b []byte) error {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(b))) //nolint:gosec // chunks are at most MaxChunk
	if _, err := w.Write(n[:]); err != nil {
		return err
	}
	_, err := w.Write(b)
	return err
}

// ReadFrame reads a chunk; io.EOF tells that there is none any more.
func ReadFrame(r io.Reader) ([]byte, error) {
	var n [4]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, cut(err)
		}
		return nil, err
	}
	size := binary.BigEndian.Uint32(n[:])
	if size > MaxChunk {
		return nil, campus.Errorf(campus.TooLarge, "a chunk has up to %d KB", MaxChunk>>10)
	}
	b := make([]byte, size)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, cut(err)
	}
	return b, nil
}

func cut(why error) error {
	return fmt.Errorf("%w (%w)", campus.Errorf(BadAnswer, "the line was cut in the middle of a file"), why)
}
