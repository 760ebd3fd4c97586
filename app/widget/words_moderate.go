package widget

import (
	"rantau/app/lang"
	"rantau/campus"
)

// What the widgets say of reports and of what the staff do with what was said.
const (
	undoWord    lang.Text = "widget.undoWord"
	reasonField lang.Text = "widget.reasonField"
	wordsField  lang.Text = "widget.wordsField"
	wordsHint   lang.Text = "widget.wordsHint"

	reasonSpam     lang.Text = "widget.reasonSpam"
	reasonRude     lang.Text = "widget.reasonRude"
	reasonPrivate  lang.Text = "widget.reasonPrivate"
	reasonOffTopic lang.Text = "widget.reasonOffTopic"
	reasonCopied   lang.Text = "widget.reasonCopied"
	reasonOther    lang.Text = "widget.reasonOther"

	report      lang.Text = "widget.report"
	reportTitle lang.Text = "widget.reportTitle"
	reportDone  lang.Text = "widget.reportDone"
	hide        lang.Text = "widget.hide"
	hideTitle   lang.Text = "widget.hideTitle"
	showAgain   lang.Text = "widget.showAgain"
	lock        lang.Text = "widget.lock"
	lockTitle   lang.Text = "widget.lockTitle"
	unlock      lang.Text = "widget.unlock"
	move        lang.Text = "widget.move"
	movedNow    lang.Text = "widget.movedNow"
	moveTitle   lang.Text = "widget.moveTitle"
	moveTo      lang.Text = "widget.moveTo"
	merge       lang.Text = "widget.merge"
	mergeTitle  lang.Text = "widget.mergeTitle"

	hiddenNow   lang.Text = "widget.hiddenNow"
	lockedNow   lang.Text = "widget.lockedNow"
	hiddenNote  lang.Text = "widget.hiddenNote"
	hiddenPlace lang.Text = "widget.hiddenPlace"
	lockedNote  lang.Text = "widget.lockedNote"
	movedNote   lang.Text = "widget.movedNote"
	Hidden      lang.Text = "widget.Hidden"
	Locked      lang.Text = "widget.Locked"

	reports      lang.Text = "widget.reports"
	rulings      lang.Text = "widget.rulings"
	noReports    lang.Text = "widget.noReports"
	noReportHint lang.Text = "widget.noReportHint"
	noRulings    lang.Text = "widget.noRulings"
	noRulingHint lang.Text = "widget.noRulingHint"
	goThere      lang.Text = "widget.goThere"
	handled      lang.Text = "widget.handled"
	handledWord  lang.Text = "widget.handledWord"
	notHere      lang.Text = "widget.notHere"

	actHide   lang.Text = "widget.actHide"
	actShow   lang.Text = "widget.actShow"
	actLock   lang.Text = "widget.actLock"
	actUnlock lang.Text = "widget.actUnlock"
	actMove   lang.Text = "widget.actMove"
)

// reasonWord puts a reason in words.
func reasonWord(r campus.Reason) string {
	switch r {
	case campus.ReasonSpam:
		return reasonSpam.Say()
	case campus.ReasonRude:
		return reasonRude.Say()
	case campus.ReasonPrivate:
		return reasonPrivate.Say()
	case campus.ReasonOffTopic:
		return reasonOffTopic.Say()
	case campus.ReasonCopied:
		return reasonCopied.Say()
	case campus.ReasonOther:
		return reasonOther.Say()
	}
	return ""
}

// whyWords gives the reason of a ruling or a report with the words beside it.
func whyWords(r campus.Reason, words string) string {
	why := reasonWord(r)
	if words = Calm(words); words != "" && why != "" {
		return why + " – " + words
	}
	return why + words
}

// actWords says who did what.
func actWords(act campus.Act, who string) string {
	switch act {
	case campus.ActHide:
		return actHide.Say(who)
	case campus.ActShow:
		return actShow.Say(who)
	case campus.ActLock:
		return actLock.Say(who)
	case campus.ActUnlock:
		return actUnlock.Say(who)
	}
	return actMove.Say(who)
}
