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
	marked   campus.ID // the post that stands out, for somebody was led there
	jumping  campus.ID // where to lead once it is here
	thumbs   *thumbs
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
	hang   hanging
	unread campus.Unread
	ruled  moderation
}

// NewDiscussion makes a discussion; call Open to say which.
func NewDiscussion(env *ui.Env, hint string) *Discussion {
	d := &Discussion{env: env, composer: NewComposer(env, hint), trouble: NewTrouble(), empty: Empty(noPosts.Say(), noPostsHint.Say()),
		edits: map[campus.ID]*postEdit{}}
	d.column = NewColumn(d.build, d.estimate)
	d.column.Key = d.key
	d.column.MaxWidth, d.column.OnScrolled = 860, d.See
	d.thumbs = newThumbs(env, d.rebuild)
	d.composer.OnSend, d.composer.OnReply = d.say, d.sayAnswering
	d.composer.Entry.OnStep = d.stepReply
	d.composer.crowd = d.crowd
	d.composer.attach.Show()
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
	d.marked, d.jumping = "", ""
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
		d.load(false)
	}
}

// Changed looks again if the notice is about what is said here.
func (d *Discussion) Changed(n campus.Notice) {
	if d.space != "" && (n.IDs == nil || n.Touches("post", "reaction", "document", "draft", "person", "membership", "ruling")) {
		d.Reload()
	}
}

// Drop takes in files that were dropped on the window: they go with what is written.
func (d *Discussion) Drop(paths []string) { d.composer.Attach(paths...) }

// Composer is where answers are written.
func (d *Discussion) Composer() *Composer { return d.composer }

func (d *Discussion) load(toEnd bool) {
	q := campus.Query{Space: d.space, Kind: "post", Topic: d.topic, Order: campus.NewestFirst, Limit: d.limit}
	in, space, topic := d.in, d.space, d.topic
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
		if t.hang, err = lookHanging(ctx, d.env, in, space, topic, t.posts); err != nil {
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

// show puts what was fetched on the screen. Where its reader is by now, at the end or
// elsewhere, is the column's to keep: a look that began before something was brought in
// sight does not lead back.
func (d *Discussion) show(t thread, toEnd bool) {
	d.shown = t
	ShowIf(d.empty, len(t.posts) == 0 && d.Head == nil)
	d.mayAnswer()
	d.composer.carried.offer(t.hang.away)
	d.sayAnswering()
	d.box.Refresh()
	at, first := d.begin()
	d.column.SetCount(d.rows())
	switch {
	case first:
		d.column.ScrollTo(at)
	case toEnd:
		d.column.ScrollToEnd()
	}
	d.reveal()
	if id := d.jumping; id != "" {
		d.jumping = ""
		d.jump(id)
	}
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

// key names a row by its post, whatever comes before it.
func (d *Discussion) key(i int) string {
	r, _ := d.post(i)
	return string(r.ID)
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
	return d.withNew(r, d.withRuling(r, PostCard(d.env, d.card(r))))
}

// card is what a post says, and what its reader may do with it.
func (d *Discussion) card(r campus.Record) Said {
	p := campus.As[campus.Post](r)
	said := Said{Record: r, Author: Clean(d.shown.people.Name(r.Author)), Institution: Clean(d.shown.people.Institution(r.Author)),
		Text: Calm(p.Text), Meet: d.env.Who(r.Author), Versions: func() { d.versions(r) }, Quote: d.quoteOf(p),
		Marked: r.ID == d.marked, Calls: p.Mentions(d.env.Replica.Me())}
	said.Runs = mentionRuns(said.Text, d.shown.people, p.Mentioned, d.env.Who)
	if said.Text == Calm(fileNames(d.documents(r.ID))) { // it says nothing but its files
		said.Text, said.Runs = "", nil
	}
	may := ui.MayEdit(d.shown.actor, d.in, r, "text") && !d.closed()
	said.Past = func() { d.Past(r.ID) }
	if ui.MayCreate(d.shown.actor, d.in, "post") && !d.closed() {
		said.Buttons = append(said.Buttons, d.replyButton(r.ID))
	}
	d.Dress(&said)
	if may {
		said.Menu = append(said.Menu, Item(editPost.Say(), func() { d.edit(r) }))
	}
	if ui.MayRemove(d.shown.actor, d.in, r) {
		said.Menu = append(said.Menu, Item(removePost.Say(), func() { d.remove(r) }))
	}
	if author := ui.MayEdit(d.shown.actor, d.in, r, "text"); author || r.Edited.After(r.Created) {
		said.Menu = append(said.Menu, History(d.env, r, author, Question{Field: "text", Label: postText.Say()})...)
	}
	said.Menu = append(said.Menu, d.unreadMenu(r)...)
	said.Menu = append(said.Menu, d.staff.Menu(d.shown.actor, d.in, r)...)
	if len(said.Menu) > 0 && len(said.Buttons) > 1 { // beside what else can be done, it is looked for there too
		said.Menu = append([]*fyne.MenuItem{Item(replyWord.Say(), func() { d.replyTo(r.ID) })}, said.Menu...)
	}
	return said
}

// Past shows what a post said before.
func (d *Discussion) Past(id campus.ID) {
	for _, r := range d.shown.posts {
		if r.ID == id {
			ShowPast(d.env, r, ui.MayEdit(d.shown.actor, d.in, r, "text"), Question{Field: "text", Label: postText.Say()})
		}
	}
}

// Dress puts what hangs on a record on its card: files and reactions.
func (d *Discussion) Dress(said *Said) {
	if d.shown.actor.Role.In() {
		said.Buttons = append(said.Buttons, d.reactButton(said.Record))
	}
	for _, o := range []fyne.CanvasObject{d.filesOf(said.Record), d.signsOf(said.Record)} {
		if o != nil {
			said.Below = append(said.Below, o)
		}
	}
}

// documents are the files of a post.
func (d *Discussion) documents(post campus.ID) []campus.Document {
	var out []campus.Document
	for _, f := range d.shown.hang.files[post] {
		out = append(out, campus.As[campus.Document](f))
	}
	return out
}

// crowd is who can be mentioned here.
func (d *Discussion) crowd() Crowd {
	return Crowd{People: d.shown.people, Of: d.shown.hang.members, Me: d.env.Replica.Me()}
}

func (d *Discussion) estimate(i int, width float32) float32 {
	if r, ok := d.post(i); ok {
		if e := d.edits[r.ID]; e != nil {
			return e.content.MinSize().Height
		}
		p := campus.As[campus.Post](r)
		h := PostHeight(p.Text, width)
		if p.ReplyTo != "" {
			h += 42
		}
		if len(d.shown.hang.signs[r.ID]) > 0 {
			h += 30
		}
		return h + float32(len(d.shown.hang.files[r.ID]))*44
	}
	return 40
}

func (d *Discussion) say(text string, draft *ui.Draft, done func(error)) {
	w, again := d.composer.Content(), d.again
	if text == "" {
		text = fileNames(w.Files)
	}
	action := campus.Posted(d.space, campus.Post{Topic: d.topic, ReplyTo: w.ReplyTo, Text: text,
		Mentioned: mentioned(text, d.shown.people, append(w.Mentioned, d.crowd().named(text)...))}, w.Files...)
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
	d.edits[r.ID] = newPostEdit(d.env, r, again, d.crowd, func() {
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
	ShowIf(d.note, !d.closed()) // where nothing can be said any more, the reason stands
	d.composer.PlaceWith(a.At(""), refusedPost(a))
	d.box.Refresh()
	Focus(d.composer.Entry)
}

// dropAgain goes back to what was being typed here; what is written again stays
// a draft of its own.
func (d *Discussion) dropAgain() {
	d.again = nil
	d.note.Hide()
	d.composer.Place(ui.PostPlace(d.space, d.topic))
	d.composer.Carry(d.space, d.topic)
	d.composer.carried.offer(d.shown.hang.away)
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

// refusedPost is what a refused set would have said.
func refusedPost(a *ui.Again) Written {
	p := campus.As[campus.Post](a.Over(campus.Record{}))
	w := Written{Text: p.Text, ReplyTo: p.ReplyTo, Mentioned: p.Mentioned}
	for _, c := range a.With {
		w.Files = append(w.Files, campus.As[campus.Document](campus.Record{Body: campus.NewBody(c.Set)}))
	}
	return w
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
		for _, f := range d.shown.hang.files[r.ID] {
			action.Changes = append(action.Changes, campus.Remove(f))
		}
		ui.Do(d.env, func(ctx context.Context) error { return d.env.Replica.Save(ctx, action) }, func(err error) {
			d.trouble.Say(ui.Sentence(err))
			d.Reload()
		})
	})
}

// CreateRenderer implements fyne.Widget.
func (d *Discussion) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(d.box) }
