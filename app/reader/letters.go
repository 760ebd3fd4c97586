package reader

import (
	"encoding/binary"
	"errors"
	"math"

	"rantau/app/reader/mupdf"
)

// box is a place on a page, in points from its upper left corner as it is drawn unturned.
type box struct {
	X0 float32 `json:"x0"`
	Y0 float32 `json:"y0"`
	X1 float32 `json:"x1"`
	Y1 float32 `json:"y1"`
}

// link is a place that leads to a page of the document, from 0, or else to an address.
type link struct {
	Box     box     `json:"box"`
	Page    int     `json:"page"` // -1 for none
	Top     float32 `json:"top"`  // in points
	Address string  `json:"address,omitempty"`
}

// heading is an entry of a document's outline.
type heading struct {
	Level int     `json:"level"` // from 1
	Title string  `json:"title"`
	Page  int     `json:"page"` // from 0; -1 for none
	Top   float32 `json:"top"`
}

// A letter is packed in 21 bytes: four sides, the rune, what ends behind it.
const letterSize = 21

var errLetters = errors.New("letters")

func packLetters(all []mupdf.Char) []byte {
	out := make([]byte, 0, len(all)*letterSize)
	for _, c := range all {
		for _, f := range []float32{c.X0, c.Y0, c.X1, c.Y1} {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(f))
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(c.Rune)) //nolint:gosec // read back as it is
		out = append(out, byte(c.Ends))
	}
	return out
}

// letters is what is written on a page.
type letters []letter

// letter is one letter where it stands.
type letter struct {
	box
	r    rune
	ends mupdf.Ends
}

// unpackLetters reads what a worker said, which may be anything.
func unpackLetters(data []byte) (letters, error) {
	if len(data)%letterSize != 0 || len(data) > maxLetters*letterSize {
		return nil, errLetters
	}
	out := make(letters, len(data)/letterSize)
	for i := range out {
		b := data[i*letterSize:]
		side := func(n int) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b[4*n:])) }
		l := letter{box: box{side(0), side(1), side(2), side(3)}, r: int32(binary.LittleEndian.Uint32(b[16:])), ends: mupdf.Ends(b[20])} //nolint:gosec // checked below
		if !l.sound() || l.r < 0 || l.r > 0x10FFFF || l.ends < 0 || l.ends > mupdf.Block {
			return nil, errLetters
		}
		out[i] = l
	}
	return out, nil
}

// sound tells whether a box can be on a page.
func (b box) sound() bool {
	for _, f := range []float32{b.X0, b.Y0, b.X1, b.Y1} {
		if !(f > -maxSide && f < maxSide) { // NaN too
			return false
		}
	}
	return b.X0 <= b.X1 && b.Y0 <= b.Y1
}
