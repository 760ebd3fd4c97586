package reader

import (
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
	"rantau/words"
)

// draft is where what is typed in a document's notes is kept.
func (n *notes) draft() *ui.Draft {
	r := n.screen.record
	return n.screen.env.Draft("annotation/" + string(r.Space) + "/" + string(r.ID))
}

// resume goes on with what was being written when the document was closed, or the program.
func (n *notes) resume() {
	n.draft().Restore(&n.resuming, func(text string, err error) {
		n.resumed = true
		defer n.goOn()
		if err != nil {
			n.screen.trouble.Say(ui.Sentence(err))
		}
		var d noteDraft
		if n.edit != nil || n.screen.pages == nil || text == "" || json.Unmarshal([]byte(text), &d) != nil {
			return
		}
		n.edit = newNoteEdit(n, campus.Record{ID: d.ID, Space: d.Space, Kind: "annotation", Body: campus.Body(d.Body)})
		n.edit.entry.Restore(d.Text)
		n.edit.forAll.SetChecked(d.All)
		n.list.refresh()
		n.screen.ShowPanel(panelNotes)
	})
}

// goOn does what had to wait until it was known what was begun.
func (n *notes) goOn() {
	if f := n.pending; f != nil {
		n.pending = nil
		f()
	}
}

// write opens the editor for a note, where no other is in it that would be lost.
func (n *notes) write(r campus.Record) {
	if !n.resumed { // what was begun would be lost under it
		n.pending = func() { n.write(r) }
		return
	}
	n.screen.ShowPanel(panelNotes)
	switch {
	case n.edit != nil && n.edit.changed():
		n.edit.trouble.Say(noteFinish.Say())
	default:
		n.edit = newNoteEdit(n, r)
		n.list.refresh()
	}
	n.screen.content.Refresh()
	widget.Focus(n.edit.entry)
}

func (n *notes) closeEdit() {
	if n.edit != nil {
		n.edit = nil
		n.list.refresh()
	}
}

// written shows a note that was saved.
func (n *notes) written(e *noteEdit, id campus.ID) {
	if n.edit == e {
		n.edit = nil
	}
	if p := n.screen.pages; p != nil && p.selection.on { // what is marked now lies under it
		p.selection = selection{}
	}
	n.chosen, n.saved = id, id
	n.load()
	n.screen.keysToPages()
}

// noteHere begins a note about what is selected, or else about a place; nil for where
// somebody reads.
func (n *notes) noteHere(at *point) {
	p := n.screen.pages
	if p == nil || n.screen.beside || len(p.plan.tops) == 0 {
		return
	}
	if n.leave != nil {
		n.leave()
		n.leave = nil
	}
	if !p.hasSelection() {
		if at == nil {
			here := p.at(fyne.NewPos(p.scroll.Offset.X+p.room.Width/2, p.scroll.Offset.Y+p.room.Height/3))
			at = &here
		}
		n.newNote(at.page, at.y, "")
		return
	}
	page, _ := p.selection.span()
	sh, known := p.writing.get(page)
	if !known {
		n.leave = p.writing.ask(page, func(*sheet) { n.noteHere(at) })
		return
	}
	from, to := p.selection.letters(page, sh)
	if from >= to { // it begins behind the last word of its page
		p.selection = selection{}
		n.noteHere(at)
		return
	}
	y := float32(0)
	if all := sh.boxes(from, to); len(all) > 0 {
		y = all[0].Y0
	}
	n.newNote(page, y, quoteFrom(sh.copied(from, to)))
}

// newNote opens the editor for a note about a height of a page, in points.
func (n *notes) newNote(page int, y float32, quote string) {
	s := n.screen
	part := int(1000*y/float32(s.pages.plan.lying(page).H) + 0.5)
	a := campus.Annotation{In: s.record.Space, Of: s.record.ID, Manifest: s.doc.Manifest, Page: page + 1, Part: max(0, min(part, 1000)), Quote: quote}
	n.write(campus.Record{Kind: "annotation", Body: campus.NewBody(campus.Create("", "annotation", &a).Set)})
}

// quoteFrom makes a quote of words that were copied: on one line, and no longer than it may
// be. Of what is longer the beginning is enough to find it.
func quoteFrom(copied string) string {
	s := strings.Join(strings.Fields(strings.TrimPrefix(copied, "• ")), " ")
	if r := []rune(s); len(r) > campus.MaxQuote {
		s = string(r[:campus.MaxQuote])
		if all := words.Clusters(s); len(all) > 1 { // not in the middle of a letter
			s = s[:all[len(all)-2]]
		}
	}
	return s
}

// menu is what the right button offers at a place.
func (n *notes) menu(at point) []*fyne.MenuItem {
	if n.screen.beside {
		return nil
	}
	item := fyne.NewMenuItem(keyNote.Say(), func() { n.noteHere(&at) })
	item.Icon = noteIcon
	return []*fyne.MenuItem{item}
}
