package mirror

import (
	"context"
	"io"
	"mime"
	"path"
	"strings"

	"rantau/campus"
	"rantau/storage/watch"
)

// step does one thing of a plan, and notes what is the same then.
func (m *Mirror) step(ctx context.Context, s Step) error {
	switch s.Do {
	case Add:
		return m.add(ctx, s)
	case Version:
		return m.version(ctx, s)
	case Move:
		return m.follow(ctx, s)
	case Remove:
		return m.remove(ctx, s)
	case Write:
		return m.write(ctx, s)
	case Rename:
		if err := m.disk.move(s.From, s.Path); err != nil {
			return err
		}
		// What is in it is not looked at: somebody may have saved it in this moment.
		was := m.pairs[s.Document]
		was.Path, was.Place = s.Path, s.Place
		return m.keep(ctx, was)
	case Bin:
		if err := m.disk.take(s.Path, s.File); err != nil {
			return err
		}
		return m.store.ForgetMirrored(ctx, m.Space, s.Document)
	case Note:
		return m.note(ctx, s.Document, s.Path, s.Place, s.Manifest, s.File)
	}
	return m.store.ForgetMirrored(ctx, m.Space, s.Document)
}

func (m *Mirror) note(ctx context.Context, document campus.ID, p, place, manifest string, f watch.File) error {
	return m.keep(ctx, pair(document, p, place, manifest, f))
}

func pair(document campus.ID, p, place, manifest string, f watch.File) campus.Mirrored {
	return campus.Mirrored{Document: document, Path: p, Place: place, Manifest: manifest, Size: f.Size, Modified: f.Modified, File: f.ID}
}

func (b Base) mirrored() campus.Mirrored {
	return pair(b.Document, b.Path, b.Place, b.Manifest, b.File)
}

// keep notes what is the same on both sides.
func (m *Mirror) keep(ctx context.Context, all ...campus.Mirrored) error {
	if err := m.store.KeepMirrored(ctx, m.Space, all...); err != nil {
		return err
	}
	for _, one := range all {
		m.pairs[one.Document] = one
	}
	return nil
}

func (m *Mirror) folders(ctx context.Context) ([]campus.Record, error) {
	return m.store.Records(ctx, campus.Query{Space: m.Space, Kind: "folder"})
}

// add makes a document of a file.
func (m *Mirror) add(ctx context.Context, s Step) error { return m.addAll(ctx, []Step{s}) }

// addAll makes documents of files, in one set.
func (m *Mirror) addAll(ctx context.Context, steps []Step) error {
	folders, err := m.folders(ctx)
	if err != nil {
		return err
	}
	var changes []campus.Change
	ids := make([]campus.ID, len(steps))
	for i, s := range steps {
		folder, more := folderFor(folders, path.Dir(s.Path))
		for _, c := range more {
			folders = append(folders, campus.Record{ID: c.Record, Kind: "folder", Body: campus.NewBody(c.Set)})
		}
		name := campus.CleanFileName(path.Base(s.Path))
		doc := campus.Document{Name: name, Type: typeOf(name), Size: s.File.Size, Manifest: s.Manifest, Folder: folder}
		ids[i] = campus.NewID()
		changes = append(append(changes, more...), campus.Create(ids[i], "document", &doc))
	}
	if err := m.store.Save(ctx, campus.Action{Space: m.Space, Changes: changes}); err != nil {
		return err
	}
	places, err := m.places(ctx, ids)
	if err != nil {
		return err
	}
	var all []campus.Mirrored
	for i, s := range steps {
		if place, is := places[ids[i]]; is {
			all = append(all, pair(ids[i], s.Path, place, s.Manifest, s.File))
		}
	}
	return m.keep(ctx, all...)
}

// places is where documents stand by now.
func (m *Mirror) places(ctx context.Context, ids []campus.ID) (map[campus.ID]string, error) {
	folders, err := m.folders(ctx)
	if err != nil {
		return nil, err
	}
	var docs []campus.Record
	for _, id := range ids {
		rec, err := m.store.Record(ctx, id)
		if err != nil {
			return nil, err
		}
		docs = append(docs, rec)
	}
	out := map[campus.ID]string{}
	for _, d := range docsOf(docs, folders) {
		out[d.ID] = d.Place
	}
	return out, nil
}

// place is where a document stands by now.
func (m *Mirror) place(ctx context.Context, id campus.ID) (string, error) {
	all, err := m.places(ctx, []campus.ID{id})
	place, is := all[id]
	if err == nil && !is {
		err = errMeanwhile
	}
	return place, err
}

// version makes a file a version of its document. It says what it was made from, so that
// the server puts it beside what somebody else wrote meanwhile.
func (m *Mirror) version(ctx context.Context, s Step) error {
	rec, err := m.store.Record(ctx, s.Document)
	if err != nil {
		return err
	}
	name := path.Base(s.Path)
	file := campus.Document{Name: name, Type: typeOf(name), Size: s.File.Size, Manifest: s.Manifest}
	c := campus.ReplaceFrom(rec, s.Base, file, m.store.Me(), m.disk.now())
	if err := m.store.Save(ctx, campus.Action{Space: m.Space, Changes: []campus.Change{c}}); err != nil {
		return err
	}
	return m.note(ctx, s.Document, s.Path, s.Place, s.Manifest, s.File)
}

// follow has the document follow its file.
func (m *Mirror) follow(ctx context.Context, s Step) error {
	rec, err := m.store.Record(ctx, s.Document)
	if err != nil {
		return err
	}
	folders, err := m.folders(ctx)
	if err != nil {
		return err
	}
	folder, changes := folderFor(folders, path.Dir(s.Path))
	d := campus.As[campus.Document](rec)
	d.Folder = folder
	if path.Base(s.From) != path.Base(s.Path) {
		d.Name = campus.CleanFileName(path.Base(s.Path))
	}
	if c, differs := campus.Edit(rec, &d); differs {
		changes = append(changes, c)
	}
	if len(changes) > 0 {
		if err := m.store.Save(ctx, campus.Action{Space: m.Space, Changes: changes}); err != nil {
			return err
		}
	}
	place, err := m.place(ctx, s.Document)
	if err != nil {
		return err
	}
	return m.note(ctx, s.Document, s.Path, place, s.Manifest, s.File)
}

func (m *Mirror) remove(ctx context.Context, s Step) error { return m.removeAll(ctx, []Step{s}) }

// removeAll removes documents whose files were, in one set. What was in them lies in the
// bin, as far as it is here.
func (m *Mirror) removeAll(ctx context.Context, steps []Step) error {
	var changes []campus.Change
	var ids []campus.ID
	var binned []string
	for _, s := range steps {
		rec, err := m.store.Record(ctx, s.Document)
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			return err
		}
		ids = append(ids, s.Document)
		if err != nil || rec.Deleted {
			continue
		}
		changes = append(changes, campus.Remove(rec))
		if id, err := m.disk.bin.put(s.Path, m.disk.now(), func(w io.Writer) error { return m.bytes.CopyTo(ctx, s.Document, s.Manifest, w) }); err == nil {
			binned = append(binned, id)
		}
	}
	if len(changes) > 0 {
		if err := m.store.Save(ctx, campus.Action{Space: m.Space, Changes: changes}); err != nil {
			for _, id := range binned {
				m.disk.bin.drop(id)
			}
			return err
		}
	}
	return m.store.ForgetMirrored(ctx, m.Space, ids...)
}

// write brings the bytes of a document to the disk.
func (m *Mirror) write(ctx context.Context, s Step) error {
	if err := m.fetch(ctx, s.Document); err != nil && campus.CodeOf(err) != campus.Internal {
		return campus.Errorf(campus.NotHere, "%v", err) // whatever the server says: it comes, or goes, later
	} else if err != nil {
		return err
	}
	var over *watch.File
	if s.Over {
		over = &s.File
	}
	f, err := m.disk.put(s.Path, over, func(w io.Writer) error { return m.bytes.CopyTo(ctx, s.Document, s.Manifest, w) })
	if err != nil {
		return err
	}
	return m.note(ctx, s.Document, s.Path, s.Place, s.Manifest, f)
}

func typeOf(name string) string {
	t, _, _ := strings.Cut(mime.TypeByExtension(strings.ToLower(path.Ext(name))), ";")
	return t
}
