package documents

import (
	"context"
	"path/filepath"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// item is a document as the list knows it.
type item struct {
	record campus.Record
	doc    campus.Document
	name   string // in small letters
	words  string // all that is searched, in small letters
	sort   string // what sort of file it is: one of sorts
}

// looked is what one look at a space gives.
type looked struct {
	items   []item
	folders []campus.Record
	shelves campus.Shelves
	actor   campus.Actor
	space   campus.ID
	in      campus.SpaceType
	people  *ui.People
	may     bool
	kept    map[campus.ID]bool
	draft   string // of documents that were being added
	part    bool   // there are more
}

// firstLook is how many documents are read before all of them are: more than are in
// sight, and read in a moment also where there are ten thousand.
const firstLook = 200

// look reads the documents of a space; most bounds how many, 0 for all.
func look(ctx context.Context, env *ui.Env, space campus.ID, draft string, most int) (looked, error) {
	var k looked
	records, err := env.Replica.Records(ctx, campus.Query{Kind: "document", Space: space, Order: campus.ByName, Limit: most})
	if err != nil {
		return k, err
	}
	k.part = most > 0 && len(records) == most
	for _, r := range records {
		// Pictures are seen in their lessons, files of posts with those, what is handed in
		// with its assignment or form.
		if doc := campus.As[campus.Document](r); doc.HangsOn() == "" && !campus.ID(r.Audience).Valid() {
			k.items = append(k.items, newItem(r, doc))
		}
	}
	if k.folders, err = env.Replica.Records(ctx, campus.Query{Kind: "folder", Space: space, Order: campus.ByName}); err != nil {
		return k, err
	}
	k.shelves = campus.NewShelves(k.folders)
	root, err := env.Replica.Record(ctx, space)
	if err != nil {
		return k, err
	}
	k.space, k.in = space, campus.SpaceType(root.Kind)
	if k.actor, err = env.Replica.Actor(ctx, space); err != nil {
		return k, err
	}
	k.may = ui.MayCreate(k.actor, k.in, "document")
	if k.people, err = env.People.Get(ctx); err != nil {
		return k, err
	}
	if k.kept, err = env.Files.Kept(ctx); err != nil {
		return k, err
	}
	k.draft, err = env.Replica.Draft(ctx, draft)
	return k, err
}

func newItem(r campus.Record, doc campus.Document) item {
	name := strings.ToLower(widget.Clean(doc.Name))
	return item{r, doc, name, strings.Join([]string{name, strings.ToLower(doc.About), strings.ToLower(strings.Join(doc.Tags, "\n")), strings.ToLower(doc.URL)}, "\n"), sortOf(doc)}
}

// keeps tells whether a document is kept on this computer, by itself or with a folder.
func (k looked) keeps(doc campus.ID, folder campus.ID) bool {
	if k.kept[doc] || k.kept[k.space] {
		return true
	}
	for _, up := range k.shelves.Way(folder) {
		if k.kept[up.ID] {
			return true
		}
	}
	return false
}

// within lists the documents in a folder, at any depth.
func (k looked) within(folder campus.ID) []campus.ID {
	ids := []campus.ID{}
	for _, i := range k.items {
		if k.shelves.Within(i.doc.Folder, folder) {
			ids = append(ids, i.record.ID)
		}
	}
	return ids
}

// records are all records of the space that folders hold.
func (k looked) records() []campus.Record {
	all := k.folders[:len(k.folders):len(k.folders)]
	for _, i := range k.items {
		all = append(all, i.record)
	}
	return all
}

// The sorts of files that can be filtered for.
const (
	sortPDF     = "pdf"
	sortPicture = "picture"
	sortText    = "text"
	sortTable   = "table"
	sortSlides  = "slides"
	sortMedia   = "media"
	sortLink    = "link"
	sortOther   = "other"
)

var sortByEnding = map[string]string{".pdf": sortPDF, ".doc": sortText, ".docx": sortText, ".odt": sortText, ".rtf": sortText, ".txt": sortText, ".md": sortText,
	".epub": sortText, ".html": sortText, ".htm": sortText, ".xls": sortTable, ".xlsx": sortTable, ".ods": sortTable, ".csv": sortTable, ".ppt": sortSlides,
	".pptx": sortSlides, ".odp": sortSlides, ".png": sortPicture, ".jpg": sortPicture, ".jpeg": sortPicture, ".gif": sortPicture, ".webp": sortPicture,
	".svg": sortPicture, ".bmp": sortPicture, ".heic": sortPicture, ".mp3": sortMedia, ".m4a": sortMedia, ".ogg": sortMedia, ".wav": sortMedia, ".mp4": sortMedia,
	".webm": sortMedia, ".mov": sortMedia, ".mkv": sortMedia, ".avi": sortMedia, ".3gp": sortMedia}

func sortOf(doc campus.Document) string {
	if doc.URL != "" {
		return sortLink
	}
	if s := sortByEnding[strings.ToLower(filepath.Ext(doc.Name))]; s != "" {
		return s
	}
	switch major, _, _ := strings.Cut(doc.Type, "/"); major {
	case "image":
		return sortPicture
	case "video", "audio":
		return sortMedia
	case "text":
		return sortText
	}
	return sortOther
}
