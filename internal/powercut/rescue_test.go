package powercut_test

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/powercut"
	"rantau/storage"
	"rantau/sync/protocol"
)

// TestRescue: a rescue that the power or a full disk breaks off is begun again, and
// saves what one saves that nothing disturbs.
func TestRescue(t *testing.T) {
	tried, all := 0, 0
	seeds(t, 3, func(t *testing.T, seed uint64, d *powercut.Disk, dir string) error {
		all++
		r := rand.New(rand.NewPCG(seed, 4))
		dir = filepath.Join(dir, "dara")
		if err := wreck(dir, r); err != nil {
			return err
		}
		if rep, err := storage.Open(dir, nil); err == nil {
			_ = rep.Close()
			return nil // nothing that is looked at is damaged
		}
		d.Settle()
		quiet := t.TempDir()
		if err := os.CopyFS(quiet, os.DirFS(dir)); err != nil {
			return err
		}
		if _, _, err := storage.Rescue(quiet); err != nil {
			return err
		}
		want, err := outbox(quiet)
		if err != nil {
			return err
		}
		tried++
		for range 4 {
			if r.IntN(2) == 0 {
				d.CutAfter(r.IntN(1200))
			} else {
				d.FillAfter(r.IntN(800_000), 1<<r.IntN(8))
			}
			_, _, err := storage.Rescue(dir)
			cut := d.Off()
			if kept, _ := filepath.Glob(filepath.Join(dir, storage.File+".damaged-*")); err != nil && !cut && len(kept) > 0 {
				return fmt.Errorf("a rescue that failed (%w) leaves a copy", err)
			}
			d.On()
			d.FillAfter(-1, 0)
			if err == nil && !cut {
				break
			}
			if rep, e := storage.Open(dir, nil); e == nil {
				_ = rep.Close()
				return errors.Join(err, fmt.Errorf("a rescue that failed (power %v) is taken for one", !cut))
			}
		}
		if rep, err := storage.Open(dir, nil); err == nil {
			_ = rep.Close()
		} else if _, _, err := storage.Rescue(dir); err != nil {
			return err
		}
		got, err := outbox(dir)
		if err == nil && got != want {
			err = fmt.Errorf("after a rescue there waits\n%.300s\nand should\n%.300s", got, want)
		}
		return err
	})
	if all >= 10 && tried < all/2 {
		t.Errorf("only %d copies were damaged", tried)
	}
}

// wreck makes a copy in which somebody has worked, and spoils a page of it.
func wreck(dir string, r *rand.Rand) error {
	rep, err := storage.Open(dir, nil)
	if err != nil {
		return err
	}
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	me, space := campus.NewID(), campus.NewID()
	err = rep.SignIn(ctx, protocol.Identity{Server: campus.NewID(), Person: me, Key: key, Token: "t"})
	if err == nil {
		err = rep.Apply(ctx, []protocol.Page{{Space: protocol.SpaceItem{ID: space, Role: campus.Owner}, End: protocol.PageItem{Cursor: "s1.aaaaaaaa", Whole: true},
			Records: []*protocol.RecordItem{{ID: space, Kind: "class", Seq: 1, Author: me, Created: 1, Body: json.RawMessage(`{"title":"T"}`)}}}})
	}
	for i := range 40 {
		if err == nil {
			err = rep.Save(ctx, campus.Action{Space: space, Changes: []campus.Change{
				campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: fmt.Sprint("lesson ", i), Text: strings.Repeat("words ", r.IntN(800)), Order: "n"})}})
		}
	}
	if err = errors.Join(err, rep.Close()); err != nil {
		return err
	}
	path := filepath.Join(dir, storage.File)
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for n := range 12 {
		at := (1 + r.IntN(len(b)/4096-1)) * 4096
		if n == 0 && r.IntN(2) == 0 {
			at = 0 // that says where the tables are
		}
		for i := range 4096 {
			b[at+i] = byte(r.Uint32())
		}
	}
	return os.WriteFile(path, b, 0o600)
}

// outbox tells what waits in a copy.
func outbox(dir string) (string, error) {
	rep, err := storage.Open(dir, nil)
	if err != nil {
		return "", err
	}
	defer func() { _ = rep.Close() }()
	waiting, err := rep.Waiting(ctx)
	text := fmt.Sprintln(len(waiting), "sets of", rep.Me())
	for _, w := range waiting {
		text += fmt.Sprintln(w.Number, w.State, w.Changes[0].Record)
	}
	return text, err
}
