package campus

import (
	"path"
	"slices"
	"strings"
)

// MaxFile is the largest file that a document describes, in bytes: what fits a
// manifest of MaxManifest bytes.
const MaxFile = 4 << 30

// Document describes a file, or with URL a page elsewhere. The bytes of a file travel
// apart, in chunks named by the manifest.
type Document struct {
	Name     string   `json:"name"`
	Type     string   `json:"type,omitempty"` // media type
	Size     int64    `json:"size"`
	Manifest string   `json:"manifest,omitempty"`              // hash of the manifest: SHA-256 in hex
	Stored   string   `json:"stored,omitempty" merge:"server"` // the manifest of which the server holds every chunk
	Lesson   ID       `json:"lesson,omitempty" merge:"fixed"`  // the lesson whose picture it is
	Of       ID       `json:"of,omitempty" merge:"fixed"`      // the record that it hangs on: a piece of news, a person
	Category string   `json:"category,omitempty"`              // in Resources: one of Categories
	About    string   `json:"about,omitempty" merge:"text"`
	Folder   ID       `json:"folder,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	Language string   `json:"language,omitempty"` // a BCP 47 tag
	URL      string   `json:"url,omitempty"`      // of a link, which has no file
	// Versions are the files that it had, the newest first, which is the one that it
	// has; none while it has its first.
	Versions []FileVersion `json:"versions,omitempty"`
	// Form is the blank one that it was filled in from.
	Form ID `json:"form,omitempty" merge:"fixed"`
}

// HangsOn is the record that the document is a part of, "" for one that stands alone.
func (d *Document) HangsOn() ID {
	if d.Lesson != "" {
		return d.Lesson
	}
	return d.Of
}

// Categories are those of Resources.
var Categories = []string{CategoryGuidelines, CategoryForms, CategoryTemplates, "Manuals", CategoryLinks}

// The categories that mean something to the program.
const (
	CategoryGuidelines = "Guidelines"
	CategoryForms      = "Forms"
	CategoryTemplates  = "Templates"
	CategoryLinks      = "Links"
)

// Validate implements Value.
func (d *Document) Validate() error {
	switch {
	case d.URL != "":
		if err := d.checkLink(); err != nil {
			return err
		}
	case d.Size < 0 || d.Size > MaxFile:
		return fieldError("size", "a file can have up to %d GB", MaxFile>>30)
	case !validHash(d.Manifest):
		return fieldError("manifest", "the document names no file")
	}
	if d.Of != "" && !d.Of.Valid() {
		return fieldError("of", "what the document hangs on is not valid")
	}
	for field, id := range map[string]ID{"lesson": d.Lesson, "folder": d.Folder, "form": d.Form} {
		if id != "" && !id.Valid() {
			return fieldError(field, "the %s is not valid", field)
		}
	}
	if d.URL == "" {
		if err := first(CheckFileName(d.Name), d.checkVersions()); err != nil {
			return err
		}
	}
	return first(checkLine("type", d.Type, MaxName), checkLine("category", d.Category, MaxName), checkText("about", d.About, 2000),
		checkTags(d.Tags), checkLanguage(d.Language))
}

// MayWrite implements Value.
func (d *Document) MayWrite(w Write) error {
	if d.Of != "" {
		if attached, err := d.attached(w); attached {
			return err
		}
	}
	if w.In == InCommons && d.Of != "" {
		if decided, err := d.hangsInCommons(w); decided {
			return err
		}
	}
	one := func(a Audience) bool { return a != Everyone && a != StaffOnly }
	// What was handed in stays so for everybody: the staff make it nobody else's either.
	private := one(w.Audience) || !w.New() && one(w.Was)
	switch {
	case w.In == InClass && w.New() && w.Audience == Audience(w.Actor.Person):
		return nil // what a student hands in; nobody changes it
	case w.In == InClass && private:
		return Errorf(Forbidden, "what was handed in does not change")
	case (w.In == InCommons || w.In == InInstitution) && (d.Form != "" || private):
		return d.mayHandIn(w)
	case !w.New() && !w.Deleted && w.Audience == w.Was && len(w.Changed) == 1 && w.Changed["folder"]:
		return mayAdd(w) // who adds documents here keeps them in order
	case w.In == InClass, w.In == InInstitution:
		return onlyStaff(w)
	case w.New():
		return mayAdd(w)
	case w.In == InGroup && d.HangsOn() == "" && d.URL == "" && w.Audience == Everyone && w.Was == Everyone:
		return first(sharedByMembers(w), d.keepsFiles(w)) // as the pages of a group
	}
	return authorWritesStaffDeletes(w)
}

// keepsFiles is the rule of who gives somebody else's document another file: it says by whom
// it is, and the one it was made from stays in the list. Which of two files at once is the
// document's is not looked at here: the other stands beside it.
func (d *Document) keepsFiles(w Write) error {
	was, _ := w.Before.(*Document)
	if was == nil || w.Deleted || w.Own() || w.Actor.Role.Leads() {
		return nil
	}
	same := func(a, b FileVersion) bool { return a.Manifest == b.Manifest && a.By == b.By }
	had := func(v FileVersion) bool {
		return v.Manifest == was.Manifest || slices.ContainsFunc(was.Versions, func(o FileVersion) bool { return same(o, v) })
	}
	if d.Manifest == was.Manifest && d.Size == was.Size {
		for _, v := range was.Versions {
			if len(d.Versions) < MaxFileVersions && !slices.ContainsFunc(d.Versions, func(o FileVersion) bool { return same(o, v) }) {
				return Errorf(Forbidden, "earlier files of somebody else's document stay in its list")
			}
		}
		return nil
	}
	if len(d.Versions) > 1 && d.Versions[0].By == w.Actor.Person && had(d.Versions[1]) {
		return nil
	}
	return Errorf(Forbidden, "a new file of somebody else's document says who made it, and from which")
}

// attached is the rule of what hangs on a post: its author adds it, wherever posts are
// and whoever else may add documents there. It reports false for what hangs on
// something else, which goes by the rule of the space.
func (d *Document) attached(w Write) (bool, error) {
	post, here := w.Find(d.Of)
	here = here && MayRead(w.Actor, post.Audience)
	switch {
	case here && post.Kind != "post":
		return false, nil
	case !w.New() && w.Audience != w.Was:
		return true, Errorf(Forbidden, "a file of a post is for those who see the post")
	case !w.New():
		return true, authorWritesStaffDeletes(w)
	case !here || post.Deleted || post.Author != w.Actor.Person:
		// The same answer for each: it tells nothing of a post that is hidden.
		return true, Errorf(Forbidden, "files are added to posts of one's own")
	case post.Audience != w.Audience:
		return true, Errorf(Forbidden, "a file of a post is for those who see the post")
	}
	return true, nil
}

// MaxPicture is the size of somebody's picture, in bytes: everybody fetches it.
const MaxPicture = 60 << 10

// hangsInCommons is the rule of what hangs on news and on people, and tells whether
// it has one.
func (d *Document) hangsInCommons(w Write) (bool, error) {
	of, found := w.Find(d.Of)
	switch {
	case found && of.Kind == "article":
		return true, onlyStaff(w)
	case d.Of == w.Actor.Person && !w.Deleted && (d.Size > MaxPicture || d.Type != "image/jpeg" && d.Type != "image/png"):
		return true, Errorf(Forbidden, "a picture of a person has up to %d KB", MaxPicture>>10)
	case d.Of == w.Actor.Person && w.New() && w.Audience != Everyone:
		return true, Errorf(Forbidden, "a picture of a person is for everybody to see")
	case d.Of == w.Actor.Person && w.New():
		return true, nil
	case found && of.Kind == "person":
		if w.New() {
			return true, Errorf(Forbidden, "only the person can choose a picture")
		}
		return true, authorWritesStaffDeletes(w)
	}
	return false, nil
}

// mayHandIn is the rule of a form that somebody filled in: for that person and the
// staff, and never changed.
func (d *Document) mayHandIn(w Write) error {
	switch {
	case !w.New():
		return Errorf(Forbidden, "what was handed in does not change")
	case w.Audience != Audience(w.Actor.Person):
		return Errorf(Forbidden, "a form that was filled in is for who handed it in, and the staff")
	case d.Form == "" || d.URL != "":
		return Errorf(Forbidden, "only a form that was filled in is handed in here")
	}
	return nil
}

// mayAdd tells who adds documents and folders to a space.
func mayAdd(w Write) error {
	switch w.In {
	case InClass, InInstitution:
		return onlyStaff(w)
	case InCommons:
		return onlyTeacher(w, "add to Resources")
	}
	return nil
}

// Files lists the files that a document's record names, each once: the one that it
// has first, those that stand beside it, the earlier ones. These may be brought and
// fetched.
func (r Record) Files() []FileVersion {
	var all []FileVersion
	add := func(files ...FileVersion) {
		for _, f := range files {
			if validHash(f.Manifest) && !slices.ContainsFunc(all, func(o FileVersion) bool { return o.Manifest == f.Manifest }) {
				all = append(all, f)
			}
		}
	}
	add(History(r)...)
	for _, v := range r.Versions {
		add(As[Document](Record{Body: Body(v.Fields)}).Versions...)
	}
	return all
}

// File gives one of them by its manifest; "" for the one that the document has.
func (r Record) File(manifest string) (FileVersion, bool) {
	for _, f := range r.Files() {
		if f.Manifest == manifest || manifest == "" {
			return f, manifest != "" || f.Manifest == As[Document](r).Manifest
		}
	}
	return FileVersion{}, false
}

// ending is the end of a file's name that tells what it is, in small letters.
func ending(name string) string { return strings.ToLower(path.Ext(name)) }

func validHash(h string) bool {
	if len(h) != 64 {
		return false
	}
	for _, c := range []byte(h) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
