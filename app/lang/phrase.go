package lang

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
)

// phrase is a text in one language, in each of its plural forms.
type phrase struct {
	names []string // of the English text, in order: what the arguments are
	forms map[plural.Form][]piece
}

// piece is literal text, or the place of an argument.
type piece struct{ text, name string }

// counted is the name of the number that decides on the plural.
const counted = "n"

var forms = map[string]plural.Form{"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few,
	"many": plural.Many, "other": plural.Other}

// newPhrase reads a text: a string, or an object of plural forms. Nil where it is
// neither.
func newPhrase(raw json.RawMessage, source *phrase) *phrase {
	p := &phrase{forms: map[plural.Form][]piece{}}
	var one string
	var many map[string]string
	switch {
	case json.Unmarshal(raw, &one) == nil:
		p.forms[plural.Other] = pieces(one)
	case json.Unmarshal(raw, &many) == nil && many["other"] != "":
		for name, text := range many {
			p.forms[forms[name]] = pieces(text)
		}
	default:
		return nil
	}
	if source != nil {
		p.names = source.names
		return p
	}
	for _, piece := range p.forms[plural.Other] {
		if piece.name != "" && !slices.Contains(p.names, piece.name) {
			p.names = append(p.names, piece.name)
		}
	}
	return p
}

// pieces cuts a text at its {names}.
func pieces(s string) (out []piece) {
	for s != "" {
		open := strings.IndexByte(s, '{')
		shut := strings.IndexByte(s, '}')
		if open < 0 || shut < open {
			return append(out, piece{text: s})
		}
		if open > 0 {
			out = append(out, piece{text: s[:open]})
		}
		out = append(out, piece{name: s[open+1 : shut]})
		s = s[shut+1:]
	}
	return out
}

func (p *phrase) fill(l *language, form plural.Form, n *int, args []any) string {
	pieces, ok := p.forms[form]
	if !ok {
		pieces = p.forms[plural.Other]
	}
	if len(pieces) == 1 && pieces[0].name == "" {
		return pieces[0].text
	}
	var b strings.Builder
	for _, piece := range pieces {
		if piece.name == "" {
			b.WriteString(piece.text)
			continue
		}
		b.WriteString(l.write(p.argument(piece.name, n, args)))
	}
	return b.String()
}

func (p *phrase) argument(name string, n *int, args []any) any {
	if name == counted && n != nil {
		return *n
	}
	i := 0
	for _, has := range p.names {
		if has == counted && n != nil {
			continue
		}
		if has == name {
			break
		}
		i++
	}
	if i >= len(args) {
		return "{" + name + "}"
	}
	return args[i]
}

// write gives an argument in words: numbers as the language has them.
func (l *language) write(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int, int64, float64:
		return l.number(v)
	}
	return fmt.Sprint(v)
}
