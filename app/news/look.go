package news

import (
	"context"
	"slices"
	"time"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// shelf is what of the news is listed.
type shelf int

const (
	current  shelf = iota // what everybody sees
	drafts                // what only the staff see
	archived              // what is no longer news
)

// listed is what the list shows.
type listed struct {
	shelf  shelf
	rows   []widget.IndexRow
	people *ui.People
	spaces map[campus.ID]campus.Space
	may    []campus.Space // where I may publish
	unread []campus.Record
	drafts int
	off    bool // what is open stands on another shelf: somebody else put it there
}

// look reads the news of where I am: pinned first, then the newest.
func look(ctx context.Context, env *ui.Env, which shelf) (l listed, err error) {
	l.shelf = which
	if l.people, err = env.People.Get(ctx); err != nil {
		return l, err
	}
	spaces, err := env.Replica.Spaces(ctx, campus.InCommons, campus.InInstitution)
	if err != nil {
		return l, err
	}
	l.spaces = map[campus.ID]campus.Space{}
	for _, sp := range spaces {
		l.spaces[sp.ID] = sp
		actor, err := env.Replica.Actor(ctx, sp.ID)
		if err != nil {
			return l, err
		}
		if ui.MayCreate(actor, sp.Type, "article") {
			l.may = append(l.may, sp)
		}
	}
	articles, err := env.Replica.Records(ctx, campus.Query{Spaces: idsOf(spaces), Kind: "article", Order: campus.NewestFirst})
	if err != nil {
		return l, err
	}
	read, err := readMarks(ctx, env.Replica)
	if err != nil {
		return l, err
	}
	now := env.Now()
	type piece struct { // read once: comparing reads each a dozen times
		campus.Record
		article campus.Article
		at      time.Time
	}
	pieces := make([]piece, len(articles))
	for i, r := range articles {
		pieces[i] = piece{r, campus.As[campus.Article](r), campus.NewsAt(r, now)}
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		if a.article.Pinned != b.article.Pinned {
			if a.article.Pinned {
				return -1
			}
			return 1
		}
		return b.at.Compare(a.at)
	})
	for _, p := range pieces {
		r, a := p.Record, p.article
		on := shelfOf(r, a)
		if on == drafts {
			l.drafts++
		}
		fresh := on == current && read.fresh(r, env.Replica.Me(), now)
		if fresh {
			l.unread = append(l.unread, r)
		}
		if on == which {
			l.rows = append(l.rows, l.row(r, a, fresh, now))
		}
	}
	return l, nil
}

func idsOf(spaces []campus.Space) []campus.ID {
	ids := []campus.ID{}
	for _, sp := range spaces {
		ids = append(ids, sp.ID)
	}
	return ids
}

func shelfOf(r campus.Record, a campus.Article) shelf {
	switch {
	case r.Audience != campus.Everyone:
		return drafts
	case a.Archived:
		return archived
	}
	return current
}

func (l listed) row(r campus.Record, a campus.Article, fresh bool, now time.Time) widget.IndexRow {
	row := widget.IndexRow{ID: r.ID, Title: oneLine(a.Title), Below: oneLine(l.people.Name(r.Author)) + dot + where(l.spaces[r.Space]),
		Right: ui.Ago(campus.NewsAt(r, now), now), Waiting: r.Waiting, New: fresh}
	switch {
	case l.shelf == drafts && a.Publish > 0:
		row.Right = comesOn.Say(ui.At(time.UnixMilli(a.Publish), now))
	case a.Pinned && l.shelf == current:
		row.Below = isPinned.Say() + dot + row.Below
	}
	return row
}

// marks are what was read, and since when I am here.
type marks struct {
	upto   map[campus.ID]int64
	joined map[campus.ID]time.Time
}

// readMarks reads how far I have read.
func readMarks(ctx context.Context, r campus.Replica) (m marks, err error) {
	m = marks{upto: map[campus.ID]int64{}, joined: map[campus.ID]time.Time{}}
	records, err := r.Records(ctx, campus.Query{Space: campus.PersonalSpace(r.Me()), Kind: "readmark"})
	if err != nil {
		return m, err
	}
	for _, rec := range records {
		v := campus.As[campus.ReadMark](rec)
		m.upto[v.Of] = v.Upto
	}
	spaces, err := r.Spaces(ctx, campus.InCommons, campus.InInstitution)
	for _, sp := range spaces {
		if rec, err := r.Record(ctx, campus.MembershipID(sp.ID, r.Me())); err == nil {
			m.joined[sp.ID] = rec.Created
		}
	}
	return m, err
}

// fresh tells whether I have not read an article. What was there before I came, and
// what I wrote, is nothing new.
func (m marks) fresh(r campus.Record, me campus.ID, now time.Time) bool {
	at := campus.NewsAt(r, now)
	return r.Author != me && at.After(m.joined[r.Space]) && m.upto[r.ID] < at.UnixMilli()
}

// Unread counts the news that I have not read.
func Unread(ctx context.Context, env *ui.Env) (int, error) {
	l, err := look(ctx, env, current)
	return len(l.unread), err
}

// Important are the important news that I have not read and did not write, the newest
// of them.
func Important(ctx context.Context, env *ui.Env) (out []campus.Record, err error) {
	spaces, err := env.Replica.Spaces(ctx, campus.InCommons, campus.InInstitution)
	if err != nil {
		return nil, err
	}
	articles, err := env.Replica.Records(ctx, campus.Query{Spaces: idsOf(spaces), Kind: "article", Order: campus.NewestFirst, Limit: mostImportant})
	if err != nil {
		return nil, err
	}
	read, err := readMarks(ctx, env.Replica)
	me, now := env.Replica.Me(), env.Now()
	for _, r := range articles {
		if a := campus.As[campus.Article](r); a.Important && shelfOf(r, a) == current && read.fresh(r, me, now) {
			out = append(out, r)
		}
	}
	return out, err
}

// mostImportant is how far back important news are looked for.
const mostImportant = 200

// see marks articles as read, on all of my computers. What is marked already makes no
// change.
func see(ctx context.Context, r campus.Replica, now time.Time, articles ...campus.Record) error {
	action := campus.Action{Space: campus.PersonalSpace(r.Me())}
	for _, a := range articles {
		upto := max(campus.NewsAt(a, now).UnixMilli(), a.Edited.UnixMilli(), a.Created.UnixMilli())
		mark := &campus.ReadMark{In: a.Space, Of: a.ID, Upto: upto}
		id := campus.ReadMarkID(a.Space, a.ID)
		was, err := r.Record(ctx, id)
		switch {
		case campus.CodeOf(err) == campus.NotFound && err != nil:
			action.Changes = append(action.Changes, campus.Create(id, "readmark", mark))
		case err != nil:
			return err
		case campus.As[campus.ReadMark](was).Upto < upto:
			if c, differs := campus.Edit(was, mark); differs {
				action.Changes = append(action.Changes, c)
			}
		}
		if len(action.Changes) == campus.MaxChanges {
			break
		}
	}
	if len(action.Changes) == 0 {
		return nil
	}
	return r.Save(ctx, action)
}
