package widget

import (
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"rantau/app/ui"
	"rantau/campus"
)

// postEdit changes a post in its place. What is typed is kept as a draft,
// together with the post that its author was looking at, so that it is still
// based on what was read when the program was closed meanwhile.
type postEdit struct {
	env     *ui.Env
	record  campus.Record
	again   *ui.Again // what was refused and is written again, nil for nothing
	draft   *ui.Draft
	guard   ui.Guard
	entry   *Entry
	trouble *Trouble
	content fyne.CanvasObject
	done    func()
	saving  bool
	crowd   func() Crowd
	named   []campus.ID // who was chosen after an @
}

// editDraft is what is kept while a post is being changed.
type editDraft struct {
	Text  string          `json:"text"`
	Named []campus.ID     `json:"mentions,omitempty"`
	Body  json.RawMessage `json:"body"`
}

func newPostEdit(env *ui.Env, r campus.Record, again *ui.Again, crowd func() Crowd, done func()) *postEdit {
	e := &postEdit{env: env, record: r, again: again, draft: env.Draft(again.At("edit/" + string(r.Space) + "/" + string(r.ID))),
		entry: NewArea(), trouble: NewTrouble(), done: done, crowd: crowd}
	post := campus.As[campus.Post](again.Over(r))
	e.named = post.Mentioned // of what was refused, too
	e.entry.Restore(post.Text)
	offer := newOffer(e.entry, crowd)
	offer.OnPick = func(id campus.ID) {
		e.named = append(e.named, id)
		e.keep(e.entry.Text)
	}
	e.entry.SetMinRowsVisible(min(8, 2+strings.Count(e.entry.Text, "\n")))
	e.entry.OnChanged = func(s string) {
		e.keep(s)
		offer.look()
	}
	e.entry.OnSend = e.save
	buttons := Beside(8, layout.NewSpacer(), Plain(cancelWord.Say(), nil, e.cancel), Main(save.Say(), nil, e.save))
	e.content = Card(Stackup(8, e.trouble, offer, e.entry, buttons))
	e.draft.Restore(&e.guard, e.restore)
	return e
}

// restore brings back what was being typed before the program was closed.
func (e *postEdit) restore(text string, err error) {
	e.trouble.Say(ui.Sentence(err))
	var d editDraft
	if text == "" || json.Unmarshal([]byte(text), &d) != nil {
		return
	}
	e.record.Body = campus.Body(d.Body)
	e.named = append(e.named, d.Named...)
	e.entry.Restore(d.Text)
}

func (e *postEdit) begin() { Focus(e.entry) }

func (e *postEdit) keep(text string) {
	b, err := json.Marshal(editDraft{Text: text, Named: e.named, Body: json.RawMessage(e.record.Body)})
	if err == nil {
		e.draft.Set(string(b))
	}
}

func (e *postEdit) cancel() {
	e.guard.Stop()
	e.draft.Clear()
	e.done()
}

func (e *postEdit) save() {
	post := campus.As[campus.Post](e.record)
	post.Text = strings.TrimSpace(e.entry.Text)
	if crowd := e.crowd(); crowd.People != nil {
		was := campus.As[campus.Post](e.record)
		post.Mentioned = stillMentioned(was.Text, post.Text, crowd.People, was.Mentioned, append(e.named, crowd.named(post.Text)...))
	}
	change, differs := campus.Edit(e.record, &post)
	if e.saving {
		return
	}
	action := campus.Action{Space: e.record.Space}
	if differs {
		action.Changes = []campus.Change{e.again.Based(change)}
	}
	e.saving = true
	ui.Do(e.env, func(ctx context.Context) error { return e.draft.Save(ctx, action) }, func(err error) {
		e.saving = false
		if err != nil {
			e.trouble.Say(ui.NotSaved(err))
			return
		}
		e.draft.Clear()
		e.done()
	})
}
