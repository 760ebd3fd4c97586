package widget

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// moderation is what the staff did in a thread.
type moderation struct {
	last  map[campus.ID]campus.Record // the last ruling on each thing
	extra int                         // placeholders among the posts
}

// rule reads what the staff did in the space, and puts a placeholder where a post was
// that they hid: the post itself is no longer in this copy. Posts come newest first.
func (t *thread) rule(ctx context.Context, env *ui.Env, q campus.Query) error {
	rulings, err := env.Replica.Records(ctx, campus.Query{Space: q.Space, Kind: "ruling"})
	if err != nil || len(rulings) == 0 {
		return err
	}
	t.ruled.last = campus.LastRulings(rulings)
	here := map[campus.ID]bool{}
	for _, p := range t.posts {
		here[p.ID] = true
	}
	all := len(t.posts) == t.total
	for of, r := range t.ruled.last {
		g := campus.As[campus.Ruling](r)
		if g.Act != campus.ActHide || g.Topic != q.Topic || here[of] {
			continue
		}
		if _, err := env.Replica.Record(ctx, of); campus.CodeOf(err) != campus.NotFound {
			continue // it is further up, or was removed since
		}
		r.Created = millis(g.At)
		at := slices.IndexFunc(t.posts, func(p campus.Record) bool { return p.Created.Before(r.Created) })
		if at < 0 && !all { // it stands above what was fetched
			continue
		}
		if at < 0 {
			at = len(t.posts)
		}
		t.posts = slices.Insert(t.posts, at, r)
		t.ruled.extra++
	}
	return nil
}

// placeholder stands where a post was that the staff hid.
func (d *Discussion) placeholder(r campus.Record) fyne.CanvasObject {
	g := campus.As[campus.Ruling](r)
	return Inset(Note(hiddenPlace.Say(whyWords(g.Reason, g.Words))), 2, 2, 14, 14)
}

// withRuling says above a post what the staff did with it, to its author and the staff.
func (d *Discussion) withRuling(r campus.Record, card fyne.CanvasObject) fyne.CanvasObject {
	ruling := d.shown.ruled.last[r.ID]
	if note := HiddenNote(r, ruling); note != nil {
		return Stackup(2, note, card)
	}
	g := campus.As[campus.Ruling](ruling)
	if a := d.shown.actor; g.Act == campus.ActMove && g.To == d.topic && (r.Author == a.Person || a.Role.Leads()) {
		return Stackup(2, Inset(Note(movedNote.Say(Why(g))), 2, 2, 14, 14), card)
	}
	return card
}

// closed tells whether the topic is locked for who looks at it.
func (d *Discussion) closed() bool { return d.locked && !d.shown.actor.Role.Leads() }

// HiddenNote says of something that was said that it is hidden, and why; nil where it
// is not.
func HiddenNote(r, ruling campus.Record) fyne.CanvasObject {
	if !campus.Hidden(r) {
		return nil
	}
	g := campus.As[campus.Ruling](ruling)
	note := Paragraph(hiddenNote.Say(whyWords(g.Reason, g.Words)))
	note.Bare, note.ColorName = true, theme.ColorNameWaiting
	return Inset(note, 2, 2, 14, 14)
}

// Lock says whether the topic is locked, and why: then only the staff write in it.
func (d *Discussion) Lock(on bool, why string) {
	d.locked = on
	words := lockedNote.Say()
	if why != "" {
		words += " " + why
	}
	d.lockNote.SetText(words)
	d.mayAnswer()
}

// mayAnswer shows where one writes, where one may.
func (d *Discussion) mayAnswer() {
	may := ui.MayCreate(d.shown.actor, d.in, "post")
	ShowIf(d.composer, may && !d.closed())
	ShowIf(d.lockBox, d.locked)
	d.box.Refresh()
}

// Moderator is what is offered about the posts here; a topic offers the same.
func (d *Discussion) Moderator() *Moderator { return d.staff }

// Why gives the reason of a ruling in words.
func Why(g campus.Ruling) string { return whyWords(g.Reason, g.Words) }
