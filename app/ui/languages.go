package ui

import (
	"strings"

	"rantau/app/lang"
	"rantau/campus"
)

// Languages are those that people of the exchange speak, by their BCP 47 tags.
// English, the common one, comes first.
var Languages = []string{"en", "my", "fil", "id", "km", "lo", "ms", "zh", "ta", "tet", "th", "vi"}

// LanguageNames puts tags in words. A tag that is not known stays as it is.
func LanguageNames(tags string) string {
	var names []string
	for _, tag := range strings.Fields(tags) {
		if name := lang.Called(tag); name != "" {
			tag = name
		}
		names = append(names, tag)
	}
	return strings.Join(names, ", ")
}

// LanguageOptions are the languages of the exchange for a form.
func LanguageOptions() (tags, names []string) {
	for _, tag := range Languages {
		names = append(names, lang.Called(tag))
	}
	return Languages, names
}

// Country gives a country's name in the language of the window.
func Country(code string) string { return lang.Term(campus.CountryName(code)) }

// Countries are the names of the countries of the exchange, in their order.
func Countries() []string {
	out := make([]string, len(campus.Countries))
	for i, c := range campus.Countries {
		out[i] = Country(c.Code)
	}
	return out
}
