// Package sample makes the sample campus: invented institutions, people,
// groups, classes and what they say to each other, as the actions in which it
// would have come about. The same seed, size and time give the same bytes,
// identifiers and times, so that a fault that shows on the sample shows again.
//
// It knows the domain and nothing else: whoever applies the steps decides how.
package sample

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"time"

	"rantau/campus"
)

// Size names how large the campus is.
type Size string

// The sizes: Small is what a first start shows, Batch is one whole exchange.
// README.md says how many records of each kind they hold.
const (
	Small Size = "small"
	Batch Size = "batch"
)

// Password is the one password of every account of the sample campus.
const Password = "merantau"

// The accounts that are the same in every size and from every seed, by user
// name. The teacher is who a first start signs in as.
const (
	Teacher     = "siti"  // owns two classes, is in three groups and two talks
	Student     = "dara"  // in the teacher's classes, at the partner institution
	Coordinator = "agus"  // at the teacher's institution
	Secretariat = "maria" // owner of the commons
)

// Config says what to make.
type Config struct {
	Seed int64
	Size Size
	// Now is the moment the campus leads up to: everything lies in the eight
	// weeks before it.
	Now time.Time
	// Manifest gives the hash of the manifest of a file. Where it is nil, the
	// SHA-256 of the file stands in, which is enough for tests of the rules.
	Manifest func(content []byte) string
}

// Account is somebody who can sign in.
type Account struct {
	Person      campus.ID
	User        string
	Name        string
	Password    string
	Work        string // student, teacher, coordinator, secretariat
	Institution campus.ID
	Country     string
}

// Step is one action, by one person or by the server itself.
type Step struct {
	Author campus.ID // "" for the server
	At     time.Time
	Action campus.Action
	// Files gives the bytes of each document in the action, by record.
	Files map[campus.ID]func() []byte
}

// Generate makes the accounts and the steps, oldest first: each can be applied
// once those before it are. The rules of campus accept them all, with one
// reading: whoever makes a space acts as its owner (campus.Founds).
//
// The bytes of documents are made while the steps are read, to name their
// manifests, and again whenever a function of Files is called; they are never
// kept. The steps can be read more than once.
func Generate(cfg Config) ([]Account, iter.Seq[Step]) {
	b := newBuilder(cfg)
	b.found()
	b.fill()
	slices.SortStableFunc(b.steps, func(x, y pending) int { return x.at.Compare(y.at) })
	return b.accounts(), func(yield func(Step) bool) {
		for _, p := range b.steps {
			if !yield(b.finish(p)) {
				return
			}
		}
	}
}

// Find gives the account with a user name.
func Find(accounts []Account, user string) (Account, bool) {
	i := slices.IndexFunc(accounts, func(a Account) bool { return a.User == user })
	if i < 0 {
		return Account{}, false
	}
	return accounts[i], true
}

func sha256Hex(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
