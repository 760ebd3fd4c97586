package testenv_test

import (
	"context"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
	"rantau/sync/server"
)

// TestNewsThroughTheWire: nobody but the staff of a place writes, pins or publishes its
// news, and a draft is seen by them alone.
func TestNewsThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		other := campus.NewID()
		if err := e.Server.Import(context.Background(), server.Import{Action: campus.Action{Space: other,
			Changes: []campus.Change{campus.Create(other, "institution", &campus.Institution{Name: "Another college"})}}}); err != nil {
			t.Fatal(err)
		}
		siti, dara := e.Device("siti"), e.Device("dara")
		draft, picture := campus.NewID(), campus.NewID()
		siti.Do(campus.Action{Space: e.School, Changes: []campus.Change{
			campus.Create(draft, "article", &campus.Article{Title: "Holiday"}).For(campus.StaffOnly),
			campus.Create(picture, "document", &campus.Document{Name: "a.png", Size: 1, Manifest: hash(), Of: draft}).For(campus.StaffOnly)}})
		siti.Sync()
		dara.Sync()
		if dara.Has(draft) || dara.Has(picture) {
			t.Fatal("a student sees a draft")
		}
		wrong := func(d *testenv.Device, space campus.ID, c campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: space, Changes: []campus.Change{c}})
		}
		wrong(dara, e.School, campus.Create(campus.NewID(), "article", &campus.Article{Title: "No school"}))
		wrong(siti, e.Commons, campus.Create(campus.NewID(), "article", &campus.Article{Title: "For all"}))
		siti.Do(campus.Action{Space: e.School, Changes: campus.PublishWith(siti.Get(draft), []campus.Record{siti.Get(picture)})})
		for range 2 {
			siti.Sync()
			dara.Sync()
		}
		if !dara.Has(draft) || !dara.Has(picture) {
			t.Error("a student does not see what was published")
		}
		for _, set := range []string{`{"pinned":true}`, `{"important":true}`, `{"archived":true}`} {
			wrong(dara, e.School, campus.Change{Record: draft, Kind: "article", Set: fields(t, set)})
		}
		wrong(dara, e.School, campus.Unpublish(dara.Get(draft)))
		wrong(siti, e.School, campus.Change{Record: draft, Kind: "article"}.For(campus.Audience(dara.Me())))

		// Another institution's: its server does not even say that there is one.
		foreign := campus.Change{Record: campus.NewID(), Kind: "article", New: true, Set: fields(t, `{"title":"Theirs"}`)}
		if err := siti.Save(context.Background(), campus.Action{Space: other, Changes: []campus.Change{foreign}}); campus.CodeOf(err) != campus.Forbidden {
			t.Errorf("another institution's news is saved: %v", err)
		}
		forger := e.Device("siti")
		set := forger.Forge(other, foreign)
		items, err := forger.Send(set)
		if o := testenv.Outcome(items, set); err != nil || o.State != campus.Later || o.Code != campus.Unknown {
			t.Errorf("another institution's news: %+v %v", o, err)
		}
	})
}

// TestRequestsThroughTheWire: who answers marks a request as answered, and nobody else
// but its author changes its state.
func TestRequestsThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		made := campus.NewRequest(e.Commons, campus.Request{Title: "Partners", Countries: "TH VN"})
		id := made.Changes[0].Record
		siti.Do(made)
		sync := func() {
			for range 2 {
				siti.Sync()
				dara.Sync()
				minh.Sync()
			}
		}
		sync()
		wrong := func(d *testenv.Device, c ...campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: e.Commons, Changes: c})
		}
		wrong(minh, edit(t, minh.Get(id), `{"state":"answered"}`))
		wrong(minh, edit(t, minh.Get(id), `{"state":"closed"}`))
		wrong(minh, campus.Create(campus.AnswerID(id, dara.Me()), "answer", &campus.RequestAnswer{Of: id, Text: "in her name"}))
		wrong(minh, campus.Create(campus.NewID(), "answer", &campus.RequestAnswer{Of: id, Text: "a second one"}))

		// Two answer without a line: both are kept, and the request is answered.
		dara.Do(campus.AnswerTo(dara.Get(id), dara.Me(), "We have six."))
		minh.Do(campus.AnswerTo(minh.Get(id), minh.Me(), "And we have four."))
		sync()
		if got := campus.As[campus.Request](siti.Get(id)); got.State != campus.RequestAnswered {
			t.Errorf("after two answers it is %s", got.State)
		}
		for _, p := range []*testenv.Device{dara, minh} {
			if !siti.Has(campus.AnswerID(id, p.Me())) {
				t.Errorf("the answer of %s is lost", p.Name)
			}
		}
		if hits := found(t, siti, "six"); len(hits) != 1 || hits[0].Record.ID != campus.AnswerID(id, dara.Me()) {
			t.Errorf("%d answers are found by their words", len(hits))
		}
		wrong(minh, edit(t, minh.Get(campus.AnswerID(id, dara.Me())), `{"text":"We have none."}`))
		wrong(minh, edit(t, minh.Get(id), `{"state":"closed","with":"`+string(minh.Me())+`"}`))

		testenv.Edit(siti, id, func(r *campus.Request) { r.State, r.With = campus.RequestClosed, dara.Me() })
		sync()
		wrong(minh, edit(t, minh.Get(id), `{"state":"answered","with":null}`))
		nok := e.Device("nok")
		wrong(nok, campus.Create(campus.AnswerID(id, nok.Me()), "answer", &campus.RequestAnswer{Of: id, Text: "too late"}))
		testenv.Edit(dara, id, func(r *campus.Request) { r.State, r.With = campus.RequestAnswered, "" })
		sync()
		if got := campus.As[campus.Request](siti.Get(id)); got.State != campus.RequestAnswered || got.With != "" {
			t.Errorf("who it was agreed with has said no, and it is %s with %s", got.State, got.With)
		}
	})
}

// TestPeopleThroughTheWire: contact details and the picture are their person's, and a
// saved search is nobody else's.
func TestPeopleThroughTheWire(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		contact := campus.Create(campus.ContactID(dara.Me()), "contact", &campus.Contact{Person: dara.Me(), Email: "dara@example.org"})
		face := campus.Create(campus.NewID(), "document", &campus.Document{Name: "dara.jpg", Type: "image/jpeg", Size: 5000, Manifest: hash(), Of: dara.Me()})
		wrong := func(d *testenv.Device, space campus.ID, c ...campus.Change) {
			t.Helper()
			refuses(t, d, campus.Action{Space: space, Changes: c})
		}
		for _, d := range []*testenv.Device{minh, siti} {
			wrong(d, e.Commons, contact)
			wrong(d, e.Commons, face)
		}
		large := campus.Create(campus.NewID(), "document", &campus.Document{Name: "dara.jpg", Type: "image/jpeg", Size: 5 << 20, Manifest: hash(), Of: dara.Me()})
		wrong(dara, e.Commons, large)
		dara.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{contact.For(campus.Audience(dara.Me())), face}})
		sync := func() {
			for range 2 {
				siti.Sync()
				dara.Sync()
				minh.Sync()
			}
		}
		sync()
		if minh.Has(contact.Record) || siti.Has(contact.Record) {
			t.Error("others see contact details that are not for them")
		}
		if !minh.Has(face.Record) {
			t.Error("others do not see the picture")
		}
		for _, hit := range found(t, minh, "dara") { // by the person, not by the file
			if hit.Record.ID == face.Record {
				t.Error("a search finds the picture of a person as a document")
			}
		}
		dara.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{campus.Change{Record: contact.Record, Kind: "contact"}.For(campus.Everyone)}})
		sync()
		if !minh.Has(contact.Record) {
			t.Error("others do not see contact details that are for all")
		}
		wrong(minh, e.Commons, edit(t, minh.Get(contact.Record), `{"email":"minh@example.org"}`))
		wrong(minh, e.Commons, campus.Remove(minh.Get(face.Record)))
		dara.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{campus.Change{Record: contact.Record, Kind: "contact"}.For(campus.Audience(dara.Me()))}})
		sync()
		if minh.Has(contact.Record) {
			t.Error("what is no longer for all is still on another's computer")
		}

		search := campus.Create(campus.NewID(), "savedsearch", &campus.SavedSearch{Section: "collaborate", Name: "Thai partners"})
		wrong(minh, campus.PersonalSpace(dara.Me()), search)
		dara.Do(campus.Action{Space: campus.PersonalSpace(dara.Me()), Changes: []campus.Change{search}})
		second := e.Device("dara")
		sync()
		second.Sync()
		if !second.Has(search.Record) || minh.Has(search.Record) || siti.Has(search.Record) {
			t.Error("a saved search is on the wrong computers")
		}
	})
}

// found is what a search finds.
func found(t *testing.T, d *testenv.Device, text string) []campus.Hit {
	t.Helper()
	got, err := d.Search(context.Background(), campus.Search{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return got.Hits
}
