package campus

import (
	"path"
	"strings"
)

// A form is a document of the category Forms or Templates. Who fills it in takes a
// copy to the own space, and hands that in: a third document, for its author and the
// staff of the space that it is handed in to.

// Fillable tells whether a document is a form to fill in.
func (d *Document) Fillable() bool {
	return d.URL == "" && (d.Category == CategoryForms || d.Category == CategoryTemplates)
}

// FillIn is the document that a person fills in, in the own space, with the bytes of
// the blank one. It is named after both.
func FillIn(blank Record, person string) Document {
	b := As[Document](blank)
	end := path.Ext(b.Name)
	name := CleanFileName(strings.TrimSuffix(b.Name, end) + " - " + CleanLine(person) + end)
	if ending(name) != ending(b.Name) {
		name = b.Name
	}
	return Document{Name: name, Type: b.Type, Size: b.Size, Manifest: b.Manifest, Language: b.Language, Form: blank.ID}
}

// HandInForm is the change that hands a filled-in form in to a space.
func HandInForm(filled Document, me ID) Change {
	d := Document{Name: filled.Name, Type: filled.Type, Size: filled.Size, Manifest: filled.Manifest, Language: filled.Language, Form: filled.Form}
	return Create(NewID(), "document", &d).For(Audience(me))
}

// HandedIn tells whether a record is a form that somebody handed in.
func HandedIn(r Record) bool {
	return r.Kind == "document" && !r.Deleted && ID(r.Audience).Valid() && As[Document](r).Form != ""
}

// StageOfForm tells how far a form that was handed in has come.
func StageOfForm(r, receipt Record) Stage {
	switch {
	case r.Waiting:
		return StageSaved
	case receipt.ID != "" && !receipt.Deleted:
		return StageOpened
	}
	return StageReceived
}
