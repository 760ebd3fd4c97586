package app

import "rantau/app/lang"

// What a notification says, and the section of people.
const (
	importantNews lang.Text = "app.importantNews"
	sectionPeople lang.Text = "app.sectionPeople"
)
