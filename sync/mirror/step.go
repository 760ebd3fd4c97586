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
		return m.same(ctx, s, "")
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
	return m.store.KeepMirrored(ctx, m.Space, campus.Mirrored{Document: document, Path: p, Place: place, Manifest: manifest, Size: f.Size, Modified: f.Modified, File: f.ID})
}

// same notes a file as it is now on the disk; manifest "" for the one of before.
func (m *Mirror) same(ctx context.Context, s Step, manifest string) error {
	f, err := m.disk.stat(s.Path)
	if err != nil {
		return err
	}
	if manifest == "" {
		all, err := m.base(ctx)
		if err != nil {
			return err
		}
		for _, b := range all {
			if b.Document == s.Document {
				manifest = b.Manifest
			}
		}
	}
	return m.note(ctx, s.Document, s.Path, s.Place, manifest, f)
}

func (m *Mirror) folders(ctx context.Context) ([]campus.Record, error) {
	return m.store.Records(ctx, campus.Query{Space: m.Space, Kind: "folder"})
}

// add makes a document of a file.
func (m *Mirror) add(ctx context.Context, s Step) error {
	folders, err := m.folders(ctx)
	if err != nil {
		return err
	}
	folder, changes := folderFor(folders, path.Dir(s.Path))
	name := campus.CleanFileName(path.Base(s.Path))
	doc := campus.Document{Name: name, Type: typeOf(name), Size: s.File.Size, Manifest: s.Manifest, Folder: folder}
	id := campus.NewID()
	changes = append(changes, campus.Create(id, "document", &doc))
	if err := m.store.Save(ctx, campus.Action{Space: m.Space, Changes: changes}); err != nil {
		return err
	}
	place, err := m.place(ctx, id)
	if err != nil {
		return err
	}
	return m.note(ctx, id, s.Path, place, s.Manifest, s.File)
}

// place is where a document stands by now.
func (m *Mirror) place(ctx context.Context, id campus.ID) (string, error) {
	rec, err := m.store.Record(ctx, id)
	if err != nil {
		return "", err
	}
	folders, err := m.folders(ctx)
	if err != nil {
		return "", err
	}
	all := docsOf([]campus.Record{rec}, folders)
	if len(all) == 0 {
		return "", errMeanwhile
	}
	return all[0].Place, nil
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

func (m *Mirror) remove(ctx context.Context, s Step) error {
	rec, err := m.store.Record(ctx, s.Document)
	if err != nil && campus.CodeOf(err) != campus.NotFound {
		return err
	}
	if err == nil && !rec.Deleted {
		if err := m.store.Save(ctx, campus.Action{Space: m.Space, Changes: []campus.Change{campus.Remove(rec)}}); err != nil {
			return err
		}
	}
	return m.store.ForgetMirrored(ctx, m.Space, s.Document)
}

// write brings the bytes of a document to the disk.
func (m *Mirror) write(ctx context.Context, s Step) error {
	if err := m.bytes.Fetch(ctx, s.Document); err != nil {
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
