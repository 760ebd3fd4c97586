package news

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// form writes an article, or changes one; again is what was refused of it.
func (s *Screen) form(r campus.Record, again *ui.Again) {
	f := widget.NewForm(s.env)
	f.Line("title", fieldTitle.Say(), titleHint.Say())
	size := fyne.NewSize(820, 640)
	if r.ID != "" {
		s.change(f, r, again, size)
		return
	}
	ids, names := make([]string, len(s.listed.may)), make([]string, len(s.listed.may))
	for i, sp := range s.listed.may {
		ids[i], names[i] = string(sp.ID), where(sp)
	}
	head, rows := articleFor.Say(names[0]), 19
	if len(ids) > 1 {
		f.Pick("space", fieldFor.Say(), ids, names, false)
		head, rows = newsArticle.Say(), 16
	}
	f.Area("text", fieldText.Say(), textHint.Say(), rows)
	f.OnSave = func(v widget.Values, done func(error)) {
		space := campus.ID(v["space"])
		if space == "" {
			space = campus.ID(ids[0])
		}
		action := campus.NewArticle(space, campus.Article{Title: v["title"], Text: v["text"]})
		s.save(f, action, action.Changes[0].Record, done)
	}
	initial := valuesOf(again.Over(r))
	initial["space"] = ids[0]
	if again != nil {
		initial["space"] = string(again.Space)
	}
	f.Open(size, head, publish.Say(), again.At("article/new"), initial, nil)
}

func (s *Screen) change(f *widget.Form, r campus.Record, again *ui.Again, size fyne.Size) {
	f.Area("text", fieldText.Say(), textHint.Say(), 19)
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		action := campus.Action{Space: r.Space}
		if c, differs := campus.Edit(r, &campus.Article{Title: v["title"], Text: v["text"]}); differs {
			action.Changes = []campus.Change{again.Based(c)}
		}
		s.save(f, action, r.ID, done)
	}
	f.Open(size, editArticle.Say(), save.Say(), again.At("article/"+string(r.ID)), valuesOf(again.Over(r)), r.Body)
}

func valuesOf(r campus.Record) widget.Values {
	a := campus.As[campus.Article](r)
	return widget.Values{"title": a.Title, "text": a.Text}
}

// save keeps an action and shows the article.
func (s *Screen) save(f *widget.Form, a campus.Action, id campus.ID, done func(error)) {
	ui.Do(s.env, func(ctx context.Context) error { return f.Keep(ctx, a) }, func(err error) {
		done(err)
		if err == nil {
			s.opening = id
			s.load()
		}
	})
}
