package killed

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"rantau/campus"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/rest"
)

// The environment by which the test's own program knows what it is.
const (
	asVar     = "RANTAU_KILLED_AS" // "work" or "drain"
	dirVar    = "RANTAU_KILLED_DIR"
	serverVar = "RANTAU_KILLED_SERVER"
	nextVar   = "RANTAU_KILLED_NEXT" // the number of the first action
)

func TestMain(m *testing.M) {
	if as := os.Getenv(asVar); as != "" {
		if err := child(as); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child is the program that is killed: a copy, an engine, and somebody who saves without a
// pause. As "drain" it saves nothing and ends when all has gone.
func child(as string) error {
	ctx, dir := context.Background(), os.Getenv(dirVar)
	svc, err := rest.New(os.Getenv(serverVar))
	if err != nil {
		return err
	}
	r, err := storage.Open(filepath.Join(dir, "copy"), time.Now)
	if err != nil {
		return err
	}
	if r.Identity().Person == "" {
		if err := patiently(func() error { return sync.SignIn(ctx, r, svc, "killed", "siti", "merantau") }); err != nil {
			return err
		}
		if err := patiently(func() error { _, err := sync.Sync(ctx, r, svc, nil); return err }); err != nil {
			return err
		}
	}
	files := sync.NewFiles(r, svc, r.Blobs(), filepath.Join(dir, "files"))
	engine := sync.Start(r, svc, files)
	class, err := classOf(ctx, r)
	if err != nil {
		return err
	}
	fmt.Println("ready", class)
	if as == "drain" {
		for {
			engine.Now()
			waiting, _, refused, uploads, err := r.Queue(ctx)
			if err != nil {
				return err
			}
			if refused > 0 {
				return errors.New("the server refused something")
			}
			if waiting == 0 && uploads == 0 {
				engine.Stop()
				files.Stop()
				return r.Close()
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	n, err := strconv.Atoi(os.Getenv(nextVar))
	if err != nil {
		return err
	}
	for ; ; n++ {
		if err := act(ctx, r, files, dir, class, n); err != nil {
			return err
		}
		fmt.Println("saved", n) // one write, behind the disk
		time.Sleep(rand.N(8 * time.Millisecond))
	}
}

// patiently tries while the server is away, as after a kill.
func patiently(f func() error) error {
	var err error
	for range 200 {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

// classOf is the first class in which the person teaches.
func classOf(ctx context.Context, r *storage.Replica) (campus.ID, error) {
	classes, err := r.Spaces(ctx, campus.InClass)
	for _, c := range classes {
		if c.Role.Leads() {
			return c.ID, nil
		}
	}
	return "", errors.Join(err, errors.New("there is no class"))
}

// act saves one action: mostly a post, sometimes a document with its file.
func act(ctx context.Context, r *storage.Replica, files *sync.Files, dir string, class campus.ID, n int) error {
	if n%9 != 5 {
		return r.Save(ctx, campus.Say(class, class, said(n)))
	}
	path := filepath.Join(dir, called(n))
	if err := os.WriteFile(path, content(n), 0o600); err != nil {
		return err
	}
	doc, err := files.Add(ctx, path)
	if err != nil {
		return err
	}
	return r.Save(ctx, campus.Action{Space: class, Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}})
}

func said(n int) string   { return fmt.Sprintf("Kept through kill number %d.", n) }
func called(n int) string { return fmt.Sprintf("kept-%d.bin", n) }

// content is what is in a file: the same for the same number.
func content(n int) []byte {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	b := make([]byte, 2000+r.IntN(150_000))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}
