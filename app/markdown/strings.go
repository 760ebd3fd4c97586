package markdown

// What the view says.
const (
	pictureMissing = "picture not here: %s"
	pictureRemote  = "picture not here: %s (pictures are never fetched from the web)"
	pictureComing  = "fetching the picture: %s"
)
