// Package lang says what the program says, in the language that its person chose:
// words, plurals, numbers, dates and sizes. The language is switched while the
// program runs; what is on the screen is made anew then.
package lang

import (
	"sync/atomic"

	"golang.org/x/text/feature/plural"
)

// Text is something that the program says, by its name in the files of
// assets/translations: "package.name", where a constant of that name is.
type Text string

// current is the language in use. It is set on the goroutine that draws and read on
// any.
var current atomic.Pointer[language]

func init() { current.Store(load(English)) }

// Use switches to a language. One that the program does not have leaves the one in
// use.
func Use(tag string) {
	if Speaks(tag) && tag != Current() {
		current.Store(load(tag))
	}
}

// Current gives the tag of the language in use.
func Current() string { return current.Load().tag }

// Say puts a text in words. The arguments take the places of the English text's
// {names}, in the order in which they stand there. Numbers are written as the
// language does.
func (t Text) Say(args ...any) string { return t.in(current.Load(), plural.Other, nil, args) }

// Count is Say for a text with a number in it, {n}, in the plural that the language
// has for it.
func (t Text) Count(n int, args ...any) string {
	l := current.Load()
	return t.in(l, l.plural(n), &n, args)
}

func (t Text) in(l *language, form plural.Form, n *int, args []any) string {
	p := l.phrases[t]
	if p == nil {
		p = english().phrases[t]
	}
	if p == nil {
		return string(t) // a test looks for these
	}
	return p.fill(l, form, n, args)
}

// Has tells whether the language in use, or English, has the text.
func (t Text) Has() bool { return current.Load().phrases[t] != nil || english().phrases[t] != nil }

// Term puts a word of the exchange in the language in use: a study area, a category, a
// kind of work. Records hold the English one. What is no such word stays as it is.
func Term(english string) string {
	if t := Text("terms." + english); current.Load().phrases[t] != nil {
		return t.Say()
	}
	return english
}

// Terms is Term for a list.
func Terms(english []string) []string {
	out := make([]string, len(english))
	for i, word := range english {
		out[i] = Term(word)
	}
	return out
}
