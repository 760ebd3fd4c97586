package syncpage

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// data is the tab that shows what the line has cost, beside what it may.
type data struct {
	env     *ui.Env
	guard   ui.Guard
	trouble *widget.Trouble
	room    *fyne.Container
	content fyne.CanvasObject
}

func newData(env *ui.Env, trouble *widget.Trouble) *data {
	d := &data{env: env, trouble: trouble, room: container.NewStack()}
	d.content = container.NewVScroll(widget.Pad(widget.Narrowish(640, d.room), 12, widget.Edge))
	return d
}

// week is how many days are shown one by one.
const week = 7

func (d *data) load() {
	ui.Load(d.env, &d.guard, d.env.Link.Usage, func(used []campus.Usage, err error) {
		d.trouble.Say(ui.Sentence(err))
		if err == nil {
			d.show(used, d.env.Link.Budget(), d.env.Now().Local())
		}
	})
}

func (d *data) show(used []campus.Usage, b campus.Budget, now time.Time) {
	today, days := campus.DayOf(now), map[string]campus.Usage{}
	var month int64
	for _, u := range used {
		days[u.Day] = u
		if u.Day[:7] == today[:7] {
			month += u.Bytes()
		}
	}
	most := int64(1)
	for i := range week {
		most = max(most, days[campus.DayOf(now.AddDate(0, 0, -i))].Bytes())
	}
	page := widget.Stackup(10, d.sum(dataToday.Say(), days[today].Bytes(), b.Day), d.sum(dataMonth.Say(), month, b.Month))
	switch {
	case b.Metered:
		page.Add(widget.Note(meteredNow.Say()))
	case d.env.Link.Status().Metered:
		page.Add(widget.Note(meteredSays.Say()))
	}
	if left := b.Left(used, today); left != campus.NoBound && left < campus.LeastLeft {
		note := widget.Paragraph(usedUp.Say())
		note.Bare, note.ColorName = true, theme.ColorNameWaiting
		page.Add(note)
	}
	page.Add(container.NewHBox(widget.NewButton(limitsWord.Say(), base.SettingsIcon(), d.limits)))
	page.Add(widget.Note(dataHint.Say()))
	page.Add(widget.Inset(widget.Bold(dataWeek.Say()), 10, 0, 0, 0))
	if len(used) == 0 {
		page.Add(widget.Note(dataNone.Say()))
	}
	for i := range week {
		day := now.AddDate(0, 0, -i)
		if u, has := days[campus.DayOf(day)]; has {
			page.Add(container.NewBorder(nil, nil, widget.Wide(7, widget.Middle(widget.NewLine(lang.Day(day)))), widget.Wide(17, widget.Inset(widget.Middle(widget.Quiet(dataBoth.Say(ui.Bytes(u.Sent), ui.Bytes(u.Received)))), 0, 0, 12, 0)),
				widget.Middle(newBar(float64(u.Bytes())/float64(most), false))))
		}
	}
	d.room.Objects = []fyne.CanvasObject{page}
	d.room.Refresh()
}

// sum is what went, beside the most that may.
func (d *data) sum(what string, went, most int64) fyne.CanvasObject {
	words := ui.Bytes(went)
	if most <= 0 {
		return container.NewBorder(nil, nil, nil, widget.Bold(words).Full(), widget.NewLine(what))
	}
	share := float64(went) / float64(most)
	return widget.Stackup(4, container.NewBorder(nil, nil, nil, widget.Bold(dataOf.Say(words, ui.Bytes(most))).Full(), widget.NewLine(what)), newBar(share, share >= 1))
}

// limits asks for the bounds.
func (d *data) limits() {
	f := widget.NewForm(d.env)
	f.Line("day", limitDay.Say(), limitNone.Say())
	f.Line("month", limitMonth.Say(), limitNone.Say())
	f.Beside(2)
	f.Ticks("metered", meteredHead.Say(), []string{"metered"}, []string{meteredTick.Say()}, 1)
	f.Note(dataHint.Say())
	b := d.env.Link.Budget()
	initial := widget.Values{"day": ui.InMB(b.Day), "month": ui.InMB(b.Month)}
	if b.Metered {
		initial["metered"] = "metered"
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		b := campus.Budget{Metered: v["metered"] != ""}
		var err error
		if b.Day, err = ui.OfMB("day", v["day"]); err == nil {
			b.Month, err = ui.OfMB("month", v["month"])
		}
		if err != nil {
			done(err)
			return
		}
		ui.Do(d.env, func(ctx context.Context) error { return d.env.Link.SetBudget(ctx, b) }, func(err error) {
			done(err)
			d.load()
		})
	}
	f.Open(fyne.NewSize(520, 420), limitsWord.Say(), limitsSave.Say(), "data/limits", initial, nil)
}
