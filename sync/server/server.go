// Package server is the central server: protocol.Service on a database, the
// HTTP handlers in front of it, and the accounts.
package server

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"rantau/campus"
	"rantau/storage/blob"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// Server implements protocol.Service on one folder.
type Server struct {
	db      *sqlitedb.DB
	blobs   *blob.Store
	id      campus.ID
	key     ed25519.PrivateKey
	name    string
	now     func() time.Time
	news    *newsroom
	gate    *gate
	quota   int64
	errand  chan struct{} // something may be owed
	hashing chan struct{} // bounds the memory that argon2id takes
	heads   *headCache
	claim   *flock.Flock // one process a folder: two would each hold half of the news
}

var _ protocol.Service = (*Server)(nil)

// Options of a server. The zero value is fine.
type Options struct {
	Name  string
	Clock func() time.Time // time.Now when nil
	Quota int64            // bytes of files a person may bring; DefaultQuota when 0
}

// DefaultQuota is room for a teacher's courses with their films.
const DefaultQuota = 10 << 30

// ErrTaken says that another process has the folder open.
var ErrTaken = errors.New("another server has this folder open")

// database is the name of the server's file in its folder.
const database = "server.db"

// In tells whether a folder holds a server.
func In(folder string) (bool, error) {
	_, err := os.Stat(filepath.Join(folder, database))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Open opens the server's folder, and makes it when it is new.
func Open(folder string, o Options) (*Server, error) {
	claim, err := take(folder)
	if err != nil {
		return nil, err
	}
	s, err := openFolder(folder, o)
	if err != nil {
		_ = claim.Unlock()
		return nil, err
	}
	s.claim = claim
	return s, nil
}

// take makes the folder and claims it for this process.
func take(folder string) (*flock.Flock, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the server's folder: %w", err)
	}
	claim := flock.New(filepath.Join(folder, "lock"))
	free, err := claim.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the server's folder: %w", err)
	}
	if !free {
		return nil, fmt.Errorf("%s: %w", folder, ErrTaken)
	}
	return claim, nil
}

func openFolder(folder string, o Options) (*Server, error) {
	path := filepath.Join(folder, database)
	db, err := sqlitedb.Open(path, schema)
	if err != nil {
		return nil, fmt.Errorf("open the server's database %s: %w", path, err)
	}
	blobs, err := blob.Open(filepath.Join(folder, "chunks"))
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open the server's chunks: %w", err)
	}
	s := &Server{db: db, blobs: blobs, name: o.Name, now: o.Clock, news: newNewsroom(), heads: newHeadCache(), errand: make(chan struct{}, 1), hashing: make(chan struct{}, 2)}
	if s.quota = o.Quota; s.quota == 0 {
		s.quota = DefaultQuota
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.gate = newGate(s.now)
	if s.name == "" {
		s.name = "Rantau"
	}
	if err := s.found(); err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// found reads what the server is, or decides it once and for ever.
func (s *Server) found() error {
	return s.db.Write(context.Background(), sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		var key []byte
		old, err := tx.Maybe(`SELECT value FROM meta WHERE name='key'`, nil, &key)
		if err != nil {
			return err
		}
		if !old {
			_, key, err = ed25519.GenerateKey(rand.Reader)
			if err != nil {
				return err
			}
			for name, v := range map[string][]byte{"key": key, "id": []byte(campus.NewID())} {
				if _, err := tx.Exec(`INSERT INTO meta VALUES (?,?)`, name, v); err != nil {
					return err
				}
			}
		}
		s.key = key
		var id []byte
		if err := tx.Row(`SELECT value FROM meta WHERE name='id'`, nil, &id); err != nil {
			return err
		}
		s.id = campus.ID(id)
		return nil
	})
}

// Close closes the database. Requests under way fail.
func (s *Server) Close() error {
	s.news.close()
	err := s.db.Close()
	if s.claim != nil {
		_ = s.claim.Unlock()
	}
	return err
}

// Hush lets go of everybody who waits for news, so that the server can stop.
func (s *Server) Hush() { s.news.close() }

// OnCommit has f asked before each commit from now on; its error rolls back.
// Tests stop a server there.
func (s *Server) OnCommit(f func() error) { s.db.Fault = f }

// ID is the server's own.
func (s *Server) ID() campus.ID { return s.id }

// Commons is the space that everybody shares; false before it was made.
func (s *Server) Commons(ctx context.Context) (id campus.ID, found bool, err error) {
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) (err error) {
		found, err = tx.Maybe(`SELECT id FROM spaces WHERE type='commons' ORDER BY id LIMIT 1`, nil, &id)
		return err
	})
	return id, found, err
}

// Hello implements protocol.Service.
func (s *Server) Hello(context.Context) (protocol.Hello, error) {
	h := protocol.Hello{Server: s.id, Key: s.publicKey(), Name: s.name, Versions: []int{protocol.Version}, Time: s.now().UnixMilli()}
	for _, k := range campus.Kinds {
		h.Kinds = append(h.Kinds, k.Name)
	}
	return h, nil
}

func (s *Server) publicKey() ed25519.PublicKey { return s.key.Public().(ed25519.PublicKey) }

// newStamp is the random mark of one sequence.
func newStamp() string {
	var b [4]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
