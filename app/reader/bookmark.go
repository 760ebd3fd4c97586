package reader

import (
	"context"
	"slices"

	"rantau/app/ui"
	"rantau/campus"
)

// bookmark puts a bookmark on the page that is read, or takes it away.
func (n *notes) bookmark() {
	p := n.screen.pages
	if p == nil || n.screen.beside || len(p.plan.tops) == 0 {
		return
	}
	env := n.screen.env
	mark := campus.Annotation{In: n.screen.record.Space, Of: n.screen.record.ID, Manifest: n.screen.doc.Manifest, Page: p.page() + 1}
	ui.Do(env, func(ctx context.Context) error {
		n.marking.Lock()
		defer n.marking.Unlock()
		return toggleBookmark(ctx, env.Replica, mark)
	}, func(err error) {
		n.screen.trouble.Say(ui.Sentence(err))
		n.load()
	})
}

// toggleBookmark looks at what is there now: two computers may have put one there each.
func toggleBookmark(ctx context.Context, r campus.Replica, mark campus.Annotation) error {
	gone, err := withoutBookmark(ctx, r, mark)
	if err == nil && len(gone.Changes) == 0 {
		return r.Save(ctx, campus.Annotate(r.Me(), mark, false))
	}
	if err != nil {
		return err
	}
	return r.Save(ctx, gone)
}

// withoutBookmark is the action that takes one's own bookmarks off a page, without changes
// where there is none.
func withoutBookmark(ctx context.Context, r campus.Replica, mark campus.Annotation) (campus.Action, error) {
	a := campus.Action{Space: campus.PersonalSpace(r.Me())}
	there, err := r.Records(ctx, campus.Query{Space: a.Space, Kind: "annotation", Of: mark.Of})
	for _, one := range campus.AnnotationsOf(there, mark.In, mark.Of) {
		if v := campus.As[campus.Annotation](one); v.IsBookmark() && v.Page == mark.Page {
			a.Changes = append(a.Changes, campus.Remove(one))
		}
	}
	return a, err
}

// once drops what is a bookmark of a page that has one of the same person's already.
func once(all []note) []note {
	type key struct {
		space campus.ID
		page  int
	}
	has := map[key]bool{}
	return slices.DeleteFunc(all, func(one note) bool {
		k := key{one.Space, one.Page}
		if !one.IsBookmark() {
			return false
		}
		was := has[k]
		has[k] = true
		return was
	})
}
