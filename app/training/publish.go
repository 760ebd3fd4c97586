package training

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

func unixMilli(at int64) time.Time { return time.UnixMilli(at) }

// setAudience makes the changes by which a lesson becomes everybody's, or a draft again,
// with the pictures that are known here; the server sees to the others.
func setAudience(ctx context.Context, r campus.Replica, lesson campus.Record, to campus.Audience) ([]campus.Change, error) {
	documents, err := documentsOf(ctx, r, lesson)
	if err != nil {
		return nil, err
	}
	documents = documents[:min(len(documents), campus.MaxChanges-1)]
	if to == campus.StaffOnly {
		return campus.UnpublishWith(lesson, documents), nil
	}
	return campus.PublishWith(lesson, documents), nil
}

// documentsOf lists what hangs on a lesson.
func documentsOf(ctx context.Context, r campus.Replica, lesson campus.Record) ([]campus.Record, error) {
	pictures, err := r.Records(ctx, campus.Query{Space: lesson.Space, Kind: "document", Lesson: lesson.ID})
	if err != nil {
		return nil, err
	}
	files, err := r.Records(ctx, campus.Query{Space: lesson.Space, Kind: "document", Of: lesson.ID})
	return append(pictures, files...), err
}

// publish makes the lesson everybody's, or the staff's again.
func (p *readerPage) publish(to campus.Audience) {
	r := p.look.record
	p.do(func(ctx context.Context) ([]campus.Change, error) { return setAudience(ctx, p.env.Replica, r, to) })
}

// do saves what a worker makes, and looks again.
func (p *readerPage) do(changes func(context.Context) ([]campus.Change, error)) {
	class := p.class
	ui.Do(p.env, func(ctx context.Context) error {
		all, err := changes(ctx)
		if err != nil {
			return err
		}
		return p.env.Replica.Save(ctx, campus.Action{Space: class, Changes: all})
	}, func(err error) {
		p.load()
		p.trouble.Say(ui.Sentence(err))
	})
}

// publishForm asks for the date on which the server publishes the lesson.
func (p *readerPage) publishForm() {
	r, class := p.look.record, p.class
	f := widget.NewForm(p.env)
	f.Moment("publish", fieldPublish.Say(), "", "08:00")
	initial := widget.Values{"publish": ui.WriteMoment(p.look.lesson.Publish)}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		lesson := campus.As[campus.Lesson](r)
		at, err := ui.Ahead("publish", v["publish"], lesson.Publish, p.env.Now())
		if err != nil {
			done(err)
			return
		}
		lesson.Publish = at
		action := campus.Action{Space: class}
		if c, differs := campus.Edit(r, &lesson); differs {
			action.Changes = []campus.Change{c}
		}
		ui.Do(p.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			p.load()
		})
	}
	f.Open(fyne.NewSize(480, 260), publishOn.Say(), saved.Say(), "lesson/publish/"+string(r.ID), initial, r.Body)
	p.screen.form = f
}
