// Package resources is the section Resources: the documents of the exchange that
// are there for everybody.
package resources

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/documents"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Screen is the section Resources.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	commons campus.ID
	list    *documents.List
	room    *fyne.Container
	trouble *widget.Trouble
	content fyne.CanvasObject
}

// New makes the section.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, list: documents.NewList(env, true), room: container.NewStack(), trouble: widget.NewTrouble()}
	head := widget.Head(widget.Title(title.Say()), widget.Quiet(subtitle.Say()))
	s.content = widget.Flush(widget.Stackup(0, head, s.trouble), nil, nil, nil, s.room)
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	if s.commons != "" {
		s.list.Shown()
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
			s.put(s.list)
			s.list.Open(s.commons)
		}
	})
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
}

// New implements ui.Maker: Ctrl+N adds a document.
func (s *Screen) New() { s.list.Add() }

// Back implements ui.Backer: it leaves the open folder.
func (s *Screen) Back() bool { return s.list.Up() }

// Drop implements ui.Dropper.
func (s *Screen) Drop(paths []string) { s.list.Drop(paths) }

// List is the list of documents.
func (s *Screen) List() *documents.List { return s.list }
