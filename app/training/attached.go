package training

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// attachedFiles are the documents of a lesson that are no pictures in its text: a row of
// buttons below it.
type attachedFiles struct {
	page    *readerPage
	row     *fyne.Container
	content *fyne.Container
}

func newAttachedFiles(p *readerPage) *attachedFiles {
	a := &attachedFiles{page: p, row: widget.Beside(6)}
	a.content = widget.Inset(container.NewHScroll(a.row), 4, 0, widget.Side, widget.Edge)
	a.content.Hide()
	return a
}

// show shows the files of the lesson that was looked at.
func (a *attachedFiles) show(files []campus.Record) {
	a.row.Objects = nil
	for _, r := range files {
		d := campus.As[campus.Document](r)
		var b *widget.Button
		b = widget.NewButton(widget.Short(widget.Clean(d.Name))+"  "+ui.Bytes(d.Size), base.FileIcon(), func() { a.choose(b, r) })
		a.row.Add(b)
	}
	a.row.Refresh()
	widget.ShowIf(a.content, len(files) > 0)
}

// choose opens a file; who may remove it is asked what to do.
func (a *attachedFiles) choose(under fyne.CanvasObject, r campus.Record) {
	p := a.page
	open := func() {
		if p.env.Show != nil {
			p.env.Show(r)
		}
	}
	if !ui.MayRemove(p.look.actor, campus.InClass, r) {
		open()
		return
	}
	name := widget.Clean(campus.As[campus.Document](r).Name)
	widget.Menu(p.env.Window, under, fyne.NewMenuItem(openFile.Say(), open), fyne.NewMenuItem(removeLesson.Say(), func() {
		widget.Ask(p.env.Window, removeLesson.Say(), removeFileAsk.Say(name), func() {
			p.do(func(context.Context) ([]campus.Change, error) { return []campus.Change{campus.Remove(r)}, nil })
		})
	}))
}

// attach takes a file in and hangs it on the lesson that is open, for those who see that.
func (p *readerPage) attach() {
	lesson := p.look.record
	widget.ChooseFile(p.env, nil, func(path string) {
		p.do(func(ctx context.Context) ([]campus.Change, error) {
			d, err := takeFile(ctx, p.env, path)
			if err != nil {
				return nil, err
			}
			d.Of = lesson.ID
			c := campus.Create(campus.NewID(), "document", &d)
			if lesson.Audience != campus.Everyone {
				c = c.For(lesson.Audience)
			}
			return []campus.Change{c}, nil
		})
	})
}

// takeFile takes a file in: from then on the file itself is not needed.
func takeFile(ctx context.Context, env *ui.Env, path string) (campus.Document, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil || !info.Mode().IsRegular():
		return campus.Document{}, campus.Errorf(campus.Invalid, "%s", notRegular.Say(widget.Clean(filepath.Base(path))))
	case info.Size() > campus.MaxFile:
		return campus.Document{}, campus.Errorf(campus.TooLarge, "a file can have up to %d GB", campus.MaxFile>>30)
	}
	d, err := env.Files.Add(ctx, path)
	d.Name = campus.CleanFileName(filepath.Base(path))
	return d, err
}
