package signin

import "rantau/app/lang"

// What the form says.
const (
	programName             = "Rantau"
	motto         lang.Text = "signin.motto"
	serverLabel   lang.Text = "signin.serverLabel"
	serverExample           = "https://exchange.example.org"
	userLabel     lang.Text = "signin.userLabel"
	passwordLabel lang.Text = "signin.passwordLabel"
	signIn        lang.Text = "signin.signIn"
	signingIn     lang.Text = "signin.signingIn"
	fillAll       lang.Text = "signin.fillAll"
	notNow        lang.Text = "signin.notNow"
	needsNetwork  lang.Text = "signin.needsNetwork"
)
