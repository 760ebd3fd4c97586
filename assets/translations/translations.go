// Package translations holds the words of the program, one file a language, and how
// each language writes dates. docs/translating.md says how to add one.
package translations

import (
	"embed"
	_ "embed" // cldr.json
)

// Files are en.json and one for each other language, named by its BCP 47 tag.
//
//go:embed en.json id.json ms.json fil.json vi.json th.json km.json lo.json my.json tet.json
var Files embed.FS

// CLDR is what the languages' dates, digits and names of languages are; cldr.py makes
// it.
//
//go:embed cldr.json
var CLDR []byte
