package mirror

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"rantau/campus"
	"rantau/storage/watch"
)

var epoch = time.Unix(1_800_000_000, 0)

func at(n int, id string) watch.File {
	return watch.File{Size: 1, Modified: epoch.Add(time.Duration(n) * time.Second), ID: id}
}

func same(s string) string { return s }

// TestPlan goes through the table of docs/design-folders.md.
func TestPlan(t *testing.T) {
	one := campus.ID("one")
	base := []Base{{Document: one, Path: "a.txt", Place: "a.txt", Manifest: "m1", File: at(1, "i1")}}
	doc := func(place, manifest string) []Doc { return []Doc{{one, place, manifest}} }
	disk := func(all ...any) map[string]Found {
		m := map[string]Found{}
		for i := 0; i < len(all); i += 3 {
			m[all[i].(string)] = Found{File: all[i+1].(watch.File), Manifest: all[i+2].(string)}
		}
		return m
	}
	for _, c := range []struct {
		name string
		base []Base
		disk map[string]Found
		docs []Doc
		want string
	}{
		{"nothing has changed", base, disk("a.txt", at(1, "i1"), "m1"), doc("a.txt", "m1"), ""},
		{"nothing has changed, its bytes were not read", base, disk("a.txt", at(1, "i1"), ""), doc("a.txt", "m1"), ""},
		{"touched", base, disk("a.txt", at(2, "i1"), "m1"), doc("a.txt", "m1"), "note a.txt"},
		{"new bytes of others", base, disk("a.txt", at(1, "i1"), "m1"), doc("a.txt", "m2"), "write a.txt=m2 over"},
		{"new bytes here", base, disk("a.txt", at(2, "i2"), "m2"), doc("a.txt", "m1"), "version a.txt=m2 on m1"},
		{"new bytes here that could not be read yet", base, disk("a.txt", at(2, "i2"), ""), doc("a.txt", "m2"), ""},
		{"new bytes on both sides", base, disk("a.txt", at(2, "i2"), "m3"), doc("a.txt", "m2"), "version a.txt=m3 on m1"},
		{"the same new bytes", base, disk("a.txt", at(2, "i2"), "m2"), doc("a.txt", "m2"), "note a.txt"},
		{"renamed by others", base, disk("a.txt", at(1, "i1"), "m1"), doc("box/b.txt", "m1"), "rename a.txt>box/b.txt"},
		{"renamed by others, where something is", base, disk("a.txt", at(1, "i1"), "m1", "b.txt", at(3, "i3"), "m3"), doc("b.txt", "m1"), "rename a.txt>b (2).txt; add b.txt=m3"},
		{"moved here", base, disk("box/a.txt", at(1, "i1"), "m1"), doc("a.txt", "m1"), "move a.txt>box/a.txt; note box/a.txt"},
		{"moved here, the system tells no IDs", base, disk("b.txt", at(1, ""), "m1"), doc("a.txt", "m1"), "move a.txt>b.txt; note b.txt"},
		{"moved and changed here", base, disk("b.txt", at(2, "i1"), "m2"), doc("a.txt", "m1"), "move a.txt>b.txt; version b.txt=m2 on m1"},
		{"moved here, changed by others", base, disk("b.txt", at(1, "i1"), "m1"), doc("a.txt", "m2"), "move a.txt>b.txt; write b.txt=m2 over"},
		{"moved here, removed by others", base, disk("b.txt", at(1, "i1"), "m1"), nil, "forget a.txt; add b.txt=m1"},
		{"deleted here", base, disk(), doc("a.txt", "m1"), "remove a.txt"},
		{"moved here, and not read yet", base, disk("b.txt", at(1, ""), ""), doc("a.txt", "m1"), ""},
		{"deleted here, and another file is being written", base, disk("b.txt", watch.File{Size: 9, Modified: epoch, ID: "i2"}, ""), doc("a.txt", "m1"), "remove a.txt"},
		{"deleted here, changed by others", base, disk(), doc("a.txt", "m2"), "write a.txt=m2"},
		{"removed by others", base, disk("a.txt", at(1, "i1"), "m1"), nil, "bin a.txt"},
		{"removed by others, changed here", base, disk("a.txt", at(2, "i2"), "m2"), nil, "forget a.txt; add a.txt=m2"},
		{"gone on both sides", base, disk(), nil, "forget a.txt"},
		{"a new file", nil, disk("a.txt", at(1, "i1"), "m1"), nil, "add a.txt=m1"},
		{"a new file that is being written", nil, disk("a.txt", at(1, "i1"), ""), nil, ""},
		{"a new document", nil, disk(), doc("box/a.txt", "m1"), "write box/a.txt=m1"},
		{"the same new on both sides", nil, disk("a.txt", at(1, "i1"), "m1"), doc("a.txt", "m1"), "note a.txt"},
		{"two of one name", nil, disk("a.txt", at(1, "i1"), "m2"), doc("a.txt", "m1"), "write a (2).txt=m1; add a.txt=m2"},
		{"copied here", base, disk("a.txt", at(1, "i1"), "m1", "copy.txt", at(1, "i2"), "m1"), doc("a.txt", "m1"), "add copy.txt=m1"},
		{"saved by a rename under another name of the same kind", base, disk("a.txt", at(2, "i2"), "m2", "a.bak", at(1, "i1"), "m1"), doc("a.txt", "m1"), "version a.txt=m2 on m1; add a.bak=m1"},
	} {
		var got []string
		for _, s := range Plan(Sides{Base: c.base, Disk: c.disk, Docs: c.docs, Fold: same, Fit: same}) {
			got = append(got, s.words())
		}
		if words := strings.Join(got, "; "); words != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, words, c.want)
		}
	}
}

func (s Step) words() string {
	w := string(s.Do) + " " + s.Path
	switch s.Do {
	case Rename, Move:
		w = string(s.Do) + " " + s.From + ">" + s.Path
	case Add, Write, Version:
		w += "=" + s.Manifest
	}
	if s.Do == Version {
		w += " on " + s.Base
	}
	if s.Over {
		w += " over"
	}
	return w
}

// TestNamesThatCannotBe: what the disk cannot hold, or does not tell apart, has another name
// there, and nothing is renamed for it again.
func TestNamesThatCannotBe(t *testing.T) {
	fit := func(s string) string { return strings.NewReplacer(":", "_", "?", "_").Replace(s) }
	docs := []Doc{{"1", "plan.txt", "m1"}, {"2", "Plan.txt", "m2"}, {"3", "what?.txt", "m3"}, {"4", "what:.txt", "m4"}}
	steps := Plan(Sides{Docs: docs, Disk: map[string]Found{}, Fold: strings.ToLower, Fit: fit})
	var base []Base
	disk := map[string]Found{}
	for i, s := range steps {
		if s.Do != Write || s.Path != fit(s.Path) {
			t.Fatalf("%+v", s)
		}
		f := at(i, fmt.Sprint(i))
		base = append(base, Base{s.Document, s.Path, s.Place, s.Manifest, f})
		disk[s.Path] = Found{f, s.Manifest}
	}
	if folded := map[string]bool{}; true {
		for name := range disk {
			folded[strings.ToLower(name)] = true
		}
		if len(folded) != 4 {
			t.Errorf("some have the same name: %v", slices.Sorted(maps.Keys(disk)))
		}
	}
	if again := Plan(Sides{Base: base, Docs: docs, Disk: disk, Fold: strings.ToLower, Fit: fit}); len(again) > 0 {
		t.Errorf("it is not at rest: %+v", again)
	}
}

// world is a space with its documents, and mirrors of it.
type world struct {
	t       *testing.T
	r       *rand.Rand
	docs    map[campus.ID]Doc
	kept    map[string]bool // bytes that are somewhere: a document's, a version's, the bin's
	mirrors []*side
	clock   int
}

// side is one mirror.
type side struct {
	disk map[string]Found
	base map[campus.ID]Base
}

func (w *world) tick() int { w.clock++; return w.clock }

// settle does what a plan says, all of it or only the beginning.
func (w *world) settle(m *side, most int) int {
	s := Sides{Disk: m.disk, Fold: same, Fit: same}
	for _, id := range slices.Sorted(maps.Keys(m.base)) {
		s.Base = append(s.Base, m.base[id])
	}
	for _, id := range slices.Sorted(maps.Keys(w.docs)) {
		s.Docs = append(s.Docs, w.docs[id])
	}
	steps := Plan(s)
	for _, step := range steps[:min(most, len(steps))] {
		w.step(m, step)
	}
	return len(steps)
}

var log []string

func (w *world) step(m *side, s Step) {
	log = append(log, fmt.Sprint(slices.Index(w.mirrors, m), " ", s.words(), " doc ", s.Document, " is ", w.docs[s.Document]))
	d := w.docs[s.Document]
	note := func(p, place, manifest string) {
		m.base[s.Document] = Base{s.Document, p, place, manifest, m.disk[p].File}
	}
	switch s.Do {
	case Add:
		s.Document = campus.ID(fmt.Sprintf("d%04d", w.tick()))
		w.docs[s.Document] = Doc{s.Document, s.Path, s.Manifest}
		note(s.Path, s.Path, s.Manifest)
	case Version:
		w.kept[d.Manifest] = true // the other stands beside, or before it
		d.Manifest = s.Manifest
		w.docs[d.ID] = d
		note(s.Path, d.Place, s.Manifest)
	case Move:
		d.Place = s.Path
		w.docs[d.ID] = d
		b := m.base[d.ID]
		m.base[d.ID] = Base{d.ID, s.Path, d.Place, b.Manifest, b.File}
	case Remove:
		w.kept[d.Manifest] = true // for 30 days
		delete(w.docs, d.ID)
		delete(m.base, d.ID)
	case Write:
		if old, there := m.disk[s.Path]; there && !s.Over {
			w.t.Fatalf("%s would be written over: %+v by %+v", s.Path, old, s)
		}
		m.disk[s.Path] = Found{at(w.tick(), fmt.Sprint("i", w.clock)), s.Manifest}
		note(s.Path, d.Place, s.Manifest)
	case Rename:
		if _, there := m.disk[s.Path]; there {
			w.t.Fatalf("%s would be renamed over: %+v", s.Path, s)
		}
		m.disk[s.Path] = m.disk[s.From]
		delete(m.disk, s.From)
		note(s.Path, s.Place, m.base[d.ID].Manifest)
	case Bin:
		w.kept[m.disk[s.Path].Manifest] = true
		delete(m.disk, s.Path)
		delete(m.base, s.Document)
	case Note:
		note(s.Path, s.Place, s.Manifest)
	case Forget:
		delete(m.base, s.Document)
	}
}

// happen is something that a person does on one side.
func (w *world) happen(m *side) {
	names := slices.Sorted(maps.Keys(m.disk))
	some := func() string { return string(rune('a'+w.r.IntN(4))) + "/" + string(rune('a'+w.r.IntN(4))) + ".txt" }
	bytes := fmt.Sprint("m", w.tick())
	defer func() { log = append(log, fmt.Sprint(slices.Index(w.mirrors, m), " disk now ", m.disk)) }()
	switch {
	case len(names) == 0 || w.r.IntN(4) == 0:
		name := some()
		if _, there := m.disk[name]; !there {
			m.disk[name] = Found{at(w.clock, fmt.Sprint("i", w.clock)), bytes}
		}
	case w.r.IntN(3) == 0: // saved over
		n := names[w.r.IntN(len(names))]
		w.kept[m.disk[n].Manifest] = true // that it is no longer is what its person wanted
		m.disk[n] = Found{at(w.clock, fmt.Sprint("i", w.clock)), bytes}
	case w.r.IntN(2) == 0: // moved
		n, to := names[w.r.IntN(len(names))], some()
		if old, there := m.disk[to]; there {
			w.kept[old.Manifest] = true // as above
		}
		f := m.disk[n]
		delete(m.disk, n)
		m.disk[to] = f
	default:
		n := names[w.r.IntN(len(names))]
		w.kept[m.disk[n].Manifest] = true // as above
		delete(m.disk, n)
	}
}

// TestNoBytesAreLost: whatever people do on two disks and in the program, and wherever a
// plan is cut off, both disks end with what the documents say, and all bytes are somewhere.
func TestNoBytesAreLost(t *testing.T) {
	for seed := range uint64(3000) {
		log = nil
		w := &world{t: t, r: rand.New(rand.NewPCG(seed, 7)), docs: map[campus.ID]Doc{}, kept: map[string]bool{}}
		for range 2 {
			w.mirrors = append(w.mirrors, &side{map[string]Found{}, map[campus.ID]Base{}})
		}
		made := map[string]bool{}
		note := func() {
			for _, m := range w.mirrors {
				for _, f := range m.disk {
					made[f.Manifest] = true
				}
			}
		}
		for range 12 {
			m := w.mirrors[w.r.IntN(2)]
			for range w.r.IntN(3) {
				w.happen(m)
				note()
			}
			if ids := slices.Sorted(maps.Keys(w.docs)); len(ids) > 0 && w.r.IntN(3) == 0 { // in the program
				d := w.docs[ids[w.r.IntN(len(ids))]]
				switch w.r.IntN(3) {
				case 0:
					w.kept[d.Manifest] = true
					delete(w.docs, d.ID)
				case 1:
					w.kept[d.Manifest] = true
					d.Manifest = fmt.Sprint("m", w.tick())
					made[d.Manifest] = true
					w.docs[d.ID] = d
				default:
					d.Place = path.Join("z", fmt.Sprint(w.r.IntN(5), ".txt"))
					w.docs[d.ID] = d
				}
			}
			w.settle(w.mirrors[w.r.IntN(2)], w.r.IntN(6))
		}
		for round := 0; ; round++ {
			n := w.settle(w.mirrors[0], 1000) + w.settle(w.mirrors[1], 1000)
			if n == 0 {
				break
			}
			if round > 50 {
				t.Fatalf("seed %d: it never comes to rest", seed)
			}
		}
		for i, m := range w.mirrors {
			if len(m.disk) != len(w.docs) || len(m.base) != len(w.docs) {
				t.Fatalf("seed %d: %d documents, mirror %d has %d files and %d bases\n%v\n%v\n%v\n%s", seed, len(w.docs), i, len(m.disk), len(m.base), w.docs, m.disk, m.base, strings.Join(log, "\n"))
			}
			for _, b := range m.base {
				if f := m.disk[b.Path]; f.Manifest != w.docs[b.Document].Manifest {
					t.Fatalf("seed %d: %s on mirror %d is %q, and its document %q", seed, b.Path, i, f.Manifest, w.docs[b.Document].Manifest)
				}
			}
		}
		for _, d := range w.docs {
			w.kept[d.Manifest] = true
		}
		for bytes := range made {
			if !w.kept[bytes] {
				t.Fatalf("seed %d: %s is lost\n%s", seed, bytes, strings.Join(log, "\n"))
			}
		}
	}
}
