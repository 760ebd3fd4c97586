package reader

import (
	"rantau/app/lang"
	"rantau/app/reader/acroform"
	"rantau/campus"
)

// Why a form can't be filled in here.
const (
	formNone   lang.Text = "reader.formNone"
	formXFA    lang.Text = "reader.formXFA"
	formSigned lang.Text = "reader.formSigned"
	formLocked lang.Text = "reader.formLocked"
	formLarge  lang.Text = "reader.formLarge"
	formBroken lang.Text = "reader.formBroken"
)

// sayForm puts in words why a form can't be filled in.
func sayForm(w acroform.Why) error {
	say := map[acroform.Why]lang.Text{acroform.None: formNone, acroform.XFA: formXFA, acroform.Signed: formSigned,
		acroform.Locked: formLocked, acroform.Large: formLarge}[w]
	if say == "" {
		say = formBroken
	}
	return campus.Errorf(campus.Invalid, "%s", say.Say())
}
