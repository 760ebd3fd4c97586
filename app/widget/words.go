package widget

import "rantau/app/lang"

// What the widgets say.
const (
	waitingToBeSent lang.Text = "widget.waitingToBeSent"
	send            lang.Text = "widget.send"
	draftTrouble    lang.Text = "widget.draftTrouble"
	noPosts         lang.Text = "widget.noPosts"
	noPostsHint     lang.Text = "widget.noPostsHint"
	earlier         lang.Text = "widget.earlier"
	versionsMany    lang.Text = "widget.versionsMany"
	versionsTitle   lang.Text = "widget.versionsTitle"
	versionShown    lang.Text = "widget.versionShown"
	versionNumber   lang.Text = "widget.versionNumber"
	versionBy                 = "%s, %s"
	versionUse      lang.Text = "widget.versionUse"
	versionKeep     lang.Text = "widget.versionKeep"
	cancelWord      lang.Text = "widget.cancelWord"
	versionsWhy     lang.Text = "widget.versionsWhy"
	closeWord       lang.Text = "widget.closeWord"
	sayAgain        lang.Text = "widget.sayAgain"
	postText        lang.Text = "widget.postText"
	notNow          lang.Text = "widget.notNow"
	removePost      lang.Text = "widget.removePost"
	removeAsk       lang.Text = "widget.removeAsk"
)
