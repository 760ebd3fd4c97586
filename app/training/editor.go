package training

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func lessonPlace(lesson campus.ID) string   { return "lesson/" + string(lesson) }
func newLessonPlace(class campus.ID) string { return "lesson/new/" + string(class) }

// lessonDraft is what is kept while a lesson is written: what was typed, the
// pictures that were added, and the lesson that its author was looking at.
type lessonDraft struct {
	ID       campus.ID         `json:"id"`
	Title    string            `json:"title"`
	Text     string            `json:"text"`
	Pictures []campus.Document `json:"pictures,omitempty"`
	Base     json.RawMessage   `json:"base,omitempty"`
	Unit     campus.ID         `json:"unit,omitempty"`  // in which a new lesson will stand
	Paths    map[string]string `json:"paths,omitempty"` // of pictures on this computer, for the preview
}

// editorPage writes a lesson, with a preview at its side.
type editorPage struct {
	screen *Screen
	env    *ui.Env
	class  campus.ID
	record campus.Record // as its author saw it; without ID for a new one
	again  *ui.Again     // what was refused of it, nil for nothing
	state  lessonDraft
	draft  *ui.Draft
	guard  ui.Guard
	timer  *time.Timer

	title   *widget.Entry
	text    *widget.Entry
	count   *widget.Line
	trouble *widget.Trouble
	note    *fyne.Container
	discard *widget.Button
	save    *widget.Button
	later   *widget.Button // saves a new lesson as a draft
	view    *markdown.View
	content fyne.CanvasObject
	ready   bool // the draft has been asked for
	saving  bool
	closed  bool
}

func newEditorPage(s *Screen, class campus.ID, r campus.Record, again *ui.Again) *editorPage {
	p := &editorPage{screen: s, env: s.env, class: class, record: r, again: again, title: widget.NewEntry(), text: widget.NewArea(),
		count: widget.Quiet(draftKept.Say()), trouble: widget.NewTrouble(), view: markdown.NewView(s.env)}
	lesson := campus.As[campus.Lesson](again.Over(r))
	p.state = lessonDraft{ID: r.ID, Title: lesson.Title, Text: lesson.Text, Base: json.RawMessage(r.Body), Unit: lesson.Unit}
	place := lessonPlace(r.ID)
	if r.ID == "" {
		place = newLessonPlace(class)
		p.state.ID = campus.NewID()
	}
	p.state.Pictures = picturesOf(again)
	p.draft = s.env.Draft(again.At(place))
	p.draft.OnTrouble(func(err error) { p.trouble.Say(ui.Sentence(err)) })
	p.view.Open = p.picture()
	p.build()
	p.fill()
	p.draft.Restore(&p.guard, p.restore)
	return p
}

func (p *editorPage) build() {
	p.title.SetPlaceHolder(lessonTitle.Say())
	p.text.SetPlaceHolder(lessonText.Say())
	p.title.OnChanged = func(string) { p.typed() }
	p.text.OnChanged = func(string) { p.typed() }
	p.title.OnSend, p.text.OnSend = p.keep, p.keep
	p.title.OnSubmitted = func(string) { widget.Focus(p.text) }
	p.save = widget.Main(saved.Say(), base.DocumentSaveIcon(), p.keep)
	p.later = widget.NewButton(saveDraft.Say(), base.DocumentSaveIcon(), func() { p.keepFor(campus.StaffOnly) })
	if p.record.ID == "" {
		p.save = widget.Main(publish.Say(), base.MailSendIcon(), p.keep)
	} else {
		p.later.Hide()
	}
	p.discard = widget.Plain(discardDraft.Say(), nil, p.askDiscard)
	p.discard.Hide()
	back := widget.Plain("", base.NavigateBackIcon(), func() { p.screen.Back() })
	picture := widget.NewButton(addPicture.Say(), base.MediaPhotoIcon(), p.choosePicture)
	link := widget.NewButton(linkLesson.Say(), base.MailAttachmentIcon(), nil)
	link.OnTapped = func() { p.chooseLesson(link) }
	bar := container.NewBorder(nil, nil, back, widget.Beside(6, p.discard, link, picture, p.later, p.save), p.title)
	p.note = widget.Inset(widget.Quiet(draftBack.Say()), 2, 2, 8, 8)
	p.note.Hide()
	write := container.NewBorder(nil, widget.Inset(p.count, 4, 0, 4, 4), nil, nil, p.text)
	shown := container.NewBorder(widget.Inset(widget.Quiet(preview.Say()), 4, 0, 14, 0), nil, nil, nil, p.view)
	split := widget.NewSplit(widget.Inset(write, 0, 8, 10, 0), shown, 0.48)
	head := widget.Stackup(0, widget.Pad(bar, 8, 10), widget.Pad(p.trouble, 0, 10), p.note, fw.NewSeparator())
	p.content = container.NewBorder(head, nil, nil, nil, widget.Inset(split, 8, 0, 0, 0))
}

// fill puts the state into the fields.
func (p *editorPage) fill() {
	was := p.ready
	p.ready = false
	p.title.SetText(p.state.Title)
	p.text.SetText(p.state.Text)
	p.ready = was
	p.show()
}

// restore brings back what was being written, with the lesson that it was based
// on: an edit is never based on what its author has not seen.
func (p *editorPage) restore(text string, err error) {
	p.trouble.Say(ui.Sentence(err))
	fresh := p.state
	p.state.Title, p.state.Text = p.title.Words(), p.text.Text
	begun := p.state.Title != fresh.Title || p.state.Text != fresh.Text
	p.ready = true
	var d lessonDraft
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
	p.focus()
}

func (p *editorPage) focus() {
	if p.title.Text == "" {
		widget.Focus(p.title)
		return
	}
	widget.Focus(p.text)
}

// typed keeps the draft and shows the preview a moment later.
func (p *editorPage) typed() {
	if !p.ready || p.closed {
		return
	}
	p.state.Title, p.state.Text = p.title.Words(), p.text.Text
	b, err := json.Marshal(p.state)
	if err == nil {
		p.draft.Set(string(b))
	}
	p.discard.Show()
	if p.timer == nil {
		p.timer = time.AfterFunc(previewPause, func() { p.env.Main(p.show) })
		return
	}
	p.timer.Reset(previewPause)
}

const previewPause = 250 * time.Millisecond

// show shows the preview and how long the lesson is.
func (p *editorPage) show() {
	if p.closed {
		return
	}
	p.view.Skip = p.title.Text
	p.view.SetText(p.text.Text)
	p.count.SetText(draftKept.Say() + dot + characters.Say(utf8.RuneCountInString(p.text.Text), campus.MaxText))
}

// close leaves the editor; what was typed stays as a draft.
func (p *editorPage) close() {
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	p.draft.Flush()
}

func (p *editorPage) askDiscard() {
	widget.Ask(p.env.Window, discardYes.Say(), discardAsk.Say(), func() {
		p.draft.Clear()
		p.screen.Back()
	})
}

// keep saves the lesson, and publishes a new one.
func (p *editorPage) keep() { p.keepFor(campus.Everyone) }

// keepFor saves the lesson: the text and its pictures in one action. Who sees a lesson
// that is there already does not change.
func (p *editorPage) keepFor(to campus.Audience) {
	if p.saving || !p.ready {
		return
	}
	if p.record.ID != "" {
		to = p.record.Audience
	}
	p.state.Title, p.state.Text = p.title.Words(), p.text.Text
	p.saving = true
	p.save.Disable()
	p.later.Disable()
	state, record := p.state, p.record
	ui.Do(p.env, func(ctx context.Context) error {
		changes, err := lessonChanges(ctx, p.env.Replica, p.class, record, p.again, state, to)
		if err != nil {
			return err
		}
		return p.draft.Save(ctx, campus.Action{Space: p.class, Changes: changes})
	}, func(err error) { p.saved(state, err) })
}

func (p *editorPage) saved(state lessonDraft, err error) {
	p.saving = false
	p.save.Enable()
	p.later.Enable()
	if err != nil {
		p.trouble.Say(ui.NotSaved(err))
		return
	}
	p.draft.Clear()
	if p.closed { // left while it was being saved
		return
	}
	p.screen.Back()
	p.screen.read(state.ID)
}

// lessonChanges makes the action of a lesson that was written, for those who are to see
// it: its pictures have the same audience.
func lessonChanges(ctx context.Context, r campus.Replica, class campus.ID, record campus.Record, again *ui.Again,
	s lessonDraft, to campus.Audience) ([]campus.Change, error) {
	var changes []campus.Change
	whom := func(c campus.Change) campus.Change {
		if to == campus.Everyone {
			return c
		}
		return c.For(to)
	}
	if record.ID == "" {
		order, err := lastOrder(ctx, r, class)
		if err != nil {
			return nil, err
		}
		changes = append(changes, whom(campus.Create(s.ID, "lesson",
			&campus.Lesson{Title: strings.TrimSpace(s.Title), Text: s.Text, Order: campus.OrderBetween(order, ""), Unit: s.Unit})))
	} else {
		lesson := campus.As[campus.Lesson](record)
		lesson.Title, lesson.Text = strings.TrimSpace(s.Title), s.Text
		if c, differs := campus.Edit(record, &lesson); differs {
			changes = append(changes, again.Based(c))
		}
	}
	for _, d := range s.Pictures {
		d.Lesson = s.ID
		changes = append(changes, whom(campus.Create(campus.NewID(), "document", &d)))
	}
	return changes, nil
}

// picturesOf are the files that were refused together with what they belong to.
func picturesOf(again *ui.Again) []campus.Document {
	if again == nil {
		return nil
	}
	var out []campus.Document
	for _, c := range again.With {
		out = append(out, campus.As[campus.Document](campus.Record{Body: campus.NewBody(c.Set)}))
	}
	return out
}

// lastOrder is the order of the last lesson of a class, "" if there is none.
func lastOrder(ctx context.Context, r campus.Replica, class campus.ID) (string, error) {
	lessons, err := r.Records(ctx, campus.Query{Space: class, Kind: "lesson", Order: campus.ByOrder})
	if err != nil || len(lessons) == 0 {
		return "", err
	}
	return campus.As[campus.Lesson](lessons[len(lessons)-1]).Order, nil
}

func (p *editorPage) choosePicture() {
	widget.ChooseFile(p.env, markdown.PictureTypes, p.addPicture)
}

// addPicture takes a picture in; it is saved with the lesson.
func (p *editorPage) addPicture(path string) {
	var doc campus.Document
	ui.Do(p.env, func(ctx context.Context) (err error) {
		doc, err = markdown.TakePicture(ctx, p.env, path)
		return err
	}, func(err error) {
		if err != nil {
			p.trouble.Say(ui.Sentence(err))
			return
		}
		p.trouble.Say("")
		doc.Name = p.freeName(doc.Name)
		p.state.Pictures = append(p.state.Pictures, doc)
		if p.state.Paths == nil {
			p.state.Paths = map[string]string{}
		}
		p.state.Paths[doc.Name] = path
		p.view.Open = p.picture()
		p.insert(fmt.Sprintf("![%s](%s)", strings.TrimSuffix(doc.Name, filepath.Ext(doc.Name)), markdown.Escape(doc.Name)))
	})
}

// freeName gives a name that no other new picture of this lesson has.
func (p *editorPage) freeName(name string) string {
	ext := filepath.Ext(name)
	stem, free := strings.TrimSuffix(name, ext), name
	for i := 2; p.state.Paths[free] != ""; i++ {
		free = fmt.Sprintf("%s-%d%s", stem, i, ext)
	}
	return free
}

// insert puts words below the line that the cursor is in, as a paragraph of their
// own, and gives the keyboard back to the text. The entry counts rows as it
// breaks them, so only its offset says where the cursor is.
func (p *editorPage) insert(words string) {
	text := []rune(p.text.Text)
	at := min(p.text.CursorTextOffset(), len(text))
	for at < len(text) && text[at] != '\n' {
		at++
	}
	p.text.SetText(string(text[:at]) + "\n\n" + words + "\n" + string(text[at:]))
	widget.Focus(p.text)
}

// picture opens a picture for the preview: one that was just added, or one of
// the lesson.
func (p *editorPage) picture() func(context.Context, string) (string, error) {
	paths, lesson := map[string]string{}, p.state.ID
	for name, path := range p.state.Paths {
		paths[name] = path
	}
	return func(ctx context.Context, name string) (string, error) {
		if path := paths[name]; path != "" {
			if _, err := os.Stat(path); err == nil {
				return path, nil
			}
		}
		return markdown.OpenPicture(ctx, p.env, lesson, name)
	}
}
