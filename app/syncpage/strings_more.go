package syncpage

import "rantau/app/lang"

// What else waits.
const (
	kindAnswer  lang.Text = "syncpage.kindAnswer"
	kindContact lang.Text = "syncpage.kindContact"
	kindSearch  lang.Text = "syncpage.kindSearch"
)
