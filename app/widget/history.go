package widget

import (
	"slices"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/campus"
)

// History is the entry of a menu that shows what a record said before, for whoever
// reads it; who may change it can restore it from there. Without questions all that
// people write in such a record is asked. It is none for what is not here and for kinds
// of which no past is kept.
func History(env *ui.Env, r campus.Record, may bool, asked ...Question) []*fyne.MenuItem {
	kind, ok := campus.KindNamed(r.Kind)
	if r.ID == "" || r.Deleted || !ok || !kind.KeepsPast() {
		return nil
	}
	return []*fyne.MenuItem{Item(historyWord.Say(), func() { OpenHistory(env, r, may, asked...) })}
}

// HistoryWord is what History's entry says, for a button.
func HistoryWord() string { return historyWord.Say() }

// OpenHistory is what History's entry does, for a button.
func OpenHistory(env *ui.Env, r campus.Record, may bool, asked ...Question) {
	if len(asked) == 0 {
		asked = writtenIn(r)
	}
	ShowPast(env, r, may, asked...)
}

// notWritten are fields that nobody types: when and to whom something was published is
// decided elsewhere, a request's state goes with whom it was agreed, and a task goes on
// with those who have it.
func notWritten(kind, field string) bool {
	return slices.Contains([]string{"publish", "size", "role", "url", "who"}, field) || field == "state" && kind == "request"
}

// writtenIn asks for the fields that people write.
func writtenIn(r campus.Record) []Question {
	return slices.DeleteFunc(FieldsOf(r, nil), func(q Question) bool { return notWritten(r.Kind, q.Field) })
}
