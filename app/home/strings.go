package home

import "rantau/app/lang"

// What the screen says.
const (
	morning     lang.Text = "home.morning"
	afternoon   lang.Text = "home.afternoon"
	evening     lang.Text = "home.evening"
	classes     lang.Text = "home.classes"
	toCome      lang.Text = "home.toCome"
	noClasses   lang.Text = "home.noClasses"
	makeOne     lang.Text = "home.makeOne"
	news        lang.Text = "home.news"
	noNews      lang.Text = "home.noNews"
	said        lang.Text = "home.said"
	noPosts     lang.Text = "home.noPosts"
	lessonCount lang.Text = "home.lessonCount"
	noLessons   lang.Text = "home.noLessons"
	dot                   = " · "
	programName           = "Rantau"
	dueTitle    lang.Text = "home.dueTitle"
	dueBy       lang.Text = "home.dueBy"
	noDue       lang.Text = "home.noDue"
	overdue     lang.Text = "home.overdue"
	toMark      lang.Text = "home.toMark"
	saidIn      lang.Text = "home.saidIn"
)
