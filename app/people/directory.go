package people

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Screen is the section People: everybody in the exchange, under filters.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	all     []entry
	loaded  bool
	shown   []int
	count   *widget.Line
	find    *widget.Entry
	country *widget.Select
	school  *widget.Select
	area    *widget.Select
	tongue  *widget.Select
	work    *widget.Select
	schools []campus.ID // of the choice, without its first
	filling bool
	list    *widget.List
	room    *fyne.Container
	trouble *widget.Trouble
	content fyne.CanvasObject
}

// entry is one person with what the filters and the row need.
type entry struct {
	id     campus.ID
	person campus.Person
	school campus.College
	name   string
	below  string
	work   string
	text   string // in small letters, for the search
}

// works are the kinds of work, as the secretariat writes them.
var works = []string{"student", "teacher", "coordinator", "secretariat"}

// New makes the section.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, count: widget.Quiet(""), find: widget.NewEntry(), room: container.NewStack(), trouble: widget.NewTrouble()}
	s.find.SetPlaceHolder(findHint.Say())
	countries := ui.Countries()
	kinds := make([]string, len(works))
	for i, w := range works {
		kinds[i] = ui.Capital(lang.Term(w))
	}
	_, languages := ui.LanguageOptions()
	s.country = widget.NewSelect(append([]string{allCountries.Say()}, countries...), nil)
	s.school = widget.NewSelect([]string{allSchools.Say()}, nil)
	s.area = widget.NewSelect(append([]string{allAreas.Say()}, lang.Terms(campus.StudyAreas)...), nil)
	s.tongue = widget.NewSelect(append([]string{allLanguages.Say()}, languages...), nil)
	s.work = widget.NewSelect(append([]string{allWork.Say()}, kinds...), nil)
	s.clear()
	changed := func(string) {
		if !s.filling {
			s.fill()
		}
	}
	s.find.OnChanged = changed
	for _, sel := range s.choices() {
		sel.OnChanged = changed
	}
	s.list = widget.NewList(func() int { return len(s.shown) }, func() fyne.CanvasObject { return widget.NewAvatarRow() }, s.row)
	s.list.HideSeparators = false
	s.list.OnSelected = func(i int) {
		s.list.UnselectAll()
		if meet := env.Who(s.all[s.shown[i]].id); meet != nil {
			meet()
		}
	}
	filters := widget.Columns(3, s.find, widget.Framed(s.work), widget.Framed(s.country),
		widget.Framed(s.school), widget.Framed(s.area), widget.Framed(s.tongue))
	top := widget.Stackup(0, widget.Head(widget.Title(title.Say()), s.count), widget.Inset(filters, 0, 8, widget.Edge, widget.Edge), s.trouble, fw.NewSeparator())
	s.content = container.NewBorder(top, nil, nil, nil, container.NewStack(s.list, s.room))
	return s
}

func (s *Screen) choices() []*widget.Select {
	return []*widget.Select{s.country, s.school, s.area, s.tongue, s.work}
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Shown implements ui.Screen.
func (s *Screen) Shown() { s.load() }

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Kinds == nil || n.Touches("person", "college") {
		s.load()
	}
	if n.Touches("document") { // perhaps somebody's picture
		s.list.Refresh()
	}
}

func (s *Screen) load() {
	ui.Load(s.env, &s.guard, func(ctx context.Context) ([]entry, error) {
		people, err := s.env.People.Get(ctx)
		if err != nil {
			return nil, err
		}
		all := make([]entry, len(people.All))
		for i, r := range people.All {
			all[i] = entryOf(people, r.ID)
		}
		return all, nil
	}, func(all []entry, err error) {
		s.trouble.Say(ui.Sentence(err))
		if err == nil {
			s.all, s.loaded = all, true
			s.offerSchools()
			s.fill()
		}
	})
}

func entryOf(people *ui.People, id campus.ID) entry {
	e := entry{id: id, person: people.Person(id), school: people.School(id), name: line(people.Name(id))}
	var parts []string
	for _, part := range []string{e.school.Name, ui.Country(e.school.Country), lang.Term(e.person.Area)} {
		if part != "" {
			parts = append(parts, line(part))
		}
	}
	e.below, e.work = strings.Join(parts, dot), ui.Capital(line(lang.Term(e.person.Work)))
	e.text = strings.ToLower(e.name + "\n" + e.below + "\n" + e.work)
	return e
}

// offerSchools lists the institutions of the people that are here, by name.
func (s *Screen) offerSchools() {
	chosen := s.chosenSchool()
	names := map[campus.ID]string{}
	for _, e := range s.all {
		if e.school.Institution != "" {
			names[e.school.Institution] = line(e.school.Name)
		}
	}
	s.schools = s.schools[:0]
	for id := range names {
		s.schools = append(s.schools, id)
	}
	slices.SortFunc(s.schools, func(a, b campus.ID) int { return strings.Compare(names[a]+string(a), names[b]+string(b)) })
	options := []string{allSchools.Say()}
	for _, id := range s.schools {
		options = append(options, names[id])
	}
	s.filling = true
	s.school.Options = options
	s.school.SetSelectedIndex(1 + slices.Index(s.schools, chosen))
	s.filling = false
}

func (s *Screen) chosenSchool() campus.ID {
	if i := s.school.SelectedIndex(); i > 0 && i <= len(s.schools) {
		return s.schools[i-1]
	}
	return ""
}

// fill shows those whom the filters let through.
func (s *Screen) fill() {
	words := strings.Fields(strings.ToLower(s.find.Text))
	school := s.chosenSchool()
	country, area, tongue, work := "", "", "", ""
	if i := s.country.SelectedIndex(); i > 0 {
		country = campus.Countries[i-1].Code
	}
	if i := s.area.SelectedIndex(); i > 0 {
		area = campus.StudyAreas[i-1]
	}
	if i := s.tongue.SelectedIndex(); i > 0 {
		tongue = ui.Languages[i-1]
	}
	if i := s.work.SelectedIndex(); i > 0 {
		work = works[i-1]
	}
	s.shown = s.shown[:0]
	for i, e := range s.all {
		fits := (country == "" || e.school.Country == country) && (school == "" || e.school.Institution == school) &&
			(area == "" || e.person.Area == area) && (work == "" || e.person.Work == work) &&
			(tongue == "" || slices.Contains(strings.Fields(e.person.Languages), tongue))
		for _, w := range words {
			fits = fits && strings.Contains(e.text, w)
		}
		if fits {
			s.shown = append(s.shown, i)
		}
	}
	s.count.SetText(peopleCount.Count(len(s.shown)))
	s.room.Objects = nil
	if len(s.shown) == 0 && s.loaded {
		if len(s.all) == 0 {
			s.room.Objects = []fyne.CanvasObject{widget.Empty(nobody.Say(), nobodyHint.Say())}
		} else {
			s.room.Objects = []fyne.CanvasObject{widget.Empty(noMatch.Say(), noMatchHint.Say(), widget.NewButton(showAll.Say(), nil, func() {
				s.clear()
				s.fill()
			}))}
		}
	}
	s.room.Refresh()
	s.list.Refresh()
}

// clear takes the filters away.
func (s *Screen) clear() {
	s.filling = true
	s.find.SetText("")
	for _, sel := range s.choices() {
		sel.SetSelectedIndex(0)
	}
	s.filling = false
}

func (s *Screen) row(i int, o fyne.CanvasObject) {
	e, row := s.all[s.shown[i]], widget.RowOf(o)
	row.SetPerson(e.name, string(e.id))
	row.Set(e.name, e.below, e.work, false)
}
