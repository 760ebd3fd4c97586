package collaborate

import (
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// request shows one request.
type request struct {
	screen  *Screen
	env     *ui.Env
	guard   ui.Guard
	id      campus.ID
	opened  opened
	trouble *widget.Trouble
	again   *ui.Again // of my answer, to be written once the request is here
	note    string    // what is to be said over the next look
	room    *fyne.Container
	content fyne.CanvasObject
}

// opened is what one look at a request gives.
type opened struct {
	record  campus.Record
	value   campus.Request
	answers []campus.Record
	actor   campus.Actor
	people  *ui.People
}

func newRequestPage(s *Screen) *request {
	p := &request{screen: s, env: s.env, trouble: widget.NewTrouble(), room: container.NewStack()}
	backward := widget.Plain(back.Say(), base.NavigateBackIcon(), func() { s.Back() })
	p.content = container.NewBorder(widget.Inset(widget.Beside(0, backward), 10, 0, 12, 12), nil, nil, nil,
		container.NewVScroll(widget.Narrowish(860, widget.Inset(widget.Stackup(8, p.trouble, p.room), 4, 18, 20, 16))))
	return p
}

func (p *request) open(id campus.ID) {
	if p.id != id {
		p.id, p.opened, p.room.Objects = id, opened{}, nil
		p.room.Refresh()
		p.trouble.Say("")
	}
	p.load()
}

func (p *request) close() {
	p.guard.Stop()
	p.id = ""
}

func (p *request) reload() {
	if p.id != "" {
		p.load()
	}
}

func (p *request) load() {
	id := p.id
	ui.Load(p.env, &p.guard, func(ctx context.Context) (o opened, err error) {
		if o.people, err = p.env.People.Get(ctx); err != nil {
			return o, err
		}
		if o.record, err = p.env.Replica.Record(ctx, id); err != nil {
			return o, err
		}
		o.value = campus.As[campus.Request](o.record)
		if o.answers, err = p.env.Replica.Records(ctx, campus.Query{Of: id, Kind: "answer"}); err != nil {
			return o, err
		}
		o.actor, err = p.env.Replica.Actor(ctx, o.record.Space)
		return o, err
	}, p.show)
}

func (p *request) show(o opened, err error) {
	switch {
	case err != nil:
		p.trouble.Say(ui.Sentence(err))
		return
	case p.note != "":
		p.trouble.Say(p.note)
		p.note = ""
	}
	p.opened = o
	page := widget.Empty(gone.Say(), goneHint.Say())
	if !o.record.Deleted {
		page = p.page(o)
	}
	p.room.Objects = []fyne.CanvasObject{page}
	p.room.Refresh()
	if a := p.again; a != nil {
		if p.again = nil; !o.record.Deleted {
			p.answer(a)
		}
	}
}

// page is the request: its title and state, who asks, the facts, the text.
func (p *request) page(o opened) fyne.CanvasObject {
	state := widget.NewChip()
	state.Set(stateOf(o.value, p.env.Now()))
	wait := widget.NewWait()
	wait.Set(o.record.Waiting)
	title := container.NewBorder(nil, nil, nil, container.NewVBox(widget.Inset(widget.Beside(8, wait, state), 8, 0, 0, 0)),
		widget.Inset(widget.NewTitle(oneLine(o.value.Title)), 0, 0, -7, 0))
	text := widget.NewReading(widget.Run{Text: strings.TrimSpace(widget.Clean(o.value.Text))})
	page := widget.Stackup(14, title, p.author(o), p.facts(o.value), widget.Inset(text, 0, 0, -7, 0))
	if b := p.buttons(o); len(b) > 0 {
		page.Add(widget.Beside(8, b...))
	}
	if b := p.marks(o); len(b) > 0 {
		page.Add(widget.Beside(8, b...))
	}
	if a := p.answers(o); a != nil {
		page.Add(a)
	}
	return page
}

// facts are what was said in numbers and words; what was not said is left out.
func (p *request) facts(v campus.Request) fyne.CanvasObject {
	var facts []fyne.CanvasObject
	with := ""
	if v.With != "" {
		with = oneLine(p.opened.people.Name(v.With))
	}
	for _, f := range []struct{ label, value string }{
		{factLanguages.Say(), oneLine(ui.LanguageNames(v.Languages))}, {factCountries.Say(), countries(v)},
		{factSend.Say(), some(v.Send)}, {factReceive.Say(), some(v.Receive)}, {factWindow.Say(), window(v, p.env.Now())},
		{factDeadline.Say(), day(v, p.env.Now())}, {factWith.Say(), with},
	} {
		if f.value != "" {
			facts = append(facts, widget.Fact(f.label, f.value))
		}
	}
	rows := widget.Stackup(10)
	if names := areas(v); names != "" {
		rows.Add(widget.Fact(factArea.Say(), names))
	}
	columns := 3
	switch len(facts) {
	case 0:
		if len(rows.Objects) == 0 {
			return container.NewStack()
		}
	case 2, 4: // no row with a single one
		columns = 2
	}
	for len(facts) > 0 {
		n := min(columns, len(facts))
		row := container.NewGridWithColumns(columns, facts[:n]...)
		rows.Add(row)
		facts = facts[n:]
	}
	return widget.Card(rows)
}

// author is who asks, from where and since when.
func (p *request) author(o opened) fyne.CanvasObject {
	id := o.record.Author
	name, meet := oneLine(o.people.Name(id)), p.env.Who(id)
	words := ui.At(o.record.WrittenAt(), p.env.Now())
	if from := from(o.people, id); from != "" {
		words = from + dot + words
	}
	below := widget.Quiet(words)
	lines := widget.Stackup(2, widget.NewPress(widget.Bold(name), meet), below)
	face := widget.Inset(widget.Middle(widget.Face(name, string(id), 40, meet)), 0, 0, 0, 10)
	return container.NewBorder(nil, nil, face, nil, widget.Middle(lines))
}

// buttons are what this person may say to the request.
func (p *request) buttons(o opened) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if p.mayAnswer(o) {
		out = append(out, widget.Main(answerWord.Say(), base.MailReplyIcon(), func() { p.answer(nil) }))
	}
	if o.record.Author != p.env.Replica.Me() && o.people.Person(o.record.Author).Name != "" {
		name := oneLine(o.people.Name(o.record.Author))
		out = append(out, widget.NewButton(writeTo.Say(widget.Short(name)), base.MailComposeIcon(), p.contact))
	}
	if o.value.With == p.env.Replica.Me() {
		out = append(out, widget.NewButton(notAgreed.Say(), nil, func() {
			widget.Ask(p.env.Window, notAgreed.Say(), notAgreedAsk.Say(), func() { p.mark(campus.RequestAnswered) })
		}))
	}
	return out
}

// marks are what this person may do with the request.
func (p *request) marks(o opened) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if ui.MayEdit(o.actor, campus.InCommons, o.record, "title") {
		if o.value.State != campus.RequestClosed {
			out = append(out, widget.Main(markAgreed.Say(), base.ConfirmIcon(), p.agree))
		}
		for _, s := range []struct {
			word  string
			state campus.RequestStatus
		}{{markAnswered.Say(), campus.RequestAnswered}, {markClosed.Say(), campus.RequestClosed}, {markOpen.Say(), campus.RequestOpen}} {
			if s.state != o.value.State && (s.state != campus.RequestAnswered || o.value.State == campus.RequestOpen) {
				out = append(out, widget.NewButton(s.word, nil, func() { p.mark(s.state) }))
			}
		}
		out = append(out, widget.NewButton(edit.Say(), nil, func() { p.screen.form(o.record, nil) }))
	}
	if ui.MayRemove(o.actor, campus.InCommons, o.record) {
		out = append(out, widget.Plain(remove.Say(), nil, func() {
			widget.Ask(p.env.Window, remove.Say(), removeAsk.Say(oneLine(o.value.Title)), func() { p.save(campus.Remove(o.record), true) })
		}))
	}
	out = append(out, widget.Plain(widget.HistoryWord(), base.HistoryIcon(), func() {
		widget.OpenHistory(p.env, o.record, ui.MayEdit(o.actor, campus.InCommons, o.record, "title"), inQuestion()...)
	}))
	if v := widget.Versions(o.record, p.versions); v != nil {
		out = append(out, layout.NewSpacer(), v)
	}
	return out
}

// contact goes to a private conversation with the author, in which the request is
// named already.
func (p *request) contact() {
	title := oneLine(p.opened.value.Title)
	ui.WriteWith(p.env, p.opened.record.Author, p.opened.value.Title, aboutRequest.Say(title)+":\n\n", func(err error) { p.trouble.Say(ui.Sentence(err)) })
}

// mark changes the state, based on the one that is on the screen.
func (p *request) mark(to campus.RequestStatus) {
	v := p.opened.value
	v.State, v.With = to, ""
	if c, differs := campus.Edit(p.opened.record, &v); differs {
		p.save(c, false)
	}
}

func (p *request) save(c campus.Change, leave bool) {
	action := campus.Action{Space: p.opened.record.Space, Changes: []campus.Change{c}}
	ui.Do(p.env, func(ctx context.Context) error { return p.env.Replica.Save(ctx, action) }, func(err error) {
		switch {
		case campus.CodeOf(err) == campus.Changed && err != nil:
			p.note = changedState.Say()
		case err != nil:
			p.note = ui.Sentence(err)
		case leave:
			p.screen.Back()
		default:
			p.trouble.Say("")
		}
		p.screen.Shown()
	})
}

// inQuestion are the fields of a request on which two may have decided.
func inQuestion() []widget.Question {
	return []widget.Question{
		{Field: "title", Label: fieldTitle.Say()}, {Field: "text", Label: fieldText.Say()}, {Field: "area", Label: fieldArea.Say()},
		{Field: "languages", Label: fieldLanguage.Say(), Say: func(v json.RawMessage) string {
			var tags string
			_ = json.Unmarshal(v, &tags)
			return ui.LanguageNames(tags)
		}},
		{Field: "countries", Label: fieldCountries.Say()}, {Field: "from", Label: fieldFrom.Say()}, {Field: "to", Label: fieldTo.Say()},
		{Field: "send", Label: fieldSend.Say()}, {Field: "receive", Label: fieldReceive.Say()}, {Field: "deadline", Label: fieldDeadline.Say()},
	}
}

func (p *request) versions() {
	o := p.opened
	may := ui.MayEdit(o.actor, campus.InCommons, o.record, "text")
	widget.ShowVersions(p.env, o.record, o.people, inQuestion(), may, func(err error) {
		p.note = ui.Sentence(err)
		p.reload()
	})
}
