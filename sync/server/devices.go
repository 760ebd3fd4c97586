package server

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// device is who asks.
type device struct {
	id     string
	person campus.ID
	key    ed25519.PublicKey
}

var errSignedOut = &campus.Error{Code: protocol.SignedOut, Message: "the server no longer knows this device; sign in again, nothing on this computer is lost"}

// register keeps a device's key and gives it a token and a certificate. A key
// that is known keeps its chain; only its token is new.
func (s *Server) register(ctx context.Context, person campus.ID, key []byte, name string) (protocol.SignedIn, error) {
	if len(key) != ed25519.PublicKeySize {
		return protocol.SignedIn{}, campus.Errorf(campus.Invalid, "the device's key is not an Ed25519 key")
	}
	name = shortened(name)
	var raw [24]byte
	_, _ = rand.Read(raw[:])
	token := base64.RawURLEncoding.EncodeToString(raw[:])
	now := s.now().UnixMilli()
	id := campus.DeviceID(key)
	err := s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		var owner campus.ID
		known, err := tx.Maybe(`SELECT person FROM devices WHERE id=?`, []any{id}, &owner)
		if err != nil {
			return err
		}
		if known && owner != person {
			return campus.Errorf(campus.Forbidden, "this device belongs to another person; use a profile of your own")
		}
		if !known {
			if err := s.gate.newDevice(person); err != nil {
				return err
			}
		}
		_, err = tx.Exec(`INSERT INTO devices VALUES (?,?,?,?,?,?)
			ON CONFLICT (id) DO UPDATE SET token=excluded.token`, id, person, key, name, hashToken(token), now)
		if err == nil {
			_, err = tx.Exec(`INSERT INTO audit VALUES (?,?,?,?)`, now, person, "signed in", id)
		}
		return err
	})
	if err != nil {
		return protocol.SignedIn{}, err
	}
	cert, sig := campus.Certificate{Server: s.id, Person: person, Key: key, At: now}.Sign(s.key)
	return protocol.SignedIn{Token: token, Person: person, Server: s.id, ServerKey: s.publicKey(),
		Certificate: string(cert), Signature: sig, Time: now}, nil
}

// shortened makes a device's name one that can be kept: it is only for people.
func shortened(name string) string {
	r := []rune(strings.ToValidUTF8(name, ""))
	return string(r[:min(len(r), protocol.MaxDevice)])
}

func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// device finds who a token belongs to and holds the device to its rate.
func (s *Server) device(ctx context.Context, token string) (device, error) {
	d, err := s.knownDevice(ctx, token)
	if err != nil {
		return d, err
	}
	return d, s.gate.request(d.id)
}

func (s *Server) knownDevice(ctx context.Context, token string) (device, error) {
	var d device
	err := s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Row(`SELECT id, person, key FROM devices WHERE token=?`, []any{hashToken(token)}, &d.id, &d.person, &d.key)
	})
	if errors.Is(err, sqlitedb.ErrNoRow) || token == "" {
		return d, errSignedOut
	}
	return d, err
}

// NewDevice implements protocol.Service.
func (s *Server) NewDevice(ctx context.Context, token string, in protocol.NewDevice) (protocol.SignedIn, error) {
	d, err := s.device(ctx, token)
	if err != nil {
		return protocol.SignedIn{}, err
	}
	s.audit(ctx, d.person, "forked", d.id)
	return s.register(ctx, d.person, in.Key, in.Name)
}

// SignOut implements protocol.Service.
func (s *Server) SignOut(ctx context.Context, token string) error {
	d, err := s.device(ctx, token)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`UPDATE devices SET token=NULL WHERE id=?`, d.id)
		return err
	})
}
