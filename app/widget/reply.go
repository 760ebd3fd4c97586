package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// quoted is how much of a post a quote shows.
const quoted = 140

// excerpt is the beginning of what somebody said, on one line.
func excerpt(text string) string {
	s := strings.Join(strings.Fields(Clean(text[:min(len(text), 8*quoted)])), " ")
	if r := []rune(s); len(r) > quoted {
		return string(r[:quoted]) + "…"
	}
	return s
}

// quote shows above a post what it answers; a tap leads there. who is "" for what is
// not here.
func quote(who, words string, tap func()) fyne.CanvasObject {
	bar := container.New(&strut{3}, NewFill(base.ColorNamePrimary, "", 1.5))
	line := Quiet(words)
	var lines fyne.CanvasObject = line
	if who != "" {
		name := Bold(who)
		name.Scale = base.SizeNameCaptionText
		lines = Stackup(0, name, line)
	}
	body := container.NewBorder(nil, nil, Inset(bar, 0, 0, 0, 8), nil, lines)
	if tap == nil {
		return body
	}
	return NewTap(body, tap)
}

// strut is as wide as it is told and as high as there is room.
type strut struct{ width float32 }

func (s *strut) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(s.width, 8) }

func (s *strut) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, c := range o {
		c.Resize(size)
	}
}

// answering is the line of a composer that says whom its text answers.
type answering struct {
	words *Line
	box   *fyne.Container
}

func newAnswering(cancel func()) *answering {
	a := &answering{words: Quiet("")}
	a.words.Color = theme.ColorNameAccent
	out := Plain("", base.CancelIcon(), cancel)
	icon := Inset(Middle(Icon(theme.IconReply, theme.ColorNameAccent)), 0, 0, 2, 6)
	a.box = container.NewBorder(nil, nil, icon, container.New(&short{}, out), Middle(a.words))
	a.box.Hide()
	return a
}

// replyButton makes what is written next an answer to a post.
func (d *Discussion) replyButton(id campus.ID) fyne.CanvasObject {
	return container.New(&snug{}, Plain("", quietly(theme.IconReply), func() { d.replyTo(id) }))
}

// quoteOf is what a post answers, nil for nothing.
func (d *Discussion) quoteOf(p campus.Post) fyne.CanvasObject {
	if p.ReplyTo == "" {
		return nil
	}
	r, here := d.answered(p.ReplyTo)
	switch {
	case !here:
		return quote("", quoteAway.Say(), nil)
	case r.Deleted:
		return quote("", quoteRemoved.Say(), nil)
	}
	return quote(Clean(d.shown.people.Name(r.Author)), excerpt(campus.As[campus.Post](r).Text), func() { d.jump(r.ID) })
}

// answered finds a post that is answered.
func (d *Discussion) answered(id campus.ID) (campus.Record, bool) {
	for _, r := range d.shown.posts {
		if r.ID == id {
			return r, true
		}
	}
	r, here := d.shown.hang.answered[id]
	return r, here
}

// replyTo makes what is being written an answer to a post.
func (d *Discussion) replyTo(id campus.ID) {
	d.composer.SetReply(id)
	d.sayAnswering()
	Focus(d.composer.Entry)
}

// Reply makes what is being written an answer to a post.
func (d *Discussion) Reply(id campus.ID) { d.replyTo(id) }

// sayAnswering says in the composer whom its text answers.
func (d *Discussion) sayAnswering() {
	id := d.composer.Content().ReplyTo
	r, here := d.answered(id)
	words := answeringAway.Say()
	if here && !r.Deleted {
		words = answeringTo.Say(Clean(d.shown.people.Name(r.Author)), excerpt(campus.As[campus.Post](r).Text))
	}
	d.composer.sayReply(words)
}

// DiscussionKeys are the keys of a discussion.
func DiscussionKeys() []ui.Key {
	return []ui.Key{{Keys: "Alt+↑, Alt+↓", Does: keyAnswer}, {Keys: "@", Does: keyMention}}
}

// stepReply goes with Alt+Up and Alt+Down through the posts that can be answered; past
// the newest it answers none.
func (d *Discussion) stepReply(by int) {
	at, n := d.rows(), d.rows()
	for i := d.lead(); i < n; i++ {
		if r, ok := d.post(i); ok && r.ID == d.composer.Content().ReplyTo {
			at = i
		}
	}
	at += by
	for r, ok := d.post(at); ok && r.Kind != "post"; r, ok = d.post(at) { // what the staff hid
		at += by
	}
	switch {
	case at >= n:
		d.composer.SetReply("")
	case at >= d.lead():
		if r, ok := d.post(at); ok {
			d.replyTo(r.ID)
			d.mark(r.ID)
			d.column.Reveal(at)
		}
	}
}

// Seek brings a post in sight and marks it, as soon as its thread is here. Call it after
// Open.
func (d *Discussion) Seek(id campus.ID) {
	if d.shown.actor.Person == "" {
		d.jumping = id
		return
	}
	d.jump(id)
}

// jump brings a post in sight and marks it. An old one is asked for first.
func (d *Discussion) jump(id campus.ID) {
	d.mark(id)
	if id == d.topic { // what it opens with is its head
		d.column.ScrollTo(0)
		return
	}
	for i := d.lead(); i < d.rows(); i++ {
		if r, ok := d.post(i); ok && r.ID == id {
			d.column.ScrollTo(i)
			return
		}
	}
	if d.more() {
		d.jumping, d.limit = id, d.shown.total
		d.load(false)
	}
}

// mark makes one post stand out.
func (d *Discussion) mark(id campus.ID) {
	was := d.marked
	d.marked = id
	d.rebuild(was)
	d.rebuild(id)
}
