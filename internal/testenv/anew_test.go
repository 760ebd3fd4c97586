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
	"rantau/internal/unraced"
	"rantau/sync"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// What is made anew after a server was put back: by the second computer of its author, the
// first being gone. Everything that could go wrong on the way did once.

// back is such a server, with a class of siti's.
type back struct {
	*testenv.Env
	gone, siti *testenv.Device // both are hers
	class      campus.ID
	restore    func()
}

func newBack(t *testing.T, overHTTP bool) *back {
	t.Helper()
	unraced.Skip(t)
	b := &back{Env: testenv.New(t, overHTTP, "teacher:siti", "teacher:budi", "dara")}
	b.gone = b.Device("siti")
	b.class = newClass(b.Env, b.gone, "dara")
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Join(b.class, b.People["budi"], campus.Staff)}})
	b.gone.Sync()
	b.siti = b.Device("siti")
	b.restore = b.Backup()
	return b
}

// settle has everybody sync until nothing can come any more.
func settle(all ...*testenv.Device) {
	for range 5 {
		for _, d := range all {
			d.Sync()
		}
	}
}

// posts counts what somebody with nothing on their computer gets.
func (b *back) posts(class campus.ID) int {
	b.T.Helper()
	n, err := b.Device("dara").Count(context.Background(), campus.Query{Kind: "post", Topic: class})
	if err != nil {
		b.T.Fatal(err)
	}
	return n
}

// idle fails where something waits or was refused.
func idle(t *testing.T, d *testenv.Device) {
	t.Helper()
	all, err := d.Waiting(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		t.Errorf("%s: set %d is %s: %s %s", d.Name, s.Number, s.State, s.Code, s.Reason)
	}
}

// TestAnewBeforeWhatChangesIt: where the computer that is left has edited what the gone one
// made, sent or not, the creation goes before the edit, and what was saved later follows.
func TestAnewBeforeWhatChangesIt(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	for _, sent := range []bool{true, false} {
		b := newBack(t, false)
		said, other := campus.Say(b.class, b.class, "first words"), campus.Say(b.class, b.class, "never edited")
		b.gone.Do(said)
		b.gone.Do(other)
		b.gone.Sync()
		b.siti.Sync()
		id := said.Changes[0].Record
		testenv.Edit(b.siti, id, func(p *campus.Post) { p.Text = "better words" })
		if sent {
			b.siti.Sync()
			b.siti.Sync()
		}
		b.siti.Do(campus.Say(b.class, b.class, "said later"))
		b.restore()
		for cut := 1; cut < 4; cut++ { // at no moment does it show the words of before
			_, _ = sync.Sync(context.Background(), b.siti.Replica, &cutAfter{b.siti.Svc, cut}, nil)
			if text := campus.As[campus.Post](b.siti.Get(id)).Text; text != "better words" {
				t.Errorf("sent %v: after %d requests it shows %q", sent, cut, text)
			}
		}
		settle(b.siti)
		if n := b.posts(b.class); n != 3 {
			t.Errorf("sent %v: the server has %d posts, want 3", sent, n)
		}
		if r := b.siti.Get(id); campus.As[campus.Post](r).Text != "better words" || r.Waiting || r.Shelved {
			t.Errorf("sent %v: %s, waiting %v, shelved %v", sent, r.Body, r.Waiting, r.Shelved)
		}
		idle(t, b.siti)
	}
}

// TestAnewKeepsVersions: what has two versions stays on the shelf with both.
func TestAnewKeepsVersions(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	b := newBack(t, false)
	budi := b.Device("budi")
	lesson := campus.NewID()
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Text: "x", Order: "n"})}})
	b.gone.Sync()
	budi.Sync()
	testenv.Edit(budi, lesson, func(l *campus.Lesson) { l.Title = "Budi's" })
	testenv.Edit(b.gone, lesson, func(l *campus.Lesson) { l.Title = "Siti's" })
	b.gone.Sync()
	budi.Sync()
	b.siti.Sync()
	had := len(b.siti.Get(lesson).Versions)
	if had == 0 {
		t.Fatal("there is no version to lose")
	}
	b.restore()
	settle(b.siti)
	if n := len(b.siti.Get(lesson).Versions); n != had {
		t.Errorf("%d versions, %d before", n, had)
	}
}

// TestAnewByWhoFoundsNoMore: a founder who is no longer owner does not found the class
// again, so that its owner's computers can.
func TestAnewByWhoFoundsNoMore(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	b := newBack(t, false)
	budi, dara := b.Device("budi"), b.Device("dara")
	b.restore = b.Backup() // with these computers
	class := newClass(b.Env, b.gone, "dara")
	b.gone.Sync()
	b.gone.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Join(class, b.People["budi"], campus.Owner)}})
	b.gone.Sync()
	budi.Sync()
	testenv.Edit(b.gone, campus.MembershipID(class, b.siti.Me()), func(m *campus.Membership) { m.Role = campus.Member })
	settle(b.gone, budi, b.siti, dara)
	dara.Do(campus.Say(class, class, "Dara says"))
	settle(dara, b.siti)
	b.restore()
	settle(b.siti, dara)
	settle(b.gone, budi, dara, b.siti) // it was only away
	if n := b.posts(class); n != 1 {
		t.Errorf("the server has %d posts, want 1", n)
	}
}

// TestAnewNotWhatWasRefused: what the sent box brought and the server refused is not tried
// a second time.
func TestAnewNotWhatWasRefused(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	b := newBack(t, false)
	dara := b.Device("dara")
	b.restore = b.Backup() // with this computer
	testenv.Edit(b.gone, campus.MembershipID(b.class, dara.Me()), func(m *campus.Membership) { m.Role = campus.Staff })
	b.gone.Sync()
	dara.Sync()
	for i := range 3 {
		dara.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: fmt.Sprint("Lesson ", i), Order: "n"})}})
	}
	settle(dara)
	b.restore()
	settle(dara)
	if all, err := dara.Waiting(context.Background()); err != nil || len(all) != 3 {
		t.Errorf("%d sets of three lessons were refused (%v)", len(all), err)
	}
}

// TestAnewFiles: the files of posts, which the server takes behind their posts only; those
// that a document had before; and one that is here in part, which holds nothing up.
func TestAnewFiles(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	b := newBack(t, true)
	ctx := context.Background()
	add := func(text string) campus.Document {
		path := filepath.Join(t.TempDir(), "file.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		doc, err := b.gone.Files.Add(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	bring := func(d *testenv.Device) {
		d.Sync()
		if err := d.Files.Upload(ctx); err != nil {
			t.Fatal(err)
		}
		d.Sync()
	}
	var files []campus.ID
	for i := range 12 {
		files = append(files, campus.NewID()) // sorts before its post
		doc := add(fmt.Sprint("file ", i))
		a := campus.Say(b.class, b.class, "with a file")
		doc.Of = a.Changes[0].Record
		a.Changes = append(a.Changes, campus.Create(files[i], "document", &doc))
		b.gone.Do(a)
	}
	first, id, part := add("the first file"), campus.NewID(), add("here in part")
	partly := campus.NewID()
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(id, "document", &first), campus.Create(partly, "document", &part)}})
	bring(b.gone)
	r := b.gone.Get(id)
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Replace(r, add("the second file"), b.gone.Me(), r.Created)}})
	bring(b.gone)
	b.siti.Sync()
	for _, manifest := range []string{"", first.Manifest} {
		if _, err := b.siti.Files.OpenVersion(ctx, id, manifest, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.siti.Files.Open(ctx, partly, nil); err != nil {
		t.Fatal(err)
	}
	m, err := b.siti.Blobs().Manifest(part.Manifest)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.siti.Blobs().Delete(m.Pieces[0].Hash); err != nil {
		t.Fatal(err)
	}
	b.restore()
	settle(b.siti)
	bring(b.siti)
	idle(t, b.siti)
	for _, f := range append(files, id, partly) {
		if b.siti.Get(f).Shelved {
			t.Errorf("the record of %s is not back", f)
		}
	}
	if all, err := b.siti.Files.Waiting(ctx); err != nil || len(all) > 0 {
		t.Errorf("%d files wait (%v)", len(all), err)
	}
	anew := b.Device("dara")
	for _, manifest := range []string{"", first.Manifest} {
		if _, err := anew.Files.OpenVersion(ctx, id, manifest, nil); err != nil {
			t.Errorf("file %q: %v", manifest, err)
		}
	}
}

// cutAfter is a line that is cut after so many syncs.
type cutAfter struct {
	protocol.Service
	left int
}

func (c *cutAfter) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	if c.left--; c.left < 0 {
		return &campus.Error{Code: protocol.Unreachable, Message: "cut"}
	}
	return c.Service.Sync(ctx, token, in, item)
}

// TestAnewLeavesWhatIsThere: what is made anew is on its way while the other computer
// brings it back itself and goes on: what was published, taken away or emptied there stays so.
func TestAnewLeavesWhatIsThere(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	b := newBack(t, false)
	dara := b.Device("dara")
	b.restore = b.Backup() // with this computer
	lesson, task, contact := campus.NewID(), campus.NewID(), campus.ContactID(b.siti.Me())
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Text: "x", Order: "n"}).For(campus.StaffOnly)}})
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(task, "assignment", &campus.Assignment{Title: "Q", Due: 1_900_000_000_000})}})
	b.gone.Do(campus.Action{Space: b.Commons, Changes: []campus.Change{campus.Create(contact, "contact", &campus.Contact{Person: b.siti.Me(), Phone: "+62 812 000"})}})
	settle(b.gone, b.siti)
	b.restore()
	if _, err := sync.Sync(context.Background(), b.siti.Replica, &cutAfter{b.siti.Svc, 2}, nil); err == nil {
		t.Log("nothing was left to be cut")
	}
	settle(b.gone)
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{{Record: lesson, Kind: "lesson", Audience: new(campus.Audience)}}})
	testenv.Edit(b.gone, task, func(a *campus.Assignment) { a.Due = 0 })
	testenv.Edit(b.gone, contact, func(c *campus.Contact) { c.Phone = "" })
	settle(b.gone, b.siti, dara)
	if !dara.Has(lesson) {
		t.Error("a lesson that was published is taken away again")
	}
	if due := campus.As[campus.Assignment](dara.Get(task)).Due; due != 0 {
		t.Errorf("the due date that was taken away is %d again", due)
	}
	if phone := campus.As[campus.Contact](dara.Get(contact)).Phone; phone != "" {
		t.Errorf("the phone number that was taken away is %q again", phone)
	}
	idle(t, b.siti)
}

// TestAnewIsNotLate: what was handed in before it was due, and sent behind it, stays in time
// when it is made anew.
func TestAnewIsNotLate(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	var ahead time.Duration
	clock := func() time.Time { return time.Now().Add(ahead) }
	e := testenv.NewWith(t, server.Options{Clock: clock}, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class, task := newClass(e, siti, "dara"), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(task, "assignment", &campus.Assignment{Title: "Q", Due: time.Now().Add(time.Hour).UnixMilli()})}})
	siti.Sync()
	gone, dara := e.Device("dara"), e.Device("dara")
	gone.Clock = clock
	gone.Restart()
	gone.Svc = e.Service()
	gone.Sync()
	restore := e.Backup()
	a := campus.HandIn(class, gone.Me(), task, "in time", nil)
	id := a.Changes[0].Record
	gone.Do(a)
	ahead = 5 * time.Hour
	settle(gone, dara)
	due := campus.As[campus.Assignment](dara.Get(task))
	if due.Late(dara.Get(id)) {
		t.Fatal("it was late from the beginning")
	}
	restore()
	ahead = 6 * time.Hour
	settle(dara, siti)
	if r := siti.Get(id); r.Shelved || due.Late(r) {
		t.Errorf("late %v, written %+v, shelved %v", due.Late(r), r.Written, r.Shelved)
	}
}

// TestRestoredEarlierWords: where the backup has a text before it was edited, what it said
// last is in its past on the computers that knew it.
func TestRestoredEarlierWords(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	b := newBack(t, false)
	lesson := campus.NewID()
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Text: "x", Order: "n"})}})
	settle(b.gone, b.siti)
	restore := b.Backup()
	testenv.Edit(b.gone, lesson, func(l *campus.Lesson) { l.Text = "two weeks of work" })
	settle(b.gone, b.siti)
	restore()
	settle(b.siti)
	past, err := b.siti.Past(context.Background(), b.class, lesson)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(past, b.siti.Get(lesson)) {
		if campus.As[campus.Lesson](p).Text == "two weeks of work" {
			return
		}
	}
	t.Errorf("the words are nowhere any more; there are %d in the past", len(past))
}

// TestAnewNoSecondWish: a wish that was dealt with is not asked again.
func TestAnewNoSecondWish(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	group := campus.NewGroup(siti.Me(), campus.Group{Name: "G", Entry: campus.EntryClosed})
	siti.Do(group)
	siti.Sync()
	gone, dara := e.Device("dara"), e.Device("dara")
	restore := e.Backup()
	gone.Do(campus.Ask(gone.Me(), group.Space, "let me in"))
	settle(gone, siti)
	all, err := siti.Records(context.Background(), campus.Query{Kind: "applicant"})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d applicants (%v)", len(all), err)
	}
	testenv.Edit(siti, all[0].ID, func(a *campus.Applicant) { a.State = campus.JoinRefused })
	settle(siti, dara)
	restore()
	settle(dara)
	if n, err := e.Device("siti").Count(context.Background(), campus.Query{Kind: "applicant"}); err != nil || n > 0 {
		t.Errorf("%d applicants ask again (%v)", n, err)
	}
	idle(t, dara)
}

// TestADigestOfNothing: whoever names no table is asked for it.
func TestADigestOfNothing(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		d := e.Device("siti")
		e.Backup() // a new server, which expects nothing of anybody
		asked := false
		err := d.Svc.Sync(t.Context(), d.Identity().Token, protocol.Request{Version: protocol.Version}, func(i protocol.Item) error {
			asked = asked || i.End != nil && i.End.Cursors
			return nil
		})
		if err != nil || !asked {
			t.Errorf("asked %v, %v", asked, err)
		}
	})
}

// TestOthersGoBefore: an edit of what somebody else wrote, and whose computer is away, holds
// up nothing that is saved later; it goes when the other is back.
func TestOthersGoBefore(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	b := newBack(t, false)
	budi, dara := b.Device("budi"), b.Device("dara")
	b.restore = b.Backup() // with these computers
	lesson := campus.NewID()
	b.gone.Do(campus.Action{Space: b.class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "One", Text: "x", Order: "n"})}})
	b.gone.Sync()
	budi.Sync()
	testenv.Edit(budi, lesson, func(l *campus.Lesson) { l.Text = "Budi's words" })
	settle(budi, dara)
	b.restore()
	settle(budi, dara)
	for i := range 3 {
		budi.Do(campus.Say(b.class, b.class, fmt.Sprint("said later ", i)))
		settle(budi)
	}
	if n := b.posts(b.class); n != 3 {
		t.Errorf("the server has %d posts, want 3", n)
	}
	if waiting, _, refused, _, err := budi.Queue(context.Background()); err != nil || waiting+refused > 0 {
		t.Errorf("%d wait and %d are refused (%v)", waiting, refused, err)
	}
	if r := budi.Get(lesson); campus.As[campus.Lesson](r).Text != "Budi's words" {
		t.Errorf("the lesson says %s", r.Body)
	}
	settle(b.gone, budi, dara)
	for _, d := range []*testenv.Device{b.gone, budi, dara} {
		if r := d.Get(lesson); campus.As[campus.Lesson](r).Text != "Budi's words" || r.Shelved || r.Waiting {
			t.Errorf("%s: %s, shelved %v", d.Name, r.Body, r.Shelved)
		}
	}
	idle(t, budi)
}

// TestTheFirstComputerComesBack: what the second has made anew meanwhile, the first sends
// too: nothing of it is refused, whatever its kind.
func TestTheFirstComputerComesBack(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class, task := newClass(e, siti, "dara"), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(task, "assignment", &campus.Assignment{Title: "Q"})}})
	siti.Sync()
	first, second := e.Device("dara"), e.Device("dara")
	restore := e.Backup()
	doc := take(t, first, "work.txt", []byte("my work"))
	id := campus.NewID()
	file := campus.Create(id, "document", &doc).For(campus.Audience(first.Me()))
	a := campus.HandIn(class, first.Me(), task, "done", nil)
	first.Do(campus.Action{Space: class, Changes: []campus.Change{file}})
	first.Do(a)
	first.Do(campus.Say(class, class, "I am done"))
	settle(first, second, siti)
	restore()
	settle(second, siti)
	settle(first, second, siti)
	idle(t, first)
	idle(t, second)
	for _, d := range []*testenv.Device{first, second, siti} {
		for _, r := range []campus.ID{id, a.Changes[0].Record} {
			if got := d.Get(r); got.Shelved || got.Waiting || len(got.Versions) > 0 {
				t.Errorf("%s: %s: shelved %v, waiting %v, %d beside", d.Name, got.Kind, got.Shelved, got.Waiting, len(got.Versions))
			}
		}
	}
}
