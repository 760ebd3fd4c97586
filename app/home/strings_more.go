package home

import "rantau/app/lang"

// What is new, what waits, and the week.
const (
	newTitle       lang.Text = "home.newTitle"
	allSeen        lang.Text = "home.allSeen"
	morePlaces     lang.Text = "home.morePlaces"
	newPosts       lang.Text = "home.newPosts"
	newLessons     lang.Text = "home.newLessons"
	newTasks       lang.Text = "home.newTasks"
	newDocuments   lang.Text = "home.newDocuments"
	newArticles    lang.Text = "home.newArticles"
	newTopics      lang.Text = "home.newTopics"
	newRequests    lang.Text = "home.newRequests"
	newAnswers     lang.Text = "home.newAnswers"
	placeTopics    lang.Text = "home.placeTopics"
	placeRequests  lang.Text = "home.placeRequests"
	placeResources lang.Text = "home.placeResources"
	placeTalk      lang.Text = "home.placeTalk"
	joinCount      lang.Text = "home.joinCount"
	goOn           lang.Text = "home.goOn"
	refusedCount   lang.Text = "home.refusedCount"
	contestedCount lang.Text = "home.contestedCount"
	contestedHint  lang.Text = "home.contestedHint"
	waitingCount   lang.Text = "home.waitingCount"
	waitingHint    lang.Text = "home.waitingHint"
	weekTitle      lang.Text = "home.weekTitle"
	saveWeek       lang.Text = "home.saveWeek"
	weekSaved      lang.Text = "home.weekSaved"
	nothingOn      lang.Text = "home.nothingOn"
	moreEvents     lang.Text = "home.moreEvents"
	eventDue       lang.Text = "home.eventDue"
	eventDeadline  lang.Text = "home.eventDeadline"
	eventNews      lang.Text = "home.eventNews"
	sunday         lang.Text = "home.sunday"
	monday         lang.Text = "home.monday"
	tuesday        lang.Text = "home.tuesday"
	wednesday      lang.Text = "home.wednesday"
	thursday       lang.Text = "home.thursday"
	friday         lang.Text = "home.friday"
	saturday       lang.Text = "home.saturday"
)

// dayNames are the days in short, by time.Weekday.
var dayNames = []lang.Text{sunday, monday, tuesday, wednesday, thursday, friday, saturday}
