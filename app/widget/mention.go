package widget

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// farthest is how far before the cursor an @ may stand to be that of a name.
const farthest = 60

// mentionAt finds the name that is being typed: from is the place of its @.
func mentionAt(text []rune, cursor int) (from int, typed string, ok bool) {
	if cursor > len(text) {
		return 0, "", false
	}
	for at := cursor - 1; at >= 0 && cursor-at <= farthest && text[at] != '\n'; at-- {
		if text[at] != '@' {
			continue
		}
		// An address has a letter before its @.
		if at > 0 && (unicode.IsLetter(text[at-1]) || unicode.IsDigit(text[at-1]) || unicode.IsMark(text[at-1])) {
			return 0, "", false
		}
		typed = string(text[at+1 : cursor])
		return at, typed, typed == "" || !unicode.IsSpace(text[at+1])
	}
	return 0, "", false
}

// Crowd is who can be mentioned at a place.
type Crowd struct {
	People *ui.People
	Of     []campus.ID // nil for everybody
	Me     campus.ID
}

// most is how many people are offered at once: who looks for another types on.
const mostOffered = 50

// find gives those of whose name or institution every typed word begins a word.
func (c Crowd) find(typed string) []campus.ID {
	if c.People == nil {
		return nil
	}
	asked := strings.Fields(strings.ToLower(typed))
	var found []campus.ID
	fits := func(id campus.ID) {
		if id == c.Me || len(found) >= mostOffered || mentionName(c.People, id) == "" {
			return
		}
		of := strings.Fields(strings.ToLower(c.People.Name(id)))
		for _, w := range asked {
			if !slices.ContainsFunc(of, func(n string) bool { return strings.HasPrefix(n, w) }) {
				return
			}
		}
		found = append(found, id)
	}
	if c.Of != nil {
		for _, id := range c.Of {
			fits(id)
		}
		return found
	}
	for _, r := range c.People.All {
		fits(r.ID)
	}
	return found
}

// mentionName is somebody's name as it stands behind an @, "" for nobody.
func mentionName(people *ui.People, id campus.ID) string {
	return strings.Join(strings.Fields(Clean(people.Person(id).Name)), " ")
}

// named finds in a text whom it calls by the whole name behind an @, typed and not chosen
// from the list. A name that two of the crowd have calls neither.
func (c Crowd) named(text string) (out []campus.ID) {
	if c.People == nil || !strings.Contains(text, "@") {
		return nil
	}
	by := map[string][]campus.ID{}
	look := func(id campus.ID) {
		raw := c.People.Name(id)
		if id == c.Me || raw == "" || !strings.Contains(text, "@"+raw[:min(len(raw), 2)]) { // most are not, and this is quick
			return
		}
		if name := mentionName(c.People, id); name != "" && indexName(text, "@"+name, 0) >= 0 {
			by[name] = append(by[name], id)
		}
	}
	if c.Of != nil {
		for _, id := range c.Of {
			look(id)
		}
	} else {
		for _, r := range c.People.All {
			look(r.ID)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		if len(by[name]) == 1 {
			out = append(out, by[name][0])
		}
	}
	return out
}

// mentioned keeps of these people those whose name stands in the text, each once, as
// many as a post may mention.
func mentioned(text string, people *ui.People, ids []campus.ID) []campus.ID {
	var out []campus.ID
	for _, id := range ids {
		name := mentionName(people, id)
		if name != "" && len(out) < campus.MaxMentions && !slices.Contains(out, id) && indexName(text, "@"+name, 0) >= 0 {
			out = append(out, id)
		}
	}
	return out
}

// stillMentioned is who a changed text mentions: those who are named in it, and those whom
// the text before mentioned by a name that is no longer theirs or is not known here.
func stillMentioned(before, text string, people *ui.People, was, chosen []campus.ID) []campus.ID {
	out := mentioned(text, people, append(slices.Clone(was), chosen...))
	for _, id := range was {
		name := mentionName(people, id)
		if (name == "" || indexName(before, "@"+name, 0) < 0) && !slices.Contains(out, id) && len(out) < campus.MaxMentions {
			out = append(out, id)
		}
	}
	return out
}

// indexName finds a name that ends where a word does.
func indexName(text, name string, from int) int {
	for from <= len(text) {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return -1
		}
		rest := text[from+i+len(name):]
		if r := []rune(rest[:min(len(rest), 4)]); len(r) == 0 || !unicode.IsLetter(r[0]) && !unicode.IsDigit(r[0]) && !unicode.IsMark(r[0]) {
			return from + i
		}
		from += i + len(name)
	}
	return -1
}

// mostMarked is how many names are marked in one text: who repeats one ten thousand times
// does not make the others wait.
const mostMarked = 200

// mentionRuns marks the names of those who are mentioned in a text that is clean
// already. A tap on a name shows who it is.
func mentionRuns(text string, people *ui.People, ids []campus.ID, meet func(campus.ID) func()) []Run {
	type name struct {
		word string
		id   campus.ID
	}
	var names []name
	for _, id := range ids {
		if n := mentionName(people, id); n != "" {
			names = append(names, name{"@" + n, id})
		}
	}
	// Of two that begin alike the longer one is meant.
	slices.SortStableFunc(names, func(a, b name) int { return len(b.word) - len(a.word) })
	var runs []Run
	for text != "" && len(runs) < 2*mostMarked {
		at, which := -1, name{}
		for _, n := range names {
			if i := indexName(text, n.word, 0); i >= 0 && (at < 0 || i < at) {
				at, which = i, n
			}
		}
		if at < 0 {
			break
		}
		if at > 0 {
			runs = append(runs, Run{Text: text[:at]})
		}
		runs = append(runs, Run{Text: which.word, Style: fyne.TextStyle{Bold: true}, Color: theme.ColorNameAccent, Link: meet(which.id)})
		text = text[at+len(which.word):]
	}
	if text != "" || len(runs) == 0 {
		runs = append(runs, Run{Text: text})
	}
	return runs
}
