package reader

import "rantau/app/lang"

// What the reader says.
const (
	fillIn   lang.Text = "reader.fillIn"
	fitPage  lang.Text = "reader.fitPage"
	fitWidth lang.Text = "reader.fitWidth"
	ofPages  lang.Text = "reader.ofPages"
	percent            = "%d %%"
	openWith lang.Text = "reader.openWith"
	dot                = " · "

	opening     lang.Text = "reader.opening"
	fetching    lang.Text = "reader.fetching"
	hereWhole   lang.Text = "reader.hereWhole"
	onServer    lang.Text = "reader.onServer"
	notTaken    lang.Text = "reader.notTaken"
	notOnServer lang.Text = "reader.notOnServer"
	fetchLeave  lang.Text = "reader.fetchLeave"

	notHere     lang.Text = "reader.notHere"
	notHereSays lang.Text = "reader.notHereSays"
	notHereOff  lang.Text = "reader.notHereOff"
	notSentYet  lang.Text = "reader.notSentYet"
	goOnline    lang.Text = "reader.goOnline"
	tryAgain    lang.Text = "reader.tryAgain"
	cannotOpen  lang.Text = "reader.cannotOpen"
	removed     lang.Text = "reader.removed"
	newer       lang.Text = "reader.newer"
	showNewer   lang.Text = "reader.showNewer"
	morePages   lang.Text = "reader.morePages"
	cutShort    lang.Text = "reader.cutShort"
	longText    lang.Text = "reader.longText"
	pageSpoilt  lang.Text = "reader.pageSpoilt"
	whyHung     lang.Text = "reader.whyHung"
	whyDied     lang.Text = "reader.whyDied"
	whyPage     lang.Text = "reader.whyPage"
	whySize     lang.Text = "reader.whySize"
	failHung    lang.Text = "reader.failHung"
	failDied    lang.Text = "reader.failDied"
	failDamaged lang.Text = "reader.failDamaged"
	failGivenUp lang.Text = "reader.failGivenUp"

	otherTitle   lang.Text = "reader.otherTitle"
	otherHint    lang.Text = "reader.otherHint"
	runsTitle    lang.Text = "reader.runsTitle"
	runsHint     lang.Text = "reader.runsHint"
	otherAsk     lang.Text = "reader.otherAsk"
	openFailed   lang.Text = "reader.openFailed"
	emptyText    lang.Text = "reader.emptyText"
	emptyTextSay lang.Text = "reader.emptyTextSay"
)

const (
	passTitle lang.Text = "reader.passTitle"
	passHint  lang.Text = "reader.passHint"
	passField lang.Text = "reader.passField"
	passWrong lang.Text = "reader.passWrong"
	passOpen  lang.Text = "reader.passOpen"

	selectPage   lang.Text = "reader.selectPage"
	contentsWord lang.Text = "reader.contentsWord"
	pagesTab     lang.Text = "reader.pagesTab"
	noContents   lang.Text = "reader.noContents"

	onThis     lang.Text = "reader.onThis"
	saveCopy   lang.Text = "reader.saveCopy"
	cancelWord lang.Text = "reader.cancelWord"
)
