package conversations

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// topicForm opens a topic, or changes one; again is what was refused of it.
func (s *Screen) topicForm(r campus.Record, again *ui.Again) {
	f := widget.NewForm(s.env)
	f.Line("title", fieldTitle.Say(), titleHint.Say())
	f.Area("text", fieldText.Say(), textHint.Say(), 8)
	size := fyne.NewSize(620, 460)
	was := campus.As[campus.Topic](again.Over(r))
	initial := widget.Values{"title": was.Title, "text": was.Text}
	if r.ID == "" {
		f.OnSave = func(v widget.Values, done func(error)) {
			action := campus.NewTopic(s.listed.commons, campus.Topic{Title: v["title"], Text: v["text"]})
			s.save(f, action, done, ui.Place{Record: action.Changes[0].Record})
		}
		f.Open(size, newTopic.Say(), openTopic.Say(), again.At("topic/new"), initial, nil)
		return
	}
	f.OnSave = func(v widget.Values, done func(error)) {
		r.Body = f.Base()
		action := campus.Action{Space: r.Space}
		if c, differs := campus.Edit(r, &campus.Topic{Title: v["title"], Text: v["text"]}); differs {
			action.Changes = []campus.Change{again.Based(c)}
		}
		s.save(f, action, done, ui.Place{Record: r.ID})
	}
	f.Open(size, editTopic.Say(), save.Say(), again.At("topic/"+string(r.ID)), initial, r.Body)
}

// newTalk starts a private conversation.
func (s *Screen) newTalk() {
	if s.listed.people == nil {
		return
	}
	me := s.env.Replica.Me()
	f := widget.NewForm(s.env)
	people := widget.AddPicker(f, "people", fieldPeople.Say(), s.listed.people, me)
	f.Line("title", fieldOptional.Say(), talkTitleHint.Say())
	f.OnSave = func(v widget.Values, done func(error)) {
		if len(people.Chosen()) == 0 {
			done(campus.Errorf(campus.Invalid, "%s", nobodyChosen.Say()))
			return
		}
		action := campus.NewTalk(me, v["title"], people.Chosen()...)
		s.save(f, action, done, ui.Place{Space: action.Space})
	}
	f.Open(fyne.NewSize(560, 590), newTalk.Say(), start.Say(), "talk/new", nil, nil)
}

// save keeps an action and goes to what it made.
func (s *Screen) save(f *widget.Form, a campus.Action, done func(error), to ui.Place) {
	ui.Do(s.env, func(ctx context.Context) error {
		err := f.Keep(ctx, a)
		if err == nil && len(a.Changes) > 0 && a.Changes[0].New && a.Changes[0].Kind == "topic" {
			s.env.Unread.FollowQuietly(ctx, campus.Thread{In: a.Space, Of: a.Changes[0].Record})
		}
		return err
	}, func(err error) {
		done(err)
		if err == nil {
			s.opening = to
			s.load()
		}
	})
}

// talkMenu is what can be done with a private conversation.
func (t *thread) talkMenu() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	o, me := t.opened, t.env.Replica.Me()
	for _, id := range o.members {
		if meet := t.env.Who(id); meet != nil && len(items) < 8 {
			items = append(items, fyne.NewMenuItem(widget.Clean(o.people.Name(id)), meet))
		}
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	if o.actor.Role.Leads() {
		items = append(items, fyne.NewMenuItem(addPeople.Say(), t.addPeople), fyne.NewMenuItem(renameTalk.Say(), t.rename))
	}
	return append(items, fyne.NewMenuItem(leaveTalk.Say(), func() {
		widget.Ask(t.env.Window, leaveTalk.Say(), leaveTalkAsk.Say(), func() { t.leave(me) })
	}))
}

// rename gives the conversation another name, or none.
func (t *thread) rename() {
	root := t.opened.root
	f := widget.NewForm(t.env)
	f.Line("title", talkName.Say(), talkTitleHint.Say())
	f.OnSave = func(v widget.Values, done func(error)) {
		root.Body = f.Base()
		talk := campus.As[campus.Talk](root)
		talk.Title = v["title"]
		c, differs := campus.Edit(root, &talk)
		if !differs {
			done(nil)
			return
		}
		ui.Do(t.env, func(ctx context.Context) error {
			return f.Keep(ctx, campus.Action{Space: root.ID, Changes: []campus.Change{c}})
		}, func(err error) {
			done(err)
			t.screen.load()
			t.reload()
		})
	}
	f.Open(fyne.NewSize(460, 200), renameTalk.Say(), save.Say(), "talk/name/"+string(root.ID), widget.Values{"title": campus.As[campus.Talk](root).Title}, root.Body)
}

// leave ends my membership.
func (t *thread) leave(me campus.ID) {
	space := t.space
	ui.Do(t.env, func(ctx context.Context) error { return ui.LeaveTalk(ctx, t.env.Replica, space, me) }, func(err error) {
		t.trouble.Say(ui.Sentence(err))
		if err == nil {
			t.screen.nothingOpen(choose.Say(), chooseHint.Say())
			t.screen.load()
		}
	})
}

// addPeople lets whoever started a conversation add others.
func (t *thread) addPeople() {
	space := t.space
	f := widget.NewForm(t.env)
	people := widget.AddPicker(f, "people", fieldPeople.Say(), t.opened.people, append([]campus.ID{t.env.Replica.Me()}, t.opened.members...)...)
	f.OnSave = func(_ widget.Values, done func(error)) {
		if len(people.Chosen()) == 0 {
			done(nil)
			return
		}
		chosen := people.Chosen()
		ui.Do(t.env, func(ctx context.Context) error {
			return ui.AddMembers(ctx, t.env.Replica, space, campus.Member, chosen...)
		},
			func(err error) {
				done(err)
				t.screen.load()
				t.reload()
			})
	}
	f.Open(fyne.NewSize(520, 500), addPeople.Say(), addThem.Say(), "talk/add/"+string(space), nil, nil)
}
