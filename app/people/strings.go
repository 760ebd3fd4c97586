package people

import "rantau/app/lang"

// What the card says.
const (
	writeTo       lang.Text = "people.writeTo"
	editMine      lang.Text = "people.editMine"
	closeWord     lang.Text = "people.closeWord"
	studyArea     lang.Text = "people.studyArea"
	languages     lang.Text = "people.languages"
	about         lang.Text = "people.about"
	nothingYet    lang.Text = "people.nothingYet"
	nothingMine   lang.Text = "people.nothingMine"
	notHere       lang.Text = "people.notHere"
	editTitle     lang.Text = "people.editTitle"
	fieldName     lang.Text = "people.fieldName"
	fieldArea     lang.Text = "people.fieldArea"
	fieldLanguage lang.Text = "people.fieldLanguage"
	fieldAbout    lang.Text = "people.fieldAbout"
	aboutHint     lang.Text = "people.aboutHint"
	save          lang.Text = "people.save"
	you           lang.Text = "people.you"
)
