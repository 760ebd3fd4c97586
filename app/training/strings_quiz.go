package training

import "rantau/app/lang"

const tabQuizzes lang.Text = "training.tabQuizzes"
