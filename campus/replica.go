package campus

import (
	"context"
	"time"
)

// Replica is the local copy as the screens see it. Every method works with no
// network. Methods may wait for the disk: never call them on the goroutine that
// draws.
type Replica interface {
	// Me is the person whose copy this is.
	Me() ID
	// Device names this copy among those of the person.
	Device() string
	// Actor gives what I am in a space.
	Actor(ctx context.Context, space ID) (Actor, error)

	// Record gives one record as shown, with its versions. The error has the
	// code NotFound when it is not here.
	Record(ctx context.Context, id ID) (Record, error)
	// Records lists records as shown, without versions and tombstones.
	Records(ctx context.Context, q Query) ([]Record, error)
	// Past gives what a record with a text was before, as far as this copy has seen
	// it, newest first: Body, and in Editor and Edited who wrote it and when.
	Past(ctx context.Context, space, id ID) ([]Record, error)
	// Count counts what Records would list.
	Count(ctx context.Context, q Query) (int, error)
	// Spaces lists the spaces of the given types that I am in, by name.
	Spaces(ctx context.Context, types ...SpaceType) ([]Space, error)
	// Unread tells of every thread that I can read what of it I have not seen.
	Unread(ctx context.Context) (map[Thread]Unread, error)

	Searcher

	// Save keeps an action: the records as shown and the signed set, in one
	// durable transaction. A rule that is broken is the error, and nothing is
	// saved.
	Save(ctx context.Context, a Action) error

	// Waiting lists the sets that the server has not settled, oldest first, and
	// those that it refused and nobody has dealt with.
	Waiting(ctx context.Context) ([]WaitingSet, error)
	// Discard lets go of a refused set for good.
	Discard(ctx context.Context, space ID, number int64) error

	// Draft gives the text that was being typed at a place, "" if none.
	Draft(ctx context.Context, place string) (string, error)
	// KeepDraft keeps the text being typed at a place; "" lets go of it.
	KeepDraft(ctx context.Context, place, text string) error

	// Activity tells what was said in the threads of some spaces. It counts nothing:
	// how many there are is known at any size of the copy.
	Activity(ctx context.Context, spaces []ID) (map[ID]Activity, error)

	// Contested lists records beside which another version stands, with their versions,
	// where one side is mine or I am on the staff: it is for me to choose, or to know.
	Contested(ctx context.Context) ([]Record, error)

	// Watch calls f soon after records changed, from any goroutine, until
	// cancel is called. Changes that come close together come as one.
	Watch(f func(Notice)) (cancel func())
}

// Query selects records. Zero fields select nothing in particular.
type Query struct {
	Space   ID
	Spaces  []ID // any of these
	Kind    string
	Of      ID        // records whose field of names this record
	OfAny   []ID      // records whose field of names any of these
	Topic   ID        // posts of this topic
	Lesson  ID        // documents of this lesson
	After   time.Time // made later than this, by the server's clock
	NotBy   ID        // leaves out what this person made
	Aside   bool      // only what is not for every member
	Order   Order
	Limit   int // 0: no limit; Count counts up to it
	Offset  int
	Deleted bool // tombstones too
}

// Order is how Records sorts.
type Order int

// The orders.
const (
	OldestFirst Order = iota // by creation
	NewestFirst
	ByName  // by the field name or title
	ByOrder // by the field order
)

// Space is a space that I am in.
type Space struct {
	ID      ID
	Type    SpaceType
	Name    string
	Role    Role
	Root    Record
	Members int
}

// WaitingSet is a set in the outbox, for people to look at.
type WaitingSet struct {
	Space  ID
	Number int64
	State  State // Waiting, Later, Held or Refused
	Code   Code
	Reason string
	// Place is what the space was called, of a refused set in one that was left.
	Place   string
	Saved   time.Time
	Changes []Change
}

// Files are the bytes of documents.
type Files interface {
	// Add takes a file in: cuts it into chunks, stores them, and gives the
	// document that describes it, ready for Create. The file itself is not
	// needed afterwards.
	Add(ctx context.Context, path string) (Document, error)
	// State tells how much of a document is here.
	State(ctx context.Context, document ID) (FileState, error)
	// Open gives a file on disk with the document's bytes, for reading only. It
	// fetches what is missing first and calls progress, and fails with the code
	// NotHere when there is no line.
	Open(ctx context.Context, document ID, progress func(FileState)) (path string, err error)
	// OpenVersion is Open for another file of the document than the one that it has,
	// by its manifest.
	OpenVersion(ctx context.Context, document ID, manifest string, progress func(FileState)) (path string, err error)

	// OpenMine gives a file on disk of a document of which there is no record: it was
	// refused, and its bytes are on this computer alone until the set is discarded.
	OpenMine(ctx context.Context, doc Document) (path string, err error)

	// Waiting lists the files whose bytes are still to go to the server, which has their
	// records; the rest goes with its set.
	Waiting(ctx context.Context) ([]WaitingFile, error)

	// Coming lists the files that are kept on this computer and are not all here yet, at
	// most 200.
	Coming(ctx context.Context) ([]WaitingFile, error)
	// Pause holds up the way of a document's bytes, either way, or lets it go on; it lasts
	// over a restart. What somebody opens comes all the same.
	Pause(ctx context.Context, document ID, on bool) error

	// Keep keeps a document, all that is in a folder, or all of a space on this computer:
	// it is fetched when there is a line. Off, nothing is taken away.
	Keep(ctx context.Context, documentFolderOrSpace ID, on bool) error
	// Kept lists the documents, folders and spaces that are kept.
	Kept(ctx context.Context) (map[ID]bool, error)
	// Rules say what is kept without being asked, and how much room all may take.
	Rules(ctx context.Context) (KeepRules, error)
	SetRules(ctx context.Context, k KeepRules) error
	// Room tells how much of the disk some documents take; nil is all there is.
	Room(ctx context.Context, documents []ID) (Room, error)
	// Free takes from this computer what Room says can go, and tells how much that
	// was.
	Free(ctx context.Context, documents []ID) (int64, error)
}

// WaitingFile is a file on its way to the server.
type WaitingFile struct {
	Document Record
	Name     string
	State    FileState
}

// Room is how much of the disk documents take, in bytes.
type Room struct {
	Taken int64
	// Free is what can go: what the server has, and what no document needs that is
	// kept here. What is not on the server, or was sent so lately that the server
	// could lose it, stays.
	Free int64
}

// NotHere is the code of a document whose bytes can't be had now.
const NotHere Code = "not_here"

// Folders are the folders on the disk that are kept in step with spaces, as the screens see
// them.
type Folders interface {
	// Mirrors tells of all of them; WatchMirrors calls f when something has changed, from
	// any goroutine.
	Mirrors(ctx context.Context) ([]MirrorStatus, error)
	WatchMirrors(f func()) (cancel func())
	// Mirror keeps a folder in step with a space from now on. What is in both is brought
	// together, nothing is written over. Unmirror lets go of it: all files stay.
	Mirror(ctx context.Context, space ID, dir string) error
	Unmirror(ctx context.Context, space ID) error
	// Agree says of a folder that asks that what has vanished was meant to; BringBack that
	// it was not: it is written again.
	Agree(space ID)
	BringBack(space ID)
	// Bin lists what lies in the bin of a space, the latest first. PutBack puts one into its
	// folder again and tells under which name.
	Bin(ctx context.Context, space ID) ([]Binned, error)
	PutBack(ctx context.Context, space ID, id string) (string, error)
}

// FileState is how much of a document is where.
type FileState struct {
	Size     int64
	Here     int64 // bytes on this computer
	OnServer bool  // the server has all of it
	// Trouble says why the server did not take it; it is tried again at each sync.
	Trouble string
	// Held tells that it is on its way to the server and the data limits hold it back.
	Held bool
	// Paused tells that its person holds it up.
	Paused bool
	// NoRoom tells that it is kept and does not come: the limit of what files may take is
	// reached (KeepRules).
	NoRoom bool
}

// Whole tells whether all of the file is here.
func (s FileState) Whole() bool { return s.Here >= s.Size }

// Link is the line to the server as the screens see it.
type Link interface {
	// Status tells how things stand.
	Status() Status
	// WatchStatus calls f when the status changes, from any goroutine.
	WatchStatus(f func(Status)) (cancel func())
	// WorkOffline stops or allows all use of the network; it lasts over a
	// restart.
	WorkOffline(bool)
	// Now asks for a sync at once.
	Now()
	// Anyway asks for a sync whatever the budget says; SendHeld sends, besides, the files
	// that the data limits hold back, once.
	Anyway()
	SendHeld()
	// Budget is the most that may go over the wire by itself; SetBudget sets it.
	Budget() Budget
	SetBudget(ctx context.Context, b Budget) error
	// Usage lists what the days cost, Syncs is the log of syncs; the newest come first.
	Usage(ctx context.Context) ([]Usage, error)
	Syncs(ctx context.Context) ([]SyncNote, error)
}

// Status is the truth for the status line.
type Status struct {
	Line     LineState
	Syncing  bool
	Waiting  int   // sets in the outbox that wait, without notes
	Notes    int   // sets in the outbox that hold nothing but notes (WaitingSet.IsNote)
	Refused  int   // sets that were refused and wait for the person
	Files    int   // documents whose bytes wait to be sent
	Held     int   // of these, those that the data limits hold back
	HeldSize int64 // their bytes
	Paused   int   // of the files, those that their person holds up, and that are not held
	// Contested is how many records have another version beside them, and concern me.
	Contested int
	LastSync  time.Time
	// Metered tells that the system says that the line costs by the byte.
	Metered bool
	// Slow tells that the last sync found the line slow (campus.Slow).
	Slow bool
	// Trouble is what went wrong, in a sentence, and what is safe; "" if nothing.
	Trouble string
	// Moving tells what is under way; the zero value if nothing.
	Moving Moving
	// Moved grows each time that files have had their turn: whoever shows where files are
	// looks again, also where all of Moving went by between two looks.
	Moved int
}

// LineState is how the line is.
type LineState string

// The states of the line.
const (
	Online     LineState = "online"
	Unreached  LineState = "unreached"  // the server does not answer
	OffByHand  LineState = "off"        // the person works offline
	Spent      LineState = "spent"      // the budget is used up
	SignedOut  LineState = "signed_out" // the server no longer knows this device
	TooOld     LineState = "too_old"    // the server speaks a newer protocol
	NotTriedIt LineState = "starting"
)
