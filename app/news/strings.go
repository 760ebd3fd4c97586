package news

// What the screen says.
const (
	title         = "News"
	write         = "Write"
	choose        = "Choose an article"
	chooseHint    = "News comes from the secretariat for everybody, and from your institution for its own people."
	nothing       = "No news yet"
	nothingRead   = "When the secretariat or your institution has news, it appears here by itself."
	nothingWrite  = "Write the first article: it is saved on this computer and goes to the server when there is a line."
	gone          = "This article was removed"
	goneHint      = "Choose another one at the left."
	forEverybody  = "The whole exchange"
	edit          = "Edit"
	remove        = "Remove"
	removeAsk     = "Remove the article “%s” for everybody?"
	newsArticle   = "A new article"
	editArticle   = "The article"
	publish       = "Publish"
	save          = "Save"
	fieldTitle    = "Title"
	fieldFor      = "For whom"
	fieldText     = "Text"
	titleHint     = "For example: The exchange window opens on 22 March"
	textHint      = "Write in Markdown: # heading, **bold**, - list, [link](https://…)"
	changedAround = "edited %s"
	dot           = " · "
)
