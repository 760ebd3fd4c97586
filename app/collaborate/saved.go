package collaborate

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// saved is the row of saved searches: each with how many requests are new in it.
type saved struct {
	board   *board
	row     *fyne.Container
	save    *widget.Button
	remove  *widget.Button
	current campus.ID // whose filters are chosen
	content *fyne.Container
}

func newSaved(b *board) *saved {
	s := &saved{board: b, row: widget.Beside(4)}
	s.save = widget.Plain(saveSearch.Say(), base.DocumentSaveIcon(), s.ask)
	s.remove = widget.Plain(removeSearch.Say(), base.DeleteIcon(), s.drop)
	s.save.Hide()
	s.remove.Hide()
	bar := container.NewBorder(nil, nil, nil, widget.Beside(4, s.save, s.remove), container.NewHScroll(s.row))
	s.content = widget.Inset(bar, 0, 4, 10, 10)
	return s
}

// fill shows the searches, and what may be done with the filters as they are.
func (s *saved) fill(f filter) {
	all := s.board.screen.listed.saved
	s.current = ""
	s.row.Objects = nil
	for _, r := range all {
		v := campus.As[campus.SavedSearch](r)
		chosen := maps.Equal(v.Filters, f.asMap())
		if chosen {
			s.current = r.ID
		}
		label := widget.Short(oneLine(v.Name))
		if n := s.fresh(v); n > 0 && !chosen {
			label += dot + newCount.Count(n)
		}
		b := widget.NewButton(label, base.SearchIcon(), func() { s.use(r) })
		if chosen {
			b = widget.Main(label, base.SearchIcon(), s.board.all)
		}
		s.row.Add(b)
	}
	s.row.Refresh()
	widget.ShowIf(s.save, !f.empty() && s.current == "")
	widget.ShowIf(s.remove, s.current != "")
	widget.ShowIf(s.content.Objects[0], len(all) > 0 || !f.empty())
	s.content.Refresh()
}

// fresh counts the requests of others that fit and came since the search was looked at.
func (s *saved) fresh(v campus.SavedSearch) (n int) {
	f, screen := filterOf(v.Filters), s.board.screen
	me, now := screen.env.Replica.Me(), screen.env.Now()
	for _, a := range screen.listed.requests {
		if a.record.Author != me && a.record.Created.UnixMilli() > v.Seen && f.fits(a, me, now) {
			n++
		}
	}
	return n
}

// newest is up to when the board was seen.
func (s *saved) newest() (at int64) {
	for _, a := range s.board.screen.listed.requests {
		if !a.record.Waiting {
			at = max(at, a.record.Created.UnixMilli())
		}
	}
	return at
}

// use chooses the filters of a search, which is looked at with that.
func (s *saved) use(r campus.Record) {
	v := campus.As[campus.SavedSearch](r)
	s.board.use(filterOf(v.Filters))
	s.board.fill()
	if at := s.newest(); at > v.Seen {
		v.Seen = at
		if c, differs := campus.Edit(r, &v); differs {
			s.keep(r.Space, c)
		}
	}
}

// ask asks for a name, and keeps the filters under it.
func (s *saved) ask() {
	env, filters := s.board.screen.env, s.board.filter()
	f := widget.NewForm(env)
	f.Line("name", fieldName.Say(), "")
	f.OnSave = func(v widget.Values, done func(error)) {
		search := &campus.SavedSearch{Section: ui.SectionCollaborate, Name: v["name"], Filters: filters.asMap(), Seen: s.newest()}
		action := campus.Action{Space: campus.PersonalSpace(env.Replica.Me()), Changes: []campus.Change{campus.Create(campus.NewID(), "savedsearch", search)}}
		ui.Do(env, func(ctx context.Context) error { return f.Keep(ctx, action) }, func(err error) {
			done(err)
			s.board.screen.load()
		})
	}
	f.Open(fyne.NewSize(460, 220), saveSearch.Say(), save.Say(), "savedsearch/new", widget.Values{"name": filters.called()}, nil)
}

// drop removes the search whose filters are chosen: it is small, and can be brought back.
func (s *saved) drop() {
	for _, r := range s.board.screen.listed.saved {
		if r.ID == s.current {
			s.board.all()
			s.keep(r.Space, campus.Remove(r))
		}
	}
}

func (s *saved) keep(space campus.ID, c campus.Change) {
	screen := s.board.screen
	ui.Do(screen.env, func(ctx context.Context) error {
		return screen.env.Replica.Save(ctx, campus.Action{Space: space, Changes: []campus.Change{c}})
	}, func(err error) {
		screen.board.trouble.Say(ui.Sentence(err))
		screen.load()
	})
}
