package training

import "rantau/app/lang"

// What is said of joining a class by code, and of adding a whole group.
const (
	joinClass   lang.Text = "training.joinClass"
	noClassJoin lang.Text = "training.noClassJoin"
	addGroup    lang.Text = "training.addGroup"
	addGroupHow lang.Text = "training.addGroupHow"
	fieldSource lang.Text = "training.fieldSource"
	fieldWhom   lang.Text = "training.fieldWhom"
	whomAll     lang.Text = "training.whomAll"
	whomOnly    lang.Text = "training.whomOnly"
	noSources   lang.Text = "training.noSources"
	allIn       lang.Text = "training.allIn"
)
