package testenv_test

import (
	"slices"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

func slides() *campus.Document {
	return &campus.Document{Name: "slides.pdf", Size: 3, Manifest: hash()}
}

// TestVersionsAreLetGoByWhoMayWriteThem: what was not chosen is still somebody's work.
// Whoever may do one thing with a record, such as put it into a folder, does not take
// away a version that holds another.
func TestVersionsAreLetGoByWhoMayWriteThem(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		a := campus.NewTalk(siti.Me(), "Dryers", dara.Me(), minh.Me()) // in a group members write each other's
		siti.Do(a)
		siti.Sync()
		dara.Sync()
		doc, folders := campus.NewID(), []campus.ID{campus.NewID(), campus.NewID(), campus.NewID()}
		dara.Do(campus.Action{Space: a.Space, Changes: []campus.Change{campus.Create(doc, "document", slides()),
			campus.Create(folders[0], "folder", &campus.Folder{Name: "One"}), campus.Create(folders[1], "folder", &campus.Folder{Name: "Two"}),
			campus.Create(folders[2], "folder", &campus.Folder{Name: "Three"})}})
		request := campus.NewRequest(e.Commons, campus.Request{Title: "Partners", Text: "Two weeks"})
		siti.Do(request)
		for range 2 {
			siti.Sync()
			dara.Sync()
			minh.Sync()
		}
		r := request.Changes[0].Record
		dara.Do(campus.AnswerTo(dara.Get(r), dara.Me(), "We can"))
		dara.Sync()

		// Two computers of the author write at the same time, and two members move it.
		second := e.Device("dara")
		for i, d := range []*testenv.Device{dara, second} {
			testenv.Edit(d, doc, func(v *campus.Document) { v.Category = []string{"Guidelines", "Manuals"}[i] })
		}
		siti.Sync()
		other := e.Device("siti")
		for i, d := range []*testenv.Device{siti, other} {
			testenv.Edit(d, r, func(v *campus.Request) { v.Title = []string{"Thai partners", "Partners in Lao"}[i] })
		}
		for _, d := range []*testenv.Device{dara, second, siti, other, minh, dara} {
			d.Sync()
		}
		for i, d := range []*testenv.Device{dara, minh} {
			testenv.Edit(d, doc, func(v *campus.Document) { v.Folder = folders[i] })
		}
		for _, d := range []*testenv.Device{dara, minh, dara, siti} {
			d.Sync()
		}
		version := func(d *testenv.Device, id campus.ID, field string) campus.ID {
			t.Helper()
			all := d.Get(id).Versions
			i := slices.IndexFunc(all, func(v campus.Version) bool { return strings.Contains(string(v.Fields), `"`+field+`"`) })
			if i < 0 {
				t.Fatalf("no version holds %s: %v", field, all)
			}
			return all[i].ID
		}

		// Who moves a document does not throw away what its author wrote.
		moved := func(drop ...campus.ID) campus.Action {
			was := minh.Get(doc)
			d := campus.As[campus.Document](was)
			d.Folder = folders[2]
			c, _ := campus.Edit(was, &d)
			c.Drop = drop
			return campus.Action{Space: a.Space, Changes: []campus.Change{c}}
		}
		refuses(t, minh, moved(version(minh, doc, "category")))
		refuses(t, minh, moved(version(minh, doc, "folder"), version(minh, doc, "category")))
		minh.Do(moved(version(minh, doc, "folder")))
		// Nor does who answered a request.
		refuses(t, dara, campus.Action{Space: e.Commons, Changes: []campus.Change{{Record: r, Kind: "request", Drop: []campus.ID{version(dara, r, "title")}}}})
		for _, d := range []*testenv.Device{minh, dara, siti} {
			d.Sync()
		}
		if left := dara.Get(doc).Versions; len(left) != 1 || campus.As[campus.Document](dara.Get(doc)).Folder != folders[2] {
			t.Errorf("the document is %s, with %v", dara.Get(doc).Body, left)
		}
		dara.Do(campus.Action{Space: a.Space, Changes: []campus.Change{{Record: doc, Kind: "document", Drop: []campus.ID{version(dara, doc, "category")}}}})
		siti.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{{Record: r, Kind: "request", Drop: []campus.ID{version(siti, r, "title")}}}})
		for _, d := range []*testenv.Device{dara, siti, minh} {
			d.Sync()
		}
		if len(minh.Get(doc).Versions)+len(siti.Get(r).Versions) > 0 {
			t.Error("an author does not choose among what the author wrote")
		}
	})
}
