package campus

import (
	"errors"
	"testing"
	"time"
)

func TestPlace(t *testing.T) {
	p := Place{Device: "d1", In: place, Of: place, Page: 17, Part: 300}
	for name, c := range map[string]struct {
		change func(*Place)
		field  string
	}{
		"as it is":          {func(*Place) {}, ""},
		"the whole page":    {func(p *Place) { p.Zoom = -1 }, ""},
		"above the first":   {func(p *Place) { p.Page, p.Part = 1, -1000 }, ""},
		"page 0":            {func(p *Place) { p.Page = 0 }, "page"},
		"a page far beyond": {func(p *Place) { p.Page = 1 << 40 }, "page"},
		"beside the page":   {func(p *Place) { p.Part = 1 << 40 }, "part"},
		"no zoom":           {func(p *Place) { p.Zoom = -2 }, "zoom"},
		"turned five times": {func(p *Place) { p.Turn = 5 }, "turn"},
		"no computer":       {func(p *Place) { p.Device = "" }, "device"},
		"nowhere":           {func(p *Place) { p.Of = "" }, "of"},
	} {
		v := p
		c.change(&v)
		err := v.Validate()
		var e *Error
		if (err == nil) != (c.field == "") || err != nil && (!errors.As(err, &e) || e.Field != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if near := p; !near.Near(Place{Device: "d1", In: place, Of: place, Page: 17, Part: 310}) || near.Near(Place{Device: "d1", In: place, Of: place, Page: 18, Part: 300}) {
		t.Error("what is near is not told from what is far")
	}
}

func TestNewestPlace(t *testing.T) {
	at := func(device string, page, minute int) Record {
		r := made("place", minute+1, &Place{Device: device, In: place, Of: place, Page: page})
		r.Edited = time.Date(2026, 3, 1, 8, minute, 0, 0, time.UTC)
		return r
	}
	gone := at("d4", 4, 50)
	gone.Deleted = true
	all := []Record{at("d1", 1, 10), at("d2", 2, 30), at("d3", 3, 20), gone, at("d5", 0, 55)}
	if p, when := NewestPlace(all, place, place); p.Page != 2 || when != all[1].Edited {
		t.Error(p, when)
	}
	if p, _ := NewestPlace(all, place, other); p.Page != 0 {
		t.Error("a place of another document:", p)
	}
}
