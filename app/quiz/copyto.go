package quiz

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// copyTo asks into which class a quiz is to be copied, and makes the copy there.
func (l *List) copyTo(r campus.Record) {
	var all []campus.Space
	ui.Do(l.env, func(ctx context.Context) (err error) {
		all, err = l.env.Replica.Spaces(ctx, campus.InClass)
		return err
	}, func(err error) {
		if err != nil {
			l.after(err)
			return
		}
		var ids, titles []string
		for _, c := range all {
			if c.Role.Leads() {
				ids, titles = append(ids, string(c.ID)), append(titles, oneLine(c.Name))
			}
		}
		l.copyForm(r, ids, titles)
	})
}

func (l *List) copyForm(r campus.Record, ids, titles []string) {
	q, key, id := campus.As[campus.Quiz](r), l.look.key(r.ID), campus.NewID()
	f := widget.NewForm(l.env)
	f.Line("title", fieldTitle.Say(), "")
	f.Pick("class", intoClass.Say(), ids, titles, false)
	f.Note(copyNote.Say())
	var actions []campus.Action
	done := 0 // sets that are saved: who tries again goes on there
	f.OnSave = func(v widget.Values, ended func(error)) {
		to := campus.ID(v["class"])
		if to == "" {
			ended(campus.Errorf(campus.Invalid, "%s", chooseClass.Say()))
			return
		}
		q := q.Undated()
		q.Title = v["title"]
		if err := q.Validate(); err != nil {
			ended(err)
			return
		}
		if done == 0 {
			actions = campus.Pack(to, campus.CopyQuiz(id, q, key))
		}
		ui.Do(l.env, func(ctx context.Context) error {
			for last := len(actions) - 1; done < last; done++ { // a key that is too large to travel with its quiz
				if err := l.env.Replica.Save(ctx, actions[done]); err != nil {
					return err
				}
			}
			return f.Keep(ctx, actions[done])
		}, func(err error) {
			ended(err)
			switch {
			case err != nil:
			case actions[0].Space == l.class:
				l.Show(id)
			default:
				l.env.Go(ui.Place{Section: ui.SectionTraining, Space: actions[0].Space, Record: id})
			}
		})
	}
	initial := widget.Values{"title": q.Title, "class": string(r.Space)}
	f.Open(fyne.NewSize(520, 380), copyToClass.Say(), copyWord.Say(), "quiz/copy/"+string(r.ID), initial, nil)
	l.form = f
}
