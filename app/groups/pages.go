package groups

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// pageList is the tab Pages: the texts that a group writes together.
type pageList struct {
	page    *groupPage
	guard   ui.Guard
	drafted ui.Guard
	pages   []campus.Record
	people  *ui.People
	list    *widget.List
	add     *widget.Button
	empty   *fyne.Container
	content fyne.CanvasObject
}

func newPageList(p *groupPage) *pageList {
	l := &pageList{page: p, empty: container.NewStack()}
	l.list = widget.NewList(func() int { return len(l.pages) }, func() fyne.CanvasObject { return widget.NewIconRow(theme.IconLesson) }, l.row)
	l.list.OnSelected = func(i int) {
		l.list.UnselectAll()
		p.screen.read(l.pages[i].ID)
	}
	l.add = widget.Main(newPage.Say(), base.DocumentCreateIcon(), func() { p.screen.write(campus.Record{}, nil) })
	l.content = container.NewBorder(widget.Pad(container.NewHBox(l.add), 8, widget.Edge), nil, nil, nil, container.NewStack(l.list, l.empty))
	return l
}

func (l *pageList) load(space campus.ID) {
	env := l.page.env
	if space == "" {
		return
	}
	type look struct {
		pages  []campus.Record
		people *ui.People
	}
	env.Draft(newPagePlace(space)).Restore(&l.drafted, func(text string, _ error) {
		word := newPage.Say()
		if text != "" {
			word = resumePage.Say()
		}
		l.add.SetText(word)
	})
	ui.Load(env, &l.guard, func(ctx context.Context) (k look, err error) {
		if k.people, err = env.People.Get(ctx); err != nil {
			return k, err
		}
		k.pages, err = env.Replica.Records(ctx, campus.Query{Space: space, Kind: "page", Order: campus.ByName})
		return k, err
	}, func(k look, err error) {
		if err != nil {
			l.page.trouble.Say(ui.Sentence(err))
			return
		}
		l.pages, l.people = k.pages, k.people
		l.empty.Objects = nil
		if len(l.pages) == 0 {
			l.empty.Objects = []fyne.CanvasObject{widget.Empty(noPages.Say(), noPagesHint.Say())}
		}
		l.empty.Refresh()
		l.list.Refresh()
		l.page.label(pagesAt, pagesTab.Say(), len(l.pages))
	})
}

func (l *pageList) row(i int, o fyne.CanvasObject) {
	r := l.pages[i]
	widget.RowOf(o).Set(oneLine(campus.As[campus.Page](r).Title), lastChange(r, l.people, l.page.env), "", r.Waiting)
}

// lastChange says who changed a record last, and when.
func lastChange(r campus.Record, people *ui.People, env *ui.Env) string {
	who, at := r.Author, r.Created
	if r.Edited.After(r.Created) {
		who, at = r.Editor, r.Edited
	}
	return changedBy.Say(oneLine(people.Name(who)), ui.Ago(at, env.Now()))
}
