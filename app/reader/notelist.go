package reader

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
)

// noteList is the list of notes in the panel, as they stand on the pages, with the one that
// is written over it.
type noteList struct {
	notes   *notes
	column  *widget.Column
	none    fyne.CanvasObject
	top     *fyne.Container
	content *fyne.Container
}

func newNoteList(n *notes) *noteList {
	l := &noteList{notes: n, none: widget.EmptySide(noNotes.Say(), noNotesHint.Say()), top: container.NewStack()}
	l.column = widget.NewColumn(l.row, func(i int, width float32) float32 { return 64 })
	l.column.Gap, l.column.Margin = 2, 6
	l.column.Key = func(i int) string {
		if i < len(n.look.all) {
			return string(n.look.all[i].ID)
		}
		return ""
	}
	l.content = widget.Flush(l.top, nil, nil, nil, container.NewStack(l.column, l.none))
	return l
}

func (l *noteList) refresh() {
	n := l.notes
	l.top.Objects = nil
	if n.edit != nil {
		l.top.Objects = []fyne.CanvasObject{widget.On(theme.ColorNameTint, n.edit.content)}
	}
	count := len(n.look.all)
	widget.ShowIf(l.none, count == 0 && n.edit == nil)
	if n.look.more {
		count++
	}
	scroll, is := l.column.Page().(*container.Scroll)
	atTop := is && scroll.Offset.Y <= 0
	l.column.SetCount(count)
	if atTop { // of a list that is all in sight the end is no place to keep
		l.column.ScrollToTop()
	}
	l.content.Refresh()
}

// row shows one note; behind the last it says that there are others.
func (l *noteList) row(i int) fyne.CanvasObject {
	n := l.notes
	if i >= len(n.look.all) {
		return widget.Inset(widget.QuietNote(noteMore.Say(number(mostNotes))), 8, 8, 8, 8)
	}
	one := n.look.all[i]
	icon := noteIcon
	if one.IsBookmark() {
		icon = markedIcon
	}
	page := widget.Bold(notePage.Say(one.Page))
	head := widget.Beside(6, widget.Middle(widget.Icon(icon, theme.ColorNameAccent)), widget.Middle(page.Full()))
	if !n.mine(one) {
		chip := widget.NewChip()
		chip.Set(noteForAllWord.Say(), true)
		head.Add(widget.Middle(chip))
	}
	var more fyne.CanvasObject
	if n.may(one) {
		more = container.New(low{}, widget.More(n.screen.env.Window, func() []*fyne.MenuItem { return l.items(one) }))
	}
	body := widget.Stackup(3, container.NewBorder(nil, nil, nil, more, head))
	if one.Quote != "" {
		body.Add(quoteOf(one.Quote, 3))
	}
	if text := widget.Calm(one.Text); text != "" {
		words := widget.Lead(text)
		words.Most = 6
		body.Add(words)
	}
	if foot := l.foot(one); foot != "" {
		body.Add(widget.QuietNote(foot))
	}
	wait := widget.NewWait()
	wait.Set(one.Waiting)
	body.Add(wait)
	back := widget.NewFill(theme.ColorNameTint, "", 6)
	widget.ShowIf(back, one.ID == n.chosen)
	return container.NewStack(back, widget.NewTap(widget.Inset(body, 6, 6, 8, 4), func() {
		n.choose(one.ID)
		n.screen.keysToPages()
	}))
}

// low keeps a button from making its line taller.
type low struct{}

func (low) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, 20)
}

func (low) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[0].Move(fyne.NewPos(0, (s.Height-h)/2))
}

// foot says by whom a note is, where it is for all, and what its reader should know of it.
func (l *noteList) foot(one note) string {
	n := l.notes
	var parts []string
	if !n.mine(one) && one.Author != n.me() {
		parts = append(parts, widget.Clean(n.look.people.Name(one.Author)))
	}
	if !one.IsBookmark() {
		parts = append(parts, ui.Ago(one.WrittenAt(), n.screen.env.Now()))
	}
	if one.Manifest != n.screen.doc.Manifest {
		parts = append(parts, noteEarlier.Say())
	}
	return strings.Join(parts, dot)
}

// items are what can be done with a note.
func (l *noteList) items(one note) (out []*fyne.MenuItem) {
	n := l.notes
	if !one.IsBookmark() {
		out = append(out, widget.Item(noteChange.Say(), func() { n.write(one.Record) }))
		if one.Edited.After(one.Created) {
			out = append(out, widget.Item(notePast.Say(), func() { n.past(one) }))
		}
	}
	switch {
	case one.Author != n.me() || one.IsBookmark():
	case n.mine(one) && n.look.shared:
		out = append(out, widget.Item(noteToAll.Say(), func() { n.turn(one) }))
	case !n.mine(one) && n.look.leads:
		out = append(out, widget.Item(noteToMe.Say(), func() { n.turn(one) }))
	}
	return append(out, widget.Item(noteRemove.Say(), func() { n.remove(one) }))
}

// quoteOf shows words of the page, apart from those about them.
func quoteOf(quote string, lines int) fyne.CanvasObject {
	bar := canvas.NewRectangle(quoteBar)
	bar.SetMinSize(fyne.NewSize(3, 1))
	words := widget.Note(widget.OneLine(quote))
	words.ColorName, words.Most, words.SizeName = theme.ColorNameQuiet, lines, base.SizeNameCaptionText
	return container.NewBorder(nil, nil, widget.Inset(bar, 1, 1, 0, 7), nil, words)
}
