package reader

import "rantau/app/lang"

// What is said about links.
const (
	linkWord   lang.Text = "reader.linkWord"
	linkTitle  lang.Text = "reader.linkTitle"
	linkOpen   lang.Text = "reader.linkOpen"
	linkCopy   lang.Text = "reader.linkCopy"
	backTo     lang.Text = "reader.backTo"
	backPage   lang.Text = "reader.backPage"
	linkCopied lang.Text = "reader.linkCopied"
)
