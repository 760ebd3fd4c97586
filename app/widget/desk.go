package widget

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/campus"
)

// Desk is the button behind which the staff of a space see what was reported there, and
// the log of what they did. It is there for them alone.
type Desk struct {
	*Button
	env   *ui.Env
	guard ui.Guard
	in    campus.SpaceType
	space campus.ID
	sheet *Sheet
	tabs  *Tabs
	lists [2]*Column
	rooms [2]*fyne.Container
	bad   *Trouble
	shown desk
}

// desk is what one look gives.
type desk struct {
	leads   bool
	people  *ui.People
	reports []campus.Record // what is open first, of the same the newest
	rulings []campus.Record // newest first
	of      map[campus.ID]campus.Record
	open    int
}

// The tabs.
const (
	reportsAt = iota
	rulingsAt
)

// NewDesk makes the button, hidden; Open says of which space.
func NewDesk(env *ui.Env) *Desk {
	d := &Desk{Button: Plain(reports.Say(), nil, nil), env: env}
	d.OnTapped = d.unfold
	d.Hide()
	return d
}

// Open looks at a space, again where it is the same.
func (d *Desk) Open(in campus.SpaceType, space campus.ID) {
	if d.space != space {
		d.in, d.space, d.shown = in, space, desk{}
		d.Hide()
	}
	if space == "" || in == campus.InTalk {
		return
	}
	ui.Load(d.env, &d.guard, func(ctx context.Context) (desk, error) { return lookAtDesk(ctx, d.env, space) }, func(got desk, err error) {
		if err != nil {
			d.say(err)
			return
		}
		d.shown = got
		d.SetText(withNumber(reports.Say(), got.open))
		ShowIf(d.Button, got.leads)
		d.fill()
	})
}

func withNumber(word string, n int) string {
	if n > 0 {
		return word + "  " + Tally(n)
	}
	return word
}

func lookAtDesk(ctx context.Context, env *ui.Env, space campus.ID) (d desk, err error) {
	actor, err := env.Replica.Actor(ctx, space)
	if err != nil || !actor.Role.Leads() {
		return d, err
	}
	d.leads, d.of = true, map[campus.ID]campus.Record{}
	if d.people, err = env.People.Get(ctx); err != nil {
		return d, err
	}
	if d.reports, err = env.Replica.Records(ctx, campus.Query{Space: space, Kind: "report", Order: campus.NewestFirst}); err != nil {
		return d, err
	}
	handled := func(r campus.Record) int {
		if campus.As[campus.Report](r).State == campus.ReportHandled {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(d.reports, func(a, b campus.Record) int { return handled(a) - handled(b) })
	for _, r := range d.reports {
		d.open += 1 - handled(r)
	}
	if d.rulings, err = env.Replica.Records(ctx, campus.Query{Space: space, Kind: "ruling", Order: campus.NewestFirst}); err != nil {
		return d, err
	}
	var ids []campus.ID
	for _, r := range append(slices.Clone(d.reports), d.rulings...) {
		v := campus.As[struct{ Of, Topic, To campus.ID }](r)
		ids = append(ids, v.Of)
		if v.To != "" {
			ids = append(ids, v.Topic, v.To)
		}
	}
	for _, id := range ids {
		if _, known := d.of[id]; known || id == "" {
			continue
		}
		of, err := env.Replica.Record(ctx, id)
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			return d, err
		}
		if of.Space == space {
			d.of[id] = of
		}
	}
	return d, nil
}

// unfold shows the sheet.
func (d *Desk) unfold() {
	d.tabs, d.bad = NewTabs(), NewTrouble()
	builds := [2]func(int) fyne.CanvasObject{d.report, d.ruling}
	for i, build := range builds {
		d.lists[i] = NewColumn(build, func(int, float32) float32 { return 120 })
		d.rooms[i] = container.NewStack()
		d.tabs.Add("", container.NewStack(d.lists[i], d.rooms[i]))
	}
	d.fill()
	d.sheet = ShowSheet(d.env.Window, fyne.NewSize(700, 520), reports.Say(), container.NewBorder(d.bad, nil, nil, nil, d.tabs),
		NewButton(closeWord.Say(), nil, func() { d.sheet.Hide() }))
}

func (d *Desk) say(err error) {
	if d.bad != nil {
		d.bad.Say(ui.Sentence(err))
	}
}

// fill brings the sheet up to date.
func (d *Desk) fill() {
	if d.tabs == nil {
		return
	}
	d.tabs.SetLabel(reportsAt, withNumber(reports.Say(), d.shown.open))
	d.tabs.SetLabel(rulingsAt, rulings.Say())
	for i, n := range []int{len(d.shown.reports), len(d.shown.rulings)} {
		d.lists[i].SetCount(n)
		d.rooms[i].Objects = nil
	}
	if len(d.shown.reports) == 0 {
		d.rooms[reportsAt].Objects = []fyne.CanvasObject{Empty(noReports.Say(), noReportHint.Say())}
	}
	if len(d.shown.rulings) == 0 {
		d.rooms[rulingsAt].Objects = []fyne.CanvasObject{Empty(noRulings.Say(), noRulingHint.Say())}
	}
	for _, r := range d.rooms {
		r.Refresh()
	}
}

// report is a card of what somebody reported.
func (d *Desk) report(i int) fyne.CanvasObject {
	r := d.shown.reports[i]
	v := campus.As[campus.Report](r)
	buttons := Beside(6)
	if of, here := d.shown.of[v.Of]; here && !of.Deleted {
		buttons.Add(NewButton(goThere.Say(), nil, func() { d.goTo(of) }))
	}
	wait := NewWait()
	wait.Set(r.Waiting)
	buttons.Add(Middle(wait))
	if v.State == campus.ReportOpen {
		buttons.Add(NewButton(handled.Say(), nil, func() { d.settle(r) }))
	} else {
		buttons.Add(Middle(Quiet(handledWord.Say()).Full()))
	}
	return d.card(Clean(d.shown.people.Name(r.Author)), r, whyWords(v.Reason, v.Words), v.Of, buttons)
}

// ruling is a line of the log.
func (d *Desk) ruling(i int) fyne.CanvasObject {
	r := d.shown.rulings[i]
	g := campus.As[campus.Ruling](r)
	var buttons fyne.CanvasObject
	if of, here := d.shown.of[g.Of]; here && !of.Deleted {
		buttons = Beside(6, NewButton(goThere.Say(), nil, func() { d.goTo(of) }))
	}
	why := whyWords(g.Reason, g.Words)
	if g.Act == campus.ActMove {
		way := d.title(g.Topic) + " → " + d.title(g.To)
		if why = strings.TrimSpace(why); why != "" {
			way += "\n" + why
		}
		why = way
	}
	return d.card(actWords(g.Act, Clean(d.shown.people.Name(r.Author))), r, why, g.Of, buttons)
}

// title is that of a topic, as far as it is here.
func (d *Desk) title(topic campus.ID) string {
	if t := oneLine(campus.As[campus.Topic](d.shown.of[topic]).Title); t != "" {
		return "“" + brief(t) + "”"
	}
	return "…"
}

func (d *Desk) card(head string, r campus.Record, why string, of campus.ID, buttons fyne.CanvasObject) fyne.CanvasObject {
	when := NewWhen(r.WrittenAt(), d.env.Now())
	body := Stackup(4, container.NewBorder(nil, nil, nil, when, Bold(head)))
	add := func(s string, quiet bool) {
		if s == "" {
			return
		}
		if quiet {
			body.Add(Note(s))
			return
		}
		p := Paragraph(s)
		p.Bare = true
		body.Add(p)
	}
	add(why, false)
	add(d.words(of), true)
	if buttons != nil {
		body.Add(Inset(buttons, 4, 0, 0, 0))
	}
	return Card(body)
}

// mostQuoted is how much of what was said is quoted.
const mostQuoted = 280

// words quotes what a report or a ruling is of.
func (d *Desk) words(id campus.ID) string {
	of, here := d.shown.of[id]
	if !here || of.Deleted {
		return notHere.Say()
	}
	f := campus.As[struct{ Title, Name, Text string }](of)
	text := oneLine(f.Title + f.Name)
	if f.Text != "" {
		if text != "" {
			text += ": "
		}
		text += oneLine(f.Text)
	}
	if r := []rune(text); len(r) > mostQuoted {
		text = string(r[:mostQuoted]) + "…"
	}
	return Clean(d.shown.people.Name(of.Author)) + ": " + text
}

// goTo leads to where something was said.
func (d *Desk) goTo(of campus.Record) {
	d.sheet.Hide()
	to := ui.Place{Section: ui.SectionConversations, Space: of.Space}
	if of.Kind == "post" || of.Kind == "topic" {
		to.Post = of.ID
	}
	switch {
	case d.in == campus.InClass:
		to.Section = ui.SectionTraining
	case d.in == campus.InGroup:
		to.Section = ui.SectionGroups
	case of.Kind == "post":
		to.Record = campus.As[campus.Post](of).Topic
	default:
		to.Record = of.ID
	}
	d.env.Go(to)
}

// settle says that a report was dealt with.
func (d *Desk) settle(r campus.Record) {
	v := campus.As[campus.Report](r)
	v.State = campus.ReportHandled
	c, differs := campus.Edit(r, &v)
	if !differs {
		return
	}
	ui.Do(d.env, func(ctx context.Context) error {
		return d.env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{c}})
	}, func(err error) {
		d.say(err)
		d.Open(d.in, d.space)
	})
}

// oneLine makes words from a stranger one line.
func oneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }
