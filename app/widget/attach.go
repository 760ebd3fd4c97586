package widget

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// What documents say of themselves, here as in their lists.
const (
	fileNotRegular lang.Text = "widget.fileNotRegular"
	fileTooLarge   lang.Text = "widget.fileTooLarge"
	fileHere       lang.Text = "widget.fileHere"
	filePart       lang.Text = "widget.filePart"
	fileServer     lang.Text = "widget.fileServer"
	filePaused     lang.Text = "widget.filePaused"
	fileHeld       lang.Text = "widget.fileHeld"
	fileWaits      lang.Text = "widget.fileWaits"
	fileNotSent    lang.Text = "widget.fileNotSent"
	fileTrouble    lang.Text = "widget.fileTrouble"
)

// mostFiles is how many files go with one post.
const mostFiles = 10

// attaching is the part of a composer that holds files.
type attaching struct {
	c    *Composer
	box  *fyne.Container
	busy int // how often files are being taken in: until then nothing is sent
}

func newAttaching(c *Composer) *attaching {
	a := &attaching{c: c, box: &fyne.Container{Layout: &flow{gap: 6}}}
	a.box.Hide()
	return a
}

// show shows the files, each with a way out.
func (a *attaching) show() {
	a.box.Objects = nil
	for i, d := range a.c.content.Files {
		out := Plain("", base.CancelIcon(), func() {
			files := a.c.content.Files
			a.c.content.Files = append(files[:i:i], files[i+1:]...)
			a.show()
			a.c.changed()
		})
		icon := Middle(Icon(fileIcon(d), theme.ColorNameQuiet))
		name := container.New(&measureName{}, NewLine(Clean(d.Name)))
		body := Beside(6, icon, Middle(name), Middle(Quiet(ui.Bytes(d.Size)).Full()), container.New(&short{}, out))
		a.box.Add(container.NewStack(NewFill(theme.ColorNameCode, "", 6), Pad(body, 4, 8)))
	}
	if a.busy > 0 {
		a.box.Add(Pad(Quiet(takingFiles.Say()).Full(), 6, 8))
	}
	ShowIf(a.box, len(a.box.Objects) > 0)
	a.box.Refresh()
	a.c.box.Refresh()
}

// measureName gives a file's name as much room as it needs, up to a point.
type measureName struct{}

func (measureName) MinSize(o []fyne.CanvasObject) fyne.Size {
	l := o[0].(*Line)
	need := fyne.MeasureText(l.Text, l.Theme().Size(base.SizeNameText), l.Style)
	return fyne.NewSize(min(need.Width+1, 20*base.TextSize()), l.MinSize().Height)
}

func (measureName) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }

func fileIcon(d campus.Document) fyne.Resource {
	if isPicture(d) {
		return base.FileImageIcon()
	}
	return theme.IconDocument
}

// take takes files in on a worker: from then on the files themselves are not needed.
func (a *attaching) take(paths ...string) {
	c, draft := a.c, a.c.draft
	var docs []campus.Document
	a.busy++
	a.show()
	c.enable()
	ui.Do(c.env, func(ctx context.Context) error {
		for _, path := range paths {
			doc, err := takeFile(ctx, c.env, path)
			if err != nil {
				return err
			}
			docs = append(docs, doc)
		}
		return nil
	}, func(err error) {
		a.busy--
		a.show()
		c.enable()
		if c.draft != draft { // the person went elsewhere meanwhile: it is not for that place
			return
		}
		c.trouble.Say(ui.Sentence(err))
		room := max(0, mostFiles-len(c.content.Files))
		if len(docs) > room {
			docs = docs[:room]
			c.trouble.Say(manyFiles.Say(mostFiles))
		}
		c.content.Files = append(c.content.Files, docs...)
		a.show()
		c.changed()
	})
}

func takeFile(ctx context.Context, env *ui.Env, path string) (campus.Document, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case err != nil || !info.Mode().IsRegular():
		return campus.Document{}, campus.Errorf(campus.Invalid, "%s", fileNotRegular.Say(Clean(name)))
	case info.Size() > campus.MaxFile:
		return campus.Document{}, campus.Errorf(campus.TooLarge, "%s", fileTooLarge.Say(Clean(name), ui.Bytes(info.Size()), ui.Bytes(campus.MaxFile)))
	}
	doc, err := env.Files.Add(ctx, path)
	doc.Name = campus.CleanFileName(name)
	return doc, err
}
