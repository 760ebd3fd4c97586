package widget

import "rantau/app/lang"

// What is said around posts: replies, reactions, files, drafts of other computers, and
// what was said before.
const (
	replyWord      lang.Text = "widget.replyWord"
	keyAnswer      lang.Text = "widget.keyAnswer"
	keyMention     lang.Text = "widget.keyMention"
	takingFiles    lang.Text = "widget.takingFiles"
	quoteAway      lang.Text = "widget.quoteAway"
	quoteRemoved   lang.Text = "widget.quoteRemoved"
	answeringTo    lang.Text = "widget.answeringTo"
	answeringAway  lang.Text = "widget.answeringAway"
	reactedYou     lang.Text = "widget.reactedYou"
	andOthers      lang.Text = "widget.andOthers"
	manyFiles      lang.Text = "widget.manyFiles"
	begunElsewhere lang.Text = "widget.begunElsewhere"
	begunOn        lang.Text = "widget.begunOn"
	dealtElsewhere lang.Text = "widget.dealtElsewhere"
	takeIt         lang.Text = "widget.takeIt"
	discardWord    lang.Text = "widget.discardWord"
	editedAgo      lang.Text = "widget.editedAgo"
	pastTitle      lang.Text = "widget.pastTitle"
	pastWhy        lang.Text = "widget.pastWhy"
	pastThen       lang.Text = "widget.pastThen"
	pastNow        lang.Text = "widget.pastNow"
	pastNone       lang.Text = "widget.pastNone"
	pastNoneHint   lang.Text = "widget.pastNoneHint"
	pastRestore    lang.Text = "widget.pastRestore"
)
