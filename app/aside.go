package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rantau/app/reader"
	"rantau/app/resources"
	"rantau/app/ui"
	"rantau/campus"
)

// The places that are not in the navigation. They lie over a section: Esc goes
// back to it.
const (
	keySync   = "sync"
	keyReader = "reader"
	keySearch = "search"
)

func aside(section string) bool {
	return section == keySync || section == keyReader || section == keySearch
}

// goAside opens such a place and remembers what it lies over.
func (s *shell) goAside(key string) {
	if s.current != key && !slices.Contains(s.under, s.current) {
		s.under = append(s.under, s.current)
	}
	s.goTo(ui.Place{Section: key})
}

func (s *shell) goToSearch() { s.goAside(keySearch) }

func (s *shell) goToSync() { s.goAside(keySync) }

// leaveSide goes back to what the place in front lies over.
func (s *shell) leaveSide() {
	if n := len(s.under); aside(s.current) && n > 0 {
		below := s.under[n-1]
		s.under = s.under[:n-1]
		s.goTo(ui.Place{Section: below})
	}
}

// read opens a document in place of the one that was open.
func (s *shell) read(document campus.Record) {
	s.closeReader()
	s.screens[keyReader] = reader.New(s.env, document, s.memory, s.leaveSide)
	if s.current == keyReader {
		s.current = ""
		s.goTo(ui.Place{Section: keyReader})
		return
	}
	s.goAside(keyReader)
}

// readAt opens a document at a page, with words marked.
func (s *shell) readAt(document campus.Record, page int, words string) {
	s.closeReader() // which remembers where it was
	s.memory.Turn(document.ID, page, words)
	s.read(document)
}

// readNote opens the document of a note at it. One's own note may have outlasted it.
func (s *shell) readNote(annotation campus.Record) {
	a := campus.As[campus.Annotation](annotation)
	ui.Load(s.env, &s.noting, func(ctx context.Context) (campus.Record, error) { return s.env.Replica.Record(ctx, a.Of) }, func(document campus.Record, err error) {
		if err != nil || document.Deleted || document.Kind != "document" || document.Space != a.In {
			reader.ShowNote(s.env, annotation)
			return
		}
		s.closeReader()
		s.memory.Lead(annotation)
		s.read(document)
	})
}

// view is a document beside something else. The shell knows all of them, for none may
// outlive it: each may have a process.
type view struct {
	*reader.Screen
	shell *shell
}

func (s *shell) view(document campus.Record) ui.Viewer {
	v := &view{reader.New(s.env, document, s.memory, nil), s}
	s.views[v] = true
	return v
}

// Close implements ui.Viewer.
func (v *view) Close() {
	delete(v.shell.views, v)
	v.Screen.Close()
}

// closeReader ends the process that draws pages, once nobody reads any more.
func (s *shell) closeReader() {
	if r, ok := s.screens[keyReader].(*reader.Screen); ok {
		r.Close()
		delete(s.screens, keyReader)
	}
}

// cameTo tidies up after the person went somewhere.
func (s *shell) cameTo(section string) {
	if !aside(section) {
		s.under = nil
		s.closeReader()
	}
}

// dropped passes files that were dropped on the window to the screen in front,
// if it takes any.
func (s *shell) dropped(files []fyne.URI) {
	d, ok := s.screen().(ui.Dropper)
	if !ok || s.env.Window.Canvas().Overlays().Top() != nil {
		return
	}
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" {
			paths = append(paths, f.Path())
		}
	}
	if len(paths) > 0 {
		d.Drop(paths)
	}
}

// fill leads to the forms, and takes a copy of one there.
func (s *shell) fill(form campus.Record) {
	s.goTo(ui.Place{Section: ui.SectionResources})
	if r, ok := s.screen().(*resources.Screen); ok {
		r.FillIn(form)
	}
}
