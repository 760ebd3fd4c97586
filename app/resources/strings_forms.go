package resources

import "rantau/app/lang"

// What is said about forms.
const (
	tabDocuments lang.Text = "resources.tabDocuments"
	tabMine      lang.Text = "resources.tabMine"
	tabOwn       lang.Text = "resources.tabOwn"
	tabHanded    lang.Text = "resources.tabHanded"
	withCount              = "%s  %d"
	dot                    = " · "
	secretariat  lang.Text = "resources.secretariat"

	closeWord   lang.Text = "resources.closeWord"
	fillIn      lang.Text = "resources.fillIn"
	fillHint    lang.Text = "resources.fillHint"
	fillSteps   lang.Text = "resources.fillSteps"
	writeWord   lang.Text = "resources.writeWord"
	lookAt      lang.Text = "resources.lookAt"
	takeInWord  lang.Text = "resources.takeInWord"
	takenIn     lang.Text = "resources.takenIn"
	takeInFirst lang.Text = "resources.takeInFirst"
	noAside     lang.Text = "resources.noAside"
	changedMark lang.Text = "resources.changedMark"
	changedAsk  lang.Text = "resources.changedAsk"

	handInTitle lang.Text = "resources.handInTitle"
	handInHint  lang.Text = "resources.handInHint"
	handInTo    lang.Text = "resources.handInTo"
	handInWhere lang.Text = "resources.handInWhere"
	handInDo    lang.Text = "resources.handInDo"
	handedSaid  lang.Text = "resources.handedSaid"
	notHanded   lang.Text = "resources.notHanded"
	stageSaved  lang.Text = "resources.stageSaved"
	stageSent   lang.Text = "resources.stageSent"
	stageServer lang.Text = "resources.stageServer"
	stageOpened lang.Text = "resources.stageOpened"

	noForms       lang.Text = "resources.noForms"
	noFormsHint   lang.Text = "resources.noFormsHint"
	removeWord    lang.Text = "resources.removeWord"
	removeFormAsk lang.Text = "resources.removeFormAsk"

	findHanded   lang.Text = "resources.findHanded"
	allForms     lang.Text = "resources.allForms"
	noHanded     lang.Text = "resources.noHanded"
	noHandedHint lang.Text = "resources.noHandedHint"
	handedNew    lang.Text = "resources.handedNew"
	handedComing lang.Text = "resources.handedComing"
	handedOpened lang.Text = "resources.handedOpened"
)
