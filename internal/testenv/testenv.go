// Package testenv is one server, many replicas and a script: what a test of the
// whole path needs. The replicas speak to the server back to back or over HTTP.
package testenv

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/protocol"
	"rantau/sync/rest"
	"rantau/sync/server"
)

// Env is a server with its people. Everybody's password is Password.
type Env struct {
	T       testing.TB
	Server  *server.Server
	People  map[string]campus.ID
	HTTP    *httptest.Server // nil when back to back
	Commons campus.ID
	School  campus.ID // the institution that everybody is in
	dir     string
	options server.Options
	opened  []*Device
	serving atomic.Pointer[server.Server] // Server, for requests that come from other processes
}

// Password is everybody's.
const Password = "merantau"

// passwordHash is a cheap one: argon2id as the server makes it is slow on purpose, and
// hundreds of devices sign in here. That the real cost is paid is tried in sync/server.
var passwordHash = cheapHash(Password)

func cheapHash(password string) string {
	salt := []byte("not a secret")
	const memory, passes = 64, 1 // KiB
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s", memory, passes, b64(salt), b64(argon2.IDKey([]byte(password), salt, passes, memory, 1, 32)))
}

// New makes a server with people: teachers are on the staff of the school, all
// others its students. Names are "teacher:siti" or "dara".
func New(t testing.TB, overHTTP bool, people ...string) *Env {
	t.Helper()
	return NewWith(t, server.Options{}, overHTTP, people...)
}

// NewWith is New with a server of one's own wishes.
func NewWith(t testing.TB, o server.Options, overHTTP bool, people ...string) *Env {
	t.Helper()
	dir := t.TempDir()
	s, err := server.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	e := &Env{T: t, Server: s, dir: dir, options: o, People: map[string]campus.ID{}, Commons: campus.NewID(), School: campus.NewID()}
	e.serving.Store(s)
	t.Cleanup(func() { _ = e.Server.Close() })
	if overHTTP {
		e.HTTP = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { e.serving.Load().Handler().ServeHTTP(w, r) }))
		t.Cleanup(e.HTTP.Close)
	}
	e.found(people)
	return e
}

func (e *Env) found(people []string) {
	e.T.Helper()
	commons := e.Commons
	root := campus.Create(commons, "commons", &campus.Commons{Name: "Commons"})
	school := campus.Create(e.School, "institution", &campus.Institution{Name: "Politeknik Uji"})
	imports := []server.Import{
		{Action: campus.Action{Space: commons, Changes: []campus.Change{root,
			campus.Create(campus.CollegeID(e.School), "college", &campus.College{Institution: e.School, Name: "Politeknik Uji", Country: "ID"})}}},
		{Action: campus.Action{Space: e.School, Changes: []campus.Change{school}}},
	}
	var accounts []server.Account
	for _, p := range people {
		name, role := p, campus.Member
		if rest, ok := cut(p, "teacher:"); ok {
			name, role = rest, campus.Staff
		}
		id := campus.NewID()
		e.People[name] = id
		accounts = append(accounts, server.Account{Person: id, User: name})
		imports = append(imports,
			server.Import{Action: campus.Action{Space: commons, Changes: []campus.Change{
				campus.Create(id, "person", &campus.Person{Name: name, Institution: e.School}), campus.Join(commons, id, campus.Member)}}},
			server.Import{Action: campus.Action{Space: e.School, Changes: []campus.Change{campus.Join(e.School, id, role)}}},
			server.Import{Action: campus.Action{Space: campus.PersonalSpace(id), Changes: []campus.Change{
				campus.Create(campus.PersonalSpace(id), "personal", &campus.Personal{Owner: id}), campus.Join(campus.PersonalSpace(id), id, campus.Owner)}}})
	}
	e.must(e.Server.Import(context.Background(), imports...))
	e.must(e.Server.AddAccounts(context.Background(), passwordHash, accounts...))
}

func cut(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}

func (e *Env) must(err error) {
	e.T.Helper()
	if err != nil {
		e.T.Fatal(err)
	}
}

// Device is one computer of one person.
type Device struct {
	*storage.Replica
	Env   *Env
	Name  string
	Dir   string
	Svc   protocol.Service
	Files *sync.Files
	// Clock is the computer's; time.Now when nil. It is read when the copy is opened.
	Clock func() time.Time

	forged map[campus.ID]link
}

// Device makes a new computer for a person, signs in and syncs once.
func (e *Env) Device(user string) *Device {
	e.T.Helper()
	return e.DeviceIn(e.T.TempDir(), user)
}

// DeviceIn is Device with its copy in a folder.
func (e *Env) DeviceIn(dir, user string) *Device {
	e.T.Helper()
	d := &Device{Env: e, Name: fmt.Sprintf("%s-%d", user, len(e.opened)+1), Dir: dir, Svc: e.Service()}
	d.Open()
	e.must(sync.SignIn(context.Background(), d.Replica, d.Svc, "test", user, Password))
	e.opened = append(e.opened, d)
	d.Sync()
	return d
}

// Backup keeps the server's folder as it is now, and gives a function that puts
// it back, as an administrator does after a disk has died.
func (e *Env) Backup() (restore func()) {
	e.T.Helper()
	kept := e.T.TempDir()
	e.must(e.Server.Close())
	e.must(os.CopyFS(kept, os.DirFS(e.dir)))
	e.reopen()
	return func() {
		e.T.Helper()
		e.must(e.Server.Close())
		e.dir = e.T.TempDir()
		e.must(os.CopyFS(e.dir, os.DirFS(kept)))
		e.reopen()
	}
}

func (e *Env) reopen() {
	e.T.Helper()
	s, err := server.Open(e.dir, e.options)
	e.must(err)
	e.Server = s
	e.serving.Store(s)
	for _, d := range e.opened {
		if e.HTTP == nil {
			d.Svc = s
		}
	}
}

// Service is a way to the server.
func (e *Env) Service() protocol.Service {
	if e.HTTP == nil {
		return e.Server
	}
	c, err := rest.New(e.HTTP.URL)
	e.must(err)
	return c
}

// Open opens the device's copy, as a start of the program does.
func (d *Device) Open() {
	d.Env.T.Helper()
	r, err := storage.Open(d.Dir, d.Clock)
	d.Env.must(err)
	d.Replica = r
	d.Files = sync.NewFiles(r, d.Svc, r.Blobs(), filepath.Join(d.Dir, "files"))
	d.Env.T.Cleanup(func() { d.Files.Stop(); _ = r.Close() })
}

// Restart closes the copy and opens it again.
func (d *Device) Restart() {
	d.Env.T.Helper()
	d.Files.Stop()
	d.Env.must(d.Close())
	d.Open()
}

// Sync talks to the server until all is said.
func (d *Device) Sync() sync.Result {
	d.Env.T.Helper()
	r, err := sync.Sync(context.Background(), d.Replica, d.Svc, nil)
	d.Env.must(err)
	return r
}

// Do saves an action.
func (d *Device) Do(a campus.Action) {
	d.Env.T.Helper()
	d.Env.must(d.Save(context.Background(), a))
}

// Get gives a record as shown.
func (d *Device) Get(id campus.ID) campus.Record {
	d.Env.T.Helper()
	r, err := d.Record(context.Background(), id)
	d.Env.must(err)
	return r
}

// Has tells whether a record is here and not deleted.
func (d *Device) Has(id campus.ID) bool {
	r, err := d.Record(context.Background(), id)
	return err == nil && !r.Deleted
}

// Edit changes a record's value and saves it.
func Edit[T any, P interface {
	*T
	campus.Value
}](d *Device, id campus.ID, change func(*T)) {
	d.Env.T.Helper()
	rec := d.Get(id)
	v := campus.As[T](rec)
	change(&v)
	c, changed := campus.Edit(rec, P(&v))
	if !changed {
		return
	}
	d.Do(campus.Action{Space: rec.Space, Changes: []campus.Change{c}})
}

// Wait waits until a condition holds, for at most ten seconds.
func Wait(t testing.TB, what string, cond func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if cond() {
			return
		}
	}
	t.Fatalf("waited in vain: %s", what)
}
