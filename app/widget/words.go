package widget

// What the widgets say.
const (
	waitingToBeSent = "waiting to be sent"
	send            = "Send"
	draftTrouble    = "This text could not be kept on this computer yet: %s Copy it before you close the program."
	noPosts         = "Nothing said yet"
	noPostsHint     = "Write the first post below. It works without a network, too."
	earlier         = "Show earlier posts"
	versionsMany    = "%d versions"
	versionsTitle   = "Versions"
	versionShown    = "Shown now"
	versionNumber   = "Version %d"
	versionBy       = "%s, %s"
	versionUse      = "Use this one"
	versionKeep     = "Keep what is shown"
	cancelWord      = "Cancel"
	versionsWhy     = "Two people changed this while they could not hear of each other. Nothing was thrown away."
	closeWord       = "Close"
	sayAgain        = "The server refused these words. Change what is needed and send them again."
	postText        = "Text"
	notNow          = "Not now"
	removePost      = "Remove"
	removeAsk       = "Remove this post for everybody?"
)
