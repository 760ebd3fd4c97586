package ui

import "strings"

// Language is one that people of the exchange speak.
type Language struct{ Tag, Name string }

// Languages are those of the exchange, by their BCP 47 tags. English, the
// common one, comes first.
var Languages = []Language{
	{"en", "English"}, {"my", "Burmese"}, {"fil", "Filipino"}, {"id", "Indonesian"}, {"km", "Khmer"}, {"lo", "Lao"},
	{"ms", "Malay"}, {"zh", "Mandarin"}, {"ta", "Tamil"}, {"tet", "Tetum"}, {"th", "Thai"}, {"vi", "Vietnamese"},
}

// LanguageNames puts tags in words. A tag that is not known stays as it is.
func LanguageNames(tags string) string {
	var names []string
	for _, tag := range strings.Fields(tags) {
		name := tag
		for _, l := range Languages {
			if strings.EqualFold(l.Tag, tag) || tag == "tl" && l.Tag == "fil" {
				name = l.Name
			}
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// LanguageOptions are the languages of the exchange for a form.
func LanguageOptions() (tags, names []string) {
	for _, l := range Languages {
		tags, names = append(tags, l.Tag), append(names, l.Name)
	}
	return tags, names
}
