package conversations_test

import (
	"context"
	"strings"
	"testing"

	"rantau/app/apptest"
	"rantau/app/conversations"
	"rantau/app/people"
	"rantau/app/ui"
	"rantau/campus"
)

func open(t *testing.T, as string) (*apptest.Hand, *conversations.Screen) {
	h := apptest.NewHand(t, as)
	h.Campus.Community()
	h.Env.Meet = people.Card(h.Env)
	s := conversations.New(h.Env).(*conversations.Screen)
	h.Show(s)
	return h, s
}

func TestNewestActivityFirst(t *testing.T) {
	h, _ := open(t, "student")
	text := h.Text()
	h.Want("14 answers", "no answers yet", "Choose a conversation")
	if strings.Index(text, "Food that you miss") > strings.Index(text, "Which hours suit everybody") {
		t.Errorf("the topic that was answered last is not the first:\n%s", text)
	}
}

func TestAnswer(t *testing.T) {
	h, _ := open(t, "student")
	h.Pick("Sharing a lesson")
	h.Want("Started by Somchai Wongsakul", "Can it be printed with its pictures?")
	h.Type("Answer in this topic", "Pempek.")
	h.Campus.Replica.Refuse = campus.Errorf(campus.Internal, "the disk is full")
	h.Tap("Send")
	h.Want("The disk is full. What you typed is still here. Try again.", "Pempek.")
	if h.Campus.Replica.Drafts() != 1 {
		t.Error("what was not saved is no draft")
	}
	h.Campus.Replica.Refuse = nil
	h.Tap("Send")
	h.Want("Pempek.", "waiting to be sent", "4 answers")
	h.WantNot("The disk is full")
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left after sending", n)
	}
}

func TestOwnPostIsChangedInPlace(t *testing.T) {
	h, _ := open(t, "student")
	h.Pick("Which hours suit everybody")
	h.Dots(0)
	h.WantNot("Edit", "Remove")
	h.Window.Canvas().Overlays().Top().Hide()

	h.Type("Answer in this topic", "At two.")
	h.Tap("Send")
	h.Dots(h.Menus() - 1)
	h.Pick("Edit")
	field := h.Focused()
	if field == nil || field.Text != "At two." {
		t.Fatalf("the field of the post does not have the keyboard")
	}
	field.SetText("At three.")
	h.Tap("Save")
	h.Want("At three.")
	h.WantNot("At two.", "Cancel")
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
	h.Dots(h.Menus() - 1)
	h.Pick("Remove")
	h.Tap("Remove")
	h.WantNot("At three.")
}

func TestNewTopicKeepsItsDraft(t *testing.T) {
	h, s := open(t, "student")
	s.New()
	h.Settle()
	h.Type("For example: How do you learn when the power is out?", "Bicycles")
	h.Tap("Close")
	h.WantNot("Bicycles")
	s.New()
	h.Settle()
	h.Type("Say it in a few sentences. Any language is welcome.", "Who rides one?")
	h.Tap("Open the topic")
	h.Want("Bicycles", "Who rides one?", "Started by Dewi Lestari")
	if n := h.Campus.Replica.Drafts(); n != 0 {
		t.Errorf("%d drafts are left", n)
	}
	if !s.Back() || s.Back() {
		t.Error("Esc does not lead to the list once")
	}
}

func TestPrivateConversation(t *testing.T) {
	h, s := open(t, "student")
	h.Tap("Private")
	h.Want("Siti Rahmawati")
	s.New()
	h.Settle()
	h.Tap("Start")
	h.Want("Choose somebody to write to")
	h.Type("Find by name or institution", "minh")
	h.Pick("Nguyễn Minh Anh")
	h.Type("For example: Letter of acceptance", "Our poster")
	h.Tap("Start")
	h.Want("Our poster", "Private: only Nguyễn Minh Anh and you see it", "Nothing said yet")
}

func TestWriteToGoesWhereThereIsOneAlready(t *testing.T) {
	h, _ := open(t, "student")
	var to ui.Place
	h.Env.Go = func(p ui.Place) { to = p }
	for range 2 {
		h.Env.Meet(h.Campus.Siti)
		h.Settle()
		h.Tap("Write to Siti Rahmawati")
	}
	if to.Space != h.Campus.Talk || h.Campus.Replica.Saves != 0 {
		t.Errorf("it leads to %v after %d saves", to, h.Campus.Replica.Saves)
	}
	h.Env.Meet(h.Campus.Nadia)
	h.Settle()
	h.Want("Malay, English, Chinese", "George Town, Malaysia")
	h.Tap("Write to Nadia binti Hassan")
	if h.Campus.Replica.Saves != 1 || to.Space == h.Campus.Talk {
		t.Error("no conversation was started")
	}
}

// TestHostileText: nothing that somebody writes breaks the thread of the others.
func TestHostileText(t *testing.T) {
	h, _ := open(t, "student")
	c := h.Campus
	for _, text := range []string{"a\x00b", "\u202egnihtemos\u202c", strings.Repeat("long", 2500), "👩🏽‍🌾🔥", strings.Repeat("\n", 500) + "end"} {
		c.Replica.Add(c.Commons, c.Sok, "post", campus.NewID(), &campus.Post{Topic: c.Topic, Text: text})
		c.Replica.Add(c.Commons, c.Sok, "topic", campus.NewID(), &campus.Topic{Title: text, Text: text})
	}
	c.Replica.Add(c.Commons, c.Sok, "person", c.Sok, &campus.Person{Name: "\u202e" + strings.Repeat("Name ", 2000)})
	h.Settle()
	h.Pick("How do you learn")
	before := h.Window.Canvas().Content().MinSize()
	if before.Width > 1366 || before.Height > 768 {
		t.Errorf("the window would have to be %v", before)
	}
	if strings.ContainsAny(h.Text(), "\x00\u202e") {
		t.Error("a control character reaches the screen")
	}
}

func TestVersionsAreShown(t *testing.T) {
	h, _ := open(t, "student")
	h.Pick("Food that you miss")
	h.Type("Answer in this topic", "Nasi goreng.")
	h.Tap("Send")
	posts, err := h.Campus.Replica.Records(context.Background(), campus.Query{Kind: "post", Order: campus.NewestFirst, Limit: 1})
	if err != nil || len(posts) != 1 {
		t.Fatal(posts, err)
	}
	r := posts[0]
	r.Edited = r.Created.Add(1)
	r.Versions = []campus.Version{{ID: campus.NewID(), Author: h.Campus.Dewi, Fields: []byte(`{"text":"Nasi uduk."}`)}}
	h.Campus.Replica.Put(r)
	h.Settle()
	h.Tap("2 versions")
	h.Want("goreng", "uduk", "Put together")
}
