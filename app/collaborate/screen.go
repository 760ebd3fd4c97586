// Package collaborate is the section Collaborate: the board of requests to send
// and to receive students, or for any other topic.
package collaborate

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Screen is the section: the board and, on top of it, one request.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	listed  listed
	board   *board
	request *request
	pages   *widget.Pages
	opening campus.ID
	again   *ui.Again // what is to be written again once the board is known
}

// listed is what the board shows.
type listed struct {
	commons  campus.ID
	requests []asked
	saved    []campus.Record
	people   *ui.People
	may      bool // put a request on the board
}

// asked is a request with what its row says.
type asked struct {
	record  campus.Record
	value   campus.Request
	from    string // institution, country
	country string
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env}
	s.board = newBoard(s)
	s.request = newRequestPage(s)
	s.pages = widget.NewPages(s.board.content)
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.pages.Content() }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	s.load()
	s.request.reload()
}

// Aged implements ui.Ager.
func (s *Screen) Aged() { s.Shown() }

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Touches("request", "answer", "savedsearch", "membership", "person", "college", "commons") {
		s.Shown()
	}
}

// Place implements ui.Placed.
func (s *Screen) Place() ui.Place {
	p := ui.Place{Section: ui.SectionCollaborate}
	if s.pages.Depth() > 1 {
		p.Record = s.request.opened.record.ID
	}
	return p
}

// Open implements ui.Opener.
func (s *Screen) Open(p ui.Place) {
	s.opening, s.again = p.Record, p.Again
	if p.Again != nil && p.Again.Change.Kind == "answer" {
		s.opening = "" // it is the answer's; the request is opened with it
	}
}

// New implements ui.Maker.
func (s *Screen) New() {
	if s.listed.may {
		s.form(campus.Record{}, nil)
	}
}

// Back implements ui.Backer.
func (s *Screen) Back() bool {
	s.request.close()
	if !s.pages.Pop() {
		return false
	}
	widget.Focus(s.board.list)
	return true
}

func (s *Screen) read(id campus.ID) {
	if s.pages.Depth() == 1 {
		s.pages.Push(s.request.content)
	}
	s.request.open(id)
}

func (s *Screen) load() {
	ui.Load(s.env, &s.guard, func(ctx context.Context) (listed, error) { return look(ctx, s.env) }, s.show)
}

func look(ctx context.Context, env *ui.Env) (l listed, err error) {
	if l.people, err = env.People.Get(ctx); err != nil {
		return l, err
	}
	commons, err := env.Replica.Spaces(ctx, campus.InCommons)
	if err != nil || len(commons) == 0 {
		return l, err
	}
	l.commons = commons[0].ID
	actor, err := env.Replica.Actor(ctx, l.commons)
	if err != nil {
		return l, err
	}
	l.may = ui.MayCreate(actor, campus.InCommons, "request")
	records, err := env.Replica.Records(ctx, campus.Query{Space: l.commons, Kind: "request", Order: campus.NewestFirst})
	places := map[campus.ID]string{}
	for _, r := range records {
		place, known := places[r.Author]
		if !known {
			place = from(l.people, r.Author)
			places[r.Author] = place
		}
		l.requests = append(l.requests, asked{record: r, value: campus.As[campus.Request](r), from: place, country: l.people.School(r.Author).Country})
	}
	if err == nil {
		l.saved, err = savedSearches(ctx, env.Replica)
	}
	return l, err
}

// savedSearches are mine of this section, by name.
func savedSearches(ctx context.Context, r campus.Replica) (out []campus.Record, err error) {
	all, err := r.Records(ctx, campus.Query{Space: campus.PersonalSpace(r.Me()), Kind: "savedsearch", Order: campus.ByName})
	for _, rec := range all {
		if campus.As[campus.SavedSearch](rec).Section == ui.SectionCollaborate {
			out = append(out, rec)
		}
	}
	return out, err
}

// from names somebody's institution and country.
func from(people *ui.People, person campus.ID) string {
	school := people.School(person)
	var parts []string
	for _, s := range []string{school.Name, ui.Country(school.Country)} {
		if s != "" {
			parts = append(parts, oneLine(s))
		}
	}
	return strings.Join(parts, ", ")
}

func (s *Screen) show(l listed, err error) {
	s.board.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	s.listed = l
	s.board.fill()
	if id := s.opening; id != "" {
		s.opening = ""
		s.read(id)
	}
	if a := s.again; a != nil {
		s.again = nil
		if a.Change.Kind == "answer" {
			s.request.again = a
			s.read(campus.As[campus.RequestAnswer](a.Over(a.Record)).Of)
			return
		}
		s.form(a.Record, a)
	}
}

// oneLine makes a title from a stranger fit for a line.
func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }
