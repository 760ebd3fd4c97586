package widget

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/campus"
	"rantau/words"
)

// past is the sheet that shows what a record said before.
type past struct {
	env    *ui.Env
	now    campus.Record
	asked  []Question
	may    bool
	steps  []campus.Record // newest first
	people *ui.People
	at     int
	list   *List
	room   *fyne.Container
	use    *Button
	guard  ui.Guard
	sheet  *Sheet
	fault  *Trouble
}

// ShowPast shows what a record of any kind said before, as far as this computer has
// seen it: the questions are the fields that are shown, in their order. Who may change
// the record can make an earlier text the present one again; the present one then is an
// earlier one, so nothing is lost.
func ShowPast(env *ui.Env, r campus.Record, may bool, asked ...Question) {
	p := &past{env: env, now: r, asked: asked, may: may, room: container.NewStack(), fault: NewTrouble()}
	p.list = NewList(func() int { return len(p.steps) }, func() fyne.CanvasObject { return NewRow() }, p.row)
	p.list.OnSelected = func(i int) {
		p.list.UnselectAll()
		p.show(i)
	}
	p.use = Main(pastRestore.Say(), base.HistoryIcon(), p.restore)
	p.use.Hide()
	closing := NewButton(closeWord.Say(), nil, func() { p.sheet.Hide() })
	side := Wide(15, p.list)
	content := container.NewBorder(Inset(Stackup(4, Lead(pastWhy.Say()), p.fault), 0, 8, 0, 0), nil, Inset(side, 0, 0, -12, 0), nil, Inset(p.room, 0, 0, 12, 0))
	p.sheet = ShowSheet(env.Window, fyne.NewSize(960, 580), pastTitle.Say(), content, closing, p.use)
	p.load()
}

func (p *past) load() {
	type look struct {
		steps  []campus.Record
		people *ui.People
	}
	ui.Load(p.env, &p.guard, func(ctx context.Context) (l look, err error) {
		if l.people, err = p.env.People.Get(ctx); err != nil {
			return l, err
		}
		l.steps, err = p.env.Replica.Past(ctx, p.now.Space, p.now.ID)
		return l, err
	}, func(l look, err error) {
		p.fault.Say(ui.Sentence(err))
		p.people = l.people
		p.steps = nil
		after := p.now
		for _, s := range l.steps { // steps that changed nothing of what is asked are none
			if p.differ(s, after) {
				p.steps = append(p.steps, s)
				after = s
			}
		}
		p.list.Refresh()
		if len(p.steps) == 0 {
			if err == nil {
				p.room.Objects = []fyne.CanvasObject{Empty(pastNone.Say(), pastNoneHint.Say())}
				p.room.Refresh()
			}
			return
		}
		p.show(0)
	})
}

func (p *past) differ(a, b campus.Record) bool {
	x, _ := a.Body.Fields()
	y, _ := b.Body.Fields()
	for _, q := range p.asked {
		if campus.HashValue(x[q.Field]) != campus.HashValue(y[q.Field]) {
			return true
		}
	}
	return false
}

func (p *past) row(i int, o fyne.CanvasObject) {
	s, r := p.steps[i], RowOf(o)
	r.Set(ui.At(s.Edited, p.env.Now()), Clean(p.people.Name(s.Editor)), "", false)
	r.SetCurrent(i == p.at)
}

// show puts an earlier text beside the present one.
func (p *past) show(i int) {
	p.at = i
	p.list.Refresh()
	was, now := p.steps[i], p.now
	ui.Load(p.env, &p.guard, func(context.Context) ([]sides, error) { // long texts take a while
		return sidesOf(was.Body, now.Body, p.asked), nil
	}, func(all []sides, _ error) {
		before, after := Stackup(10), Stackup(10)
		for _, s := range all {
			if !s.empty {
				before.Add(sideOf(s.label, s.before))
				after.Add(sideOf(s.label, s.after))
			}
		}
		head := func(words string) fyne.CanvasObject { return Inset(Bold(words), 0, 4, 0, 0) }
		left := container.NewBorder(head(pastThen.Say(ui.At(was.Edited, p.env.Now()))), nil, nil, nil, before)
		right := container.NewBorder(head(pastNow.Say()), nil, nil, nil, after)
		p.room.Objects = []fyne.CanvasObject{Bleed(container.NewVScroll(container.New(&halves{16}, left, right)), 8)}
		p.room.Refresh()
		ShowIf(p.use, p.may)
	})
}

// sides are a field as two bodies have it, with what only one has marked.
type sides struct {
	label         string
	before, after []Run
	empty         bool // neither says anything
}

// sidesOf puts the fields in question of two bodies beside each other. It takes a while
// for long texts.
func sidesOf(before, after campus.Body, asked []Question) []sides {
	x, _ := before.Fields()
	y, _ := after.Fields()
	var out []sides
	for _, q := range asked {
		b, a := strings.TrimSpace(q.Words(x[q.Field])), strings.TrimSpace(q.Words(y[q.Field]))
		s := sides{label: q.Label, empty: b == "" && a == ""}
		s.before, s.after = differences(b, a)
		out = append(out, s)
	}
	return out
}

func sideOf(label string, runs []Run) fyne.CanvasObject {
	return Stackup(-4, Quiet(label), Inset(NewReading(runs...), 0, 0, -7, 0))
}

// differences marks in two texts what only one of them has: in bold and in colour.
func differences(before, after string) (b, a []Run) {
	gone := Run{Style: fyne.TextStyle{Bold: true}, Color: base.ColorNameError}
	come := Run{Style: fyne.TextStyle{Bold: true}, Color: base.ColorNameSuccess}
	add := func(runs []Run, like Run, text string) []Run {
		if text == "" {
			return runs
		}
		like.Text = text
		return append(runs, like)
	}
	for _, p := range campus.Compare(parts(before), parts(after)) {
		b, a = add(add(b, Run{}, p.Same), gone, p.Before), add(add(a, Run{}, p.Same), come, p.After)
	}
	if b == nil {
		b = []Run{{Text: noChoice}}
	}
	if a == nil {
		a = []Run{{Text: noChoice}}
	}
	return b, a
}

// parts cuts a text where a line may end, which in every script is between words.
func parts(s string) []string {
	var out []string
	from := 0
	for _, at := range words.Breaks(s) {
		if at > from && at <= len(s) {
			out = append(out, s[from:at])
			from = at
		}
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

// halves puts two objects side by side, each as wide, with their heads on one line.
type halves struct{ gap float32 }

func (h *halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+h.gap, max(a.Height, b.Height))
}

func (h *halves) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - h.gap) / 2
	o[0].Resize(fyne.NewSize(w, s.Height))
	o[1].Resize(fyne.NewSize(w, s.Height))
	o[1].Move(fyne.NewPos(w+h.gap, 0))
}

// restore makes the earlier text the present one. The fields that are not shown stay.
func (p *past) restore() {
	if p.at >= len(p.steps) {
		return
	}
	step := p.steps[p.at]
	ui.Do(p.env, func(ctx context.Context) error {
		now, err := p.env.Replica.Record(ctx, p.now.ID)
		if err != nil {
			return err
		}
		fields, err := now.Body.Fields()
		if err != nil {
			return err
		}
		was, err := step.Body.Fields()
		if err != nil {
			return err
		}
		for _, q := range p.asked {
			if fields[q.Field] = was[q.Field]; was[q.Field] == nil {
				delete(fields, q.Field)
			}
		}
		kind, ok := campus.KindNamed(now.Kind)
		if !ok {
			return campus.Errorf(campus.Invalid, "this program does not know the kind %q", now.Kind)
		}
		value, err := kind.Decode(campus.NewBody(fields))
		if err != nil {
			return err
		}
		c, differs := campus.Edit(now, value)
		if !differs {
			return nil
		}
		return p.env.Replica.Save(ctx, campus.Action{Space: now.Space, Changes: []campus.Change{c}})
	}, func(err error) {
		if err != nil {
			p.fault.Say(ui.Sentence(err))
			return
		}
		p.sheet.Hide()
	})
}
