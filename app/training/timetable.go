package training

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// timetable is the tab Timetable: the sessions of a class, week by week.
type timetable struct {
	page  *classPage
	guard ui.Guard
	look  sessions
	// entering is the sheet of attendance that was opened last.
	entering *attendanceSheet
	week     time.Time // in the week that is shown
	shown    []campus.Record
	list     *widget.List
	make     *widget.Button
	publish  *widget.Button // all drafts
	label    *widget.Line
	zone     *widget.Line
	empty    *fyne.Container
	content  fyne.CanvasObject
}

// sessions is what one look at the timetable of a class gives.
type sessions struct {
	class      campus.ID
	actor      campus.Actor
	people     *ui.People
	all        []campus.Record
	attendance map[campus.ID]campus.Record
	entered    map[campus.ID]int // by session, of the week that is shown
	students   []campus.ID
}

func newTimetable(p *classPage) *timetable {
	t := &timetable{page: p, label: widget.Bold("").Full(), zone: widget.Quiet(""), empty: container.NewStack()}
	t.list = widget.NewList(func() int { return len(t.shown) }, func() fyne.CanvasObject { return widget.NewIconRow(theme.IconSession) }, t.row)
	t.list.OnSelected = func(i int) {
		t.list.UnselectAll()
		t.sheet(t.shown[i])
	}
	t.make = widget.Main(newSession.Say(), base.ContentAddIcon(), func() { t.sessionForm(campus.Record{}, nil) })
	t.make.Hide()
	t.publish = widget.NewButton(publishSessions.Say(), base.MailSendIcon(), t.publishAll)
	t.publish.Hide()
	back := widget.Plain("", base.NavigateBackIcon(), func() { t.turn(-7) })
	next := widget.Plain("", base.NavigateNextIcon(), func() { t.turn(7) })
	today := widget.NewButton(thisWeek.Say(), nil, func() { t.goTo(t.page.env.Now()) })
	hours := widget.NewButton(hoursWord.Say(), base.ListIcon(), func() { p.screen.openProgress() })
	bar := widget.Beside(6, t.make, back, today, next, widget.Middle(t.label))
	head := widget.Inset(container.NewBorder(nil, nil, bar, widget.Beside(6, t.publish, hours), widget.Inset(widget.Middle(t.zone), 0, 0, 10, 8)), 8, 8, widget.Edge, widget.Edge)
	t.content = container.NewBorder(head, nil, nil, nil, container.NewStack(t.list, t.empty))
	return t
}

func (t *timetable) turn(days int) { t.goTo(t.week.AddDate(0, 0, days)) }

// goTo shows another week.
func (t *timetable) goTo(week time.Time) {
	t.show(week)
	t.load()
}

// load looks at the sessions of the class that is open.
func (t *timetable) load() {
	env, id := t.page.env, t.page.id
	if t.week.IsZero() {
		t.week = env.Now()
	}
	week := t.week
	ui.Load(env, &t.guard, func(ctx context.Context) (sessions, error) { return loadSessions(ctx, env, id, week) }, func(k sessions, err error) {
		if err != nil {
			t.page.trouble.Say(ui.Sentence(err))
			return
		}
		t.look = k
		widget.ShowIf(t.make, ui.MayCreate(k.actor, campus.InClass, "session"))
		widget.ShowIf(t.publish, len(drafts(k.all)) > 0 && ui.MayCreate(k.actor, campus.InClass, "session"))
		t.show(t.week)
		n := 0
		for _, r := range campus.SessionsBetween(k.all, env.Now(), env.Now().AddDate(0, 0, 7)) {
			if !campus.As[campus.Session](r).Cancelled {
				n++
			}
		}
		t.page.label(timetableTab, tabTimetable.Say(), n)
	})
}

// loadSessions looks at the timetable of a class: for a student with the own attendance,
// for the staff with how many were entered in a week. All of it may be thousands.
func loadSessions(ctx context.Context, env *ui.Env, class campus.ID, week time.Time) (k sessions, err error) {
	k = sessions{class: class, attendance: map[campus.ID]campus.Record{}, entered: map[campus.ID]int{}}
	if class == "" {
		return k, nil
	}
	if k.actor, err = env.Replica.Actor(ctx, class); err != nil {
		return k, err
	}
	if k.people, err = env.People.Get(ctx); err != nil {
		return k, err
	}
	if k.all, err = env.Replica.Records(ctx, campus.Query{Space: class, Kind: "session"}); err != nil {
		return k, err
	}
	if !k.actor.Role.Leads() {
		entries, err := env.Replica.Records(ctx, campus.Query{Space: class, Kind: "attendance"})
		for _, r := range entries {
			k.attendance[r.ID] = r
		}
		return k, err
	}
	from, to := weekOf(week)
	for _, r := range campus.SessionsBetween(k.all, from, to) {
		if k.entered[r.ID], err = env.Replica.Count(ctx, campus.Query{Space: class, Kind: "attendance", Of: r.ID}); err != nil {
			return k, err
		}
	}
	k.students, err = studentsOf(ctx, env, class, k.people)
	return k, err
}

// show shows the week of a time.
func (t *timetable) show(in time.Time) {
	t.week = in
	now := t.page.env.Now()
	from, to := weekOf(in)
	t.shown = campus.SessionsBetween(t.look.all, from, to)
	t.label.SetText(ui.Date(from, now) + " – " + ui.Date(to.Add(-time.Hour), now))
	t.zone.SetText(zoneWord(from))
	t.empty.Objects = nil
	if len(t.shown) == 0 && t.look.class != "" {
		t.empty.Objects = []fyne.CanvasObject{t.nothing(from, to)}
	}
	t.empty.Refresh()
	t.list.Refresh()
}

// nothing says that a week is empty, and leads to the next one that is not.
func (t *timetable) nothing(from, to time.Time) fyne.CanvasObject {
	if len(t.look.all) == 0 {
		hint := noSessionsWait.Say()
		if ui.MayCreate(t.look.actor, campus.InClass, "session") {
			hint = noSessionsMake.Say()
		}
		return widget.Empty(noSessions.Say(), hint)
	}
	next := campus.SessionsBetween(t.look.all, to, to.AddDate(2, 0, 0))
	if len(next) == 0 {
		return widget.Empty(emptyWeek.Say(), "")
	}
	at := campus.As[campus.Session](next[0]).From()
	return widget.Empty(emptyWeek.Say(), "", widget.NewButton(nextSession.Say(dayWord(at, t.page.env.Now())), nil, func() { t.goTo(at) }))
}

func (t *timetable) row(i int, o fyne.CanvasObject) {
	r := t.shown[i]
	s := campus.As[campus.Session](r)
	below := []string{whenWord(s, t.page.env.Now())}
	if s.Cancelled {
		below = append([]string{isCancelled.Say()}, below...)
	}
	if r.Audience == campus.StaffOnly {
		below = append(below, isDraft.Say())
	}
	right := ""
	switch me := t.page.env.Replica.Me(); {
	case s.Cancelled:
	case !t.look.actor.Role.Leads():
		right = stateWord(campus.As[campus.Attendance](t.look.attendance[campus.AttendanceID(r.ID, me)]).State)
	case t.look.entered[r.ID] > 0:
		right = enteredOf.Say(t.look.entered[r.ID], len(t.look.students))
	}
	widget.RowOf(o).Set(oneLine(s.Title), strings.Join(below, dot), right, r.Waiting)
}

// sheet shows a session.
func (t *timetable) sheet(r campus.Record) {
	s, env := campus.As[campus.Session](r), t.page.env
	lines := widget.Stackup(6, widget.NewLine(whenWord(s, env.Now())), widget.Quiet(zoneWord(s.From())+dot+lengthWord(s.Length())))
	if s.Cancelled {
		lines.Add(widget.Bold(isCancelled.Say()))
	}
	draft := r.Audience == campus.StaffOnly
	if draft {
		lines.Add(widget.Bold(isDraft.Say()))
	}
	if about := strings.TrimSpace(s.About); about != "" {
		lines.Add(widget.Inset(widget.NewReading(widget.Run{Text: widget.Clean(about)}), 0, 0, -7, 0))
	}
	var sheet *widget.Sheet
	hide := func(then func()) func() { return func() { sheet.Hide(); then() } }
	buttons := []fyne.CanvasObject{widget.NewButton(closing.Say(), nil, func() { sheet.Hide() })}
	if ui.MayEdit(t.look.actor, campus.InClass, r) {
		word := cancelSession.Say()
		if s.Cancelled {
			word = uncancelSession.Say()
		}
		buttons = append(buttons, widget.Plain(removeLesson.Say(), nil, hide(func() { t.remove(r) })),
			widget.NewButton(word, nil, hide(func() { t.cancel(r) })),
			widget.NewButton(editLesson.Say(), base.DocumentCreateIcon(), hide(func() { t.sessionForm(r, nil) })))
		if draft { // nobody was there: its students do not know of it
			buttons = append(buttons, widget.Main(publish.Say(), base.MailSendIcon(), hide(func() { t.save(campus.Publish(r)) })))
		} else {
			buttons = append(buttons, widget.NewButton(attendanceWord.Say(), base.ConfirmIcon(), hide(func() { t.attendanceSheet(r) })))
		}
	} else if state := stateWord(campus.As[campus.Attendance](t.look.attendance[campus.AttendanceID(r.ID, env.Replica.Me())]).State); state != "" {
		lines.Add(widget.NewLine(attendanceWord.Say() + ": " + state))
	}
	if s.Link != "" {
		lines.Add(widget.Card(widget.NewReading(widget.Run{Text: widget.Clean(s.Link), Style: fyne.TextStyle{Monospace: true}})))
		buttons = append(buttons, widget.Main(joinSession.Say(), base.ComputerIcon(), hide(func() { widget.AskLink(env.Window, s.Link) })))
	}
	if ui.MayEdit(t.look.actor, campus.InClass, r) { // the foot is full
		lines.Add(widget.Beside(0, widget.Plain(widget.HistoryWord(), base.HistoryIcon(), hide(func() { widget.OpenHistory(env, r, true) }))))
	}
	sheet = widget.ShowSheet(env.Window, fyne.NewSize(720, 360), widget.Short(oneLine(s.Title)), container.NewVScroll(lines), buttons...)
	sheet.Fit()
}

func (t *timetable) cancel(r campus.Record) {
	s := campus.As[campus.Session](r)
	s.Cancelled = !s.Cancelled
	if c, differs := campus.Edit(r, &s); differs {
		t.save(c)
	}
}

func (t *timetable) remove(r campus.Record) {
	title := oneLine(campus.As[campus.Session](r).Title)
	widget.Ask(t.page.env.Window, removeLesson.Say(), removeSessionAsk.Say(title), func() { t.save(campus.Remove(r)) })
}

// drafts are the sessions that only the staff know of.
func drafts(all []campus.Record) (out []campus.Record) {
	for _, r := range all {
		if r.Audience == campus.StaffOnly {
			out = append(out, r)
		}
	}
	return out
}

// publishAll makes the drafts of all weeks everybody's, as far as one set goes.
func (t *timetable) publishAll() {
	var changes []campus.Change
	for _, r := range drafts(t.look.all) {
		if len(changes) < campus.MaxChanges {
			changes = append(changes, campus.Publish(r))
		}
	}
	widget.Confirm(t.page.env.Window, publishSessions.Say(), publishSessionsAsk.Count(len(changes)), func() { t.save(changes...) })
}

// save saves changes to the class that is open, and looks again.
func (t *timetable) save(changes ...campus.Change) {
	env, class := t.page.env, t.page.id
	ui.Do(env, func(ctx context.Context) error {
		return env.Replica.Save(ctx, campus.Action{Space: class, Changes: changes})
	}, func(err error) {
		t.load()
		t.page.trouble.Say(ui.Sentence(err))
	})
}
