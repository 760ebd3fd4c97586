package search_test

import (
	"errors"
	"testing"

	"rantau/app/apptest"
	"rantau/app/search"
	"rantau/app/ui"
	"rantau/campus"
)

func sit(t *testing.T) *apptest.Hand {
	t.Helper()
	h := apptest.NewHand(t, "teacher")
	h.Use(search.New(h.Env))
	return h
}

func TestSearchAsOneTypes(t *testing.T) {
	h := sit(t)
	h.Want("Search everything on this computer")
	h.Type("Find lessons, posts, documents, people…", "tried two cables")
	h.Wait("1 result")
	h.Want("Dewi Lestari", "My sensor shows", "in Soil, sensors and water")
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	h.Pick("Dewi Lestari")
	if went.Section != ui.SectionTraining || went.Space != h.Campus.Soil || went.Post == "" {
		t.Errorf("a post leads to %+v", went)
	}
	h.Field("Find lessons, posts, documents, people…").SetText("xylophone")
	h.Wait("Nothing found")
}

func TestSearchLeadsToEachKind(t *testing.T) {
	h := sit(t)
	var went ui.Place
	var met campus.ID
	var shown campus.Record
	h.Env.Go = func(p ui.Place) { went = p }
	h.Env.Meet = func(id campus.ID) { met = id }
	h.Env.Show = func(r campus.Record) { shown = r }
	for _, c := range []struct{ text, tap, section string }{
		{"calibrating", "Calibrating your sensor", ui.SectionTraining},
		{"soil, sensors", "Soil, sensors and water", ui.SectionTraining},
		{"power is out", "How do you learn when the power is out?", ui.SectionConversations},
		{"exchange window opens", "The exchange window opens on 22 March", ui.SectionNews},
		{"ten students", "Looking for a partner in hospitality, ten students each way", ui.SectionCollaborate},
	} {
		went = ui.Place{}
		h.Field("Find lessons, posts, documents, people…").SetText(c.text)
		h.Wait(c.tap)
		h.Pick(c.tap)
		if c.section == ui.SectionConversations && went.Post != went.Record {
			t.Errorf("a topic leads to %+v, not to its head", went)
		}
		if went.Section != c.section || went.Record == "" && went.Space == "" {
			t.Errorf("%s leads to %+v", c.text, went)
		}
	}
	h.Field("Find lessons, posts, documents, people…").SetText("nadia binti")
	h.Wait("Nadia binti Hassan")
	h.Pick("Nadia binti Hassan")
	if met != h.Campus.Nadia {
		t.Errorf("a person leads to %q", met)
	}
	h.Field("Find lessons, posts, documents, people…").SetText("pdf")
	h.Wait("document · ")
	name := campus.As[campus.Document](firstPDF(t, h)).Name
	h.Pick(name)
	if campus.As[campus.Document](shown).Name != name {
		t.Errorf("a document leads to %+v", shown)
	}
}

func TestSearchLeadsToAnAssignment(t *testing.T) {
	h := sit(t)
	var went ui.Place
	h.Env.Go = func(p ui.Place) { went = p }
	id := campus.NewID()
	h.Campus.Replica.Add(h.Campus.Soil, h.Campus.Siti, "assignment", id, &campus.Assignment{Title: "Contour map", Text: "Draw it."})
	h.Field("Find lessons, posts, documents, people…").SetText("contour")
	h.Wait("assignment · in Soil, sensors and water")
	h.Choose("Everything", "Assignments")
	h.Wait("1 result")
	h.Pick("Contour map")
	if went.Section != ui.SectionTraining || went.Space != h.Campus.Soil || went.Record != id {
		t.Errorf("an assignment leads to %+v", went)
	}
}

func TestSearchTellsOfTrouble(t *testing.T) {
	h := sit(t)
	h.Campus.Replica.Lost = errors.New("the disk went away")
	h.Type("Find lessons, posts, documents, people…", "sensor")
	h.Wait("the disk went away")
}

func firstPDF(t *testing.T, h *apptest.Hand) campus.Record {
	t.Helper()
	found, err := h.Campus.Replica.Search(t.Context(), campus.Search{Text: "pdf", Kinds: []string{"document"}, Limit: 1})
	if err != nil || len(found.Hits) == 0 {
		t.Fatal("there is no document to look for")
	}
	return found.Hits[0].Record
}
