package markdown

import "rantau/app/lang"

// What the view says.
const (
	pictureMissing lang.Text = "markdown.pictureMissing"
	pictureRemote  lang.Text = "markdown.pictureRemote"
	notPicture     lang.Text = "markdown.notPicture"
	pictureComing  lang.Text = "markdown.pictureComing"
)
