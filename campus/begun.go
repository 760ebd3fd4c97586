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
// it was before, and what is before by now: what stands there is not what its reader wrote.
func Begun(draft string, before ...Body) string {
	whole := formOf(draft)
	if whole == nil {
		return strings.TrimSpace(draft)
	}
	var w begunWords
	for k, v := range whole {
		if was, is := v.(map[string]any); is && wasBefore[strings.ToLower(k)] {
			w.before = append(w.before, was)
		}
	}
	for _, b := range before {
		var was map[string]any
		if json.Unmarshal(b, &was) == nil {
			w.before = append(w.before, was)
		}
	}
	w.in("", whole)
	return strings.Join(w.out, "\n")
}

// BegunFiles gives the files beside what somebody had begun to type: their bytes may be on
// this computer alone.
func BegunFiles(draft string) (out []Document) {
	files(formOf(draft), &out)
	return out
}

// formOf reads a draft that is more than a text, nil for any other.
func formOf(draft string) (whole map[string]any) {
	if json.Unmarshal([]byte(strings.TrimPrefix(draft, MoreThanText)), &whole) != nil {
		return nil
	}
	return whole
}

// MoreThanText begins a draft that is more than its text: the rest is JSON. Nobody types it.
const MoreThanText = "\x01"

// wasBefore are the parts of a draft that hold the record as it was.
var wasBefore = map[string]bool{"base": true, "body": true}

// notTyped are the parts of a draft that its author did not write.
var notTyped = map[string]bool{"base": true, "body": true, "of": true, "reply_to": true, "type": true, "mime": true}

// saidFirst are the parts that say what the rest is about.
var saidFirst = []string{"title", "name", "text"}

// written are the parts that people write: whatever it looks like, it is theirs.
var written = map[string]bool{"title": true, "name": true, "text": true, "about": true, "comment": true, "words": true, "reason": true}

// begunWords are found in a draft.
type begunWords struct {
	before []map[string]any // the record as it was, by field
	out    []string
}

func (w *begunWords) in(key string, v any) {
	switch v := v.(type) {
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		slices.SortStableFunc(keys, func(a, b string) int { return rank(a) - rank(b) })
		for _, k := range keys {
			if field := partOf(k); !notTyped[field] {
				w.in(field, v[k])
			}
		}
	case []any:
		for _, one := range v {
			w.in(key, one)
		}
	case string:
		for _, b := range w.before {
			was, _ := b[key].(string)
			v = own(v, was)
		}
		var inner any
		s := strings.TrimSpace(v)
		switch {
		case s == "":
		case written[key]:
			w.out = append(w.out, s)
		case isNamed(s) || isHash(s) || !strings.ContainsFunc(s, unicode.IsLetter):
		case (s[0] == '[' || s[0] == '{') && json.Unmarshal([]byte(s), &inner) == nil:
			w.in("", inner)
		default:
			w.out = append(w.out, s)
		}
	}
}

// own leaves out of a text the lines that it had before.
func own(s, was string) string {
	if was == "" {
		return s
	}
	had := map[string]bool{}
	for line := range strings.Lines(was) {
		had[strings.TrimSpace(line)] = true
	}
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSuffix(line, "\n"); strings.TrimSpace(line) == "" || !had[strings.TrimSpace(line)] {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

func files(v any, out *[]Document) {
	switch v := v.(type) {
	case map[string]any:
		name, _ := v["name"].(string)
		manifest, _ := v["manifest"].(string)
		if name != "" && validHash(manifest) {
			size, _ := v["size"].(float64)
			mime, _ := v["type"].(string)
			*out = append(*out, Document{Name: CleanFileName(name), Type: mime, Size: int64(size), Manifest: manifest})
			return
		}
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if !wasBefore[strings.ToLower(k)] {
				files(v[k], out)
			}
		}
	case []any:
		for _, one := range v {
			files(one, out)
		}
	case string:
		var inner any
		if strings.HasPrefix(v, "[{") && json.Unmarshal([]byte(v), &inner) == nil {
			files(inner, out)
		}
	}
}

// partOf is what a part of a draft is called: a form over several changes numbers them.
func partOf(key string) string {
	return strings.ToLower(key[strings.LastIndexByte(key, '.')+1:])
}

func rank(key string) int {
	if i := slices.Index(saidFirst, partOf(key)); i >= 0 {
		return i
	}
	return len(saidFirst)
}

// isNamed tells whether a text is nothing but IDs.
func isNamed(s string) bool {
	return !slices.ContainsFunc(strings.Fields(s), func(one string) bool { return !ID(one).Valid() })
}

func isHash(s string) bool {
	return len(s) >= 16 && len(s)%2 == 0 && strings.Trim(s, "0123456789abcdef") == ""
}
