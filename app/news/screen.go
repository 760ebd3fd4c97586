// Package news is the section News: articles of the secretariat for everybody,
// and of an institution for its own people.
package news

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

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
	make    *widget.Button
	trouble *widget.Trouble
	detail  *fyne.Container
	article *article
	opening campus.ID
	again   *ui.Again // what is to be written again once the list is known
	bare    bool      // it says that there is nothing
	content fyne.CanvasObject
}

// listed is what the list shows.
type listed struct {
	rows   []widget.IndexRow
	people *ui.People
	spaces map[campus.ID]campus.Space
	may    []campus.Space // where I may publish
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, index: widget.NewIndex(false), trouble: widget.NewTrouble(), detail: container.NewStack()}
	s.article = newArticle(s)
	s.index.OnPick = s.read
	s.make = widget.NewButton(write.Say(), base.ContentAddIcon(), s.New)
	s.make.Hide()
	head := widget.Head(widget.Title(title.Say()), nil, s.make)
	side := container.NewBorder(widget.Stackup(0, head, s.trouble), nil, nil, nil, s.index)
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
	if n.Touches("article", "membership", "person", "institution", "college", "commons") {
		s.load()
		s.article.reload()
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

func (s *Screen) read(id campus.ID) {
	s.detail.Objects = []fyne.CanvasObject{s.article.content}
	s.detail.Refresh()
	s.article.open(id)
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
	ui.Load(s.env, &s.guard, func(ctx context.Context) (listed, error) { return look(ctx, s.env) }, s.show)
}

func look(ctx context.Context, env *ui.Env) (l listed, err error) {
	if l.people, err = env.People.Get(ctx); err != nil {
		return l, err
	}
	spaces, err := env.Replica.Spaces(ctx, campus.InCommons, campus.InInstitution)
	if err != nil {
		return l, err
	}
	l.spaces = map[campus.ID]campus.Space{}
	var ids []campus.ID
	for _, sp := range spaces {
		l.spaces[sp.ID], ids = sp, append(ids, sp.ID)
		actor, err := env.Replica.Actor(ctx, sp.ID)
		if err != nil {
			return l, err
		}
		if ui.MayCreate(actor, sp.Type, "article") {
			l.may = append(l.may, sp)
		}
	}
	articles, err := env.Replica.Records(ctx, campus.Query{Spaces: ids, Kind: "article", Order: campus.NewestFirst})
	for _, a := range articles {
		l.rows = append(l.rows, widget.IndexRow{ID: a.ID, Title: oneLine(campus.As[campus.Article](a).Title),
			Below: oneLine(l.people.Name(a.Author)) + dot + where(l.spaces[a.Space]),
			Right: ui.Ago(a.WrittenAt(), env.Now()), Waiting: a.Waiting})
	}
	return l, err
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
	widget.ShowIf(s.make, len(l.may) > 0 && len(l.rows) > 0)
	s.index.Set(l.rows, nil)
	if id := s.opening; id != "" {
		s.opening = ""
		s.index.Pick(id)
	}
	switch id := s.index.Current(); {
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

// none says what to do where there is no article.
func (s *Screen) none() {
	defer func() { s.bare = true }()
	if len(s.listed.may) > 0 {
		s.nothingOpen(nothing.Say(), nothingWrite.Say(), widget.Main(write.Say(), base.ContentAddIcon(), s.New))
		return
	}
	s.nothingOpen(nothing.Say(), nothingRead.Say())
}
