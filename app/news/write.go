package news

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// form writes an article, or changes one.
func (s *Screen) form(r campus.Record) {
	f := widget.NewForm(s.env)
	f.Line("title", fieldTitle, titleHint)
	size := fyne.NewSize(820, 640)
	if r.ID != "" {
		s.change(f, r, size)
		return
	}
	ids, names := make([]string, len(s.listed.may)), make([]string, len(s.listed.may))
	for i, sp := range s.listed.may {
		ids[i], names[i] = string(sp.ID), where(sp)
	}
	head, rows := fmt.Sprintf(articleFor, names[0]), 19
	if len(ids) > 1 {
		f.Pick("space", fieldFor, ids, names, false)
		head, rows = newsArticle, 16
	}
	f.Area("text", fieldText, textHint, rows)
	f.OnSave = func(v widget.Values, done func(error)) {
		space := campus.ID(v["space"])
		if space == "" {
			space = campus.ID(ids[0])
		}
		action := campus.NewArticle(space, campus.Article{Title: v["title"], Text: v["text"]})
		s.save(action, action.Changes[0].Record, done)
	}
	f.Open(size, head, publish, "article/new", widget.Values{"space": ids[0]}, nil)
}

func (s *Screen) change(f *widget.Form, r campus.Record, size fyne.Size) {
	f.Area("text", fieldText, textHint, 19)
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		c, differs := campus.Edit(r, &campus.Article{Title: v["title"], Text: v["text"]})
		if !differs {
			done(nil)
			return
		}
		s.save(campus.Action{Space: r.Space, Changes: []campus.Change{c}}, r.ID, done)
	}
	was := campus.As[campus.Article](r)
	f.Open(size, editArticle, save, "article/"+string(r.ID), widget.Values{"title": was.Title, "text": was.Text}, r.Body)
}

// save keeps an action and shows the article.
func (s *Screen) save(a campus.Action, id campus.ID, done func(error)) {
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Save(ctx, a) }, func(err error) {
		done(err)
		if err == nil {
			s.opening = id
			s.load()
		}
	})
}
