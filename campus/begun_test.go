package campus

import "testing"

func TestBegun(t *testing.T) {
	id, hash := string(NewID()), "5ac6dffe1c7761583b67432ed816cd02"
	for _, c := range []struct{ draft, want string }{
		{"", ""},
		{" half a sentence\n", "half a sentence"},
		{`["not", "a form"]`, `["not", "a form"]`},
		{`{half a formula}`, `{half a formula}`},
		{MoreThanText + `{"text":"with a quote","reply_to":"` + id + `"}`, "with a quote"},
		{`{"values":{"about":"Where we stand","title":"ຫຼືດິນ","points":"10","unit":"` + id + `","due":""},"base":{"title":"as it was"}}`, "ຫຼືດິນ\nWhere we stand"},
		{`{"Title":"Soil","Text":"Wet.\n\nDry.","Body":{"text":"before"}}`, "Soil\nWet.\n\nDry."},
		{`{"values":{"text":"my answer","files":"[{\"name\":\"plan.pdf\",\"type\":\"application/pdf\",\"manifest\":\"` + hash + `\",\"size\":12}]"}}`, "my answer\nplan.pdf"},
		{`{"answers":{"` + id + `":{"text":"Because it rains"}},"spent":1200}`, "Because it rains"},
		{`{"values":{}}`, ""},
		// What somebody typed into a field for words stays as it is, whatever it looks like.
		{`{"values":{"text":"{\"depth\": 12, \"name\": \"well\"}","files":"[]"}}`, `{"depth": 12, "name": "well"}`},
		{`{"answers":{"` + id + `":{"text":"42"}}}`, "42"},
		{`{"values":{"text":"` + hash + `"}}`, hash},
		// Not what others wrote before, nor who was chosen of the people there.
		{`{"values":{"name":"Wells","about":"as it was"},"base":{"name":"Well","about":"as it was"}}`, "Wells"},
		{`{"title":"Soil","text":"Wet.\n\nTheirs.\n\nMine.","base":{"title":"Soil","text":"Wet.\n\nTheirs."}}`, "Mine."},
		{`{"text":"Theirs.\nMine.","body":{"text":"Theirs."}}`, "Mine."},
		{`{"values":{"whom":"` + id + " " + id + `"}}`, ""},
	} {
		if got := Begun(c.draft); got != c.want {
			t.Errorf("%q\n gives %q\n  want %q", c.draft, got, c.want)
		}
	}
}
