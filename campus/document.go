package campus

import (
	"strings"
	"time"
)

// MaxFile is the largest file that a document describes, in bytes: what fits a
// manifest of MaxManifest bytes.
const MaxFile = 4 << 30

// Document describes a file. The bytes travel apart, in chunks named by the
// manifest.
type Document struct {
	Name     string `json:"name"`
	Type     string `json:"type,omitempty"` // media type
	Size     int64  `json:"size"`
	Manifest string `json:"manifest"`                        // hash of the manifest: SHA-256 in hex
	Stored   string `json:"stored,omitempty" merge:"server"` // the manifest of which the server holds every chunk
	Lesson   ID     `json:"lesson,omitempty" merge:"fixed"`  // the lesson whose picture it is
	Of       ID     `json:"of,omitempty" merge:"fixed"`      // the record that it hangs on: a piece of news, a person
	Category string `json:"category,omitempty"`              // in Resources: one of Categories
	About    string `json:"about,omitempty" merge:"text"`
}

// HangsOn is the record that the document is a part of, "" for one that stands alone.
func (d *Document) HangsOn() ID {
	if d.Lesson != "" {
		return d.Lesson
	}
	return d.Of
}

// Categories are those of Resources.
var Categories = []string{"Guidelines", "Forms", "Templates", "Manuals", "Links"}

// Validate implements Value.
func (d *Document) Validate() error {
	switch {
	case d.Size < 0 || d.Size > MaxFile:
		return fieldError("size", "a file can have up to %d GB", MaxFile>>30)
	case !validHash(d.Manifest):
		return fieldError("manifest", "the document names no file")
	case d.Lesson != "" && !d.Lesson.Valid():
		return fieldError("lesson", "the lesson is not valid")
	case d.Of != "" && !d.Of.Valid():
		return fieldError("of", "what the document hangs on is not valid")
	}
	return first(CheckFileName(d.Name), checkLine("type", d.Type, MaxName),
		checkLine("category", d.Category, MaxName), checkText("about", d.About, 2000))
}

// MayWrite implements Value.
func (d *Document) MayWrite(w Write) error {
	if d.Of != "" {
		if attached, err := d.attached(w); attached {
			return err
		}
	}
	switch {
	case w.In == InClass && w.New() && w.Audience == Audience(w.Actor.Person):
		return nil // what a student hands in; nobody changes it
	case w.In == InClass && w.Audience != Everyone && w.Audience != StaffOnly:
		return Errorf(Forbidden, "what was handed in does not change")
	case w.In == InClass, w.In == InInstitution:
		return onlyStaff(w)
	case w.In == InCommons && d.Of != "":
		if decided, err := d.hangsInCommons(w); decided {
			return err
		}
	}
	if w.In == InCommons && w.New() {
		return onlyTeacher(w, "add to Resources")
	}
	return authorWritesStaffDeletes(w)
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

// CheckFileName holds for the name of a document on every system we run on.
func CheckFileName(name string) error {
	if err := checkName("name", name, MaxFileName); err != nil {
		return err
	}
	base, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch {
	case len(name) > 240:
		return fieldError("name", "the name has %d bytes; the limit is 240", len(name))
	case strings.ContainsAny(name, `/\:*?"<>|`):
		return fieldError("name", `a file name holds none of / \ : * ? " < > |`)
	case name == "." || name == "..", strings.HasSuffix(name, "."), strings.TrimSpace(name) != name:
		return fieldError("name", "this file name is not possible on every computer")
	case reserved[strings.TrimSpace(base)]:
		return fieldError("name", "Windows keeps the name %s for itself", base)
	}
	return nil
}

// CleanFileName turns any name into one that CheckFileName accepts.
func CleanFileName(name string) string {
	name = strings.ToValidUTF8(name, "_")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || bidi(r) || strings.ContainsRune(`:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.TrimRight(strings.TrimSpace(name), ". ")
	ext := ""
	if i := strings.LastIndexByte(name, '.'); i > 0 && len(name)-i <= 12 {
		name, ext = name[:i], name[i:]
	}
	runes := []rune(name)
	for len(runes) > 0 && (len(runes) > 180 || len(string(runes)) > 220) {
		runes = runes[:len(runes)-1]
	}
	name = strings.TrimSpace(string(runes)) + ext
	if name == "" {
		return "file"
	}
	if CheckFileName(name) != nil {
		name = "file-" + name
	}
	if CheckFileName(name) != nil {
		return "file"
	}
	return name
}

var reserved = func() map[string]bool {
	m := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true}
	for _, d := range "123456789" {
		m["COM"+string(d)], m["LPT"+string(d)] = true, true
	}
	return m
}()

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

func checkDay(field, day string) error {
	if day == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fieldError(field, "the %s is a day such as 2027-03-31", label(field))
	}
	return nil
}
