package syncpage

import "rantau/app/lang"

// What the line costs, and what went over it.
const (
	tabChanges  lang.Text = "syncpage.tabChanges"
	tabData     lang.Text = "syncpage.tabData"
	tabLog      lang.Text = "syncpage.tabLog"
	dataToday   lang.Text = "syncpage.dataToday"
	dataMonth   lang.Text = "syncpage.dataMonth"
	dataOf      lang.Text = "syncpage.dataOf"
	dataWeek    lang.Text = "syncpage.dataWeek"
	dataNone    lang.Text = "syncpage.dataNone"
	dataBoth    lang.Text = "syncpage.dataBoth"
	dataHint    lang.Text = "syncpage.dataHint"
	limitsWord  lang.Text = "syncpage.limitsWord"
	limitsSave  lang.Text = "syncpage.limitsSave"
	limitDay    lang.Text = "syncpage.limitDay"
	limitMonth  lang.Text = "syncpage.limitMonth"
	limitNone   lang.Text = "syncpage.limitNone"
	meteredHead lang.Text = "syncpage.meteredHead"
	meteredTick lang.Text = "syncpage.meteredTick"
	meteredSays lang.Text = "syncpage.meteredSays"
	meteredNow  lang.Text = "syncpage.meteredNow"
	usedUp      lang.Text = "syncpage.usedUp"
	logNone     lang.Text = "syncpage.logNone"
	logNoneHint lang.Text = "syncpage.logNoneHint"
	logSent     lang.Text = "syncpage.logSent"
	logPart     lang.Text = "syncpage.logPart"
	logFiles    lang.Text = "syncpage.logFiles"
	logCame     lang.Text = "syncpage.logCame"
	logTook     lang.Text = "syncpage.logTook"
)
