package news

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// file is a picture or an attachment in the form: one of the article, by its ID, or
// one that was just taken in.
type file struct {
	ID  campus.ID       `json:"id,omitempty"`
	Doc campus.Document `json:"doc"`
}

// filesField is the field of the form that takes pictures and files in.
type filesField struct {
	env     *ui.Env
	form    *widget.Form
	text    *widget.Entry // where a picture is put
	files   []file
	box     *fyne.Container
	trouble *widget.Trouble
	content fyne.CanvasObject
}

func newFilesField(env *ui.Env, f *widget.Form, text *widget.Entry) *filesField {
	l := &filesField{env: env, form: f, text: text, box: widget.Stackup(0), trouble: widget.NewTrouble()}
	picture := widget.NewButton(addPicture.Say(), base.MediaPhotoIcon(), func() {
		widget.ChooseFile(env, markdown.PictureTypes, func(path string) { l.take(path, true) })
	})
	attach := widget.NewButton(attachFile.Say(), base.MailAttachmentIcon(), func() {
		widget.ChooseFile(env, nil, func(path string) { l.take(path, false) })
	})
	l.content = widget.Stackup(4, container.NewHBox(picture, attach), l.trouble, l.box)
	return l
}

func (l *filesField) get() string {
	if len(l.files) == 0 {
		return ""
	}
	b, _ := json.Marshal(l.files) // our own types
	return string(b)
}

func (l *filesField) set(s string) {
	l.files = nil
	_ = json.Unmarshal([]byte(s), &l.files) // "" is none
	l.show()
}

func (l *filesField) show() {
	l.box.Objects = nil
	for i, f := range l.files {
		out := widget.Plain(takeOut.Say(), nil, func() {
			l.files = append(l.files[:i:i], l.files[i+1:]...)
			l.show()
			l.form.Typed()
		})
		l.box.Add(container.NewBorder(nil, nil, nil, container.NewHBox(widget.Middle(widget.Quiet(ui.Bytes(f.Doc.Size)).Full()), out),
			widget.Middle(widget.NewLine(oneLine(f.Doc.Name)))))
	}
	l.box.Refresh()
}

// take takes a file in on a worker: from then on the file itself is not needed.
func (l *filesField) take(path string, picture bool) {
	var doc campus.Document
	ui.Do(l.env, func(ctx context.Context) (err error) {
		name := filepath.Base(path)
		if picture {
			doc, err = markdown.TakePicture(ctx, l.env, path)
		} else {
			info, bad := os.Stat(path)
			switch {
			case bad != nil || !info.Mode().IsRegular():
				return campus.Errorf(campus.NotFound, "the file %s cannot be read", widget.Clean(name))
			case info.Size() > campus.MaxFile:
				return campus.Errorf(campus.TooLarge, "a file can have up to %d GB", campus.MaxFile>>30)
			}
			doc, err = l.env.Files.Add(ctx, path)
		}
		doc.Name = campus.CleanFileName(name)
		return err
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		doc.Name = l.freeName(doc.Name)
		l.files = append(l.files, file{Doc: doc})
		l.show()
		if picture {
			l.insert(doc.Name)
		}
		l.form.Typed()
	})
}

// freeName gives a name that no other file of the article has: the text names
// pictures by it.
func (l *filesField) freeName(name string) string {
	ext := filepath.Ext(name)
	stem, free := strings.TrimSuffix(name, ext), name
	for i := 2; l.has(free); i++ {
		free = fmt.Sprintf("%s-%d%s", stem, i, ext)
	}
	return free
}

func (l *filesField) has(name string) bool {
	for _, f := range l.files {
		if f.Doc.Name == name {
			return true
		}
	}
	return false
}

// insert puts a picture below the line that the cursor is in.
func (l *filesField) insert(name string) {
	text := []rune(l.text.Text)
	at := min(l.text.CursorTextOffset(), len(text))
	for at < len(text) && text[at] != '\n' {
		at++
	}
	words := fmt.Sprintf("![%s](%s)", strings.TrimSuffix(name, filepath.Ext(name)), markdown.Escape(name))
	l.text.SetText(strings.TrimLeft(string(text[:at])+"\n\n"+words+"\n"+string(text[at:]), "\n"))
}

// filesOf is the value of the field for the documents of an article, and for those that
// were refused along with it.
func filesOf(documents []campus.Record, again *ui.Again) string {
	l := filesField{}
	if again != nil {
		for _, c := range again.With {
			l.files = append(l.files, file{Doc: campus.As[campus.Document](campus.Record{Body: campus.NewBody(c.Set)})})
		}
	}
	for _, r := range documents {
		l.files = append(l.files, file{ID: r.ID, Doc: campus.As[campus.Document](r)})
	}
	return l.get()
}

// fileChanges brings the documents of an article in step with the field. What is taken
// out is gone in an action of its own: the server may be about to say of it that it has
// its bytes, and must not refuse the words for that.
func fileChanges(value string, article campus.ID, audience campus.Audience, documents []campus.Record) (add, remove []campus.Change) {
	var files []file
	_ = json.Unmarshal([]byte(value), &files)
	kept := map[campus.ID]bool{}
	for _, f := range files {
		if kept[f.ID] = true; f.ID == "" {
			d := f.Doc
			d.Of, d.Lesson, d.Stored = article, "", ""
			add = append(add, campus.Create(campus.NewID(), "document", &d).For(audience))
		}
	}
	for _, r := range documents {
		if !kept[r.ID] {
			remove = append(remove, campus.Remove(r))
		}
	}
	return add, remove
}
