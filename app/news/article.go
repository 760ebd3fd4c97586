package news

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// article shows one.
type article struct {
	screen  *Screen
	env     *ui.Env
	guard   ui.Guard
	id      campus.ID
	opened  opened
	head    *fyne.Container
	trouble *widget.Trouble
	view    *markdown.View
	content fyne.CanvasObject
}

// opened is what one look at an article gives.
type opened struct {
	record campus.Record
	space  campus.Space
	actor  campus.Actor
	people *ui.People
}

func newArticle(s *Screen) *article {
	a := &article{screen: s, env: s.env, head: container.NewStack(), trouble: widget.NewTrouble(), view: markdown.NewView(s.env)}
	a.content = container.NewBorder(widget.Stackup(0, a.head, a.trouble), nil, nil, nil, widget.Inset(a.view, 0, 0, 4, 0))
	return a
}

func (a *article) open(id campus.ID) {
	if a.id != id {
		a.id, a.opened = id, opened{}
		a.head.Objects = nil
		a.head.Refresh()
		a.view.Reset()
	}
	a.load()
}

func (a *article) close() {
	a.guard.Stop()
	a.id = ""
}

func (a *article) reload() {
	if a.id != "" {
		a.load()
	}
}

func (a *article) load() {
	id := a.id
	ui.Load(a.env, &a.guard, func(ctx context.Context) (o opened, err error) {
		if o.people, err = a.env.People.Get(ctx); err != nil {
			return o, err
		}
		if o.record, err = a.env.Replica.Record(ctx, id); err != nil {
			return o, err
		}
		spaces, err := a.env.Replica.Spaces(ctx, campus.InCommons, campus.InInstitution)
		for _, sp := range spaces {
			if sp.ID == o.record.Space {
				o.space = sp
			}
		}
		if err == nil {
			o.actor, err = a.env.Replica.Actor(ctx, o.record.Space)
		}
		return o, err
	}, a.show)
}

func (a *article) show(o opened, err error) {
	a.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	a.opened = o
	text := campus.As[campus.Article](o.record)
	a.view.Skip = text.Title
	a.view.SetText(text.Text)
	a.head.Objects = []fyne.CanvasObject{a.header(o, text)}
	a.head.Refresh()
}

// header is the title and, below, by whom, for whom and when.
func (a *article) header(o opened, text campus.Article) fyne.CanvasObject {
	name := oneLine(o.people.Name(o.record.Author))
	meet := a.env.Who(o.record.Author)
	when := ui.At(o.record.WrittenAt(), a.env.Now())
	if o.record.Edited.After(o.record.Created) {
		when += dot + changedAround.Say(ui.At(o.record.Edited, a.env.Now()))
	}
	wait := widget.NewWait()
	wait.Set(o.record.Waiting)
	lines := widget.Stackup(2, widget.Byline(widget.NewPress(widget.Bold(name), meet), oneLine(o.people.Institution(o.record.Author))), container.NewBorder(nil, nil, nil, wait, widget.Quiet(forWhom.Say(when, where(o.space)))))
	face := widget.Inset(widget.Middle(widget.Face(name, string(o.record.Author), 36, meet)), 0, 0, 7, 10)
	buttons := widget.Beside(6)
	if v := widget.Versions(o.record, a.versions); v != nil {
		buttons.Add(v)
	}
	if items := a.menu(); len(items) > 0 {
		buttons.Add(widget.More(a.env.Window, a.menu))
	}
	title := widget.NewTitle(oneLine(text.Title))
	by := container.NewBorder(nil, nil, face, widget.Middle(buttons), widget.Middle(lines))
	return widget.Narrowish(820, widget.Inset(widget.Stackup(10, title, by), 16, 2, 18, 18))
}

// menu is what may be done with the article.
func (a *article) menu() []*fyne.MenuItem {
	o := a.opened
	var items []*fyne.MenuItem
	if ui.MayEdit(o.actor, o.space.Type, o.record, "title", "text") {
		items = append(items, fyne.NewMenuItem(edit.Say(), func() { a.screen.form(o.record, nil) }))
	}
	if ui.MayRemove(o.actor, o.space.Type, o.record) {
		items = append(items, fyne.NewMenuItem(remove.Say(), func() {
			ask := removeAsk.Say(oneLine(campus.As[campus.Article](o.record).Title))
			widget.Ask(a.env.Window, remove.Say(), ask, a.remove)
		}))
	}
	return items
}

func (a *article) remove() {
	r := a.opened.record
	ui.Do(a.env, func(ctx context.Context) error {
		return a.env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}})
	}, func(err error) {
		a.trouble.Say(ui.Sentence(err))
		a.screen.load()
	})
}

func (a *article) versions() {
	o := a.opened
	may := ui.MayEdit(o.actor, o.space.Type, o.record, "text")
	widget.ShowVersions(a.env, o.record, o.people, []widget.Question{{Field: "title", Label: fieldTitle.Say()}, {Field: "text", Label: fieldText.Say()}}, may, func(err error) {
		a.trouble.Say(ui.Sentence(err))
		a.reload()
	})
}

// oneLine makes a title from a stranger fit for a line.
func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }
