package ui

import (
	"context"
	"encoding/json"

	"rantau/campus"
)

// removing is the replica as screens have it: it tells of what a person has removed, so
// that one place can offer to bring it back, whichever screen it was removed on.
type removing struct {
	campus.Replica
	env *Env
}

// Moving is for removing what was put somewhere else before: nothing is gone that could be
// brought back.
func Moving(ctx context.Context) context.Context { return context.WithValue(ctx, moving{}, true) }

type moving struct{}

// Save implements campus.Replica.
func (r removing) Save(ctx context.Context, a campus.Action) error {
	if ctx.Value(moving{}) != nil {
		return r.Replica.Save(ctx, a)
	}
	what, removes := r.removes(ctx, a)
	err := r.Replica.Save(ctx, a)
	if err == nil && removes {
		r.env.Main(func() {
			if r.env.Removed != nil {
				r.env.Removed(a, what)
			}
		})
	}
	return err
}

// removes tells whether an action does nothing but remove, and what the first record is
// called. It has to be asked before that is gone.
func (r removing) removes(ctx context.Context, a campus.Action) (what string, ok bool) {
	for _, c := range a.Changes {
		if k, known := campus.KindNamed(c.Kind); !c.Delete || !known || !k.Revives() {
			return "", false
		}
	}
	if len(a.Changes) == 0 {
		return "", false
	}
	if rec, err := r.Record(ctx, a.Changes[0].Record); err == nil {
		what = called(rec)
	}
	return what, true
}

// called is what a record is known by: a name, a title, or how its text begins.
func called(r campus.Record) string {
	var f struct{ Title, Name, Text, Quote string }
	_ = json.Unmarshal(r.Body, &f)
	for _, s := range []string{f.Title, f.Name, f.Text, f.Quote} {
		if s != "" {
			return s
		}
	}
	return ""
}
