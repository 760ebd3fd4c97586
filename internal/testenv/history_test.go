package testenv_test

import (
	"context"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// TestBothAreTold: whoever wrote either side of a merge that was not clean is told of
// it, others are not, and what one puts together is what all have.
func TestBothAreTold(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		ctx := context.Background()
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		group := campus.NewGroup(siti.Me(), campus.Group{Name: "Two rivers"})
		page := campus.NewID()
		group.Changes = append(group.Changes, campus.Join(group.Space, dara.Me(), campus.Member), campus.Join(group.Space, minh.Me(), campus.Member),
			campus.Create(page, "page", &campus.Page{Title: "Plan", Text: "Buy wood on Monday."}))
		siti.Do(group)
		siti.Sync()
		dara.Sync()
		minh.Sync()
		sync := func() {
			for range 2 {
				dara.Sync()
				siti.Sync()
				minh.Sync()
			}
		}
		begun := minh.Get(page).Edited
		time.Sleep(5 * time.Millisecond)
		testenv.Edit(dara, page, func(p *campus.Page) { p.Text = "Buy steel on Monday." })
		testenv.Edit(minh, page, func(p *campus.Page) { p.Text = "Buy bamboo on Monday." })
		sync()

		// What was one's own and gave way is in the past, from when it was written.
		for _, was := range pastOf(t, minh, group.Space, page) {
			if campus.As[campus.Page](was).Text == "Buy bamboo on Monday." && (was.Editor != minh.Me() || !was.Edited.After(begun)) {
				t.Errorf("it is by %s, from %v; the page was begun at %v", was.Editor, was.Edited, begun)
			}
		}

		told := func(d *testenv.Device) []campus.Record {
			t.Helper()
			r, err := d.Contested(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		for who, d := range map[string]*testenv.Device{"whose text stands": dara, "whose text is beside it": minh} {
			r := told(d)
			if len(r) != 1 || r[0].ID != page || len(r[0].Versions) != 1 {
				t.Fatalf("%s is told of %+v", who, r)
			}
			theirs := campus.As[campus.Page](campus.Record{Body: campus.Body(r[0].Versions[0].Fields)}).Text
			if mine := campus.As[campus.Page](r[0]).Text; mine != "Buy steel on Monday." || theirs != "Buy bamboo on Monday." {
				t.Errorf("%s has %q and %q", who, mine, theirs)
			}
		}
		if r := told(siti); len(r) != 1 { // on the staff
			t.Errorf("the owner is told of %d", len(r))
		}

		// Minh puts both together.
		r := minh.Get(page)
		c, _ := campus.Edit(r, &campus.Page{Title: "Plan", Text: "Buy steel and bamboo on Monday."})
		c.Drop = []campus.ID{r.Versions[0].ID}
		minh.Do(campus.Action{Space: group.Space, Changes: []campus.Change{c}})
		if len(told(minh)) != 0 {
			t.Error("who has chosen is still told")
		}
		sync()
		for _, d := range []*testenv.Device{siti, dara, minh} {
			if got := campus.As[campus.Page](d.Get(page)).Text; got != "Buy steel and bamboo on Monday." || len(told(d)) != 0 {
				t.Errorf("%q, %d", got, len(told(d)))
			}
		}

		// What stood before is in the history of the copy that saw it, and can be had back.
		past, err := dara.Past(ctx, group.Space, page)
		if err != nil || len(past) == 0 || campus.As[campus.Page](past[0]).Text != "Buy steel on Monday." || past[0].Editor != dara.Me() {
			t.Fatalf("%+v %v", past, err)
		}
		back, differs := campus.Edit(dara.Get(page), &campus.Page{Title: "Plan", Text: campus.As[campus.Page](past[0]).Text})
		if !differs {
			t.Fatal("nothing to restore")
		}
		dara.Do(campus.Action{Space: group.Space, Changes: []campus.Change{back}})
		sync()
		if got := campus.As[campus.Page](siti.Get(page)).Text; got != "Buy steel on Monday." {
			t.Errorf("restored: %q", got)
		}
		dara.Restart()
		if past, err = dara.Past(ctx, group.Space, page); err != nil || len(past) == 0 || campus.As[campus.Page](past[0]).Text != "Buy steel and bamboo on Monday." {
			t.Errorf("after a restart: %+v %v", past, err)
		}
	})
}

func pastOf(t *testing.T, d *testenv.Device, space, id campus.ID) []campus.Record {
	t.Helper()
	past, err := d.Past(context.Background(), space, id)
	if err != nil || len(past) == 0 {
		t.Fatalf("%d steps of the past: %v", len(past), err)
	}
	return past
}

// TestBothAreToldOfAPart: of two texts that met in one field only, the rest came together.
func TestBothAreToldOfAPart(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara, minh := e.Device("siti"), e.Device("dara"), e.Device("minh")
		group := campus.NewGroup(siti.Me(), campus.Group{Name: "Two rivers"})
		page := campus.NewID()
		group.Changes = append(group.Changes, campus.Join(group.Space, dara.Me(), campus.Member), campus.Join(group.Space, minh.Me(), campus.Member),
			campus.Create(page, "page", &campus.Page{Title: "Plan", Text: "Buy wood on Monday."}))
		siti.Do(group)
		siti.Sync()
		dara.Sync()
		minh.Sync()
		testenv.Edit(dara, page, func(p *campus.Page) { p.Text = "Buy steel on Monday." })
		testenv.Edit(minh, page, func(p *campus.Page) { p.Title, p.Text = "Our plan", "Buy bamboo on Monday." })
		for range 2 {
			dara.Sync()
			minh.Sync()
		}
		for _, d := range []*testenv.Device{dara, minh} {
			r, err := d.Contested(context.Background())
			if err != nil || len(r) != 1 || campus.As[campus.Page](r[0]) != (campus.Page{Title: "Our plan", Text: "Buy steel on Monday."}) {
				t.Errorf("%+v %v", r, err)
			}
		}
	})
}

// TestFoldersHaveAPast: of what has no text, what people typed is kept too, but not what
// is only counted or read.
func TestFoldersHaveAPast(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		class := newClass(e, siti)
		id := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(id, "folder", &campus.Folder{Name: "First"})}})
		testenv.Edit(siti, id, func(f *campus.Folder) { f.Name = "Second" })
		past, err := siti.Past(context.Background(), class, id)
		if err != nil || len(past) != 1 || campus.As[campus.Folder](past[0]).Name != "First" {
			t.Errorf("%+v %v", past, err)
		}
		if k, _ := campus.KindNamed("readmark"); k.KeepsPast() {
			t.Error("what was read has a past")
		}
	})
}
