//go:build linux

package fulldisk

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
)

// full is the code of a disk that has no room.
const full = campus.Code("disk_full")

func thick(r *rand.Rand, words int) string {
	var b strings.Builder
	for range words {
		fmt.Fprintf(&b, "%x ", r.Uint32())
	}
	return b.String()
}

func noise(r *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// campusOn is a class with a teacher, whose copy is elsewhere, and a student's copy on a disk.
func campusOn(t *testing.T, d *disk) (siti, dara *testenv.Device, class campus.ID) {
	t.Helper()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti = e.Device("siti")
	a := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
	a.Changes = append(a.Changes, campus.Join(a.Space, e.People["dara"], campus.Member))
	siti.Do(a)
	siti.Sync()
	dara = e.DeviceIn(filepath.Join(d.path, "dara"), "dara")
	return siti, dara, a.Space
}

func count(t *testing.T, d *testenv.Device, class campus.ID, kind string) int {
	t.Helper()
	n, err := d.Count(t.Context(), campus.Query{Space: class, Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func waiting(t *testing.T, d *testenv.Device) int {
	t.Helper()
	w, err := d.Waiting(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(w)
}

// TestSavingOnAFullDisk: what does not fit is refused before it is half done, what was saved
// stays, and with room it goes on.
func TestSavingOnAFullDisk(t *testing.T) {
	d := newDisk(t, 24)
	_, dara, class := campusOn(t, d)
	r := rand.New(rand.NewPCG(1, 1))
	if err := dara.KeepDraft(t.Context(), "post", "half a sent"); err != nil {
		t.Fatal(err)
	}
	d.full(200 << 10)
	saved := 0
	var err error
	for ; err == nil && saved < 500; saved++ {
		err = dara.Save(t.Context(), campus.Say(class, class, thick(r, 2000)))
	}
	saved--
	if campus.CodeOf(err) != full {
		t.Fatalf("after %d saves: %v", saved, err)
	}
	if n, w := count(t, dara, class, "post"), waiting(t, dara); n != saved || w != saved {
		t.Errorf("%d were saved; %d are there, %d wait", saved, n, w)
	}
	if _, err := dara.Files.Add(t.Context(), file(t, "map.bin", noise(r, 2<<20))); campus.CodeOf(err) != full {
		t.Errorf("a file on a full disk: %v", err)
	}
	dara.Restart() // which needs no room
	if n, w := count(t, dara, class, "post"), waiting(t, dara); n != saved || w != saved {
		t.Errorf("behind a restart %d are there, %d wait, of %d", n, w, saved)
	}
	if draft, err := dara.Draft(t.Context(), "post"); err != nil || draft != "half a sent" {
		t.Errorf("the draft is %q, %v", draft, err)
	}
	d.free()
	if err := dara.Save(t.Context(), campus.Say(class, class, "There is room again")); err != nil {
		t.Fatal(err)
	}
	dara.Sync()
	if n := waiting(t, dara); n != 0 {
		t.Errorf("%d wait", n)
	}
}

// TestSyncingOnAFullDisk: a sync stops in the middle with a sentence, no page is half there,
// and it goes on behind it.
func TestSyncingOnAFullDisk(t *testing.T) {
	d := newDisk(t, 24)
	siti, dara, class := campusOn(t, d)
	r := rand.New(rand.NewPCG(2, 2))
	const posts = 60
	for range posts {
		siti.Do(campus.Say(class, class, thick(r, 2000)))
	}
	siti.Sync()
	d.full(500 << 10)
	if err := dara.Save(t.Context(), campus.Say(class, class, "Mine")); err != nil {
		t.Fatal(err)
	}
	_, err := sync.Sync(t.Context(), dara.Replica, dara.Svc, nil)
	if campus.CodeOf(err) != full || !strings.Contains(err.Error(), "disk") {
		t.Fatalf("a sync that does not fit: %v", err)
	}
	if n := count(t, dara, class, "post"); n >= posts {
		t.Errorf("%d posts are there", n)
	}
	dara.Restart()
	d.free()
	dara.Sync()
	if n := count(t, dara, class, "post"); n != posts+1 || waiting(t, dara) != 0 {
		t.Errorf("%d posts, %d wait", n, waiting(t, dara))
	}
}

// TestDownloadingOnAFullDisk: a file that does not fit says so, what came of it stays, and
// with room the rest is asked for.
func TestDownloadingOnAFullDisk(t *testing.T) {
	d := newDisk(t, 24)
	siti, dara, class := campusOn(t, d)
	r := rand.New(rand.NewPCG(3, 3))
	content := noise(r, 4<<20)
	doc, err := siti.Files.Add(t.Context(), file(t, "film.bin", content))
	if err != nil {
		t.Fatal(err)
	}
	id := campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
	siti.Sync()
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	siti.Sync()
	dara.Sync()
	d.full(2 << 20)
	if _, err := dara.Files.Open(t.Context(), id, nil); campus.CodeOf(err) != full {
		t.Fatalf("a file that does not fit: %v", err)
	}
	s, err := dara.Files.State(t.Context(), id)
	if err != nil || s.Here == 0 || s.Whole() {
		t.Errorf("of it is here %+v, %v", s, err)
	}
	d.free()
	path, err := dara.Files.Open(t.Context(), id, nil)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); err != nil || !bytes.Equal(b, content) {
		t.Error("it holds other bytes")
	}
}

func file(t *testing.T, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestAServerOnAFullDisk: what it cannot keep it does not take; the sets stay with their
// author and go when there is room.
func TestAServerOnAFullDisk(t *testing.T) {
	d := newDisk(t, 24)
	elsewhere := t.TempDir()
	t.Run("there", func(t *testing.T) {
		t.Setenv("TMPDIR", d.path) // where the server's folder is
		e := testenv.New(t, true, "teacher:siti", "dara")
		siti := e.DeviceIn(filepath.Join(elsewhere, "siti"), "siti")
		a := campus.NewClass(siti.Me(), campus.Course{Title: "Soil"})
		siti.Do(a)
		siti.Sync()
		r := rand.New(rand.NewPCG(4, 4))
		d.full(300 << 10)
		const posts = 50
		for range posts {
			siti.Do(campus.Say(a.Space, a.Space, thick(r, 2000)))
		}
		if _, err := sync.Sync(t.Context(), siti.Replica, siti.Svc, nil); err == nil {
			t.Fatal("more was taken than there is room for")
		}
		if n := waiting(t, siti); n == 0 || count(t, siti, a.Space, "post") != posts {
			t.Errorf("%d wait, %d posts are here", n, count(t, siti, a.Space, "post"))
		}
		d.free()
		siti.Sync()
		if n := waiting(t, siti); n != 0 {
			t.Errorf("%d wait", n)
		}
		other := e.DeviceIn(filepath.Join(elsewhere, "other"), "siti")
		if n := count(t, other, a.Space, "post"); n != posts {
			t.Errorf("another computer has %d posts", n)
		}
	})
}
