package training

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// documentList is the tab Documents.
type documentList struct {
	page    *classPage
	list    *widget.List
	add     *widget.Button
	head    *fyne.Container
	note    *widget.Line
	empty   *fyne.Container
	content fyne.CanvasObject
}

func newDocumentList(p *classPage) *documentList {
	d := &documentList{page: p, note: widget.Quiet(""), empty: container.NewStack()}
	d.list = widget.NewList(func() int { return len(p.class.documents) },
		func() fyne.CanvasObject { return newDocumentRow(p.env) }, d.row)
	d.list.OnSelected = func(i int) {
		d.list.UnselectAll()
		if p.env.Show != nil {
			p.env.Show(p.class.documents[i])
		} else {
			d.saveCopy(p.class.documents[i])
		}
	}
	d.add = widget.Main(addDocument, base.ContentAddIcon(), d.choose)
	d.head = widget.Pad(container.NewBorder(nil, nil, d.add, nil, widget.Inset(d.note, 8, 0, 8, 0)), 8, 8)
	d.content = container.NewBorder(d.head, nil, nil, nil, container.NewStack(d.list, d.empty))
	return d
}

// documentRow is a row with a menu at its end.
type documentRow struct {
	fw.BaseWidget
	row  *widget.Row
	more *widget.Button
	menu func() []*fyne.MenuItem
}

func newDocumentRow(env *ui.Env) fyne.CanvasObject {
	r := &documentRow{row: widget.NewIconRow(theme.IconDocument)}
	r.more = widget.More(env.Window, func() []*fyne.MenuItem { return r.menu() })
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *documentRow) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, nil, widget.Inset(widget.Middle(r.more), 0, 0, 0, 6), r.row))
}

func (d *documentList) row(i int, o fyne.CanvasObject) {
	rec := d.page.class.documents[i]
	doc := campus.As[campus.Document](rec)
	r := o.(*documentRow)
	below := strings.Join([]string{ui.Bytes(doc.Size), d.page.class.people.Name(rec.Author)}, dot)
	r.row.Set(widget.Clean(doc.Name), below, ui.Ago(rec.Created, d.page.env.Now()), rec.Waiting)
	r.menu = func() []*fyne.MenuItem { return d.menu(rec) }
}

func (d *documentList) menu(r campus.Record) []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(saveCopy, func() { d.saveCopy(r) })}
	if ui.MayRemove(d.page.class.actor, campus.InClass, r) {
		items = append(items, fyne.NewMenuItem(removeDocument, func() {
			name := campus.As[campus.Document](r).Name
			widget.Ask(d.page.env.Window, removeDocument, fmt.Sprintf(removeDocAsk, name), func() { d.page.save(campus.Remove(r)) })
		}))
	}
	return items
}

func (d *documentList) show() {
	p := d.page
	may := ui.MayCreate(p.class.actor, campus.InClass, "document")
	widget.ShowIf(d.add, may)
	widget.ShowIf(d.head, may || d.note.Text != "")
	d.empty.Objects = nil
	if len(p.class.documents) == 0 && p.class.root.ID != "" {
		hint := noDocumentsSee
		if may {
			hint = noDocumentsAdd
		}
		d.empty.Objects = []fyne.CanvasObject{widget.Empty(noDocuments, hint)}
	}
	d.empty.Refresh()
	d.list.Refresh()
}

// say tells what is under way, beside the button.
func (d *documentList) say(words string) {
	d.note.SetText(words)
	widget.ShowIf(d.head, d.add.Visible() || words != "")
}

// choose asks for a file.
func (d *documentList) choose() {
	widget.ChooseFile(d.page.env, nil, func(path string) { d.take(d.page.id, path) })
}

// take takes a file in and adds the document that describes it.
func (d *documentList) take(space campus.ID, path string) {
	env := d.page.env
	d.say(fmt.Sprintf(takenIn, baseName(path)))
	ui.Do(env, func(ctx context.Context) error {
		if info, err := os.Stat(path); err == nil {
			env.Main(func() { d.say(fmt.Sprintf(takingIn, baseName(path), ui.Bytes(info.Size()))) })
		}
		doc, err := env.Files.Add(ctx, path)
		if err != nil {
			return err
		}
		return env.Replica.Save(ctx, campus.Action{Space: space, Changes: []campus.Change{campus.Create(campus.NewID(), "document", &doc)}})
	}, func(err error) {
		d.say("")
		d.page.trouble.Say(ui.Sentence(err))
		d.page.load()
	})
}

// saveCopy puts a document where the person wants it.
func (d *documentList) saveCopy(r campus.Record) {
	doc := campus.As[campus.Document](r)
	ask := dialog.NewFileSave(func(to fyne.URIWriteCloser, err error) {
		if err == nil && to != nil {
			d.copyTo(r, doc.Name, to)
		}
	}, d.page.env.Window)
	ask.SetFileName(doc.Name)
	ask.Show()
}

func (d *documentList) copyTo(r campus.Record, name string, to io.WriteCloser) {
	env := d.page.env
	ui.Do(env, func(ctx context.Context) error {
		path, err := env.Files.Open(ctx, r.ID, func(s campus.FileState) {
			env.Main(func() { d.say(fmt.Sprintf(fetching, name, ui.Bytes(s.Here), ui.Bytes(s.Size))) })
		})
		if err == nil {
			err = copyFile(path, to)
		}
		if e := to.Close(); err == nil {
			err = e
		}
		return err
	}, func(err error) {
		d.say("")
		d.page.trouble.Say(ui.Sentence(err))
	})
}

func copyFile(path string, to io.Writer) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = io.Copy(to, from)
	return err
}
