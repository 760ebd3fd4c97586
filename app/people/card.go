// Package people shows who somebody is: a small card on top of any screen, and
// the form in which a person keeps the own one.
package people

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Card gives the function that shows somebody's card.
func Card(env *ui.Env) func(person campus.ID) {
	c := &cards{env: env}
	return c.meet
}

// Mine gives the function that opens the own profile with what was refused of it.
func Mine(env *ui.Env) func(*ui.Again) {
	c := &cards{env: env}
	return func(a *ui.Again) { c.edit(a.Record, a) }
}

type cards struct {
	env   *ui.Env
	guard ui.Guard
}

// who is what one look at a person gives.
type who struct {
	record campus.Record
	people *ui.People
	mine   bool // the profile may be changed
	// contact is how the person can be reached, zero where nothing is said to me.
	contact campus.Record
}

func (c *cards) meet(person campus.ID) {
	ui.Load(c.env, &c.guard, func(ctx context.Context) (w who, err error) {
		if w.people, err = c.env.People.Get(ctx); err != nil {
			return w, err
		}
		w.record, err = c.env.Replica.Record(ctx, person)
		if campus.CodeOf(err) == campus.NotFound {
			return w, nil // the card says so
		}
		if err != nil {
			return w, err
		}
		if w.contact, err = c.env.Replica.Record(ctx, campus.ContactID(person)); err != nil && campus.CodeOf(err) != campus.NotFound {
			return w, err
		}
		if person != c.env.Replica.Me() {
			return w, nil
		}
		actor, err := c.env.Replica.Actor(ctx, w.record.Space)
		w.mine = ui.MayEdit(actor, campus.InCommons, w.record, "about")
		return w, err
	}, func(w who, err error) { c.show(person, w, err) })
}

func (c *cards) show(id campus.ID, w who, err error) {
	p := campus.As[campus.Person](w.record)
	name := line(w.people.Name(id))
	me := id == c.env.Replica.Me()
	trouble := widget.NewTrouble()
	trouble.Say(ui.Sentence(err))
	body := widget.Stackup(14, trouble, head(id, name, p, w.people))
	var sheet *widget.Sheet
	switch {
	case w.record.ID == "":
		body.Add(widget.Lead(notHere.Say()))
	default:
		facts(body, p, name, me)
		contact(body, w.contact, name, me)
		if me && w.contact.ID != "" {
			body.Add(widget.Beside(0, widget.Plain(contactPast.Say(), nil, func() {
				sheet.Hide()
				widget.OpenHistory(c.env, w.contact, true)
			})))
		}
	}
	buttons := []fyne.CanvasObject{widget.NewButton(closeWord.Say(), nil, func() { sheet.Hide() })}
	switch {
	case w.mine:
		buttons = append(buttons, widget.NewButton(widget.HistoryWord(), nil, func() {
			sheet.Hide()
			widget.OpenHistory(c.env, w.record, true)
		}), widget.Main(editMine.Say(), nil, func() {
			sheet.Hide()
			c.edit(w.record, nil)
		}))
	case w.record.ID != "" && !me:
		buttons = append(buttons, widget.Main(writeTo.Say(widget.Short(name)), nil, func() {
			ui.WriteTo(c.env, id, "", func(err error) {
				trouble.Say(ui.Sentence(err))
				if err == nil {
					sheet.Hide()
				}
			})
		}))
	}
	title := name
	if me {
		title = you.Say(name)
	}
	sheet = widget.ShowSheet(c.env.Window, fyne.NewSize(460, 560), title, container.NewVScroll(body), buttons...)
	sheet.Fit()
	if b, ok := buttons[len(buttons)-1].(*widget.Button); ok {
		widget.Focus(b)
	}
}

// head is the face and where the person is.
func head(id campus.ID, name string, p campus.Person, people *ui.People) fyne.CanvasObject {
	school := people.School(id)
	var place []string
	for _, s := range []string{school.City, ui.Country(school.Country)} {
		if s != "" {
			place = append(place, line(s))
		}
	}
	lines := widget.Stackup(2, widget.NewLine(ui.Capital(line(lang.Term(p.Work)))))
	for _, words := range []string{line(school.Name), strings.Join(place, ", ")} {
		if words != "" { // of a far institution no more may be known here
			lines.Add(widget.Quiet(words))
		}
	}
	face := widget.Inset(widget.Middle(widget.NewAvatar(name, string(id), 60)), 0, 0, 0, 12)
	return container.NewBorder(nil, nil, face, nil, widget.Middle(lines))
}

// facts adds what the person says about themselves.
func facts(body *fyne.Container, p campus.Person, name string, me bool) {
	if p.Area != "" {
		body.Add(widget.Fact(studyArea.Say(), line(lang.Term(p.Area))))
	}
	if p.Languages != "" {
		body.Add(widget.Fact(languages.Say(), line(ui.LanguageNames(p.Languages))))
	}
	text := strings.TrimSpace(widget.Clean(p.About))
	if text == "" {
		text = nothingYet.Say(name)
		if me {
			text = nothingMine.Say()
		}
	}
	words := widget.NewReading(widget.Run{Text: text})
	body.Add(widget.Stackup(-4, widget.Quiet(about.Say()), widget.Inset(words, 0, 0, -7, 0)))
}

// contact adds how the person can be reached, and who sees that where it is not
// everybody.
func contact(body *fyne.Container, r campus.Record, name string, me bool) {
	v := campus.As[campus.Contact](r)
	if r.ID == "" || r.Deleted || v.Empty() {
		return
	}
	for _, f := range []struct{ label, value string }{{fieldEmail.Say(), v.Email}, {fieldPhone.Say(), v.Phone}, {fieldLine.Say(), v.Line}} {
		if f.value != "" {
			words := widget.NewReading(widget.Run{Text: line(f.value)}) // can be selected and copied
			body.Add(widget.Stackup(-4, widget.Quiet(f.label), widget.Inset(words, 0, 0, -7, 0)))
		}
	}
	switch {
	case r.Audience == campus.Everyone && me:
		body.Add(widget.Quiet(seenAll.Say()))
	case me:
		body.Add(widget.Quiet(seenMe.Say()))
	case r.Audience != campus.Everyone:
		body.Add(widget.Quiet(seenStaff.Say(name)))
	}
}

// line makes a name from a stranger fit for a line.
func line(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }
