package conversations

import (
	"context"
	"slices"
	"strings"
	"time"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// listed is what the two lists show.
type listed struct {
	commons campus.ID
	may     bool // open a topic
	people  *ui.People
	topics  []widget.IndexRow
	talks   []widget.IndexRow
}

func (s *Screen) load() {
	ui.Load(s.env, &s.guard, func(ctx context.Context) (listed, error) { return look(ctx, s.env) }, s.show)
}

func look(ctx context.Context, env *ui.Env) (l listed, err error) {
	if l.people, err = env.People.Get(ctx); err != nil {
		return l, err
	}
	unread, err := env.Unread.Get(ctx)
	if err != nil {
		return l, err
	}
	commons, err := env.Replica.Spaces(ctx, campus.InCommons)
	if err != nil {
		return l, err
	}
	if len(commons) > 0 {
		l.commons = commons[0].ID
		actor, err := env.Replica.Actor(ctx, l.commons)
		if err != nil {
			return l, err
		}
		l.may = ui.MayCreate(actor, campus.InCommons, "topic")
		if l.topics, err = topicRows(ctx, env, l.commons, l.people, unread); err != nil {
			return l, err
		}
	}
	l.talks, err = talkRows(ctx, env, l.people, unread)
	return l, err
}

// byLevel puts what is followed first and what is muted last; of the same, first what
// something was said in last.
func byLevel(a, b campus.Unread, lastA, lastB time.Time) int {
	if by := widget.LevelRank(a.Level) - widget.LevelRank(b.Level); by != 0 {
		return by
	}
	return lastB.Compare(lastA)
}

func topicRows(ctx context.Context, env *ui.Env, commons campus.ID, people *ui.People, unread map[campus.Thread]campus.Unread) ([]widget.IndexRow, error) {
	topics, err := env.Replica.Records(ctx, campus.Query{Space: commons, Kind: "topic"})
	if err != nil {
		return nil, err
	}
	said, err := env.Replica.Activity(ctx, []campus.ID{commons})
	if err != nil {
		return nil, err
	}
	last := func(t campus.Record) time.Time {
		if a := said[t.ID]; a.Last.After(t.Created) {
			return a.Last
		}
		return t.Created
	}
	of := func(t campus.Record) campus.Unread { return unread[campus.Thread{In: commons, Of: t.ID}] }
	slices.SortStableFunc(topics, func(a, b campus.Record) int { return byLevel(of(a), of(b), last(a), last(b)) })
	rows := make([]widget.IndexRow, len(topics))
	for i, t := range topics {
		name, u := widget.Clean(people.Name(t.Author)), of(t)
		rows[i] = widget.IndexRow{ID: t.ID, Waiting: t.Waiting, Person: name, Key: string(t.Author), Unread: u.Counts(), Dim: u.Level == campus.Muted || campus.Hidden(t),
			Words: func() (string, string, string) {
				topic, below := campus.As[campus.Topic](t), name+dot+answers(said[t.ID].Count)
				switch {
				case campus.Hidden(t):
					below = widget.Hidden.Say() + dot + below
				case topic.Locked:
					below = widget.Locked.Say() + dot + below
				}
				return oneLine(topic.Title), widget.LevelWord(u.Level, below), ui.Ago(last(t), env.Now())
			}}
	}
	return rows, nil
}

func talkRows(ctx context.Context, env *ui.Env, people *ui.People, unread map[campus.Thread]campus.Unread) ([]widget.IndexRow, error) {
	talks, err := env.Replica.Spaces(ctx, campus.InTalk)
	if err != nil || len(talks) == 0 {
		return nil, err
	}
	members, err := ui.TalkMembers(ctx, env.Replica, talks)
	if err != nil {
		return nil, err
	}
	ids := make([]campus.ID, len(talks))
	for i, t := range talks {
		ids[i] = t.ID
	}
	said, err := env.Replica.Activity(ctx, ids)
	if err != nil {
		return nil, err
	}
	last := func(t campus.Space) time.Time {
		if a := said[t.ID]; a.Last.After(t.Root.Created) {
			return a.Last
		}
		return t.Root.Created
	}
	of := func(t campus.Space) campus.Unread { return unread[campus.Thread{In: t.ID, Of: t.ID}] }
	slices.SortStableFunc(talks, func(a, b campus.Space) int { return byLevel(of(a), of(b), last(a), last(b)) })
	rows := make([]widget.IndexRow, len(talks))
	for i, t := range talks {
		row := widget.IndexRow{ID: t.ID, Title: oneLine(t.Name), Right: ui.Ago(last(t), env.Now()), Waiting: t.Root.Waiting}
		names := widget.Names(people, members[t.ID])
		row.Below = strings.Join(names, ", ")
		if row.Title == "" { // without a title it goes by who is in it
			row.Title, row.Below = row.Below, strings.TrimSpace(institutions(people, members[t.ID]))
		}
		if len(members[t.ID]) > 0 {
			row.Person, row.Key = names[0], string(members[t.ID][0])
		} else if row.Title == "" {
			row.Title = privateAlone.Say()
		}
		row.Below = widget.LevelWord(of(t).Level, row.Below)
		row.Unread, row.Dim = of(t).Counts(), of(t).Level == campus.Muted
		rows[i] = row
	}
	return rows, nil
}

// institutions names where the others are from, each once.
func institutions(people *ui.People, ids []campus.ID) string {
	var out []string
	for _, id := range ids {
		if name := widget.Clean(people.Institution(id)); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, dot)
}

func answers(n int) string {
	if n == 0 {
		return answersNone.Say()
	}
	return answersCount.Count(n)
}

// oneLine makes a title from a stranger fit for a line.
func oneLine(s string) string { return strings.Join(strings.Fields(widget.Clean(s)), " ") }
