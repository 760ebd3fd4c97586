package testenv_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// noise is bytes that nothing packs and that are cut into several chunks.
func noise(seed uint64, size int) []byte {
	r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // no secret
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

// take takes a file in on a device.
func take(t *testing.T, d *testenv.Device, name string, content []byte) campus.Document {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	doc, err := d.Files.Add(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// bring sends what waits, with its bytes.
func bring(t *testing.T, d *testenv.Device) {
	t.Helper()
	d.Sync()
	if err := d.Files.Upload(context.Background()); err != nil {
		t.Fatal(err)
	}
	d.Sync()
}

func opens(t *testing.T, d *testenv.Device, id campus.ID, manifest string, want []byte) {
	t.Helper()
	path, err := d.Files.OpenVersion(context.Background(), id, manifest, nil)
	if err != nil {
		t.Fatalf("%s: %v", d.Name, err)
	}
	if b, _ := os.ReadFile(path); !bytes.Equal(b, want) {
		t.Errorf("%s opens %d other bytes", d.Name, len(b))
	}
}

// TestVersionsThroughTheWire: a file that was replaced stays to be had, and of two
// that replace it at once both come to the server.
func TestVersionsThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, two, dara, minh := e.Device("siti"), e.Device("siti"), e.Device("dara"), e.Device("minh")
		class := newClass(e, siti, "dara")
		first, second, third, fourth := noise(1, 90_000), noise(2, 120_000), noise(3, 70_000), noise(4, 50_000)
		doc := take(t, siti, "plan.txt", first)
		id := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
		// Replaced before the first was ever sent: both have to go.
		replace := func(d *testenv.Device, name string, content []byte) string {
			file := take(t, d, name, content)
			d.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Replace(d.Get(id), file, d.Me(), time.Now())}})
			return file.Manifest
		}
		m2 := replace(siti, "other name.txt", second)
		siti.Restart()
		bring(t, siti)
		two.Sync()
		dara.Sync()
		if s, err := dara.Files.State(context.Background(), id); err != nil || !s.OnServer || s.Size != int64(len(second)) {
			t.Errorf("after the replacement: %+v %v", s, err)
		}
		opens(t, dara, id, "", second)
		opens(t, dara, id, doc.Manifest, first)
		opens(t, dara, id, m2, second)

		// Two computers at once.
		m3, m4 := replace(siti, "x.txt", third), replace(two, "y.md", fourth)
		bring(t, siti)
		bring(t, two)
		for range 2 {
			siti.Sync()
			two.Sync()
			dara.Sync()
		}
		r := dara.Get(id)
		if len(campus.Beside(r)) != 1 || len(campus.History(r)) != 4 {
			t.Fatalf("beside %v, history %v", campus.Beside(r), campus.History(r))
		}
		opens(t, dara, id, "", third)
		opens(t, dara, id, m4, fourth)
		refuses(t, dara, campus.Action{Space: class, Changes: []campus.Change{campus.Replace(r, campus.Document{Name: "z.txt", Manifest: hash(), Size: 1}, dara.Me(), time.Now())}})
		var beside campus.FileVersion
		for _, f := range campus.Beside(siti.Get(id)) {
			beside = f
		}
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Restore(siti.Get(id), beside, siti.Me(), time.Now())}})
		bring(t, siti)
		for range 2 {
			dara.Sync()
		}
		r = dara.Get(id)
		if d := campus.As[campus.Document](r); d.Manifest != m4 || len(campus.Beside(r)) != 0 || filepath.Ext(d.Name) != ".md" {
			t.Errorf("after choosing: %+v, %d beside", d, len(campus.Beside(r)))
		}
		for m, content := range map[string][]byte{"": fourth, m3: third, m2: second, doc.Manifest: first} {
			opens(t, dara, id, m, content)
		}
		if up, err := siti.Uploads(context.Background()); err != nil || len(up) != 0 {
			t.Errorf("siti still brings %v %v", up, err)
		}
		// A stranger, and a manifest that the record does not name.
		if _, err := minh.Svc.Manifest(context.Background(), minh.Identity().Token, protocol.DocumentRef{Space: class, Document: id, Version: m2}); campus.CodeOf(err) != campus.NotFound {
			t.Errorf("a stranger asks for an earlier file: %v", err)
		}
		if _, err := dara.Svc.Manifest(context.Background(), dara.Identity().Token, protocol.DocumentRef{Space: class, Document: id, Version: hash()}); campus.CodeOf(err) != campus.NotFound {
			t.Errorf("somebody asks for any file: %v", err)
		}
	})
}

// TestVersionsOfAGroup: members give each other's documents new files, also two at once and
// without a line; each is there, with whose it is, and brought by who made it. Nobody else
// does, and nobody takes away another's document.
func TestVersionsOfAGroup(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, nok, minh := e.Device("siti"), e.Device("dara"), e.Device("nok"), e.Device("minh")
		a := campus.NewGroup(siti.Me(), campus.Group{Name: "Field work"})
		for _, d := range []*testenv.Device{dara, nok} {
			a.Changes = append(a.Changes, campus.Join(a.Space, d.Me(), campus.Member))
		}
		siti.Do(a)
		siti.Sync()
		dara.Sync()
		first, second, third := noise(1, 90_000), noise(2, 120_000), noise(3, 70_000)
		doc, id := take(t, dara, "plan.txt", first), campus.NewID()
		dara.Do(campus.Action{Space: a.Space, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
		bring(t, dara)
		nok.Sync()
		replace := func(d *testenv.Device, content []byte) string {
			t.Helper()
			file := take(t, d, "plan.txt", content)
			d.Do(campus.Action{Space: a.Space, Changes: []campus.Change{campus.ReplaceFrom(d.Get(id), doc.Manifest, file, d.Me(), time.Now())}})
			return file.Manifest
		}
		m2, m3 := replace(nok, second), replace(dara, third)
		for range 2 {
			bring(t, nok)
			bring(t, dara)
			siti.Sync()
		}
		for _, d := range []*testenv.Device{siti, dara, nok} {
			if w, err := d.Waiting(t.Context()); err != nil || len(w) > 0 {
				t.Errorf("%s: %v waits, %v", d.Name, w, err)
			}
			r := d.Get(id)
			by := map[string]campus.ID{}
			for _, v := range campus.History(r) {
				by[v.Manifest] = v.By
			}
			if len(by) != 3 || by[m2] != nok.Me() || by[m3] != dara.Me() || by[doc.Manifest] != dara.Me() || len(campus.Beside(r)) != 1 {
				t.Errorf("%s sees %v, %d beside", d.Name, by, len(campus.Beside(r)))
			}
			for m, content := range map[string][]byte{m2: second, m3: third, doc.Manifest: first} {
				opens(t, d, id, m, content)
			}
		}
		// Past the replica: in another's name, from nothing, by a stranger, and a removal.
		file := campus.Document{Name: "plan.txt", Manifest: hash(), Size: 1}
		r := nok.Get(id)
		refuses(t, nok, campus.Action{Space: a.Space, Changes: []campus.Change{campus.Replace(r, file, dara.Me(), time.Now())}})
		refuses(t, nok, campus.Action{Space: a.Space, Changes: []campus.Change{campus.Remove(r)}})
		refuses(t, minh, campus.Action{Space: a.Space, Changes: []campus.Change{campus.Replace(r, file, minh.Me(), time.Now())}})
	})
}

// TestRestoredServerGetsFiles: a server put back to a backup is brought the files again
// that it lost with their records.
func TestRestoredServerGetsFiles(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	restore := e.Backup()
	siti.Restart() // speaks to the server that was started again
	content := noise(9, 100_000)
	doc, id := take(t, siti, "plan.txt", content), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
	bring(t, siti)
	siti.Restart() // forgets what it took in since its start
	if room, err := siti.Files.Room(context.Background(), nil); err != nil || room.Free != 0 || room.Taken < 100_000 {
		t.Errorf("what was sent a moment ago may go: %+v %v", room, err)
	}
	restore()
	siti.Restart()
	for range 3 {
		siti.Sync()
	}
	bring(t, siti)
	for range 2 {
		dara.Sync()
	}
	dara.Restart()
	opens(t, dara, id, "", content)
}

// TestKeepAndFree: what is kept comes by itself and stays; what the server has can go
// and comes back; what it does not have never goes, and a piece that two files share
// stays for the one that needs it.
func TestKeepAndFree(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	ctx := context.Background()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	shared := noise(5, 600_000)
	folder, one, two, other := campus.NewID(), campus.NewID(), campus.NewID(), campus.NewID()
	contents := map[campus.ID][]byte{one: append(bytes.Clone(shared), noise(6, 200_000)...), two: append(bytes.Clone(shared), noise(7, 200_000)...), other: noise(8, 300_000)}
	a := campus.Action{Space: class, Changes: []campus.Change{campus.Create(folder, "folder", &campus.Folder{Name: "Slides"})}}
	for id, content := range contents {
		doc := take(t, siti, "x.bin", content)
		if id == one {
			doc.Folder = folder
		}
		a.Changes = append(a.Changes, campus.Create(id, "document", &doc))
	}
	siti.Do(a)
	bring(t, siti)
	dara.Sync()
	here := func(id campus.ID) int64 {
		t.Helper()
		s, err := dara.Files.State(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return s.Here
	}
	turn := func(what string, cond func() bool) {
		t.Helper()
		dara.Files.Turn()
		testenv.Wait(t, what, cond)
	}

	// Kept by its folder, while the line is cut at first, and over a restart.
	if err := dara.Files.Keep(ctx, folder, true); err != nil {
		t.Fatal(err)
	}
	dara.Restart()
	if kept, err := dara.Files.Kept(ctx); err != nil || !kept[folder] || len(kept) != 1 {
		t.Errorf("kept: %v %v", kept, err)
	}
	turn("what is in a kept folder comes", func() bool { return here(one) == 800_000 })
	if here(other) != 0 {
		t.Error("something else came too")
	}
	opens(t, dara, two, "", contents[two])
	opens(t, dara, other, "", contents[other])

	// Freed: not what is kept, nor what it shares with another.
	room, err := dara.Files.Room(ctx, []campus.ID{one, two})
	if err != nil || room.Taken < 1_800_000 || room.Free > 1_100_000 || room.Free < 1_000_000 { // the laid-out copy of two and its own pieces
		t.Errorf("the room of two documents: %+v %v", room, err)
	}
	freed, err := dara.Files.Free(ctx, []campus.ID{one, two})
	if err != nil || freed != room.Free {
		t.Errorf("%d were freed, %d announced (%v)", freed, room.Free, err)
	}
	if here(one) != 800_000 || here(two) < 500_000 || here(two) == 800_000 || here(other) != 300_000 {
		t.Errorf("after freeing: %d %d %d", here(one), here(two), here(other))
	}
	opens(t, dara, two, "", contents[two])
	opens(t, dara, one, "", contents[one])
	if err := dara.Files.Keep(ctx, folder, false); err != nil {
		t.Fatal(err)
	}
	dara.Restart()
	if freed, err := dara.Files.Free(ctx, nil); err != nil || freed < 1_300_000 {
		t.Errorf("freed all: %d %v", freed, err)
	}
	if room, err := dara.Files.Room(ctx, nil); err != nil || room.Free != 0 {
		t.Errorf("after that: %+v %v", room, err)
	}
	if here(one)+here(two)+here(other) != 0 {
		t.Error("something is left")
	}
	opens(t, dara, one, "", contents[one])

	// What the server does not have yet never goes: its own pieces, also where they
	// are those of a file that it has.
	if _, err := siti.Files.Free(ctx, nil); err != nil {
		t.Fatal(err)
	}
	for id, content := range contents { // sent a moment ago: a server put back could lose it
		opens(t, siti, id, "", content)
	}
	talk := campus.NewTalk(dara.Me(), "")
	draft := take(t, dara, "again.bin", contents[one]) // only named by a draft
	if err := dara.KeepDraft(ctx, "form/x", `{"values":{"file":"{\"manifest\":\"`+draft.Manifest+`\"}"}}`); err != nil {
		t.Fatal(err)
	}
	mine := take(t, dara, "mine.bin", noise(10, 200_000))
	own := campus.NewID()
	dara.Do(talk)
	dara.Do(campus.Action{Space: talk.Space, Changes: []campus.Change{campus.Create(own, "document", &mine)}})
	dara.Restart()
	if _, err := dara.Files.Free(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if here(one) != 800_000 || here(own) != 200_000 {
		t.Errorf("what is only here is gone: %d %d", here(one), here(own))
	}
	bring(t, dara)
	if s, err := dara.Files.State(ctx, own); err != nil || !s.OnServer {
		t.Errorf("it can't be brought: %+v %v", s, err)
	}
}

// TestFilingThroughTheWire: folders, links and forms are written by whom they may be.
func TestFilingThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh, nadia := e.Device("siti"), e.Device("dara"), e.Device("minh"), e.Device("nok") // the secretariat
		secretary := edit(t, nadia.Get(campus.MembershipID(e.Commons, nadia.Me())), `{"role":"staff"}`)
		if err := e.Server.Import(context.Background(), server.Import{Action: campus.Action{Space: e.Commons, Changes: []campus.Change{secretary}}}); err != nil {
			t.Fatal(err)
		}
		in := func(c ...campus.Change) campus.Action { return campus.Action{Space: e.Commons, Changes: c} }
		folder, doc, link := campus.NewID(), campus.NewID(), campus.NewID()
		siti.Do(in(campus.Create(folder, "folder", &campus.Folder{Name: "Visas"}),
			campus.Create(doc, "document", &campus.Document{Name: "form.docx", Size: 1, Manifest: hash(), Category: "Forms", Folder: folder}),
			campus.Create(link, "document", &campus.Document{Name: "Where to ask?", URL: "https://example.org/visas", Category: "Links"})))
		sync := func() {
			for range 2 {
				for _, d := range []*testenv.Device{siti, dara, minh, nadia} {
					d.Sync()
				}
			}
		}
		sync()
		if !dara.Has(folder) || !dara.Has(link) || dara.Has("x") {
			t.Fatal("what is for everybody did not come")
		}
		refuses(t, dara, in(campus.Create(campus.NewID(), "folder", &campus.Folder{Name: "Mine"})))
		refuses(t, dara, in(campus.Create(campus.NewID(), "document", &campus.Document{Name: "Evil", URL: "https://evil.example"})))
		refuses(t, dara, in(edit(t, dara.Get(link), `{"url":"https://evil.example"}`)))
		refuses(t, dara, in(edit(t, dara.Get(doc), `{"folder":null}`)))
		refuses(t, dara, in(campus.Remove(dara.Get(folder))))
		refuses(t, dara, in(edit(t, dara.Get(folder), `{"name":"Mine"}`)))

		// A form: for its author and the staff, and nobody changes it.
		filled := campus.FillIn(dara.Get(doc), "Dara")
		hand := campus.HandInForm(filled, dara.Me())
		dara.Do(in(hand))
		sync()
		if !nadia.Has(hand.Record) || minh.Has(hand.Record) || siti.Has(hand.Record) {
			t.Error("a form came to the wrong people")
		}
		all := hand
		all.Record, all.Audience = campus.NewID(), nil
		refuses(t, dara, in(all))
		refuses(t, siti, in(all))
		forDara := hand
		forDara.Record = campus.NewID()
		refuses(t, nadia, in(forDara))
		refuses(t, dara, in(edit(t, dara.Get(hand.Record), `{"about":"changed"}`)))
		refuses(t, dara, in(campus.Remove(dara.Get(hand.Record))))
		refuses(t, nadia, in(edit(t, nadia.Get(hand.Record), `{"folder":"`+string(folder)+`"}`)))
		refuses(t, nadia, in(campus.Change{Record: hand.Record, Kind: "document"}.For(campus.Everyone)))
		refuses(t, dara, in(campus.Opened(dara.Get(hand.Record))))
		nadia.Do(in(campus.Opened(nadia.Get(hand.Record))))
		sync()
		if !dara.Has(campus.ReceiptID(hand.Record)) || siti.Has(campus.ReceiptID(hand.Record)) {
			t.Error("the receipt came to the wrong people")
		}
		// Its bytes are for the same people.
		if _, err := siti.Svc.Manifest(context.Background(), siti.Identity().Token, protocol.DocumentRef{Space: e.Commons, Document: hand.Record}); campus.CodeOf(err) != campus.NotFound {
			t.Errorf("another asks for what was handed in: %v", err)
		}

		// A folder that is deleted leaves what was in it in sight.
		records, err := siti.Records(context.Background(), campus.Query{Space: e.Commons})
		if err != nil {
			t.Fatal(err)
		}
		siti.Do(in(campus.Unfold(siti.Get(folder), campus.NewShelves(records), records)...))
		sync()
		if dara.Has(folder) || campus.As[campus.Document](dara.Get(doc)).Folder != "" {
			t.Error("the folder did not go, or took something with it")
		}
	})
}

// thin is a line that is cut after some chunks, and counts those that came.
type thin struct {
	protocol.Service
	left, came atomic.Int32
}

func (l *thin) GetChunks(ctx context.Context, token string, in protocol.GetChunks, chunk func([]byte) error) error {
	return l.Service.GetChunks(ctx, token, in, func(b []byte) error {
		if l.left.Load() == 0 {
			return campus.Errorf(protocol.Unreachable, "the line was cut in the middle of a file; what arrived is kept")
		}
		l.left.Add(-1)
		l.came.Add(1)
		return chunk(b)
	})
}

// TestKeptOverCuts: what came before a cut is kept and not asked for again.
func TestKeptOverCuts(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	ctx := context.Background()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	content := noise(20, 2_000_000)
	doc, id := take(t, siti, "film.bin", content), campus.NewID()
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
	bring(t, siti)
	dara.Sync()
	line := &thin{Service: dara.Svc}
	line.left.Store(7)
	dara.Svc = line
	dara.Restart()
	if err := dara.Files.Keep(ctx, id, true); err != nil {
		t.Fatal(err)
	}
	here := func() int64 {
		s, err := dara.Files.State(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return s.Here
	}
	dara.Files.Turn()
	testenv.Wait(t, "a part comes", func() bool { return line.left.Load() == 0 })
	dara.Files.Stop()
	part := here()
	if part == 0 || part >= int64(len(content)) || line.came.Load() != 7 {
		t.Errorf("%d bytes came in %d chunks over a line that was cut", part, line.came.Load())
	}
	// Nothing of what is half here and kept is freed.
	if freed, err := dara.Files.Free(ctx, nil); err != nil || freed != 0 || here() != part {
		t.Errorf("%d were freed (%v)", freed, err)
	}
	line.left.Store(10_000)
	dara.Restart()
	dara.Files.Turn()
	testenv.Wait(t, "the rest comes", func() bool { return here() == int64(len(content)) })
	whole := line.came.Load()
	opens(t, dara, id, "", content)
	if line.came.Load() != whole || whole > 60 {
		t.Errorf("%d chunks came, then %d", whole, line.came.Load())
	}
}
