// Package home is the first page: what is new where the person is.
package home

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// How much is shown of each.
const (
	mostClasses = 6
	mostNews    = 3
	mostLooked  = 40 // articles that are looked at for them
	mostPosts   = 6
	mostWords   = 220
	widest      = 1400 // on a large screen, lines would be too long to read
)

// Screen is the first page.
type Screen struct {
	env      *ui.Env
	guard    ui.Guard
	dueGuard ui.Guard
	due      *fyne.Container
	dues     []dated
	allDue   bool // more than the first of it was asked for
	// What comes a moment later: above and below what is due, and the week.
	moreGuard ui.Guard
	above     *fyne.Container
	below     *fyne.Container
	week      *calendar
	since     time.Time // the last visit; zero where there was none
	visited   bool      // since was read
	arriving  bool
	trouble   *widget.Trouble
	page      *fyne.Container
	scroll    *container.Scroll
	content   fyne.CanvasObject
	ahead     func() // shows what was fetched ahead; nil once it is shown
}

// overview is what one look gives.
type overview struct {
	me      string
	place   string
	teacher bool
	filled  bool // the commons has come from the server: before, nothing is known of anybody
	classes []campus.Space
	lessons map[campus.ID]int
	news    []campus.Record
	posts   []campus.Record
	names   map[campus.ID]campus.Space
	people  *ui.People
}

// Ahead looks before there is a window.
func Ahead(env *ui.Env) func() ui.Screen {
	o, err := look(env.Context(), env)
	return func() ui.Screen {
		s := newScreen(env)
		s.ahead = func() { s.showOr(o, err) }
		return s
	}
}

// New makes the screen.
func New(env *ui.Env) ui.Screen { return newScreen(env) }

func newScreen(env *ui.Env) *Screen {
	s := &Screen{env: env, trouble: widget.NewTrouble(), page: container.NewStack(), due: container.NewStack(), above: widget.Stackup(0), below: widget.Stackup(0)}
	s.week = newCalendar(s)
	s.scroll = container.NewVScroll(widget.Pad(widget.Narrowish(widest, s.page), 18, 22))
	s.content = container.NewBorder(s.trouble, nil, nil, nil, s.scroll)
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() {
	if s.ahead != nil {
		s.ahead()
		s.ahead = nil
		s.loadDue()
		s.loadMore()
		return
	}
	s.load()
}

// Aged implements ui.Ager.
func (s *Screen) Aged() { s.load() }

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Kinds == nil || n.Outbox || n.Touches("session", "request", "answer", "document", "topic", "applicant", "joining", "follow") || n.Touches("class", "lesson", "assignment", "submission", "quiz", "answers", "mark", "task", "post", "article", "membership", "person") {
		s.load()
	}
}

func (s *Screen) load() {
	ui.Load(s.env, &s.guard, func(ctx context.Context) (overview, error) { return look(ctx, s.env) }, s.showOr)
	s.loadDue()
	s.loadMore()
}

func (s *Screen) showOr(o overview, err error) {
	s.trouble.Say(ui.Sentence(err))
	if err == nil {
		s.show(o)
	}
}

func look(ctx context.Context, env *ui.Env) (o overview, err error) {
	r := env.Replica
	if o.people, err = env.People.Get(ctx); err != nil {
		return o, err
	}
	o.me, o.place = o.people.Name(r.Me()), o.people.Institution(r.Me())
	spaces, err := r.Spaces(ctx, campus.InCommons, campus.InClass, campus.InGroup, campus.InTalk)
	if err != nil {
		return o, err
	}
	o.names, o.lessons = map[campus.ID]campus.Space{}, map[campus.ID]int{}
	var talk []campus.ID
	quiet, err := muted(ctx, r)
	if err != nil {
		return o, err
	}
	for _, sp := range spaces {
		o.names[sp.ID] = sp
		switch sp.Type {
		case campus.InCommons:
			o.filled = true
			if err := o.commons(ctx, r, sp.ID); err != nil {
				return o, err
			}
		case campus.InClass:
			o.classes = append(o.classes, sp)
		}
		if sp.Type != campus.InCommons && !quiet[sp.ID] {
			talk = append(talk, sp.ID)
		}
	}
	for _, c := range o.classes[:min(mostClasses, len(o.classes))] {
		if o.lessons[c.ID], err = r.Count(ctx, campus.Query{Space: c.ID, Kind: "lesson"}); err != nil {
			return o, err
		}
	}
	o.posts, err = newest(ctx, r, talk)
	return o, err
}

// muted are the spaces of whose discussion I do not want to hear.
func muted(ctx context.Context, r campus.Replica) (map[campus.ID]bool, error) {
	follows, err := r.Records(ctx, campus.Query{Space: campus.PersonalSpace(r.Me()), Kind: "follow"})
	out := map[campus.ID]bool{}
	for _, f := range follows {
		if v := campus.As[campus.Follow](f); v.Level == campus.Muted && v.Of == v.In {
			out[v.Of] = true
		}
	}
	return out, err
}

// newest are the last posts of some spaces. Each space is asked by itself: that is a
// look into an index, where all together would be sorted.
func newest(ctx context.Context, r campus.Replica, spaces []campus.ID) (out []campus.Record, err error) {
	for _, space := range spaces {
		posts, err := r.Records(ctx, campus.Query{Space: space, Kind: "post", Order: campus.NewestFirst, Limit: mostPosts})
		if err != nil {
			return nil, err
		}
		out = append(out, posts...)
	}
	slices.SortStableFunc(out, func(a, b campus.Record) int { return b.Created.Compare(a.Created) })
	return out[:min(mostPosts, len(out))], nil
}

func (o *overview) commons(ctx context.Context, r campus.Replica, id campus.ID) error {
	actor, err := r.Actor(ctx, id)
	if err != nil {
		return err
	}
	o.teacher = actor.Teacher
	articles, err := r.Records(ctx, campus.Query{Kind: "article", Order: campus.NewestFirst, Limit: mostLooked})
	for _, a := range articles {
		if len(o.news) < mostNews && a.Audience == campus.Everyone && !campus.As[campus.Article](a).Archived {
			o.news = append(o.news, a)
		}
	}
	return err
}

func (s *Screen) show(o overview) {
	if !o.filled {
		s.page.Objects = []fyne.CanvasObject{widget.Stackup(18, widget.Title(programName), widget.Stackup(0, nothing(toCome.Say())...))}
		s.page.Refresh()
		return
	}
	offset := s.scroll.Offset
	// The whole name: which part of it is the given one differs from people to people.
	title := widget.Title(greeting(s.env.Now()).Say(widget.Clean(o.me)))
	title.Scale = base.SizeNameHeadingText
	top := widget.Stackup(2, title, widget.Quiet(o.place))
	left := widget.Stackup(0, s.above, s.due, s.below, widget.Stackup(20, s.section(classes.Say(), s.classes(o)), s.section(news.Say(), s.news(o))))
	right := widget.Stackup(20, s.week.box, s.section(said.Say(), s.posts(o)))
	s.page.Objects = []fyne.CanvasObject{widget.Stackup(18, top, container.New(&columns{gap: 20, left: 0.52}, left, right))}
	if s.scroll.Size().IsZero() { // not in the window yet: it is laid out once, there
		return
	}
	s.page.Refresh()
	s.scroll.Refresh()
	s.scroll.ScrollToOffset(offset)
}

func greeting(now time.Time) lang.Text {
	switch h := now.Hour(); {
	case h < 12:
		return morning
	case h < 18:
		return afternoon
	}
	return evening
}

func (s *Screen) section(title string, rows []fyne.CanvasObject) fyne.CanvasObject {
	return widget.Stackup(8, append([]fyne.CanvasObject{heading(title)}, rows...)...)
}

func heading(title string) *widget.Line {
	head := widget.Bold(title)
	head.Scale = base.SizeNameSubHeadingText
	return head
}

// headed is a heading with a button in its line, which does not make the line taller: the
// headings of both columns stand at one height.
func headed(title string, button *widget.Button) fyne.CanvasObject {
	return container.New(headLine{}, heading(title), button)
}

type headLine struct{}

func (headLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	head, button := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(head.Width+button.Width, head.Height)
}

func (headLine) Layout(o []fyne.CanvasObject, s fyne.Size) {
	button := o[1].MinSize()
	o[0].Resize(fyne.NewSize(s.Width-button.Width, s.Height))
	o[1].Resize(button)
	o[1].Move(fyne.NewPos(s.Width-button.Width, (s.Height-button.Height)/2))
}

func nothing(words string) []fyne.CanvasObject {
	return []fyne.CanvasObject{widget.Card(widget.Inset(widget.Paragraph(words), -6, -6, -7, -7))}
}

func (s *Screen) classes(o overview) []fyne.CanvasObject {
	if len(o.classes) == 0 && o.teacher {
		return nothing(makeOne.Say())
	} else if len(o.classes) == 0 {
		return nothing(noClasses.Say())
	}
	var rows []fyne.CanvasObject
	for _, c := range o.classes[:min(mostClasses, len(o.classes))] {
		area := lang.Term(campus.As[campus.Course](c.Root).Area)
		below := noLessons.Say()
		if n := o.lessons[c.ID]; n > 0 {
			below = lessonCount.Count(n)
		}
		if area != "" {
			below += dot + area
		}
		title := widget.Bold(widget.Clean(c.Name))
		wait := widget.NewWait()
		wait.Set(c.Root.Waiting)
		body := widget.Stackup(3, container.NewBorder(nil, nil, nil, wait, title), widget.Quiet(below))
		rows = append(rows, s.card(body, ui.Place{Section: ui.SectionTraining, Space: c.ID}))
	}
	return rows
}

func (s *Screen) news(o overview) []fyne.CanvasObject {
	if len(o.news) == 0 {
		return nothing(noNews.Say())
	}
	var rows []fyne.CanvasObject
	for _, r := range o.news {
		a := campus.As[campus.Article](r)
		by := []string{widget.Clean(o.people.Name(r.Author))}
		if from := widget.Clean(o.people.Institution(r.Author)); from != "" {
			by = append(by, from)
		}
		line := strings.Join(append(by, ui.Ago(campus.NewsAt(r, s.env.Now()), s.env.Now())), dot)
		body := widget.Stackup(3, widget.Bold(widget.Clean(a.Title)), widget.Quiet(line))
		rows = append(rows, s.card(body, ui.Place{Section: ui.SectionNews, Space: r.Space, Record: r.ID}))
	}
	return rows
}

// posts are what others and oneself said last, where the person is.
func (s *Screen) posts(o overview) []fyne.CanvasObject {
	if len(o.posts) == 0 {
		return nothing(noPosts.Say())
	}
	var rows []fyne.CanvasObject
	for _, r := range o.posts {
		space := o.names[r.Space]
		name := widget.Clean(o.people.Name(r.Author))
		head := name
		if space.Name != "" {
			head = saidIn.Say(name, widget.Clean(space.Name))
		}
		text := widget.Paragraph(short(widget.Clean(campus.As[campus.Post](r).Text)))
		line := container.NewBorder(nil, nil, nil, widget.Quiet(ui.Ago(r.WrittenAt(), s.env.Now())).Full(), widget.Quiet(head))
		avatar := container.NewVBox(widget.NewAvatar(name, string(r.Author), 30))
		pad := base.InnerPadding()
		body := container.NewBorder(nil, nil, widget.Inset(avatar, 2, 0, 0, 4), nil,
			widget.Stackup(-3, widget.Inset(line, 0, 0, pad, 0), widget.Inset(text, 0, -pad, 0, 0)))
		rows = append(rows, s.card(body, place(space)))
	}
	return rows
}

func place(s campus.Space) ui.Place {
	section := map[campus.SpaceType]string{campus.InClass: ui.SectionTraining, campus.InGroup: ui.SectionGroups, campus.InTalk: ui.SectionConversations}[s.Type]
	return ui.Place{Section: section, Space: s.ID}
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > mostWords {
		return string(r[:mostWords]) + "…"
	}
	return s
}

// card leads to a place.
func (s *Screen) card(o fyne.CanvasObject, to ui.Place) fyne.CanvasObject {
	return widget.NewTap(widget.Card(o), func() { s.env.Go(to) })
}

// columns puts two objects beside each other, the first with a share of the
// width; below each other where there is little room.
type columns struct{ gap, left, width float32 }

const narrow = 640

func (c *columns) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if c.width > 0 && c.width < narrow {
		return fyne.NewSize(200, a.Height+c.gap+b.Height)
	}
	return fyne.NewSize(200, max(a.Height, b.Height))
}

func (c *columns) Layout(o []fyne.CanvasObject, s fyne.Size) {
	c.width = s.Width
	o[0].Move(fyne.NewPos(0, 0))
	if s.Width < narrow {
		o[0].Resize(fyne.NewSize(s.Width, o[0].MinSize().Height))
		o[1].Resize(fyne.NewSize(s.Width, o[1].MinSize().Height))
		o[1].Move(fyne.NewPos(0, o[0].MinSize().Height+c.gap))
		return
	}
	left := (s.Width - c.gap) * c.left
	o[0].Resize(fyne.NewSize(left, s.Height))
	o[1].Resize(fyne.NewSize(s.Width-c.gap-left, s.Height))
	o[1].Move(fyne.NewPos(left+c.gap, 0))
}
