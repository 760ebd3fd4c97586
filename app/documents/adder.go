package documents

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// adder takes files in and asks what they are.
type adder struct {
	list  *List
	strip *widget.Strip
	guard ui.Guard
	form  *widget.Form // that was opened last
}

func newAdder(l *List) *adder { return &adder{list: l, strip: widget.NewStrip()} }

// place is where the draft of a new document of a space is kept.
func (a *adder) place(space campus.ID) string { return "document/new/" + string(space) }

// space tidies up for another space.
func (a *adder) space() {
	a.guard.Stop()
	a.strip.Hide()
}

// said shows how something goes that takes a while.
func (a *adder) said(words string, err error) {
	a.list.trouble.Say(ui.Sentence(err))
	a.strip.Say(words, "", nil)
}

// choose asks for a file, or first goes on with the one that was begun.
func (a *adder) choose() {
	a.first(func() {
		widget.ChooseFile(a.list.env, nil, func(path string) { a.take([]string{path}) })
	})
}

// first goes on with a document that was begun, or else does something.
func (a *adder) first(then func()) {
	if !a.list.categories {
		then()
		return
	}
	a.list.env.Draft(a.place(a.list.space)).Restore(&a.guard, func(text string, err error) {
		a.list.trouble.Say(ui.Sentence(err))
		if docs, ok := begun(text); ok {
			a.describe(len(docs))
		} else if err == nil {
			then()
		}
	})
}

// take takes files in on a worker, into the open folder. In Resources they are then
// described on a form; those of a class or a group are added as they are. A file that
// can't be taken is told of, and does not stand in the way of the others.
func (a *adder) take(paths []string) {
	l := a.list
	space, folder, q, taken := l.space, l.folder, l.filters.question(), l.taken(l.folder)
	var docs []campus.Document
	var notes []string
	var failed error
	held := false
	ui.Do(l.env, func(ctx context.Context) error {
		var changes []campus.Change
		for _, path := range paths {
			doc, note, err := a.read(ctx, path)
			if err != nil {
				failed = err
				if len(paths) > 1 {
					notes = append(notes, ui.Sentence(err)+".")
				}
				continue
			}
			doc.Category, doc.Folder = q.category, folder
			if name := unlike(doc.Name, taken); name != doc.Name {
				note = twin.Say(widget.Clean(doc.Name), name)
				doc.Name = name
			}
			taken[strings.ToLower(doc.Name)] = true
			notes = append(notes, note)
			docs = append(docs, doc)
			changes = append(changes, campus.Create(campus.NewID(), "document", &doc))
		}
		if l.categories || len(docs) == 0 {
			return failed
		}
		if err := saveAll(ctx, l.env, space, changes); err != nil {
			return err
		}
		for _, c := range changes {
			st, err := l.env.Files.State(ctx, c.Record)
			held = held || err == nil && st.Held
		}
		return nil
	}, func(err error) {
		a.strip.Hide()
		l.trouble.Say("")
		note := strings.TrimSpace(strings.Join(notes, " "))
		switch {
		case len(docs) == 0 && len(paths) > 1:
			l.trouble.Say(note)
			return
		case err != nil && (len(docs) == 0 || !l.categories):
			l.trouble.Say(ui.Sentence(err))
			return
		case l.categories && l.space == space:
			a.strip.Say(note, "", nil)
			if err = a.begin(docs); err == nil {
				a.describe(len(docs))
			}
			l.trouble.Say(ui.Sentence(err))
			return
		case held && len(docs) == 1:
			note = addedHeld.Say(docs[0].Name) + " " + note
		case held:
			note = someHeld.Say(len(docs)) + " " + note
		case len(docs) == 1:
			note = addedOne.Say(docs[0].Name) + " " + note
		default:
			note = addedMany.Say(len(docs)) + " " + note
		}
		a.strip.Say(strings.TrimSpace(note), "", nil)
		l.Shown()
	})
}

// taken are the names in a folder, in small letters: some systems tell no others apart.
func (l *List) taken(folder campus.ID) map[string]bool {
	names := map[string]bool{}
	for _, i := range l.look.items {
		if l.look.shelves.Place(i.doc.Folder) == folder {
			names[i.name] = true
		}
	}
	return names
}

// unlike gives a name that is not taken yet.
func unlike(name string, taken map[string]bool) string {
	end := filepath.Ext(name)
	for n, other := 2, name; ; n++ {
		if !taken[strings.ToLower(other)] {
			return other
		}
		other = campus.CleanFileName(fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, end), n, end))
		if n > 1000 {
			return name
		}
	}
}

// read takes one file in. The note tells of a name that had to change.
func (a *adder) read(ctx context.Context, path string) (campus.Document, string, error) {
	env, name := a.list.env, filepath.Base(path)
	clean := widget.Clean(name)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return campus.Document{}, "", campus.Errorf(campus.NotFound, "%s", notRead.Say(clean, reason(err)))
	case info.IsDir():
		return campus.Document{}, "", campus.Errorf(campus.Invalid, "%s", noFolder.Say(clean))
	case !info.Mode().IsRegular():
		return campus.Document{}, "", campus.Errorf(campus.Invalid, "%s", notRegular.Say(clean))
	case info.Size() == 0:
		return campus.Document{}, "", campus.Errorf(campus.Invalid, "%s", emptyFile.Say(clean))
	case info.Size() > campus.MaxFile:
		return campus.Document{}, "", campus.Errorf(campus.TooLarge, "%s", tooLarge.Say(clean, ui.Bytes(info.Size()), ui.Bytes(campus.MaxFile)))
	}
	env.Main(func() { a.strip.Say(takingIn.Say(clean, ui.Bytes(info.Size())), "", nil) })
	doc, err := env.Files.Add(ctx, path)
	if err != nil {
		return doc, "", err
	}
	doc.Name = campus.CleanFileName(name)
	if doc.Name != name {
		return doc, renamed.Say(clean, doc.Name), nil
	}
	return doc, "", nil
}

// reason is an error of the system without the path that the person chose.
func reason(err error) error {
	if e, ok := err.(*os.PathError); ok { //nolint:errorlint // os.Stat gives no other
		return e.Err
	}
	return err
}

// offer shows that documents were being added when the program was closed.
func (a *adder) offer(draft string) {
	if docs, ok := begun(draft); ok {
		words := unfinished.Say(widget.Clean(docs[0].Name))
		if len(docs) > 1 {
			words = unfinishedMany.Say(len(docs))
		}
		a.strip.Say(words, goOn.Say(), func() { a.describe(len(docs)) })
	} else if a.strip.Offers() {
		a.strip.Hide()
	}
}

// begun reads the documents out of a form's draft.
func begun(draft string) ([]campus.Document, bool) {
	var d struct {
		Values widget.Values `json:"values"`
	}
	var docs []campus.Document
	if draft == "" || json.Unmarshal([]byte(draft), &d) != nil || json.Unmarshal([]byte(d.Values["files"]), &docs) != nil || len(docs) == 0 {
		return nil, false
	}
	if name := d.Values["name"]; name != "" {
		docs[0].Name = name
	}
	return docs, true
}
