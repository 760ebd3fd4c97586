// Package news is the section News: articles of the secretariat for everybody,
// and of an institution for its own people.
package news

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

// Screen is the section: at the left the articles, at the right one of them.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	listed  listed
	index   *widget.Index
	shelf   *widget.Select
	seen    *widget.Button
	make    *widget.Button
	trouble *widget.Trouble
	detail  *fyne.Container
	article *article
	opening campus.ID
	again   *ui.Again // what is to be written again once the list is known
	bare    bool      // it says that there is nothing
	content fyne.CanvasObject
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, index: widget.NewIndex(false), trouble: widget.NewTrouble(), detail: container.NewStack()}
	s.article = newArticle(s)
	s.index.OnPick = s.read
	s.make = widget.NewButton(write.Say(), base.ContentAddIcon(), s.New)
	s.make.Hide()
	s.shelf = widget.NewSelect([]string{showNews.Say(), showDrafts.Say(), showArchive.Say()}, nil)
	s.shelf.SetSelectedIndex(0)
	s.shelf.OnChanged = func(string) { s.choose() }
	s.seen = widget.Plain(markAllRead.Say(), nil, s.seeAll)
	s.seen.Hide()
	head := widget.Head(widget.Title(title.Say()), nil, s.make)
	bar := widget.Inset(container.NewBorder(nil, nil, nil, s.seen, widget.Framed(s.shelf)), 0, 6, widget.Edge, widget.Edge)
	side := container.NewBorder(widget.Stackup(0, head, bar, s.trouble), nil, nil, nil, s.index)
	s.content = widget.PanesOf(26, side, s.detail)
	s.nothingOpen(choose.Say(), chooseHint.Say())
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() { s.load() }

// Aged implements ui.Ager.
func (s *Screen) Aged() {
	s.load()
	s.article.reload()
}

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Touches("article", "membership", "person", "institution", "college", "commons", "document") {
		s.load()
		s.article.reload()
		return
	}
	if n.Touches("readmark") {
		s.load()
	}
}

// Place implements ui.Placed.
func (s *Screen) Place() ui.Place {
	return ui.Place{Section: ui.SectionNews, Record: s.index.Current()}
}

// Open implements ui.Opener.
func (s *Screen) Open(p ui.Place) { s.opening, s.again = p.Record, p.Again }

// New implements ui.Maker.
func (s *Screen) New() {
	if len(s.listed.may) > 0 {
		s.form(campus.Record{}, nil)
	}
}

// Back implements ui.Backer.
func (s *Screen) Back() bool {
	if s.index.Current() == "" {
		return false
	}
	s.nothingOpen(choose.Say(), chooseHint.Say())
	s.index.Focus()
	return true
}

// choose lists another shelf.
func (s *Screen) choose() {
	s.nothingOpen(choose.Say(), chooseHint.Say())
	s.load()
}

func (s *Screen) read(id campus.ID) {
	s.detail.Objects = []fyne.CanvasObject{s.article.content}
	s.detail.Refresh()
	s.article.open(id)
}

// seeAll marks all news as read.
func (s *Screen) seeAll() {
	unread := s.listed.unread
	ui.Do(s.env, func(ctx context.Context) error { return see(ctx, s.env.Replica, s.env.Now(), unread...) }, func(err error) {
		s.trouble.Say(ui.Sentence(err))
		s.load()
	})
}

func (s *Screen) nothingOpen(title, hint string, actions ...fyne.CanvasObject) {
	s.env.Window.Canvas().Unfocus() // what had the keyboard goes out of sight
	s.bare = false
	s.index.Clear()
	s.article.close()
	s.detail.Objects = []fyne.CanvasObject{widget.Empty(title, hint, actions...)}
	s.detail.Refresh()
}

func (s *Screen) load() {
	which := shelf(max(0, s.shelf.SelectedIndex()))
	opening, id := s.opening, s.opening
	if id == "" {
		id = s.index.Current()
	}
	ui.Load(s.env, &s.guard, func(ctx context.Context) (listed, error) {
		off := false
		if id != "" { // it may stand on another shelf
			if r, err := s.env.Replica.Record(ctx, id); err == nil && r.Kind == "article" && !r.Deleted {
				// The list goes along with what is sought and with what one moved oneself; under
				// a reader it stays.
				if on := shelfOf(r, campus.As[campus.Article](r)); opening != "" || r.Editor == s.env.Replica.Me() {
					which = on
				} else {
					off = on != which
				}
			}
		}
		l, err := look(ctx, s.env, which)
		l.off = off
		return l, err
	}, s.show)
}

// where names for whom an article is.
func where(s campus.Space) string {
	if s.Type == campus.InInstitution {
		return oneLine(s.Name)
	}
	return forEverybody.Say()
}

func (s *Screen) show(l listed, err error) {
	s.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	s.listed = l
	s.onShelf(l)
	widget.ShowIf(s.make, len(l.may) > 0 && (len(l.rows) > 0 || l.shelf != current))
	widget.ShowIf(s.seen, len(l.unread) > 0 && l.shelf == current)
	s.index.Set(l.rows, nil)
	if id := s.opening; id != "" {
		s.opening = ""
		s.index.Pick(id)
	}
	switch id := s.index.Current(); {
	case id != "" && l.off: // what is read stays in sight
	case id != "" && !s.index.Has(id):
		s.nothingOpen(gone.Say(), goneHint.Say())
	case id == "" && len(l.rows) == 0:
		s.none()
	case id == "" && s.bare:
		s.nothingOpen(choose.Say(), chooseHint.Say())
	}
	if a := s.again; a != nil {
		s.again = nil
		if !a.New() || len(l.may) > 0 {
			s.form(a.Record, a)
		}
	}
}

// onShelf makes the choice say what is listed; drafts are offered to who writes.
func (s *Screen) onShelf(l listed) {
	labels := []string{showNews.Say(), showDrafts.Say(), showArchive.Say()}
	if n := len(l.unread); n > 0 {
		labels[0] += dot + unreadCount.Count(n)
	}
	if l.drafts > 0 {
		labels[1] += dot + lang.Number(l.drafts)
	}
	quiet := s.shelf.OnChanged
	s.shelf.OnChanged = nil
	s.shelf.Options = labels
	s.shelf.SetSelectedIndex(int(l.shelf))
	s.shelf.OnChanged = quiet
}

// none says what to do where there is no article.
func (s *Screen) none() {
	defer func() { s.bare = true }()
	switch {
	case s.listed.shelf == drafts:
		s.nothingOpen(noDrafts.Say(), filterHint.Say())
	case s.listed.shelf == archived:
		s.nothingOpen(noArchive.Say(), filterHint.Say())
	case len(s.listed.may) > 0:
		s.nothingOpen(nothing.Say(), nothingWrite.Say(), widget.Main(write.Say(), base.ContentAddIcon(), s.New))
	default:
		s.nothingOpen(nothing.Say(), nothingRead.Say())
	}
}
