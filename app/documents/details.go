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

// describe asks for the name, the category and a few words of the file that was
// begun, then adds it.
func (a *adder) describe() {
	l := a.list
	space := l.space
	f, name := a.form(true)
	f.OnSave = func(v widget.Values, done func(error)) {
		var doc campus.Document
		if err := json.Unmarshal([]byte(v["file"]), &doc); err != nil {
			done(err)
			return
		}
		if err := named(name, v["name"], doc.Name); err != nil {
			done(err)
			return
		}
		doc.Name, doc.Category, doc.About = v["name"], v["category"], v["about"]
		l.keep(campus.Action{Space: space, Draft: a.place(space), // or the list would offer it again
			Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}}, done)
	}
	f.Open(fyne.NewSize(620, 460), formTitle.Say(), add.Say(), a.place(space), widget.Values{}, nil)
}

// begin keeps a file that was read in as a draft, before anything is asked: it
// is not lost when the program closes now.
func (a *adder) begin(doc campus.Document) error {
	about, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	draft, err := json.Marshal(map[string]widget.Values{"values": {"file": string(about), "name": doc.Name, "category": doc.Category}})
	if err == nil {
		a.list.env.Draft(a.place(a.list.space)).Set(string(draft))
	}
	return err
}

// change changes the details of a document that is there.
func (a *adder) change(r campus.Record) {
	was := campus.As[campus.Document](r)
	f, name := a.form(false)
	f.OnSave = func(v widget.Values, done func(error)) {
		if err := named(name, v["name"], was.Name); err != nil {
			done(err)
			return
		}
		r.Body = f.Base()
		doc := campus.As[campus.Document](r)
		doc.Name, doc.About = v["name"], v["about"]
		if a.list.categories {
			doc.Category = v["category"]
		}
		c, differs := campus.Edit(r, &doc)
		if !differs {
			done(nil)
			return
		}
		a.list.keep(campus.Action{Space: r.Space, Changes: []campus.Change{c}}, done)
	}
	f.Open(fyne.NewSize(620, 420), detailTitle.Say(), save.Say(), "document/"+string(r.ID),
		widget.Values{"name": was.Name, "category": was.Category, "about": was.About}, r.Body)
}

// form makes the fields.
func (a *adder) form(file bool) (*widget.Form, *widget.Entry) {
	f := widget.NewForm(a.list.env)
	if file {
		line, value := widget.NewLine(""), ""
		f.Add("file", fieldFile.Say(), widget.Inset(line, 0, 0, 4, 0), nil, func() string { return value }, func(s string) {
			var doc campus.Document
			if json.Unmarshal([]byte(s), &doc) == nil {
				value = s
				line.SetText(fmt.Sprintf(fileLine, widget.Clean(doc.Name), ui.Bytes(doc.Size)))
			}
		})
	}
	name := f.Line("name", fieldName.Say(), nameHint.Say())
	if a.list.categories {
		f.Pick("category", fieldCategory.Say(), campus.Categories, lang.Terms(campus.Categories), true)
	}
	f.Area("about", fieldAbout.Say(), aboutHint.Say(), 3)
	return f, name
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

// keep saves and looks again.
func (l *List) keep(action campus.Action, done func(error)) {
	ui.Do(l.env, func(ctx context.Context) error { return l.env.Replica.Save(ctx, action) }, func(err error) {
		done(err)
		if err == nil {
			l.adder.strip.Hide()
			l.trouble.Say("")
			l.Shown()
		}
	})
}
