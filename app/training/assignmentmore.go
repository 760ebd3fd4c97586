package training

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// draftWord says that an assignment is a draft, and when it will be published.
func draftWord(a campus.Assignment, now time.Time) string {
	if a.Publish > 0 {
		return isDraft.Say() + dot + taskPublishAt.Say(ui.At(time.UnixMilli(a.Publish), now))
	}
	return isDraft.Say()
}

// pictureField is the field of a form that takes in pictures for its text.
type pictureField struct {
	env     *ui.Env
	form    *widget.Form
	text    *widget.Entry
	docs    []campus.Document
	trouble *widget.Trouble
	count   *widget.Line
	content fyne.CanvasObject
}

func newPictureField(env *ui.Env, f *widget.Form, text *widget.Entry) *pictureField {
	l := &pictureField{env: env, form: f, text: text, trouble: widget.NewTrouble(), count: widget.Quiet("")}
	add := widget.NewButton(addPicture.Say(), base.MediaPhotoIcon(), func() { widget.ChooseFile(env, markdown.PictureTypes, l.take) })
	l.content = widget.Stackup(4, l.trouble, container.NewBorder(nil, nil, add, nil, widget.Inset(widget.Middle(l.count), 0, 0, 8, 0)))
	return l
}

func (l *pictureField) get() string {
	if len(l.docs) == 0 {
		return ""
	}
	b, _ := json.Marshal(l.docs)
	return string(b)
}

func (l *pictureField) set(s string) {
	l.docs = nil
	_ = json.Unmarshal([]byte(s), &l.docs) // "" is none
	l.show()
}

func (l *pictureField) show() {
	names := make([]string, len(l.docs))
	for i, d := range l.docs {
		names[i] = widget.Clean(d.Name)
	}
	l.count.SetText(strings.Join(names, ", "))
}

// take takes a picture in, and names it in the text below the line that the cursor is in.
func (l *pictureField) take(path string) {
	var doc campus.Document
	words := ""
	ui.Do(l.env, func(ctx context.Context) (err error) {
		if _, err = markdown.Decode(path); err != nil {
			if campus.CodeOf(err) != campus.TooLarge { // it begins with the file's name, which keeps its letters
				words = notPicture.Say(widget.Clean(filepath.Base(path)))
			}
			return err
		}
		doc, err = l.env.Files.Add(ctx, path)
		return err
	}, func(err error) {
		if words == "" {
			words = ui.Sentence(err)
		}
		l.trouble.Say(words)
		if err != nil {
			return
		}
		ext := filepath.Ext(doc.Name)
		stem := strings.TrimSuffix(doc.Name, ext)
		taken := func(d campus.Document) bool { return d.Name == doc.Name }
		for i := 2; slices.ContainsFunc(l.docs, taken); i++ {
			doc.Name = fmt.Sprintf("%s-%d%s", stem, i, ext)
		}
		l.docs = append(l.docs, doc)
		l.show()
		text := []rune(l.text.Text)
		at := min(l.text.CursorTextOffset(), len(text))
		for at < len(text) && text[at] != '\n' {
			at++
		}
		l.text.SetText(string(text[:at]) + "\n\n![" + stem + "](" + markdown.Escape(doc.Name) + ")\n" + string(text[at:]))
		l.form.Typed()
		widget.Focus(l.text)
	})
}

// picturesFor makes the changes that add pictures to an assignment: for whom it is for.
func picturesFor(task campus.ID, docs []campus.Document, to campus.Audience) (out []campus.Change) {
	for _, d := range docs {
		d.Lesson = task
		c := campus.Create(campus.NewID(), "document", &d)
		if to != campus.Everyone {
			c = c.For(to)
		}
		out = append(out, c)
	}
	return out
}

// along gives the changes by which the pictures of an assignment that are known here come
// to be for those whom it is for.
func along(ctx context.Context, r campus.Replica, task campus.Record, to campus.Audience) (out []campus.Change, err error) {
	docs, err := r.Records(ctx, campus.Query{Space: task.Space, Kind: "document", Lesson: task.ID, Limit: campus.MaxChanges - 1})
	for _, d := range docs {
		if d.Audience != to && !campus.ID(d.Audience).Valid() {
			out = append(out, campus.Change{Record: d.ID, Kind: d.Kind}.For(to))
		}
	}
	return out, err
}

// publish makes the assignment everybody's, or the staff's again, which can be undone.
func (p *assignmentPage) publish(r campus.Record, to campus.Audience) {
	change := campus.Publish(r)
	if to == campus.StaffOnly {
		change = campus.Unpublish(r)
	}
	class, id := p.class, p.id
	ui.Do(p.env, func(ctx context.Context) error {
		pictures, err := along(ctx, p.env.Replica, r, to)
		if err != nil {
			return err
		}
		return p.env.Replica.Save(ctx, campus.Action{Space: class, Changes: append([]campus.Change{change}, pictures...)})
	}, func(err error) {
		p.after(err)
		if err != nil || p.id != id {
			return
		}
		p.strip.Say("", "", nil)
		if to == campus.StaffOnly {
			p.strip.Say(draftAgain.Say(), undoWord.Say(), func() { p.publish(p.look.assignments[id], campus.Everyone) })
		}
	})
}

// remove removes the assignment. What was handed in for it stays with its authors, and so
// do marks; both are in the gradebook's file, and count nothing.
func (p *assignmentPage) remove(r campus.Record) {
	widget.Ask(p.env.Window, removeLesson.Say(), removeTaskAsk.Say(oneLine(p.assignment().Title)), func() {
		action := campus.Action{Space: p.class, Changes: []campus.Change{campus.Remove(r)}}
		ui.Do(p.env, func(ctx context.Context) error { return p.env.Replica.Save(ctx, action) }, func(err error) {
			if err != nil {
				p.trouble.Say(ui.Sentence(err))
				return
			}
			if p.screen.pages.Top() == p.content {
				p.screen.Back()
			}
		})
	})
}
