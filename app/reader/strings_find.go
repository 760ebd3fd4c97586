package reader

import "rantau/app/lang"

// What is said while somebody looks for words in a document.
const (
	findHint    lang.Text = "reader.findHint"
	findNumber  lang.Text = "reader.findNumber"
	findLooking lang.Text = "reader.findLooking"
	findStill   lang.Text = "reader.findStill"
	findNone    lang.Text = "reader.findNone"
	findNoText  lang.Text = "reader.findNoText"
)
