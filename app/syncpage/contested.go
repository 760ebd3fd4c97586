package syncpage

import (
	"context"
	"encoding/json"
	"strings"

	"rantau/app/lang"
	"rantau/app/markdown"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// questions are the records with two versions that concern this person.
func questions(ctx context.Context, env *ui.Env, people *ui.People, names map[campus.ID]string) ([]item, error) {
	contested, err := env.Replica.Contested(ctx)
	if err != nil {
		return nil, err
	}
	var out []item
	known := newRecords(env.Replica)
	for _, r := range contested {
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
		name, err := subject(ctx, known, people, r)
		if err != nil {
			return nil, err
		}
		it.what = strings.Join(some(ui.Capital(lang.Term(r.Kind)), name), ": ")
		it.text = beginning(widget.Clean(markdown.Words(head(campus.As[fields](r).Text))))
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
	if it.contested.Kind == "quizkey" { // it means something beside its questions alone
		s.env.Go(ui.Place{Section: ui.SectionTraining, Space: it.contested.Space, Record: campus.As[campus.QuizKey](it.contested).Of})
		return
	}
	type look struct {
		people *ui.People
		asked  []widget.Question
	}
	ui.Load(s.env, &s.asking, func(ctx context.Context) (l look, err error) {
		if l.people, err = s.env.People.Get(ctx); err != nil {
			return l, err
		}
		l.asked, err = asked(ctx, s.env.Replica, l.people, it.contested)
		return l, err
	}, func(l look, err error) {
		s.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		widget.ShowVersions(s.env, it.contested, l.people, l.asked, may, func(err error) {
			s.trouble.Say(ui.Sentence(err))
			s.load()
		})
	})
}

// asked are the fields of a record that a person can read; of a mark with the criteria of
// what was marked.
func asked(ctx context.Context, r campus.Replica, people *ui.People, rec campus.Record) ([]widget.Question, error) {
	out := widget.FieldsOf(rec, people)
	if rec.Kind != "mark" {
		return out, nil
	}
	of, err := r.Record(ctx, campus.As[campus.Mark](rec).Assignment)
	if err != nil && campus.CodeOf(err) != campus.NotFound {
		return nil, err
	}
	rubric := campus.As[campus.Assignment](of).Rubric
	if of.Kind == "quiz" {
		rubric = campus.As[campus.Quiz](of).Assignment().Rubric
	}
	return append(out, widget.ScoresOf(rubric)), nil
}
