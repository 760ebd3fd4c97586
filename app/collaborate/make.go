package collaborate

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// form puts a request on the board, or changes one; again is what was refused of
// it.
func (s *Screen) form(r campus.Record, again *ui.Again) {
	f := widget.NewForm(s.env)
	f.Line("title", fieldTitle.Say(), titleHint.Say())
	f.Area("text", fieldText.Say(), textHint.Say(), 6)
	f.Pick("area", fieldArea.Say(), campus.StudyAreas, lang.Terms(campus.StudyAreas), true)
	f.Line("send", fieldSend.Say(), "10")
	f.Line("receive", fieldReceive.Say(), "10")
	f.Line("deadline", fieldDeadline.Say(), dayHint)
	f.Beside(3)
	tags, names := ui.LanguageOptions()
	f.Ticks("languages", fieldLanguage.Say(), tags, names, 4)
	size := fyne.NewSize(720, 660)
	initial := valuesOf(campus.As[campus.Request](again.Over(r)))
	if r.ID == "" {
		f.OnSave = func(v widget.Values, done func(error)) {
			value, err := valueOf(v, campus.Request{})
			if err != nil {
				done(err)
				return
			}
			action := campus.NewRequest(s.listed.commons, value)
			s.save(f, action, action.Changes[0].Record, done)
		}
		f.Open(size, newTitle.Say(), putUp.Say(), again.At("request/new"), initial, nil)
		return
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		value, err := valueOf(v, campus.As[campus.Request](r))
		if err != nil {
			done(err)
			return
		}
		action := campus.Action{Space: r.Space}
		if c, differs := campus.Edit(r, &value); differs {
			action.Changes = []campus.Change{again.Based(c)}
		}
		s.save(f, action, r.ID, done)
	}
	f.Open(size, editTitle.Say(), save.Say(), again.At("request/"+string(r.ID)), initial, r.Body)
}

func valuesOf(r campus.Request) widget.Values {
	v := widget.Values{"title": r.Title, "text": r.Text, "area": r.Area, "languages": r.Languages, "deadline": r.Deadline}
	if r.Send > 0 {
		v["send"] = strconv.Itoa(r.Send)
	}
	if r.Receive > 0 {
		v["receive"] = strconv.Itoa(r.Receive)
	}
	return v
}

// valueOf brings what was filled in into a request.
func valueOf(v widget.Values, r campus.Request) (campus.Request, error) {
	r.Title, r.Text, r.Area, r.Languages, r.Deadline = v["title"], v["text"], v["area"], v["languages"], v["deadline"]
	var err error
	if r.Send, err = students("send", v["send"]); err != nil {
		return r, err
	}
	r.Receive, err = students("receive", v["receive"])
	return r, err
}

func students(field, s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, &campus.Error{Code: campus.Invalid, Field: field, Message: notNumber.Say()}
	}
	return n, nil
}

// save keeps an action and shows the request.
func (s *Screen) save(f *widget.Form, a campus.Action, id campus.ID, done func(error)) {
	ui.Do(s.env, func(ctx context.Context) error { return f.Keep(ctx, a) }, func(err error) {
		done(err)
		if err == nil {
			s.opening = id
			s.load()
		}
	})
}
