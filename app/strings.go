package app

import "rantau/app/lang"

// What the shell says.
const (
	sectionHome          lang.Text = "app.sectionHome"
	sectionNews          lang.Text = "app.sectionNews"
	sectionConversations lang.Text = "app.sectionConversations"
	sectionResources     lang.Text = "app.sectionResources"
	sectionTraining      lang.Text = "app.sectionTraining"
	sectionGroups        lang.Text = "app.sectionGroups"
	sectionCollaborate   lang.Text = "app.sectionCollaborate"

	menuLanguage    lang.Text = "app.menuLanguage"
	menuProfile     lang.Text = "app.menuProfile"
	menuTextSize    lang.Text = "app.menuTextSize"
	menuSearch      lang.Text = "app.menuSearch"
	menuSmall       lang.Text = "app.menuSmall"
	menuNormal      lang.Text = "app.menuNormal"
	menuLarge       lang.Text = "app.menuLarge"
	menuDark        lang.Text = "app.menuDark"
	menuLight       lang.Text = "app.menuLight"
	menuWorkOffline lang.Text = "app.menuWorkOffline"
	menuGoOnline    lang.Text = "app.menuGoOnline"
	menuWaiting     lang.Text = "app.menuWaiting"
	menuSyncNow     lang.Text = "app.menuSyncNow"
	menuQuit        lang.Text = "app.menuQuit"

	// What the way out of a damaged copy is called, and does.
	RepairWhy   lang.Text = "app.RepairWhy"
	RepairLabel lang.Text = "app.RepairLabel"

	opening      lang.Text = "app.opening"
	cannotOpen   lang.Text = "app.cannotOpen"
	tryAgain     lang.Text = "app.tryAgain"
	closing      lang.Text = "app.closing"
	programTitle           = "Rantau"

	lineStarting   lang.Text = "app.lineStarting"
	lineAllThere   lang.Text = "app.lineAllThere"
	lineSending    lang.Text = "app.lineSending"
	lineOffline    lang.Text = "app.lineOffline"
	lineOfflineOK  lang.Text = "app.lineOfflineOK"
	lineByHand     lang.Text = "app.lineByHand"
	lineByHandOK   lang.Text = "app.lineByHandOK"
	lineSignedOut  lang.Text = "app.lineSignedOut"
	lineTooOld     lang.Text = "app.lineTooOld"
	lineLastSync             = ", %s"
	lineLastHeard  lang.Text = "app.lineLastHeard"
	lineNeverHeard lang.Text = "app.lineNeverHeard"
	changeCount    lang.Text = "app.changeCount"
	fileCount      lang.Text = "app.fileCount"
	sendCount      lang.Text = "app.sendCount"
	refusedCount   lang.Text = "app.refusedCount"
	sendFileCount  lang.Text = "app.sendFileCount"
	fileWaitCount  lang.Text = "app.fileWaitCount"
	joinTwo        lang.Text = "app.joinTwo"
)
