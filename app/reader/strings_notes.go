package reader

import "rantau/app/lang"

// What is said of bookmarks and notes.
const (
	notesTab       lang.Text = "reader.notesTab"
	noNotes        lang.Text = "reader.noNotes"
	noNotesHint    lang.Text = "reader.noNotesHint"
	notePage       lang.Text = "reader.notePage"
	noteHint       lang.Text = "reader.noteHint"
	noteSave       lang.Text = "reader.noteSave"
	noteEmpty      lang.Text = "reader.noteEmpty"
	noteFinish     lang.Text = "reader.noteFinish"
	noteDiscard    lang.Text = "reader.noteDiscard"
	noteDiscardAsk lang.Text = "reader.noteDiscardAsk"
	noteForAllWord lang.Text = "reader.noteForAllWord"
	noteToAll      lang.Text = "reader.noteToAll"
	noteToMe       lang.Text = "reader.noteToMe"
	noteChange     lang.Text = "reader.noteChange"
	notePast       lang.Text = "reader.notePast"
	noteRemove     lang.Text = "reader.noteRemove"
	noteEarlier    lang.Text = "reader.noteEarlier"
	noteMore       lang.Text = "reader.noteMore"
	noteAlone      lang.Text = "reader.noteAlone"
	noteAloneHint  lang.Text = "reader.noteAloneHint"
	noteCopy       lang.Text = "reader.noteCopy"
	noteClose      lang.Text = "reader.noteClose"

	keyBookmark lang.Text = "reader.keyBookmark"
	keyNote     lang.Text = "reader.keyNote"
)
