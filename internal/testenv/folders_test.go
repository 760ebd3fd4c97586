package testenv_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/storage"
	"rantau/sync"
	"rantau/sync/mirror"
)

// TestFoldersByThemselves: with the engine and the watchers running, what is saved in one
// folder appears in the other; a folder that is let go of stays as it is.
func TestFoldersByThemselves(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "teacher:budi", "dara")
	siti, budi := e.Device("siti"), e.Device("budi")
	class := newClass(e, siti, "dara")
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Join(class, e.People["budi"], campus.Staff)}})
	siti.Sync()
	budi.Sync()
	dirs := map[*testenv.Device]string{}
	folders := map[*testenv.Device]*mirror.Folders{}
	for _, d := range []*testenv.Device{siti, budi} {
		engine := sync.Start(d.Replica, d.Svc, d.Files)
		t.Cleanup(engine.Stop)
		dirs[d], folders[d] = t.TempDir(), mirror.NewFolders(d.Replica, d.Files, filepath.Join(d.Dir, "bin"))
		t.Cleanup(folders[d].Stop)
		if err := folders[d].Mirror(t.Context(), class, dirs[d]); err != nil {
			t.Fatal(err)
		}
	}
	says := func(d *testenv.Device, name, want string) func() bool {
		return func() bool {
			b, err := os.ReadFile(filepath.Join(dirs[d], name))
			return err == nil && string(b) == want
		}
	}
	write := func(d *testenv.Device, name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dirs[d], name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(siti, "plan.txt", "first")
	testenv.Wait(t, "the file is in the other folder", says(budi, "plan.txt", "first"))
	write(budi, "plan.txt", "second words")
	testenv.Wait(t, "what was saved there is here", says(siti, "plan.txt", "second words"))
	if err := os.Rename(filepath.Join(dirs[siti], "plan.txt"), filepath.Join(dirs[siti], "the plan.txt")); err != nil {
		t.Fatal(err)
	}
	testenv.Wait(t, "it has its new name there", says(budi, "the plan.txt", "second words"))
	testenv.Wait(t, "all is said to be in step", func() bool {
		all, err := folders[budi].Mirrors(t.Context())
		return err == nil && len(all) == 1 && all[0].State == campus.InStep && all[0].Files == 1 && len(all[0].Stuck) == 0
	})
	if err := folders[siti].Mirror(t.Context(), class, t.TempDir()); campus.CodeOf(err) != campus.Invalid {
		t.Errorf("a second folder: %v", err)
	}
	if err := folders[siti].Mirror(t.Context(), campus.PersonalSpace(siti.Me()), filepath.Join(dirs[siti], "..", filepath.Base(dirs[siti]))); campus.CodeOf(err) != campus.Invalid {
		t.Errorf("the same folder for two: %v", err)
	}
	if err := folders[budi].Unmirror(t.Context(), class); err != nil {
		t.Fatal(err)
	}
	write(siti, "more.txt", "more")
	testenv.Wait(t, "it is on the server", func() bool {
		n, err := budi.Count(t.Context(), campus.Query{Space: class, Kind: "document"})
		return err == nil && n == 2
	})
	if !says(budi, "the plan.txt", "second words")() || says(budi, "more.txt", "more")() {
		t.Error("a folder that was let go of has changed")
	}
	if all, _ := budi.Mirrors(t.Context()); len(all) > 0 {
		t.Errorf("%v", all)
	}
	if _, err := os.Stat(filepath.Join(dirs[budi], ".rantau-mark")); err == nil {
		t.Error("the mark is left behind")
	}
}

// slowList is a copy that takes its time to say which folders there are, but not to quick.
type slowList struct {
	*storage.Replica
	quick context.Context
}

func (s slowList) Mirrors(ctx context.Context) ([]campus.Mirror, error) {
	if ctx != s.quick {
		time.Sleep(300 * time.Millisecond)
	}
	return s.Replica.Mirrors(ctx)
}

// TestAFolderRunsOnce: a folder that is chosen while the runner begins is not run twice, as
// two would make two documents of one file.
func TestAFolderRunsOnce(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti")
	siti := e.Device("siti")
	class := newClass(e, siti)
	dir := t.TempDir()
	for round := range 2 { // and it is found at the next start
		folders := mirror.NewFolders(slowList{siti.Replica, t.Context()}, siti.Files, filepath.Join(siti.Dir, "bin"))
		err := folders.Mirror(t.Context(), class, dir)
		if again := campus.CodeOf(err) == campus.Invalid; err != nil && !again {
			t.Fatal(err)
		}
		time.Sleep(500 * time.Millisecond)
		for i := range 30 {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d of %d.txt", i, round)), []byte("text"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		all, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		want := len(all) - 1 // the mark
		count := func() int {
			n, err := siti.Count(t.Context(), campus.Query{Space: class, Kind: "document"})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		testenv.Wait(t, "all are documents", func() bool { return count() >= want })
		time.Sleep(time.Second)
		folders.Stop()
		if n := count(); n != want {
			t.Errorf("%d files are %d documents", want, n)
		}
	}
}

// TestARunnersFolder goes through what a person sees of one folder: files of others come
// behind, a stick is pulled out and put back, much vanishes, the bin gives back, and a
// folder that the copy has forgotten is taken up again.
func TestARunnersFolder(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "teacher:budi")
	siti, budi := e.Device("siti"), e.Device("budi")
	class := newClass(e, siti)
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Join(class, e.People["budi"], campus.Staff)}})
	siti.Sync()
	budi.Sync()
	for _, d := range []*testenv.Device{siti, budi} {
		engine := sync.Start(d.Replica, d.Svc, d.Files)
		t.Cleanup(engine.Stop)
	}
	dir := filepath.Join(t.TempDir(), "stick")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Mkdir(dir, 0o755))
	start := func() *mirror.Folders {
		f := mirror.NewFolders(siti.Replica, siti.Files, filepath.Join(siti.Dir, "bin"))
		t.Cleanup(f.Stop)
		return f
	}
	folders := start()
	must(folders.Mirror(t.Context(), class, dir))
	stands := func(what string, holds func(campus.MirrorStatus) bool) {
		t.Helper()
		var last campus.MirrorStatus
		defer func() {
			if t.Failed() {
				t.Logf("%+v", last)
				sets, err := siti.Waiting(context.WithoutCancel(t.Context()))
				for _, w := range sets {
					t.Logf("%d changes: %s %s %s", len(w.Changes), w.State, w.Code, w.Reason)
				}
				t.Log(err)
			}
		}()
		testenv.Wait(t, what, func() bool {
			all, err := folders.Mirrors(t.Context())
			must(err)
			if len(all) != 1 {
				return false
			}
			last = all[0]
			return holds(last)
		})
	}
	with := func(n int) func(campus.MirrorStatus) bool {
		return func(s campus.MirrorStatus) bool {
			return s.State == campus.InStep && s.Files == n && s.Left == 0 && len(s.Stuck) == 0
		}
	}
	doc := take(t, budi, "from Budi.txt", []byte("what Budi says"))
	budi.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}})
	stands("a file of somebody else", with(1))
	must(os.Mkdir(filepath.Join(dir, "box"), 0o755))
	for i := range 30 {
		must(os.WriteFile(filepath.Join(dir, "box", fmt.Sprintf("%d.txt", i)), fmt.Append(nil, i), 0o600))
	}
	stands("all files", with(31))

	must(os.Rename(dir, dir+" away"))
	stands("it is away", func(s campus.MirrorStatus) bool { return s.State == campus.Away })
	must(os.WriteFile(filepath.Join(dir+" away", "box", "0.txt"), []byte("saved elsewhere"), 0o600))
	must(os.Rename(dir+" away", dir))
	stands("it is back", with(31))
	said := func(name string) string { b, _ := os.ReadFile(filepath.Join(dir, "box", name)); return string(b) }
	if said("0.txt") != "saved elsewhere" {
		t.Error("what was saved on the stick is lost")
	}

	vanish := func() {
		t.Helper()
		must(os.Rename(filepath.Join(dir, "box"), filepath.Join(t.TempDir(), "box"))) // all in one moment
		stands("it asks", func(s campus.MirrorStatus) bool { return s.State == campus.Asks && s.Gone == 30 })
	}
	vanish()
	folders.BringBack(class)
	stands("they were brought back", with(31))
	if said("0.txt") != "saved elsewhere" || said("7.txt") != "7" {
		t.Error("something else was brought back")
	}
	vanish()
	folders.Agree(class)
	stands("they were removed", with(1))
	bin, err := folders.Bin(t.Context(), class)
	if err != nil || len(bin) != 30 {
		t.Fatalf("the bin has %d, %v", len(bin), err)
	}
	name, err := folders.PutBack(t.Context(), class, bin[0].ID)
	if err != nil || name != bin[0].Path {
		t.Errorf("put back as %q, %v", name, err)
	}
	stands("one was put back", with(2))
	if _, err := folders.PutBack(t.Context(), class, bin[0].ID); campus.CodeOf(err) != campus.NotFound {
		t.Errorf("put back twice: %v", err)
	}

	// The copy was fetched anew, and knows of no folder.
	folders.Stop()
	must(siti.DropMirror(t.Context(), class))
	folders = start()
	if err := folders.Mirror(t.Context(), campus.PersonalSpace(siti.Me()), dir); campus.CodeOf(err) != campus.Invalid {
		t.Errorf("a folder of the class for something else: %v", err)
	}
	must(folders.Mirror(t.Context(), class, dir))
	stands("it is taken up again", with(2))
	must(folders.Unmirror(t.Context(), class))
	if n, err := siti.Count(t.Context(), campus.Query{Space: class, Kind: "document"}); err != nil || n != 2 {
		t.Errorf("%d documents, %v", n, err)
	}
	if bin, err := folders.Bin(t.Context(), class); err != nil || len(bin) != 29 {
		t.Errorf("the bin of a folder that was let go of has %d, %v", len(bin), err)
	}
}
