package syncpage

import "rantau/app/lang"

// What else waits.
const (
	kindAnswer  lang.Text = "syncpage.kindAnswer"
	kindContact lang.Text = "syncpage.kindContact"
	saveFile    lang.Text = "syncpage.saveFile"
	fileSaved   lang.Text = "syncpage.fileSaved"
	kindSearch  lang.Text = "syncpage.kindSearch"
)
