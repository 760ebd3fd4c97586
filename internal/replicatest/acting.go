package replicatest

import (
	"sync"
	"time"

	"rantau/campus"
)

func saving(r *room) {
	id := campus.NewID()
	r.must(r.KeepDraft(r.ctx, "here", "typed"), "keep a draft")
	r.must(r.Save(r.ctx, campus.Action{Space: r.class, Draft: "here", Changes: []campus.Change{
		campus.Create(id, "lesson", &campus.Lesson{Title: "New", Order: "n"})}}), "save")
	rec := r.get(id)
	if !rec.Waiting || rec.Author != r.me || rec.Space != r.class || rec.Created.IsZero() {
		r.t.Errorf("%+v", rec)
	}
	if text, err := r.Draft(r.ctx, "here"); err != nil || text != "" {
		r.t.Errorf("the draft of what was saved is still there: %q, %v", text, err)
	}
	waiting, err := r.Waiting(r.ctx)
	if err != nil || len(waiting) != 1 || waiting[0].Space != r.class || waiting[0].State != campus.Waiting || len(waiting[0].Changes) != 1 {
		r.t.Errorf("%+v, %v", waiting, err)
	}
	v := campus.As[campus.Lesson](rec)
	v.Title = "Newer"
	c, differs := campus.Edit(rec, &v)
	if !differs {
		r.t.Fatal("nothing to edit")
	}
	r.save(r.class, c)
	if got := campus.As[campus.Lesson](r.get(id)); got.Title != "Newer" || got.Order != "n" {
		r.t.Errorf("%+v", got)
	}
	group := campus.NewTalk(r.me, "Alone")
	r.must(r.Save(r.ctx, group), "found a space")
	if a, err := r.Actor(r.ctx, group.Space); err != nil || !a.Role.In() {
		r.t.Errorf("who founds a space is in it: %+v, %v", a, err)
	}
}

func removing(r *room) {
	id := r.led("lesson", r.me, &campus.Lesson{Title: "Old", Order: "n"})
	r.save(r.class, campus.Remove(r.get(id)))
	r.same("lessons", r.list(campus.Query{Space: r.class, Kind: "lesson"}), []campus.ID{})
	r.same("tombstones too", r.list(campus.Query{Space: r.class, Kind: "lesson", Deleted: true}), []campus.ID{id})
	if rec := r.get(id); !rec.Deleted {
		r.t.Errorf("%+v", rec)
	}
}

func reviving(r *room) {
	id := r.led("lesson", r.me, &campus.Lesson{Title: "Old", Text: "Words", Order: "n"})
	gone := campus.Action{Space: r.class, Changes: []campus.Change{campus.Remove(r.get(id))}}
	if err := r.Save(r.ctx, gone.Revived()); err == nil {
		r.t.Error("what is there was brought back")
	}
	for range 2 { // removed, brought back, and once more
		r.must(r.Save(r.ctx, gone), "remove")
		r.must(r.Save(r.ctx, gone.Revived()), "bring back")
		if rec := r.get(id); rec.Deleted || campus.As[campus.Lesson](rec).Text != "Words" || !rec.Waiting {
			r.t.Fatalf("%+v", rec)
		}
		r.same("lessons", r.list(campus.Query{Space: r.class, Kind: "lesson"}), []campus.ID{id})
	}
	theirs := r.put(r.school, campus.NewID(), "post", r.me, &campus.Post{Topic: r.school, Text: "Mine"}, campus.Member)
	gone = campus.Action{Space: r.school, Changes: []campus.Change{campus.Remove(r.get(theirs))}}
	r.must(r.Save(r.ctx, gone), "remove")
	r.join(r.school, r.me, campus.None)
	if err := r.Save(r.ctx, gone.Revived()); err == nil {
		r.t.Error("who has left brings something back")
	}
}

func rules(r *room) {
	theirs := r.put(r.school, campus.NewID(), "lesson", r.other, &campus.Lesson{Title: "Theirs", Order: "n"}, campus.Member)
	good := campus.Create(campus.NewID(), "post", &campus.Post{Topic: r.school, Text: "Hello"})
	for name, c := range map[string]campus.Change{
		"a student makes a lesson": campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "Mine", Order: "n"}),
		"a student removes one":    campus.Remove(r.get(theirs)),
		"a lesson without a title": campus.Create(campus.NewID(), "lesson", &campus.Lesson{Order: "n"}),
	} {
		if err := r.Save(r.ctx, campus.Action{Space: r.school, Changes: []campus.Change{good, c}}); err == nil {
			r.t.Errorf("%s", name)
		}
	}
	r.same("nothing of a refused action is kept", r.list(campus.Query{Space: r.school, Kind: "post"}), []campus.ID{})
	if waiting, err := r.Waiting(r.ctx); err != nil || len(waiting) != 0 {
		r.t.Errorf("%+v, %v", waiting, err)
	}
}

func past(r *room) {
	id := r.led("lesson", r.other, &campus.Lesson{Title: "One", Order: "n"})
	for _, title := range []string{"Two", "Three"} {
		v := campus.As[campus.Lesson](r.get(id))
		v.Title = title
		c, _ := campus.Edit(r.get(id), &v)
		r.save(r.class, c)
	}
	was, err := r.Past(r.ctx, r.class, id)
	if err != nil || len(was) != 2 || campus.As[campus.Lesson](was[0]).Title != "Two" || campus.As[campus.Lesson](was[1]).Title != "One" || was[1].Editor != r.other || was[0].Editor != r.me {
		r.t.Fatalf("%+v, %v", was, err)
	}
	if other, err := r.Past(r.ctx, r.school, id); err != nil || len(other) != 0 {
		r.t.Errorf("another space tells of it: %+v, %v", other, err)
	}
	r.save(r.class, campus.Remove(r.get(id)))
	if was, err = r.Past(r.ctx, r.class, id); err != nil || len(was) != 0 {
		r.t.Errorf("what is gone has a past: %+v, %v", was, err)
	}
}

func drafts(r *room) {
	for _, text := range []string{"one", "two", ""} {
		r.must(r.KeepDraft(r.ctx, "place", text), "keep")
		if got, err := r.Draft(r.ctx, "place"); err != nil || got != text {
			r.t.Errorf("%q, %v", got, err)
		}
	}
}

func unread(r *room) {
	thread := campus.Thread{In: r.class, Of: r.class}
	topic := r.put(r.commons, campus.NewID(), "topic", r.other, &campus.Topic{Title: "T"}, campus.Member)
	first := r.led("post", r.other, &campus.Post{Topic: r.class, Text: "one"})
	r.led("post", r.me, &campus.Post{Topic: r.class, Text: "mine"})
	last := r.led("post", r.other, &campus.Post{Topic: r.class, Text: "two", Mentioned: []campus.ID{r.me}})
	check := func(when string, count int, calls bool) {
		r.t.Helper()
		all, err := r.Unread(r.ctx)
		r.must(err, "unread")
		if u := all[thread]; u.Count != count || u.Calls != calls || u.Type != campus.InClass || count > 0 && !u.Newest.Equal(r.get(last).Created) {
			r.t.Errorf("%s: %+v", when, u)
		}
		if u := all[campus.Thread{In: r.commons, Of: topic}]; u.Count != 1 {
			r.t.Errorf("%s: a topic of another's: %+v", when, u)
		}
	}
	check("nothing was read", 2, true)
	seen := func(upto time.Time) {
		was, err := r.Record(r.ctx, campus.ReadMarkID(thread.In, thread.Of))
		if campus.CodeOf(err) == campus.NotFound {
			was = campus.Record{}
		}
		c, _ := campus.MarkRead(thread, was, upto)
		r.save(campus.PersonalSpace(r.me), c)
	}
	seen(r.get(first).Created)
	check("one was read", 1, true)
	seen(r.get(last).Created)
	check("all was read", 0, false)
	last = r.led("post", r.other, &campus.Post{Topic: r.class, Text: "three"})
	check("one came", 1, false)
	said, err := r.Activity(r.ctx, []campus.ID{r.class})
	if err != nil || said[r.class].Count != 4 || !said[r.class].Last.Equal(r.get(last).Created) {
		r.t.Errorf("%+v, %v", said, err)
	}
	if said, err = r.Activity(r.ctx, []campus.ID{r.school}); err != nil || len(said) != 0 {
		r.t.Errorf("%+v, %v", said, err)
	}
}

func watching(r *room) {
	var mu sync.Mutex
	told := make(chan struct{}, 100)
	var kinds []string
	cancel := r.Watch(func(n campus.Notice) {
		mu.Lock()
		for k := range n.Kinds {
			kinds = append(kinds, k)
		}
		mu.Unlock()
		told <- struct{}{}
	})
	r.save(r.class, campus.Create(campus.NewID(), "lesson", &campus.Lesson{Title: "L", Order: "n"}))
	for deadline := time.After(10 * time.Second); ; {
		select {
		case <-told:
		case <-deadline:
			r.t.Fatalf("nobody was told of the lesson: %v", kinds)
		}
		mu.Lock()
		heard := false
		for _, k := range kinds {
			heard = heard || k == "lesson"
		}
		mu.Unlock()
		if heard {
			break
		}
	}
	cancel()
}
