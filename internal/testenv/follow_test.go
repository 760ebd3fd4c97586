package testenv_test

import (
	"context"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync/server"
)

// TestDocumentsFollowWhatTheyHangOn: the pictures and attachments of a draft are
// published with it, by hand and on its date, and so is one that comes too late.
func TestDocumentsFollowWhatTheyHangOn(t *testing.T) {
	t.Parallel()
	now := time.Now()
	e := testenv.NewWith(t, server.Options{Clock: func() time.Time { return now }}, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	doc := func(of, lesson campus.ID) campus.Change {
		return campus.Create(campus.NewID(), "document", &campus.Document{Name: "a.png", Size: 1, Manifest: hash(), Of: of, Lesson: lesson}).For(campus.StaffOnly)
	}
	draft := func(publish int64) (campus.ID, campus.Change) {
		id := campus.NewID()
		return id, campus.Create(id, "lesson", &campus.Lesson{Title: "One", Order: "n", Publish: publish}).For(campus.StaffOnly)
	}
	monday, one := draft(now.Add(time.Hour).UnixMilli())
	byHand, two := draft(0)
	picture, file, other, mine := doc("", monday), doc(monday, ""), doc("", byHand), doc("", "")
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{one, two, picture, file, other, mine}})
	sync := func() {
		t.Helper()
		if _, _, err := e.Server.DoErrands(context.Background()); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			siti.Sync()
			dara.Sync()
		}
	}
	sync()
	if dara.Has(picture.Record) || dara.Has(file.Record) {
		t.Fatal("a student sees the pictures of a draft")
	}
	now = now.Add(2 * time.Hour)
	sync()
	if !dara.Has(monday) || !dara.Has(picture.Record) || !dara.Has(file.Record) {
		t.Error("what hangs on a draft is not published with it")
	}
	if dara.Has(other.Record) || dara.Has(mine.Record) {
		t.Error("documents of something else are published too")
	}
	late := doc("", monday) // added on a computer that has not heard of the publishing
	siti.Do(campus.Action{Space: class, Changes: []campus.Change{late}})
	sync()
	if !dara.Has(late.Record) {
		t.Error("a picture that came after the publishing stays hidden")
	}

	documents := []campus.Record{siti.Get(other.Record), siti.Get(mine.Record)}
	siti.Do(campus.Action{Space: class, Changes: campus.PublishWith(siti.Get(byHand), documents)})
	sync()
	if !dara.Has(byHand) || !dara.Has(other.Record) || dara.Has(mine.Record) {
		t.Error("publishing by hand takes the wrong documents along")
	}
	documents = []campus.Record{siti.Get(other.Record), siti.Get(mine.Record)}
	siti.Do(campus.Action{Space: class, Changes: campus.UnpublishWith(siti.Get(byHand), documents)})
	sync()
	if dara.Has(byHand) || dara.Has(other.Record) {
		t.Error("a draft again, and its picture is still seen")
	}
}
