package training

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func lessonPlace(lesson campus.ID) string   { return "lesson/" + string(lesson) }
func newLessonPlace(class campus.ID) string { return "lesson/new/" + string(class) }

// lessonMore is what is kept of a lesson beside its text: the pictures that were added,
// where they are on this computer, and the unit in which a new lesson will stand.
type lessonMore struct {
	Pictures []campus.Document `json:"pictures,omitempty"`
	Unit     campus.ID         `json:"unit,omitempty"`
	Paths    map[string]string `json:"paths,omitempty"`
}

// lessonDraft is what is kept while a lesson is written.
type lessonDraft struct {
	markdown.Written
	lessonMore
}

// editorPage writes a lesson.
type editorPage struct {
	*markdown.Writer
	screen *Screen
	env    *ui.Env
	class  campus.ID
	again  *ui.Again // what was refused of it, nil for nothing
	more   lessonMore
	save   *widget.Button
	later  *widget.Button // saves a new lesson as a draft
}

func newEditorPage(s *Screen, class campus.ID, r campus.Record, again *ui.Again) *editorPage {
	lesson := campus.As[campus.Lesson](again.Over(r))
	state := markdown.Written{ID: r.ID, Title: lesson.Title, Text: lesson.Text, Base: json.RawMessage(r.Body)}
	place := lessonPlace(r.ID)
	if r.ID == "" {
		place, state.ID = newLessonPlace(class), campus.NewID()
	}
	p := &editorPage{Writer: markdown.NewWriter(s.env, s.env.Draft(again.At(place)), r, state), screen: s, env: s.env, class: class, again: again,
		more: lessonMore{Unit: lesson.Unit, Pictures: picturesOf(again)}}
	kept := p.Below.Text
	p.Keep = func() any { return lessonDraft{p.State, p.more} }
	p.Took = func(draft []byte) {
		var d lessonDraft
		if json.Unmarshal(draft, &d) == nil {
			p.more = d.lessonMore
			p.View.Open = p.picture()
		}
	}
	p.OnShow = func() {
		p.Below.SetText(kept + dot + characters.Say(utf8.RuneCountInString(p.Text.Text), campus.MaxText))
	}
	p.View.Open = p.picture()
	p.build()
	return p
}

func (p *editorPage) build() {
	p.save = widget.Main(saved.Say(), base.DocumentSaveIcon(), p.keep)
	p.later = widget.NewButton(saveDraft.Say(), base.DocumentSaveIcon(), func() { p.keepFor(campus.StaffOnly) })
	if p.Record.ID == "" {
		p.save = widget.Main(publish.Say(), base.MailSendIcon(), p.keep)
	} else {
		p.later.Hide()
	}
	picture := widget.NewButton(addPicture.Say(), base.MediaPhotoIcon(), p.choosePicture)
	link := widget.NewButton(linkLesson.Say(), base.MailAttachmentIcon(), nil)
	link.OnTapped = func() { p.chooseLesson(link) }
	p.Build(lessonTitle, lessonText, p.keep, func() { p.screen.Back() }, link, picture, p.later, p.save)
}

// keep saves the lesson, and publishes a new one.
func (p *editorPage) keep() { p.keepFor(campus.Everyone) }

// keepFor saves the lesson: the text and its pictures in one action. Who sees a lesson
// that is there already does not change.
func (p *editorPage) keepFor(to campus.Audience) {
	if p.Record.ID != "" {
		to = p.Record.Audience
	}
	more := p.more
	p.Save(func(ctx context.Context, r campus.Record, s markdown.Written) (campus.Action, error) {
		changes, err := lessonChanges(ctx, p.env.Replica, p.class, r, p.again, lessonDraft{s, more}, to)
		return campus.Action{Space: p.class, Changes: changes}, err
	}, func() {
		p.screen.Back()
		p.screen.read(p.State.ID)
	}, p.save, p.later)
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
			p.Trouble.Say(ui.Sentence(err))
			return
		}
		p.Trouble.Say("")
		doc.Name = p.freeName(doc.Name)
		p.more.Pictures = append(p.more.Pictures, doc)
		if p.more.Paths == nil {
			p.more.Paths = map[string]string{}
		}
		p.more.Paths[doc.Name] = path
		p.View.Open = p.picture()
		p.insert(fmt.Sprintf("![%s](%s)", strings.TrimSuffix(doc.Name, filepath.Ext(doc.Name)), markdown.Escape(doc.Name)))
	})
}

// freeName gives a name that no other new picture of this lesson has.
func (p *editorPage) freeName(name string) string {
	ext := filepath.Ext(name)
	stem, free := strings.TrimSuffix(name, ext), name
	for i := 2; p.more.Paths[free] != ""; i++ {
		free = fmt.Sprintf("%s-%d%s", stem, i, ext)
	}
	return free
}

// insert puts words below the line that the cursor is in, as a paragraph of their
// own, and gives the keyboard back to the text. The entry counts rows as it
// breaks them, so only its offset says where the cursor is.
func (p *editorPage) insert(words string) {
	text := []rune(p.Text.Text)
	at := min(p.Text.CursorTextOffset(), len(text))
	for at < len(text) && text[at] != '\n' {
		at++
	}
	p.Text.SetText(string(text[:at]) + "\n\n" + words + "\n" + string(text[at:]))
	widget.Focus(p.Text)
}

// picture opens a picture for the preview: one that was just added, or one of
// the lesson.
func (p *editorPage) picture() func(context.Context, string) (string, error) {
	paths, lesson := map[string]string{}, p.State.ID
	for name, path := range p.more.Paths {
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
