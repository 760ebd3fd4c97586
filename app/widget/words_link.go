package widget

import "rantau/app/lang"

// What is said of links.
const (
	linkTitle  lang.Text = "widget.linkTitle"
	linkLeads  lang.Text = "widget.linkLeads"
	linkOpen   lang.Text = "widget.linkOpen"
	linkCopy   lang.Text = "widget.linkCopy"
	linkFailed lang.Text = "widget.linkFailed"
)
