package collaborate

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// requestRow is one request on the board: what and who at the left, then the
// numbers, the deadline and the state, each in a column of its own.
type requestRow struct {
	fw.BaseWidget
	title, below  *widget.Line
	send, receive *widget.Line
	day           *widget.Line
	wait          *widget.Wait
	state         *widget.Chip
}

func newRequestRow() *requestRow {
	r := &requestRow{title: widget.NewLine(""), below: widget.Quiet(""), send: widget.Quiet(""), receive: widget.Quiet(""),
		day: widget.Quiet(""), wait: widget.NewWait(), state: widget.NewChip()}
	r.send.Color, r.receive.Color = base.ColorNameForeground, base.ColorNameForeground
	r.ExtendBaseWidget(r)
	return r
}

func (r *requestRow) set(a asked, now time.Time) {
	r.title.SetText(oneLine(a.value.Title))
	below := []string{areas(a.value), a.from}
	r.below.SetText(strings.Join(slices.DeleteFunc(below, func(s string) bool { return s == "" }), dot))
	r.send.SetText(number(toSend, a.value.Send))
	r.receive.SetText(number(toReceive, a.value.Receive))
	r.day.SetText(deadline(a.value, now))
	r.wait.Set(a.record.Waiting)
	r.state.Set(stateOf(a.value, now))
}

// areas names the study areas of a request.
func areas(v campus.Request) string {
	return oneLine(strings.Join(lang.Terms(v.AllAreas()), ", "))
}

// countries names the countries that a request looks for.
func countries(v campus.Request) string {
	var names []string
	for _, code := range strings.Fields(v.Countries) {
		names = append(names, ui.Country(code))
	}
	return oneLine(strings.Join(names, ", "))
}

// window says from when to when it is to be.
func window(v campus.Request, now time.Time) string {
	from, _ := dayOn(v.From, now)
	to, _ := dayOn(v.To, now)
	switch {
	case from == "" && to == "":
		return ""
	case from == "":
		return until.Say(to)
	case to == "":
		return since.Say(from)
	}
	return from + " – " + to
}

// stateOf puts a state in words; strong is what can still be answered.
func stateOf(v campus.Request, now time.Time) (word string, strong bool) {
	switch {
	case v.With != "" && v.State == campus.RequestClosed:
		return stateAgreed.Say(), false
	case past(v, now):
		return statePassed.Say(), false
	}
	return stateWord(v.State), v.State == campus.RequestOpen
}

func number(words lang.Text, n int) string {
	if n <= 0 {
		return ""
	}
	return words.Say(n)
}

// deadline says until when, or that it is over.
func deadline(v campus.Request, now time.Time) string {
	at, over := dayOf(v, now)
	switch {
	case at == "":
		return ""
	case over:
		return overSince.Say(at)
	}
	return until.Say(at)
}

// day is the deadline alone.
func day(v campus.Request, now time.Time) string {
	at, over := dayOf(v, now)
	if over {
		return isOver.Say(at)
	}
	return at
}

func dayOf(v campus.Request, now time.Time) (string, bool) { return dayOn(v.Deadline, now) }

// dayOn writes a day, and tells whether it is over.
func dayOn(day string, now time.Time) (string, bool) {
	at, err := time.ParseInLocation(time.DateOnly, day, time.Local)
	if err != nil {
		return oneLine(day), false
	}
	return ui.Date(at, now), now.After(at.AddDate(0, 0, 1))
}

// CreateRenderer implements fyne.Widget.
func (r *requestRow) CreateRenderer() fyne.WidgetRenderer {
	left := widget.Stackup(3, r.title, container.NewBorder(nil, nil, nil, r.wait, r.below))
	right := container.New(&columns{[]float32{6.5, 7.5, 9, 6.5}}, widget.Middle(r.send), widget.Middle(r.receive),
		widget.Middle(r.day), widget.Middle(container.NewCenter(r.state)))
	return fw.NewSimpleRenderer(widget.Inset(container.NewBorder(nil, nil, nil, right, left), 10, 10, widget.Edge, widget.Edge))
}

// columns gives each object a width counted in letters, so that the columns of
// all rows stand under each other in every size of the text.
type columns struct{ letters []float32 }

func (c *columns) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for i := range o {
		s.Width += c.width(i)
		s.Height = max(s.Height, o[i].MinSize().Height)
	}
	return s
}

func (c *columns) width(i int) float32 { return c.letters[i] * base.TextSize() }

func (c *columns) Layout(o []fyne.CanvasObject, s fyne.Size) {
	var x float32
	for i := range o {
		o[i].Move(fyne.NewPos(x+12, 0))
		o[i].Resize(fyne.NewSize(c.width(i)-12, s.Height))
		x += c.width(i)
	}
}

// some writes a number of students, nothing for none.
func some(n int) string {
	if n <= 0 {
		return ""
	}
	return lang.Number(n)
}
