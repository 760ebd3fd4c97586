package markdown

import "rantau/app/lang"

// What the view says.
const (
	pictureMissing lang.Text = "markdown.pictureMissing"
	pictureRemote  lang.Text = "markdown.pictureRemote"
	notPicture     lang.Text = "markdown.notPicture"
	pictureComing  lang.Text = "markdown.pictureComing"
)

// What the writer says.
const (
	preview      lang.Text = "markdown.preview"
	draftKept    lang.Text = "markdown.draftKept"
	draftBack    lang.Text = "markdown.draftBack"
	discardDraft lang.Text = "markdown.discardDraft"
	discardAsk   lang.Text = "markdown.discardAsk"
	discardYes   lang.Text = "markdown.discardYes"
)
