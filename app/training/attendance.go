package training

import (
	"context"
	"sort"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// studentsOf lists the students of a class by name.
func studentsOf(ctx context.Context, env *ui.Env, class campus.ID, people *ui.People) (out []campus.ID, err error) {
	members, err := env.Replica.Records(ctx, campus.Query{Space: class, Kind: "membership"})
	for _, r := range members {
		if m := campus.As[campus.Membership](r); m.Role == campus.Member {
			out = append(out, m.Person)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return people.Name(out[i]) < people.Name(out[j]) })
	return out, err
}

// attendanceSheet is the sheet on which the staff enter who was in a session. Each entry
// is saved at once.
type attendanceSheet struct {
	table    *timetable
	class    campus.ID
	session  campus.Record
	guard    ui.Guard
	people   *ui.People
	students []campus.ID
	entries  map[campus.ID]campus.Record // by student
	list     *widget.List
	trouble  *widget.Trouble
	count    *widget.Line
	all      *widget.Button
	sheet    *widget.Sheet
}

func (t *timetable) attendanceSheet(r campus.Record) {
	a := &attendanceSheet{table: t, class: t.page.id, session: r, trouble: widget.NewTrouble(), count: widget.Quiet("")}
	a.list = widget.NewList(func() int { return len(a.students) }, func() fyne.CanvasObject { return newAttendanceRow() }, a.row)
	a.list.OnRune = func(i int, key rune) {
		if n := int(key - '1'); n >= 0 && n < len(campus.Attendances) && i >= 0 && i < len(a.students) {
			a.enter(a.students[i], campus.Attendances[n])
		}
	}
	a.list.OnSelected = func(i int) {
		a.list.UnselectAll()
		a.open(a.students[i])
	}
	a.all = widget.Main(allPresent.Say(), base.ConfirmIcon(), a.allPresent)
	head := widget.Stackup(6, widget.NewLine(oneLine(campus.As[campus.Session](r).Title)+dot+whenWord(campus.As[campus.Session](r), t.page.env.Now())),
		container.NewBorder(nil, nil, a.all, nil, widget.Inset(widget.Middle(a.count), 0, 0, 8, 0)), a.trouble)
	foot := widget.Quiet(keysHint.Say())
	a.sheet = widget.ShowSheet(t.page.env.Window, fyne.NewSize(820, 560), attendanceWord.Say(),
		container.NewBorder(head, foot, nil, nil, widget.Inset(a.list, 0, 0, -12, -12)),
		widget.NewButton(closing.Say(), nil, func() { a.sheet.Hide() }))
	t.entering = a
	a.load()
	widget.Focus(a.list)
}

func (a *attendanceSheet) load() {
	env, class, session := a.table.page.env, a.class, a.session.ID
	type look struct {
		people   *ui.People
		students []campus.ID
		entries  map[campus.ID]campus.Record
	}
	ui.Load(env, &a.guard, func(ctx context.Context) (k look, err error) {
		if k.people, err = env.People.Get(ctx); err != nil {
			return k, err
		}
		if k.students, err = studentsOf(ctx, env, class, k.people); err != nil {
			return k, err
		}
		entries, err := env.Replica.Records(ctx, campus.Query{Space: class, Kind: "attendance", Of: session})
		if err == nil {
			err = widget.WithVersions(ctx, env.Replica, entries)
		}
		k.entries = map[campus.ID]campus.Record{}
		for _, r := range entries {
			k.entries[campus.As[campus.Attendance](r).Student] = r
		}
		return k, err
	}, func(k look, err error) {
		a.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		a.people, a.students, a.entries = k.people, k.students, k.entries
		n := 0
		for _, s := range a.students {
			if _, has := a.entries[s]; has {
				n++
			}
		}
		a.count.SetText(enteredOf.Say(n, len(a.students)))
		if n == len(a.students) {
			a.all.Disable()
		} else {
			a.all.Enable()
		}
		a.list.Refresh()
	})
}

// change makes the change that enters a state for a student.
func (a *attendanceSheet) change(student campus.ID, state string) (campus.Change, bool) {
	r, has := a.entries[student]
	if !has {
		return campus.Attend(a.session, student, state), true
	}
	was := campus.As[campus.Attendance](r)
	if was.State == state {
		return campus.Change{}, false // minutes that were written by hand stay
	}
	was.State = state
	was.Minutes = was.Whole(campus.As[campus.Session](a.session))
	return campus.Edit(r, &was)
}

func (a *attendanceSheet) enter(student campus.ID, state string) {
	if c, differs := a.change(student, state); differs {
		a.save(c)
	}
}

// allPresent enters all for whom nothing was entered yet.
func (a *attendanceSheet) allPresent() {
	var changes []campus.Change
	for _, s := range a.students {
		if _, has := a.entries[s]; !has {
			changes = append(changes, campus.Attend(a.session, s, campus.Present))
		}
	}
	a.save(changes...)
}

func (a *attendanceSheet) save(changes ...campus.Change) {
	env := a.table.page.env
	actions := campus.Pack(a.class, changes)
	ui.Do(env, func(ctx context.Context) error {
		for _, action := range actions {
			if err := env.Replica.Save(ctx, action); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		a.load()
		a.table.load()
		a.trouble.Say(ui.Sentence(err))
	})
}

// open asks how many minutes count, or which of two entries holds.
func (a *attendanceSheet) open(student campus.ID) {
	r, has := a.entries[student]
	if !has {
		return
	}
	env := a.table.page.env
	if len(r.Versions) > 0 {
		widget.ShowVersions(env, r, a.people, []widget.Question{{Field: "state", Label: attendanceWord.Say()}, {Field: "minutes", Label: minutesCount.Say()}}, true, func(err error) {
			a.load()
			a.trouble.Say(ui.Sentence(err))
		})
		return
	}
	was := campus.As[campus.Attendance](r)
	f := widget.NewForm(env)
	f.Line("minutes", minutesCount.Say(), "")
	past := container.NewHBox(widget.NewButton(widget.HistoryWord(), base.HistoryIcon(), func() { widget.OpenHistory(env, r, true) }))
	f.Add("past", "", past, nil, func() string { return "" }, func(string) {})
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		now := campus.As[campus.Attendance](r)
		minutes, err := readCount("minutes", v["minutes"], 0, int(campus.MaxSession.Minutes()))
		if err != nil {
			done(err)
			return
		}
		now.Minutes = minutes
		action := campus.Action{Space: a.class}
		if c, differs := campus.Edit(r, &now); differs {
			action.Changes = []campus.Change{c}
		}
		ui.Do(env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			a.load()
		})
	}
	f.Open(fyne.NewSize(420, 260), oneLine(a.people.Name(student)), saved.Say(), "attendance/"+string(r.ID), widget.Values{"minutes": strconv.Itoa(was.Minutes)}, r.Body)
	a.table.page.screen.form = f
}

// attendanceRow is a student with the four states.
type attendanceRow struct {
	fw.BaseWidget
	row    *widget.Row
	states []*widget.Button
	enter  func(state string)
}

func newAttendanceRow() fyne.CanvasObject {
	r := &attendanceRow{row: widget.NewAvatarRow()}
	for _, state := range campus.Attendances {
		r.states = append(r.states, widget.NewButton(stateWord(state), nil, func() { r.enter(state) }))
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *attendanceRow) CreateRenderer() fyne.WidgetRenderer {
	buttons := widget.Beside(4)
	for _, b := range r.states {
		buttons.Add(widget.Middle(b))
	}
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, nil, widget.Inset(buttons, 0, 0, 0, 12), r.row))
}

func (a *attendanceSheet) row(i int, o fyne.CanvasObject) {
	r, student := o.(*attendanceRow), a.students[i]
	rec := a.entries[student]
	entry := campus.As[campus.Attendance](rec)
	name := oneLine(a.people.Name(student))
	below := notEntered.Say()
	switch {
	case len(rec.Versions) > 0:
		below = differing.Say()
	case rec.ID != "":
		below = minutesWord.Count(entry.Minutes)
	}
	r.row.SetPerson(name, string(student))
	r.row.Set(name, below, "", rec.Waiting)
	r.enter = func(state string) { a.enter(student, state) }
	for n, state := range campus.Attendances {
		importance := fw.MediumImportance
		if rec.ID != "" && entry.State == state {
			importance = fw.HighImportance
		}
		if r.states[n].Importance != importance {
			r.states[n].Importance = importance
			r.states[n].Refresh()
		}
	}
}
