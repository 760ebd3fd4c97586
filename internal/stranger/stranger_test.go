package stranger_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"rantau/assets/sample"
	"rantau/campus"
	"rantau/internal/seed"
	"rantau/internal/testenv"
	"rantau/sync/server"
)

// sampleCampus is a server with the sample campus, over HTTP. Its clock can be moved on.
func sampleCampus(t *testing.T) (e *testenv.Env, later *atomic.Int64) {
	t.Helper()
	later = &atomic.Int64{}
	clock := func() time.Time { return time.Now().Add(time.Duration(later.Load())) }
	s, err := server.Open(t.TempDir(), server.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := seed.Fill(t.Context(), s, sample.Config{Seed: 1, Size: sample.Small, Now: time.Unix(1_780_000_000, 0)}, func(int) {}); err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s.Handler())
	t.Cleanup(web.Close)
	return &testenv.Env{T: t, Server: s, HTTP: web}, later
}

func lineTo(t *testing.T, e *testenv.Env) (*line, string) {
	t.Helper()
	l := newLine(t, strings.TrimPrefix(e.HTTP.URL, "http://"))
	return l, "http://" + l.listener.Addr().String()
}

// spaceOf finds a space of a kind that the example has.
func spaceOf(t *testing.T, p *python, kind string) string {
	t.Helper()
	best := ""
	for _, s := range p.list() {
		if s.Kind == kind && s.ID == s.Space && s.ID > best {
			best = s.ID
		}
	}
	if best == "" {
		t.Fatalf("there is no %s", kind)
	}
	return best
}

// file makes one of some size, of which 128 KiB are the same twice.
func file(t *testing.T, name string, size int) (path string, content []byte) {
	t.Helper()
	content = make([]byte, size)
	chance := rand.NewChaCha8([32]byte{1})
	_, _ = chance.Read(content[256<<10:])
	path = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, content
}

// A pull that is cut and killed keeps its whole pages and goes on behind them.
func TestPull(t *testing.T) {
	t.Parallel()
	p := newPython(t)
	e, _ := sampleCampus(t)
	line, url := lineTo(t, e)

	first := newPython(t)
	first.do("signin", url, sample.Student, sample.Password)
	line.mend()
	first.do("sync")
	whole := line.passed(down)

	line.cutAfter(anything, 0)
	if !p.try("signin", url, sample.Student, sample.Password) {
		t.Error("signing in was not cut")
	}
	line.cutAfter(anything, 900) // hello goes through, the token is lost
	p.try("signin", url, sample.Student, sample.Password)
	line.mend()
	p.do("signin", url, sample.Student, sample.Password)
	has := 0
	pull := func(how string, n int64) {
		t.Helper()
		now := len(p.list())
		if now < has {
			t.Errorf("%s after %d bytes: %d records, %d before", how, n, now, has)
		}
		has = now
	}
	for _, n := range []int64{0, 100, 5_000, whole / 2} {
		line.cutAfter(anything, n)
		if !p.try("sync") {
			t.Errorf("with %d of %d bytes it came to an end", n, whole)
		}
		pull("cut", n)
	}
	if has == 0 {
		t.Error("half of what there is was thrown away")
	}
	for _, n := range []int64{50, 2_000, whole / 3} {
		p.killed(line.stillAfter(anything, n), "sync")
		pull("killed", n)
	}
	line.mend()
	p.do("sync")
	if rest := line.passed(down); rest > whole*3/4 { // a page of 40 KB may have been under way
		t.Errorf("the last pull was %d bytes, of %d in all", rest, whole)
	}
	dara := e.Device(sample.Student)
	alike(t, p, dara)
	alike(t, first, dara)

	// With nothing new it is one line each way.
	p.do("sync")
	line.mend()
	p.do("sync")
	if n := line.passed(up) + line.passed(down); n > 1_500 {
		t.Errorf("a sync with nothing to say is %d bytes", n)
	}
}

// What is posted with no line, over one that breaks anywhere, is there once.
func TestPost(t *testing.T) {
	t.Parallel()
	p := newPython(t)
	e, later := sampleCampus(t)
	line, url := lineTo(t, e)
	p.do("signin", url, sample.Student, sample.Password)
	p.do("sync")
	dara := e.Device(sample.Student)
	group := spaceOf(t, p, "group")

	var said []string
	say := func(text string) {
		t.Helper()
		said = append(said, text)
		line.cutAfter(0, 0) // no line is needed
		p.do("post", group, text)
	}
	for _, n := range []int64{0, 100, 400, 900, 1_400} {
		say(fmt.Sprintf("Is it < %d & \"up\"? ខ្ញុំ é", n))
		line.cutAfter(n, anything)
		p.try("sync")
	}
	for _, n := range []int64{0, 60, 200, 300, 400, 600, 1_200} {
		say(fmt.Sprintf("Down %d", n))
		line.cutAfter(anything, n)
		p.try("sync")
		if n != 60 {
			continue
		}
		// It is taken, and who wrote it has not heard.
		dara.Sync()
		if c := count(listOf(t, dara), "post", "text", said[len(said)-1]); c != 1 {
			t.Errorf("%q is on the server %d times", said[len(said)-1], c)
		}
	}
	// The server hears of this one so late that the record says when it was written.
	say("On its way for long")
	later.Store(int64(10 * time.Minute))
	line.mend()
	p.do("sync")
	p.do("sync")

	dara.Sync()
	for _, d := range []*testenv.Device{dara, e.Device(sample.Student)} {
		alike(t, p, d)
		for _, text := range said {
			if c := count(listOf(t, d), "post", "text", text); c != 1 {
				t.Errorf("%q is there %d times", text, c)
			}
		}
	}
}

// A document and its bytes arrive once, over a line that breaks, however often the
// command is given.
func TestUpload(t *testing.T) {
	t.Parallel()
	p := newPython(t)
	e, _ := sampleCampus(t)
	line, url := lineTo(t, e)
	p.do("signin", url, sample.Student, sample.Password)
	p.do("sync")
	group := spaceOf(t, p, "group")

	path, content := file(t, "plan v2.bin", 1_500_000)
	for i, n := range []int64{0, 700, 3_000, 100_000, 400_000, 400_000} {
		line.cutAfter(n, anything)
		if i%2 == 0 && !p.try("upload", group, path) || i%2 == 1 && !p.try("sync") {
			t.Errorf("with %d bytes it came to an end", n)
		}
	}
	for _, n := range []int64{0, 100, 500} {
		line.cutAfter(anything, n)
		if !p.try("sync") {
			t.Errorf("with %d bytes of answers it came to an end", n)
		}
	}
	p.killed(line.stillAfter(400_000, anything), "sync")
	line.mend()
	p.do("upload", group, path)
	if n := line.passed(up); n > int64(len(content))*2/3 {
		t.Errorf("at last %d bytes went up, of a file of %d: what was there was brought again", n, len(content))
	}
	empty, _ := file(t, "notes.txt", 256<<10)
	if err := os.Truncate(empty, 0); err != nil {
		t.Fatal(err)
	}
	p.do("upload", group, empty)

	dara := e.Device(sample.Student)
	alike(t, p, dara)
	if !bytes.Equal(fileOf(t, dara, "plan v2.bin"), content) {
		t.Error("the bytes are not the same")
	}
	if b := fileOf(t, dara, "notes.txt"); len(b) != 0 {
		t.Errorf("an empty file has %d bytes", len(b))
	}
}

// Who waits hears of news, of a record and of a membership that ended.
func TestNews(t *testing.T) {
	t.Parallel()
	p := newPython(t)
	e := testenv.New(t, true, "teacher:siti", "dara", "nok")
	siti, dara := e.Device("siti"), e.People["dara"]
	talk := campus.NewTalk(siti.Me(), "Soil", dara, e.People["nok"])
	class := campus.NewClass(siti.Me(), campus.Course{Title: "Soil and sensors"})
	class.Changes = append(class.Changes, campus.Join(class.Space, dara, campus.Member))
	siti.Do(talk)
	siti.Do(class)
	siti.Sync()
	p.do("signin", e.HTTP.URL, "dara", testenv.Password)
	p.do("sync")
	alike(t, p, e.Device("dara"))

	wait := func(doing campus.Action) {
		t.Helper()
		cmd, out, trouble := p.command("wait")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		siti.Do(doing)
		siti.Sync()
		if err := cmd.Wait(); err != nil || !strings.Contains(out.String(), "news") {
			t.Fatalf("wait: %v: %s%s", err, out, trouble)
		}
		p.do("sync")
		p.do("sync")
		alike(t, p, e.Device("dara"))
	}
	post := campus.NewID()
	wait(campus.Action{Space: talk.Space, Changes: []campus.Change{campus.Create(post, "post", &campus.Post{Text: "Hello", Topic: talk.Space})}})
	wait(campus.Action{Space: talk.Space, Changes: []campus.Change{campus.Remove(siti.Get(post))}})
	member := siti.Get(campus.MembershipID(class.Space, dara))
	ended := campus.As[campus.Membership](member)
	ended.Role = campus.None
	out, _ := campus.Edit(member, &ended)
	wait(campus.Action{Space: class.Space, Changes: []campus.Change{out}})
	for _, s := range p.list() {
		if s.Space == string(class.Space) {
			t.Fatalf("the %s of a class that was left is still here", s.Kind)
		}
	}
}

// A server that is put back to a backup gets again what it lost, with the bytes.
func TestServerPutBack(t *testing.T) {
	t.Parallel()
	p := newPython(t)
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti := e.Device("siti")
	talk := campus.NewTalk(siti.Me(), "Soil", e.People["dara"])
	siti.Do(talk)
	siti.Sync()
	p.do("signin", e.HTTP.URL, "dara", testenv.Password)
	p.do("sync")
	p.do("post", string(talk.Space), "Before")
	p.do("sync")
	restore := e.Backup()
	p.do("post", string(talk.Space), "After")
	path, content := file(t, "slides.bin", 600_000)
	p.do("upload", string(talk.Space), path)
	p.do("sync")
	restore()
	p.do("post", string(talk.Space), "Later")
	p.do("sync")
	p.do("sync")
	dara := e.Device("dara")
	alike(t, p, dara)
	for _, text := range []string{"Before", "After", "Later"} {
		if c := count(listOf(t, dara), "post", "text", text); c != 1 {
			t.Errorf("%q is there %d times", text, c)
		}
	}
	if !bytes.Equal(fileOf(t, dara, "slides.bin"), content) {
		t.Error("the bytes are not the same")
	}
}

// A state that was copied, so that two go on under one name, loses nothing either.
func TestCopiedState(t *testing.T) {
	t.Parallel()
	p := newPython(t)
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti := e.Device("siti")
	talk := campus.NewTalk(siti.Me(), "Soil", e.People["dara"])
	siti.Do(talk)
	siti.Sync()
	p.do("signin", e.HTTP.URL, "dara", testenv.Password)
	p.do("sync")
	p.do("post", string(talk.Space), "Both know")
	b, err := os.ReadFile(p.state)
	if err != nil {
		t.Fatal(err)
	}
	other := newPython(t)
	if err := os.WriteFile(other.state, b, 0o600); err != nil {
		t.Fatal(err)
	}
	p.do("post", string(talk.Space), "One")
	other.do("post", string(talk.Space), "Two")
	for range 2 {
		p.do("sync")
		other.do("sync")
	}
	p.do("sync")
	dara := e.Device("dara")
	for _, c := range []*python{p, other} {
		alike(t, c, dara)
		for _, text := range []string{"Both know", "One", "Two"} {
			if n := count(c.list(), "post", "text", text); n != 1 {
				t.Errorf("%q is there %d times", text, n)
			}
		}
	}
}
