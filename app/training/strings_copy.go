package training

import "rantau/app/lang"

// What is said when a class is copied.
const (
	firstSession       lang.Text = "training.firstSession"
	badDay             lang.Text = "training.badDay"
	publishSessions    lang.Text = "training.publishSessions"
	publishSessionsAsk lang.Text = "training.publishSessionsAsk"

	dayHint = "2026-12-31"
)
