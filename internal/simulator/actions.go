package simulator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"rantau/campus"
)

// entry is one change that was saved.
type entry struct {
	node   *node
	action int
	token  string // "" for a deletion
	record campus.ID
	space  campus.ID
	field  string
	from   string // the field's value before and after
	to     string
	mark   string // the change's own JSON, by which a refused set is known
	isNew  bool
	delete bool
	revive bool
	// discarded: it was refused, and its person needs it no longer.
	discarded bool
}

// draft is an action that is being put together.
type draft struct {
	n       *node
	a       campus.Action
	entries []entry
	items   []item
}

var ctx = context.Background()

// act does something that a person may do, or tries.
func (n *node) act() error {
	w := n.w
	space := w.spaces[w.r.IntN(len(w.spaces))]
	d := &draft{n: n, a: campus.Action{Space: space}}
	what := w.r.IntN(100)
	switch {
	case what < 8:
		d.newClass()
	case what < 22 && space == w.commons:
		d.create("topic", map[string]any{"title": "T", "text": "one two three four five six"}, "text")
	case what < 22:
		d.create("post", map[string]any{"topic": space, "text": "something to say"}, "text")
	case what < 32 && space == w.commons:
		d.create("request", map[string]any{"title": "R", "text": "for a week", "state": "open"}, "text")
	case what < 32:
		d.create("lesson", map[string]any{"title": "L", "text": "one two three four five six seven eight nine ten", "order": "n"}, "text")
	case what < 54:
		d.editText()
	case what < 60:
		d.replace("title")
	case what < 72:
		d.strict()
	case what < 77:
		d.audience()
	case what < 86:
		d.member(space)
	case what < 96 && len(n.removed) > 0 && w.r.IntN(2) == 0:
		d.revive()
	case what < 96:
		d.remove()
	default: // two things that belong together
		d.editText()
		if len(d.a.Changes) > 0 && d.a.Space != w.commons {
			d.create("post", map[string]any{"topic": d.a.Space, "text": "I changed it"}, "text")
		}
	}
	return d.save()
}

func (d *draft) save() error {
	w := d.n.w
	if len(d.a.Changes) == 0 {
		return nil
	}
	w.count["actions"]++
	err := d.n.rep.Save(ctx, d.a)
	for _, c := range d.a.Changes {
		w.say("%s saves %s %s in %s: new %v delete %v revive %v audience %v set %s: %v", d.n.name, c.Kind, short(c.Record), short(d.a.Space), c.New, c.Delete, c.Revive, aud(c.Audience), sets(c), err)
	}
	var rule *campus.Error
	if err != nil {
		if !errors.As(err, &rule) && !d.n.dead {
			return fmt.Errorf("%s: a save failed without a code: %w", d.n.name, err)
		}
		for _, e := range d.entries {
			if e.token != "" {
				w.unsaved = append(w.unsaved, e.token)
			}
		}
		return nil
	}
	w.count["actions saved"]++
	d.n.remember(d.a)
	for _, e := range d.entries {
		e.action, e.node, e.space = w.count["actions saved"], d.n, d.a.Space
		w.ledger = append(w.ledger, e)
	}
	w.items = append(w.items, d.items...)
	for _, i := range d.items {
		if i.id == i.space {
			w.spaces = append(w.spaces, i.id)
		}
	}
	return nil
}

func short(id campus.ID) string { return string(id[:8]) }

func aud(a *campus.Audience) string {
	if a == nil {
		return "-"
	}
	return fmt.Sprintf("%.8q", *a)
}

func sets(c campus.Change) string {
	b, _ := json.Marshal(c.Set)
	return string(b)
}

// add puts a change into the action. A field that this program does not know
// carries the token, so that every change can be found again.
func (d *draft) add(c campus.Change, e entry) {
	if c.Set == nil {
		c.Set = map[string]json.RawMessage{}
	}
	e.mark = string(raw(e.to))
	if e.token == "" {
		e.token = d.n.w.token()
		c.Set["x_"+e.token] = raw(e.token)
		e.mark = `"x_` + e.token + `"`
	}
	e.record, e.isNew = c.Record, c.New
	d.a.Changes = append(d.a.Changes, c)
	d.entries = append(d.entries, e)
}

func raw(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

func (d *draft) create(kind string, fields map[string]any, text string) campus.ID {
	token := d.n.w.token()
	c := campus.Change{Record: d.n.w.id(), Kind: kind, New: true, Set: map[string]json.RawMessage{}}
	for name, v := range fields {
		c.Set[name] = raw(v)
	}
	was, _ := fields[text].(string)
	c.Set[text] = raw(token + " " + was)
	d.add(c, entry{token: token, field: text, to: token + " " + was})
	d.items = append(d.items, item{c.Record, d.a.Space, kind})
	return c.Record
}

func (d *draft) newClass() {
	w := d.n.w
	d.a.Space = w.id()
	token := w.token()
	w.founder[d.a.Space] = d.n.who
	d.add(campus.Create(d.a.Space, "class", &campus.Course{Title: token}), entry{token: token, field: "title", to: token})
	d.items = append(d.items, item{d.a.Space, d.a.Space, "class"})
	for i, p := range w.people {
		role := []campus.Role{campus.Member, campus.Member, campus.Staff, ""}[w.r.IntN(4)]
		if p == d.n.who {
			role = campus.Owner
		}
		if role == "" {
			continue
		}
		d.add(campus.Join(d.a.Space, p.id, role), entry{})
		d.items = append(d.items, item{campus.MembershipID(d.a.Space, p.id), d.a.Space, "membership"})
		_ = i
	}
}

// pick chooses a record of one of the kinds that is shown here.
func (d *draft) pick(kinds ...string) (campus.Record, bool) {
	var fit []item
	for _, i := range d.n.w.items {
		for _, k := range kinds {
			if i.kind == k {
				fit = append(fit, i)
			}
		}
	}
	for range 4 {
		if len(fit) == 0 {
			break
		}
		i := fit[d.n.w.r.IntN(len(fit))]
		rec, err := d.n.rep.Record(ctx, i.id)
		if err == nil && !rec.Deleted {
			d.a.Space = rec.Space
			return rec, true
		}
	}
	return campus.Record{}, false
}

func field(r campus.Record, name string) (string, json.RawMessage) {
	fields, err := r.Body.Fields()
	if err != nil {
		panic(err)
	}
	var s string
	_ = json.Unmarshal(fields[name], &s)
	return s, fields[name]
}

func (d *draft) set(r campus.Record, name, to, token string) {
	from, was := field(r, name)
	c := campus.Change{Record: r.ID, Kind: r.Kind, Set: map[string]json.RawMessage{name: raw(to)}, Base: map[string]string{}}
	if h := campus.HashValue(was); h != "" {
		c.Base[name] = h
	}
	d.add(c, entry{token: token, field: name, from: from, to: to})
}

// editText puts a word in, or replaces one.
func (d *draft) editText() {
	r, ok := d.pick("lesson", "post", "topic", "request")
	if !ok {
		return
	}
	was, _ := field(r, "text")
	words := strings.Fields(was)
	at, token := d.n.w.r.IntN(len(words)+1), d.n.w.token()
	if at < len(words) && d.n.w.r.IntN(4) == 0 {
		words[at] = token
	} else {
		words = append(words[:at:at], append([]string{token}, words[at:]...)...)
	}
	d.set(r, "text", strings.Join(words, " "), token)
}

func (d *draft) replace(name string) {
	if r, ok := d.pick("lesson", "topic", "request", "class"); ok {
		token := d.n.w.token()
		d.set(r, name, token, token)
	}
}

func (d *draft) strict() {
	if r, ok := d.pick("request"); ok {
		d.set(r, "state", []string{"open", "answered", "closed"}[d.n.w.r.IntN(3)], "")
	}
}

func (d *draft) audience() {
	r, ok := d.pick("lesson", "post")
	if !ok {
		return
	}
	all := []campus.Audience{campus.Everyone, campus.StaffOnly, campus.Audience(d.n.who.id), campus.Audience(d.n.w.people[d.n.w.r.IntN(len(d.n.w.people))].id)}
	a := all[d.n.w.r.IntN(len(all))]
	d.add(campus.Change{Record: r.ID, Kind: r.Kind, Audience: &a}, entry{})
}

// member adds, removes, promotes somebody, or leaves.
func (d *draft) member(space campus.ID) {
	if space == d.n.w.commons {
		return
	}
	p := d.n.w.people[d.n.w.r.IntN(len(d.n.w.people))]
	role := []campus.Role{campus.None, campus.None, campus.Member, campus.Member, campus.Staff, campus.Owner}[d.n.w.r.IntN(6)]
	if w := d.n.w; role == campus.None && w.fate.backupAt >= 0 && p == w.founder[space] {
		return // known: a space is not founded again by one who has left it, if nothing else tells of the restore
	}
	id := campus.MembershipID(space, p.id)
	rec, err := d.n.rep.Record(ctx, id)
	if err != nil {
		d.add(campus.Join(space, p.id, role), entry{})
		d.items = append(d.items, item{id, space, "membership"})
		return
	}
	d.set(rec, "role", string(role), "")
}

func (d *draft) remove() {
	if r, ok := d.pick("lesson", "post", "topic", "request"); ok {
		d.a.Changes = append(d.a.Changes, campus.Remove(r))
		d.entries = append(d.entries, entry{record: r.ID, delete: true})
	}
}

// remember keeps what was removed: it may be brought back from here, or not any more.
func (n *node) remember(a campus.Action) {
	if len(a.Revived().Changes) > 0 {
		n.removed = append(n.removed, a)
	}
}

// revive takes back a removal of this computer's, of long ago or of just now.
func (d *draft) revive() {
	if len(d.n.removed) == 0 {
		return
	}
	i := len(d.n.removed) - 1
	if d.n.w.r.IntN(2) == 0 {
		i = d.n.w.r.IntN(len(d.n.removed))
	}
	d.a = d.n.removed[i].Revived()
	for _, c := range d.a.Changes {
		d.entries = append(d.entries, entry{record: c.Record, revive: true})
	}
	d.n.w.count["brings back"]++
}
