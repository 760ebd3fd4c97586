package widget

import "rantau/app/lang"

// What the widgets say of what was not read, and of following.
const (
	newPosts       lang.Text = "widget.newPosts"
	unreadFromHere lang.Text = "widget.unreadFromHere"
	readAll        lang.Text = "widget.readAll"
	follow         lang.Text = "widget.follow"
	followStop     lang.Text = "widget.followStop"
	mute           lang.Text = "widget.mute"
	muteStop       lang.Text = "widget.muteStop"
	Followed       lang.Text = "widget.Followed"
	Muted          lang.Text = "widget.Muted"
)
