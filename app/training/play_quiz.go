package training

import "rantau/app/quiz"

// Quizzes are those of the class that is open.
func (s *Screen) Quizzes() *quiz.List { return s.class.quizzes }
