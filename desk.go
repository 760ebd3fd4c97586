package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	gosync "sync"
	"sync/atomic"

	"rantau/app"
	"rantau/app/signin"
	"rantau/assets/sample"
	"rantau/storage"
	"rantau/storage/sqlitedb"
	"rantau/sync"
	"rantau/sync/mirror"
	"rantau/sync/rest"
)

// options are what the command line says.
type options struct {
	data, profile, server string
	sample                bool
}

var profileName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,40}$`)

func (o *options) settle() error {
	if !profileName.MatchString(o.profile) {
		return fmt.Errorf("a profile's name has up to 40 letters, digits, - and _; %q has not", o.profile)
	}
	if o.data == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return fmt.Errorf("find a folder for the program's data: %w; name one with -data", err)
		}
		o.data = filepath.Join(dir, "rantau")
		if o.sample {
			o.data = filepath.Join(dir, "rantau-sample")
		}
	}
	return nil
}

// folder is the profile's.
func (o *options) folder() string { return filepath.Join(o.data, "profiles", o.profile) }

// desk wires a profile: the local copy, the engine and the line.
type desk struct {
	options
	mu      gosync.Mutex
	replica *storage.Replica
	line    *rest.Client // of the open session
	inside  *inside      // the server of the sample campus; nil for none
	known   atomic.Pointer[signin.Defaults]
}

// window gives the window what it needs.
func (d *desk) window() app.Options {
	signedIn := d.sample
	if _, err := os.Stat(d.mark()); err == nil {
		signedIn = true
	}
	return app.Options{ID: "org.rantau.desktop", Settings: filepath.Join(d.folder(), "settings.json"), SignedIn: signedIn, SignIn: d, Open: d.open, Repair: d.repair}
}

// mark is a file that says the profile has an account, so that the first frame
// need not wait for the database. It holds the server's address.
func (d *desk) mark() string { return filepath.Join(d.folder(), "server") }

// keepIndexed has search follow the copy; stop waits until it no longer does.
func keepIndexed(r *storage.Replica) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var done gosync.WaitGroup
	done.Go(func() { r.KeepIndexed(ctx) })
	return func() { cancel(); done.Wait() }
}

// open opens the profile and starts the engine.
func (d *desk) open() (app.Session, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ctx := context.Background()
	if d.sample && d.inside == nil {
		in, err := startInside(ctx, d.data)
		if err != nil {
			return app.Session{}, err
		}
		d.inside = in
	}
	r, err := d.copy()
	if err != nil {
		return app.Session{}, err
	}
	if d.sample && r.Identity().Person == "" {
		if err := d.signIn(ctx, d.inside.address, sample.Teacher, sample.Password); err != nil {
			return app.Session{}, err
		}
	}
	if r.Identity().Person == "" { // a copy that was rescued without its key
		return app.Session{}, app.ErrSignIn
	}
	svc, err := rest.New(d.address(r.Identity().Address))
	if err != nil {
		return app.Session{}, err
	}
	d.line = svc
	d.known.Store(&signin.Defaults{Server: d.address(r.Identity().Address), User: r.Identity().User})
	files := sync.NewFiles(r, svc, r.Blobs(), filepath.Join(d.folder(), "files"))
	engine := sync.Start(r, svc, files)
	engine.AskMetered(metered)
	stopIndex, stopTexts := keepIndexed(r), keepTexts(r, files)
	folders := mirror.NewFolders(r, files, filepath.Join(d.folder(), "bin"))
	stop := func() { folders.Stop(); stopTexts(); stopIndex() }
	return app.Session{Replica: r, Files: files, Link: engine, Folders: folders, Sound: r.Sound, Close: func() error {
		stop()
		engine.Stop()
		files.Stop()
		err := r.Close()
		d.mu.Lock()
		defer d.mu.Unlock()
		d.inside.stop()
		d.replica, d.line, d.inside = nil, nil, nil // a repaired copy is opened anew
		return err
	}}, nil
}

// address is where the profile's server is: what the command line says goes
// before what the copy remembers, for a server may have moved.
func (d *desk) address(remembered string) string {
	switch {
	case d.inside != nil:
		return d.inside.address
	case d.server != "":
		return d.server
	}
	return remembered
}

// repair gives the way out of a copy that does not open.
func (d *desk) repair(err error) (app.RepairAction, bool) {
	if !errors.Is(err, sqlitedb.ErrDamaged) {
		return app.RepairAction{}, false
	}
	return app.RepairAction{
		Why:   app.RepairWhy.Say(),
		Label: app.RepairLabel.Say(),
		Do: func() error {
			_, _, err := storage.Rescue(d.folder())
			return err
		},
	}, true
}

// copy opens the local copy once.
func (d *desk) copy() (*storage.Replica, error) {
	if d.replica != nil {
		return d.replica, nil
	}
	r, err := storage.Open(d.folder(), nil)
	if err != nil {
		return nil, err
	}
	d.replica = r
	r.Blobs().Beside(d.neighbours)
	return r, nil
}

// neighbours are the folders in which the other profiles of this computer keep the bytes of
// documents.
func (d *desk) neighbours() []string {
	all, _ := filepath.Glob(filepath.Join(d.data, "profiles", "*", storage.ChunksFolder)) // the pattern is sound
	return slices.DeleteFunc(all, func(dir string) bool { return dir == filepath.Join(d.folder(), storage.ChunksFolder) })
}

// SignIn implements signin.Signer.
func (d *desk) SignIn(ctx context.Context, address, user, password string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.signIn(ctx, address, user, password)
}

func (d *desk) signIn(ctx context.Context, address, user, password string) error {
	r, err := d.copy()
	if err != nil {
		return err
	}
	svc, err := rest.New(address)
	if err != nil {
		return err
	}
	if err := sync.SignIn(ctx, r, svc, address, user, password); err != nil {
		return err
	}
	if d.line != nil { // signed in again, perhaps where the server is now
		if err := d.line.Move(address); err != nil {
			return err
		}
	}
	return os.WriteFile(d.mark(), []byte(address+"\n"), 0o600)
}

// Defaults implements signin.Signer.
func (d *desk) Defaults() signin.Defaults {
	if known := d.known.Load(); known != nil {
		return *known
	}
	address := d.server
	if b, err := os.ReadFile(d.mark()); err == nil && address == "" {
		address = strings.TrimSpace(string(b))
	}
	return signin.Defaults{Server: address}
}
