//go:build !race

package testenv_test

import (
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

// TestANewRecordWithABase: a base of what was never there is a mistake in a program, for
// every kind, and nothing that the server falls over.
func TestANewRecordWithABase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range permissionRows {
		k, _ := campus.KindNamed(kindOf(r.kind))
		if k.Root {
			continue
		}
		letter := r.by
		if letter == 0 {
			letter = 'a'
		}
		d := w.devices[casts[r.in][letter]]
		c := builders[r.kind](w, w.spaces[r.in], d.Me(), d.Me())
		c.Base = map[string]string{}
		for field := range c.Set {
			c.Base[field] = "0123456789abcdef"
		}
		w.trials[casts[r.in][letter]] = append(w.trials[casts[r.in][letter]], trial{row: r.name(), space: w.spaces[r.in], change: c})
	}
	if err := w.env.Server.Import(t.Context(), w.imports...); err != nil {
		t.Fatal(err)
	}
	for name, all := range w.trials {
		for _, one := range all {
			if o := send(t, w.devices[name], one.space, one.change); o.State != campus.Refused {
				t.Errorf("%s: %+v", one.row, o)
			}
		}
	}
}

// TestARefusedNewRecordHoldsNothingUp is the same in both ways, and the server goes on.
func TestARefusedNewRecordHoldsNothingUp(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, e *testenv.Env) {
		siti := e.Device("siti")
		class := newClass(e, siti)
		siti.Sync()
		c := make1("folder", &campus.Folder{Name: "F"})
		c.Base = map[string]string{"name": "0123456789abcdef"}
		if o := send(t, e.Device("siti"), class, c); o.State != campus.Refused || o.Code != campus.Invalid {
			t.Errorf("%+v", o)
		}
		siti.Do(campus.Say(class, class, "Hello"))
		siti.Sync()
	})
}
