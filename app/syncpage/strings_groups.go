package syncpage

import "rantau/app/lang"

// The kinds of groups and of joining.
const (
	kindTask    lang.Text = "syncpage.kindTask"
	kindPage    lang.Text = "syncpage.kindPage"
	kindJoining lang.Text = "syncpage.kindJoining"
	kindCode    lang.Text = "syncpage.kindCode"
)
