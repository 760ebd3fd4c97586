package widget

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/campus"
)

// AskCode opens the form in which the code of a class or a group is given. It is taken
// without a line, and the server lets in with the next sync.
func AskCode(env *ui.Env) {
	f := NewForm(env)
	f.Line("code", joinField.Say(), codeExample)
	f.Note(joinNote.Say())
	f.OnSave = func(v Values, done func(error)) {
		a := campus.JoinByCode(env.Replica.Me(), v["code"])
		ui.Do(env, func(ctx context.Context) error { return f.Keep(ctx, a) }, done)
	}
	f.Open(fyne.NewSize(480, 290), joinTitle.Say(), joinDo.Say(), "join/code", nil, nil)
}

// Joinings shows the codes that a person has given and that have not let in: what they
// wait for, or why not. It takes no room where there are none.
type Joinings struct {
	fw.BaseWidget
	env   *ui.Env
	guard ui.Guard
	box   *fyne.Container
}

// NewJoinings makes it, empty.
func NewJoinings(env *ui.Env) *Joinings {
	j := &Joinings{env: env, box: Stackup(6)}
	j.ExtendBaseWidget(j)
	j.Hide()
	return j
}

// CreateRenderer implements fyne.Widget.
func (j *Joinings) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(Inset(j.box, 0, 8, 8, 8))
}

// Load looks again.
func (j *Joinings) Load() {
	ui.Load(j.env, &j.guard, func(ctx context.Context) ([]campus.Record, error) {
		return j.env.Replica.Records(ctx, campus.Query{Space: campus.PersonalSpace(j.env.Replica.Me()), Kind: "joining", Order: campus.NewestFirst})
	}, func(all []campus.Record, err error) { j.show(all, ui.Sentence(err)) })
}

// mostJoinings is how many are shown: who gives more has the older ones in mind no more.
const mostJoinings = 3

func (j *Joinings) show(all []campus.Record, trouble string) {
	j.box.Objects = nil
	if trouble != "" {
		j.box.Add(Paragraph(trouble))
	}
	for _, r := range all {
		v := campus.As[campus.Joining](r)
		if v.Code != "" && v.State != campus.JoinJoined && len(j.box.Objects) < mostJoinings {
			j.box.Add(j.card(r, v))
		}
	}
	ShowIf(j, len(j.box.Objects) > 0)
	j.Refresh()
}

func (j *Joinings) card(r campus.Record, v campus.Joining) fyne.CanvasObject {
	words, back := joinWaits.Say(), joinBack.Say()
	buttons := Beside(6)
	if v.State == campus.JoinRefused {
		words, back = joinRefused.Say(ui.Reason(Clean(v.Reason))), closeWord.Say()
		buttons.Add(NewButton(joinAgain.Say(), nil, func() { j.remove(r, func() { AskCode(j.env) }) }))
	}
	buttons.Add(Plain(back, nil, func() { j.remove(r, nil) }))
	why := Note(words)
	why.Most = 4
	return Card(Stackup(4, Bold(codeIs.Say(campus.ShowCode(v.Code))), why, buttons))
}

// remove takes a wish back; one that was refused is let go of.
func (j *Joinings) remove(r campus.Record, then func()) {
	ui.Do(j.env, func(ctx context.Context) error {
		return j.env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}})
	}, func(err error) {
		if err != nil {
			j.show(nil, ui.Sentence(err))
			return
		}
		j.Load()
		if then != nil {
			then()
		}
	})
}

// CodeBar is the code of a class or a group, for its staff: made, shown large to be read
// aloud, ended.
type CodeBar struct {
	fw.BaseWidget
	// Make makes a code, where there is none; it stands among the other buttons.
	Make    *Button
	space   campus.ID
	env     *ui.Env
	trouble func(error)
	box     *fyne.Container
}

// NewCodeBar makes it, hidden. trouble is told what went wrong, nil for nothing.
func NewCodeBar(env *ui.Env, trouble func(error)) *CodeBar {
	c := &CodeBar{env: env, trouble: trouble, box: container.NewStack()}
	c.Make = NewButton(codeMake.Say(), base.ContentAddIcon(), nil)
	c.Make.OnTapped = func() {
		lasting := func(days int) func() { return func() { c.make(c.space, days) } }
		Menu(c.env.Window, c.Make, fyne.NewMenuItem(codeToday.Say(), lasting(1)), fyne.NewMenuItem(codeWeek.Say(), lasting(7)), fyne.NewMenuItem(codeAlways.Say(), lasting(0)))
	}
	c.ExtendBaseWidget(c)
	c.Make.Hide()
	c.Hide()
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *CodeBar) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(c.box) }

// Set shows the newest code that is open, of those of a space.
func (c *CodeBar) Set(space campus.ID, name string, may bool, codes []campus.Record) {
	c.box.Objects = nil
	for _, r := range codes {
		v := campus.As[campus.JoinCode](r)
		if !v.Open(campus.Record{Created: c.env.Now()}) {
			continue
		}
		c.box.Objects = []fyne.CanvasObject{c.open(r, v, name)}
	}
	c.space = space
	ShowIf(c.Make, may && len(c.box.Objects) == 0)
	ShowIf(c, may && len(c.box.Objects) > 0)
	c.Refresh()
}

// make makes a code that lasts to the end of a day; 0 is for ever.
func (c *CodeBar) make(space campus.ID, days int) {
	made := campus.NewJoinCode()
	if days > 0 {
		made = campus.JoinCodeUntil(c.env.Now(), days)
	}
	c.do(campus.Action{Space: space, Changes: []campus.Change{made}})
}

func (c *CodeBar) open(r campus.Record, v campus.JoinCode, name string) fyne.CanvasObject {
	words := codeAlways.Say()
	if v.Until > 0 {
		words = codeUntil.Say(ui.Date(millis(v.Until).Add(-time.Second), c.env.Now()))
	}
	wait := NewWait()
	wait.Set(r.Waiting)
	names := Stackup(1, Bold(codeIs.Say(campus.ShowCode(v.Code))).Full(), Beside(6, Quiet(words).Full(), wait))
	large := NewButton(codeLarge.Say(), base.ViewFullScreenIcon(), func() { c.large(v, name) })
	end := Plain(codeEnd.Say(), nil, func() {
		Ask(c.env.Window, codeEnd.Say(), codeEndAsk.Say(), func() {
			v.Off = true
			if change, differs := campus.Edit(r, &v); differs {
				c.do(campus.Action{Space: r.Space, Changes: []campus.Change{change}})
			}
		})
	})
	return Beside(10, Middle(names), Middle(large), Middle(end))
}

func (c *CodeBar) do(a campus.Action) {
	ui.Do(c.env, func(ctx context.Context) error { return c.env.Replica.Save(ctx, a) }, c.trouble)
}

// large shows the code for a whole room to read.
func (c *CodeBar) large(v campus.JoinCode, name string) {
	code := NewBig(campus.ShowCode(v.Code))
	how := Paragraph(codeHow.Say())
	how.Alignment = fyne.TextAlignCenter
	var sheet *Sheet
	sheet = ShowSheet(c.env.Window, fyne.NewSize(1000, 560), Short(Clean(name)), container.NewVBox(Inset(code, 70, 30, 0, 0), how),
		Main(closeWord.Say(), nil, func() { sheet.Hide() }))
}
