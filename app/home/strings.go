package home

// What the screen says.
const (
	morning    = "Good morning, %s"
	afternoon  = "Good afternoon, %s"
	evening    = "Good evening, %s"
	classes    = "Your classes"
	noClasses  = "You are in no class yet. When a teacher adds you, it appears here by itself."
	makeOne    = "You teach no class yet. Make one under Training: it works without a network, too."
	news       = "News"
	noNews     = "No news from the secretariat yet."
	said       = "Lately said"
	noPosts    = "Nobody has said anything in your classes and groups yet."
	lessonOne  = "%d lesson"
	lessonMany = "%d lessons"
	noLessons  = "no lessons yet"
	dot        = " · "
	saidIn     = "%s in %s"
)
