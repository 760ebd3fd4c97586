package campus

import (
	"testing"
	"time"
)

func TestErrandsOf(t *testing.T) {
	rec := func(kind, body string, a Audience, deleted bool) Record {
		return Record{ID: record, Kind: kind, Space: place, Audience: a, Deleted: deleted, Body: Body(body)}
	}
	for _, c := range []struct {
		name string
		rec  Record
		want []Errand
	}{
		{"a draft with a date", rec("lesson", `{"publish":5000}`, StaffOnly, false), []Errand{{ErrandPublish, time.UnixMilli(5000)}}},
		{"a draft without", rec("lesson", `{}`, StaffOnly, false), nil},
		{"published already", rec("lesson", `{"publish":5000}`, Everyone, false), nil},
		{"deleted", rec("lesson", `{"publish":5000}`, StaffOnly, true), nil},
		{"a post that was removed", rec("post", `{}`, Everyone, true), []Errand{{What: ErrandTidy}}},
		{"somebody's own", rec("lesson", `{"publish":5000}`, Audience(me), false), nil},
		{"a kind without the field", rec("post", `{"publish":5000}`, StaffOnly, false), nil},
	} {
		got := ErrandsOf(c.rec)
		if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	draft := rec("lesson", `{"publish":5000,"title":"One"}`, Everyone, false)
	c := Unpublish(draft)
	m, err := Merge(kindOrFail(t, "lesson"), draft, c, nil)
	if err != nil || m.Mixed || m.Audience != StaffOnly || string(m.Body) != `{"title":"One"}` {
		t.Errorf("a draft again: %s for %q, %v", m.Body, m.Audience, err)
	}
}
