package documents

import (
	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// menu is what can be done with a row.
func (l *List) menu(e entry) []*fyne.MenuItem {
	items := []*fyne.MenuItem{widget.Item(openWord.Say(), func() { l.open(e) })}
	if e.folder {
		items = append(items, l.menuOfFolder(e)...)
	} else {
		items = append(items, l.menuOfDocument(e)...)
	}
	return items
}

func (l *List) menuOfFolder(e entry) []*fyne.MenuItem {
	id := e.record.ID
	items := l.roomItems(id, l.look.kept[id], func() []campus.ID { return l.look.within(id) }, e.doc.Name)
	if mayFolder(l.look, e.record) {
		items = append(items, widget.Item(renameWord.Say()+"…", func() { l.renameFolder(e.record) }), widget.Item(moveWord.Say(), func() { l.moveTo(e) }))
	}
	items = append(items, widget.History(l.env, e.record, mayFolder(l.look, e.record))...)
	if ui.MayRemove(l.look.actor, l.look.in, e.record) {
		items = append(items, widget.Item(removeWord.Say(), func() { l.removeFolder(e) }))
	}
	return items
}

func (l *List) menuOfDocument(e entry) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	k, r := l.look, e.record
	link := e.doc.URL != ""
	if !link {
		items = append(items, widget.Item(saveCopyWord.Say(), func() { SaveCopy(l.env, r, l.adder.said) }))
	}
	if l.Also != nil {
		items = append(items, l.Also(r)...)
	}
	if ui.MayEdit(k.actor, k.in, r, "name", "category", "about", "tags", "language", "url") {
		items = append(items, widget.Item(detailWord.Say(), func() { l.adder.change(r) }))
	}
	items = append(items, widget.History(l.env, r, ui.MayEdit(k.actor, k.in, r, "name", "category", "about", "tags", "language", "url"))...)
	if k.may {
		items = append(items, widget.Item(moveWord.Say(), func() { l.moveTo(e) }))
	}
	if !link {
		if mayReplace(k, r) {
			items = append(items, widget.Item(replaceWord.Say(), func() { l.replace(r) }))
		}
		if st := l.states.get(r.ID); len(e.doc.Versions) > 1 || st != nil && st.beside {
			items = append(items, widget.Item(versionsWord.Say(), func() { l.ShowVersions(r.ID) }))
		}
		items = append(items, l.roomItems(r.ID, k.kept[r.ID], func() []campus.ID { return []campus.ID{r.ID} }, e.doc.Name)...)
	}
	if ui.MayRemove(k.actor, k.in, r) {
		items = append(items, widget.Item(removeWord.Say(), func() {
			widget.Ask(l.env.Window, removeWord.Say(), removeAsk.Say(widget.Clean(e.doc.Name)), func() { l.save(campus.Remove(r)) })
		}))
	}
	return items
}

// menuOfAll is what can be done with the open folder.
func (l *List) menuOfAll() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	if l.look.may {
		items = append(items, widget.Item(newFolderWord.Say()+"…", l.newFolder), widget.Item(newLinkWord.Say(), l.adder.link))
	}
	folder := l.folder
	if folder != "" {
		word, on := keepFolder.Say(), !l.look.kept[folder]
		if !on {
			word = keepNot.Say()
		}
		items = append(items, widget.Item(word, func() { l.keepHere(folder, on) }))
	}
	if folder == "" && l.space != "" {
		space, word, on := l.space, keepPlace.Say(), !l.look.kept[l.space]
		if !on {
			word = keepNot.Say()
		}
		items = append(items, widget.Item(word, func() { l.keepHere(space, on) }))
	}
	items = append(items, widget.Item(roomWord.Say(), l.ShowRoom))
	return append(items, l.mirror.menu()...)
}
