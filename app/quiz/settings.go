package quiz

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The switches of a quiz, as a form keeps them.
const (
	switchShuffle = "shuffle"
	switchOne     = "one"
	switchAtOnce  = "atonce"
)

// settings makes a quiz, or edits its rules.
func (l *List) settings(r campus.Record) {
	if r.ID == "" {
		widget.Menu(l.env.Window, l.head, widget.Item(newGraded.Say(), func() { l.settingsOf(r, false) }), widget.Item(newPractice.Say(), func() { l.settingsOf(r, true) }))
		return
	}
	l.settingsOf(r, campus.As[campus.Quiz](r).Practice)
}

func (l *List) settingsOf(r campus.Record, practising bool) {
	was, class := campus.As[campus.Quiz](r), l.class
	f := widget.NewForm(l.env)
	f.Line("title", fieldTitle.Say(), "")
	f.Area("text", fieldIntro.Say(), "", 3)
	f.Moment("opens", fieldOpens.Say(), dateHint, "08:00")
	f.Moment("due", fieldDue.Say(), dateHint, "17:00")
	f.Moment("closes", fieldCloses.Say(), dateHint, "17:00")
	f.Beside(3)
	f.Line("minutes", fieldMinutes.Say(), "")
	f.Line("attempts", fieldAttempts.Say(), "")
	options, labels := []string{switchShuffle, switchOne}, []string{optionShuffle.Say(), optionOne.Say()}
	if practising {
		f.Beside(2)
	} else {
		f.Line("weight", fieldWeight.Say(), "")
		f.Beside(3)
		options, labels = append(options, switchAtOnce), append(labels, optionAtOnce.Say())
	}
	f.Pick("counts", fieldCounts.Say(), []string{string(campus.CountBest), string(campus.CountLast), string(campus.CountFirst)}, []string{countBest.Say(), countLast.Say(), countFirst.Say()}, false)
	f.Moment("publish", fieldPublish.Say(), dateHint, "08:00")
	f.Beside(2)
	f.Ticks("switches", fieldSwitches.Say(), options, labels, 1)
	initial := widget.Values{"attempts": "1", "weight": "1", "counts": string(campus.CountBest), "switches": switchAtOnce, "minutes": "0"}
	place, head := "quiz/new/"+string(class), newGraded.Say()
	if practising {
		place, head = place+"/practice", newPractice.Say()
		initial["attempts"], initial["switches"] = "0", switchShuffle
	}
	if r.ID != "" {
		place, head = "quiz/settings/"+string(r.ID), editQuiz.Say()
		initial = widget.Values{"title": was.Title, "text": was.Text, "opens": ui.WriteMoment(was.Opens), "due": ui.WriteMoment(was.Due), "closes": ui.WriteMoment(was.Closes), "publish": ui.WriteMoment(was.Publish),
			"minutes": number(float64(was.Minutes)), "attempts": number(float64(was.Attempts)), "weight": number(was.Weight), "counts": string(was.Counts), "switches": switchesOf(was)}
		if was.Counts == "" {
			initial["counts"] = string(campus.CountBest)
		}
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base() // what its author was looking at
		q, err := readSettings(campus.As[campus.Quiz](r), v, l.env.Now())
		if err != nil {
			done(err)
			return
		}
		q.Practice = practising
		id, action := r.ID, campus.Action{Space: class}
		if id == "" { // a draft, until it is published
			id = campus.NewID()
			action.Changes = []campus.Change{campus.Create(id, "quiz", &q).For(campus.StaffOnly)}
		} else if change, differs := campus.Edit(r, &q); differs {
			action.Changes = []campus.Change{change}
		}
		ui.Do(l.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			if err == nil && l.class == class {
				l.Show(id)
			}
		})
	}
	f.Open(fyne.NewSize(700, 680), head, save.Say(), place, initial, r.Body)
	l.form = f
}

// switchesOf are those that are on, in the order in which the form has them.
func switchesOf(q campus.Quiz) string {
	var on []string
	for _, one := range []struct {
		name string
		is   bool
	}{{switchShuffle, q.Shuffle}, {switchOne, q.OneByOne}, {switchAtOnce, q.AtOnce && !q.Practice}} {
		if one.is {
			on = append(on, one.name)
		}
	}
	return strings.Join(on, " ")
}

func readSettings(q campus.Quiz, v widget.Values, now time.Time) (campus.Quiz, error) {
	q.Title, q.Text, q.Counts = v["title"], v["text"], campus.Counting(v["counts"])
	on := map[string]bool{}
	for _, name := range strings.Fields(v["switches"]) {
		on[name] = true
	}
	q.Shuffle, q.OneByOne, q.AtOnce = on[switchShuffle], on[switchOne], on[switchAtOnce] && !q.Practice
	var err error
	for field, to := range map[string]*int64{"opens": &q.Opens, "due": &q.Due, "closes": &q.Closes} {
		if *to, err = ui.Moment(field, v[field], *to); err != nil {
			return q, err
		}
	}
	if q.Publish, err = ui.Ahead("publish", v["publish"], q.Publish, now); err != nil {
		return q, err
	}
	for field, to := range map[string]*int{"minutes": &q.Minutes, "attempts": &q.Attempts} {
		n, err := readNumber(field, v[field])
		if err != nil {
			return q, err
		}
		*to = int(n)
	}
	q.Weight, err = readNumber("weight", v["weight"])
	return q, err
}

// copy makes a new draft with the same questions, of the other sort or of the same.
func (l *List) copy(r campus.Record, practising bool) {
	q, id := campus.As[campus.Quiz](r), campus.NewID()
	q.Practice = practising
	action := campus.Action{Space: l.class, Changes: campus.CopyQuiz(id, q, l.look.key(r.ID))}
	ui.Do(l.env, func(ctx context.Context) error { return l.env.Replica.Save(ctx, action) }, func(err error) {
		l.after(err)
		if err == nil {
			l.Show(id)
		}
	})
}
