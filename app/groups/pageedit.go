package groups

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func newPagePlace(group campus.ID) string { return "page/new/" + string(group) }

// pageDraft is what is kept while a page is written: what was typed, and the page that
// its author was looking at.
type pageDraft struct {
	ID    campus.ID       `json:"id"`
	Title string          `json:"title"`
	Text  string          `json:"text"`
	Base  json.RawMessage `json:"base,omitempty"`
}

// pageEdit writes a shared page, with a preview at its side.
type pageEdit struct {
	screen  *Screen
	group   campus.ID
	record  campus.Record // as its author saw it; without ID for a new one
	again   *ui.Again     // what was refused of it, nil for nothing
	state   pageDraft
	draft   *ui.Draft
	guard   ui.Guard
	timer   *time.Timer
	title   *widget.Entry
	text    *widget.Entry
	trouble *widget.Trouble
	note    *fyne.Container
	discard *widget.Button
	save    *widget.Button
	view    *markdown.View
	content fyne.CanvasObject
	ready   bool // the draft has been asked for
	saving  bool
	closed  bool
}

func newPageEdit(s *Screen, group campus.ID, r campus.Record, again *ui.Again) *pageEdit {
	p := &pageEdit{screen: s, group: group, record: r, again: again, title: widget.NewEntry(), text: widget.NewArea(),
		trouble: widget.NewTrouble(), view: markdown.NewView(s.env)}
	v := campus.As[campus.Page](again.Over(r))
	p.state = pageDraft{ID: r.ID, Title: v.Title, Text: v.Text, Base: json.RawMessage(r.Body)}
	place := "page/" + string(r.ID)
	if r.ID == "" {
		place, p.state.ID = newPagePlace(group), campus.NewID()
	}
	p.draft = s.env.Draft(again.At(place))
	p.draft.OnTrouble(func(err error) { p.trouble.Say(ui.Sentence(err)) })
	p.build()
	p.fill()
	p.draft.Restore(&p.guard, p.restore)
	return p
}

func (p *pageEdit) build() {
	p.title.SetPlaceHolder(pageTitle.Say())
	p.text.SetPlaceHolder(pageText.Say())
	p.title.OnChanged, p.text.OnChanged = func(string) { p.typed() }, func(string) { p.typed() }
	p.title.OnSend, p.text.OnSend = p.keep, p.keep
	p.title.OnSubmitted = func(string) { widget.Focus(p.text) }
	p.save = widget.Main(save.Say(), base.DocumentSaveIcon(), p.keep)
	p.discard = widget.Plain(discardDraft.Say(), nil, func() {
		widget.Ask(p.screen.env.Window, discardDraft.Say(), discardAsk.Say(), func() {
			p.draft.Clear()
			p.screen.Back()
		})
	})
	p.discard.Hide()
	back := widget.Plain("", base.NavigateBackIcon(), func() { p.screen.Back() })
	bar := container.NewBorder(nil, nil, back, widget.Beside(6, p.discard, p.save), p.title)
	p.note = widget.Inset(widget.Quiet(draftBack.Say()), 2, 2, 8, 8)
	p.note.Hide()
	write := container.NewBorder(nil, widget.Inset(widget.Quiet(draftKept.Say()), 4, 0, 4, 4), nil, nil, p.text)
	shown := container.NewBorder(widget.Inset(widget.Quiet(pagePreview.Say()), 4, 0, 14, 0), nil, nil, nil, p.view)
	split := widget.NewSplit(widget.Inset(write, 0, 8, 10, 0), shown, 0.48)
	head := widget.Stackup(0, widget.Pad(bar, 8, 10), widget.Pad(p.trouble, 0, 10), p.note, fw.NewSeparator())
	p.content = container.NewBorder(head, nil, nil, nil, widget.Inset(split, 8, 0, 0, 0))
}

// fill puts the state into the fields.
func (p *pageEdit) fill() {
	was := p.ready
	p.ready = false
	p.title.SetText(p.state.Title)
	p.text.SetText(p.state.Text)
	p.ready = was
	p.show()
}

// restore brings back what was being written, with the page that it was based on: an
// edit is never based on what its author has not seen.
func (p *pageEdit) restore(text string, err error) {
	p.trouble.Say(ui.Sentence(err))
	fresh := p.state
	p.state.Title, p.state.Text = p.title.Words(), p.text.Text
	begun := p.state.Title != fresh.Title || p.state.Text != fresh.Text
	p.ready = true
	var d pageDraft
	if text != "" && json.Unmarshal([]byte(text), &d) == nil && d.ID.Valid() {
		if begun { // typed in the moment before the draft came: both stay
			d.Text += "\n" + p.state.Text
		}
		p.state = d
		if p.record.ID != "" && len(d.Base) > 0 {
			p.record.Body = campus.Body(d.Base)
		}
		p.fill()
		p.note.Show()
		p.discard.Show()
	}
	if begun {
		p.typed()
	}
	if p.title.Text == "" {
		widget.Focus(p.title)
		return
	}
	widget.Focus(p.text)
}

// typed keeps the draft and shows the preview a moment later.
func (p *pageEdit) typed() {
	if !p.ready || p.closed {
		return
	}
	p.state.Title, p.state.Text = p.title.Words(), p.text.Text
	if b, err := json.Marshal(p.state); err == nil {
		p.draft.Set(string(b))
	}
	p.discard.Show()
	if p.timer == nil {
		p.timer = time.AfterFunc(previewPause, func() { p.screen.env.Main(p.show) })
		return
	}
	p.timer.Reset(previewPause)
}

const previewPause = 250 * time.Millisecond

func (p *pageEdit) show() {
	if !p.closed {
		p.view.Skip = p.title.Text
		p.view.SetText(p.text.Text)
	}
}

// close leaves the editor; what was typed stays as a draft.
func (p *pageEdit) close() {
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	p.draft.Flush()
}

// keep saves the page.
func (p *pageEdit) keep() {
	if p.saving || !p.ready {
		return
	}
	v := campus.As[campus.Page](p.record)
	v.Title, v.Text = strings.TrimSpace(p.title.Words()), p.text.Text
	a := campus.Action{Space: p.group}
	if p.record.ID == "" {
		a.Changes = []campus.Change{campus.Create(p.state.ID, "page", &v)}
	} else if c, differs := campus.Edit(p.record, &v); differs {
		a.Changes = []campus.Change{p.again.Based(c)}
	}
	p.saving = true
	p.save.Disable()
	ui.Do(p.screen.env, func(ctx context.Context) error { return p.draft.Save(ctx, a) }, func(err error) {
		p.saving = false
		p.save.Enable()
		if err != nil {
			p.trouble.Say(ui.NotSaved(err))
			return
		}
		p.draft.Clear()
		if !p.closed { // else left while it was being saved
			p.screen.Back()
			p.screen.read(p.state.ID)
		}
	})
}
