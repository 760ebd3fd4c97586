package widget_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/apptest"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

const here = "Say something here"

// discussion opens that of the sample class, told of changes as a screen tells it.
func discussion(t *testing.T, as string) (*apptest.Hand, *widget.Discussion) {
	h := apptest.NewHand(t, as)
	return h, look(h)
}

func look(h *apptest.Hand) *widget.Discussion {
	h.T.Helper()
	d := widget.NewDiscussion(h.Env, here)
	h.Window.SetContent(d)
	h.Campus.Replica.Watch(func(n campus.Notice) { h.Campus.Queue.Main(func() { d.Changed(n) }) })
	d.Open(campus.InClass, h.Campus.Soil, h.Campus.Soil)
	h.Settle()
	return d
}

// said gives the newest post.
func said(h *apptest.Hand) (campus.Record, campus.Post) {
	h.T.Helper()
	posts, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "post", Space: h.Campus.Soil, Order: campus.NewestFirst})
	if err != nil || len(posts) == 0 {
		h.T.Fatal(posts, err)
	}
	for _, p := range posts {
		if p.Waiting {
			return p, campus.As[campus.Post](p)
		}
	}
	h.T.Fatal("nothing was said")
	return campus.Record{}, campus.Post{}
}

func post(c *apptest.Campus, n string) campus.ID { return campus.DerivedID("post", n) }

func step(h *apptest.Hand, key fyne.KeyName) {
	h.Field(here).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
	h.Settle()
}

func TestReply(t *testing.T) {
	h, d := discussion(t, "student")
	c := h.Campus
	step(h, fyne.KeyUp) // the newest is Dewi's own; one more is Siti's
	step(h, fyne.KeyUp)
	h.Want("Answer to Siti Rahmawati: Three pots are plenty")
	step(h, fyne.KeyDown)
	step(h, fyne.KeyDown)
	h.WantNot("Answer to")
	step(h, fyne.KeyUp)
	h.Field(here).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	h.Settle()
	h.WantNot("Answer to")
	step(h, fyne.KeyUp)
	step(h, fyne.KeyUp)
	h.Type(here, "Thank you!")

	// What is answered is part of the draft.
	d.Open(campus.InClass, c.Service, c.Service)
	h.Settle()
	h.WantNot("Answer to", "Thank you!")
	d.Open(campus.InClass, c.Soil, c.Soil)
	h.Settle()
	h.Want("Answer to Siti Rahmawati", "Thank you!")
	h.Tap("Send")
	_, p := said(h)
	if p.ReplyTo != post(c, "4") || p.Text != "Thank you!" {
		t.Errorf("it answers %v with %q", p.ReplyTo, p.Text)
	}
	h.WantNot("Answer to")
	if n := strings.Count(h.Text(), "Three pots are plenty"); n < 1 {
		t.Error("the post does not quote what it answers")
	}
	if n := c.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}

	// What is answered can be removed, or not be here.
	r, err := c.Replica.Record(context.Background(), post(c, "4"))
	if err != nil {
		t.Fatal(err)
	}
	r.Deleted, r.Body = true, campus.Body("{}")
	c.Replica.Put(r)
	c.Replica.Add(c.Soil, c.Minh, "post", campus.NewID(), &campus.Post{Topic: c.Soil, Text: "Me too", ReplyTo: campus.NewID()})
	h.Settle()
	h.Want("Answers a post that was removed", "Answers a post that is not here (yet)")
}

// TestQuoteLeadsToOldPost: a tap on a quote brings what is answered, however long ago.
func TestQuoteLeadsToOldPost(t *testing.T) {
	h := apptest.NewHand(t, "student")
	c := h.Campus
	for range 150 {
		c.Replica.Add(c.Soil, c.Minh, "post", campus.NewID(), &campus.Post{Topic: c.Soil, Text: "+1"})
	}
	c.Replica.Add(c.Soil, c.Aung, "post", campus.ID("ffffffff-0000-7000-8000-000000000000"), &campus.Post{Topic: c.Soil, Text: "About the start", ReplyTo: post(c, "0")})
	look(h)
	h.WantNot("Please write where your field is and what grows on it.\n" + "Show")
	h.Pick("Welcome, everybody!")
	h.Want("Welcome, everybody! Please write where your field is and what grows on it.", "Xin chào!")
}

func TestReact(t *testing.T) {
	h, _ := discussion(t, "student")
	c := h.Campus
	c.Replica.Add(c.Soil, c.Minh, "reaction", campus.ReactionID(post(c, "5"), c.Minh, "👍"), &campus.Reaction{Of: post(c, "5"), Emoji: "👍", Turns: 1})
	c.Replica.Add(c.Soil, c.Aung, "reaction", campus.ReactionID(post(c, "5"), c.Aung, "👍"), &campus.Reaction{Of: post(c, "5"), Emoji: "👍", Turns: 2})
	h.Settle()
	count := func(want int64) {
		t.Helper()
		r, err := c.Replica.Record(context.Background(), campus.ReactionID(post(c, "5"), c.Dewi, "👍"))
		if err != nil || campus.As[campus.Reaction](r).Turns != want {
			t.Errorf("turned %s times, want %d (%v)", r.Body, want, err)
		}
	}
	for i, n := range []string{"2", "1", "2"} { // on, off, on again
		h.Pick("👍")
		count(int64(i + 1))
		if !strings.Contains(h.Text(), "👍\n"+n+"\n") {
			t.Errorf("after %d turns there are not %s:\n%s", i+1, n, h.Text())
		}
	}
}

func TestMention(t *testing.T) {
	h, _ := discussion(t, "student")
	h.Type(here, "Thanks @si")
	h.Want("Siti Rahmawati", "Politeknik Negeri Bandung Raya")
	e := h.Field(here)
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.Settle()
	if e.Text != "Thanks @Siti Rahmawati " {
		t.Fatalf("the text is %q", e.Text)
	}
	// Who is no member is not offered, and Esc closes the list.
	test.Type(e, "and @Maria")
	h.Settle()
	if e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}); e.Text != "Thanks @Siti Rahmawati and @Maria" {
		t.Errorf("somebody who is not in the class is offered: %q", e.Text)
	}
	h.Tap("Send")
	_, p := said(h)
	if len(p.Mentioned) != 1 || !p.Mentions(h.Campus.Siti) {
		t.Errorf("it mentions %v", p.Mentioned)
	}
	h.Want("@Siti Rahmawati")
}

func TestAttach(t *testing.T) {
	h, d := discussion(t, "student")
	path := filepath.Join(t.TempDir(), "field.png")
	if err := os.WriteFile(path, apptest.Drawing(), 0o600); err != nil {
		t.Fatal(err)
	}
	notes := filepath.Join(t.TempDir(), "\u202enotes.txt")
	if err := os.WriteFile(notes, []byte("dry"), 0o600); err != nil {
		t.Fatal(err)
	}
	var shown campus.Record
	h.Env.Show = func(r campus.Record) { shown = r }
	widget.PickFile = func() (string, bool) { return path, true }
	defer func() { widget.PickFile = nil }()
	for _, b := range h.Buttons() { // by the paperclip
		if b.Icon != nil && b.Icon.Name() == base.MailAttachmentIcon().Name() && b.Visible() {
			h.Window.Canvas().Focus(b)
			test.Tap(b)
		}
	}
	h.Settle()
	if h.Focused() != d.Composer().Entry { // Ctrl+Enter sends from there
		t.Error("after a file was chosen the keyboard is elsewhere")
	}
	d.Drop([]string{notes})
	h.Settle()
	h.Want("field.png", "_notes.txt")

	// They are part of the draft, and make a post without a word.
	d.Open(campus.InClass, h.Campus.Service, h.Campus.Service)
	h.Settle()
	h.WantNot("field.png")
	d.Open(campus.InClass, h.Campus.Soil, h.Campus.Soil)
	h.Settle()
	h.Tap("Send")
	r, p := said(h)
	if p.Text != "field.png, _notes.txt" {
		t.Errorf("the post says %q", p.Text)
	}
	files, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "document", Of: r.ID})
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files hang on it (%v)", len(files), err)
	}
	h.Want("_notes.txt", "waits to be sent")
	h.WantNot("field.png") // it is seen
	h.Pick("_notes.txt")
	if campus.As[campus.Document](shown).Name != "_notes.txt" {
		t.Errorf("a tap opens %v", shown)
	}

	// They go with the post.
	h.Dots(h.Menus() - 1)
	h.Pick("Remove")
	h.Tap("Remove")
	files, err = h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "document", Of: r.ID})
	if err != nil || len(files) != 0 {
		t.Errorf("%d files of a removed post are left (%v)", len(files), err)
	}
}

func TestWhatItSaidBefore(t *testing.T) {
	h, _ := discussion(t, "student")
	c := h.Campus
	h.Dots(h.Menus() - 1)
	h.Pick("Edit")
	h.Focused().SetText("My sensor shows 1024 whatever I do.")
	h.Tap("Save")
	r, err := c.Replica.Record(context.Background(), post(c, "5"))
	if err != nil {
		t.Fatal(err)
	}
	h.Want("edited")
	h.Pick("edited")
	h.Want("What it said before", "1023", "1024", "Now")
	h.Tap("Restore")
	if r, err = c.Replica.Record(context.Background(), r.ID); err != nil || !strings.Contains(campus.As[campus.Post](r).Text, "1023") {
		t.Errorf("after restoring: %s (%v)", r.Body, err)
	}
	past, err := c.Replica.Past(context.Background(), r.Space, r.ID)
	if err != nil || len(past) != 2 {
		t.Errorf("%d earlier texts: what was replaced is lost (%v)", len(past), err)
	}
}

// TestDraftOfAnotherComputer is offered where it belongs, and taking it up loses nothing
// of what is typed here.
func TestDraftOfAnotherComputer(t *testing.T) {
	h, d := discussion(t, "student")
	c := h.Campus
	own := campus.PersonalSpace(c.Dewi)
	c.Replica.Add(own, c.Dewi, string(campus.InPersonal), own, &campus.Personal{Owner: c.Dewi})
	c.Replica.Add(own, c.Dewi, "membership", campus.MembershipID(own, c.Dewi), &campus.Membership{Person: c.Dewi, Role: campus.Owner})
	h.Type(here, "here")
	begun := func(device, text string, of campus.ID) campus.ID {
		id := campus.DraftID(device, c.Soil, of)
		c.Replica.Add(own, c.Dewi, "draft", id, &campus.Draft{Device: device, In: c.Soil, Of: of, Name: "lab-7", Text: text, Rev: 3, ReplyTo: post(c, "4")})
		h.Settle()
		return id
	}
	begun("that", "elsewhere", c.Topic)
	h.WantNot("You began something")
	id := begun("that", "from the \u202elab", c.Soil)
	h.Want("You began something on lab-7", "from the lab")
	h.Tap("Take it")
	h.WantNot("You began something")
	h.Want("Answer to Siti Rahmawati")
	if text := h.Field(here).Text; !strings.Contains(text, "lab") || !strings.Contains(text, "here") {
		t.Errorf("the text is %q", text)
	}
	r, err := c.Replica.Record(context.Background(), id)
	if v := campus.As[campus.Draft](r); err != nil || v.Open() || v.Text == "" {
		t.Errorf("the other computer's draft is %s (%v)", r.Body, err)
	}

	// Leaving the place carries it; sending lets go of it.
	mine := campus.DraftID("this", c.Soil, c.Soil)
	d.Open(campus.InClass, c.Service, c.Service)
	h.Settle()
	r, err = c.Replica.Record(context.Background(), mine)
	if v := campus.As[campus.Draft](r); err != nil || !v.Open() || !strings.Contains(v.Text, "here") || v.ReplyTo != post(c, "4") {
		t.Errorf("on leaving, %s is carried (%v)", r.Body, err)
	}
	d.Open(campus.InClass, c.Soil, c.Soil)
	h.Settle()
	h.WantNot("You began something")
	h.Tap("Send")
	h.Settle()
	if r, err = c.Replica.Record(context.Background(), mine); err != nil || campus.As[campus.Draft](r).Open() {
		t.Errorf("after sending, %s is carried (%v)", r.Body, err)
	}
	// What was begun here and dealt with elsewhere is said, and can be let go of.
	h.Type(here, "stale")
	d.Open(campus.InClass, c.Service, c.Service)
	h.Settle()
	r, _ = c.Replica.Record(context.Background(), mine)
	v := campus.As[campus.Draft](r)
	v.Seen = v.Rev
	c.Replica.Add(own, c.Dewi, "draft", mine, &v)
	d.Open(campus.InClass, c.Soil, c.Soil)
	h.Settle()
	h.Want("You went on with this on another computer", "stale")
	h.Tap("Discard")
	h.WantNot("You went on with this", "stale")
	if n := c.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}

	// No set for each key: one on leaving, one on sending or letting go, twice.
	sets, err := c.Replica.Waiting(context.Background())
	n := 0
	for _, s := range sets {
		for _, change := range s.Changes {
			if change.Record == mine {
				n++
			}
		}
	}
	if err != nil || n != 4 {
		t.Errorf("%d sets carried it (%v)", n, err)
	}
}

// TestClosingCarries: the program that ends carries what is typed, and says no more of it.
func TestClosingCarries(t *testing.T) {
	h, _ := discussion(t, "student")
	c := h.Campus
	own := campus.PersonalSpace(c.Dewi)
	c.Replica.Add(own, c.Dewi, string(campus.InPersonal), own, &campus.Personal{Owner: c.Dewi})
	c.Replica.Add(own, c.Dewi, "membership", campus.MembershipID(own, c.Dewi), &campus.Membership{Person: c.Dewi, Role: campus.Owner})
	h.Type(here, "half a sent")
	h.Env.Close()
	r, err := c.Replica.Record(context.Background(), campus.DraftID("this", c.Soil, c.Soil))
	if err != nil || campus.As[campus.Draft](r).Text != "half a sent" {
		t.Errorf("%s (%v)", r.Body, err)
	}
}

// TestRefusedPostIsWrittenAgainWhole: with what it answered and its files.
func TestRefusedPostIsWrittenAgainWhole(t *testing.T) {
	h, d := discussion(t, "student")
	c := h.Campus
	doc, err := h.Env.Files.Add(context.Background(), write(t, "map.txt", "x"))
	if err != nil {
		t.Fatal(err)
	}
	a := campus.Posted(c.Soil, campus.Post{Topic: c.Soil, Text: "Look at this", ReplyTo: post(c, "4")}, doc)
	if err := c.Replica.Save(context.Background(), a); err != nil {
		t.Fatal(err)
	}
	sets, _ := c.Replica.Waiting(context.Background())
	at := slices.IndexFunc(sets, func(s campus.WaitingSet) bool { return s.Space == c.Soil }) // what was read waits too
	c.Replica.RefuseSet(at, campus.Forbidden, "no")
	sets, _ = c.Replica.Waiting(context.Background())
	again, err := ui.TakeUp(context.Background(), c.Replica, sets[at])
	if err != nil || again == nil {
		t.Fatal(again, err)
	}
	d.Again(again)
	h.Settle()
	h.Want("Look at this", "map.txt", "Answer to Siti Rahmawati")
}

func write(t *testing.T, name, text string) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
