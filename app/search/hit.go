package search

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// card shows one hit: what it is called, what was found in it, where it is.
func (s *Screen) card(i int) fyne.CanvasObject {
	hit := s.found.Hits[i]
	lines := widget.Stackup(3, widget.Bold(s.name(hit.Record)))
	if strings.TrimSpace(hit.Snippet) != "" {
		text := widget.NewMarked(marked(hit))
		lines.Add(text)
	}
	where := s.where(hit.Record)
	if hit.Page > 0 && hasPages(hit.Record) {
		where += dot + onPage.Say(hit.Page)
	}
	lines.Add(widget.Quiet(where))
	return widget.Inset(widget.NewTap(widget.Card(lines), func() { s.open(hit) }), 3, 3, 10, 10)
}

// hasPages tells whether a hit's page says anything: a text file is one.
func hasPages(r campus.Record) bool {
	return !strings.HasPrefix(campus.As[campus.Document](r).Type, "text/")
}

// marked cuts the snippet at its marks.
func marked(h campus.Hit) (runs []widget.Run) {
	at := 0
	add := func(to int, on bool) {
		if to <= at || to > len(h.Snippet) {
			return
		}
		run := widget.Run{Text: widget.Clean(h.Snippet[at:to]), Color: base.ColorNameForeground}
		if on {
			run.Style.Bold, run.Color = true, theme.ColorNameAccent
		}
		runs = append(runs, run)
		at = to
	}
	for _, m := range h.Marks {
		add(m[0], false)
		add(m[1], true)
	}
	add(len(h.Snippet), false)
	return runs
}

// name is what a record is called: of a post, who wrote it.
func (s *Screen) name(r campus.Record) string {
	var called string
	switch r.Kind {
	case "post", "answer":
		called = s.found.people.Name(r.Author)
	case "person":
		called = campus.As[campus.Person](r).Name
	case "document":
		called = campus.As[campus.Document](r).Name
	case "group":
		called = campus.As[campus.Group](r).Name
	case "annotation":
		called = s.found.on[campus.As[campus.Annotation](r).Of]
	case "lesson":
		called = campus.As[campus.Lesson](r).Title
	default: // the others have a title
		called = campus.As[campus.Topic](r).Title
	}
	if called = strings.Join(strings.Fields(widget.Clean(called)), " "); called == "" {
		return lang.Term(r.Kind)
	}
	return called
}

// where says what a record is, in which space, and from when.
func (s *Screen) where(r campus.Record) string {
	parts := []string{lang.Term(r.Kind)}
	if r.Kind == "annotation" {
		parts = append(parts, onPage.Say(campus.As[campus.Annotation](r).Page))
	}
	switch space := s.found.spaces[r.Space]; {
	case r.Kind == "person":
		parts = append(parts, widget.Clean(s.found.people.Institution(r.ID)))
	case space.Name != "" && r.ID != r.Space && space.Type != campus.InCommons:
		parts = append(parts, inPlace.Say(widget.Clean(space.Name)))
	}
	if r.Kind != "person" {
		parts = append(parts, ui.Ago(r.WrittenAt(), s.env.Now()))
	}
	return strings.Join(parts, dot)
}

// open leads to what was found.
func (s *Screen) open(hit campus.Hit) {
	r := hit.Record
	to := ui.Place{Space: r.Space, Record: r.ID}
	switch r.Kind {
	case "person":
		if who := s.env.Who(r.ID); who != nil {
			who()
		}
		return
	case "document":
		switch {
		case hit.Page > 0 && s.env.ShowAt != nil:
			s.env.ShowAt(r, hit.Page, s.asked.Text)
		case s.env.Show != nil:
			s.env.Show(r)
		}
		return
	case "annotation":
		if s.env.ShowNote != nil {
			s.env.ShowNote(r)
		}
		return
	case "lesson", "class", "assignment", "quiz", "unit", "session":
		to.Section = ui.SectionTraining
	case "group", "task", "page":
		to.Section = ui.SectionGroups
	case "article":
		to.Section = ui.SectionNews
	case "request":
		to.Section = ui.SectionCollaborate
	case "answer":
		to.Section, to.Record = ui.SectionCollaborate, campus.As[campus.RequestAnswer](r).Of
	case "topic":
		to.Section, to.Post = ui.SectionConversations, r.ID
	case "talk":
		to.Section = ui.SectionConversations
	case "post":
		to = s.ofPost(r)
	}
	s.env.Go(to)
}

// ofPost is where a post was said.
func (s *Screen) ofPost(r campus.Record) ui.Place {
	to := ui.Place{Section: ui.SectionConversations, Space: r.Space, Post: r.ID}
	switch s.found.spaces[r.Space].Type {
	case campus.InCommons:
		to.Record = campus.As[campus.Post](r).Topic
	case campus.InClass:
		to.Section = ui.SectionTraining
	case campus.InGroup:
		to.Section = ui.SectionGroups
	}
	return to
}

// documentsOf names the documents on which notes were found, as far as they are here.
func documentsOf(ctx context.Context, r campus.Replica, hits []campus.Hit) (map[campus.ID]string, error) {
	out := map[campus.ID]string{}
	for _, h := range hits {
		a := campus.As[campus.Annotation](h.Record)
		if _, known := out[a.Of]; known || h.Record.Kind != "annotation" {
			continue
		}
		d, err := r.Record(ctx, a.Of)
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			return out, err
		}
		if out[a.Of] = ""; d.Space == a.In {
			out[a.Of] = campus.As[campus.Document](d).Name
		}
	}
	return out, nil
}
