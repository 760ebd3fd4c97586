package server

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"

	"rantau/campus"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// The cost of a password's hash: OWASP's second recommendation for argon2id
// (19 MiB, 2 passes, 1 lane).
const (
	argonMemory = 19 << 10 // KiB
	argonTime   = 2
	argonLanes  = 1
)

// The limits of what is typed to sign in, in bytes.
const (
	maxUser     = 100
	maxPassword = 1000
)

// Account is a person who can sign in.
type Account struct {
	Person   campus.ID
	User     string
	Password string
}

// HashPassword gives the PHC string of a password.
func HashPassword(password string) string {
	var salt [16]byte
	_, _ = rand.Read(salt[:])
	sum := argon2.IDKey([]byte(password), salt[:], argonTime, argonMemory, argonLanes, 32)
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", argonMemory, argonTime, argonLanes, b64(salt[:]), b64(sum))
}

func checkPassword(phc, password string) bool {
	var memory, time uint32
	var lanes uint8
	parts := strings.Split(phc, "$")
	if len(parts) != 6 {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &lanes); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, time, memory, lanes, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1
}

// AddAccounts makes accounts whose persons the campus knows. hash may be the PHC
// string that all of them share (the sample campus); "" hashes each password. Who has
// an account is in the groups for all.
func (s *Server) AddAccounts(ctx context.Context, hash string, accounts ...Account) error {
	var t *taker
	err := s.db.Write(ctx, sqlitedb.Durable, func(tx *sqlitedb.Tx) error {
		t = s.newTaker(tx, device{})
		for _, a := range accounts {
			user := strings.ToLower(strings.TrimSpace(a.User))
			if user == "" || len(user) > maxUser || len(a.Password) > maxPassword || !a.Person.Valid() {
				return campus.Errorf(campus.Invalid, "an account needs a user name and a person")
			}
			phc := hash
			if phc == "" {
				phc = HashPassword(a.Password)
			}
			if _, err := tx.Exec(`INSERT INTO accounts VALUES (?,?,?,?)`, a.Person, user, phc, s.now().UnixMilli()); err != nil {
				return err
			}
		}
		return t.joinAll("")
	})
	s.wrote(t, err)
	return err
}

// dummyHash stands in for a person that there is not. It is made when it is first
// wanted: hashing takes its time, and the desktop program links this package.
var dummyHash = sync.OnceValue(func() string { return HashPassword("nobody") })

var errWrongSignIn = &campus.Error{Code: protocol.WrongSignIn, Message: "this user name or password is not right; what is on this computer is safe"}

// SignIn implements protocol.Service. An unknown user name takes as long as a
// wrong password.
func (s *Server) SignIn(ctx context.Context, in protocol.SignIn) (protocol.SignedIn, error) {
	user := strings.ToLower(strings.TrimSpace(in.User))
	if len(user) > maxUser || len(in.Password) > maxPassword {
		return protocol.SignedIn{}, errWrongSignIn
	}
	known, err := s.knownKey(ctx, user, in.Key)
	if err != nil {
		return protocol.SignedIn{}, err
	}
	if err := s.gate.signIn(user, remote(ctx), known); err != nil {
		return protocol.SignedIn{}, err
	}
	var person campus.ID
	phc := dummyHash()
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Row(`SELECT person, password FROM accounts WHERE user=?`, []any{user}, &person, &phc)
	})
	if err != nil && !errors.Is(err, sqlitedb.ErrNoRow) {
		return protocol.SignedIn{}, err
	}
	s.hashing <- struct{}{}
	right := checkPassword(phc, in.Password)
	<-s.hashing
	if !right || person == "" {
		s.audit(ctx, person, "wrong password", user)
		return protocol.SignedIn{}, errWrongSignIn
	}
	s.gate.signedIn(user, remote(ctx))
	return s.register(ctx, person, in.Key, in.Name)
}

// knownKey gives the ID of the key where this user has signed in with it before.
func (s *Server) knownKey(ctx context.Context, user string, key []byte) (id string, err error) {
	err = s.db.Read(ctx, func(tx *sqlitedb.Tx) error {
		_, err := tx.Maybe(`SELECT d.id FROM devices d JOIN accounts a ON a.person=d.person WHERE d.id=? AND a.user=?`,
			[]any{campus.DeviceID(key), user}, &id)
		return err
	})
	return id, err
}

func (s *Server) audit(ctx context.Context, person campus.ID, what, about string) {
	_ = s.db.Write(ctx, sqlitedb.Repeatable, func(tx *sqlitedb.Tx) error {
		_, err := tx.Exec(`INSERT INTO audit VALUES (?,?,?,?)`, s.now().UnixMilli(), person, what, about)
		return err
	})
}
