package documents

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// describe asks for the names, the category and a few words of the files that were
// begun, then adds them.
func (a *adder) describe(n int) {
	l := a.list
	space := l.space
	f := widget.NewForm(l.env)
	files := newFileNames(f)
	var name *widget.Entry
	if n == 1 {
		name = f.Line("name", fieldName.Say(), nameHint.Say())
	}
	a.more(f)
	f.OnSave = func(v widget.Values, done func(error)) {
		docs, err := files.clean()
		if err == nil && name != nil {
			err = named(name, v["name"], docs[0].Name)
			docs[0].Name = v["name"]
		}
		if err == nil {
			err = a.unlikeAll(docs)
		}
		if err != nil {
			done(err)
			return
		}
		var changes []campus.Change
		for _, doc := range docs {
			described(&doc, v)
			changes = append(changes, campus.Create(campus.NewID(), "document", &doc))
		}
		l.keep(f, campus.Action{Space: space, Changes: changes}, done)
	}
	title := formTitle.Say()
	if n > 1 {
		title = formTitleMany.Say(n)
	}
	f.Open(fyne.NewSize(620, 560), title, add.Say(), a.place(space), widget.Values{}, nil)
	a.form = f
}

// begin keeps files that were read in as a draft, before anything is asked: they are
// not lost when the program closes now.
func (a *adder) begin(docs []campus.Document) error {
	about, err := json.Marshal(docs)
	if err != nil {
		return err
	}
	values := widget.Values{"files": string(about), "category": docs[0].Category}
	if len(docs) == 1 {
		values["name"] = docs[0].Name
	}
	draft, err := json.Marshal(map[string]widget.Values{"values": values})
	if err == nil {
		a.list.env.Draft(a.place(a.list.space)).Set(string(draft))
	}
	return err
}

// unlikeAll refuses names that are taken in their folder, or twice among themselves.
func (a *adder) unlikeAll(docs []campus.Document) error {
	taken := map[campus.ID]map[string]bool{}
	for _, d := range docs {
		folder := a.list.look.shelves.Place(d.Folder)
		if taken[folder] == nil {
			taken[folder] = a.list.taken(folder)
		}
		low := strings.ToLower(d.Name)
		if taken[folder][low] {
			return &campus.Error{Code: campus.Invalid, Field: "name", Message: nameTaken.Say(widget.Clean(d.Name))}
		}
		taken[folder][low] = true
	}
	return nil
}

// change changes the details of a document that is there.
func (a *adder) change(r campus.Record) {
	was := campus.As[campus.Document](r)
	f := widget.NewForm(a.list.env)
	name := f.Line("name", fieldName.Say(), nameHint.Say())
	if was.URL != "" {
		f.Line("url", fieldURL.Say(), urlHint)
	}
	a.more(f)
	f.OnSave = func(v widget.Values, done func(error)) {
		if was.URL == "" {
			if err := named(name, v["name"], was.Name); err != nil {
				done(err)
				return
			}
		}
		r.Body = f.Base()
		doc := campus.As[campus.Document](r)
		doc.Name = v["name"]
		if was.URL != "" {
			doc.URL = campus.WholeURL(v["url"])
		}
		category := doc.Category
		described(&doc, v)
		if !a.list.categories {
			doc.Category = category
		}
		c, differs := campus.Edit(r, &doc)
		if !differs {
			done(nil)
			return
		}
		a.list.keep(f, campus.Action{Space: r.Space, Changes: []campus.Change{c}}, done)
	}
	f.Open(fyne.NewSize(620, 520), detailTitle.Say(), save.Say(), "document/"+string(r.ID),
		widget.Values{"name": was.Name, "url": was.URL, "category": was.Category, "about": was.About, "language": was.Language,
			"tags": strings.Join(was.Tags, ", ")}, r.Body)
}

// link asks for a link and adds it to the open folder.
func (a *adder) link() {
	l := a.list
	space, folder := l.space, l.folder
	f := widget.NewForm(l.env)
	f.Line("url", fieldURL.Say(), urlHint)
	f.Line("name", fieldName.Say(), nameHint.Say())
	a.more(f)
	f.OnSave = func(v widget.Values, done func(error)) {
		doc := campus.Document{Name: v["name"], URL: campus.WholeURL(v["url"]), Folder: folder}
		described(&doc, v)
		l.keep(f, campus.Action{Space: space, Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}}, done)
	}
	f.Open(fyne.NewSize(620, 540), linkTitle.Say(), add.Say(), "link/new/"+string(space), widget.Values{"category": campus.CategoryLinks}, nil)
	a.form = f
}

// more adds the fields that all documents have but for the name.
func (a *adder) more(f *widget.Form) {
	n := 1
	if a.list.categories {
		f.Pick("category", fieldCategory.Say(), campus.Categories, lang.Terms(campus.Categories), true)
		n++
	}
	tags, names := ui.LanguageOptions()
	f.Pick("language", fieldLanguage.Say(), tags, names, true)
	if n > 1 {
		f.Beside(n)
	}
	f.Line("tags", fieldTags.Say(), tagsHint.Say())
	f.Area("about", fieldAbout.Say(), aboutHint.Say(), 3)
}

// described fills a document in from the fields of more.
func described(doc *campus.Document, v widget.Values) {
	doc.Category, doc.Language, doc.About, doc.Tags = v["category"], v["language"], v["about"], campus.SplitTags(v["tags"])
}

// named cleans a name in its field. A name that had to change is shown before
// it is saved; one without the file's ending gets it back, for no program would
// know what it is.
func named(field *widget.Entry, typed, was string) error {
	clean, words := typed, endingBack
	if ending := filepath.Ext(was); strings.TrimSpace(typed) != "" && ending != "" && !strings.EqualFold(filepath.Ext(typed), ending) {
		clean += ending
	}
	if strings.TrimSpace(typed) != "" && campus.CheckFileName(clean) != nil {
		clean, words = campus.CleanFileName(clean), renamedAgain
	}
	if clean == typed {
		return nil
	}
	field.SetText(clean)
	return &campus.Error{Code: campus.Invalid, Field: "name", Message: words.Say(clean)}
}

// keep saves what a form holds and looks again.
func (l *List) keep(f *widget.Form, action campus.Action, done func(error)) {
	ui.Do(l.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
		done(err)
		if err == nil {
			l.adder.strip.Hide()
			l.trouble.Say("")
			l.Shown()
		}
	})
}

// fileNames is the field of a form with the files that are being added: their sizes,
// and of several their names to change.
type fileNames struct {
	form    *widget.Form
	docs    []campus.Document
	entries []*widget.Entry
	box     *fyne.Container
}

func newFileNames(f *widget.Form) *fileNames {
	n := &fileNames{form: f, box: widget.Stackup(4)}
	f.Add("files", fieldFile.Say(), n.box, nil, n.get, n.set)
	return n
}

func (n *fileNames) get() string {
	if len(n.docs) == 0 {
		return ""
	}
	docs := make([]campus.Document, len(n.docs))
	for i, d := range n.docs {
		if docs[i] = d; i < len(n.entries) {
			docs[i].Name = n.entries[i].Text
		}
	}
	b, _ := json.Marshal(docs)
	return string(b)
}

// mostNamed is how many names can be changed at once; the rest stay as they are.
const mostNamed = 40

func (n *fileNames) set(s string) {
	n.docs, n.entries, n.box.Objects = nil, nil, nil
	_ = json.Unmarshal([]byte(s), &n.docs) // "" is none
	for i, d := range n.docs {
		if len(n.docs) == 1 {
			n.box.Add(widget.NewLine(fmt.Sprintf(fileLine, widget.Clean(d.Name), ui.Bytes(d.Size))))
			break
		}
		if i == mostNamed {
			n.box.Add(widget.Quiet(andMore.Say(len(n.docs) - i)))
			break
		}
		e := widget.NewEntry()
		e.SetText(d.Name)
		e.OnChanged = func(string) { n.form.Typed() }
		n.entries = append(n.entries, e)
		n.box.Add(widget.Flush(nil, nil, nil, widget.Inset(widget.Middle(widget.Quiet(ui.Bytes(d.Size)).Full()), 0, 0, 8, 0), e))
	}
	n.box.Refresh()
}

// clean gives the documents with the names that were typed.
func (n *fileNames) clean() ([]campus.Document, error) {
	docs := append([]campus.Document(nil), n.docs...)
	for i, e := range n.entries {
		if err := named(e, campus.CleanLine(e.Text), docs[i].Name); err != nil {
			return docs, err
		}
		docs[i].Name = campus.CleanLine(e.Text)
	}
	return docs, nil
}
