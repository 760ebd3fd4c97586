package widget

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/campus"
)

// page is how many posts are fetched at a time, newest first.
const page = 100

// Discussion shows the posts of one topic and lets its reader answer. For the
// discussion of a space itself the topic is the space.
type Discussion struct {
	fw.BaseWidget
	// OnCount is told how many posts there are.
	OnCount func(int)
	// Head, if set, is shown above the first post: what the topic is about.
	Head func() fyne.CanvasObject
	// InSight, if set, tells whether somebody sees the discussion: a tab may lie over it.
	InSight func() bool

	env      *ui.Env
	guard    ui.Guard
	in       campus.SpaceType
	space    campus.ID
	topic    campus.ID
	limit    int
	shown    thread
	reading  progress
	edits    map[campus.ID]*postEdit
	again    *ui.Again // what is written again: in the composer, or in the place of a post once that is here
	note     *fyne.Container
	column   *Column
	empty    fyne.CanvasObject
	composer *Composer
	trouble  *Trouble
	staff    *Moderator
	locked   bool
	lockNote *Prose
	lockBox  *fyne.Container
	box      *fyne.Container
}

// thread is what one fetch gives.
type thread struct {
	posts  []campus.Record
	total  int
	people *ui.People
	actor  campus.Actor
	unread campus.Unread
	ruled  moderation
}

// NewDiscussion makes a discussion; call Open to say which.
func NewDiscussion(env *ui.Env, hint string) *Discussion {
	d := &Discussion{env: env, composer: NewComposer(env, hint), trouble: NewTrouble(), empty: Empty(noPosts.Say(), noPostsHint.Say()),
		edits: map[campus.ID]*postEdit{}}
	d.column = NewColumn(d.build, d.estimate)
	d.column.MaxWidth, d.column.OnScrolled = 860, d.See
	d.composer.OnSend = d.say
	d.note = Inset(container.NewBorder(nil, nil, nil, Plain(notNow.Say(), nil, d.dropAgain), Middle(Quiet(sayAgain.Say()))), 6, -6, 14, 12)
	d.note.Hide()
	d.composer.Hide()
	d.empty.Hide()
	d.staff = NewModerator(env, func(err error) {
		d.trouble.Say(ui.Sentence(err))
		d.Reload()
	})
	d.lockNote = Paragraph("")
	d.lockNote.Bare = true
	d.lockBox = Inset(d.lockNote, 10, 10, 14, 12)
	d.lockBox.Hide()
	d.box = container.NewBorder(d.trouble, Narrowish(884, Stackup(0, d.staff.Undo, d.lockBox, d.note, d.composer)), nil, nil, container.NewStack(d.column, d.empty))
	d.ExtendBaseWidget(d)
	return d
}

// Open shows a topic from its newest posts on.
func (d *Discussion) Open(in campus.SpaceType, space, topic campus.ID) {
	if d.space == space && d.topic == topic {
		d.Reload()
		return
	}
	d.in, d.space, d.topic, d.limit, d.shown = in, space, topic, page, thread{}
	d.edits = map[campus.ID]*postEdit{} // what is typed there is a draft each
	d.visit()
	d.column.SetCount(0)
	d.empty.Hide()
	d.dropAgain()
	d.load(true)
}

// Reload looks again and leaves the reader where they are.
func (d *Discussion) Reload() {
	if d.space != "" {
		d.load(d.column.AtEnd())
	}
}

// Composer is where answers are written.
func (d *Discussion) Composer() *Composer { return d.composer }

func (d *Discussion) load(toEnd bool) {
	q := campus.Query{Space: d.space, Kind: "post", Topic: d.topic, Order: campus.NewestFirst, Limit: d.limit}
	space := d.space
	ui.Load(d.env, &d.guard, func(ctx context.Context) (t thread, err error) {
		if t.people, err = d.env.People.Get(ctx); err != nil {
			return t, err
		}
		if t.actor, err = d.env.Replica.Actor(ctx, space); err != nil {
			return t, err
		}
		if t.posts, err = d.env.Replica.Records(ctx, q); err != nil {
			return t, err
		}
		if err = WithVersions(ctx, d.env.Replica, t.posts); err != nil {
			return t, err
		}
		q.Limit = 0
		if t.total, err = d.env.Replica.Count(ctx, q); err != nil {
			return t, err
		}
		if err = t.count(ctx, d.env, q); err != nil {
			return t, err
		}
		return t, t.rule(ctx, d.env, q)
	}, func(t thread, err error) {
		d.trouble.Say(ui.Sentence(err))
		if err == nil {
			d.show(t, toEnd)
		}
	})
}

func (d *Discussion) show(t thread, toEnd bool) {
	d.shown = t
	ShowIf(d.empty, len(t.posts) == 0 && d.Head == nil)
	d.mayAnswer()
	at, first := d.begin()
	d.column.SetCount(d.rows())
	switch {
	case first:
		d.column.ScrollTo(at)
	case toEnd:
		d.column.ScrollToEnd()
	}
	d.reveal()
	d.See()
	if d.OnCount != nil {
		d.OnCount(t.total)
	}
}

// The column shows, from the top: the head, a button for what is earlier, and
// the posts, oldest first.

func (d *Discussion) rows() int { return d.lead() + len(d.shown.posts) }

func (d *Discussion) lead() int {
	n := 0
	if d.Head != nil {
		n++
	}
	if d.more() {
		n++
	}
	return n
}

func (d *Discussion) more() bool { return d.shown.total > len(d.shown.posts)-d.shown.ruled.extra }

func (d *Discussion) post(i int) (campus.Record, bool) {
	i -= d.lead()
	if i < 0 || i >= len(d.shown.posts) {
		return campus.Record{}, false
	}
	return d.shown.posts[len(d.shown.posts)-1-i], true
}

func (d *Discussion) build(i int) fyne.CanvasObject {
	r, ok := d.post(i)
	switch {
	case !ok && i == 0 && d.Head != nil:
		return d.Head()
	case !ok:
		return container.NewCenter(Plain(earlier.Say(), nil, func() {
			d.limit += page
			d.load(false)
		}))
	}
	if r.Kind == "ruling" {
		return d.placeholder(r)
	}
	if e := d.edits[r.ID]; e != nil {
		return e.content
	}
	said := Said{Record: r, Author: Clean(d.shown.people.Name(r.Author)), Institution: Clean(d.shown.people.Institution(r.Author)),
		Text: Calm(campus.As[campus.Post](r).Text), Meet: d.env.Who(r.Author),
		Versions: func() { d.versions(r) }}
	if ui.MayEdit(d.shown.actor, d.in, r, "text") && !d.closed() {
		said.Menu = append(said.Menu, Item(editPost.Say(), func() { d.edit(r) }))
	}
	if ui.MayRemove(d.shown.actor, d.in, r) {
		said.Menu = append(said.Menu, Item(removePost.Say(), func() { d.remove(r) }))
	}
	said.Menu = append(said.Menu, d.unreadMenu(r)...)
	said.Menu = append(said.Menu, d.staff.Menu(d.shown.actor, d.in, r)...)
	return d.withNew(r, d.withRuling(r, PostCard(d.env, said)))
}

func (d *Discussion) estimate(i int, width float32) float32 {
	if r, ok := d.post(i); ok {
		if e := d.edits[r.ID]; e != nil {
			return e.content.MinSize().Height
		}
		return PostHeight(string(r.Body), width)
	}
	return 40
}

func (d *Discussion) say(text string, draft *ui.Draft, done func(error)) {
	action, again := campus.Say(d.space, d.topic, text), d.again
	in, named := d.in, d.named()
	ui.Do(d.env, func(ctx context.Context) error {
		err := draft.Save(ctx, action)
		if err == nil && in == campus.InCommons {
			d.env.Unread.FollowQuietly(ctx, named)
		}
		return err
	}, func(err error) {
		done(err)
		if err == nil {
			if again.New() && again == d.again {
				d.dropAgain()
			}
			d.column.ScrollToEnd()
			d.load(true)
		}
	})
}

// edit turns a post into a field in its place.
func (d *Discussion) edit(r campus.Record) {
	if d.edits[r.ID] == nil {
		d.write(r, nil)
	}
	d.rebuild(r.ID)
	d.edits[r.ID].begin()
}

func (d *Discussion) write(r campus.Record, again *ui.Again) {
	d.edits[r.ID] = newPostEdit(d.env, r, again, func() {
		delete(d.edits, r.ID)
		d.Reload()
	})
}

// Again lets its reader write again what was refused: something new where posts
// are written, a change in the place of the post. Call it after Open.
func (d *Discussion) Again(a *ui.Again) {
	d.again = a
	if !a.New() {
		d.reveal()
		return
	}
	d.note.Show()
	d.composer.PlaceWith(a.At(""), campus.As[campus.Post](a.Over(campus.Record{})).Text)
	d.box.Refresh()
	Focus(d.composer.Entry)
}

// dropAgain goes back to what was being typed here; what is written again stays
// a draft of its own.
func (d *Discussion) dropAgain() {
	d.again = nil
	d.note.Hide()
	d.composer.Place("post/" + string(d.space) + "/" + string(d.topic))
	d.box.Refresh()
}

// reveal brings the post in sight that is to be changed again, and turns it into
// a field. An old one is asked for first.
func (d *Discussion) reveal() {
	if d.again == nil || d.again.New() || d.shown.actor.Person == "" {
		return
	}
	for i := d.lead(); i < d.rows(); i++ {
		if r, ok := d.post(i); ok && r.ID == d.again.Record.ID {
			d.write(r, d.again)
			d.again = nil
			d.column.Rebuild(i)
			d.column.ScrollTo(i)
			d.edits[r.ID].begin()
			return
		}
	}
	if d.more() {
		d.limit = d.shown.total
		d.load(false)
		return
	}
	d.again = nil
}

// rebuild shows one post anew.
func (d *Discussion) rebuild(id campus.ID) {
	for i := d.lead(); i < d.rows(); i++ {
		if r, ok := d.post(i); ok && r.ID == id {
			d.column.Rebuild(i)
		}
	}
}

func (d *Discussion) versions(r campus.Record) {
	ShowVersions(d.env, r, d.shown.people, []Question{{Field: "text", Label: postText.Say()}}, ui.MayEdit(d.shown.actor, d.in, r, "text"), func(err error) {
		d.trouble.Say(ui.Sentence(err))
		d.Reload()
	})
}

func (d *Discussion) remove(r campus.Record) {
	Ask(d.env.Window, removePost.Say(), removeAsk.Say(), func() {
		action := campus.Action{Space: r.Space, Changes: []campus.Change{campus.Remove(r)}}
		ui.Do(d.env, func(ctx context.Context) error { return d.env.Replica.Save(ctx, action) }, func(err error) {
			d.trouble.Say(ui.Sentence(err))
			d.Reload()
		})
	})
}

// CreateRenderer implements fyne.Widget.
func (d *Discussion) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(d.box) }
