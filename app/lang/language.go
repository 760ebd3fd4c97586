package lang

import (
	"encoding/json"
	"slices"
	"sync"

	"golang.org/x/text/feature/plural"
	xlang "golang.org/x/text/language"
	"golang.org/x/text/message"

	"rantau/assets/translations"
)

// English is the language of the exchange: the others fall back to it.
const English = "en"

// Language is one that the program speaks.
type Language struct {
	Tag  string // BCP 47
	Name string // as its speakers call it
}

// All are the languages of the program, in the order in which they are offered.
var All = []Language{
	{English, "English"}, {"id", "Bahasa Indonesia"}, {"ms", "Bahasa Melayu"}, {"fil", "Filipino"}, {"vi", "Tiếng Việt"},
	{"th", "ไทย"}, {"lo", "ລາວ"}, {"km", "ខ្មែរ"}, {"my", "မြန်မာ"}, {"tet", "Tetun"},
}

// Speaks tells whether the program has a language.
func Speaks(tag string) bool {
	return slices.ContainsFunc(All, func(l Language) bool { return l.Tag == tag })
}

// language is one that was read.
type language struct {
	tag     string
	phrases map[Text]*phrase
	dates   dates
	x       xlang.Tag
	printer *message.Printer

	once     sync.Once
	problems []problem // by sentences
	own      sync.Once
	texts    map[string]bool // by Own
}

var english = sync.OnceValue(func() *language { return read(English, nil) })

func load(tag string) *language {
	if tag == English {
		return english()
	}
	return read(tag, english().phrases)
}

// read reads a language. What is wrong in a file is found by a test, for it is in
// the program; here it leaves English.
func read(tag string, source map[Text]*phrase) *language {
	l := &language{tag: tag, phrases: map[Text]*phrase{}, x: xlang.Make(tag)}
	l.printer = message.NewPrinter(l.x)
	var file map[string]map[string]json.RawMessage
	data, err := translations.Files.ReadFile(tag + ".json")
	if err == nil {
		_ = json.Unmarshal(data, &file)
	}
	for section, texts := range file {
		for name, raw := range texts {
			t := Text(section + "." + name)
			if p := newPhrase(raw, source[t]); p != nil {
				l.phrases[t] = p
			}
		}
	}
	l.dates = datesOf(tag)
	return l
}

// plural gives CLDR's form for a whole number. A language that CLDR does not know,
// such as Tetum, has one form.
func (l *language) plural(n int) plural.Form {
	return plural.Cardinal.MatchPlural(l.x, n, 0, 0, 0, 0)
}

// Match gives the language of the program that fits a person's own best: those of
// the system, the most wanted first.
func Match(wanted ...string) string {
	have := make([]xlang.Tag, len(All))
	for i, l := range All {
		have[i] = xlang.Make(l.Tag)
	}
	_, i := xlang.MatchStrings(xlang.NewMatcher(have), wanted...)
	return All[i].Tag
}
