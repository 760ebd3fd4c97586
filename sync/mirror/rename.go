package mirror

import (
	"context"
	"path"
	"strings"

	"rantau/campus"
	"rantau/storage/watch"
)

// renameFolders has the record of a folder follow the folder, where one was renamed or moved
// on the disk: the documents in it need no change then. It tells whether it has done so.
func (m *Mirror) renameFolders(ctx context.Context, tree watch.Tree, folders []campus.Record, steps []Step) (bool, error) {
	at := map[string]campus.ID{}
	shelves := campus.NewShelves(folders)
	for _, r := range folders {
		parts := []string{}
		for _, f := range shelves.Way(r.ID) {
			parts = append(parts, Fit(segment(campus.As[campus.Folder](f).Name)))
		}
		if len(parts) > 0 {
			at[path.Join(parts...)] = r.ID
		}
	}
	tried := map[string]bool{}
	for _, s := range steps {
		if s.Do != Move {
			continue
		}
		from, to := renamedDir(s.From, s.Path)
		id, was := at[from]
		if !was || from == s.From || tried[from] || tree.Dirs[from] || at[to] != "" {
			continue
		}
		tried[from] = true
		parent, there := at[path.Dir(to)]
		if path.Dir(to) != "." && !there { // what it was moved into is new: it comes with a document
			continue
		}
		i := indexOf(folders, id)
		f := campus.As[campus.Folder](folders[i])
		if path.Base(from) != path.Base(to) {
			f.Name = path.Base(to)
		}
		f.Parent = parent
		c, differs := campus.Edit(folders[i], &f)
		if !differs {
			continue
		}
		err := m.store.Save(ctx, campus.Action{Space: m.Space, Changes: []campus.Change{c}})
		if code := campus.CodeOf(err); err != nil && code == campus.Internal {
			return false, err
		} else if err == nil {
			return true, nil
		}
		// Somebody else's folder: the documents move into a new one.
	}
	return false, nil
}

// renamedDir tells which folder has another name by now, of a file that was moved with it.
func renamedDir(from, to string) (string, string) {
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	for len(a) > 1 && len(b) > 1 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return path.Join(a...), path.Join(b...)
}

func indexOf(folders []campus.Record, id campus.ID) int {
	for i, r := range folders {
		if r.ID == id {
			return i
		}
	}
	return -1
}
