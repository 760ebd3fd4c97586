package reader

// What the reader says.
const (
	fitWidth = "Fit width"
	ofPages  = "of %s"
	percent  = "%d %%"
	openWith = "Open in another program"
	dot      = " · "

	opening     = "Opening “%s”"
	fetching    = "%s of %s are here"
	hereWhole   = "%s, all of it is on this computer"
	onServer    = "the server has all of it"
	notTaken    = "the server did not take it: %s"
	notOnServer = "the server does not have all of it yet"
	fetchLeave  = "You can leave this page: what has come stays on this computer."

	notHere      = "This document is not on this computer yet"
	notHereSays  = "%s of %s are here. The rest comes from the server, and there is no line to it now. It opens here by itself as soon as you are online."
	notHereOff   = "%s of %s are here. The rest comes from the server, and you chose to work offline."
	notSentYet   = "The computer of the person who added it has not sent it to the server yet. It opens here once it has arrived."
	goOnline     = "Go online"
	tryAgain     = "Try again"
	cannotOpen   = "This document could not be opened"
	removed      = "This document was removed."
	newer        = "There is a newer version of this document."
	showNewer    = "Show it"
	morePages    = "This file claims more pages than a window can show: the first %s are here."
	longText     = "This text is long: the first %s of %s are shown."
	pageSpoilt   = "Page %d can't be shown"
	whyHung      = "Drawing it took longer than 10 seconds, so it was stopped. The other pages can be read."
	whyDied      = "The file made the program that draws pages stop. The other pages can be read."
	whyPage      = "This part of the file is damaged. The other pages can be read."
	whySize      = "Its size is not one that a page can have."
	failHung     = "It took longer than 20 seconds to open, so it was stopped."
	failDied     = "The file made the program that reads documents stop. Nothing else was harmed."
	failDamaged  = "The file is damaged, or not what its name says."
	failPassword = "It asks for a password. Open it in another program."
	failGivenUp  = "The file stopped the program that draws pages again and again. It is not tried any more."

	otherTitle   = "This kind of file opens in another program"
	otherHint    = "%s, %s. Rantau does not show this kind of file itself."
	runsTitle    = "This file can run as a program"
	runsHint     = "%s, %s. Rantau opens no programs. Save a copy if you know who it is from and what it does."
	otherAsk     = "Open “%s” (%s) in the program that this computer uses for such files? A copy is opened: what is changed there does not come back by itself."
	openFailed   = "No program on this computer opens this file: %s"
	emptyText    = "This file is empty"
	emptyTextSay = "It has no text in it."
)

const (
	onThis     = "on this computer"
	saveCopy   = "Save a copy as…"
	cancelWord = "Cancel"
)
