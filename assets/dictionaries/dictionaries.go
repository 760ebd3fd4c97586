// Package dictionaries holds ICU's word lists of the scripts that write no spaces.
package dictionaries

import _ "embed" // the files beside this one

// The dictionaries, in ICU's own form; extract.py says where they come from.
var (
	//go:embed thai.dict
	Thai []byte
	//go:embed lao.dict
	Lao []byte
	//go:embed khmer.dict
	Khmer []byte
	//go:embed burmese.dict
	Burmese []byte
)
