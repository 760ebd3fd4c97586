package testenv_test

import (
	"context"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

func TestServerWentBackInTime(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		siti.Sync()
		class := newClass(e, siti, "dara")
		siti.Do(campus.Say(class, class, "before the backup"))
		siti.Sync()
		dara.Sync()
		restore := e.Backup()
		dara.Do(campus.Say(class, class, "Dara, after the backup"))
		siti.Do(campus.Say(class, class, "Siti, after the backup"))
		dara.Sync()
		siti.Sync()
		dara.Sync()
		restore()
		// New changes come in before anybody has noticed.
		dara.Do(campus.Say(class, class, "Dara, after the restore"))
		for range 3 {
			dara.Sync()
			siti.Sync()
		}
		for _, d := range []*testenv.Device{siti, dara} {
			posts, err := d.Records(context.Background(), campus.Query{Kind: "post", Topic: class})
			if err != nil {
				t.Fatal(err)
			}
			texts := map[string]int{}
			for _, p := range posts {
				texts[campus.As[campus.Post](p).Text]++
				if p.Shelved || p.Waiting {
					t.Errorf("%s: %s: shelved %v, waiting %v", d.Name, p.Body, p.Shelved, p.Waiting)
				}
			}
			if len(posts) != 4 || len(texts) != 4 {
				t.Errorf("%s has %v", d.Name, texts)
			}
		}
	})
}

// What only another's computer had goes on a shelf: the server lost it, its
// author's device is gone, and the copy must not be deleted.
func TestShelf(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		siti.Sync()
		class := newClass(e, siti, "dara")
		siti.Sync()
		restore := e.Backup()
		lost := campus.Say(class, class, "its author's laptop was stolen")
		siti.Do(lost)
		siti.Sync()
		dara.Sync()
		restore()
		dara.Sync()
		if r := dara.Get(lost.Changes[0].Record); !r.Shelved {
			t.Errorf("what the server lost: %+v", r)
		}
	})
}
