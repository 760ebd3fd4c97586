package groups

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

// listingPage shows a group that somebody is not in: what it says of itself, and the way
// into it.
type listingPage struct {
	screen  *Screen
	guard   ui.Guard
	shown   listing
	people  *ui.People
	trouble *widget.Trouble
	body    *fyne.Container
	content fyne.CanvasObject
}

func newListingPage(s *Screen) *listingPage {
	p := &listingPage{screen: s, trouble: widget.NewTrouble(), body: container.NewStack()}
	p.content = container.NewBorder(p.trouble, nil, nil, nil, p.body)
	return p
}

func (p *listingPage) open(l listing) {
	p.shown = l
	p.fill()
	ui.Load(p.screen.env, &p.guard, func(ctx context.Context) (*ui.People, error) { return p.screen.env.People.Get(ctx) }, func(people *ui.People, err error) {
		p.people = people
		p.fill()
	})
}

func (p *listingPage) close() {
	p.guard.Stop()
	p.shown = listing{}
}

func (p *listingPage) fill() {
	v := p.shown.value
	if v.Space == "" {
		return
	}
	page := widget.Stackup(10, widget.Inset(widget.NewTitle(oneLine(v.Name)), 0, -4, -7, 0))
	if pair := pairWords(p.people, v.Pair); pair != "" {
		page.Add(widget.Note(pair))
	}
	page.Add(widget.Note(entrySentence(v.Entry)))
	if about := strings.TrimSpace(widget.Clean(v.About)); about != "" {
		page.Add(widget.Inset(widget.NewReading(widget.Run{Text: about}), 4, 4, -7, 0))
	}
	page.Add(widget.Inset(p.way(), 6, 0, 0, 0))
	p.body.Objects = []fyne.CanvasObject{container.NewVScroll(widget.Narrowish(700, widget.Inset(page, 18, 18, 22, 18)))}
	p.body.Refresh()
}

// way is what can be done now, or what is waited for.
func (p *listingPage) way() fyne.CanvasObject {
	l := p.shown
	j := campus.As[campus.Joining](l.wish)
	back := widget.NewButton(takeBack.Say(), nil, p.takeBack)
	switch {
	case l.wish.ID != "" && j.State == "":
		return said(waitsLine.Say(), l.wish.Waiting, back)
	case j.State == campus.JoinWaiting:
		return said(waitsStaff.Say(), l.wish.Waiting, back)
	case j.State == campus.JoinRefused:
		words := wasRefusedBare.Say()
		if j.Reason != "" {
			words = wasRefused.Say(widget.Clean(ui.Reason(j.Reason)))
		}
		return said(words, l.wish.Waiting, p.asker(askAgain))
	case l.value.Entry == campus.EntryOpen:
		return container.NewHBox(widget.Main(join.Say(), nil, func() { p.ask("", func(err error) { p.trouble.Say(ui.Sentence(err)) }) }))
	}
	return container.NewHBox(p.asker(askJoin))
}

func (p *listingPage) asker(word lang.Text) *widget.Button {
	return widget.Main(word.Say(), nil, p.form)
}

// said is a card with what became of the wish.
func said(words string, waiting bool, button fyne.CanvasObject) fyne.CanvasObject {
	wait := widget.NewWait()
	wait.Set(waiting)
	text := widget.Paragraph(words)
	text.Most = 3
	return widget.Card(widget.Stackup(6, widget.Inset(text, -4, 0, -7, 0), widget.Beside(8, button, widget.Middle(wait))))
}

// form asks for a word to the staff.
func (p *listingPage) form() {
	s, space := p.screen, p.shown.value.Space
	f := widget.NewForm(s.env)
	f.Area("words", askWords.Say(), askHint.Say(), 5)
	f.OnSave = func(v widget.Values, done func(error)) {
		a := campus.Ask(s.env.Replica.Me(), space, v["words"])
		ui.Do(s.env, func(ctx context.Context) error { return f.Keep(ctx, a) }, func(err error) {
			done(err)
			s.load()
		})
	}
	f.Open(fyne.NewSize(540, 330), askTitle.Say(widget.Short(oneLine(p.shown.value.Name))), askSend.Say(), "group/ask/"+string(space), nil, nil)
}

func (p *listingPage) ask(words string, done func(error)) {
	s := p.screen
	a := campus.Ask(s.env.Replica.Me(), p.shown.value.Space, words)
	ui.Do(s.env, func(ctx context.Context) error { return s.env.Replica.Save(ctx, a) }, func(err error) {
		done(err)
		s.load()
	})
}

// takeBack takes the wish back: the server tells the staff.
func (p *listingPage) takeBack() {
	s, wish := p.screen, p.shown.wish
	ui.Do(s.env, func(ctx context.Context) error {
		return s.env.Replica.Save(ctx, campus.Action{Space: wish.Space, Changes: []campus.Change{campus.Remove(wish)}})
	}, func(err error) {
		p.trouble.Say(ui.Sentence(err))
		s.load()
	})
}

// pairWords names the institutions that a group is for, and their countries.
func pairWords(people *ui.People, pair []campus.ID) string {
	if len(pair) != 2 {
		return ""
	}
	var names []string
	for _, id := range pair {
		c := people.College(id)
		if c.Name == "" {
			return ""
		}
		names = append(names, oneLine(c.Name)+" ("+ui.Country(c.Country)+")")
	}
	return pairOf.Say(names[0], names[1])
}
