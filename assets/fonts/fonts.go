// Package fonts holds the faces of the program: every script of the exchange in each.
// make.py makes them; OFL.txt is their licence.
package fonts

import _ "embed" // the faces beside this file

// The faces.
var (
	//go:embed RantauSans-Regular.ttf
	Regular []byte
	//go:embed RantauSans-Bold.ttf
	Bold []byte
	//go:embed RantauSans-Italic.ttf
	Italic []byte
	//go:embed RantauSans-BoldItalic.ttf
	BoldItalic []byte
	//go:embed RantauSans-Mono.ttf
	Mono []byte
)
