package mirror

import (
	"maps"
	"path"
	"slices"
	"strings"

	"rantau/campus"
	"rantau/storage/watch"
)

// Base is a file and its document when both were the same.
type Base struct {
	Document campus.ID
	Path     string // on the disk
	Place    string // that the document asked for then; differs where the disk can't hold it
	Manifest string
	File     watch.File
}

// Found is a file on the disk. The manifest is that of its bytes, "" where they are not
// known: then nothing is done about the file.
type Found struct {
	watch.File
	Manifest string
}

// Doc is a document as the space has it.
type Doc struct {
	ID       campus.ID
	Place    string // folders and name
	Manifest string
}

// Do is what a step does.
type Do string

// The steps.
const (
	Add     Do = "add"     // a file becomes a document
	Version Do = "version" // a file becomes a version of its document
	Move    Do = "move"    // the document follows its file to Path
	Remove  Do = "remove"  // the document is removed, for its file was
	Write   Do = "write"   // the document's bytes are written to Path
	Rename  Do = "rename"  // the file follows its document, from From to Path
	Bin     Do = "bin"     // the file goes to the bin, for its document was removed
	Note    Do = "note"    // both are the same: the base follows
	Forget  Do = "forget"  // neither is there
)

// Step is one thing to do. What it goes by was so when it was planned; whoever does it
// looks again.
type Step struct {
	Do       Do
	Document campus.ID // "" for Add
	Path     string    // of the file, as it is to be
	From     string    // of Rename and Move: where it was
	Place    string    // that the document asks for
	Manifest string    // of the bytes that are written or taken in
	Base     string    // of Version: the manifest that the bytes were made from
	File     watch.File
	// Over tells that Write replaces a file that is as the base says.
	Over bool
}

// Sides are what a plan is made of.
type Sides struct {
	Base []Base
	Disk map[string]Found
	Docs []Doc
	// Fold makes the same of two names that the disk does not tell apart.
	Fold func(string) string
	// Fit makes of a name one that the disk can hold.
	Fit func(string) string
}

// plan is one that is being made.
type plan struct {
	Sides
	docs  map[campus.ID]Doc
	bases map[string]bool // paths that have a base
	// veiled are the sizes and IDs of new files of which it is not known what is in them.
	veiled   map[int64]bool
	veiledID map[string]bool
	taken    map[string]bool // files of the disk that have their document
	used     map[string]bool // folded paths that are or will be in use
	steps    []Step
}

// Plan tells what is to be done so that both sides are the same again, in the order in
// which it can be done.
func Plan(s Sides) []Step {
	p := &plan{Sides: s, docs: map[campus.ID]Doc{}, bases: map[string]bool{}, veiled: map[int64]bool{}, veiledID: map[string]bool{}, taken: map[string]bool{}, used: map[string]bool{}}
	for _, d := range s.Docs {
		p.docs[d.ID] = d
	}
	for name := range s.Disk {
		p.used[p.Fold(name)] = true
	}
	for _, b := range s.Base { // a file that is away may come back, or be found at another place
		p.used[p.Fold(b.Path)] = true
		p.bases[b.Path] = true
	}
	based := map[campus.ID]bool{}
	var away []Base
	for _, b := range s.Base {
		based[b.Document] = true
		if f, there := s.Disk[b.Path]; there {
			p.taken[b.Path] = true
			p.there(b, f)
		} else {
			away = append(away, b)
		}
	}
	for _, b := range p.moved(away) {
		p.gone(b)
	}
	p.news(based)
	return p.steps
}

func (p *plan) do(s Step) { p.steps = append(p.steps, s) }

// there is a file at its place.
func (p *plan) there(b Base, f Found) {
	d, has := p.docs[b.Document]
	changed := !f.Same(b.File) && f.Manifest != b.Manifest
	switch {
	case changed && f.Manifest == "": // it is not known what is in it
		return
	case !has && changed:
		p.do(Step{Do: Forget, Document: b.Document, Path: b.Path})
		p.do(Step{Do: Add, Path: b.Path, Place: b.Path, Manifest: f.Manifest, File: f.File})
		return
	case !has:
		p.do(Step{Do: Bin, Document: b.Document, Path: b.Path, File: f.File})
		return
	case changed && f.Manifest != d.Manifest:
		p.do(Step{Do: Version, Document: d.ID, Path: b.Path, Manifest: f.Manifest, Base: b.Manifest, Place: d.Place, File: f.File})
	case d.Manifest != b.Manifest && !changed:
		p.do(Step{Do: Write, Document: d.ID, Path: b.Path, Place: b.Place, Manifest: d.Manifest, File: f.File, Over: true})
	case d.Manifest != b.Manifest || !f.Same(b.File):
		p.do(Step{Do: Note, Document: d.ID, Path: b.Path, Place: b.Place, Manifest: d.Manifest, File: f.File})
	}
	if d.Place != b.Place {
		p.rename(b, d)
	}
}

// rename has a file follow its document.
func (p *plan) rename(b Base, d Doc) {
	delete(p.used, p.Fold(b.Path))
	to := p.free(d.Place)
	if to == b.Path {
		p.do(Step{Do: Note, Document: d.ID, Path: b.Path, Place: d.Place, Manifest: b.Manifest, File: b.File})
		return
	}
	p.do(Step{Do: Rename, Document: d.ID, From: b.Path, Path: to, Place: d.Place})
}

// free gives a path that the disk can hold and that nothing has, and takes it.
func (p *plan) free(place string) string {
	parts := strings.Split(place, "/")
	for i := range parts {
		parts[i] = p.Fit(parts[i])
	}
	to := path.Join(parts...)
	for n := 2; p.used[p.Fold(to)]; n++ {
		to = path.Join(path.Dir(path.Join(parts...)), campus.NumberedName(parts[len(parts)-1], n))
	}
	p.used[p.Fold(to)] = true
	return to
}

// moved finds the files that are at another place, and gives those that are nowhere.
func (p *plan) moved(away []Base) (rest []Base) {
	byID, byBytes := map[string]string{}, map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(p.Disk)) {
		f := p.Disk[name]
		if p.taken[name] || p.bases[name] {
			continue
		}
		if f.Manifest == "" {
			p.veiled[f.Size], p.veiledID[f.ID] = true, f.ID != ""
			continue
		}
		if f.ID != "" {
			byID[f.ID] = name
		}
		byBytes[f.Manifest] = append(byBytes[f.Manifest], name)
	}
	take := func(b Base, name string) {
		p.taken[name] = true
		p.follow(b, name)
	}
	for _, b := range away {
		if name, ok := byID[b.File.ID]; ok && b.File.ID != "" && !p.taken[name] && (p.Disk[name].Manifest == b.Manifest || path.Ext(name) == path.Ext(b.Path)) {
			take(b, name)
			continue
		}
		// Among files of the same bytes the one with the same name is meant.
		all := slices.DeleteFunc(slices.Clone(byBytes[b.Manifest]), func(name string) bool { return p.taken[name] })
		i := max(0, slices.IndexFunc(all, func(name string) bool { return path.Base(name) == path.Base(b.Path) }))
		if len(all) == 0 {
			rest = append(rest, b)
			continue
		}
		take(b, all[i])
	}
	return rest
}

// follow has a document follow its file to another place.
func (p *plan) follow(b Base, name string) {
	d, has := p.docs[b.Document]
	f := p.Disk[name]
	if !has { // removed meanwhile: what was moved is worth as much as what was changed
		p.do(Step{Do: Forget, Document: b.Document, Path: b.Path})
		p.do(Step{Do: Add, Path: name, Place: name, Manifest: f.Manifest, File: f.File})
		return
	}
	p.do(Step{Do: Move, Document: d.ID, From: b.Path, Path: name, Place: name, Manifest: b.Manifest, File: b.File})
	if f.Manifest != b.Manifest && f.Manifest != d.Manifest {
		p.do(Step{Do: Version, Document: d.ID, Path: name, Manifest: f.Manifest, Base: b.Manifest, Place: name, File: f.File})
	} else if d.Manifest != b.Manifest && f.Manifest == b.Manifest {
		p.do(Step{Do: Write, Document: d.ID, Path: name, Place: name, Manifest: d.Manifest, File: f.File, Over: true})
	} else {
		p.do(Step{Do: Note, Document: d.ID, Path: name, Place: name, Manifest: f.Manifest, File: f.File})
	}
}

// gone is a file that is nowhere.
func (p *plan) gone(b Base) {
	d, has := p.docs[b.Document]
	switch {
	case !has:
		p.do(Step{Do: Forget, Document: b.Document, Path: b.Path})
	case p.veiled[b.File.Size] || p.veiledID[b.File.ID]: // it may be this one, under another name
	case d.Manifest != b.Manifest:
		delete(p.used, p.Fold(b.Path))
		p.do(Step{Do: Write, Document: d.ID, Path: p.free(d.Place), Place: d.Place, Manifest: d.Manifest})
	default:
		p.do(Step{Do: Remove, Document: d.ID, Path: b.Path, Manifest: b.Manifest})
	}
}

// news are files and documents that have no base yet.
func (p *plan) news(based map[campus.ID]bool) {
	docs := slices.DeleteFunc(slices.Clone(p.Docs), func(d Doc) bool { return based[d.ID] })
	slices.SortFunc(docs, func(a, b Doc) int { return strings.Compare(a.Place+string(a.ID), b.Place+string(b.ID)) })
	for _, d := range docs {
		if f, there := p.Disk[d.Place]; there && !p.taken[d.Place] && f.Manifest == d.Manifest {
			p.taken[d.Place] = true
			p.do(Step{Do: Note, Document: d.ID, Path: d.Place, Place: d.Place, Manifest: d.Manifest, File: f.File})
			continue
		}
		p.do(Step{Do: Write, Document: d.ID, Path: p.free(d.Place), Place: d.Place, Manifest: d.Manifest})
	}
	for _, name := range slices.Sorted(maps.Keys(p.Disk)) {
		if f := p.Disk[name]; !p.taken[name] && f.Manifest != "" {
			p.do(Step{Do: Add, Path: name, Place: name, Manifest: f.Manifest, File: f.File})
		}
	}
}
