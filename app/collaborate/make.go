package collaborate

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

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
	indexes := make([]string, len(campus.StudyAreas)) // names of areas hold spaces
	for i := range indexes {
		indexes[i] = strconv.Itoa(i)
	}
	f.Ticks("areas", fieldArea.Say(), indexes, lang.Terms(campus.StudyAreas), 2)
	f.Line("send", fieldSend.Say(), "10")
	f.Line("receive", fieldReceive.Say(), "10")
	f.Beside(2)
	f.Day("from", fieldFrom.Say(), dayHint)
	f.Day("to", fieldTo.Say(), dayHint)
	f.Day("deadline", fieldDeadline.Say(), dayHint)
	f.Beside(3)
	codes := make([]string, len(campus.Countries))
	for i, c := range campus.Countries {
		codes[i] = c.Code
	}
	f.Ticks("countries", fieldCountries.Say(), codes, ui.Countries(), 4)
	tags, names := ui.LanguageOptions()
	f.Ticks("languages", fieldLanguage.Say(), tags, names, 4)
	size := fyne.NewSize(720, 660)
	initial := valuesOf(campus.As[campus.Request](again.Over(r)))
	if r.ID == "" {
		f.OnSave = func(v widget.Values, done func(error)) {
			value, err := valueOf(v, campus.Request{}, s.env.Now())
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
		value, err := valueOf(v, campus.As[campus.Request](r), s.env.Now())
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
	v := widget.Values{"title": r.Title, "text": r.Text, "areas": areaIndexes(r.AllAreas()), "countries": r.Countries, "languages": r.Languages,
		"from": r.From, "to": r.To, "deadline": r.Deadline}
	if r.Send > 0 {
		v["send"] = strconv.Itoa(r.Send)
	}
	if r.Receive > 0 {
		v["receive"] = strconv.Itoa(r.Receive)
	}
	return v
}

// valueOf brings what was filled in into a request.
func valueOf(v widget.Values, r campus.Request, now time.Time) (campus.Request, error) {
	r.Title, r.Text, r.Countries, r.Languages = v["title"], v["text"], v["countries"], v["languages"]
	if v["deadline"] != r.Deadline {
		if err := ui.NotPast("deadline", v["deadline"], now); err != nil { // it would be over when it is put up
			return r, err
		}
	}
	r.From, r.To, r.Deadline = v["from"], v["to"], v["deadline"]
	if v["areas"] != areaIndexes(r.AllAreas()) {
		r.Area, r.Areas = areasOf(v["areas"], r.AllAreas())
	}
	var err error
	if r.Send, err = students("send", v["send"]); err != nil {
		return r, err
	}
	r.Receive, err = students("receive", v["receive"])
	return r, err
}

// areaIndexes are the study areas of our list as the form has them.
func areaIndexes(areas []string) string {
	var out []string
	for i, a := range campus.StudyAreas {
		if slices.Contains(areas, a) {
			out = append(out, strconv.Itoa(i))
		}
	}
	return strings.Join(out, " ")
}

// areasOf reads what was ticked. An area that is not in our list stays.
func areasOf(ticked string, before []string) (first string, more []string) {
	var all []string
	for _, t := range strings.Fields(ticked) {
		if i, err := strconv.Atoi(t); err == nil && i >= 0 && i < len(campus.StudyAreas) {
			all = append(all, campus.StudyAreas[i])
		}
	}
	for _, a := range before {
		if !slices.Contains(campus.StudyAreas, a) {
			all = append(all, a)
		}
	}
	if len(all) == 0 {
		return "", nil
	}
	return all[0], all[1:]
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
