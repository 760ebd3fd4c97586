package reader

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
)

// A frame is what goes between the program and its worker:
//
//	1 byte   what it is
//	4 bytes  length of the head, big-endian
//	4 bytes  length of the data, big-endian
//	head     JSON
//	data     pixels: red, green, blue, alpha; a text; letters (letters.go); JSON
//
// The limits are part of the protocol; a frame beyond them ends the worker.
const (
	maxPages  = 20_000     // more pages than that are a lie, or nobody's to read in a window
	maxPixels = 30_000_000 // of one page
	maxHead   = 64 << 10
	maxData   = 4 * maxPixels
	maxBlock  = 64        // pages whose size is asked for at once
	maxText   = 256 << 10 // bytes of text of one page

	maxLetters  = 100_000 // of one page
	maxLinks    = 1_000   // of one page
	maxAddress  = 2_000   // bytes
	maxOutline  = 5_000   // entries
	maxHeading  = 300     // bytes of one
	maxPassword = 200     // bytes
	maxAnswer   = 16 << 20
	maxValues   = 16 << 20 // of a form
	maxForm     = 4 << 20  // what is told of one
)

// What a frame is.
const (
	askOpen    = 'o'
	askSizes   = 's'
	askRender  = 'r'
	askText    = 't'
	askLetters = 'l'
	askLinks   = 'n'
	askOutline = 'u'
	askFields  = 'f' // of the worker of forms
	askFill    = 'w'
	answer     = 'k'
	failure    = 'e'
)

type frame struct {
	what byte
	head []byte
	data []byte
}

// The heads.
type (
	openAsk struct {
		Path     string `json:"path"`
		Password string `json:"password,omitempty"`
	}
	openAnswer struct {
		Pages int  `json:"pages"`
		More  bool `json:"more,omitempty"`  // the file claims more pages than are shown
		Cut   bool `json:"cut,omitempty"`   // its end is missing
		Drawn bool `json:"drawn,omitempty"` // a printer would not take the file itself
	}
	sizesAsk struct {
		From  int `json:"from"`
		Count int `json:"count"`
	}
	sizesAnswer struct {
		Sizes []size `json:"sizes"` // zero for a page that cannot be read
	}
	renderAsk struct {
		Page  int     `json:"page"`
		Scale float64 `json:"scale"`          // points of the screen for one of the page
		Turn  int     `json:"turn,omitempty"` // quarters to the right
	}
	renderAnswer struct {
		Width  int `json:"width"`
		Height int `json:"height"`
	}
	pageAsk struct { // for text, letters and links
		Page int `json:"page"`
	}
	fillAnswer struct {
		Whole bool `json:"whole,omitempty"` // the data is the file, not what goes behind it
		Cut   int  `json:"cut,omitempty"`   // fields whose text is longer than their boxes
	}
	noHead     struct{}
	failAnswer struct {
		Why string `json:"why"`
	}
)

// size is that of a page in points, 72 to the inch.
type size struct {
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// ok tells whether a page can have this size.
func (s size) ok() bool { return s.W >= 1 && s.H >= 1 && s.W <= maxSide && s.H <= maxSide }

// maxSide is the longest side of a page in points: 350 metres.
const maxSide = 1_000_000

func writeFrame(w io.Writer, what byte, head any, data []byte) error {
	h, err := json.Marshal(head)
	if err != nil {
		return err
	}
	b := make([]byte, 9, 9+len(h))
	b[0] = what
	binary.BigEndian.PutUint32(b[1:], uint32(len(h)))
	binary.BigEndian.PutUint32(b[5:], uint32(len(data)))
	if _, err := w.Write(append(b, h...)); err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// readFrame reads a frame with at most so much data.
func readFrame(r io.Reader, limit int) (frame, error) {
	var b [9]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return frame{}, err
	}
	head, data := binary.BigEndian.Uint32(b[1:]), binary.BigEndian.Uint32(b[5:])
	if head > maxHead || uint64(data) > uint64(limit) {
		return frame{}, fmt.Errorf("a frame with %d and %d bytes is over the limit", head, data)
	}
	f := frame{what: b[0], head: make([]byte, head), data: make([]byte, data)}
	if _, err := io.ReadFull(r, f.head); err != nil {
		return frame{}, noHalf(err)
	}
	if _, err := io.ReadFull(r, f.data); err != nil {
		return frame{}, noHalf(err)
	}
	return f, nil
}

// noHalf tells the end inside a frame from the end between two.
func noHalf(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
