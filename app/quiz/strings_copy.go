package quiz

import "rantau/app/lang"

// What is said when a quiz is copied into a class.
const (
	copyToClass lang.Text = "quiz.copyToClass"
	copyNote    lang.Text = "quiz.copyNote"
	copyWord    lang.Text = "quiz.copyWord"
	intoClass   lang.Text = "quiz.intoClass"
	chooseClass lang.Text = "quiz.chooseClass"
)
