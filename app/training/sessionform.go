package training

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// mostWeeks is how long a session repeats: a year.
const mostWeeks = 52

// sessionForm makes a session, or several of them, or edits one; again is what was
// refused of it.
func (t *timetable) sessionForm(r campus.Record, again *ui.Again) {
	env, class := t.page.env, t.page.id
	was := campus.As[campus.Session](again.Over(r))
	f := widget.NewForm(env)
	f.Line("title", versionTitle.Say(), "")
	f.Moment("start", fieldStart.Say(), "", "09:00")
	f.Line("end", fieldMinutes.Say(), "")
	initial := widget.Values{"title": was.Title, "link": was.Link, "about": was.About, "end": "60"}
	place, head := "session/new/"+string(class), newSession.Say()
	if r.ID == "" {
		f.Line("weeks", fieldWeeks.Say(), "")
		f.Beside(3)
		initial["weeks"] = "1"
	} else {
		f.Beside(2)
		place, head = "session/"+string(r.ID), editSession.Say()
	}
	if was.Start > 0 {
		initial["start"], initial["end"] = ui.WriteMoment(was.Start), strconv.Itoa(int(was.Length().Minutes()))
	}
	f.Line("link", fieldLink.Say(), "https://")
	f.Area("about", classAbout.Say(), "", 4)
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base() // what its author was looking at
		action := campus.Action{Space: class}
		s, err := readSession(campus.As[campus.Session](r), v)
		if err == nil {
			action.Changes, err = sessionChanges(r, s, v)
		}
		if err != nil {
			done(err)
			return
		}
		if r.ID != "" && len(action.Changes) > 0 {
			action.Changes[0] = again.Based(action.Changes[0])
		}
		ui.Do(env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			t.week = s.From()
			t.load()
		})
	}
	f.Open(fyne.NewSize(640, 480), head, saved.Say(), again.At(place), initial, r.Body)
	t.page.screen.form = f
}

func readSession(s campus.Session, v widget.Values) (campus.Session, error) {
	s.Title, s.Link, s.About = v["title"], campus.WholeURL(v["link"]), v["about"]
	before, length := s.Start, int(s.Length().Minutes())
	var err error
	if s.Start, err = ui.Moment("start", v["start"], before); err != nil {
		return s, err
	}
	minutes, err := readCount("end", v["end"], 1, int(campus.MaxSession.Minutes()))
	if err != nil {
		return s, err
	}
	if s.Start != before || minutes != length { // else to the millisecond as it was
		s.End = s.Start + int64(minutes)*time.Minute.Milliseconds()
	}
	return s, s.Validate()
}

// sessionChanges makes a session, once for each week, or changes one.
func sessionChanges(r campus.Record, s campus.Session, v widget.Values) (out []campus.Change, err error) {
	if r.ID != "" {
		if c, differs := campus.Edit(r, &s); differs {
			out = append(out, c)
		}
		return out, nil
	}
	weeks, err := readCount("weeks", v["weeks"], 1, mostWeeks)
	if err != nil {
		return nil, err
	}
	for _, one := range campus.Weekly(s, weeks, time.Local) {
		out = append(out, campus.Create(campus.NewID(), "session", &one))
	}
	return out, nil
}

// readCount reads a whole number within bounds.
func readCount(field, s string, least, most int) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		return 0, &campus.Error{Code: campus.Invalid, Field: field, Message: badCount.Say(widget.Clean(s), least, most)}
	}
	return n, nil
}
