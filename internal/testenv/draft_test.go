package testenv

import (
	"context"
	"testing"

	"rantau/campus"
)

// What was saved must not come back as a draft: a person would send it twice.
func TestSavingLetsGoOfTheDraftAtOnce(t *testing.T) {
	t.Parallel()
	e := New(t, false, "teacher:siti")
	d := e.Device("siti")
	d.Sync()
	ctx := context.Background()
	draft := func() string {
		text, err := d.Draft(ctx, "post/here")
		e.must(err)
		return text
	}
	e.must(d.KeepDraft(ctx, "post/here", "hello"))
	refused := campus.Say(campus.NewID(), campus.NewID(), "hello")
	refused.Draft = "post/here"
	if err := d.Save(ctx, refused); err == nil || draft() != "hello" {
		t.Fatalf("refused with %v; the draft is %q", err, draft())
	}
	class := campus.NewClass(d.Me(), campus.Course{Title: "Soil"})
	d.Do(class)
	say := campus.Say(class.Space, class.Space, "hello")
	say.Draft = "post/here"
	d.Do(say)
	d.Restart()
	if draft() != "" {
		t.Errorf("after saving, the draft is %q", draft())
	}
}
