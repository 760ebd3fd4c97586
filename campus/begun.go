package campus

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Begun gives the words of what somebody had begun to type anywhere in the program, to be
// read and copied: a form keeps its fields as JSON, an editor its title and text. Titles come
// first; IDs, hashes and numbers, which nobody typed, are left out, and so is the record as
// it was before.
func Begun(draft string) string {
	var whole map[string]any
	rest := strings.TrimPrefix(draft, MoreThanText)
	if json.Unmarshal([]byte(rest), &whole) != nil {
		return strings.TrimSpace(draft)
	}
	var out []string
	wordsIn(whole, &out)
	return strings.Join(out, "\n")
}

// MoreThanText begins a draft that is more than its text: the rest is JSON. Nobody types it.
const MoreThanText = "\x01"

// notTyped are the parts of a draft that its author did not write.
var notTyped = map[string]bool{"base": true, "body": true, "of": true, "reply_to": true, "type": true, "mime": true}

// saidFirst are the parts that say what the rest is about.
var saidFirst = []string{"title", "name", "text"}

func wordsIn(v any, out *[]string) {
	switch v := v.(type) {
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		slices.SortStableFunc(keys, func(a, b string) int { return rank(a) - rank(b) })
		for _, k := range keys {
			if !notTyped[strings.ToLower(k)] {
				wordsIn(v[k], out)
			}
		}
	case []any:
		for _, one := range v {
			wordsIn(one, out)
		}
	case string:
		var inner any
		s := strings.TrimSpace(v)
		switch {
		case s == "" || ID(s).Valid() || isHash(s) || !strings.ContainsFunc(s, unicode.IsLetter):
		case (s[0] == '[' || s[0] == '{') && json.Unmarshal([]byte(s), &inner) == nil:
			wordsIn(inner, out)
		default:
			*out = append(*out, s)
		}
	}
}

func rank(key string) int {
	if i := slices.Index(saidFirst, strings.ToLower(key)); i >= 0 {
		return i
	}
	return len(saidFirst)
}

func isHash(s string) bool {
	return len(s) >= 16 && len(s)%2 == 0 && strings.Trim(s, "0123456789abcdef") == ""
}
