package reader

import (
	"context"

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
	own := campus.PersonalSpace(r.Me())
	there, err := r.Records(ctx, campus.Query{Space: own, Kind: "annotation", Of: mark.Of})
	if err != nil {
		return err
	}
	a := campus.Action{Space: own}
	for _, one := range campus.AnnotationsOf(there, mark.In, mark.Of) {
		if v := campus.As[campus.Annotation](one); v.IsBookmark() && v.Page == mark.Page {
			a.Changes = append(a.Changes, campus.Remove(one))
		}
	}
	if len(a.Changes) == 0 {
		a = campus.Annotate(r.Me(), mark, false)
	}
	return r.Save(ctx, a)
}
