package storage

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"rantau/campus"
	"rantau/internal/unraced"
	"rantau/storage/blob"
	"rantau/storage/sqlitedb"
	"rantau/sync/protocol"
)

// worked makes a folder in which somebody has worked: many records of the
// server's, and sets that wait. The file is left as a stopped program leaves it,
// or closed.
func worked(t *testing.T, sets int, closed bool) (dir string, who protocol.Identity) {
	t.Helper()
	c := newCopy(t)
	var records []*protocol.RecordItem
	posts := 400
	if !closed {
		posts = 50 // all has to be in the log still, of which SQLite moves a thousand pages into the file
	}
	for i := range posts {
		records = append(records, &protocol.RecordItem{ID: campus.NewID(), Kind: "post", Seq: int64(i + 2), Author: c.Me(), Created: 1,
			Body: []byte(fmt.Sprintf(`{"text":"post %d %s","topic":%q}`, i, bytes.Repeat([]byte("x"), 300), c.space))})
	}
	c.page(campus.Owner, "s400.aaaaaaaa", records...)
	for i := range sets {
		c.do(campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: fmt.Sprint("lesson ", i), Text: string(bytes.Repeat([]byte("words "), 100)), Order: "n"}))
	}
	for i := range 20 {
		if err := c.KeepDraft(ctx, fmt.Sprint("place ", i), "half a sentence"); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.KeepSetting(ctx, "language", "km"); err != nil {
		t.Fatal(err)
	}
	who = c.Identity()
	if closed {
		_ = c.Close()
		return c.Dir(), who
	}
	dir = t.TempDir()
	if err := copyFiles(filepath.Join(c.Dir(), File), filepath.Join(dir, File)); err != nil {
		t.Fatal(err)
	}
	return dir, who
}

func garble(t *testing.T, path string, pages ...int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := rand.New(rand.NewPCG(1, 1))
	for _, p := range pages {
		b := make([]byte, 4096)
		for i := range b {
			b[i] = byte(r.UintN(256))
		}
		if _, err := f.WriteAt(b, p*4096); err != nil {
			t.Fatal(err)
		}
	}
}

// pagesOf finds the pages of a table, the root first.
func pagesOf(t *testing.T, dir, table string) (pages []int64) {
	t.Helper()
	db, err := sqlitedb.Open(filepath.Join(dir, File), schema)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.Read(ctx, func(tx *sqlitedb.Tx) error {
		return tx.Rows(`SELECT pageno FROM dbstat WHERE name=? ORDER BY path`, []any{table}, func(scan func(...any) error) error {
			var p int64
			err := scan(&p)
			pages = append(pages, p-1)
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func isDamaged(t *testing.T, dir string) {
	t.Helper()
	before, err := os.ReadFile(filepath.Join(dir, File))
	if err != nil {
		t.Fatal(err)
	}
	if r, err := Open(dir, nil); campus.CodeOf(err) != Damaged {
		if err == nil {
			_ = r.Close()
		}
		t.Fatalf("a damaged copy was opened: %v", err)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, File)); !bytes.Equal(before, after) {
		t.Error("the damaged file was changed")
	}
}

func TestRescue(t *testing.T) {
	unraced.Skip(t)
	const sets = 60
	for _, c := range []struct {
		name   string
		closed bool
		spoil  func(t *testing.T, dir string)
		least  int  // sets
		known  bool // who it belongs to
	}{
		{"a page of the outbox", true, func(t *testing.T, dir string) {
			pages := pagesOf(t, dir, "outbox")
			garble(t, filepath.Join(dir, File), pages[len(pages)/2])
		}, sets - 10, true},
		{"two of them", true, func(t *testing.T, dir string) {
			pages := pagesOf(t, dir, "outbox")
			garble(t, filepath.Join(dir, File), pages[len(pages)/4], pages[len(pages)*3/4])
		}, sets - 20, true},
		{"the identity", true, func(t *testing.T, dir string) { garble(t, filepath.Join(dir, File), pagesOf(t, dir, "meta")...) }, sets, false},
		{"the first page", true, func(t *testing.T, dir string) { garble(t, filepath.Join(dir, File), 0) }, sets, true},
		{"the end is missing", true, func(t *testing.T, dir string) {
			info, _ := os.Stat(filepath.Join(dir, File))
			if err := os.Truncate(filepath.Join(dir, File), info.Size()/2/4096*4096); err != nil {
				t.Fatal(err)
			}
		}, 0, true},
		{"the first page, with a log beside", false, func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, File), []byte("gone"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, sets, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, who := worked(t, sets, c.closed)
			c.spoil(t, dir)
			if c.closed {
				isDamaged(t, dir)
			}
			damaged, _ := os.ReadFile(filepath.Join(dir, File))
			kept, saved, err := Rescue(dir)
			if err != nil {
				t.Fatal(err)
			}
			if b, err := os.ReadFile(kept); err != nil || !bytes.Equal(b, damaged) {
				t.Errorf("the damaged file was not kept as it was: %v", err)
			}
			r, err := Open(dir, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = r.Close() }()
			w, err := r.Waiting(ctx)
			t.Logf("%d of %d sets were saved", saved, sets)
			if err != nil || len(w) != saved || saved < c.least {
				t.Errorf("%d sets were saved and %d wait, want at least %d (%v)", saved, len(w), c.least, err)
			}
			if (r.Me() == who.Person) != c.known {
				t.Errorf("it belongs to %q", r.Me())
			}
			if !c.known {
				adoptTest(t, r, who, saved)
			}
			out, err := r.Outgoing(ctx, 1<<30, 1000)
			if err != nil || len(out) != saved {
				t.Errorf("%d sets go out (%v)", len(out), err)
			}
			pub := r.Identity().Key.Public().(ed25519.PublicKey)
			for _, s := range out {
				if !campus.VerifySet(pub, []byte(s.Bytes), s.Signature) {
					t.Error("a set is not signed by the device")
				}
			}
			if n, err := r.Count(ctx, campus.Query{Kind: "lesson"}); err != nil || n != saved {
				t.Errorf("%d lessons are shown (%v)", n, err)
			}
			if text, err := r.Draft(ctx, "place 7"); c.least > 0 && (err != nil || text != "half a sentence") {
				t.Errorf("the draft is %q (%v)", text, err)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "rescue-*")); len(left) > 0 {
				t.Errorf("%v was left behind", left)
			}
		})
	}
}

// adoptTest: what was saved without its key goes out for its person only.
func adoptTest(t *testing.T, r *Replica, who protocol.Identity, saved int) {
	t.Helper()
	_, key, _ := ed25519.GenerateKey(nil)
	other := protocol.Identity{Server: who.Server, Person: campus.NewID(), Key: key}
	if err := r.SignIn(ctx, other); !errors.Is(err, errOther) {
		t.Errorf("somebody else signed in to a rescued copy: %v", err)
	}
	same := who
	same.Key = key
	if err := r.SignIn(ctx, same); err != nil {
		t.Fatal(err)
	}
	w, _ := r.Waiting(ctx)
	for i, s := range w {
		if s.Number != int64(i+1) {
			t.Errorf("set %d of %d has the number %d", i+1, saved, s.Number)
		}
	}
}

// TestDamageIsRemembered: damage in what the server also has is met while
// working; the next start says so.
func TestDamageIsRemembered(t *testing.T) {
	dir, _ := worked(t, 3, true)
	pages := pagesOf(t, dir, "records")
	garble(t, filepath.Join(dir, File), pages[1:]...)
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatalf("the outbox is whole, and it does not open: %v", err)
	}
	if _, err := r.Records(ctx, campus.Query{Kind: "post"}); campus.CodeOf(err) != Damaged {
		t.Errorf("reading damaged records: %v", err)
	}
	_ = r.Close()
	isDamaged(t, dir)
	if _, saved, err := Rescue(dir); err != nil || saved != 3 {
		t.Errorf("%d sets were saved (%v)", saved, err)
	}
	if r, err = Open(dir, nil); err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
}

func TestEmptyFile(t *testing.T) {
	dir, _ := worked(t, 1, true)
	if err := os.Truncate(filepath.Join(dir, File), 0); err != nil {
		t.Fatal(err)
	}
	isDamaged(t, dir)
	if _, saved, err := Rescue(dir); err != nil || saved != 0 {
		t.Errorf("%d %v", saved, err)
	}
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
}

// TestInterruptedRescue: the power goes just before the new file has its name.
func TestInterruptedRescue(t *testing.T) {
	dir, _ := worked(t, 5, true)
	pages := pagesOf(t, dir, "drafts")
	if err := copyFile(filepath.Join(dir, File), filepath.Join(dir, rescued)); err != nil {
		t.Fatal(err)
	}
	garble(t, filepath.Join(dir, File), pages...)
	if err := os.WriteFile(filepath.Join(dir, File+"-wal"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if w, err := r.Waiting(ctx); err != nil || len(w) != 5 {
		t.Errorf("%d sets wait (%v)", len(w), err)
	}
}

// TestRescueAndPower: names may reach the disk in any order, but for a flush of their
// folder. Between two of them no log goes while the new file is not sure to be there,
// and no new file comes to an old log.
func TestRescueAndPower(t *testing.T) {
	unraced.Skip(t)
	dir, _ := worked(t, 20, false)
	garble(t, filepath.Join(dir, File), pagesOf(t, dir, "outbox")[0])
	if err := os.WriteFile(filepath.Join(dir, File+"-wal"), []byte("a log"), 0o600); err != nil {
		t.Fatal(err)
	}
	type names struct{ file, log, fresh, kept string }
	read := func(name string) string {
		b, _ := os.ReadFile(filepath.Join(dir, name))
		return string(b)
	}
	look := func() (n names) {
		n = names{file: read(File), log: read(File + "-wal"), fresh: read(rescued)}
		if kept, _ := filepath.Glob(filepath.Join(dir, File+".damaged-*")); len(kept) > 0 {
			n.kept = read(filepath.Base(kept[0]))
		}
		return n
	}
	sure := []names{look()}
	defer func() { syncDir = blob.SyncDir }()
	syncDir = func(d string) error {
		sure = append(sure, look())
		return blob.SyncDir(d)
	}
	if _, _, err := Rescue(dir); err != nil {
		t.Fatal(err)
	}
	for i, then := range append(sure, look())[1:] {
		was := sure[i]
		if then.log != was.log && (was.fresh == "" || was.kept != was.file) {
			t.Errorf("flush %d: the log went before the new file and the old one's copy were sure to be there", i)
		}
		if then.file != was.file && (was.log != "" || was.fresh != then.file) {
			t.Errorf("flush %d: the new file has the name while its old log may be there", i)
		}
	}
	if last := sure[len(sure)-1]; last.file != read(File) || last.file == sure[0].file {
		t.Error("the new file's name is not flushed")
	}
}
