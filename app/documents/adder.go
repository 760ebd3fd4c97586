package documents

import (
	"context"
	"encoding/json"
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
		if _, ok := begun(text); ok {
			a.describe()
		} else if err == nil {
			then()
		}
	})
}

// take takes files in on a worker. One file in Resources is then described on a
// form; several, and those of a class or a group, are added as they are.
func (a *adder) take(paths []string) {
	l := a.list
	space, category := l.space, l.chosen()
	form := l.categories && len(paths) == 1
	var docs []campus.Document
	var notes []string
	ui.Do(l.env, func(ctx context.Context) error {
		for _, path := range paths {
			doc, note, err := a.read(ctx, path)
			if err != nil {
				return err
			}
			doc.Category = category
			notes = append(notes, note)
			docs = append(docs, doc)
			if form {
				return nil
			}
			err = l.env.Replica.Save(ctx, campus.Action{Space: space, Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}})
			if err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		a.strip.Hide()
		l.trouble.Say(ui.Sentence(err))
		note := strings.TrimSpace(strings.Join(notes, " "))
		switch {
		case err == nil && form && l.space == space:
			a.strip.Say(note, "", nil)
			if err = a.begin(docs[0]); err == nil {
				a.describe()
			}
			l.trouble.Say(ui.Sentence(err))
			return
		case len(docs) == 1 && err == nil:
			note = addedOne.Say(docs[0].Name) + " " + note
		case err == nil:
			note = addedMany.Say(len(docs)) + " " + note
		}
		a.strip.Say(strings.TrimSpace(note), "", nil)
		l.Shown()
	})
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

// offer shows that a document was being added when the program was closed.
func (a *adder) offer(draft string) {
	if doc, ok := begun(draft); ok {
		a.strip.Say(unfinished.Say(widget.Clean(doc.Name)), goOn.Say(), a.describe)
	} else if a.strip.Offers() {
		a.strip.Hide()
	}
}

// begun reads the document out of a form's draft.
func begun(draft string) (campus.Document, bool) {
	var d struct {
		Values widget.Values `json:"values"`
	}
	var doc campus.Document
	ok := draft != "" && json.Unmarshal([]byte(draft), &d) == nil && json.Unmarshal([]byte(d.Values["file"]), &doc) == nil
	if name := d.Values["name"]; name != "" {
		doc.Name = name
	}
	return doc, ok && doc.Manifest != ""
}
