package training

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/markdown"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// readerPage shows a lesson, with the lessons of its class at the left.
type readerPage struct {
	screen *Screen
	env    *ui.Env
	class  campus.ID
	lesson campus.ID
	guard  ui.Guard
	look   reading

	back    *widget.Button
	list    *widget.List
	marking bool // the list shows which lesson is open: that is nobody's pick
	title   *widget.Line
	below   *widget.Line
	wait    *widget.Wait
	buttons *fyne.Container
	trouble *widget.Trouble
	view    *markdown.View
	next    *widget.Button
	read    *widget.Check // by a student; hidden for others
	ticking campus.ID     // the lesson whose tick is being saved
	files   *attachedFiles
	body    *fyne.Container
	detail  *fyne.Container
	content fyne.CanvasObject
}

// reading is what one look at a lesson gives.
type reading struct {
	class
	record campus.Record
	lesson campus.Lesson
	draft  bool
	tick   campus.Record // that I have read it; without ID for none
	files  []campus.Record
}

func newReaderPage(s *Screen) *readerPage {
	p := &readerPage{screen: s, env: s.env, title: widget.Title(""), below: widget.Quiet(""), wait: widget.NewWait(),
		buttons: widget.Beside(6), trouble: widget.NewTrouble(), view: markdown.NewView(s.env)}
	p.back = widget.Back(func() { s.Back() })
	p.list = widget.NewList(func() int { return len(p.look.lessons) },
		func() fyne.CanvasObject { return widget.NewIconRow(theme.IconLesson) }, p.row)
	p.list.OnSelected = func(i int) {
		if p.marking {
			return
		}
		p.show(p.class, p.look.lessons[i].ID)
	}
	p.view.OnLesson = func(lesson campus.ID) { p.show(p.class, lesson) }
	p.view.OnEnd = func() {
		if p.unticked() {
			p.env.Main(p.reached) // this is in the middle of a layout
		}
	}
	p.read = widget.NewCheck(wasReadTick.Say(), nil)
	p.read.Hide()
	p.next = widget.Next(p.goNext)
	head := widget.Inset(container.NewBorder(nil, nil, nil, widget.Middle(p.buttons),
		widget.Stackup(3, p.title, container.NewBorder(nil, nil, nil, p.wait, p.below))), 14, 6, widget.Side, widget.Edge)
	foot := widget.Inset(container.NewBorder(nil, nil, nil, p.read, widget.Hug(p.next)), 6, 8, widget.Side, widget.Edge)
	p.files = newAttachedFiles(p)
	p.body = container.NewBorder(widget.Stackup(0, head, p.trouble), widget.Stackup(0, p.files.content, foot), nil, nil, p.view)
	p.detail = container.NewStack(p.body)
	side := container.NewBorder(widget.Pad(p.back, 8, 6), nil, nil, nil, p.list)
	p.content = widget.Panes(side, p.detail)
	return p
}

// open tells whether the page is in the pile of the screen.
func (p *readerPage) open() bool { return p.screen.pages.Has(p.content) }

// show opens a lesson.
func (p *readerPage) show(class, lesson campus.ID) {
	if p.lesson != lesson {
		p.lesson = lesson
		p.view.Open = func(ctx context.Context, name string) (string, error) {
			return markdown.OpenPicture(ctx, p.env, lesson, name)
		}
		p.view.Reset()
		p.trouble.Say("")
		p.forget()
	}
	p.class = class
	p.load()
}

// forget lets go of the lesson that was shown before: on a slow disk it would
// stand there for a moment, and Edit would be that lesson's.
func (p *readerPage) forget() {
	p.look.record, p.look.lesson = campus.Record{}, campus.Lesson{}
	p.title.SetText("")
	p.below.SetText("")
	p.wait.Set(false)
	p.buttons.Objects = nil
	p.buttons.Refresh()
	p.next.Hide()
	p.read.Hide()
	p.look.tick = campus.Record{}
	p.files.show(nil)
	p.list.Refresh()
}

func (p *readerPage) changed(n campus.Notice) {
	p.load()
	if n.Touches("document") || n.Kinds == nil {
		p.view.Retry()
	}
}

func (p *readerPage) load() {
	id, lesson := p.class, p.lesson
	ui.Load(p.env, &p.guard, func(ctx context.Context) (r reading, err error) {
		if r.class, err = loadClass(ctx, p.env, id); err != nil {
			return r, err
		}
		if r.record, err = p.env.Replica.Record(ctx, lesson); err != nil {
			return r, err
		}
		r.lesson = campus.As[campus.Lesson](r.record)
		if r.files, err = p.env.Replica.Records(ctx, campus.Query{Space: id, Kind: "document", Of: lesson, Order: campus.ByName}); err != nil {
			return r, err
		}
		if r.student() {
			r.tick, err = p.env.Replica.Record(ctx, campus.LessonReadID(lesson, p.env.Replica.Me()))
			if err != nil && campus.CodeOf(err) != campus.NotFound {
				return r, err
			}
		}
		draft, err := p.env.Replica.Draft(ctx, lessonPlace(lesson))
		r.draft = draft != ""
		return r, err
	}, p.fill)
}

func (p *readerPage) fill(r reading, err error) {
	p.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	p.look = r
	p.back.SetText(r.course.Title)
	p.list.Refresh()
	p.mark()
	if r.record.Deleted {
		p.detail.Objects = []fyne.CanvasObject{widget.Empty(lessonGone.Say(), lessonGoneHint.Say())}
		p.detail.Refresh()
		return
	}
	p.detail.Objects = []fyne.CanvasObject{p.body}
	p.detail.Refresh()
	p.title.SetText(widget.Clean(r.lesson.Title))
	p.below.SetText(p.written())
	p.wait.Set(r.record.Waiting)
	p.files.show(r.files)
	p.read.OnChanged = nil
	p.read.SetChecked(campus.As[campus.LessonRead](r.tick).Done)
	p.read.OnChanged = p.setRead
	widget.ShowIf(p.read, r.student())
	p.view.Skip = r.lesson.Title
	p.view.SetText(r.lesson.Text)
	p.actions()
	if next, ok := p.following(); ok {
		p.next.SetText(widget.Clean(nextLesson.Say(campus.As[campus.Lesson](next).Title)))
		p.next.Show()
	} else {
		p.next.Hide()
	}
}

func (p *readerPage) written() string {
	r, now := p.look.record, p.env.Now()
	name := p.look.people.Name(r.Author)
	if states := p.look.states(r, p.env); len(states) > 0 {
		name = strings.Join(states, dot) + dot + name
	}
	if r.Edited.After(r.Created) {
		return editedBy.Say(name, ui.Ago(r.Edited, now))
	}
	return fmt.Sprintf(writtenBy, name, ui.Ago(r.WrittenAt(), now))
}

// actions shows what this person may do with the lesson.
func (p *readerPage) actions() {
	r := p.look
	p.buttons.Objects = nil
	may := ui.MayEdit(r.actor, campus.InClass, r.record)
	if v := widget.Versions(r.record, func() { p.versions(may) }); v != nil {
		p.buttons.Add(v)
	}
	if may {
		word := editLesson.Say()
		if r.draft {
			word = resumeEdit.Say()
		}
		p.buttons.Add(widget.NewButton(word, base.DocumentCreateIcon(), func() { p.screen.edit(p.look.record, nil) }))
		if r.record.Audience == campus.StaffOnly {
			p.buttons.Add(widget.Main(publish.Say(), base.MailSendIcon(), func() { p.publish(campus.Everyone) }))
		}
	}
	if len(p.menu()) > 0 {
		p.buttons.Add(widget.More(p.env.Window, p.menu))
	}
	p.buttons.Refresh()
}

// menu is what else may be done with the lesson.
func (p *readerPage) menu() (items []*fyne.MenuItem) {
	r := p.look
	if ui.MayEdit(r.actor, campus.InClass, r.record) {
		if r.record.Audience == campus.StaffOnly {
			items = append(items, fyne.NewMenuItem(publishOn.Say(), p.publishForm))
		} else {
			items = append(items, fyne.NewMenuItem(toDraft.Say(), func() { p.publish(campus.StaffOnly) }))
		}
	}
	items = append(items, widget.History(p.env, r.record, ui.MayEdit(r.actor, campus.InClass, r.record),
		widget.Question{Field: "title", Label: versionTitle.Say()}, widget.Question{Field: "text", Label: versionText.Say()})...)
	if r.record.ID != "" {
		one := []campus.Record{r.record}
		items = append(items, fyne.NewMenuItem(printLesson.Say(), func() { p.screen.printLessons(r.lesson.Title, one, false, p.failed) }),
			fyne.NewMenuItem(printHandout.Say(), func() { p.screen.printLessons(r.lesson.Title, one, true, p.failed) }))
	}
	if ui.MayCreate(r.actor, campus.InClass, "lesson") {
		items = append(items, fyne.NewMenuItem(attachFile.Say(), p.attach))
		items = append(items, fyne.NewMenuItem(copyLessonWord.Say(), func() { p.screen.copyLesson(p.look.record) }))
	}
	if ui.MayRemove(r.actor, campus.InClass, r.record) {
		items = append(items, fyne.NewMenuItem(removeLesson.Say(), p.remove))
	}
	return items
}

func (p *readerPage) failed(err error) { p.trouble.Say(ui.Sentence(err)) }

func (p *readerPage) versions(may bool) {
	place := func(v json.RawMessage) string {
		var order string
		_ = json.Unmarshal(v, &order)
		return placeOf(p.look.lessons, p.lesson, order)
	}
	widget.ShowVersions(p.env, p.look.record, p.look.people, []widget.Question{
		{Field: "title", Label: versionTitle.Say()}, {Field: "order", Label: versionPlace.Say(), Say: place}, {Field: "text", Label: versionText.Say()},
	}, may, func(err error) {
		p.load()
		p.trouble.Say(ui.Sentence(err))
	})
}

func (p *readerPage) remove() {
	r := p.look.record
	widget.Ask(p.env.Window, removeLesson.Say(), removeAsk.Say(p.look.lesson.Title), func() {
		action := campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}}
		ui.Do(p.env, func(ctx context.Context) error { return p.env.Replica.Save(ctx, action) }, func(err error) {
			if err != nil {
				p.trouble.Say(ui.Sentence(err))
				return
			}
			p.screen.Back()
		})
	})
}

func (p *readerPage) following() (campus.Record, bool) {
	for i, r := range p.look.lessons {
		if r.ID == p.lesson && i+1 < len(p.look.lessons) {
			return p.look.lessons[i+1], true
		}
	}
	return campus.Record{}, false
}

func (p *readerPage) goNext() {
	if next, ok := p.following(); ok {
		p.show(p.class, next.ID)
	}
}

// mark shows in the list which lesson is open.
func (p *readerPage) mark() {
	p.marking = true
	p.list.UnselectAll()
	for i, r := range p.look.lessons {
		if r.ID == p.lesson {
			p.list.Select(i)
		}
	}
	p.marking = false
}

func (p *readerPage) row(i int, o fyne.CanvasObject) {
	r := p.look.lessons[i]
	row := widget.RowOf(o)
	below := append(p.look.states(r, p.env), ui.Ago(later(r), p.env.Now()))
	row.Set(widget.Clean(fmt.Sprintf("%d. %s", i+1, campus.As[campus.Lesson](r).Title)), strings.Join(below, dot), "", r.Waiting)
	row.SetCurrent(r.ID == p.lesson)
}
