// Package resources is the section Resources: the documents of the exchange that
// are there for everybody, and the forms among them: filled in, handed in, read by the
// staff.
package resources

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/documents"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// The tabs.
const (
	documentsTab = iota
	mineTab
	ownTab
	handedTab
)

// Screen is the section Resources.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	asked   ui.Guard // the look at the forms
	commons campus.ID
	list    *documents.List
	own     *documents.List // in the own space; opened when it is first looked at
	mine    *mine
	handed  *handed
	tabs    *widget.Tabs
	room    *fyne.Container
	strip   *widget.Strip
	trouble *widget.Trouble
	content fyne.CanvasObject
}

// New makes the section.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, list: documents.NewList(env, true), own: documents.NewList(env, false), room: container.NewStack(), trouble: widget.NewTrouble(),
		tabs: widget.NewTabs(), strip: widget.NewStrip()}
	s.mine, s.handed = newMine(s), newHanded(s)
	s.list.Also = s.also
	s.tabs.Add(tabDocuments.Say(), s.list)
	s.tabs.Add(tabMine.Say(), s.mine.content)
	s.tabs.Add(tabOwn.Say(), s.own)
	s.tabs.OnChange = func(i int) {
		if i == ownTab {
			s.own.Open(campus.PersonalSpace(env.Replica.Me()))
		}
	}
	head := widget.Head(widget.Title(title.Say()), widget.Quiet(subtitle.Say()))
	s.content = widget.Flush(widget.Stackup(0, head, s.trouble, s.strip), nil, nil, nil, s.room)
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	if s.commons != "" {
		s.say("", nil)
		s.list.Shown()
		s.own.Shown()
		s.look()
		return
	}
	ui.Load(s.env, &s.guard, func(ctx context.Context) ([]campus.Space, error) {
		return s.env.Replica.Spaces(ctx, campus.InCommons)
	}, func(spaces []campus.Space, err error) {
		s.trouble.Say(ui.Sentence(err))
		switch {
		case err != nil:
		case len(spaces) == 0:
			s.put(widget.Empty(noSpace.Say(), wait.Say()))
		default:
			s.commons = spaces[0].ID
			s.put(s.tabs)
			s.list.Open(s.commons)
			s.look()
		}
	})
}

// look looks at the forms.
func (s *Screen) look() {
	ui.Load(s.env, &s.asked, func(ctx context.Context) (forms, error) { return lookAtForms(ctx, s.env) }, func(f forms, err error) {
		if err != nil {
			s.trouble.Say(ui.Sentence(err))
			return
		}
		s.mine.show(f)
		s.handed.show(f)
		s.tabs.SetLabel(mineTab, counted(tabMine.Say(), len(f.mine)))
		if f.leads {
			if !s.handed.added {
				s.handed.added = true
				s.tabs.Add(tabHanded.Say(), s.handed.content)
			}
			s.tabs.SetLabel(handedTab, counted(tabHanded.Say(), f.fresh))
		}
	})
}

func counted(word string, n int) string {
	if n == 0 {
		return word
	}
	return fmt.Sprintf(withCount, word, n)
}

func (s *Screen) put(o fyne.CanvasObject) {
	s.room.Objects = []fyne.CanvasObject{o}
	s.room.Refresh()
}

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if s.commons == "" {
		s.Shown()
		return
	}
	s.list.Changed(n)
	s.own.Changed(n)
	if n.IDs == nil || n.Touches("document", "receipt", "membership", "person") {
		s.look()
	}
}

// Status implements ui.Watcher.
func (s *Screen) Status(st campus.Status) {
	s.list.Status(st)
	s.own.Status(st)
}

// Folders implements ui.Mirrored.
func (s *Screen) Folders() { s.own.Folders() }

// inFront is the list of documents in front, nil for none.
func (s *Screen) inFront() *documents.List {
	switch s.tabs.Current() {
	case documentsTab:
		return s.list
	case ownTab:
		return s.own
	}
	return nil
}

// New implements ui.Maker: Ctrl+N adds a document.
func (s *Screen) New() { s.front().Add() }

// front is the list of documents in front; that of everybody comes there if none is.
func (s *Screen) front() *documents.List {
	if s.inFront() == nil {
		s.tabs.Select(documentsTab)
	}
	return s.inFront()
}

// Back implements ui.Backer: it leaves the open folder.
func (s *Screen) Back() bool {
	l := s.inFront()
	return l != nil && l.Up()
}

// Keys implements ui.Keyed.
func (s *Screen) Keys() []ui.Key {
	if l := s.inFront(); l != nil {
		return l.Keys()
	}
	return nil
}

// Drop implements ui.Dropper.
func (s *Screen) Drop(paths []string) { s.front().Drop(paths) }

// List is the list of documents.
func (s *Screen) List() *documents.List { return s.list }

// Tab brings a tab to the front.
func (s *Screen) Tab(i int) { s.tabs.Select(i) }

// say tells how something went.
func (s *Screen) say(words string, err error) {
	s.trouble.Say(ui.Sentence(err))
	s.strip.Say(words, "", nil)
}
