package lang

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
)

// problems is the section of what rules, the copy and the server say. It is keyed by
// the English sentence, with {1}, {2} for what is put in: a sentence comes as text,
// over the wire and out of the outbox, and a newer server may say others.
const problems = "errors."

// problem is a sentence with places in it.
type problem struct {
	match   *regexp.Regexp
	literal int // how much of it is the same in every sentence
	text    Text
}

// Problem puts a sentence that is known in English in the language in use. One that
// is not known stays as it is.
func Problem(s string) string {
	l := current.Load()
	if l.tag == English || s == "" {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	for _, s := range []string{s, string(unicode.ToLower(first)) + s[size:]} {
		if p := l.phrases[Text(problems+s)]; p != nil {
			return p.fill(l, plural.Other, nil, nil)
		}
		for _, p := range l.sentences() {
			if args := p.match.FindStringSubmatch(s); args != nil {
				return l.phrases[p.text].place(args[1:])
			}
		}
	}
	return s
}

// sentences are the problems with places, the most particular first.
func (l *language) sentences() []problem {
	l.once.Do(func() {
		for t := range l.phrases {
			s, ok := strings.CutPrefix(string(t), problems)
			if !ok || !strings.Contains(s, "{") {
				continue
			}
			var b strings.Builder
			p := problem{text: t}
			for _, piece := range pieces(s) {
				if piece.name != "" {
					b.WriteString("(.+?)")
				}
				b.WriteString(regexp.QuoteMeta(piece.text))
				p.literal += len(piece.text)
			}
			p.match = regexp.MustCompile("(?s)^" + b.String() + "$")
			l.problems = append(l.problems, p)
		}
		slices.SortFunc(l.problems, func(a, b problem) int { return b.literal - a.literal })
	})
	return l.problems
}

// place puts the words that were found in the English sentence in this one: words of
// the exchange in its language.
func (p *phrase) place(args []string) string {
	var b strings.Builder
	for _, piece := range p.forms[plural.Other] {
		i, err := strconv.Atoi(piece.name)
		switch {
		case piece.name == "":
			b.WriteString(piece.text)
		case err == nil && i >= 1 && i <= len(args):
			b.WriteString(Term(args[i-1]))
		}
	}
	return b.String()
}
