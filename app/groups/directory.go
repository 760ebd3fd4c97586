package groups

import (
	"context"
	"slices"
	"strings"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// listed is what the list can show.
type listed struct {
	unread map[campus.Thread]campus.Unread
	mine   []campus.Space
	others []listing // of which I am no member
	asked  map[campus.ID]int
	may    bool // make a group
}

// listing is a group that others may ask to join, and what became of my asking.
type listing struct {
	value campus.Listing
	wish  campus.Record // the newest; without ID where there is none
}

func look(ctx context.Context, env *ui.Env) (l listed, err error) {
	r := env.Replica
	if _, err = env.People.Get(ctx); err != nil { // the form of a new group names institutions
		return l, err
	}
	if l.mine, err = r.Spaces(ctx, campus.InGroup); err != nil {
		return l, err
	}
	if l.unread, err = env.Unread.Get(ctx); err != nil {
		return l, err
	}
	slices.SortStableFunc(l.mine, func(a, b campus.Space) int {
		return widget.LevelRank(l.of(a.ID).Level) - widget.LevelRank(l.of(b.ID).Level)
	})
	if l.asked, err = applicants(ctx, r, l.mine); err != nil {
		return l, err
	}
	wishes, err := wishesOf(ctx, r)
	if err != nil {
		return l, err
	}
	in := map[campus.ID]bool{}
	for _, g := range l.mine {
		in[g.ID] = true
	}
	entries, err := r.Records(ctx, campus.Query{Kind: "listing", Order: campus.ByName})
	if err != nil {
		return l, err
	}
	for _, e := range entries {
		if v := campus.As[campus.Listing](e); v.Entry.Asked() && !in[v.Space] {
			l.others = append(l.others, listing{v, wishes[v.Space]})
		}
	}
	actor, err := r.Actor(ctx, "")
	l.may = ui.MayCreate(actor, campus.InGroup, string(campus.InGroup))
	return l, err
}

// of tells what was not read in a group.
func (l listed) of(group campus.ID) campus.Unread {
	return l.unread[campus.Thread{In: group, Of: group}]
}

// applicants counts who has asked to join the groups that I am on the staff of.
func applicants(ctx context.Context, r campus.Replica, mine []campus.Space) (map[campus.ID]int, error) {
	var led []campus.ID
	for _, g := range mine {
		if g.Role.Leads() {
			led = append(led, g.ID)
		}
	}
	count := map[campus.ID]int{}
	if len(led) == 0 {
		return count, nil
	}
	all, err := r.Records(ctx, campus.Query{Spaces: led, Kind: "applicant"})
	for _, a := range all {
		if campus.As[campus.Applicant](a).State == campus.JoinWaiting {
			count[a.Space]++
		}
	}
	return count, err
}

// wishesOf gives my newest wish for each group.
func wishesOf(ctx context.Context, r campus.Replica) (map[campus.ID]campus.Record, error) {
	all, err := r.Records(ctx, campus.Query{Space: campus.PersonalSpace(r.Me()), Kind: "joining", Order: campus.OldestFirst})
	newest := map[campus.ID]campus.Record{}
	for _, w := range all {
		if space := campus.As[campus.Joining](w).Space; space != "" {
			newest[space] = w
		}
	}
	return newest, err
}

// pending tells whether a wish is still to be settled.
func (l listing) pending() bool {
	s := campus.As[campus.Joining](l.wish).State
	return l.wish.ID != "" && (s == "" || s == campus.JoinWaiting)
}

// rows are those of the list: of the groups I am in or have asked, or of all, that hold
// each word that is looked for.
func (l listed) rows(all bool, find string) (out []widget.IndexRow) {
	words := strings.Fields(strings.ToLower(find))
	fits := func(name string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(strings.ToLower(name), w) })
	}
	for _, g := range l.mine {
		if !fits(g.Name) {
			continue
		}
		below := memberCount.Count(g.Members)
		if g.Role.Leads() {
			below = roleWord(g.Role) + dot + below
		}
		row := widget.IndexRow{ID: g.ID, Title: oneLine(g.Name), Below: widget.LevelWord(l.of(g.ID).Level, below), Waiting: g.Root.Waiting,
			Unread: l.of(g.ID).Counts(), Dim: l.of(g.ID).Level == campus.Muted}
		if n := l.asked[g.ID]; n > 0 {
			row.Right = requestCount.Count(n)
		}
		out = append(out, row)
	}
	for _, o := range l.others {
		if (all || o.pending()) && fits(o.value.Name) {
			out = append(out, widget.IndexRow{ID: o.value.Space, Title: oneLine(o.value.Name), Below: o.below(), Waiting: o.wish.Waiting})
		}
	}
	if all {
		slices.SortStableFunc(out, func(a, b widget.IndexRow) int {
			return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
		})
	}
	return out
}

// below says in a few words how one comes into a group, or what one waits for.
func (l listing) below() string {
	switch campus.As[campus.Joining](l.wish).State {
	case campus.JoinWaiting:
		return shortWaits.Say()
	case campus.JoinRefused:
		return shortRefused.Say()
	}
	return entryWord(l.value.Entry)
}

func (l listed) other(id campus.ID) (listing, bool) {
	i := slices.IndexFunc(l.others, func(o listing) bool { return o.value.Space == id })
	if i < 0 {
		return listing{}, false
	}
	return l.others[i], true
}

func (l listed) isMine(id campus.ID) bool {
	return slices.ContainsFunc(l.mine, func(g campus.Space) bool { return g.ID == id })
}

func entryWord(e campus.Entry) string {
	switch e {
	case campus.EntryOpen:
		return entryOpen.Say()
	case campus.EntryClosed:
		return entryClosed.Say()
	case campus.EntryAll:
		return entryAll.Say()
	}
	return entryInvited.Say()
}

func entrySentence(e campus.Entry) string {
	switch e {
	case campus.EntryOpen:
		return entryOpenIs.Say()
	case campus.EntryClosed:
		return entryClosedIs.Say()
	case campus.EntryAll:
		return entryAllIs.Say()
	}
	return entryInvitedIs.Say()
}
