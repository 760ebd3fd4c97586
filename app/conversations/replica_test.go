package conversations_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"rantau/app/apptest"
	"rantau/app/conversations"
	"rantau/campus"
	"rantau/internal/testenv"
)

// TestOverTheServer: a topic goes from one window to another, what was being
// typed outlives a restart, and a private conversation stays between two.
func TestOverTheServer(t *testing.T) {
	test.NewTempApp(t)
	e := testenv.New(t, false, "teacher:siti", "dara", "nok")
	siti, dara, nok := e.Device("siti"), e.Device("dara"), e.Device("nok")
	for _, d := range []*testenv.Device{siti, dara, nok} {
		d.Sync()
	}
	h := apptest.Sit(t, siti.Replica, siti.Files)
	s := conversations.New(h.Env).(*conversations.Screen)
	h.Use(s)
	h.Want("No topics yet")
	s.New()
	h.Settle()
	h.Type("For example: How do you learn when the power is out?", "Rain")
	h.Type("Say it in a few sentences. Any language is welcome.", "Does it rain where you are?")
	h.Tap("Open the topic")
	h.Want("Does it rain where you are?", "waiting to be sent")
	siti.Sync()
	h.Gone("waiting to be sent")

	dara.Sync()
	g := apptest.Sit(t, dara.Replica, dara.Files)
	g.Use(conversations.New(g.Env))
	g.Pick("Rain")
	g.Type("Answer in this topic", "Every day at f")
	g.Env.Close()
	dara.Restart()
	g = apptest.Sit(t, dara.Replica, dara.Files)
	s = conversations.New(g.Env).(*conversations.Screen)
	g.Use(s)
	g.Pick("Rain")
	g.Type("Answer in this topic", "ive.")
	g.Tap("Send")
	g.Want("Every day at five.", "1 answer")
	g.Tap("Private")
	s.New()
	g.Settle()
	g.Pick("siti")
	g.Tap("Start")
	g.Type("Write a message", "May I ask you something?")
	g.Tap("Send")
	dara.Sync()
	siti.Sync()
	nok.Sync()
	h.Wait("Every day at five.")
	h.Tap("Private")
	h.Wait("dara")
	h.Pick("dara")
	h.Wait("May I ask you something?")
	if talks, err := nok.Spaces(t.Context(), campus.InTalk); err != nil || len(talks) != 0 {
		t.Errorf("a stranger sees %d private conversations (%v)", len(talks), err)
	}
}
