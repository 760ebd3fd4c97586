package resources

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// also is what the menu of a form offers.
func (s *Screen) also(r campus.Record) []*fyne.MenuItem {
	if d := campus.As[campus.Document](r); !d.Fillable() {
		return nil
	}
	return []*fyne.MenuItem{widget.Item(fillIn.Say(), func() { s.FillIn(r) })}
}

// FillIn takes a copy of a form to the person's own documents and opens it: here, or in
// another program where that can't be.
func (s *Screen) FillIn(blank campus.Record) {
	id := campus.NewID()
	ui.Do(s.env, func(ctx context.Context) error {
		if _, err := s.env.Files.Open(ctx, blank.ID, nil); err != nil { // its bytes are copied, so they have to be here
			return err
		}
		people, err := s.env.People.Get(ctx)
		if err != nil {
			return err
		}
		me := s.env.Replica.Me()
		own := campus.PersonalSpace(me)
		doc := campus.FillIn(blank, people.Name(me))
		there, err := s.env.Replica.Records(ctx, campus.Query{Space: own, Kind: "document"})
		if err != nil {
			return err
		}
		doc.Name = another(doc.Name, there)
		return s.env.Replica.Save(ctx, campus.Action{Space: own, Changes: []campus.Change{campus.Create(id, "document", &doc)}})
	}, func(err error) {
		s.say("", err)
		if err != nil {
			return
		}
		s.tabs.Select(mineTab)
		s.look()
		s.openNew(id)
	})
}

// another is a name that none of some documents has.
func another(name string, there []campus.Record) string {
	taken := map[string]bool{}
	for _, r := range there {
		taken[strings.ToLower(campus.As[campus.Document](r).Name)] = true
	}
	end := filepath.Ext(name)
	other := name
	for n := 2; taken[strings.ToLower(other)] && n < 1000; n++ {
		other = campus.CleanFileName(fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, end), n, end))
	}
	return other
}

func (s *Screen) openNew(id campus.ID) {
	var r campus.Record
	ui.Do(s.env, func(ctx context.Context) (err error) {
		r, err = s.env.Replica.Record(ctx, id)
		return err
	}, func(err error) {
		switch doc := campus.As[campus.Document](r); {
		case err != nil:
		case s.fillsHere(doc):
			s.fillHere(filled{record: r, doc: doc})
		default:
			s.openAside(r)
		}
	})
}

// handIn asks whom a form is for, and hands it in. What is not taken in from the other
// program, or was typed and is not in the copy yet, would be left out.
func (s *Screen) handIn(f filled, places []place) {
	ui.Do(s.env, func(ctx context.Context) error {
		f.aside, f.typed = asideOf(ctx, s.env, f.record.ID), typedInto(ctx, s.env, f.record.ID)
		return nil
	}, func(error) { s.handInNow(f, places) })
}

func (s *Screen) handInNow(f filled, places []place) {
	if f.aside.changed {
		widget.Confirm(s.env.Window, takeInFirst.Say(), changedAsk.Say(), func() { s.takeIn(f) })
		return
	}
	if f.typed {
		widget.Confirm(s.env.Window, typedFirst.Say(), typedAsk.Say(), func() { s.fillHere(f) })
		return
	}
	var ids, names []string
	for _, p := range places {
		ids, names = append(ids, string(p.id)), append(names, widget.Clean(p.name))
	}
	form := widget.NewForm(s.env)
	form.Add("hint", f.doc.Name, widget.Paragraph(handInHint.Say()), nil, func() string { return "" }, func(string) {})
	form.Pick("to", handInTo.Say(), ids, names, false)
	form.OnSave = func(v widget.Values, done func(error)) {
		to := campus.ID(v["to"])
		if !to.Valid() {
			done(&campus.Error{Code: campus.Invalid, Field: "to", Message: handInWhere.Say()})
			return
		}
		ui.Do(s.env, func(ctx context.Context) error {
			if _, err := s.env.Files.Open(ctx, f.record.ID, nil); err != nil { // who hands in brings the file
				return err
			}
			now, err := s.env.Replica.Record(ctx, f.record.ID)
			if err != nil {
				return err
			}
			return form.Keep(ctx, campus.Action{Space: to, Changes: []campus.Change{campus.HandInForm(campus.As[campus.Document](now), s.env.Replica.Me())}})
		}, func(err error) {
			done(err)
			if err == nil {
				s.say(handedSaid.Say(f.doc.Name), nil)
			}
			s.look()
		})
	}
	first := ""
	if len(ids) > 0 {
		first = ids[0]
	}
	form.Open(fyne.NewSize(520, 340), handInTitle.Say(), handInDo.Say(), "form/handin/"+string(f.record.ID), widget.Values{"to": first}, nil)
}
