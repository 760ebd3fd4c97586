package news

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/markdown"
	"rantau/app/theme"
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
	foot    *fyne.Container
	seen    campus.ID // it was marked as read
	content fyne.CanvasObject
}

// opened is what one look at an article gives.
type opened struct {
	record    campus.Record
	value     campus.Article
	documents []campus.Record // pictures and attachments
	files     []campus.Record // those that are not in the text
	space     campus.Space
	actor     campus.Actor
	people    *ui.People
}

func newArticle(s *Screen) *article {
	a := &article{screen: s, env: s.env, head: container.NewStack(), trouble: widget.NewTrouble(), view: markdown.NewView(s.env), foot: widget.Stackup(2)}
	a.view.Foot = a.foot
	a.content = container.NewBorder(widget.Stackup(0, a.head, a.trouble), nil, nil, nil, a.view)
	return a
}

func (a *article) open(id campus.ID) {
	if a.id != id {
		a.id, a.opened = id, opened{}
		a.head.Objects = nil
		a.head.Refresh()
		a.view.Open = func(ctx context.Context, name string) (string, error) {
			return markdown.OpenPicture(ctx, a.env, id, name)
		}
		a.view.Reset()
	}
	a.load()
}

func (a *article) close() {
	a.guard.Stop()
	a.id, a.seen = "", ""
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
		o.value = campus.As[campus.Article](o.record)
		if o.documents, err = markdown.Documents(ctx, a.env, id); err != nil {
			return o, err
		}
		pictured := markdown.Pictured(o.value.Text)
		for _, d := range o.documents {
			if !pictured[campus.As[campus.Document](d).Name] {
				o.files = append(o.files, d)
			}
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
	changed := len(a.opened.documents) != len(o.documents)
	a.opened = o
	a.attachments(o.files)
	if changed {
		a.view.Retry()
	}
	a.view.Skip = o.value.Title
	a.view.SetText(o.value.Text)
	a.head.Objects = []fyne.CanvasObject{a.header(o)}
	a.head.Refresh()
	a.saw(o.record)
}

// saw marks the article as read, once for each time it is opened.
func (a *article) saw(r campus.Record) {
	if r.Audience != campus.Everyone || a.seen == r.ID || r.Author == a.env.Replica.Me() {
		return
	}
	a.seen = r.ID
	ui.Do(a.env, func(ctx context.Context) error { return see(ctx, a.env.Replica, a.env.Now(), r) }, func(err error) {
		if err != nil && campus.CodeOf(err) != campus.Forbidden { // a copy that has no own space yet
			a.trouble.Say(ui.Sentence(err))
		}
	})
}

// attachments lists the files below the text.
func (a *article) attachments(files []campus.Record) {
	a.foot.Objects = nil
	if len(files) > 0 {
		a.foot.Add(widget.Inset(widget.Quiet(attached.Say()), 10, 2, 7, 0))
	}
	for _, r := range files {
		d := campus.As[campus.Document](r)
		wait := widget.NewWait()
		wait.Set(r.Waiting)
		line := container.NewBorder(nil, nil, widget.Inset(widget.Icon(theme.IconDocument, base.ColorNamePrimary), 0, 0, 0, 6),
			widget.Beside(8, wait, widget.Quiet(ui.Bytes(d.Size)).Full()), widget.NewLine(oneLine(d.Name)))
		var row fyne.CanvasObject = widget.Pad(line, 5, 7)
		if a.env.Show != nil {
			row = widget.NewTap(row, func() { a.env.Show(r) })
		}
		a.foot.Add(row)
	}
}

// header is the title and, below, by whom, for whom and when.
func (a *article) header(o opened) fyne.CanvasObject {
	now := a.env.Now()
	name := oneLine(o.people.Name(o.record.Author))
	meet := a.env.Who(o.record.Author)
	at := campus.NewsAt(o.record, now)
	when := ui.At(at, now)
	// Publishing is an edit, too; and what was written offline came to the server later.
	if o.record.Edited.Sub(at) > time.Minute && o.record.Edited.Sub(o.record.Created) > time.Minute {
		when += dot + changedAround.Say(ui.At(o.record.Edited, now))
	}
	wait := widget.NewWait()
	wait.Set(o.record.Waiting)
	lines := widget.Stackup(2, widget.Byline(widget.NewPress(widget.Bold(name), meet), oneLine(o.people.Institution(o.record.Author))), container.NewBorder(nil, nil, nil, wait, widget.Quiet(forWhom.Say(when, where(o.space)))))
	face := widget.Inset(widget.Middle(widget.Face(name, string(o.record.Author), 36, meet)), 0, 0, 0, 10)
	buttons := widget.Beside(6)
	if v := widget.Versions(o.record, a.versions); v != nil {
		buttons.Add(v)
	}
	if o.record.Audience == campus.StaffOnly && a.mayEdit() {
		buttons.Add(widget.Main(publish.Say(), base.MailSendIcon(), a.askPublish))
	}
	if items := a.menu(); len(items) > 0 {
		buttons.Add(widget.More(a.env.Window, a.menu))
	}
	title := widget.NewTitle(oneLine(o.value.Title))
	title.Bare = true
	head := widget.Stackup(8, title)
	if chips := a.chips(o); len(chips.Objects) > 0 {
		head.Add(chips)
	}
	head.Add(container.NewBorder(nil, nil, face, widget.Middle(buttons), widget.Middle(lines)))
	return widget.Narrowish(820, widget.Inset(head, 16, 2, widget.Side, widget.Side))
}

// chips say what is particular about the article.
func (a *article) chips(o opened) *fyne.Container {
	chips := widget.Beside(6)
	add := func(on, strong bool, word string) {
		if on {
			c := widget.NewChip()
			c.Set(word, strong)
			chips.Add(c)
		}
	}
	draft := o.record.Audience != campus.Everyone
	add(draft && o.value.Publish == 0, false, isDraft.Say())
	add(draft && o.value.Publish > 0, false, comesOn.Say(ui.At(time.UnixMilli(o.value.Publish), a.env.Now())))
	add(o.value.Pinned, true, isPinned.Say())
	add(o.value.Important, true, isImportant.Say())
	add(o.value.Archived, false, isArchived.Say())
	return chips
}

func (a *article) mayEdit() bool {
	return ui.MayEdit(a.opened.actor, a.opened.space.Type, a.opened.record, "title", "text")
}

// menu is what may be done with the article.
func (a *article) menu() []*fyne.MenuItem {
	o := a.opened
	var items []*fyne.MenuItem
	flip := func(on bool, yes, no lang.Text, set func(*campus.Article)) {
		word := yes
		if on {
			word = no
		}
		items = append(items, widget.Item(word.Say(), func() { a.change(set) }))
	}
	if a.mayEdit() {
		items = append(items, widget.Item(edit.Say(), func() { a.screen.form(o.record, nil) }))
		if !o.value.Archived {
			flip(o.value.Pinned, pin, unpin, func(v *campus.Article) { v.Pinned = !v.Pinned })
		}
		if o.record.Audience == campus.Everyone {
			flip(o.value.Archived, archive, unarchive, func(v *campus.Article) { v.Archived, v.Pinned = !v.Archived, false })
			items = append(items, widget.Item(toDraft.Say(), func() { a.save(campus.UnpublishWith(o.record, o.documents)...) }))
		}
	}
	if a.mayEdit() {
		items = append(items, widget.History(a.env, o.record, true, inQuestion()...)...)
	}
	if ui.MayRemove(o.actor, o.space.Type, o.record) {
		items = append(items, widget.Item(remove.Say(), func() {
			widget.Ask(a.env.Window, remove.Say(), removeAsk.Say(oneLine(o.value.Title)), a.remove)
		}))
	}
	return items
}

// change edits what is on the screen.
func (a *article) change(set func(*campus.Article)) {
	v := a.opened.value
	set(&v)
	if c, differs := campus.Edit(a.opened.record, &v); differs {
		a.save(c)
	}
}

// askPublish makes the draft everybody's, with its pictures and files.
func (a *article) askPublish() {
	o := a.opened
	widget.Confirm(a.env.Window, publish.Say(), publishAsk.Say(oneLine(o.value.Title), where(o.space)), func() {
		a.save(publishing(o.record, o.documents, a.env.Now())...)
	})
}

// publishing are the changes that make a draft news now.
func publishing(r campus.Record, documents []campus.Record, now time.Time) []campus.Change {
	changes := campus.PublishWith(r, documents)
	v := campus.As[campus.Article](r)
	v.Publish = now.UnixMilli()
	if c, differs := campus.Edit(r, &v); differs {
		changes[0].Set, changes[0].Base = c.Set, c.Base
	}
	return changes
}

func (a *article) save(changes ...campus.Change) {
	space, id := a.opened.record.Space, a.id
	ui.Do(a.env, func(ctx context.Context) error {
		return a.env.Replica.Save(ctx, campus.Action{Space: space, Changes: changes})
	}, func(err error) {
		a.trouble.Say(ui.Sentence(err))
		a.screen.opening = id
		a.screen.load()
	})
}

func (a *article) remove() {
	r := a.opened.record
	changes := []campus.Change{campus.Remove(r)}
	for _, d := range a.opened.documents {
		if campus.As[campus.Document](d).Stored != "" { // else the server is about to change it; nothing shows it any more
			changes = append(changes, campus.Remove(d))
		}
	}
	ui.Do(a.env, func(ctx context.Context) error {
		return a.env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: changes})
	}, func(err error) {
		a.trouble.Say(ui.Sentence(err))
		a.screen.load()
	})
}

func (a *article) versions() {
	o := a.opened
	may := ui.MayEdit(o.actor, o.space.Type, o.record, "text")
	widget.ShowVersions(a.env, o.record, o.people, inQuestion(), may, func(err error) {
		a.trouble.Say(ui.Sentence(err))
		a.reload()
	})
}

// inQuestion are the fields of an article that people write.
func inQuestion() []widget.Question {
	return []widget.Question{{Field: "title", Label: fieldTitle.Say()}, {Field: "text", Label: fieldText.Say()}}
}

// oneLine makes a title from a stranger fit for a line.
func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }
