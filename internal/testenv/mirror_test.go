package testenv_test

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/storage/watch"
	"rantau/sync/mirror"
)

// mirrored is a computer with a folder that is kept in step.
type mirrored struct {
	*testenv.Device
	t      *testing.T
	dir    string
	space  campus.ID
	mirror *mirror.Mirror
	ahead  time.Duration
}

func mirrorOf(t *testing.T, d *testenv.Device, space campus.ID) *mirrored {
	t.Helper()
	m := &mirrored{Device: d, t: t, dir: t.TempDir(), space: space, ahead: time.Hour} // what was written is quiet
	mark, err := mirror.Mark(m.dir, space, d.Me())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.KeepMirror(t.Context(), campus.Mirror{Space: space, Dir: m.dir, Mark: mark}); err != nil {
		t.Fatal(err)
	}
	m.open()
	return m
}

// open begins with the folder, as a start of the program does.
func (m *mirrored) open() {
	m.t.Helper()
	all, err := m.Mirrors(m.t.Context())
	if err != nil || len(all) != 1 {
		m.t.Fatalf("%d mirrors, %v", len(all), err)
	}
	if m.mirror, err = mirror.Open(all[0], m.Replica, m.Files, filepath.Join(m.Dir, "bin"), func() time.Time { return time.Now().Add(m.ahead) }); err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(m.mirror.Close)
}

// look brings the folder and the documents together, once.
func (m *mirrored) look() error {
	root, err := os.OpenRoot(m.dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	tree, err := watch.Scan(m.t.Context(), root)
	if err != nil {
		return err
	}
	_, err = m.mirror.Look(m.t.Context(), tree)
	return err
}

// step is a look, and a sync with its files.
func (m *mirrored) step() {
	m.t.Helper()
	if err := m.look(); err != nil {
		m.t.Fatalf("%s: %v", m.Name, err)
	}
	bring(m.t, m.Device)
	if err := m.look(); err != nil {
		m.t.Fatalf("%s: %v", m.Name, err)
	}
}

func together(all ...*mirrored) {
	for range 4 {
		for _, m := range all {
			m.step()
		}
	}
}

func (m *mirrored) write(name, text string) {
	m.t.Helper()
	p := filepath.Join(m.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		m.t.Fatal(err)
	}
}

func (m *mirrored) rename(from, to string) {
	m.t.Helper()
	p := filepath.Join(m.dir, filepath.FromSlash(to))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		m.t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(m.dir, filepath.FromSlash(from)), p); err != nil {
		m.t.Fatal(err)
	}
}

func (m *mirrored) remove(name string) {
	m.t.Helper()
	if err := os.Remove(filepath.Join(m.dir, filepath.FromSlash(name))); err != nil {
		m.t.Fatal(err)
	}
}

// files gives what is in the folder for its person to see.
func (m *mirrored) files() map[string]string {
	m.t.Helper()
	out := map[string]string{}
	_ = filepath.WalkDir(m.dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && e.Name() != ".rantau-mark" {
			rel, _ := filepath.Rel(m.dir, p)
			b, _ := os.ReadFile(p)
			out[filepath.ToSlash(rel)] = string(b)
		}
		return nil
	})
	return out
}

func (m *mirrored) has(want map[string]string) {
	m.t.Helper()
	if got := m.files(); !maps.Equal(got, want) {
		m.t.Errorf("%s has %v, want %v", m.Name, got, want)
	}
	if s := m.mirror.Stuck(); len(s) > 0 {
		m.t.Errorf("%s is stuck: %v", m.Name, s)
	}
}

// binned gives what lies in the bin.
func (m *mirrored) binned() []string {
	var out []string
	_ = filepath.WalkDir(filepath.Join(m.Dir, "bin"), func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			b, _ := os.ReadFile(p)
			out = append(out, string(b))
		}
		return nil
	})
	slices.Sort(out)
	return out
}

// twoMirrors are those of two teachers of one class.
func twoMirrors(t *testing.T) (siti, budi *mirrored, class campus.ID) {
	t.Helper()
	unraced.Skip(t)
	e := testenv.New(t, false, "teacher:siti", "teacher:budi", "dara")
	s, b := e.Device("siti"), e.Device("budi")
	class = newClass(e, s, "dara")
	s.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Join(class, e.People["budi"], campus.Staff)}})
	s.Sync()
	b.Sync()
	return mirrorOf(t, s, class), mirrorOf(t, b, class), class
}

// TestFoldersInStep: what is saved, moved, renamed and deleted in one folder is so in the
// other, also after a restart.
func TestFoldersInStep(t *testing.T) {
	t.Parallel()
	siti, budi, class := twoMirrors(t)
	siti.write("plan.txt", "first plan")
	siti.write("week 1/soil.txt", "soil")
	siti.write("week 1/more/deep.txt", "deep")
	together(siti, budi)
	want := map[string]string{"plan.txt": "first plan", "week 1/soil.txt": "soil", "week 1/more/deep.txt": "deep"}
	siti.has(want)
	budi.has(want)

	budi.write("plan.txt", "better plan")
	budi.rename("week 1/soil.txt", "week 2/soil and sand.txt")
	budi.remove("week 1/more/deep.txt")
	together(budi, siti)
	want = map[string]string{"plan.txt": "better plan", "week 2/soil and sand.txt": "soil"}
	budi.has(want)
	siti.has(want)
	if got := siti.binned(); !slices.Equal(got, []string{"deep", "first plan"}) {
		t.Errorf("the bin has %q", got)
	}
	docs, err := siti.Records(t.Context(), campus.Query{Space: class, Kind: "document"})
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	for _, d := range docs {
		if doc := campus.As[campus.Document](d); doc.Name == "plan.txt" && len(doc.Versions) != 2 {
			t.Errorf("the plan has the files %+v", doc.Versions)
		}
	}

	// While the program is not running.
	siti.mirror.Close()
	siti.write("plan.txt", "the best plan")
	siti.write("new.txt", "new")
	siti.open()
	together(siti, budi)
	want["plan.txt"], want["new.txt"] = "the best plan", "new"
	siti.has(want)
	budi.has(want)
}

// TestBothSaved: two people save one file at once. Both are on the server, and the record
// says who wrote which and when.
func TestBothSaved(t *testing.T) {
	t.Parallel()
	siti, budi, class := twoMirrors(t)
	siti.write("plan.txt", "first")
	together(siti, budi)
	siti.write("plan.txt", "what Siti says")
	budi.write("plan.txt", "what Budi says")
	together(siti, budi)
	for _, m := range []*mirrored{siti, budi} {
		docs, err := m.Records(t.Context(), campus.Query{Space: class, Kind: "document"})
		if err != nil || len(docs) != 1 {
			t.Fatalf("%d documents, %v", len(docs), err)
		}
		doc := m.Get(docs[0].ID) // with what stands beside
		who := map[campus.ID]bool{}
		for _, v := range campus.History(doc)[:2] {
			who[v.By] = true
			path, err := m.Files.OpenVersion(t.Context(), doc.ID, v.Manifest, nil)
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := os.ReadFile(path); !strings.HasPrefix(string(b), "what ") || v.At == 0 {
				t.Errorf("a version says %q, of %d", b, v.At)
			}
		}
		if len(who) != 2 || len(doc.Versions) != 1 {
			t.Errorf("%s: written by %v, %d beside", m.Name, who, len(doc.Versions))
		}
	}
}

// TestAStickThatIsPulledOut: nothing is deleted, and it goes on when it is back.
func TestAStickThatIsPulledOut(t *testing.T) {
	t.Parallel()
	siti, budi, _ := twoMirrors(t)
	siti.write("plan.txt", "first")
	together(siti, budi)
	away := siti.dir + "-away"
	if err := os.Rename(siti.dir, away); err != nil {
		noWindows(t, err)
	}
	if err := siti.look(); err == nil {
		t.Error("a folder that is not there was looked at")
	}
	if err := os.Mkdir(siti.dir, 0o755); err != nil { // the place where it was mounted
		t.Fatal(err)
	}
	if _, err := mirror.Open(siti.mirror.Mirror, siti.Replica, siti.Files, t.TempDir(), time.Now); !errors.Is(err, watch.ErrGone) {
		t.Errorf("an empty folder in its place: %v", err)
	}
	budi.write("plan.txt", "second")
	budi.step()
	if err := errors.Join(os.Remove(siti.dir), os.Rename(away, siti.dir)); err != nil {
		t.Fatal(err)
	}
	siti.open()
	together(siti, budi)
	siti.has(map[string]string{"plan.txt": "second"})
	budi.has(map[string]string{"plan.txt": "second"})
}

// TestMuchVanishes: a person is asked before thirty documents are removed.
func TestMuchVanishes(t *testing.T) {
	t.Parallel()
	siti, budi, _ := twoMirrors(t)
	for i := range 30 {
		siti.write(fmt.Sprintf("box/%d.txt", i), fmt.Sprint(i))
	}
	together(siti, budi)
	if err := os.RemoveAll(filepath.Join(siti.dir, "box")); err != nil {
		t.Fatal(err)
	}
	if err := siti.look(); !errors.Is(err, mirror.ErrMany) {
		t.Fatalf("it was not asked: %v", err)
	}
	budi.step()
	if n := len(budi.files()); n != 30 {
		t.Errorf("%d files are left", n)
	}
	siti.mirror.BringBack()
	siti.step()
	if n := len(siti.files()); n != 30 {
		t.Errorf("%d files were brought back", n)
	}
	if err := os.RemoveAll(filepath.Join(siti.dir, "box")); err != nil {
		t.Fatal(err)
	}
	if err := siti.look(); !errors.Is(err, mirror.ErrMany) {
		t.Fatalf("it was not asked again: %v", err)
	}
	siti.mirror.Agree()
	siti.step()
	budi.step()
	if n := len(budi.files()); n != 30 {
		t.Errorf("much went at once from the other folder: %d files are left", n)
	}
	budi.ahead += time.Hour
	together(siti, budi)
	siti.has(map[string]string{})
	budi.has(map[string]string{})
	for _, m := range []*mirrored{siti, budi} {
		if n := len(m.binned()); n != 30 {
			t.Errorf("the bin of %s has %d", m.Name, n)
		}
	}
}

// TestLinksAndLocks: what a link leads to stays where it is, a file that is open is left
// alone, and names that cannot be everywhere come as others.
func TestLinksAndLocks(t *testing.T) {
	t.Parallel()
	siti, budi, _ := twoMirrors(t)
	outside := t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret.txt"), []byte("not yours"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(siti.dir, "out")); err != nil {
		noWindows(t, err)
	}
	siti.write("plan.txt", "first")
	siti.write("what? when: now.txt", "odd name")
	siti.write("Plan.txt", "a twin")
	together(siti, budi)
	budi.has(map[string]string{"plan.txt": "first", "what_ when_ now.txt": "odd name", "Plan.txt": "a twin"})
	// LibreOffice has it open here, and it is saved there.
	siti.write(".~lock.plan.txt#", "Siti")
	budi.write("plan.txt", "second")
	together(budi, siti)
	if got := siti.files()["plan.txt"]; got != "first" {
		t.Errorf("a file that is open was written over: %q", got)
	}
	siti.remove(".~lock.plan.txt#")
	together(siti, budi)
	if got := siti.files(); got["plan.txt"] != "second" || got["what? when: now.txt"] != "odd name" {
		t.Errorf("%v", got)
	}
}

// TestNotHisToChange: a student's file stays where it is, and says why it goes nowhere.
func TestNotHisToChange(t *testing.T) {
	t.Parallel()
	siti, budi, class := twoMirrors(t)
	dara := mirrorOf(t, siti.Env.Device("dara"), class)
	siti.write("plan.txt", "first")
	together(siti, budi, dara)
	dara.has(map[string]string{"plan.txt": "first"})
	dara.write("plan.txt", "Dara's words")
	for range 3 {
		dara.step()
		siti.step()
	}
	if s := dara.mirror.Stuck(); len(s) != 1 || s[0].Path != "plan.txt" || campus.CodeOf(s[0].Reason) != campus.Forbidden {
		t.Errorf("stuck: %v", s)
	}
	if got := dara.files()["plan.txt"]; got != "Dara's words" {
		t.Errorf("her file says %q", got)
	}
	siti.has(map[string]string{"plan.txt": "first"})
}

// TestTheFolderOfAGroup: members save each other's files, rename and move them.
func TestTheFolderOfAGroup(t *testing.T) {
	t.Parallel()
	unraced.Skip(t)
	e := testenv.New(t, false, "teacher:siti", "dara", "minh")
	d, m := e.Device("dara"), e.Device("minh")
	s := e.Device("siti")
	a := campus.NewGroup(s.Me(), campus.Group{Name: "Field work"})
	a.Changes = append(a.Changes, campus.Join(a.Space, d.Me(), campus.Member), campus.Join(a.Space, m.Me(), campus.Member))
	s.Do(a)
	s.Sync()
	d.Sync()
	m.Sync()
	dara, minh := mirrorOf(t, d, a.Space), mirrorOf(t, m, a.Space)
	dara.write("plan.txt", "first")
	dara.write("week 1/soil.txt", "soil")
	together(dara, minh)
	minh.write("plan.txt", "better")
	minh.rename("week 1/soil.txt", "week 1/sand.txt")
	together(minh, dara)
	want := map[string]string{"plan.txt": "better", "week 1/sand.txt": "soil"}
	dara.has(want)
	minh.has(want)
	// Without a line, both at once.
	dara.write("plan.txt", "what Dara says")
	minh.write("plan.txt", "what Minh says")
	together(dara, minh)
	docs, err := dara.Records(t.Context(), campus.Query{Space: a.Space, Kind: "document"})
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	for _, r := range docs {
		if full := dara.Get(r.ID); campus.As[campus.Document](r).Name == "plan.txt" && (len(campus.Beside(full)) != 1 || len(campus.History(full)) != 4) {
			t.Errorf("%d beside, %d in all", len(campus.Beside(full)), len(campus.History(full)))
		}
	}
	if s := append(dara.mirror.Stuck(), minh.mirror.Stuck()...); len(s) > 0 {
		t.Errorf("stuck: %v", s)
	}
}

// noWindows skips where the system does not let a test do what it needs: a link without a
// right, a folder that is open renamed. Elsewhere that is a failure.
func noWindows(t *testing.T, err error) {
	t.Helper()
	if runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	t.Skip(err)
}

// TestWhatCanNotBeSeen: what lies in a folder that may not be read, or behind a link, is not
// taken to be deleted.
func TestWhatCanNotBeSeen(t *testing.T) {
	t.Parallel()
	siti, budi, _ := twoMirrors(t)
	siti.write("week 1/soil.txt", "soil")
	siti.write("week 2/sand.txt", "sand")
	siti.write("week 3/clay.txt", "clay")
	together(siti, budi)
	all := budi.files()
	closed := filepath.Join(siti.dir, "week 1")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(closed, 0o755) })
	elsewhere := filepath.Join(t.TempDir(), "week 2")
	if err := os.Rename(filepath.Join(siti.dir, "week 2"), elsewhere); err != nil {
		noWindows(t, err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(siti.dir, "week 2")); err != nil {
		noWindows(t, err)
	}
	siti.remove("week 3/clay.txt")
	together(siti, budi)
	delete(all, "week 3/clay.txt")
	budi.has(all)
	budi.write("week 1/soil.txt", "soil and stones")
	together(budi, siti)
	if err := os.Chmod(closed, 0o755); err != nil {
		t.Fatal(err)
	}
	together(siti, budi)
	if got := siti.files()["week 1/soil.txt"]; got != "soil and stones" && os.Getuid() != 0 {
		t.Errorf("the file says %q", got)
	}
	siti.has(siti.files()) // nothing is stuck
}

// TestAFolderIsRenamed: its record follows, also where it is moved into another one, and
// there is no other one beside it.
func TestAFolderIsRenamed(t *testing.T) {
	t.Parallel()
	siti, budi, class := twoMirrors(t)
	for _, name := range []string{"week 1/soil.txt", "week 1/more/deep.txt", "week 1/more/deeper.txt", "week 2/sand.txt", "top.txt"} {
		siti.write(name, name)
	}
	together(siti, budi)
	folders := func() map[campus.ID]string {
		all, err := siti.Records(t.Context(), campus.Query{Space: class, Kind: "folder"})
		if err != nil {
			t.Fatal(err)
		}
		out := map[campus.ID]string{}
		for _, r := range all {
			if !r.Deleted {
				out[r.ID] = campus.As[campus.Folder](r).Name
			}
		}
		return out
	}
	before := folders()
	siti.rename("week 1", "first week")
	together(siti, budi)
	want := map[string]string{"first week/soil.txt": "week 1/soil.txt", "first week/more/deep.txt": "week 1/more/deep.txt",
		"first week/more/deeper.txt": "week 1/more/deeper.txt", "week 2/sand.txt": "week 2/sand.txt", "top.txt": "top.txt"}
	siti.has(want)
	budi.has(want)
	after := folders()
	if len(after) != len(before) || !slices.Contains(slices.Collect(maps.Values(after)), "first week") {
		t.Errorf("the folders were %v and are %v", before, after)
	}
	siti.rename("first week/more", "week 2/and more")
	together(siti, budi)
	delete(want, "first week/more/deep.txt")
	delete(want, "first week/more/deeper.txt")
	want["week 2/and more/deep.txt"], want["week 2/and more/deeper.txt"] = "week 1/more/deep.txt", "week 1/more/deeper.txt"
	siti.has(want)
	budi.has(want)
	if now := folders(); len(now) != len(before) {
		t.Errorf("the folders are %v", now)
	}
	docs, err := siti.Records(t.Context(), campus.Query{Space: class, Kind: "document"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if past, err := siti.Past(t.Context(), class, d.ID); err != nil || d.Deleted || len(past) > 1 && campus.As[campus.Document](past[0]).Folder != campus.As[campus.Document](past[1]).Folder {
			t.Errorf("%s was changed: %v", campus.As[campus.Document](d).Name, err)
		}
	}
}

// TestNoLongerThere: who is taken out of a class keeps the folder as it is.
func TestNoLongerThere(t *testing.T) {
	t.Parallel()
	siti, budi, class := twoMirrors(t)
	siti.write("plan.txt", "first")
	together(siti, budi)
	testenv.Edit(siti.Device, campus.MembershipID(class, budi.Me()), func(m *campus.Membership) { m.Role = campus.None })
	siti.Sync()
	budi.Sync()
	if err := budi.look(); campus.CodeOf(err) != campus.Forbidden {
		t.Errorf("it goes on: %v", err)
	}
	budi.has(map[string]string{"plan.txt": "first"})
}

// TestManyDropped: two thousand files that are dropped at once become documents in a few
// sets, and a folder of them that is deleted goes in one.
func TestManyDropped(t *testing.T) {
	t.Parallel()
	siti, budi, class := twoMirrors(t)
	const n = 2000
	for i := range n {
		siti.write(fmt.Sprintf("box %d/in %d/file %d.txt", i%7, i%13, i), fmt.Sprint("what is in ", i))
	}
	began := time.Now()
	if err := siti.look(); err != nil {
		t.Fatal(err)
	}
	t.Logf("a look at %d new files took %v", n, time.Since(began))
	sent := func(most int) {
		t.Helper()
		if sets, err := siti.Waiting(t.Context()); err != nil || len(sets) > most {
			t.Errorf("%d sets, %v", len(sets), err)
		}
		siti.Sync()
		budi.Sync()
	}
	count := func() (n int) {
		docs, err := budi.Records(t.Context(), campus.Query{Space: class, Kind: "document"})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range docs {
			if !d.Deleted {
				n++
			}
		}
		return n
	}
	sent(n/mostInASet + 1)
	if have := count(); have != n {
		t.Errorf("%d documents", have)
	}
	if err := os.RemoveAll(filepath.Join(siti.dir, "box 0")); err != nil { // not half of them
		t.Fatal(err)
	}
	for range 2 { // it waits until no more go
		if err := siti.look(); err != nil {
			t.Fatal(err)
		}
	}
	sent(2)
	if have, there := count(), len(siti.files()); have != there || len(siti.binned()) != n-there {
		t.Errorf("after a removal there are %d documents of %d files, and %d in the bin", have, there, len(siti.binned()))
	}
}

// mostInASet is how many files become documents in one set.
const mostInASet = 200

// TestTheNumberOfAnother: a file that only has the number of one that was deleted, as Linux
// gives it to the next, is a document of its own and not a version of the other.
func TestTheNumberOfAnother(t *testing.T) {
	t.Parallel()
	siti, budi, class := twoMirrors(t)
	siti.write("marks of March.txt", "not for everybody")
	together(siti, budi)
	number := func(name string) string {
		info, err := os.Stat(filepath.Join(siti.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return watch.FileOf(info).ID
	}
	was := number("marks of March.txt")
	siti.remove("marks of March.txt")
	siti.write("letter.txt", "a letter to parents")
	if was == "" || number("letter.txt") != was {
		t.Skip("the disk did not give the number again")
	}
	together(siti, budi)
	budi.has(map[string]string{"letter.txt": "a letter to parents"})
	docs, err := budi.Records(t.Context(), campus.Query{Space: class, Kind: "document"})
	if err != nil || len(docs) != 1 || len(docs[0].Files()) != 1 {
		t.Errorf("the letter has what was deleted for an earlier version: %d documents, %v", len(docs), err)
	}
}
