package campus

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"time"
)

// FileVersion is a file that a document has or had.
type FileVersion struct {
	Manifest string `json:"manifest"`
	Name     string `json:"name"`
	Size     int64  `json:"size"`
	At       int64  `json:"at"` // when it was put there, by its computer's clock, in ms since 1970
	By       ID     `json:"by"`
}

// MaxFileVersions is how many files a document remembers, with the one that it has.
const MaxFileVersions = 20

// checkVersions holds for the list. That the first names the document's own file is
// what keeps two replacements at once from becoming half of each: where the fields of
// both came together it no longer does, and the later one stands beside as a whole.
func (d *Document) checkVersions() error {
	if len(d.Versions) == 0 {
		return nil
	}
	if len(d.Versions) > MaxFileVersions {
		return fieldError("versions", "a document remembers up to %d files, not %d", MaxFileVersions, len(d.Versions))
	}
	for _, v := range d.Versions {
		if !validHash(v.Manifest) || v.Size < 0 || v.Size > MaxFile || !v.By.Valid() || CheckFileName(v.Name) != nil {
			return fieldError("versions", "a version of the document names no file")
		}
		if err := checkDate("versions", v.At); err != nil {
			return err
		}
	}
	if v := d.Versions[0]; v.Manifest != d.Manifest || v.Size != d.Size || ending(v.Name) != ending(d.Name) {
		return fieldError("versions", "the newest version is not the file that the document has")
	}
	return nil
}

// Replace is the change that gives a document another file. What it had stays as an
// earlier version. The document keeps its name but for the ending.
func Replace(r Record, file Document, me ID, now time.Time) Change {
	was := As[Document](r)
	d := was
	d.Manifest, d.Size, d.Type = file.Manifest, file.Size, file.Type
	if end := ending(file.Name); end != ending(was.Name) {
		d.Name = CleanFileName(strings.TrimSuffix(was.Name, path.Ext(was.Name)) + end)
	}
	d.Versions = bound(append([]FileVersion{{d.Manifest, d.Name, d.Size, now.UnixMilli(), me}}, history(r)...))
	return whole(r, &d)
}

// ReplaceFrom is Replace by who had an earlier file of the document before them: what was
// written since is not theirs to replace, and one stands beside the other.
func ReplaceFrom(r Record, had string, file Document, me ID, now time.Time) Change {
	d := As[Document](r)
	all := history(r)
	i := slices.IndexFunc(all, func(v FileVersion) bool { return v.Manifest == had })
	if d.Manifest == had || i < 0 {
		return Replace(r, file, me, now)
	}
	d.Manifest, d.Name, d.Size = all[i].Manifest, all[i].Name, all[i].Size
	if d.Versions = all[i:]; len(d.Versions) == 1 {
		d.Versions = nil
	}
	r.Body = Body(encode(&d))
	return Replace(r, file, me, now)
}

// history lists the files of a document, the one that it has first.
func history(r Record) []FileVersion {
	d := As[Document](r)
	if len(d.Versions) > 0 {
		return d.Versions
	}
	return []FileVersion{{d.Manifest, d.Name, d.Size, max(0, r.Created.UnixMilli()), r.Author}}
}

func bound(v []FileVersion) []FileVersion { return v[:min(len(v), MaxFileVersions)] }

// whole writes all that tells of the file, so that it stands or falls together.
func whole(r Record, d *Document) Change {
	c, _ := Edit(r, d)
	old, err := r.Body.Fields()
	var now map[string]json.RawMessage
	if err != nil || json.Unmarshal(encode(d), &now) != nil {
		return c
	}
	for _, name := range []string{"manifest", "size", "versions"} {
		c.Set[name] = now[name]
		if h := HashValue(old[name]); h != "" {
			c.Base[name] = h
		}
	}
	return c
}

// Beside are the files that stand beside a document, for two people replaced it at
// once: by the ID of the version.
func Beside(r Record) map[ID]FileVersion {
	if r.Kind != "document" {
		return nil
	}
	out := map[ID]FileVersion{}
	now := As[Document](r)
	for _, v := range r.Versions {
		d := As[Document](Record{Body: Body(v.Fields)})
		if !validHash(d.Manifest) || d.Manifest == now.Manifest {
			continue
		}
		f := FileVersion{Manifest: d.Manifest, Name: now.Name, Size: d.Size, At: v.At, By: v.Author}
		if d.Name != "" {
			f.Name = d.Name
		}
		if len(d.Versions) > 0 && d.Versions[0].Manifest == d.Manifest {
			f = d.Versions[0]
		}
		out[v.ID] = f
	}
	return out
}

// History lists all files of a document: the one that it has, those that stand beside
// it, then the earlier ones.
func History(r Record) []FileVersion {
	all := history(r)
	var rest []FileVersion
	for _, f := range Beside(r) {
		rest = append(rest, f)
	}
	rest = append(rest, all[1:]...)
	slices.SortStableFunc(rest, func(a, b FileVersion) int { return int(b.At - a.At) })
	out := all[:1:1]
	for _, f := range rest {
		if !slices.ContainsFunc(out, func(o FileVersion) bool { return o == f }) {
			out = append(out, f)
		}
	}
	return out
}

// Restore is the change that makes one of a document's files the one that it has. What
// stands beside is settled with it: no file is lost by choosing one, each stays as an
// earlier version. To choose the one that it has already only settles that.
func Restore(r Record, file FileVersion, me ID, now time.Time) Change {
	d := As[Document](r)
	all := History(r)
	if file.Manifest != d.Manifest {
		if ending(file.Name) != ending(d.Name) {
			d.Name, d.Type = file.Name, ""
		}
		d.Manifest, d.Size = file.Manifest, file.Size
		all = append([]FileVersion{{file.Manifest, d.Name, file.Size, now.UnixMilli(), me}}, all...)
	}
	d.Versions = bound(all)
	c := whole(r, &d)
	for id := range Beside(r) {
		c.Drop = append(c.Drop, id)
	}
	return c
}
