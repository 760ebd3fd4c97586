// Package search finds what is on this computer, while it is typed.
package search

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// most is how many hits are shown.
const most = 100

// filters are the choices of what is looked for.
var filters = []struct {
	label lang.Text
	kinds []string
}{
	{kindAll, []string{"lesson", "post", "topic", "document", "person", "article", "request", "class", "group", "talk", "task", "page", "assignment", "quiz", "answer", "unit", "session", "annotation"}},
	{kindLessons, []string{"lesson", "unit", "session"}}, {kindAssignments, []string{"assignment", "quiz"}}, {kindPosts, []string{"post", "topic"}}, {kindDocuments, []string{"document", "annotation"}},
	{kindPeople, []string{"person"}}, {kindNews, []string{"article"}}, {kindRequests, []string{"request", "answer"}},
	{kindSpaces, []string{"class", "group", "talk"}},
}

// Screen is a field, what to look for, and what was found.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	asked   campus.Search // of what is shown or being looked for
	found   found
	field   *widget.Entry
	filter  *widget.Select
	count   *widget.Line
	trouble *widget.Trouble
	hits    *widget.Column
	room    *fyne.Container
	content fyne.CanvasObject
}

// found is what one look gives.
type found struct {
	campus.Found
	people *ui.People
	spaces map[campus.ID]campus.Space
	on     map[campus.ID]string // the names of documents on which notes were found
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, field: widget.NewEntry(), count: widget.Quiet(""), trouble: widget.NewTrouble(), room: container.NewStack()}
	s.field.SetPlaceHolder(hint.Say())
	s.field.OnChanged = func(string) { s.look() }
	labels := make([]string, len(filters))
	for i, f := range filters {
		labels[i] = f.label.Say()
	}
	s.filter = widget.NewSelect(labels, nil)
	s.filter.SetSelectedIndex(0)
	s.filter.OnChanged = func(string) { s.look() }
	s.hits = widget.NewColumn(s.card, func(int, float32) float32 { return 76 })
	top := widget.Inset(widget.Stackup(8, widget.Title(title.Say()),
		container.NewBorder(nil, nil, nil, widget.Wide(12, widget.Framed(s.filter)), s.field), s.count, s.trouble), 14, 6, 22, 22)
	s.content = widget.On(base.ColorNameBackground, container.NewBorder(top, nil, nil, nil, s.room))
	s.show(found{}, nil)
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	widget.Focus(s.field)
	s.look()
}

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Touches(filters[0].kinds...) && s.field.Text != "" {
		s.look()
	}
}

// look looks anew for what is in the field. What was under way is dropped.
func (s *Screen) look() {
	s.asked = campus.Search{Text: s.field.Text, Kinds: filters[max(0, s.filter.SelectedIndex())].kinds, Limit: most}
	asked := s.asked
	ui.Load(s.env, &s.guard, func(ctx context.Context) (f found, err error) {
		if f.Found, err = s.env.Replica.Search(ctx, asked); err != nil {
			return f, err
		}
		if f.people, err = s.env.People.Get(ctx); err != nil {
			return f, err
		}
		f.spaces = map[campus.ID]campus.Space{}
		spaces, err := s.env.Replica.Spaces(ctx, campus.InClass, campus.InGroup, campus.InTalk, campus.InCommons, campus.InInstitution)
		for _, space := range spaces {
			f.spaces[space.ID] = space
		}
		if err == nil {
			f.on, err = documentsOf(ctx, s.env.Replica, f.Hits)
		}
		return f, err
	}, s.show)
}

func (s *Screen) show(f found, err error) {
	s.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	s.found = f
	s.count.SetText(s.sum())
	switch {
	case len(f.Hits) > 0:
		s.put(s.hits)
		s.hits.SetCount(0)
		s.hits.SetCount(len(f.Hits))
		s.hits.ScrollToTop()
	case s.field.Text == "":
		s.put(widget.Empty(start.Say(), startHint.Say()))
	default:
		s.put(widget.Empty(nothing.Say(), nothingHint.Say()))
	}
}

func (s *Screen) put(o fyne.CanvasObject) {
	if len(s.room.Objects) != 1 || s.room.Objects[0] != o {
		s.room.Objects = []fyne.CanvasObject{o}
		s.room.Refresh()
	}
}

// sum says how much was found, and whether that can be all.
func (s *Screen) sum() string {
	switch f := s.found; {
	case f.Waiting > 0:
		return indexing.Say(f.All-f.Waiting, f.All)
	case s.field.Text == "":
		return ""
	case f.More:
		return foundMany.Say(len(f.Hits))
	default:
		return foundCount.Count(len(f.Hits))
	}
}

// Seek looks for something, as if it were typed.
func (s *Screen) Seek(text string) { s.field.SetText(text) }
