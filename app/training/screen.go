// Package training is the section Training: the classes a person is in, their
// lessons, discussion, documents and members.
package training

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/documents"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// Screen is the section. Its pages are the classes, a lesson, an editor.
type Screen struct {
	env     *ui.Env
	guard   ui.Guard
	leading ui.Guard
	classes classes
	current campus.ID
	line    campus.LineState

	pages      *widget.Pages
	list       *widget.List
	make       *widget.Button
	allRead    *widget.ReadAll
	codes      *widget.Joinings
	trouble    *widget.Trouble
	detail     *fyne.Container
	class      *classPage
	reader     *readerPage
	editor     *editorPage
	assignment *assignmentPage
	progress   *progressPage
	gradebook  *gradebookPage
	marks      *myMarks
	queue      *queuePage
	form       *widget.Form
	opening    ui.Place // where to go once the classes are known
}

// classes is what the list shows.
type classes struct {
	spaces []campus.Space
	unread map[campus.Thread]campus.Unread
	may    bool // make a class
}

// New makes the screen.
func New(env *ui.Env) ui.Screen {
	s := &Screen{env: env, trouble: widget.NewTrouble(), detail: container.NewStack()}
	s.class = newClassPage(s)
	s.list = widget.NewList(func() int { return len(s.classes.spaces) },
		func() fyne.CanvasObject { return widget.NewRow() }, s.row)
	s.list.OnSelected = func(i int) { s.choose(s.classes.spaces[i].ID) }
	s.make = widget.NewButton(newClass.Say(), base.ContentAddIcon(), s.newClass)
	s.make.Hide()
	s.codes = widget.NewJoinings(env)
	head := widget.Head(widget.Title(title.Say()), nil, s.make)
	s.allRead = widget.NewReadAll(env, func(err error) { s.trouble.Say(ui.Sentence(err)) }, campus.InClass)
	join := widget.Foot(widget.Plain(joinClass.Say(), base.LoginIcon(), s.JoinByCode), s.allRead.Button)
	side := container.NewBorder(widget.Stackup(0, head, s.trouble, s.codes), join, nil, nil, s.list)
	s.detail.Objects = []fyne.CanvasObject{widget.Empty(chooseClass.Say(), chooseHint.Say())}
	s.pages = widget.NewPages(widget.Panes(side, s.detail))
	return s
}

// Content implements ui.Screen.
func (s *Screen) Content() fyne.CanvasObject { return s.pages.Content() }

// Shown implements ui.Screen.
func (s *Screen) Shown() { s.load() }

// Aged implements ui.Ager.
func (s *Screen) Aged() {
	switch {
	case s.current == "":
	case s.reader != nil && s.reader.open(): // its text stays as it is: somebody reads
		s.reader.below.SetText(s.reader.written())
		s.reader.list.Refresh()
	default:
		s.class.load()
		s.class.discussion.Reload()
	}
}

// Changed implements ui.Screen.
func (s *Screen) Changed(n campus.Notice) {
	if n.Touches("class", "membership", "commons", "college", "joining", "post", "readmark", "follow") {
		s.load()
	}
	if s.current != "" && (n.Spaces == nil || n.Spaces[s.current] || n.Touches("person", "draft")) {
		s.class.changed(n)
		if s.reader != nil && s.reader.open() {
			s.reader.changed(n)
		}
		if s.assignment != nil && s.pages.Top() == s.assignment.content {
			s.assignment.load()
		}
		if s.progress != nil && s.pages.Has(s.progress.content) {
			s.progress.load()
		}
		if q := s.queue; q != nil && s.pages.Top() == q.content {
			q.changed(n)
		}
		s.marksChanged()
	}
}

// Documents is the list of documents of the class that is open.
func (s *Screen) Documents() *documents.List { return s.class.documents }

// Folders implements ui.Mirrored.
func (s *Screen) Folders() { s.class.documents.Folders() }

// Status implements ui.Watcher: with the line back, pictures that could not be
// had are asked for again.
func (s *Screen) Status(st campus.Status) {
	back := st.Line == campus.Online && s.line != campus.Online
	s.line = st.Line
	s.class.documents.Status(st)
	if back && s.reader != nil && s.reader.open() {
		s.reader.view.Retry()
	}
	if s.queue != nil && s.queue.work.viewer != nil {
		s.queue.work.viewer.Status(st)
	}
}

// Open implements ui.Opener.
func (s *Screen) Open(p ui.Place) { s.opening = p }

// Place implements ui.Placed.
func (s *Screen) Place() ui.Place {
	p := ui.Place{Section: ui.SectionTraining, Space: s.current}
	if s.reader != nil && s.reader.open() {
		p.Record = s.reader.look.record.ID
	}
	if s.assignment != nil && s.assignment.open() {
		p.Record = s.assignment.id
	}
	if id := s.class.quizzes.Current(); id != "" {
		p.Record = id
	}
	if s.queue != nil && s.pages.Top() == s.queue.content {
		p.Record = s.queue.task
	}
	return p
}

// New implements ui.Maker: a lesson where a class is open for its teacher, a
// class otherwise.
func (s *Screen) New() {
	switch {
	case s.pages.Depth() > 1:
	case s.current != "" && s.class.mayWrite():
		s.class.make()
	case s.classes.may:
		s.classForm(campus.Record{}, nil)
	}
}

// Turn implements ui.Turner: it goes through what is to be marked.
func (s *Screen) Turn(by int) {
	if q := s.queue; q != nil && s.pages.Top() == q.content {
		q.turn(by)
	}
}

// Back implements ui.Backer.
func (s *Screen) Back() bool {
	if s.editor != nil {
		s.editor.Close()
		s.editor = nil
	}
	if q := s.queue; q != nil && s.pages.Top() == q.content {
		q.leave()
	}
	if s.class.quizzes.Back() {
		return true
	}
	if s.pages.Depth() == 1 && s.current != "" && s.class.tabs.Current() == documentsTab && s.class.documents.Up() {
		return true
	}
	if !s.pages.Pop() {
		return false
	}
	s.class.load()
	s.marksChanged()
	if s.assignment != nil && s.pages.Top() == s.assignment.content {
		s.assignment.load()
	}
	if s.reader != nil && s.reader.open() {
		s.reader.load()
	}
	return true
}

// Drop takes files in that were dropped on the window.
func (s *Screen) Drop(paths []string) {
	switch {
	case s.current == "" || s.pages.Depth() != 1:
	case s.class.tabs.Current() == discussionTab:
		s.class.discussion.Drop(paths)
	default:
		s.class.tabs.Select(documentsTab)
		s.class.documents.Drop(paths)
	}
}

// JoinByCode asks for the code of a class.
func (s *Screen) JoinByCode() { widget.AskCode(s.env) }

func (s *Screen) load() {
	s.codes.Load()
	ui.Load(s.env, &s.guard, func(ctx context.Context) (c classes, err error) {
		if c.spaces, err = s.env.Replica.Spaces(ctx, campus.InClass); err != nil {
			return c, err
		}
		if c.unread, err = s.env.Unread.Get(ctx); err != nil {
			return c, err
		}
		commons, err := s.env.Replica.Spaces(ctx, campus.InCommons)
		if err != nil || len(commons) == 0 {
			return c, err
		}
		actor, err := s.env.Replica.Actor(ctx, commons[0].ID)
		c.may = actor.Teacher
		return c, err
	}, s.show)
}

func (s *Screen) show(c classes, err error) {
	s.trouble.Say(ui.Sentence(err))
	if err != nil {
		return
	}
	s.classes = c
	s.allRead.Some(slices.ContainsFunc(c.spaces, func(sp campus.Space) bool {
		return c.unread[campus.Thread{In: sp.ID, Of: sp.ID}].Counts() > 0
	}))
	widget.ShowIf(s.make, c.may)
	s.list.Refresh()
	if p := s.opening; p.Space != "" {
		s.opening = ui.Place{}
		s.goTo(p)
	}
	if s.current != "" && s.index(s.current) < 0 { // no longer a member
		s.current = ""
		s.list.UnselectAll()
		for s.pages.Pop() {
		}
	}
	if s.current == "" {
		s.detail.Objects = []fyne.CanvasObject{s.nothing()}
		s.detail.Refresh()
	}
}

// nothing stands at the right where no class is open: there is one to choose, or what to
// do to have one.
func (s *Screen) nothing() fyne.CanvasObject {
	join := func() *widget.Button { return widget.NewButton(joinClass.Say(), base.LoginIcon(), s.JoinByCode) }
	switch {
	case len(s.classes.spaces) > 0:
		return widget.Empty(chooseClass.Say(), chooseHint.Say())
	case s.classes.may:
		return widget.Empty(noClasses.Say(), noClassesMake.Say(), widget.Main(newClass.Say(), base.ContentAddIcon(), s.newClass), join())
	}
	return widget.Empty(noClasses.Say(), noClassJoin.Say(), join())
}

func (s *Screen) row(i int, o fyne.CanvasObject) {
	c := s.classes.spaces[i]
	row := widget.RowOf(o)
	below := []string{roleWord(c.Role), memberCount.Count(c.Members)}
	if campus.As[campus.Course](c.Root).Template {
		below = append([]string{isTemplate.Say()}, below...)
	}
	u := s.classes.unread[campus.Thread{In: c.ID, Of: c.ID}]
	row.Set(oneLine(c.Name), widget.LevelWord(u.Level, strings.Join(below, dot)), "", c.Root.Waiting)
	row.SetCurrent(c.ID == s.current)
	row.SetUnread(u.Counts(), u.Level == campus.Muted)
}

func roleWord(r campus.Role) string {
	if r.Leads() {
		return roleTeacher.Say()
	}
	return roleStudent.Say()
}

func (s *Screen) index(id campus.ID) int {
	for i, c := range s.classes.spaces {
		if c.ID == id {
			return i
		}
	}
	return -1
}

// choose opens a class at the right.
func (s *Screen) choose(id campus.ID) {
	s.current = id
	s.list.Refresh()
	s.detail.Objects = []fyne.CanvasObject{s.class.content}
	s.detail.Refresh()
	s.class.open(id)
}

// goTo opens a class and in it a lesson.
func (s *Screen) goTo(p ui.Place) {
	for s.pages.Depth() > 1 && s.Back() {
	}
	if i := s.index(p.Space); i >= 0 {
		s.list.Select(i)
		if s.current != p.Space {
			s.choose(p.Space)
		}
		if p.Post != "" {
			s.class.tabs.Select(discussionTab)
			s.class.discussion.Seek(p.Post)
		}
		if p.Record != "" && p.Record != p.Space {
			switch {
			case p.Again == nil:
				s.openRecord(p.Record)
			case p.Again.Change.Kind == "lesson": // its editor comes over it
				s.read(p.Record)
			default:
				s.openAssignment(p.Record)
			}
		}
	}
	if p.Again != nil {
		s.writeAgain(p.Again)
	}
}

// openRecord opens a lesson, an assignment or a quiz, and goes to where a unit or a
// session stands.
func (s *Screen) openRecord(id campus.ID) {
	class := s.current
	ui.Load(s.env, &s.leading, func(ctx context.Context) (campus.Record, error) { return s.env.Replica.Record(ctx, id) }, func(r campus.Record, err error) {
		switch {
		case s.current != class, s.pages.Depth() > 1: // the person went on meanwhile
		case err == nil && r.Kind == "assignment":
			s.openAssignment(id)
		case err == nil && r.Kind == "quiz":
			s.class.quizzes.Show(id)
		case err == nil && r.Kind == "unit":
			s.class.tabs.Select(lessonsTab)
		case err == nil && r.Kind == "session":
			s.class.tabs.Select(timetableTab)
			s.class.timetable.goTo(time.UnixMilli(campus.As[campus.Session](r).Start).In(s.env.Now().Location()))
		default:
			s.read(id)
		}
	})
}

// writeAgain takes up what was refused: a class, a lesson, an assignment, what was handed
// in for one, a mark, a post.
func (s *Screen) writeAgain(a *ui.Again) {
	switch {
	case a.Change.Kind == string(campus.InClass):
		s.classForm(a.Record, a)
	case s.current != a.Space: // no longer in that class
	case a.Change.Kind == "lesson":
		s.edit(a.Record, a)
	case a.Change.Kind == "unit":
		s.class.tabs.Select(lessonsTab)
		s.class.lessons.unitForm(a.Record, a)
	case a.Change.Kind == "session":
		s.class.tabs.Select(timetableTab)
		s.class.timetable.sessionForm(a.Record, a)
	case a.Change.Kind == "assignment":
		s.assignmentForm(a.Record, a)
	case a.Change.Kind == "submission":
		s.assignment.handIn(a)
	case a.Change.Kind == "mark":
		m := campus.As[campus.Mark](a.Over(a.Record))
		s.openQueue(m.Assignment, m.Student, a)
	default:
		s.class.tabs.Select(discussionTab)
		s.class.discussion.Again(a)
	}
}

// read opens a lesson.
func (s *Screen) read(lesson campus.ID) {
	if s.reader == nil {
		s.reader = newReaderPage(s)
	}
	if s.pages.Top() != s.reader.content {
		s.pages.Push(s.reader.content)
	}
	s.reader.show(s.current, lesson)
}

// writeLesson opens the editor for a new lesson.
func (s *Screen) writeLesson() { s.writeLessonIn("") }

// writeLessonIn opens the editor for a new lesson of a unit, or for the one that was
// begun.
func (s *Screen) writeLessonIn(unit campus.ID) {
	s.edit(campus.Record{}, nil)
	s.editor.more.Unit = unit
}

// edit opens the editor for a lesson; again is what was refused of it.
func (s *Screen) edit(lesson campus.Record, again *ui.Again) {
	s.editor = newEditorPage(s, s.current, lesson, again)
	s.pages.Push(s.editor.Content)
}
