package reader

// ChooseNote leads to one of the notes in the list, from 0; NoteOn begins a note about words
// of the page that is read, as if they had been selected. Both are for pictures.
func (s *Screen) ChooseNote(i int) {
	if i < len(s.notes.look.all) {
		s.notes.choose(s.notes.look.all[i].ID)
	}
}

// NoteOn reports false while the words of the page are not known.
func (s *Screen) NoteOn(words, text string) bool {
	p := s.pages
	sh, _ := p.writing.get(p.page())
	if sh == nil {
		return false
	}
	for _, h := range sh.find(foldQuery(words), 1) {
		p.selection.between(p.page(), h.from, h.to+1)
		p.remark()
		s.notes.noteHere(nil)
		s.notes.edit.entry.SetText(text)
	}
	return true
}
