package mirror

import (
	"path"
	"slices"
	"strings"

	"rantau/campus"
)

// docsOf gives the documents of a space that have a place in its folder: files that stand
// alone, for everybody here or the staff. What was handed in, what hangs on a post or a
// lesson, and links have none.
func docsOf(docs, folders []campus.Record) []Doc {
	shelves := campus.NewShelves(folders)
	var out []Doc
	for _, r := range docs {
		d := campus.As[campus.Document](r)
		if r.Deleted || d.URL != "" || d.HangsOn() != "" || r.Audience != campus.Everyone && r.Audience != campus.StaffOnly {
			continue
		}
		parts := []string{}
		for _, f := range shelves.Way(d.Folder) {
			parts = append(parts, segment(campus.As[campus.Folder](f).Name))
		}
		out = append(out, Doc{ID: r.ID, Place: path.Join(append(parts, segment(d.Name))...), Manifest: d.Manifest})
	}
	return out
}

// segment is a name as one part of a place.
func segment(name string) string {
	if name = strings.ReplaceAll(name, "/", "_"); name == "" || name == "." || name == ".." {
		return "_"
	}
	return name
}

// Fit makes of a name one that every disk can hold and that is looked at again.
func Fit(name string) string {
	name = campus.CleanFileName(name)
	for passedOver(name) {
		name = "_" + strings.TrimRight(name, "~#") + "_"
		name = campus.CleanFileName(name)
	}
	return name
}

// folderFor finds the folder of a place, and the changes that make what is not there yet.
func folderFor(folders []campus.Record, dir string) (campus.ID, []campus.Change) {
	shelves := campus.NewShelves(folders)
	at := campus.ID("")
	var changes []campus.Change
	if dir == "." {
		return at, nil
	}
	for _, name := range strings.Split(dir, "/") {
		in := shelves.In(at)
		slices.SortFunc(in, func(a, b campus.Record) int { return strings.Compare(string(a.ID), string(b.ID)) })
		i := slices.IndexFunc(in, func(r campus.Record) bool {
			n := campus.As[campus.Folder](r).Name
			return segment(n) == name || Fit(segment(n)) == name
		})
		if i >= 0 && len(changes) == 0 {
			at = in[i].ID
			continue
		}
		id := campus.NewID()
		changes = append(changes, campus.Create(id, "folder", &campus.Folder{Name: name, Parent: at}))
		at = id
	}
	return at, changes
}
