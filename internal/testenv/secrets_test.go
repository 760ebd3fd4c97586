package testenv_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/internal/unraced"
)

// answers sends each set by itself and gives what the server says of it.
func answers(t *testing.T, d *testenv.Device, space campus.ID, all ...campus.Change) []string {
	t.Helper()
	var out []string
	for _, c := range all {
		set := d.Forge(space, c)
		items, err := d.Send(set)
		if err != nil {
			t.Fatal(err)
		}
		o := testenv.Outcome(items, set)
		if o.State == campus.Later { // its number is not used
			d.Chain(space, set.Number-1, set.Prev)
		}
		out = append(out, fmt.Sprint(o.State, " ", o.Code, " ", o.Reason))
	}
	return out
}

func same(t *testing.T, all []string) {
	t.Helper()
	for _, a := range all {
		if a != all[0] {
			t.Errorf("the answers tell them apart:\n%s", strings.Join(all, "\n"))
			return
		}
	}
}

// TestHiddenRecordsTellNothing: whoever may not read a record gets one answer,
// whatever is guessed about it.
func TestHiddenRecordsTellNothing(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		class := newClass(e, siti, "dara")
		key := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{
			campus.Create(key, "lesson", &campus.Lesson{Title: "42", Order: "n"}).For(campus.StaffOnly)}})
		siti.Sync()
		dara.Sync()
		right := campus.HashBody(siti.Get(key).Body)
		set := func(kind, field, value, base string) campus.Change {
			return campus.Change{Record: key, Kind: kind, Set: map[string]json.RawMessage{field: testenv.JSON(value)}, Base: map[string]string{field: base}}
		}
		all := answers(t, dara, class,
			campus.Change{Record: key, Kind: "lesson", Delete: true, Base: map[string]string{"*": right}},
			campus.Change{Record: key, Kind: "lesson", Delete: true, Base: map[string]string{"*": "0123456789abcdef"}},
			campus.Change{Record: key, Kind: "post", Delete: true, Base: map[string]string{"*": right}},
			campus.Change{Record: key, Kind: "nonsense", Delete: true},
			set("lesson", "title", "42", ""), set("lesson", "title", "41", ""),
			set("lesson", "title", "41", campus.HashValue(testenv.JSON("42"))),
			set("membership", "role", "member", ""), set("document", "lesson", string(class), ""),
			campus.Create(key, "lesson", &campus.Lesson{Title: "42", Order: "n"}))
		if !strings.HasPrefix(all[0], "refused forbidden") {
			t.Error(all[0])
		}
		same(t, all)
		if siti.Sync(); siti.Get(key).Deleted || len(siti.Get(key).Versions) > 0 {
			t.Errorf("%+v", siti.Get(key))
		}
	})
}

// TestStrangersLearnNothing: a space that one was never in answers as one that
// there is not.
func TestStrangersLearnNothing(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti, dara := e.Device("siti"), e.Device("dara")
		dara.Sync()
		class, nowhere := newClass(e, siti), campus.NewID()
		var all []string
		for _, space := range []campus.ID{class, nowhere} {
			all = append(all, answers(t, dara, space,
				campus.Create(campus.NewID(), "post", &campus.Post{Topic: class, Text: "x"}),
				campus.Create(campus.NewID(), "request", &campus.Request{Title: "x", State: "open"}),
				campus.Create(campus.NewID(), "post", &campus.Post{Topic: class}),
				campus.Change{Record: class, Kind: "post", Delete: true},
				campus.Change{Record: campus.NewID(), Kind: "post", Delete: true})...)
		}
		if !strings.HasPrefix(all[0], "later unknown") {
			t.Error(all[0])
		}
		same(t, all)
		// Founding it again is refused, and nothing of it stays.
		a := campus.NewTalk(dara.Me(), "mine")
		root := a.Changes[0]
		root.Record = class
		for _, answer := range answers(t, dara, class, root) {
			if !strings.HasPrefix(answer, "refused") {
				t.Error(answer)
			}
		}
	})
}

// TestHalfAFounding: a space without an owner is refused, for nothing that comes
// later could make it whole.
func TestHalfAFounding(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		siti.Sync()
		a := campus.NewClass(siti.Me(), campus.Course{Title: "T"})
		got := answers(t, siti, a.Space, a.Changes[0])
		if !strings.HasPrefix(got[0], "refused invalid") {
			t.Error(got)
		}
		got = answers(t, siti, a.Space, campus.Create(campus.NewID(), "post", &campus.Post{Topic: a.Space, Text: "x"}))
		if !strings.HasPrefix(got[0], "refused refused_with") {
			t.Error(got)
		}
	})
}

// TestVersionsHaveAnEnd: conflicts beyond the limit are refused and stay with
// their author; the record is still read, and once somebody has chosen there is
// room again.
func TestVersionsHaveAnEnd(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	for name, size := range map[string]int{"many": 10, "large": 90_000} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, e *testenv.Env) {
				siti, bima := e.Device("siti"), e.Device("minh")
				class := newClass(e, siti)
				lesson := campus.NewID()
				siti.Do(campus.Action{Space: class, Changes: []campus.Change{
					campus.Join(class, bima.Me(), campus.Staff),
					campus.Create(lesson, "lesson", &campus.Lesson{Title: "T", Order: "n"})}})
				siti.Sync()
				bima.Sync()
				conflict := func(i int) campus.Change {
					text := fmt.Sprint(i, strings.Repeat("x", size))
					return campus.Change{Record: lesson, Kind: "lesson", Set: map[string]json.RawMessage{"title": testenv.JSON(fmt.Sprint("T", i)), "strange": testenv.JSON(text)}}
				}
				var all []campus.Change
				for i := range campus.MaxVersions + 4 {
					all = append(all, conflict(i))
				}
				got := answers(t, bima, class, all...)
				if last := got[len(got)-1]; !strings.HasPrefix(last, "refused too_large") {
					t.Errorf("the last: %s", last)
				}
				if !strings.HasPrefix(got[2], "taken") {
					t.Errorf("the third: %s", got[2])
				}
				siti.Sync()
				versions := siti.Get(lesson).Versions
				if n := len(versions); n < 3 || n > campus.MaxVersions {
					t.Errorf("%d versions", n)
				}
				drop := campus.Change{Record: lesson, Kind: "lesson"}
				for _, v := range versions {
					drop.Drop = append(drop.Drop, v.ID)
				}
				siti.Do(campus.Action{Space: class, Changes: []campus.Change{drop}})
				siti.Sync()
				if got := answers(t, bima, class, conflict(99)); !strings.HasPrefix(got[0], "taken") {
					t.Error(got)
				}
			})
		})
	}
}

// TestOneSetOneVersion: two changes of one record in one set are both kept.
func TestOneSetOneVersion(t *testing.T) {
	unraced.Skip(t)
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		class := newClass(e, siti)
		lesson := campus.NewID()
		siti.Do(campus.Action{Space: class, Changes: []campus.Change{campus.Create(lesson, "lesson", &campus.Lesson{Title: "T", Text: "one", Order: "n"})}})
		siti.Sync()
		other := e.Device("siti")
		other.Sync()
		set := other.Forge(class,
			campus.Change{Record: lesson, Kind: "lesson", Set: map[string]json.RawMessage{"title": testenv.JSON("U")}},
			campus.Change{Record: lesson, Kind: "lesson", Set: map[string]json.RawMessage{"text": testenv.JSON("two")}})
		if _, err := other.Send(set); err != nil {
			t.Fatal(err)
		}
		siti.Sync()
		v := siti.Get(lesson).Versions
		if len(v) != 1 || !strings.Contains(string(v[0].Fields), "two") || !strings.Contains(string(v[0].Fields), `"U"`) {
			t.Errorf("%+v", v)
		}
	})
}
