package collaborate

import "rantau/campus"

// What the screen says.
const (
	title         = "Collaborate"
	newRequest    = "New request"
	newTitle      = "A new request"
	editTitle     = "The request"
	putUp         = "Put it on the board"
	save          = "Save"
	allAreas      = "All study areas"
	allStates     = "All requests"
	openOnly      = "Open requests"
	answeredOnly  = "Answered requests"
	closedOnly    = "Closed requests"
	nothing       = "No requests on the board yet"
	nothingMake   = "Say whom you would like to send or to receive: others answer and make contact."
	nothingWait   = "When a teacher or coordinator looks for partners, it appears here by itself."
	noMatch       = "No request fits"
	noMatchHint   = "Choose another study area or state."
	showAll       = "Show all"
	countOne      = "%d request"
	countMany     = "%d requests"
	toSend        = "%d to send"
	toReceive     = "%d to receive"
	until         = "until %s"
	overSince     = "was until %s"
	stateOpen     = "Open"
	stateAnswered = "Answered"
	stateClosed   = "Closed"
	back          = "All requests"
	writeTo       = "Write to %s"
	markAnswered  = "Mark as answered"
	markClosed    = "Close the request"
	markOpen      = "Open again"
	edit          = "Edit"
	remove        = "Remove"
	removeAsk     = "Remove the request “%s” for everybody?"
	gone          = "This request was removed"
	goneHint      = "Go back to the board with Esc."
	changedState  = "Somebody changed this request meanwhile: it is shown below as it is now. Nothing was lost; do it again if it is still right."
	factSend      = "Students to send"
	factReceive   = "Students to receive"
	factArea      = "Study area"
	factLanguages = "Languages"
	factDeadline  = "Deadline"
	isOver        = "%s (over)"
	fieldTitle    = "Title"
	fieldText     = "What you look for"
	fieldArea     = "Study area"
	fieldSend     = "Students to send"
	fieldReceive  = "Students to receive"
	fieldDeadline = "Deadline"
	fieldLanguage = "Languages"
	titleHint     = "For example: Partner in hospitality, ten students each way"
	textHint      = "Weeks, hours a day, level, what you offer. Others write to you about it."
	dayHint       = "2027-03-31"
	notNumber     = "the number of students is a number such as 10"
	dot           = " · "
)

// stateWord puts a state in words.
func stateWord(s campus.RequestStatus) string {
	switch s {
	case campus.RequestAnswered:
		return stateAnswered
	case campus.RequestClosed:
		return stateClosed
	}
	return stateOpen
}
