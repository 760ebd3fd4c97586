package groups

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// pageView shows a shared page over the section.
type pageView struct {
	screen  *Screen
	id      campus.ID
	guard   ui.Guard
	record  campus.Record
	actor   campus.Actor
	people  *ui.People
	back    *widget.Button
	title   *widget.Line
	below   *widget.Line
	wait    *widget.Wait
	buttons *fyne.Container
	trouble *widget.Trouble
	view    *markdown.View
	content fyne.CanvasObject
}

func newPageView(s *Screen) *pageView {
	v := &pageView{screen: s, title: widget.Title(""), below: widget.Quiet(""), wait: widget.NewWait(), buttons: widget.Beside(6),
		trouble: widget.NewTrouble(), view: markdown.NewView(s.env)}
	v.back = widget.Back(func() { s.Back() })
	names := widget.Stackup(3, v.title, container.NewBorder(nil, nil, nil, v.wait, v.below))
	head := widget.Stackup(2, widget.Inset(widget.Hug(v.back), 4, 0, 10, 14),
		widget.Inset(container.NewBorder(nil, nil, nil, widget.Middle(v.buttons), names), 0, 8, 21, 14))
	v.content = container.NewBorder(widget.Stackup(0, head, v.trouble, fw.NewSeparator()), nil, nil, nil, v.view)
	return v
}

// show opens a page.
func (v *pageView) show(id campus.ID) {
	if v.id != id {
		v.id, v.record = id, campus.Record{}
		v.view.Reset()
		v.fill()
	}
	v.load()
}

func (v *pageView) load() {
	env, id := v.screen.env, v.id
	if id == "" {
		return
	}
	type look struct {
		record campus.Record
		actor  campus.Actor
		people *ui.People
	}
	ui.Load(env, &v.guard, func(ctx context.Context) (k look, err error) {
		if k.record, err = env.Replica.Record(ctx, id); err != nil {
			return k, err
		}
		if k.record.Deleted {
			return k, campus.Errorf(campus.NotFound, "%s", pageGone.Say())
		}
		if k.actor, err = env.Replica.Actor(ctx, k.record.Space); err != nil {
			return k, err
		}
		k.people, err = env.People.Get(ctx)
		return k, err
	}, func(k look, err error) {
		v.trouble.Say(ui.Sentence(err))
		if err == nil {
			v.record, v.actor, v.people = k.record, k.actor, k.people
			v.fill()
		}
	})
}

func (v *pageView) fill() {
	r := v.record
	p := campus.As[campus.Page](r)
	v.back.SetText(oneLine(campus.As[campus.Group](v.screen.group.group.root).Name))
	v.title.SetText(oneLine(p.Title))
	v.wait.Set(r.Waiting)
	v.below.SetText("")
	v.buttons.Objects = nil
	if r.ID != "" {
		v.below.SetText(lastChange(r, v.people, v.screen.env))
		v.view.Skip = p.Title
		v.view.SetText(p.Text)
		v.fillButtons()
	}
	v.buttons.Refresh()
}

func (v *pageView) fillButtons() {
	s, r := v.screen, v.record
	if b := widget.Versions(r, v.versions); b != nil {
		v.buttons.Add(b)
	}
	may := ui.MayEdit(v.actor, campus.InGroup, r, "text")
	v.buttons.Add(widget.Plain(widget.HistoryWord(), base.HistoryIcon(), func() { widget.OpenHistory(s.env, v.record, may) }))
	if ui.MayRemove(v.actor, campus.InGroup, r) {
		v.buttons.Add(widget.Plain(deletePage.Say(), nil, func() {
			widget.Ask(s.env.Window, deletePage.Say(), deletePageAsk.Say(oneLine(campus.As[campus.Page](r).Title)), v.remove)
		}))
	}
	if may {
		v.buttons.Add(widget.Main(editPage.Say(), nil, func() { s.write(v.record, nil) }))
	}
}

func (v *pageView) versions() {
	s := v.screen
	widget.ShowVersions(s.env, v.record, v.people, widget.FieldsOf(v.record, v.people), ui.MayEdit(v.actor, campus.InGroup, v.record, "text"), func(err error) {
		v.trouble.Say(ui.Sentence(err))
		v.load()
	})
}

func (v *pageView) remove() {
	s, r := v.screen, v.record
	ui.Do(s.env, func(ctx context.Context) error {
		return s.env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}})
	}, func(err error) {
		v.trouble.Say(ui.Sentence(err))
		if err == nil && s.pages.Top() == v.content {
			s.Back()
		}
	})
}

// EditPage opens the editor of the page that is shown.
func (s *Screen) EditPage() {
	if s.view.record.ID != "" {
		s.write(s.view.record, nil)
	}
}
