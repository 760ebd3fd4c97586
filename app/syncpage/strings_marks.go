package syncpage

import "rantau/app/lang"

// What is handed in and marked.
const (
	kindAssignment lang.Text = "syncpage.kindAssignment"
	kindSubmission lang.Text = "syncpage.kindSubmission"
	kindMark       lang.Text = "syncpage.kindMark"
)
