package conversations

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// thread shows one topic or one private conversation.
type thread struct {
	screen     *Screen
	env        *ui.Env
	guard      ui.Guard
	in         campus.SpaceType
	space, id  campus.ID
	opened     opened
	again      *ui.Again // what is to be written again once the thread is here
	wanted     campus.ID // the post that is to be brought in sight then
	title      *widget.Line
	below      *widget.Line
	wait       *widget.Wait
	buttons    *fyne.Container
	follow     *widget.FollowButton
	trouble    *widget.Trouble
	discussion map[campus.SpaceType]*widget.Discussion
	room       *fyne.Container
	content    fyne.CanvasObject
}

// opened is what one look at a thread gives.
type opened struct {
	root    campus.Record // the topic, or the root of the conversation
	ruling  campus.Record // the last on the topic
	actor   campus.Actor
	people  *ui.People
	members []campus.ID // of a private conversation, without me
}

func newThread(s *Screen) *thread {
	t := &thread{screen: s, env: s.env, title: widget.Title(""), below: widget.Quiet(""), wait: widget.NewWait(),
		buttons: widget.Beside(6), trouble: widget.NewTrouble(), room: container.NewStack(),
		discussion: map[campus.SpaceType]*widget.Discussion{
			campus.InCommons: widget.NewDiscussion(s.env, answer.Say()),
			campus.InTalk:    widget.NewDiscussion(s.env, writeHere.Say()),
		}}
	t.discussion[campus.InCommons].Head = t.head
	t.follow = widget.NewFollowButton(s.env, func(err error) { t.trouble.Say(ui.Sentence(err)) })
	names := widget.Stackup(3, t.title, container.NewBorder(nil, nil, nil, t.wait, t.below))
	head := widget.Inset(container.NewBorder(nil, nil, nil, widget.Middle(t.buttons), names), 14, 6, widget.Side, widget.Edge)
	t.content = container.NewBorder(widget.Stackup(0, head, t.trouble), nil, nil, nil, widget.Inset(t.room, 0, 0, widget.Side-widget.Edge, 0))
	return t
}

// open shows a thread. Its posts come when what they belong to is known.
func (t *thread) open(in campus.SpaceType, space, id campus.ID) {
	t.again, t.wanted = nil, ""
	if t.id != id {
		t.in, t.space, t.id, t.opened = in, space, id, opened{}
		t.fill()
	}
	t.load()
}

// shown is the discussion in front.
func (t *thread) shown() *widget.Discussion { return t.discussion[t.in] }

func (t *thread) close() {
	t.guard.Stop()
	t.id = ""
	for _, d := range t.discussion {
		d.Leave()
	}
}

// heed shows anew whether the thread is followed.
func (t *thread) heed() {
	if t.id != "" {
		t.follow.Open(campus.Thread{In: t.space, Of: t.id})
	}
}

func (t *thread) reload() {
	if t.id != "" {
		t.load()
	}
}

func (t *thread) load() {
	in, space, id := t.in, t.space, t.id
	ui.Load(t.env, &t.guard, func(ctx context.Context) (o opened, err error) {
		if o.people, err = t.env.People.Get(ctx); err != nil {
			return o, err
		}
		if o.root, err = t.env.Replica.Record(ctx, id); err != nil {
			return o, err
		}
		if o.actor, err = t.env.Replica.Actor(ctx, space); err != nil {
			return o, err
		}
		if in != campus.InTalk {
			rulings, err := t.env.Replica.Records(ctx, campus.Query{Space: space, Kind: "ruling", Of: id})
			o.ruling = campus.LastRulings(rulings)[id]
			return o, err
		}
		members, err := ui.TalkMembers(ctx, t.env.Replica, []campus.Space{{ID: id}})
		o.members = members[id]
		return o, err
	}, t.show)
}

// seek brings a post in sight, when the thread is here.
func (t *thread) seek(post campus.ID) {
	if t.wanted = post; t.opened.root.ID != "" {
		t.reload()
	}
}

func (t *thread) show(o opened, err error) {
	t.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	t.opened = o
	t.fill()
	d := t.discussion[t.in]
	if len(t.room.Objects) != 1 || t.room.Objects[0] != d {
		t.room.Objects = []fyne.CanvasObject{d}
		t.room.Refresh()
	}
	d.Open(t.in, t.space, t.id)
	if g := campus.As[campus.Ruling](o.ruling); campus.As[campus.Topic](o.root).Locked {
		d.Lock(true, widget.Why(g))
	} else {
		d.Lock(false, "")
	}
	if t.again != nil {
		d.Again(t.again)
		t.again = nil
	}
	if t.wanted != "" {
		d.Seek(t.wanted)
		t.wanted = ""
	}
}

// fill shows what the thread is about.
func (t *thread) fill() {
	o := t.opened
	t.wait.Set(o.root.Waiting)
	t.buttons.Objects = nil
	if o.root.ID != "" {
		t.heed()
		t.buttons.Add(t.follow.Button)
	}
	switch {
	case o.root.ID == "":
		t.title.SetText("")
		t.below.SetText("")
		t.room.Objects = nil
		t.room.Refresh()
	case t.in == campus.InTalk:
		t.fillTalk(o)
	default:
		t.title.SetText(oneLine(campus.As[campus.Topic](o.root).Title))
		by := widget.Clean(o.people.Name(o.root.Author))
		t.below.SetText(startedBy.Say(by, ui.At(o.root.WrittenAt(), t.env.Now())))
	}
	t.buttons.Refresh()
}

func (t *thread) fillTalk(o opened) {
	names := widget.Names(o.people, o.members)
	switch len(names) {
	case 0:
		t.below.SetText(privateAlone.Say())
	case 1:
		t.below.SetText(privateTwo.Say(names[0]))
	default:
		t.below.SetText(privateWith.Say(strings.Join(names, ", ")))
	}
	title := oneLine(campus.As[campus.Talk](o.root).Title)
	if title == "" {
		title = strings.Join(names, ", ")
	}
	t.title.SetText(title)
	t.buttons.Add(widget.More(t.env.Window, t.talkMenu))
}

// head is the topic itself, above its answers.
func (t *thread) head() fyne.CanvasObject {
	o := t.opened
	topic := campus.As[campus.Topic](o.root)
	said := widget.Said{Record: o.root, Author: widget.Clean(o.people.Name(o.root.Author)),
		Institution: widget.Clean(o.people.Institution(o.root.Author)), Text: widget.Calm(topic.Text),
		Meet: t.env.Who(o.root.Author), Versions: t.versions}
	if ui.MayEdit(o.actor, t.in, o.root, "title", "text") {
		said.Menu = append(said.Menu, fyne.NewMenuItem(editTopic.Say(), func() { t.screen.topicForm(o.root, nil) }))
	}
	if ui.MayRemove(o.actor, t.in, o.root) {
		said.Menu = append(said.Menu, fyne.NewMenuItem(removeTopic.Say(), func() {
			widget.Ask(t.env.Window, removeTopic.Say(), removeTopicAsk.Say(oneLine(topic.Title)), func() { t.save(campus.Remove(o.root)) })
		}))
	}
	may := ui.MayEdit(o.actor, t.in, o.root, "text")
	asked := []widget.Question{{Field: "title", Label: fieldTitle.Say()}, {Field: "text", Label: fieldText.Say()}}
	said.Past = func() { widget.ShowPast(t.env, o.root, may, asked...) }
	if may {
		said.Menu = append(said.Menu, widget.History(t.env, o.root, may, asked...)...)
	}
	t.shown().Dress(&said)
	said.Menu = append(said.Menu, t.discussion[campus.InCommons].Moderator().Menu(o.actor, t.in, o.root)...)
	if o.root.Editor != o.root.Author { // the head says it: it is not what its author wrote that waits
		said.Record.Waiting = false
	}
	card := widget.PostCard(t.env, said)
	if note := widget.HiddenNote(o.root, o.ruling); note != nil {
		return widget.Stackup(2, note, card)
	}
	return card
}

func (t *thread) versions() {
	o := t.opened
	widget.ShowVersions(t.env, o.root, o.people, []widget.Question{{Field: "title", Label: fieldTitle.Say()}, {Field: "text", Label: fieldText.Say()}}, ui.MayEdit(o.actor, t.in, o.root, "text"), func(err error) {
		t.trouble.Say(ui.Sentence(err))
		t.reload()
	})
}

// save keeps changes to the thread itself and says in place what went wrong.
func (t *thread) save(changes ...campus.Change) {
	action := campus.Action{Space: t.space, Changes: changes}
	ui.Do(t.env, func(ctx context.Context) error { return t.env.Replica.Save(ctx, action) }, func(err error) {
		t.trouble.Say(ui.Sentence(err))
		if err == nil {
			t.screen.load()
			t.reload()
		}
	})
}
