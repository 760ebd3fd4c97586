package collaborate

import (
	"rantau/app/lang"
	"rantau/campus"
)

// What the screen says.
const (
	title         lang.Text = "collaborate.title"
	newRequest    lang.Text = "collaborate.newRequest"
	newTitle      lang.Text = "collaborate.newTitle"
	editTitle     lang.Text = "collaborate.editTitle"
	putUp         lang.Text = "collaborate.putUp"
	save          lang.Text = "collaborate.save"
	allAreas      lang.Text = "collaborate.allAreas"
	allStates     lang.Text = "collaborate.allStates"
	openOnly      lang.Text = "collaborate.openOnly"
	answeredOnly  lang.Text = "collaborate.answeredOnly"
	closedOnly    lang.Text = "collaborate.closedOnly"
	nothing       lang.Text = "collaborate.nothing"
	nothingMake   lang.Text = "collaborate.nothingMake"
	nothingWait   lang.Text = "collaborate.nothingWait"
	noMatch       lang.Text = "collaborate.noMatch"
	noMatchHint   lang.Text = "collaborate.noMatchHint"
	showAll       lang.Text = "collaborate.showAll"
	countCount    lang.Text = "collaborate.countCount"
	toSend        lang.Text = "collaborate.toSend"
	toReceive     lang.Text = "collaborate.toReceive"
	until         lang.Text = "collaborate.until"
	overSince     lang.Text = "collaborate.overSince"
	stateOpen     lang.Text = "collaborate.stateOpen"
	stateAnswered lang.Text = "collaborate.stateAnswered"
	stateClosed   lang.Text = "collaborate.stateClosed"
	back          lang.Text = "collaborate.back"
	writeTo       lang.Text = "collaborate.writeTo"
	markAnswered  lang.Text = "collaborate.markAnswered"
	markClosed    lang.Text = "collaborate.markClosed"
	markOpen      lang.Text = "collaborate.markOpen"
	edit          lang.Text = "collaborate.edit"
	remove        lang.Text = "collaborate.remove"
	removeAsk     lang.Text = "collaborate.removeAsk"
	gone          lang.Text = "collaborate.gone"
	goneHint      lang.Text = "collaborate.goneHint"
	changedState  lang.Text = "collaborate.changedState"
	factSend      lang.Text = "collaborate.factSend"
	factReceive   lang.Text = "collaborate.factReceive"
	factArea      lang.Text = "collaborate.factArea"
	factLanguages lang.Text = "collaborate.factLanguages"
	factDeadline  lang.Text = "collaborate.factDeadline"
	isOver        lang.Text = "collaborate.isOver"
	fieldTitle    lang.Text = "collaborate.fieldTitle"
	fieldText     lang.Text = "collaborate.fieldText"
	fieldArea     lang.Text = "collaborate.fieldArea"
	fieldSend     lang.Text = "collaborate.fieldSend"
	fieldReceive  lang.Text = "collaborate.fieldReceive"
	fieldDeadline lang.Text = "collaborate.fieldDeadline"
	fieldLanguage lang.Text = "collaborate.fieldLanguage"
	titleHint     lang.Text = "collaborate.titleHint"
	textHint      lang.Text = "collaborate.textHint"
	dayHint                 = "2027-03-31"
	notNumber     lang.Text = "collaborate.notNumber"
	dot                     = " · "
)

// stateWord puts a state in words.
func stateWord(s campus.RequestStatus) string {
	switch s {
	case campus.RequestAnswered:
		return stateAnswered.Say()
	case campus.RequestClosed:
		return stateClosed.Say()
	}
	return stateOpen.Say()
}
