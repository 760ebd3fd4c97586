package syncpage

import (
	"context"
	"encoding/json"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// questions are the records with two versions that concern this person.
func questions(ctx context.Context, env *ui.Env, people *ui.People, names map[campus.ID]string) ([]item, error) {
	records, err := env.Replica.Contested(ctx)
	if err != nil {
		return nil, err
	}
	var out []item
	for _, r := range records {
		it := item{contested: r, where: somewhere.Say(), when: ui.At(r.Edited, env.Now())}
		if name, ok := names[r.Space]; ok {
			it.where = inPlace(name)
		}
		if it.actor, err = env.Replica.Actor(ctx, r.Space); err != nil {
			return nil, err
		}
		root, err := env.Replica.Record(ctx, r.Space)
		if err != nil && campus.CodeOf(err) != campus.NotFound {
			return nil, err
		}
		it.in = campus.SpaceType(root.Kind)
		it.what = lang.Term(r.Kind)
		if name := titleOf(r.Body); name != "" {
			it.what += ": " + widget.Clean(name)
		}
		it.text = beginning(widget.Clean(campus.As[fields](r).Text))
		out = append(out, it)
	}
	return out, nil
}

func titleOf(b campus.Body) string {
	f, _ := b.Fields()
	for _, name := range []string{"title", "name"} {
		var s string
		if json.Unmarshal(f[name], &s) == nil && s != "" {
			return s
		}
	}
	return ""
}

// choose opens the one screen on which versions are put together.
func (s *Screen) choose(it item) {
	var names []string
	for _, v := range it.contested.Versions {
		f, _ := campus.Body(v.Fields).Fields()
		for name := range f {
			names = append(names, name)
		}
	}
	may := ui.MayEdit(it.actor, it.in, it.contested, names...)
	ui.Load(s.env, &s.asking, func(ctx context.Context) (*ui.People, error) { return s.env.People.Get(ctx) }, func(people *ui.People, err error) {
		s.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		widget.ShowVersions(s.env, it.contested, people, widget.FieldsOf(it.contested), may, func(err error) {
			s.trouble.Say(ui.Sentence(err))
			s.load()
		})
	})
}
