package apptest

import (
	"context"
	"time"

	"rantau/campus"
)

// Unread implements campus.Replica.
func (r *Replica) Unread(context.Context) (map[campus.Thread]campus.Unread, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	marks, levels := map[campus.Thread]int64{}, map[campus.Thread]campus.Level{}
	for _, rec := range r.records {
		switch rec.Kind {
		case "readmark":
			m := campus.As[campus.ReadMark](rec)
			marks[campus.Thread{In: m.In, Of: m.Of}] = m.Upto
		case "follow":
			f := campus.As[campus.Follow](rec)
			levels[campus.Thread{In: f.In, Of: f.Of}] = f.Level
		}
	}
	out := map[campus.Thread]campus.Unread{}
	see := func(t campus.Thread, rec campus.Record) {
		u := out[t]
		if rec.Created.After(u.Upto) && rec.Author != r.me && !rec.Deleted && rec.Audience == campus.Everyone {
			if u.Count = min(u.Count+1, campus.MaxUnread); rec.Created.After(u.Newest) {
				u.Newest = rec.Created
			}
			u.Calls = u.Calls || campus.As[campus.Post](rec).Mentions(r.me)
		}
		out[t] = u
	}
	begin := func(t campus.Thread, in campus.SpaceType) {
		joined := r.records[campus.MembershipID(t.In, r.me)].Created.UnixMilli()
		out[t] = campus.Unread{Type: in, Upto: time.UnixMilli(campus.ReadUpto(marks, t, joined)), Level: levels[t]}
	}
	for _, rec := range r.records {
		switch in := campus.SpaceType(r.records[rec.Space].Kind); {
		case rec.Deleted, !r.role(rec.Space, r.me).In():
		case rec.Kind == "topic" && rec.Audience == campus.Everyone:
			t := campus.Thread{In: rec.Space, Of: rec.ID}
			begin(t, in)
			see(t, rec)
		case rec.ID == rec.Space && in != campus.InCommons && in != campus.InInstitution && in != campus.InPersonal:
			begin(campus.Thread{In: rec.ID, Of: rec.ID}, in)
		}
	}
	for _, rec := range r.records {
		t := campus.Thread{In: rec.Space, Of: campus.As[campus.Post](rec).Topic}
		if _, known := out[t]; known && rec.Kind == "post" {
			see(t, rec)
		}
	}
	return out, nil
}

// Own gives the person a space of their own, which the server makes with the account.
func (c *Campus) Own() *Campus {
	me := c.Replica.Me()
	own := campus.PersonalSpace(me)
	c.Replica.Add(own, "", "personal", own, &campus.Personal{Owner: me})
	c.join(own, me, campus.Owner)
	return c
}

// Later moves the clock on.
func (c *Campus) Later(d time.Duration) { c.clock = c.clock.Add(d) }
