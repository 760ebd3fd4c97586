package widget

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/campus"
)

// Moderator offers what can be done about something that was said: members report it,
// the staff hide, lock and move it. In a private conversation there is no staff, and so
// nothing of it.
type Moderator struct {
	// Undo is the bar that says what was done.
	Undo *Undo
	// Done is told what went wrong, or nil.
	Done func(error)

	env *ui.Env
}

// NewModerator makes a moderator.
func NewModerator(env *ui.Env, done func(error)) *Moderator {
	return &Moderator{Undo: NewUndo(env), Done: done, env: env}
}

// Menu is what the actor can do about a post or a topic.
func (m *Moderator) Menu(a campus.Actor, in campus.SpaceType, r campus.Record) []*fyne.MenuItem {
	if in == campus.InTalk || !a.Role.In() {
		return nil
	}
	var items []*fyne.MenuItem
	if r.Author != a.Person && !campus.Hidden(r) {
		items = append(items, Item(report.Say(), func() { m.report(r) }))
	}
	if !a.Role.Leads() {
		return items
	}
	if campus.Hidden(r) {
		return append(items, Item(showAgain.Say(), func() { m.save(campus.Show(r), nil) }))
	}
	items = append(items, Item(hide.Say(), func() { m.hide(r) }))
	switch {
	case r.Kind == "topic" && campus.As[campus.Topic](r).Locked:
		items = append(items, Item(unlock.Say(), func() { m.unlock(r) }))
	case r.Kind == "topic":
		items = append(items, Item(lock.Say(), func() { m.lock(r) }))
	}
	if in == campus.InCommons {
		word := move.Say()
		if r.Kind == "topic" {
			word = merge.Say()
		}
		items = append(items, Item(word, func() { m.move(r) }))
	}
	return items
}

// form asks for a reason.
func (m *Moderator) form(title, do, place string, initial Values, more func(*Form), action func(v Values) (campus.Action, bool), then func()) {
	f := NewForm(m.env)
	if more != nil {
		more(f)
	}
	options, labels := make([]string, len(campus.Reasons)), make([]string, len(campus.Reasons))
	for i, r := range campus.Reasons {
		options[i], labels[i] = string(r), reasonWord(r)
	}
	f.Pick("reason", reasonField.Say(), options, labels, false)
	f.Line("words", wordsField.Say(), wordsHint.Say())
	f.OnSave = func(v Values, done func(error)) {
		a, differs := action(v)
		if !differs {
			a = campus.Action{}
		}
		ui.Do(m.env, func(ctx context.Context) error { return f.Keep(ctx, a) }, func(err error) {
			done(err)
			if err == nil {
				m.Done(nil)
				then()
			}
		})
	}
	f.Open(fyne.NewSize(520, 330), title, do, place, initial, nil)
}

func (m *Moderator) save(a campus.Action, then func()) {
	ui.Do(m.env, func(ctx context.Context) error { return m.env.Replica.Save(ctx, a) }, func(err error) {
		m.Done(err)
		if err == nil && then != nil {
			then()
		}
	})
}

// report tells the staff, or changes what one has told them.
func (m *Moderator) report(r campus.Record) {
	me := m.env.Replica.Me()
	var guard ui.Guard
	ui.Load(m.env, &guard, func(ctx context.Context) (campus.Record, error) {
		was, err := m.env.Replica.Record(ctx, campus.ReportID(r.ID, me))
		if campus.CodeOf(err) == campus.NotFound {
			return campus.Record{}, nil
		}
		return was, err
	}, func(was campus.Record, err error) {
		if err != nil {
			m.Done(err)
			return
		}
		said := campus.As[campus.Report](was)
		m.form(reportTitle.Say(), report.Say(), "report/"+string(r.ID), Values{"reason": string(said.Reason), "words": said.Words}, nil,
			func(v Values) (campus.Action, bool) {
				c, differs := campus.ReportTo(me, r, was, campus.Reason(v["reason"]), v["words"])
				return campus.Action{Space: r.Space, Changes: []campus.Change{c}}, differs
			}, func() { m.Undo.Tell(reportDone.Say()) })
	})
}

func (m *Moderator) hide(r campus.Record) {
	m.form(hideTitle.Say(), hide.Say(), "hide/"+string(r.ID), nil, nil, func(v Values) (campus.Action, bool) {
		return campus.Hide(r, campus.Reason(v["reason"]), v["words"]), true
	}, func() {
		m.Undo.Say(hiddenNow.Say(), func() { m.again(r, func(r campus.Record) (campus.Action, bool) { return campus.Show(r), true }) })
	})
}

func (m *Moderator) lock(r campus.Record) {
	m.form(lockTitle.Say(), lock.Say(), "lock/"+string(r.ID), nil, nil, func(v Values) (campus.Action, bool) {
		return campus.Lock(r, true, campus.Reason(v["reason"]), v["words"])
	}, func() {
		m.Undo.Say(lockedNow.Say(), func() { m.unlock(r) })
	})
}

func (m *Moderator) unlock(r campus.Record) {
	m.again(r, func(r campus.Record) (campus.Action, bool) { return campus.Lock(r, false, "", "") })
}

// again acts on a record as it is now: it was changed since it was shown.
func (m *Moderator) again(r campus.Record, act func(campus.Record) (campus.Action, bool)) {
	ui.Do(m.env, func(ctx context.Context) error {
		now, err := m.env.Replica.Record(ctx, r.ID)
		if err != nil {
			return err
		}
		a, differs := act(now)
		if !differs {
			return nil
		}
		return m.env.Replica.Save(ctx, a)
	}, m.Done)
}

// mostMoved is how many posts are moved by one set; more go by several.
const mostMoved = 400

// moving is what has to be known before something is moved.
type moving struct {
	topics []campus.Record
	posts  []campus.Record // all of the topic that it is moved from
}

// move asks where a post, or all of a topic, is to stand.
func (m *Moderator) move(r campus.Record) {
	from := r.ID
	if r.Kind == "post" {
		from = campus.As[campus.Post](r).Topic
	}
	var guard ui.Guard
	ui.Load(m.env, &guard, func(ctx context.Context) (w moving, err error) {
		if w.topics, err = m.env.Replica.Records(ctx, campus.Query{Space: r.Space, Kind: "topic", Order: campus.ByName}); err != nil {
			return w, err
		}
		w.topics = slices.DeleteFunc(w.topics, func(t campus.Record) bool { return t.ID == from || campus.Hidden(t) })
		w.posts, err = m.env.Replica.Records(ctx, campus.Query{Space: r.Space, Kind: "post", Topic: from})
		return w, err
	}, func(w moving, err error) {
		if err != nil {
			m.Done(err)
			return
		}
		m.moveForm(r, w, from)
	})
}

func (m *Moderator) moveForm(r campus.Record, w moving, from campus.ID) {
	options, labels := make([]string, len(w.topics)), make([]string, len(w.topics))
	for i, t := range w.topics {
		options[i], labels[i] = string(t.ID), brief(Calm(campus.As[campus.Topic](t).Title))
	}
	title, do := moveTitle.Say(), move.Say()
	if r.Kind == "topic" {
		title, do = mergeTitle.Say(), merge.Say()
	}
	var rest []campus.Action
	moved := movedWith(r, w)
	m.form(title, do, "move/"+string(r.ID), nil, func(f *Form) { f.Pick("to", moveTo.Say(), options, labels, false) },
		func(v Values) (campus.Action, bool) {
			first, ok := m.moves(r, w, campus.ID(v["to"]), campus.Reason(v["reason"]), v["words"])
			rest = nil
			if len(first) > 1 {
				rest = first[1:]
			}
			if !ok || len(first) == 0 {
				return campus.Action{}, false
			}
			return first[0], true
		}, func() {
			for _, a := range rest {
				m.save(a, nil)
			}
			m.Undo.Say(movedNow.Say(), func() { m.moveBack(r, moved, from) })
		})
}

// moveBack puts posts where they stood, and opens the topic that all of them left.
func (m *Moderator) moveBack(r campus.Record, moved []campus.Record, from campus.ID) {
	ui.Do(m.env, func(ctx context.Context) error {
		for part := range slices.Chunk(moved, mostMoved) {
			var now []campus.Record
			for _, p := range part {
				switch post, err := m.env.Replica.Record(ctx, p.ID); {
				case campus.CodeOf(err) == campus.NotFound || err == nil && post.Deleted:
				case err != nil:
					return err
				default:
					now = append(now, post)
				}
			}
			if a, differs := campus.Move(now, from, "", ""); differs {
				if err := m.env.Replica.Save(ctx, a); err != nil {
					return err
				}
			}
		}
		if r.Kind != "topic" {
			return nil
		}
		topic, err := m.env.Replica.Record(ctx, r.ID)
		if err != nil {
			return err
		}
		if a, differs := campus.Lock(topic, false, "", ""); differs {
			return m.env.Replica.Save(ctx, a)
		}
		return nil
	}, m.Done)
}

// movedWith are the posts that move with a record: those that answer it, or all of a topic.
func movedWith(r campus.Record, w moving) []campus.Record {
	if r.Kind == "post" {
		return campus.WithReplies(r, w.posts)
	}
	return w.posts
}

// moves are the actions that move a post with its answers, or all of a topic. A topic
// without its posts is locked, and says where they went.
func (m *Moderator) moves(r campus.Record, w moving, to campus.ID, reason campus.Reason, words string) (out []campus.Action, ok bool) {
	posts := movedWith(r, w)
	for len(posts) > 0 {
		part := posts[:min(mostMoved, len(posts))]
		posts = posts[len(part):]
		if a, differs := campus.Move(part, to, reason, words); differs {
			out = append(out, a)
		}
	}
	if r.Kind == "topic" {
		if reason == "" {
			reason = campus.ReasonOther
		}
		if a, differs := campus.Lock(r, true, reason, words); differs {
			out = append(out, a)
		}
	}
	return out, len(out) > 0
}

// brief cuts a title where it would make a choice too wide.
func brief(title string) string {
	if r := []rune(title); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return title
}
