package campus

import (
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"
)

// TestValidate takes the good sample of each kind and spoils one field.
func TestValidate(t *testing.T) {
	long := strings.Repeat("x", MaxName+1)
	text := strings.Repeat("ก", MaxText+1)
	for _, c := range []struct{ kind, field, value string }{
		{"commons", "name", ""}, {"commons", "name", " \t"}, {"commons", "name", long}, {"commons", "name", "a\nb"},
		{"institution", "name", ""}, {"institution", "about", text},
		{"college", "name", ""}, {"college", "country", ""}, {"college", "country", "th"}, {"college", "country", "THA"},
		{"college", "city", long}, {"college", "about", text}, {"college", "institution", ""},
		{"group", "name", ""}, {"group", "name", "evil \u202egnp.exe"}, {"group", "about", "a\x00b"},
		{"class", "title", ""}, {"class", "area", long}, {"class", "about", text},
		{"talk", "title", long}, {"talk", "title", "a\x1bb"},
		{"personal", "owner", ""}, {"personal", "owner", "me"},
		{"membership", "role", ""}, {"membership", "role", "king"}, {"membership", "person", "x"},
		{"person", "name", ""}, {"person", "work", long}, {"person", "area", "a\u2066b"}, {"person", "languages", "a\nb"},
		{"person", "about", strings.Repeat("x", 2001)},
		{"topic", "title", ""}, {"topic", "text", text},
		{"post", "text", ""}, {"post", "text", " \n "}, {"post", "text", text}, {"post", "text", "\x00"}, {"post", "topic", ""}, {"post", "topic", "here"}, {"post", "reply_to", "there"},
		{"article", "title", ""}, {"article", "text", text},
		{"lesson", "title", ""}, {"lesson", "text", text}, {"lesson", "order", strings.Repeat("n", MaxLine+1)},
		{"request", "state", ""}, {"request", "state", "lost"}, {"request", "title", ""}, {"request", "text", text},
		{"request", "deadline", "tomorrow"}, {"request", "deadline", "2027-02-30"}, {"request", "area", long}, {"request", "languages", long},
		{"document", "name", ""}, {"document", "name", ".."}, {"document", "manifest", ""}, {"document", "manifest", strings.ToUpper(hash64)},
		{"document", "lesson", "one"}, {"document", "type", long}, {"document", "category", long}, {"document", "about", strings.Repeat("x", 2001)},
	} {
		checkSpoilt(t, c.kind, c.field, string(encode(c.value)))
	}
	for _, c := range []struct{ kind, field, value string }{
		{"request", "send", "-1"}, {"request", "send", "1001"}, {"request", "receive", "-1"}, {"request", "receive", "1001"},
		{"document", "size", "-1"}, {"document", "size", "4294967297"},
	} {
		checkSpoilt(t, c.kind, c.field, c.value)
	}
}

func checkSpoilt(t *testing.T, kind, field, value string) {
	t.Helper()
	fields := maps.Clone(fieldsOf(t, samples[kind].body))
	fields[field] = json.RawMessage(value)
	v, err := kindOrFail(t, kind).Decode(NewBody(fields))
	if err != nil {
		t.Fatal(err)
	}
	if err = v.Validate(); CodeOf(err) != Invalid {
		t.Errorf("a %s whose %s is %.40s: %v", kind, field, value, err)
	}
}

func TestDecodeRefuses(t *testing.T) {
	lesson := kindOrFail(t, "lesson")
	for name, body := range map[string]string{
		"a text that is a number": `{"text":5}`,
		"a list":                  `[]`,
		"half an object":          `{"text":`,
	} {
		if _, err := lesson.Decode(Body(body)); CodeOf(err) != Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	big := Body(`{"text":"` + strings.Repeat("x", MaxBody) + `"}`)
	if _, err := lesson.Decode(big); CodeOf(err) != TooLarge {
		t.Errorf("a body over the limit: %v", err)
	}
	var e *Error
	_, err := lesson.Decode(Body(`{"text":5}`))
	if !errors.As(err, &e) || e.Field != "text" {
		t.Errorf("the error does not name the field: %v", err)
	}
}
