//go:build !race

package testenv_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// The table of who may do what says it a second time, in other words than the rules: a
// line of permissionRows is a kind in a type of space, with what can be done to its
// records and who may. All of it is tried by everybody, past the replica, and what the
// server takes has to be what the line says. The people are letters:
//
//	o  an owner of the space        a  a member, who made the record where members may
//	s  one of its staff             m  another member
//	t  a teacher who is a member    r  one who was removed
//	n  one who never was there      c  the secretariat, where it never was
//
// What is tried:
//
//	make      a new record, of oneself where it is somebody's
//	theirs    a new one that says that it is a's
//	FIELD     another value for a field
//	delete, revive
//	drop      that a version beside it is no longer needed
//	all, staff, author, another    another audience
//	grab      a field that may be written, and oneself as the audience, in one change
//
//	anew      the record that was deleted; it stays deleted, and what was sent beside it
//
// and what nobody may ever: write a record as one of another kind, make one where the
// kind does not live, or give it an ID that does not follow from what it says.
type permissionRow struct {
	kind string // or a sort of it, such as document/form
	in   campus.SpaceType
	by   byte // who made the record that is tried on; 0 is the server
	may  string
}

var casts = map[campus.SpaceType]map[byte]string{
	campus.InCommons:     {'o': "olga", 's': "sari", 't': "siti", 'a': "dara", 'm': "minh", 'r': "bima"},
	campus.InInstitution: {'o': "olga", 's': "siti", 'a': "dara", 'm': "minh", 'r': "bima"},
	campus.InClass:       {'o': "siti", 's': "rina", 'a': "dara", 'm': "minh", 'r': "bima", 'n': "tom", 'c': "sari"},
	campus.InGroup:       {'o': "siti", 's': "rina", 'a': "dara", 'm': "minh", 'r': "bima", 'n': "tom", 'c': "sari"},
	campus.InTalk:        {'o': "siti", 's': "rina", 'a': "dara", 'm': "minh", 'r': "bima", 'n': "tom", 'c': "sari"},
	campus.InPersonal:    {'a': "dara", 'n': "minh", 'c': "sari"},
}

// world is a server with somebody for every letter in every space.
type world struct {
	*testing.T
	env     *testenv.Env
	devices map[string]*testenv.Device
	spaces  map[campus.SpaceType]campus.ID
	said    map[campus.ID]campus.ID // a post in each space, or a topic
	ahead   *atomic.Int64
	reached bool // a has put in how to be reached
	imports []server.Import
	trials  map[string][]trial // by who tries
	tombs   map[campus.ID]campus.ID
}

// trial is a set that somebody sends.
type trial struct {
	row    string
	op     string
	letter byte
	never  bool
	space  campus.ID
	change campus.Change
}

// TestPermissionTable tries every kind by everybody. With RANTAU_TABLE set it prints the
// lines as the server has them.
func TestPermissionTable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	covered := map[string]bool{}
	for _, r := range permissionRows {
		covered[kindOf(r.kind)] = true
		w.try(r)
	}
	for _, k := range campus.Kinds {
		if !covered[k.Name] {
			t.Errorf("the kind %s has no line in the table", k.Name)
		}
	}
	may := w.play()
	tried, taken := 0, 0
	for _, all := range w.trials {
		tried += len(all)
	}
	for _, r := range permissionRows {
		name := r.name()
		want := r.parse(t)
		for op, letters := range may[name] {
			taken += len(letters)
			if want[op] != letters {
				t.Errorf("%s: %s may be done by %q, and the table says %q", name, op, letters, want[op])
			}
		}
		for op := range want {
			if _, was := may[name][op]; !was {
				t.Errorf("%s: %s was not tried", name, op)
			}
		}
		if os.Getenv("RANTAU_TABLE") != "" {
			fmt.Printf("\t{%q, campus.%s, %s, %q},\n", r.kind, inName[r.in], letterOf(r.by), lineOf(may[name]))
		}
	}
	if tried < 5000 || taken < 600 {
		t.Errorf("%d were tried, %d may be done", tried, taken)
	}
}

func newWorld(t *testing.T) *world {
	var ahead atomic.Int64 // the server lets a device ask so and so often in a minute
	e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return time.Now().Add(time.Duration(ahead.Load()) * time.Minute) }}, false, "olga", "sari", "teacher:siti", "teacher:rina", "dara", "minh", "bima", "tom")
	w := &world{T: t, env: e, ahead: &ahead, devices: map[string]*testenv.Device{}, spaces: map[campus.SpaceType]campus.ID{}, said: map[campus.ID]campus.ID{}, trials: map[string][]trial{}, tombs: map[campus.ID]campus.ID{}}
	for name := range e.People {
		w.devices[name] = e.Device(name)
	}
	role := func(space campus.ID, name string, to campus.Role) {
		c := campus.Change{Record: campus.MembershipID(space, e.People[name]), Kind: "membership", Set: fields(t, `{"role":"`+string(to)+`"}`),
			Base: map[string]string{"role": campus.HashValue([]byte(`"member"`))}}
		w.imports = append(w.imports, server.Import{Action: campus.Action{Space: space, Changes: []campus.Change{c}}})
	}
	for _, space := range []campus.ID{e.Commons, e.School} {
		role(space, "olga", campus.Owner)
		role(space, "bima", campus.None)
	}
	role(e.Commons, "sari", campus.Staff)
	w.spaces[campus.InCommons], w.spaces[campus.InInstitution] = e.Commons, e.School
	w.spaces[campus.InPersonal] = campus.PersonalSpace(e.People["dara"])
	for _, in := range []campus.SpaceType{campus.InClass, campus.InGroup, campus.InTalk} {
		w.spaces[in] = w.found(in)
	}
	for in, space := range w.spaces {
		c := campus.Create(campus.NewID(), "topic", &campus.Topic{Title: "Rice"})
		switch in {
		case campus.InPersonal, campus.InInstitution:
			continue
		case campus.InCommons:
		default:
			c = campus.Say(space, space, "Hello").Changes[0]
		}
		w.said[space] = c.Record
		w.put(space, e.People["minh"], c)
	}
	return w
}

func (w *world) put(space, by campus.ID, c campus.Change) {
	w.imports = append(w.imports, server.Import{Author: by, Action: campus.Action{Space: space, Changes: []campus.Change{c}}})
}

// found makes a space with everybody in it who belongs there.
func (w *world) found(in campus.SpaceType) campus.ID {
	me := w.env.People["siti"]
	var a campus.Action
	switch in {
	case campus.InClass:
		a = campus.NewClass(me, campus.Course{Title: "Soil"})
	case campus.InGroup:
		a = campus.NewGroup(me, campus.Group{Name: "Dryers"})
	case campus.InTalk:
		a = campus.NewTalk(me, "Us")
	default:
		return w.spaces[in]
	}
	for letter, r := range map[byte]campus.Role{'s': campus.Staff, 'a': campus.Member, 'm': campus.Member, 'r': campus.None} {
		if in == campus.InTalk && letter == 's' {
			r = campus.Member
		}
		a.Changes = append(a.Changes, campus.Join(a.Space, w.env.People[casts[in][letter]], r))
	}
	w.imports = append(w.imports, server.Import{Author: me, Action: a})
	return a.Space
}

// target makes a record to be tried on.
func (w *world) target(r permissionRow, k campus.Kind) (space campus.ID, c campus.Change) {
	if k.Root {
		space = w.found(r.in)
		body := map[campus.SpaceType]string{campus.InClass: `{"title":"Soil"}`, campus.InGroup: `{"name":"Dryers"}`, campus.InTalk: `{"title":"Us"}`,
			campus.InInstitution: `{"name":"Politeknik Uji"}`, campus.InCommons: `{"name":"Commons"}`, campus.InPersonal: `{"owner":"` + string(w.env.People["dara"]) + `"}`}
		return space, campus.Change{Record: space, Kind: k.Name, Set: fields(w.T, body[r.in])}
	}
	by, space := w.env.People[casts[r.in][r.by]], w.spaces[r.in]
	about := w.env.People[casts[r.in]['a']]
	c = builders[r.kind](w, space, by, about)
	if r.kind != "contact" || !w.reached { // everybody has one, which all is tried on
		w.put(space, by, c)
	}
	w.reached = w.reached || r.kind == "contact"
	return space, c
}

// try plans all that is tried of a line of the table.
func (w *world) try(r permissionRow) {
	k, known := campus.KindNamed(kindOf(r.kind))
	if !known || !k.LivesIn(r.in) {
		w.Errorf("a line names %s in %s", r.kind, r.in)
		return
	}
	for _, letter := range slices.Sorted(maps.Keys(casts[r.in])) {
		w.tryBy(r, k, letter)
	}
}

func (w *world) tryBy(r permissionRow, k campus.Kind, letter byte) {
	name := casts[r.in][letter]
	me, a := w.env.People[name], w.env.People[casts[r.in]['a']]
	add := func(op string, never bool, space campus.ID, c campus.Change) {
		w.trials[name] = append(w.trials[name], trial{r.name(), op, letter, never, space, c})
	}
	on := func(c campus.Change) campus.Change {
		return campus.Change{Record: c.Record, Kind: k.Name, Set: map[string]json.RawMessage{}, Base: map[string]string{}}
	}
	if !k.Root {
		add("make", false, w.spaces[r.in], builders[r.kind](w, w.spaces[r.in], me, me))
		if derived[kindOf(r.kind)] {
			own := builders[r.kind](w, w.spaces[r.in], me, me)
			own.Record = campus.NewID()
			add("under an ID of its own", true, w.spaces[r.in], own)
		}
		if letter != 'a' {
			add("theirs", false, w.spaces[r.in], builders[r.kind](w, w.spaces[r.in], a, a))
		}
	}
	outside := strings.IndexByte("ncr", letter) >= 0 // they are told that there is no such space, whatever they send
	for i, field := range sorted(k.Fields) {
		if outside && i > 0 {
			break
		}
		for _, op := range []string{field, "grab"} {
			space, t := w.target(r, k)
			c := on(t)
			c.Set[field] = valueOf(w, r, k, field)
			if h := campus.HashValue(t.Set[field]); h != "" {
				c.Base[field] = h
			}
			if op == "grab" {
				c = c.For(campus.Audience(me))
				if t.Audience != nil && *t.Audience == campus.Audience(me) {
					continue // it was theirs
				}
			}
			add(op, false, space, c)
		}
	}
	space, t := w.target(r, k)
	c := on(t)
	c.Delete, c.Base["*"] = true, campus.HashBody(campus.NewBody(t.Set))
	add("delete", false, space, c)
	if outside {
		return
	}
	space, t = w.target(r, k)
	c = on(t)
	c.Drop = []campus.ID{campus.NewID()}
	add("drop", false, space, c)
	for op, to := range map[string]campus.Audience{"all": campus.Everyone, "staff": campus.StaffOnly, "author": campus.Audience(a), "another": campus.Audience(w.env.People["minh"])} {
		space, t := w.target(r, k)
		if was := t.Audience; was == nil && to == campus.Everyone || was != nil && *was == to {
			continue
		}
		add(op, false, space, on(t).For(to))
	}
	space, t = w.target(r, k)
	other := campus.Change{Record: t.Record, Kind: "post", Set: fields(w.T, `{"text":"mine","topic":"`+string(space)+`"}`)}
	if k.Name == "post" {
		other.Kind, other.Set = "lesson", fields(w.T, `{"title":"mine"}`)
	}
	add("as another kind", true, space, other)
	if k.Root {
		return
	}
	for _, in := range []campus.SpaceType{campus.InClass, campus.InGroup, campus.InTalk, campus.InCommons} {
		if l, here := letterIn(in, name); here && !k.LivesIn(in) {
			_ = l
			add("where it does not live", true, w.spaces[in], builders[r.kind](w, w.spaces[in], me, me))
			break
		}
	}
	if !k.Revives() || r.kind == "contact" {
		return
	}
	space, t = w.target(r, k)
	gone := on(t)
	gone.Delete, gone.Base["*"] = true, campus.HashBody(campus.NewBody(t.Set))
	w.put(space, "", gone)
	w.tombs[t.Record] = space
	add("anew", false, space, t) // it is taken, and stays beside the tombstone
	space, t = w.target(r, k)
	gone = on(t)
	gone.Delete, gone.Base["*"] = true, campus.HashBody(campus.NewBody(t.Set))
	w.put(space, "", gone)
	back := on(t)
	back.Revive, back.Base["*"] = true, gone.Base["*"]
	add("revive", false, space, back)
}

// play does all that was planned, and tells by line and by what was tried who may.
func (w *world) play() map[string]map[string]string {
	for part := range slices.Chunk(w.imports, 1000) {
		if err := w.env.Server.Import(context.Background(), part...); err != nil {
			w.Fatal(err)
		}
	}
	may := map[string]map[string]string{}
	for _, name := range sorted(w.trials) {
		var here []trial
		w.devices[name].Sync() // so that little comes back with each answer
		for _, one := range w.trials[name] {
			if strings.IndexByte("ncr", one.letter) < 0 {
				here = append(here, one)
				continue
			}
			w.judge(w.devices[name], []trial{one}, may)
		}
		for part := range slices.Chunk(here, 200) {
			w.judge(w.devices[name], part, may)
		}
	}
	for _, d := range []*testenv.Device{w.env.Device("siti"), w.env.Device("dara"), w.env.Device("olga")} {
		for id, space := range w.tombs {
			if r, err := d.Record(context.Background(), id); err == nil && r.Space == space && !r.Deleted {
				w.Errorf("a %s that was deleted is back", r.Kind)
			}
		}
	}
	return may
}

// judge sends sets, each with one change, and notes which are taken.
func (w *world) judge(d *testenv.Device, all []trial, may map[string]map[string]string) {
	sets := make([]campus.Set, len(all))
	signed := make([]protocol.SignedSet, len(all))
	for i, one := range all {
		sets[i] = d.Forge(one.space, one.change)
		b := sets[i].Encode()
		signed[i] = protocol.SignedSet{Bytes: string(b), Signature: campus.SignSet(d.Identity().Key, b)}
		d.Chain(one.space, sets[i].Number, campus.HashSet(b))
	}
	w.ahead.Add(1)
	items, err := d.SendSigned(signed...)
	if err != nil {
		w.Fatal(err)
	}
	for i, one := range all {
		o := testenv.Outcome(items, sets[i])
		if may[one.row] == nil {
			may[one.row] = map[string]string{}
		}
		if o.State == campus.Later && o.Code == campus.Unknown { // a stranger hears of nothing, and the number is not used
			d.Chain(one.space, sets[i].Number-1, sets[i].Prev)
		}
		if one.never {
			if o.State == campus.Taken {
				w.Errorf("%s %s was taken from %c", one.row, one.op, one.letter)
			}
			continue
		}
		letters := may[one.row][one.op]
		switch {
		case o.State == campus.Taken && strings.IndexByte(letters, one.letter) < 0:
			b := []byte(letters + string(one.letter))
			slices.Sort(b)
			letters = string(b)
		case o.State == campus.Taken:
		case o.State == campus.Later && o.Code != campus.Unknown || o.State == "":
			w.Errorf("%s: %s by %c: %+v", one.row, one.op, one.letter, o)
		}
		may[one.row][one.op] = letters
	}
}
