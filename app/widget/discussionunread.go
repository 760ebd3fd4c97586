package widget

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// progress is how far the reader of an open thread has come. The line "New" stays where
// it was when the thread was opened, also while more comes.
type progress struct {
	begun bool
	first campus.ID // above it stands the line; "" for none
	back  bool      // set back by hand: what is in sight is no longer read by being in sight
}

// mostAhead is how many posts are fetched at once to find the first that is new.
const mostAhead = 500

// count tells what of the thread was not read. Where all that was fetched is new, more
// is fetched, for the thread opens at the first.
func (t *thread) count(ctx context.Context, env *ui.Env, q campus.Query) error {
	all, err := env.Unread.Get(ctx)
	if err != nil {
		return err
	}
	t.unread = all[campus.Thread{In: q.Space, Of: q.Topic}]
	if n := len(t.posts); t.unread.Count < 2 || n == 0 || n >= min(t.total, mostAhead) || !t.posts[n-1].Created.After(t.unread.Upto) {
		return nil
	}
	q.Limit = mostAhead
	if t.posts, err = env.Replica.Records(ctx, q); err != nil {
		return err
	}
	return WithVersions(ctx, env.Replica, t.posts)
}

// visit begins to read another thread.
func (d *Discussion) visit() {
	d.reading = progress{}
	d.locked = false
	d.lockBox.Hide()
	d.staff.Undo.Dismiss()
	d.env.Unread.Visit(d.named())
}

// Leave says that nobody reads the thread any more; Open begins anew.
func (d *Discussion) Leave() {
	if d.space != "" {
		d.env.Unread.Leave()
		d.guard.Stop()
		d.space, d.topic = "", ""
	}
}

func (d *Discussion) named() campus.Thread { return campus.Thread{In: d.space, Of: d.topic} }

// begin finds, when a thread is first shown, the row of the first post that is new.
func (d *Discussion) begin() (at int, found bool) {
	if d.reading.begun {
		return 0, false
	}
	d.reading.begun = true
	d.limit = max(d.limit, len(d.shown.posts)-d.shown.ruled.extra)
	if d.shown.unread.Count == 0 {
		return 0, false
	}
	for i := d.lead(); i < d.rows(); i++ {
		if r, ok := d.post(i); ok && r.Kind == "post" && r.Author != d.shown.actor.Person && r.Created.After(d.shown.unread.Upto) {
			d.reading.first = r.ID
			if i == d.lead() { // all of it is new: from the beginning
				return 0, true
			}
			return i, true
		}
	}
	return 0, false
}

// See marks the thread as read where its newest post is in sight.
func (d *Discussion) See() {
	u := d.shown.unread
	if u.Count == 0 || d.space == "" || d.reading.back || !d.reading.begun || !d.column.Read() {
		return
	}
	if d.InSight != nil && !d.InSight() || d.env.InFront != nil && !d.env.InFront() {
		return
	}
	d.shown.unread.Count = 0
	d.env.Unread.Saw(d.named(), u.Newest)
}

// withNew puts the line "New" above the first post that is new.
func (d *Discussion) withNew(r campus.Record, card fyne.CanvasObject) fyne.CanvasObject {
	if r.ID != d.reading.first {
		return card
	}
	return Stackup(8, newLine(), card)
}

// newLine is a word in the middle of a line.
func newLine() fyne.CanvasObject {
	word := Quiet(newPosts.Say()).Full()
	word.Color, word.Style.Bold = theme.ColorNameAccent, true
	return container.New(&ruled{}, NewFill(base.ColorNamePrimary, "", 0), word, NewFill(base.ColorNamePrimary, "", 0))
}

// ruled puts its second object in the middle, between two thin lines.
type ruled struct{}

func (*ruled) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[1].MinSize().AddWidthHeight(60, 4)
}

func (*ruled) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[1].MinSize()
	side := max(0, (s.Width-m.Width)/2-10)
	o[0].Resize(fyne.NewSize(side, 1))
	o[0].Move(fyne.NewPos(0, s.Height/2))
	o[1].Resize(m)
	o[1].Move(fyne.NewPos((s.Width-m.Width)/2, (s.Height-m.Height)/2))
	o[2].Resize(fyne.NewSize(side, 1))
	o[2].Move(fyne.NewPos(s.Width-side, s.Height/2))
}

// unreadMenu is what a reader can do with how far they have read.
func (d *Discussion) unreadMenu(r campus.Record) []*fyne.MenuItem {
	if r.Author == d.shown.actor.Person || r.Waiting {
		return nil
	}
	return []*fyne.MenuItem{Item(unreadFromHere.Say(), func() { d.unsee(r.Created) })}
}

func (d *Discussion) unsee(from time.Time) {
	d.reading.back = true
	named := d.named()
	ui.Do(d.env, func(ctx context.Context) error { return d.env.Unread.Unsee(ctx, named, from) }, func(err error) {
		d.trouble.Say(ui.Sentence(err))
	})
}
