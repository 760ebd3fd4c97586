package protocol

import (
	"encoding/json"
	"errors"

	"rantau/campus"
)

// Item is one line of the answer to a sync. Exactly one of its fields is set. A
// line with none that is known is kept and passed over: a newer server may say
// more.
type Item struct {
	Outcome *campus.Outcome `json:"outcome,omitempty"`
	Space   *SpaceItem      `json:"space,omitempty"`
	Record  *RecordItem     `json:"record,omitempty"`
	Gone    *GoneItem       `json:"gone,omitempty"`
	Page    *PageItem       `json:"page,omitempty"`
	Back    *BackItem       `json:"back,omitempty"`
	Left    *LeftItem       `json:"left,omitempty"`
	Ahead   *AheadItem      `json:"ahead,omitempty"`
	End     *EndItem        `json:"end,omitempty"`
	Error   *campus.Error   `json:"error,omitempty"`
	// Raw is the line itself where nothing in it was understood.
	Raw json.RawMessage `json:"-"`
}

// Known tells whether the item is one this program understands.
func (i Item) Known() bool {
	return i.Outcome != nil || i.Space != nil || i.Record != nil || i.Gone != nil || i.Page != nil ||
		i.Back != nil || i.Left != nil || i.Ahead != nil || i.End != nil || i.Error != nil
}

// SpaceItem says that the records, the gone and the page that follow belong to
// this space, and what the person is there.
type SpaceItem struct {
	ID   campus.ID   `json:"id"`
	Role campus.Role `json:"role"`
	// Fresh is set when the space is sent from its beginning.
	Fresh bool `json:"fresh,omitempty"`
}

// RecordItem is a record as it is now. Editor and Edited are left out where
// they are the author and the time of creation. A tombstone has no body.
type RecordItem struct {
	ID       campus.ID        `json:"id"`
	Kind     string           `json:"kind"`
	Seq      int64            `json:"seq"`
	Audience campus.Audience  `json:"audience,omitempty"`
	Author   campus.ID        `json:"author,omitempty"`
	Created  int64            `json:"created"`
	Written  *campus.Written  `json:"written,omitempty"`
	Editor   campus.ID        `json:"editor,omitempty"`
	Edited   int64            `json:"edited,omitempty"`
	Deleted  bool             `json:"deleted,omitempty"`
	Body     json.RawMessage  `json:"body,omitempty"`
	Versions []campus.Version `json:"versions,omitempty"`
}

// GoneItem takes a record away that this person may no longer read.
type GoneItem struct {
	ID campus.ID `json:"id"`
}

// PageItem ends a page: what came since the space was named is to be committed
// together with the cursor.
type PageItem struct {
	Cursor string `json:"cursor"`
	// Whole is set when the cursor stands at the head of the space.
	Whole bool `json:"whole,omitempty"`
}

// MaxCursor is how many bytes a cursor has at most.
const MaxCursor = 120

// CursorSound tells whether a text can be a cursor: a replica keeps it and gives it back, and
// reads nothing in it. There is no space in one, nor what can't be seen.
func CursorSound(c string) bool {
	for i := range len(c) {
		if c[i] <= ' ' || c[i] > '~' {
			return false
		}
	}
	return len(c) > 0 && len(c) <= MaxCursor
}

// BackItem says that the server went back in time: it does not know the cursor
// of this space. The space follows from its beginning; what does not come again
// is to be kept, and the sent box sent.
type BackItem struct {
	Space campus.ID `json:"space"`
}

// LeftItem is an explicit removal: the membership, which it names, has ended.
type LeftItem struct {
	Space      campus.ID `json:"space"`
	Membership campus.ID `json:"membership"`
}

// AheadItem says how much is owed from here on, also where max_bytes ends this answer
// before: records that this person may read, and their size by Weight.
type AheadItem struct {
	Records int64 `json:"records"`
	Bytes   int64 `json:"bytes"`
}

// Sound tells whether the numbers can be meant.
func (a AheadItem) Sound() bool {
	const most = 1 << 50
	return a.Records >= 0 && a.Records < most && a.Bytes >= 0 && a.Bytes < most
}

// MuchAhead is from how many records on the answer says how much is owed: with fewer
// nobody waits.
const MuchAhead = 200

// Weight is what a record with a body so long counts for in an AheadItem: the body, and
// 200 bytes for the rest of its line.
func Weight(body int) int64 { return int64(body) + 200 }

// EndItem is the last line. A stream without it was cut.
type EndItem struct {
	Time int64 `json:"time"` // the server's clock, ms since 1970
	// More is set when max_bytes stopped the stream.
	More bool `json:"more,omitempty"`
	// Cursors is set when the digest was not the one the server has: nothing was
	// read, ask again with the whole table.
	Cursors bool `json:"cursors,omitempty"`
}

// Limits of messages, in bytes unless said otherwise.
const (
	MaxRequest     = 256 << 10 // of a sync request as it is sent, compressed
	MaxRequestRaw  = 4 << 20   // of the same, unpacked
	MaxRequestSets = 2000      // sets
	MaxLine        = 8 << 20   // of one line of a stream
	MaxPage        = 40 << 10  // of the lines of a page, unpacked, unless one record is larger
	MaxChunk       = 256 << 10
	MaxChunks      = 256     // chunks in one GetChunks
	MaxPut         = 4 << 20 // of chunks in one PutChunks
	MaxManifest    = 8 << 20
	MaxWanted      = 4096   // chunks that one answer to an offer names
	MaxTogether    = 128    // documents in one request
	MaxCursors     = 10_000 // spaces in a device's table
	MaxDevice      = 100    // characters of a device's name; a longer one is cut
)

// ErrEnough is what an item function answers to a page after which it wants no
// more for now. The server ends the stream with More.
var ErrEnough = errors.New("enough for now")

// ErrBack is what a store answers when it finds that the server went back in
// time: the exchange ends, and the next one begins the space anew.
var ErrBack = errors.New("the server went back in time")
