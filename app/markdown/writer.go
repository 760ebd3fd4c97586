package markdown

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Written is what is kept while a text is written: what was typed, and the body that its
// author was looking at.
type Written struct {
	ID    campus.ID       `json:"id"`
	Title string          `json:"title"`
	Text  string          `json:"text"`
	Base  json.RawMessage `json:"base,omitempty"`
}

// Writer is where a text with a title is written, with a preview at its side. What is
// typed is kept as a draft.
type Writer struct {
	Record  campus.Record // as its author saw it; without ID for a new one
	State   Written
	Title   *widget.Entry
	Text    *widget.Entry
	View    *View
	Below   *widget.Line // under the text
	Trouble *widget.Trouble
	Content fyne.CanvasObject
	// Keep gives what is kept: State, or a struct that embeds it. Nil for State alone.
	Keep func() any
	// Took hears of a draft that came back, as it was kept.
	Took func(draft []byte)
	// OnShow is told when the preview shows what was typed.
	OnShow func()

	env     *ui.Env
	draft   *ui.Draft
	guard   ui.Guard
	timer   *time.Timer
	note    *fyne.Container
	discard *widget.Button
	ready   bool // the draft has been asked for
	saving  bool
	closed  bool
}

// NewWriter makes it over a draft. Build has to follow.
func NewWriter(env *ui.Env, draft *ui.Draft, r campus.Record, s Written) *Writer {
	w := &Writer{Record: r, State: s, env: env, draft: draft, Title: widget.NewEntry(), Text: widget.NewArea(),
		View: NewView(env), Below: widget.Quiet(draftKept.Say()), Trouble: widget.NewTrouble()}
	draft.OnTrouble(func(err error) { w.Trouble.Say(ui.Sentence(err)) })
	return w
}

// Build puts it together, with buttons right of the title, and brings back what was
// being written. save is what Ctrl+Enter does, leave goes back.
func (w *Writer) Build(title, text lang.Text, save, leave func(), buttons ...fyne.CanvasObject) {
	w.Title.SetPlaceHolder(title.Say())
	w.Text.SetPlaceHolder(text.Say())
	w.Title.OnChanged, w.Text.OnChanged = func(string) { w.Typed() }, func(string) { w.Typed() }
	w.Title.OnSend, w.Text.OnSend = save, save
	w.Title.OnSubmitted = func(string) { widget.Focus(w.Text) }
	w.discard = widget.Plain(discardDraft.Say(), nil, func() {
		widget.Ask(w.env.Window, discardYes.Say(), discardAsk.Say(), func() {
			w.draft.Clear()
			leave()
		})
	})
	w.discard.Hide()
	back := widget.Plain("", base.NavigateBackIcon(), leave)
	bar := container.NewBorder(nil, nil, back, widget.Beside(6, append([]fyne.CanvasObject{w.discard}, buttons...)...), w.Title)
	w.note = widget.Inset(widget.Quiet(draftBack.Say()), 2, 2, 8, 8)
	w.note.Hide()
	write := container.NewBorder(nil, widget.Inset(w.Below, 4, 0, 4, 4), nil, nil, w.Text)
	shown := container.NewBorder(widget.Inset(widget.Quiet(preview.Say()), 4, 0, 14, 0), nil, nil, nil, w.View)
	split := widget.NewSplit(widget.Inset(write, 0, 8, 10, 0), shown, 0.48)
	head := widget.Stackup(0, widget.Pad(bar, 8, 10), widget.Pad(w.Trouble, 0, 10), w.note, fw.NewSeparator())
	w.Content = container.NewBorder(head, nil, nil, nil, widget.Inset(split, 8, 0, 0, 0))
	w.fill()
	w.draft.Restore(&w.guard, w.restore)
}

// fill puts the state into the fields.
func (w *Writer) fill() {
	was := w.ready
	w.ready = false
	w.Title.SetText(w.State.Title)
	w.Text.SetText(w.State.Text)
	w.ready = was
	w.show()
}

// restore brings back what was being written, with the record that it was based on: an
// edit is never based on what its author has not seen.
func (w *Writer) restore(text string, err error) {
	w.Trouble.Say(ui.Sentence(err))
	fresh := w.State
	w.take()
	begun := w.State.Title != fresh.Title || w.State.Text != fresh.Text
	w.ready = true
	var d Written
	if text != "" && json.Unmarshal([]byte(text), &d) == nil && d.ID.Valid() {
		if begun { // typed in the moment before the draft came: both stay
			d.Text += "\n" + w.State.Text
		}
		w.State = d
		if w.Record.ID != "" && len(d.Base) > 0 {
			w.Record.Body = campus.Body(d.Base)
		}
		if w.Took != nil {
			w.Took([]byte(text))
		}
		w.fill()
		w.note.Show()
		w.discard.Show()
	}
	if begun {
		w.Typed()
	}
	if w.Title.Text == "" {
		widget.Focus(w.Title)
		return
	}
	widget.Focus(w.Text)
}

func (w *Writer) take() { w.State.Title, w.State.Text = w.Title.Words(), w.Text.Text }

// Typed keeps the draft and shows the preview a moment later.
func (w *Writer) Typed() {
	if !w.ready || w.closed {
		return
	}
	w.take()
	var kept any = w.State
	if w.Keep != nil {
		kept = w.Keep()
	}
	if b, err := json.Marshal(kept); err == nil {
		w.draft.Set(string(b))
	}
	w.discard.Show()
	if w.timer == nil {
		w.timer = time.AfterFunc(previewPause, func() { w.env.Main(w.show) })
		return
	}
	w.timer.Reset(previewPause)
}

const previewPause = 250 * time.Millisecond

func (w *Writer) show() {
	if w.closed {
		return
	}
	w.View.Skip = w.Title.Text
	w.View.SetText(w.Text.Text)
	if w.OnShow != nil {
		w.OnShow()
	}
}

// Close leaves it; what was typed stays as a draft.
func (w *Writer) Close() {
	w.closed = true
	if w.timer != nil {
		w.timer.Stop()
	}
	w.draft.Flush()
}

// Closed tells whether it was left.
func (w *Writer) Closed() bool { return w.closed }

// Save saves the action that make gives on a worker goroutine of what was typed, and with
// it lets go of the draft. The buttons rest meanwhile. done is told, unless the writer was
// left.
func (w *Writer) Save(make func(context.Context, campus.Record, Written) (campus.Action, error), done func(), buttons ...*widget.Button) {
	if w.saving || !w.ready {
		return
	}
	w.take()
	w.saving = true
	for _, b := range buttons {
		b.Disable()
	}
	record, state := w.Record, w.State
	ui.Do(w.env, func(ctx context.Context) error {
		a, err := make(ctx, record, state)
		if err != nil {
			return err
		}
		return w.draft.Save(ctx, a)
	}, func(err error) {
		w.saving = false
		for _, b := range buttons {
			b.Enable()
		}
		if err != nil {
			w.Trouble.Say(ui.NotSaved(err))
			return
		}
		w.draft.Clear()
		if !w.closed {
			done()
		}
	})
}
