// Package sync is the engine: it pushes, pulls, moves files, and knows when to
// try again. It speaks to the local copy and to the server through interfaces.
package sync

import (
	"context"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Store is the local copy as the engine sees it. storage.Replica implements it.
type Store interface {
	Identity() protocol.Identity
	SignIn(ctx context.Context, who protocol.Identity) error

	// Outgoing gives sets to send, oldest first, within the limits.
	Outgoing(ctx context.Context, maxBytes, maxSets int) ([]protocol.SignedSet, error)
	// Queue counts what waits, how much of that is notes, what was refused, and
	// documents to upload.
	Queue(ctx context.Context) (waiting, notes, refused, files int, err error)
	// Cursors gives the table of cursors, and of it what the server was not
	// told; Told notes that it was.
	Cursors(ctx context.Context) (table, untold map[campus.ID]string, err error)
	Told(ctx context.Context, cursors map[campus.ID]string) error

	// Settle, Apply, Back and Left file what the server says.
	Settle(ctx context.Context, outcomes []campus.Outcome) error
	Apply(ctx context.Context, pages []protocol.Page) error
	Back(ctx context.Context, space campus.ID) error
	Left(ctx context.Context, l protocol.LeftItem) error
	// Whole notes that an answer was read to its end: the cursors stand at the
	// heads.
	Whole(ctx context.Context) error
	Heard(ctx context.Context, server int64) error
	KeepUnknown(ctx context.Context, line []byte) error

	// Resend and Fork answer a server that lost sets, and a cloned copy.
	Resend(ctx context.Context, space campus.ID, from int64) (bool, error)
	Fork(ctx context.Context, who protocol.Identity, resend ...campus.ID) error

	// Uploads lists files whose bytes have to go, each by its manifest; Uploaded
	// ends one.
	Uploads(ctx context.Context) ([]protocol.DocumentRef, error)
	Uploaded(ctx context.Context, d protocol.DocumentRef) error

	// Keep notes what is kept on this computer, Kept lists it, Wanted names the
	// manifests of files that only this computer may have.
	Keep(ctx context.Context, space, id campus.ID, on bool) error
	Kept(ctx context.Context) (map[campus.ID]bool, error)
	Wanted(ctx context.Context) (map[string]bool, error)

	Record(ctx context.Context, id campus.ID) (campus.Record, error)
	Records(ctx context.Context, q campus.Query) ([]campus.Record, error)
	Contested(ctx context.Context) ([]campus.Record, error)
	Watch(f func(campus.Notice)) (cancel func())
	Setting(ctx context.Context, name string) (string, error)
	KeepSetting(ctx context.Context, name, value string) error

	// Used adds to what a day cost on the wire, Usage lists the days; KeepSync puts a
	// line into the log of syncs, Syncs lists it. The newest come first.
	Used(ctx context.Context, day string, sent, received int64) error
	Usage(ctx context.Context) ([]campus.Usage, error)
	KeepSync(ctx context.Context, n campus.SyncNote) error
	Syncs(ctx context.Context) ([]campus.SyncNote, error)
}
