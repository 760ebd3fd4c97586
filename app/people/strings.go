package people

// What the card says.
const (
	writeTo       = "Write to %s"
	editMine      = "Edit my profile"
	closeWord     = "Close"
	studyArea     = "Study area"
	languages     = "Languages"
	about         = "About"
	nothingYet    = "%s has not written anything about themselves yet."
	nothingMine   = "Others see this card when they choose your name. Write a few words about yourself."
	notHere       = "This person's profile is not on this computer yet."
	editTitle     = "My profile"
	fieldName     = "Name"
	fieldArea     = "Study area"
	fieldLanguage = "Languages you speak"
	fieldAbout    = "About you"
	aboutHint     = "What you study or teach, what you would like to do in the exchange."
	save          = "Save"
	you           = "%s (you)"
)
