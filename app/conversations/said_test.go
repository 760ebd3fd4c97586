package conversations_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/conversations"
	"rantau/campus"
	"rantau/internal/testenv"
)

// TestSaidOverTheServer: an answer with its mention and its file goes from one window to
// another, is reacted to, changed, and removed with all that hangs on it.
func TestSaidOverTheServer(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	siti.Sync()
	dara.Sync()
	topic := campus.NewTopic(e.Commons, campus.Topic{Title: "Rain", Text: "Does it rain where you are?"})
	siti.Do(topic)
	first := campus.Say(e.Commons, topic.Changes[0].Record, "Here it does.")
	siti.Do(first)
	siti.Sync()
	dara.Sync()

	h := apptest.Sit(t, dara.Replica, dara.Files)
	s := conversations.New(h.Env).(*conversations.Screen)
	h.Use(s)
	h.Pick("Rain")
	const field = "Answer in this topic"
	h.Field(field).OnStep(-1)
	h.Settle()
	h.Want("Answer to", "Here it does.")
	path := filepath.Join(t.TempDir(), "clouds.txt")
	if err := os.WriteFile(path, []byte("grey"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Drop([]string{path})
	h.Wait("clouds.txt")
	h.Type(field, "Not today @")
	h.Field(field).TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	h.Settle()
	h.Tap("Send")
	h.Wait("clouds.txt")
	posts, err := dara.Records(context.Background(), campus.Query{Kind: "post", Space: e.Commons, Order: campus.NewestFirst, Limit: 1})
	if err != nil || len(posts) != 1 {
		t.Fatal(posts, err)
	}
	id := posts[0].ID
	if p := campus.As[campus.Post](posts[0]); p.ReplyTo != first.Changes[0].Record || len(p.Mentioned) != 1 {
		t.Errorf("the post is %s", posts[0].Body)
	}
	dara.Sync()
	siti.Sync()

	g := apptest.Sit(t, siti.Replica, siti.Files)
	there := conversations.New(g.Env).(*conversations.Screen)
	g.Use(there)
	g.Pick("Rain")
	g.Want("Not today", "clouds.txt")
	siti.Do(campus.React(campus.Record{}, siti.Get(id), siti.Me(), "🎉"))
	g.Wait("🎉")
	siti.Sync()
	dara.Sync()
	h.Wait("🎉")

	p := campus.As[campus.Post](dara.Get(id))
	p.Text = "Not this week."
	c, _ := campus.Edit(dara.Get(id), &p)
	dara.Do(campus.Action{Space: e.Commons, Changes: []campus.Change{c}})
	dara.Sync()
	siti.Sync()
	g.Wait("Not this week.")
	g.Press("edited")
	g.Want("What it said before", "today @siti")
	g.WantNot("Restore") // it is another's

	h.Wait("Not this week.")
	h.Dots(2)
	h.Pick("Remove")
	h.Tap("Remove")
	dara.Sync() // the server had said meanwhile that it has the file, and dara had not heard of it
	siti.Sync()
	files, err := siti.Records(context.Background(), campus.Query{Kind: "document", Of: id})
	if err != nil || len(files) > 0 {
		t.Errorf("%d files of a removed post are left (%v)", len(files), err)
	}
}
