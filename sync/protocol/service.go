// Package protocol is what a replica and a server say to each other: the
// messages, the Service that both ends implement, and the table of errors. How
// messages look on the wire is described in docs/sync.md.
package protocol

import (
	"context"
	"time"

	"rantau/campus"
)

// Version is the version of the protocol that this program speaks.
const Version = 1

// Service is the whole protocol: the server implements it on a database, the
// REST client by asking over HTTP. A test can put a replica and a server back
// to back. Tokens name the device; a wrong one is answered with SignedOut.
// Errors are *campus.Error.
type Service interface {
	// Hello tells who the server is. It needs no token.
	Hello(ctx context.Context) (Hello, error)

	// SignIn registers the device's key for the person with this name and
	// password.
	SignIn(ctx context.Context, in SignIn) (SignedIn, error)
	// NewDevice registers another key for a device that was found to be forked.
	// The old key and its token stay with whoever else has them.
	NewDevice(ctx context.Context, token string, in NewDevice) (SignedIn, error)
	// SignOut forgets the token.
	SignOut(ctx context.Context, token string) error

	// Sync is the one round trip: it takes sets, answers with outcomes, and
	// sends what is new in pages. item is called in the order of the stream; its
	// error ends the exchange. Pages that were received stay good.
	Sync(ctx context.Context, token string, in Request, item func(Item) error) error
	// News waits until the device's cursors, named by their digest, are behind,
	// or until the server finds it has waited long enough (false).
	News(ctx context.Context, token, digest string, wait time.Duration) (bool, error)

	// Offer brings a document's manifest and asks which of its chunks to send.
	// When none is missing the document is stored from then on.
	Offer(ctx context.Context, token string, in Offer) (Wanted, error)
	// PutChunks sends chunks; next gives one after the other and io.EOF at the
	// end. The server names each by its own hash.
	PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error
	// PatchChunks is PutChunks for chunks that resemble some that the server has, in a file
	// of the same document that the person may read.
	PatchChunks(ctx context.Context, token string, in Patch, next func() ([]byte, error)) error
	// Manifest gives the manifest of a stored document that the person may read.
	Manifest(ctx context.Context, token string, doc DocumentRef) ([]byte, error)
	// GetChunks sends chunks of such a document in the order asked for.
	GetChunks(ctx context.Context, token string, in GetChunks, chunk func([]byte) error) error

	// OfferAll is Offer for up to MaxTogether documents. All answers together name up to
	// MaxWanted chunks.
	OfferAll(ctx context.Context, token string, in Offers) (Answers, error)
	// ManifestAll is Manifest for up to MaxTogether documents.
	ManifestAll(ctx context.Context, token string, in Lists) (Manifests, error)
	// GetAll is GetChunks for up to MaxTogether documents, MaxChunks chunks of all of them.
	// Of a request of which one part can't be answered nothing is sent.
	GetAll(ctx context.Context, token string, in Gets, chunk func([]byte) error) error
}

// Hello is what the server says of itself.
type Hello struct {
	Server   campus.ID `json:"server"`
	Key      []byte    `json:"key"` // Ed25519 public key, pinned at sign-in
	Name     string    `json:"name"`
	Versions []int     `json:"versions"` // protocol versions it speaks
	Kinds    []string  `json:"kinds"`    // kinds of records it knows
	Time     int64     `json:"time"`     // ms since 1970
}

// SignIn asks for a token and a certificate.
type SignIn struct {
	User     string `json:"user"`
	Password string `json:"password"`
	Key      []byte `json:"key"`  // the device's Ed25519 public key
	Name     string `json:"name"` // what the person will know the device by
}

// NewDevice registers another key for the person that the token belongs to.
type NewDevice struct {
	Key  []byte `json:"key"`
	Name string `json:"name"`
}

// SignedIn is what a device keeps.
type SignedIn struct {
	Token       string    `json:"token"`
	Person      campus.ID `json:"person"`
	Server      campus.ID `json:"server"`
	ServerKey   []byte    `json:"server_key"`
	Certificate string    `json:"certificate"` // the bytes of a campus.Certificate
	Signature   []byte    `json:"signature"`   // of the certificate, by the server's key
	Time        int64     `json:"time"`
}

// SignedSet is a set's bytes and its device's signature.
type SignedSet struct {
	Bytes     string `json:"set"`
	Signature []byte `json:"sig"`
}

// Request is what a replica brings to a sync.
type Request struct {
	Version int `json:"v"`
	// Digest names the table of cursors as it is now on the replica; Cursors are
	// those that changed since the server last knew. With Whole they are all.
	Digest   string               `json:"digest"`
	Cursors  map[campus.ID]string `json:"cursors,omitempty"`
	Whole    bool                 `json:"whole,omitempty"`
	MaxBytes int                  `json:"max_bytes,omitempty"` // of records, compressed; 0 is no limit
	Sets     []SignedSet          `json:"-"`                   // lines of their own
}

// DocumentRef names a document's file.
type DocumentRef struct {
	Space    campus.ID `json:"space"`
	Document campus.ID `json:"document"`
	// Version is the manifest's hash of another file than the one that the document
	// has: an earlier one, or one that stands beside it.
	Version string `json:"version,omitempty"`
}

// Offer brings a manifest.
type Offer struct {
	DocumentRef
	Manifest string `json:"manifest"` // its bytes
}

// Wanted names the chunks that the server wants of an offered document: the first
// MaxWanted of those that are missing. Only these are taken.
type Wanted struct {
	Chunks []string `json:"chunks"`
	Stored bool     `json:"stored"` // nothing is missing: the document is stored
}

// GetChunks asks for chunks of a document.
type GetChunks struct {
	DocumentRef
	Chunks []string `json:"chunks"`
	// Like are chunks that who asks has: the answer may be packed with them.
	Like *Like `json:"like,omitempty"`
}

// How long a request for news is kept waiting: UsualWait where it does not say, MostWait at
// most.
const (
	UsualWait = 4 * time.Minute
	MostWait  = 16 * time.Minute
)
