package signin

// What the form says.
const (
	programName   = "Rantau"
	motto         = "The exchange of technical colleges, wherever you are"
	serverLabel   = "Server"
	serverExample = "https://exchange.example.org"
	userLabel     = "User name"
	passwordLabel = "Password"
	signIn        = "Sign in"
	signingIn     = "Asking the server…"
	fillAll       = "Server, user name and password are all needed."
	needsNetwork  = "Signing in needs the network once. After that, everything works without it."
)
