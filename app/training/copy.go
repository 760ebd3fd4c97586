package training

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// materialOf reads what a class is made of, drafts too; its sessions where they are to
// begin on a day.
func materialOf(ctx context.Context, r campus.Replica, class campus.ID, day time.Time) (m campus.Material, err error) {
	var sessions []campus.Record
	for kind, to := range map[string]*[]campus.Record{"unit": &m.Units, "lesson": &m.Lessons, "assignment": &m.Assignments, "document": &m.Documents,
		"quiz": &m.Quizzes, "quizkey": &m.Keys, "folder": &m.Folders, "annotation": &m.Annotations, "session": &sessions} {
		if *to, err = r.Records(ctx, campus.Query{Space: class, Kind: kind}); err != nil {
			return m, err
		}
	}
	if !day.IsZero() {
		m.Sessions = campus.SessionsFrom(sessions, day, time.Local)
	}
	return m, nil
}

// readDay reads a day as a form has it; the zero time for none.
func readDay(field, s string) (time.Time, error) {
	if s = strings.TrimSpace(s); s == "" {
		return time.Time{}, nil
	}
	day, ok := ui.ReadDay(s)
	if !ok || day.Year() < 2000 || day.Year() > 2200 {
		return day, &campus.Error{Code: campus.Invalid, Field: field, Message: badDay.Say()}
	}
	return day, nil
}

// bring fetches the bytes of documents that are to be copied: whoever adds a document
// brings its file to the server, so it has to be here. It gives those that can be had,
// and the names of the others. Only what can't be had for want of a line, or because it
// is nowhere yet, is left out; any other trouble is an error.
func bring(ctx context.Context, env *ui.Env, documents []campus.Record) (have []campus.Record, missing []string, err error) {
	for _, r := range documents {
		if campus.ID(r.Audience).Valid() { // handed in: never copied
			continue
		}
		state, err := env.Files.State(ctx, r.ID)
		if err == nil && !state.Whole() {
			_, err = env.Files.Open(ctx, r.ID, func(campus.FileState) {})
		}
		switch campus.CodeOf(err) {
		case campus.NotHere, campus.NotFound:
			missing = append(missing, widget.Clean(campus.As[campus.Document](r).Name))
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		have = append(have, r)
	}
	return have, missing, nil
}

// copying is a copy under way: it is made once, so that who tries again after trouble
// goes on where it stopped.
type copying struct {
	without bool // copy without the files that are missing
	actions []campus.Action
	done    int
}

// prepare makes the actions, or says which files are missing; asked once more, it does
// without them.
func (c *copying) prepare(ctx context.Context, env *ui.Env, documents []campus.Record, with func([]campus.Record) []campus.Action) error {
	if c.actions != nil {
		return nil
	}
	have, missing, err := bring(ctx, env, documents)
	if err != nil {
		return err
	}
	if len(missing) > 0 && !c.without {
		c.without = true
		return campus.Errorf(campus.NotHere, "%s", missingFiles.Say(strings.Join(missing, ", ")))
	}
	c.actions = with(have)
	return nil
}

// save saves what was not saved yet. The first action lets go of what was typed.
func (c *copying) save(ctx context.Context, f *widget.Form, r campus.Replica) error {
	for c.done < len(c.actions) {
		keep := r.Save
		if c.done == 0 {
			keep = f.Keep
		}
		if err := keep(ctx, c.actions[c.done]); err != nil {
			return err
		}
		c.done++
	}
	return nil
}

// copyClass asks for the title of a copy of a class, and makes it; fresh tells that it is a
// new one from a template.
func (s *Screen) copyClass(from campus.Record, title string, fresh bool) {
	was := campus.As[campus.Course](from)
	f := widget.NewForm(s.env)
	f.Line("title", classTitle.Say(), "")
	f.Day("day", firstSession.Say(), dayHint)
	f.Note(copyClassNote.Say())
	var c copying
	f.OnSave = func(v widget.Values, done func(error)) {
		course := campus.Course{Title: v["title"], About: was.About, Area: was.Area}
		day, err := readDay("day", v["day"])
		if err == nil {
			err = course.Validate()
		}
		if err != nil {
			done(err)
			return
		}
		f.Name(copyingWord.Say())
		ui.Do(s.env, func(ctx context.Context) error {
			m, err := materialOf(ctx, s.env.Replica, from.ID, day)
			if err != nil {
				return err
			}
			err = c.prepare(ctx, s.env, m.Documents, func(have []campus.Record) []campus.Action {
				m.Documents = have
				return campus.CopyClass(s.env.Replica.Me(), course, m)
			})
			if err != nil {
				return err
			}
			return c.save(ctx, f, s.env.Replica)
		}, func(err error) {
			c.ended(f, err, done)
			if err == nil {
				s.opening = ui.Place{Space: c.actions[0].Space}
				s.load()
			}
		})
	}
	head, do := copyClassWord.Say(), copyWord.Say()
	if fresh {
		head, do = fromTemplate.Say(widget.Short(oneLine(was.Title))), create.Say()
	}
	f.Open(fyne.NewSize(560, 460), head, do, "class/copy/"+string(from.ID), widget.Values{"title": title}, nil)
	s.form = f
}

// ended tells the form how it went. That files are missing is a question, no trouble.
func (c *copying) ended(f *widget.Form, err error, done func(error)) {
	done(err)
	f.Name(copyWord.Say())
	if err != nil && c.without && c.actions == nil {
		f.Name(copyWithout.Say())
		f.Complain(err)
	}
}

// copyLesson asks into which class a lesson is to be copied, and makes the copy.
func (s *Screen) copyLesson(r campus.Record) {
	lesson := campus.As[campus.Lesson](r)
	var ids, titles []string
	for _, c := range s.classes.spaces {
		if c.Role.Leads() {
			ids, titles = append(ids, string(c.ID)), append(titles, oneLine(c.Name))
		}
	}
	f := widget.NewForm(s.env)
	f.Line("title", versionTitle.Say(), "")
	f.Pick("class", intoClass.Say(), ids, titles, false)
	f.Note(copyLessonNote.Say())
	var c copying
	f.OnSave = func(v widget.Values, done func(error)) {
		to := campus.ID(v["class"])
		if to == "" {
			done(campus.Errorf(campus.Invalid, "%s", chooseClass.Say()))
			return
		}
		lesson.Title = v["title"]
		if err := lesson.Validate(); err != nil {
			done(err)
			return
		}
		f.Name(copyingWord.Say())
		ui.Do(s.env, func(ctx context.Context) error {
			documents, err := documentsOf(ctx, s.env.Replica, r)
			if err != nil {
				return err
			}
			order, unit, err := s.placeOfCopy(ctx, r, to)
			if err != nil {
				return err
			}
			err = c.prepare(ctx, s.env, documents, func(have []campus.Record) []campus.Action {
				return campus.Pack(to, campus.CopyLesson(r, have, v["title"], order, unit))
			})
			if err != nil {
				return err
			}
			return c.save(ctx, f, s.env.Replica)
		}, func(err error) {
			c.ended(f, err, done)
			if err == nil {
				s.goTo(ui.Place{Space: to, Record: c.actions[0].Changes[0].Record})
			}
		})
	}
	initial := widget.Values{"title": copyOf.Say(lesson.Title), "class": string(r.Space)}
	if n := len([]rune(initial["title"])); n > campus.MaxName {
		initial["title"] = lesson.Title
	}
	f.Open(fyne.NewSize(520, 380), copyLessonWord.Say(), copyWord.Say(), "lesson/copy/"+string(r.ID), initial, nil)
	s.form = f
}

// placeOfCopy is where a copy of a lesson comes: behind it in its own class, at the end
// of another.
func (s *Screen) placeOfCopy(ctx context.Context, r campus.Record, to campus.ID) (order string, unit campus.ID, err error) {
	if to != r.Space {
		order, err = lastOrder(ctx, s.env.Replica, to)
		return campus.OrderBetween(order, ""), "", err
	}
	sections, err := outline(ctx, s.env.Replica, to)
	for _, section := range sections {
		if i := at(section.Lessons, r.ID); i >= 0 {
			next := ""
			if i+1 < len(section.Lessons) {
				next = orderOf(section.Lessons[i+1])
			}
			return campus.OrderBetween(orderOf(r), next), section.Unit.ID, err
		}
	}
	return campus.OrderBetween(orderOf(r), ""), "", err
}

// templates are the classes that are there to be copied, of those in which I teach.
func (s *Screen) templates() (out []campus.Space) {
	for _, c := range s.classes.spaces {
		if c.Role.Leads() && campus.As[campus.Course](c.Root).Template {
			out = append(out, c)
		}
	}
	return out
}

// newClass makes a class: an empty one, or one from a template where there are some.
func (s *Screen) newClass() {
	templates := s.templates()
	if len(templates) == 0 {
		s.classForm(campus.Record{}, nil)
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(emptyClass.Say(), func() { s.classForm(campus.Record{}, nil) })}
	for _, t := range templates {
		title := campus.As[campus.Course](t.Root).Title
		items = append(items, fyne.NewMenuItem(fromTemplate.Say(widget.Short(oneLine(title))), func() { s.copyClass(t.Root, title, true) }))
	}
	widget.Menu(s.env.Window, s.make, items...)
}
