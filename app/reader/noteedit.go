package reader

import (
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// noteEdit is the note that is being written, over the list. There is one a document, and
// what is typed is its draft: with the record that its author was looking at, or what a new
// one is about.
type noteEdit struct {
	notes   *notes
	record  campus.Record // without ID for a new one
	about   campus.Annotation
	draft   *ui.Draft
	entry   *widget.Entry
	forAll  *widget.Check
	trouble *widget.Trouble
	save    *widget.Button
	content fyne.CanvasObject
	saving  bool // also once it is saved: it is in sight until the list is there that has it
}

// noteDraft is what is kept of it.
type noteDraft struct {
	ID    campus.ID       `json:"id,omitempty"`
	Space campus.ID       `json:"space,omitempty"`
	Body  json.RawMessage `json:"body"`
	Text  string          `json:"text"`
	All   bool            `json:"all,omitempty"`
}

func newNoteEdit(n *notes, r campus.Record) *noteEdit {
	e := &noteEdit{notes: n, record: r, about: campus.As[campus.Annotation](r), draft: n.draft(), entry: widget.NewArea(), trouble: widget.NewTrouble()}
	e.entry.SetPlaceHolder(noteHint.Say())
	e.entry.SetMinRowsVisible(6)
	e.entry.Restore(e.about.Text)
	e.entry.OnChanged = func(string) { e.keep() }
	e.entry.OnSend, e.entry.OnKey = e.keepNote, e.key
	e.forAll = widget.NewCheck(noteForAllWord.Say(), func(bool) { e.keep() })
	e.offer()
	e.save = widget.Main(noteSave.Say(), nil, e.keepNote)
	box := widget.Stackup(8, widget.Bold(notePage.Say(e.about.Page)))
	if e.about.Quote != "" {
		box.Add(quoteOf(e.about.Quote, 3))
	}
	box.Add(e.trouble)
	box.Add(e.entry)
	box.Add(e.forAll)
	box.Add(container.NewBorder(nil, nil, nil, widget.Beside(6, widget.Plain(cancelWord.Say(), nil, e.cancel), e.save)))
	e.content = widget.Inset(box, 8, 8, widget.Edge, 12)
	e.draft.OnTrouble(func(err error) {
		if err != nil {
			e.trouble.Say(ui.Sentence(err))
		}
	})
	return e
}

// offer shows the tick by which a new one is for all, to whom that is.
func (e *noteEdit) offer() {
	widget.ShowIf(e.forAll, e.record.ID == "" && e.notes.look.shared)
}

// changed tells whether there is something that would be lost.
func (e *noteEdit) changed() bool {
	return strings.TrimSpace(e.entry.Text) != strings.TrimSpace(e.about.Text)
}

func (e *noteEdit) keep() {
	if e.notes.edit != e { // it was saved
		return
	}
	if !e.changed() {
		e.draft.Set("")
		return
	}
	b, err := json.Marshal(noteDraft{e.record.ID, e.record.Space, json.RawMessage(e.record.Body), e.entry.Text, e.forAll.Checked})
	if err == nil {
		e.draft.Set(string(b))
	}
}

func (e *noteEdit) key(k fyne.KeyName) bool {
	if k != fyne.KeyEscape {
		return false
	}
	if !e.changed() {
		e.notes.closeEdit()
	}
	e.notes.screen.keysToPages() // what was typed stays
	return true
}

func (e *noteEdit) cancel() {
	n := e.notes
	if !e.changed() {
		n.closeEdit()
		n.screen.keysToPages()
		return
	}
	widget.Ask(n.screen.env.Window, noteDiscard.Say(), noteDiscardAsk.Say(), func() {
		e.draft.Clear()
		n.closeEdit()
		n.screen.keysToPages()
	})
}

// outlive keeps what was begun on a document that was removed as a note of one's own: nobody
// opens it to go on with the draft, and the search finds notes.
func (e *noteEdit) outlive() {
	v := e.about
	if v.Text = strings.TrimSpace(e.entry.Text); !e.changed() || e.saving || v.IsBookmark() {
		return
	}
	e.saving = true
	e.draft.Flush()
	action := campus.Annotate(e.notes.me(), v, false)
	e.notes.screen.env.Work(func(ctx context.Context) {
		_ = e.draft.Save(ctx, action) // else it stays the draft that it is
	})
}

// keepNote saves the note.
func (e *noteEdit) keepNote() {
	n, v := e.notes, e.about
	if v.Text = strings.TrimSpace(e.entry.Text); e.saving {
		return
	}
	if v.IsBookmark() {
		e.trouble.Say(noteEmpty.Say())
		return
	}
	var action campus.Action
	id := e.record.ID
	if id == "" {
		action = campus.Annotate(n.me(), v, e.forAll.Checked && n.look.shared)
		id = action.Changes[0].Record
	} else if c, differs := campus.Edit(e.record, &v); differs {
		action = campus.Action{Space: e.record.Space, Changes: []campus.Change{c}}
	}
	e.saving = true
	e.save.Disable()
	e.draft.Flush()
	ui.Do(n.screen.env, func(ctx context.Context) error { return e.draft.Save(ctx, action) }, func(err error) {
		if err != nil {
			e.saving = false
			e.save.Enable()
			e.trouble.Say(ui.NotSaved(err))
			return
		}
		e.draft.Clear()
		n.written(e, id)
	})
}
