package resources

// What the section says.
const (
	title    = "Resources"
	subtitle = "Guidelines, forms, templates and manuals of the exchange, for everybody"
	noSpace  = "Nothing here yet"
	wait     = "The documents of the exchange come with the first exchange with the server."
)
