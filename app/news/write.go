package news

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// When an article is published.
const (
	now     = "now"
	byHand  = "draft"
	onADate = "date"
)

// form writes an article, or changes one; again is what was refused of it.
func (s *Screen) form(r campus.Record, again *ui.Again) {
	if r.ID == "" {
		s.open(r, nil, again)
		return
	}
	var documents []campus.Record
	ui.Do(s.env, func(ctx context.Context) (err error) {
		documents, err = markdown.Documents(ctx, s.env, r.ID)
		return err
	}, func(err error) {
		s.trouble.Say(ui.Sentence(err))
		if err == nil {
			s.open(r, documents, again)
		}
	})
}

// open shows the form.
func (s *Screen) open(r campus.Record, documents []campus.Record, again *ui.Again) {
	isNew := r.ID == ""
	f := widget.NewForm(s.env)
	f.Line("title", fieldTitle.Say(), titleHint.Say())
	head, do, place := editArticle.Say(), save.Say(), "article/"+string(r.ID)
	initial := valuesOf(again.Over(r))
	initial["files"], initial["when"] = filesOf(documents, again), now
	if isNew {
		ids, names := make([]string, len(s.listed.may)), make([]string, len(s.listed.may))
		for i, sp := range s.listed.may {
			ids[i], names[i] = string(sp.ID), where(sp)
		}
		head, do, place = articleFor.Say(names[0]), publish.Say(), "article/new"
		if len(ids) > 1 {
			f.Pick("space", fieldFor.Say(), ids, names, false)
			head = newsArticle.Say()
		}
		initial["space"] = ids[0]
		if again != nil {
			initial["space"] = string(again.Space)
		}
	}
	text := f.Area("text", fieldText.Say(), textHint.Say(), 8)
	files := newFilesField(s.env, f, text)
	f.Add("files", fieldFiles.Say(), files.content, nil, files.get, files.set)
	f.Ticks("marks", fieldMarks.Say(), []string{"pinned", "important"}, []string{markPinned.Say(), markImport.Say()}, 2)
	if isNew || r.Audience == campus.StaffOnly {
		s.whenFields(f)
		if r.ID != "" || again.New() && again.Change.Audience != nil {
			initial["when"] = byHand
			if initial["date"] != "" {
				initial["when"] = onADate
			}
		}
	}
	f.OnSave = func(v widget.Values, done func(error)) { s.keep(f, r, documents, again, v, done) }
	f.Open(fyne.NewSize(820, 660), head, do, again.At(place), initial, r.Body)
}

// whenFields ask when it is published; the main button says what comes of it.
func (s *Screen) whenFields(f *widget.Form) {
	values, labels := []string{now, byHand, onADate}, []string{whenNow.Say(), whenDraft.Say(), whenDate.Say()}
	chosen := func(i int) {
		switch {
		case values[max(0, i)] == now:
			f.Name(publish.Say())
		default:
			f.Name(save.Say())
		}
	}
	sel := widget.NewSelect(labels, nil)
	sel.OnChanged = func(string) {
		f.Typed()
		chosen(sel.SelectedIndex())
	}
	f.OnOpen = func() { chosen(sel.SelectedIndex()) }
	f.Add("when", fieldWhen.Say(), widget.Framed(sel), sel, func() string { return values[max(0, sel.SelectedIndex())] }, func(v string) {
		for i := range values {
			if values[i] == v {
				sel.SetSelectedIndex(i)
			}
		}
	})
	f.Moment("date", fieldDate.Say(), dateHint, "08:00")
	f.Beside(2)
}

func valuesOf(r campus.Record) widget.Values {
	a := campus.As[campus.Article](r)
	v := widget.Values{"title": a.Title, "text": a.Text}
	var marks []string
	if a.Pinned {
		marks = append(marks, "pinned")
	}
	if a.Important {
		marks = append(marks, "important")
	}
	if v["marks"] = strings.Join(marks, " "); a.Publish > 0 && r.Audience != campus.Everyone {
		v["date"] = ui.WriteMoment(a.Publish)
	}
	return v
}

// keep makes one action of the article and its files.
func (s *Screen) keep(f *widget.Form, r campus.Record, documents []campus.Record, again *ui.Again, v widget.Values, done func(error)) {
	isNew := r.ID == ""
	r.Body = f.Base()
	a := campus.As[campus.Article](r)
	a.Title, a.Text = v["title"], v["text"]
	a.Pinned, a.Important = strings.Contains(v["marks"], "pinned"), strings.Contains(v["marks"], "important")
	audience := campus.Everyone
	if isNew || r.Audience == campus.StaffOnly {
		var err error
		if audience, a.Publish, err = s.date(v, a.Publish, isNew); err != nil {
			done(err)
			return
		}
	}
	space, id := r.Space, r.ID
	var changes []campus.Change
	if isNew {
		if space, id = campus.ID(v["space"]), campus.NewID(); space == "" {
			space = s.listed.may[0].ID
		}
		changes = []campus.Change{campus.Create(id, "article", &a).For(audience)}
	} else {
		c, differs := campus.Edit(r, &a)
		c = again.Based(c)
		publishes := audience != r.Audience
		if publishes {
			c = c.For(audience)
			for _, d := range documents {
				if d.Audience != audience {
					changes = append(changes, campus.Change{Record: d.ID, Kind: d.Kind}.For(audience))
				}
			}
		}
		if differs || publishes {
			changes = append([]campus.Change{c}, changes...)
		}
	}
	add, remove := fileChanges(v["files"], id, audience, documents)
	s.save(f, campus.Action{Space: space, Changes: append(changes, add...)}, remove, id, done)
}

// date reads when it is published: the audience until then, and the time.
func (s *Screen) date(v widget.Values, was int64, isNew bool) (campus.Audience, int64, error) {
	switch v["when"] {
	case byHand:
		return campus.StaffOnly, 0, nil
	case onADate:
		at, ok := ui.ReadMoment(v["date"], was)
		if !ok || !time.UnixMilli(at).After(s.env.Now()) {
			return "", 0, &campus.Error{Code: campus.Invalid, Field: "date", Message: badDate.Say()}
		}
		return campus.StaffOnly, at, nil
	}
	if isNew {
		return campus.Everyone, 0, nil // it is news from when it is made
	}
	return campus.Everyone, s.env.Now().UnixMilli(), nil
}

// save keeps an action and what is taken out, and shows the article.
func (s *Screen) save(f *widget.Form, a campus.Action, remove []campus.Change, id campus.ID, done func(error)) {
	ui.Do(s.env, func(ctx context.Context) error {
		if err := f.Keep(ctx, a); err != nil || len(remove) == 0 {
			return err
		}
		return s.env.Replica.Save(ctx, campus.Action{Space: a.Space, Changes: remove})
	}, func(err error) {
		done(err)
		if err == nil {
			s.opening = id
			s.load()
		}
	})
}
