package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The two choices of who sees a mark.
const (
	seenByStaff   = "staff"
	seenByStudent = "student"
)

// markForm opens the sheet on which a teacher marks a student's work.
func (p *assignmentPage) markForm(student campus.ID) {
	a, class := p.assignment(), p.class
	id := campus.MarkID(p.id, student)
	r := p.look.marks[id]
	was := campus.As[campus.Mark](r)
	f := widget.NewForm(p.env)
	initial := widget.Values{"comment": was.Comment, "seen": seenByStaff}
	if len(a.Rubric) == 0 {
		f.Line("score", pointsOf.Say("…", number(a.Points)), "")
		if was.Score != nil {
			initial["score"] = number(*was.Score)
		}
	}
	for _, c := range a.Rubric {
		f.Line("rubric/"+c.ID, pointsOf.Say(oneLine(c.Name), number(c.Points)), "")
		if s, has := was.Scores[c.ID]; has {
			initial["rubric/"+c.ID] = number(s)
		}
	}
	f.Area("comment", comment.Say(), "", 4)
	f.Pick("seen", seenBy.Say(), []string{seenByStaff, seenByStudent}, []string{forStaff.Say(), forStudent.Say()}, false)
	if campus.MarkReturned(r) {
		initial["seen"] = seenByStudent
	}
	latest := campus.ID("")
	if all := p.look.of(p.id, student); len(all) > 0 {
		latest = all[0].ID
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base() // what the teacher was looking at
		m, err := readMark(campus.As[campus.Mark](r), a, v)
		if err != nil {
			done(err)
			return
		}
		m.Assignment, m.Student, m.Submission = p.id, student, latest
		action, to := campus.Action{Space: class}, campus.StaffOnly
		if v["seen"] == seenByStudent {
			to = campus.Audience(student)
		}
		switch change, differs := campus.Edit(r, &m); {
		case r.ID == "":
			action.Changes = []campus.Change{campus.Create(id, "mark", &m).For(to)}
		case differs || r.Audience != to:
			change.Record, change.Kind = r.ID, r.Kind
			action.Changes = []campus.Change{change.For(to)}
		}
		ui.Do(p.env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			p.load()
		})
	}
	f.Open(fyne.NewSize(560, 640), markOf.Say(oneLine(p.look.people.Name(student))), saved.Say(), "mark/"+string(id), initial, r.Body)
	p.form = f
}

// readMark reads the fields of the form into a mark.
func readMark(m campus.Mark, a campus.Assignment, v widget.Values) (campus.Mark, error) {
	m.Comment, m.Score = v["comment"], nil
	if s := v["score"]; s != "" && len(a.Rubric) == 0 {
		n, err := readNumber("score", s)
		if err != nil {
			return m, err
		}
		m.Score = &n
	}
	scores := map[string]float64{}
	for id, s := range m.Scores {
		scores[id] = s
	}
	for _, c := range a.Rubric {
		delete(scores, c.ID)
		if s := v["rubric/"+c.ID]; s != "" {
			n, err := readNumber("rubric/"+c.ID, s)
			if err != nil {
				return m, err
			}
			scores[c.ID] = n
		}
	}
	if m.Scores = nil; len(scores) > 0 {
		m.Scores = scores
	}
	return m, nil
}
