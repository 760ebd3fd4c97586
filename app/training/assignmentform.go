package training

import (
	"context"
	"math"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// assignmentForm makes an assignment, or edits one; again is what was refused of it.
func (s *Screen) assignmentForm(r campus.Record, again *ui.Again) {
	was := campus.As[campus.Assignment](again.Over(r))
	class := s.current
	f := widget.NewForm(s.env)
	f.Line("title", versionTitle.Say(), "")
	text := f.Area("text", fieldTask.Say(), "", 6)
	pictures := newPictureField(s.env, f, text)
	f.Add("pictures", taskPictures.Say(), pictures.content, nil, pictures.get, pictures.set)
	f.Moment("due", fieldDue.Say(), "", "17:00")
	if r.ID == "" || r.Audience == campus.StaffOnly { // what is published needs no date for it
		f.Moment("publish", taskPublish.Say(), "", "08:00")
		f.Beside(2)
	}
	points := f.Line("points", fieldPoints.Say(), "")
	f.Line("weight", fieldWeight.Say(), "")
	f.Beside(2)
	rubric := f.Area("rubric", fieldRubric.Say(), "", 4)
	f.Note(rubricSum.Say())
	summed(f, points, rubric)
	initial := widget.Values{"points": "100", "weight": "1"}
	if units := s.class.class.units; len(units) > 0 {
		pickUnit(f, units)
	}
	place, head, do := "assignment/new/"+string(class), newAssignment.Say(), saved.Say()
	if r.ID != "" {
		place, head = "assignment/"+string(r.ID), editAssignment.Say()
	}
	if r.ID != "" || again != nil {
		initial = widget.Values{"title": was.Title, "text": was.Text, "points": number(was.Most()), "weight": number(was.Weight), "rubric": rubricText(was.Rubric),
			"due": ui.WriteMoment(was.Due), "publish": ui.WriteMoment(was.Publish), "unit": string(was.Unit)}
		pictures.docs = picturesOf(again)
		initial["pictures"] = pictures.get()
	}
	f.OnSave = func(v widget.Values, done func(error)) { s.saveAssignment(f, r, again, class, pictures.docs, v, done) }
	f.Open(fyne.NewSize(640, 680), head, do, again.At(place), initial, r.Body)
	s.form = f
}

func (s *Screen) saveAssignment(f *widget.Form, r campus.Record, again *ui.Again, class campus.ID, pictures []campus.Document, v widget.Values, done func(error)) {
	r.Body = f.Base() // what its author was looking at
	was := campus.As[campus.Assignment](r)
	if again.New() {
		was = campus.As[campus.Assignment](again.Over(r)) // its criteria keep their IDs
	}
	a, err := readAssignment(was, v, s.env.Now())
	if err != nil {
		done(err)
		return
	}
	id, to, action := r.ID, r.Audience, campus.Action{Space: class}
	if id == "" { // a draft, until it is published
		id, to = campus.NewID(), campus.StaffOnly
		action.Changes = []campus.Change{campus.Create(id, "assignment", &a).For(to)}
	} else if change, differs := campus.Edit(r, &a); differs {
		action.Changes = []campus.Change{again.Based(change)}
	}
	action.Changes = append(action.Changes, picturesFor(id, pictures, to)...)
	ui.Do(s.env, func(ctx context.Context) error {
		return f.Keep(ctx, action)
	}, func(err error) {
		done(err)
		if book := s.gradebook; book != nil && s.pages.Top() == book.content {
			return // it follows by itself
		}
		if err == nil && s.current == class {
			s.openAssignment(id)
		}
	})
}

// summed shows in the field of the points what a rubric adds up to, and locks it then.
func summed(f *widget.Form, points, rubric *widget.Entry) {
	follow := func() {
		a, err := readRubric(nil, rubric.Words())
		if err != nil || len(a) == 0 {
			points.Enable()
			return
		}
		points.SetText(number(campus.Assignment{Rubric: a}.Most()))
		points.Disable()
	}
	rubric.OnChanged = func(string) {
		follow()
		f.Typed()
	}
	f.OnOpen = follow
}

// readAssignment reads the fields of the form into an assignment.
func readAssignment(a campus.Assignment, v widget.Values, now time.Time) (campus.Assignment, error) {
	points := a.Points
	a.Title, a.Text = v["title"], v["text"]
	if unit, asked := v["unit"]; asked {
		a.Unit = campus.ID(unit)
	}
	for field, to := range map[string]*float64{"points": &a.Points, "weight": &a.Weight} {
		n, err := readNumber(field, v[field])
		if err != nil {
			return a, err
		}
		*to = n
	}
	var err error
	if a.Due, err = ui.Moment("due", v["due"], a.Due); err != nil {
		return a, err
	}
	if at, asked := v["publish"]; asked {
		if a.Publish, err = ui.Ahead("publish", at, a.Publish, now); err != nil {
			return a, err
		}
	}
	had := len(a.Rubric) > 0
	if a.Rubric, err = readRubric(a.Rubric, v["rubric"]); had && len(a.Rubric) > 0 {
		a.Points = points // they count for nothing, and nobody has changed them
	}
	return a, err
}

// readNumber reads points; a comma does as a point does.
func readNumber(field, s string) (float64, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return 0, &campus.Error{Code: campus.Invalid, Field: field, Message: badNumber.Say(widget.Clean(s))}
	}
	return n, nil
}

// rubricText writes a rubric as lines.
func rubricText(all []campus.Criterion) string {
	lines := make([]string, len(all))
	for i, c := range all {
		lines[i] = c.Name + ": " + number(c.Points)
	}
	return strings.Join(lines, "\n")
}

// readRubric reads lines "name: points". A criterion whose name stays keeps its ID, and
// with it the scores that were given.
func readRubric(old []campus.Criterion, text string) ([]campus.Criterion, error) {
	known := map[string]campus.Criterion{}
	for _, c := range old {
		known[c.Name] = c
	}
	var out []campus.Criterion
	ids := campus.Assignment{Rubric: old}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		i := strings.LastIndex(line, ":")
		if i < 0 {
			return nil, &campus.Error{Code: campus.Invalid, Field: "rubric", Message: badRubric.Say()}
		}
		name := strings.TrimSpace(line[:i])
		n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(line[i+1:]), ",", ".", 1), 64)
		if err != nil || name == "" {
			return nil, &campus.Error{Code: campus.Invalid, Field: "rubric", Message: badRubric.Say()}
		}
		c, has := known[name]
		if !has {
			c = campus.Criterion{ID: ids.CriterionID(), Name: name}
			ids.Rubric = append(ids.Rubric, c)
		}
		c.Points = n
		out = append(out, c)
	}
	return out, nil
}
