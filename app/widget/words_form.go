package widget

// What posts, forms and choices of people say.
const (
	edited      = "edited"
	editPost    = "Edit"
	save        = "Save"
	discard     = "Discard"
	discardAsk  = "Discard what you have typed here?"
	keptNote    = "What you type is kept on this computer."
	findPerson  = "Find by name or institution"
	nobodyFound = "Nobody found"
	tryOther    = "Try another part of the name, or the name of the institution."
	noChoice    = "–"
)
