package resources

import "rantau/app/lang"

// What the section says.
const (
	title    lang.Text = "resources.title"
	subtitle lang.Text = "resources.subtitle"
	noSpace  lang.Text = "resources.noSpace"
	wait     lang.Text = "resources.wait"
)
