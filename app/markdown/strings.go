package markdown

import "rantau/app/lang"

// What the view says.
const (
	pictureMissing lang.Text = "markdown.pictureMissing"
	pictureRemote  lang.Text = "markdown.pictureRemote"
	pictureComing  lang.Text = "markdown.pictureComing"
)
