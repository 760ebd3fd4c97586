package replicatest

import (
	"fmt"

	"rantau/campus"
)

func queries(r *room) {
	second := r.led("lesson", r.me, &campus.Lesson{Title: "Beta", Order: "n"})
	first := r.led("lesson", r.me, &campus.Lesson{Title: "alpha", Order: "f"})
	draft := r.led("lesson", r.me, &campus.Lesson{Title: "Gamma", Order: "t"}, campus.StaffOnly)
	elsewhere := r.put(r.school, campus.NewID(), "lesson", r.other, &campus.Lesson{Title: "Line", Order: "n"}, campus.Member)
	mine := r.led("post", r.me, &campus.Post{Topic: r.class, Text: "I ask"})
	theirs := r.led("post", r.other, &campus.Post{Topic: r.class, Text: "I answer"})
	picture := r.led("document", r.me, &campus.Document{Name: "b.png", Size: 1, Manifest: fmt.Sprintf("%064d", 1), Lesson: first})
	file := r.led("document", r.other, &campus.Document{Name: "A.pdf", Size: 1, Manifest: fmt.Sprintf("%064d", 2), Of: theirs})
	since := r.get(mine).Created
	for _, c := range []struct {
		name string
		q    campus.Query
		want []campus.ID
	}{
		{"by creation", campus.Query{Space: r.class, Kind: "lesson"}, []campus.ID{second, first, draft}},
		{"newest first", campus.Query{Space: r.class, Kind: "lesson", Order: campus.NewestFirst}, []campus.ID{draft, first, second}},
		{"by name, large and small letters alike", campus.Query{Space: r.class, Kind: "lesson", Order: campus.ByName}, []campus.ID{first, second, draft}},
		{"by order", campus.Query{Space: r.class, Kind: "lesson", Order: campus.ByOrder}, []campus.ID{first, second, draft}},
		{"some spaces", campus.Query{Spaces: []campus.ID{r.school}, Kind: "lesson"}, []campus.ID{elsewhere}},
		{"no spaces", campus.Query{Spaces: []campus.ID{}, Kind: "lesson"}, []campus.ID{}},
		{"everywhere", campus.Query{Kind: "lesson"}, []campus.ID{second, first, draft, elsewhere}},
		{"a topic", campus.Query{Kind: "post", Topic: r.class}, []campus.ID{mine, theirs}},
		{"by others", campus.Query{Kind: "post", Topic: r.class, NotBy: r.me}, []campus.ID{theirs}},
		{"after a time", campus.Query{Kind: "post", Space: r.class, After: since}, []campus.ID{theirs}},
		{"of a lesson", campus.Query{Kind: "document", Lesson: first}, []campus.ID{picture}},
		{"what hangs on a post", campus.Query{Of: theirs}, []campus.ID{file}},
		{"what hangs on any", campus.Query{Space: r.class, OfAny: []campus.ID{mine, theirs}}, []campus.ID{file}},
		{"what is not for all", campus.Query{Space: r.class, Kind: "lesson", Aside: true}, []campus.ID{draft}},
		{"a page", campus.Query{Space: r.class, Kind: "lesson", Limit: 1, Offset: 1}, []campus.ID{first}},
		{"behind the end", campus.Query{Space: r.class, Kind: "lesson", Offset: 9}, []campus.ID{}},
	} {
		r.same(c.name, r.list(c.q), c.want)
		if c.q.Offset == 0 {
			n, err := r.Count(r.ctx, c.q)
			if err != nil || n != len(c.want) {
				r.t.Errorf("%s: counted %d, %v", c.name, n, err)
			}
		}
	}
	if n, err := r.Count(r.ctx, campus.Query{Space: r.class, Kind: "lesson", Limit: 2}); err != nil || n != 2 {
		r.t.Errorf("counting ends at its limit: %d, %v", n, err)
	}
	if _, err := r.Record(r.ctx, campus.NewID()); campus.CodeOf(err) != campus.NotFound {
		r.t.Errorf("a record that is not here: %v", err)
	}
}

func spaces(r *room) {
	all, err := r.Spaces(r.ctx, campus.InClass)
	r.must(err, "spaces")
	if len(all) != 2 || all[0].Name != "Art" || all[0].Role != campus.Member || all[1].Name != "Soil" || all[1].Role != campus.Owner || all[1].Members != 2 || all[1].Root.ID != r.class {
		r.t.Errorf("%+v", all)
	}
	r.join(r.class, r.other, campus.None)
	if all, err = r.Spaces(r.ctx, campus.InClass); err != nil || all[1].Members != 1 {
		r.t.Errorf("who has left counts: %+v, %v", all, err)
	}
	for space, role := range map[campus.ID]campus.Role{r.class: campus.Owner, r.school: campus.Member, campus.NewID(): ""} {
		if a, err := r.Actor(r.ctx, space); err != nil || a.Person != r.me || a.Role != role || a.Teacher {
			r.t.Errorf("%s: %+v, %v", role, a, err)
		}
	}
}

func search(r *room) {
	lesson := r.led("lesson", r.me, &campus.Lesson{Title: "Moisture", Text: "How a capacitive probe feels water", Order: "n"})
	post := r.led("post", r.other, &campus.Post{Topic: r.class, Text: "My capacitive probe is wet"})
	found := func(s campus.Search) (ids []campus.ID) {
		f, err := r.Search(r.ctx, s)
		r.must(err, "search")
		for _, h := range f.Hits {
			ids = append(ids, h.Record.ID)
		}
		return ids
	}
	if got := found(campus.Search{Text: "capacitive probe"}); len(got) != 2 || !in(got, lesson) || !in(got, post) {
		r.t.Errorf("both: %v", got)
	}
	r.same("one kind", found(campus.Search{Text: "capacitive", Kinds: []string{"post"}}), []campus.ID{post})
	r.same("words of both", found(campus.Search{Text: "capacitive feels"}), []campus.ID{lesson})
	r.same("nothing asked", found(campus.Search{Text: "  "}), nil)
	if f, err := r.Search(r.ctx, campus.Search{Text: "capacitive", Limit: 1}); err != nil || len(f.Hits) != 1 || !f.More {
		r.t.Errorf("the limit: %d hits, more %v, %v", len(f.Hits), f.More, err)
	}
	r.save(r.class, campus.Remove(r.get(lesson)))
	r.same("what is gone", found(campus.Search{Text: "capacitive"}), []campus.ID{post})
}

func in(list []campus.ID, id campus.ID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}

func contested(r *room) {
	mine := r.led("lesson", r.me, &campus.Lesson{Title: "Mine", Order: "n"})
	r.led("lesson", r.me, &campus.Lesson{Title: "Calm", Order: "n"})
	rec := r.get(mine)
	rec.Versions = []campus.Version{{ID: campus.NewID(), Author: r.other, At: r.clock.UnixMilli(), Fields: []byte(`{"title":"Theirs"}`)}}
	rec.Seq = 2
	r.Put(rec, campus.Owner)
	all, err := r.Contested(r.ctx)
	if err != nil || len(all) != 1 || all[0].ID != mine || len(all[0].Versions) != 1 {
		r.t.Fatalf("%+v, %v", all, err)
	}
	shown := campus.As[campus.Lesson](r.get(mine))
	shown.Title = "Both"
	c, _ := campus.Edit(r.get(mine), &shown)
	c.Drop = []campus.ID{rec.Versions[0].ID}
	r.save(r.class, c)
	if all, err = r.Contested(r.ctx); err != nil || len(all) != 0 {
		r.t.Errorf("who has chosen is asked again: %+v, %v", all, err)
	}
	if got := r.get(mine); len(got.Versions) != 0 || campus.As[campus.Lesson](got).Title != "Both" {
		r.t.Errorf("%+v", got)
	}
}
