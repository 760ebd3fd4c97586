package widget

import "rantau/app/lang"

// What posts, forms and choices of people say.
const (
	editPost    lang.Text = "widget.editPost"
	save        lang.Text = "widget.save"
	discard     lang.Text = "widget.discard"
	discardAsk  lang.Text = "widget.discardAsk"
	keptNote    lang.Text = "widget.keptNote"
	findPerson  lang.Text = "widget.findPerson"
	nobodyFound lang.Text = "widget.nobodyFound"
	tryOther    lang.Text = "widget.tryOther"
	noChoice              = "–"
)
