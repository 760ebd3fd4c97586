package reader

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// bar is the top of the reader: back, the name, the page, the zoom, a copy.
type bar struct {
	screen  *Screen
	title   *widget.Line
	below   *widget.Line
	page    *widget.Entry
	of      *widget.Line
	percent *widget.Line
	copy    *widget.Button
	print   *widget.Button
	seek    *widget.Button
	fill    *widget.Button
	mark    *widget.Button
	tools   *fyne.Container
	content fyne.CanvasObject
	n, now  int
	about   string
}

func newBar(s *Screen, leave func()) *bar {
	b := &bar{screen: s, title: widget.Bold(""), below: widget.Quiet(""), page: widget.NewEntry(), of: widget.Quiet("").Full(), percent: widget.Quiet("").Full()}
	b.percent.Align = fyne.TextAlignCenter
	b.page.OnSend = b.goPage
	then := func(f func()) func() { // the keys go back to the pages
		return func() { f(); s.keysToPages() }
	}
	page := container.NewGridWrap(fyne.NewSize(base.TextSize()*3.6, b.page.MinSize().Height), b.page)
	b.tools = widget.Beside(2, widget.Plain("", base.ListIcon(), s.panelButton), widget.Inset(page, 0, 0, 6, 0), widget.Inset(widget.Middle(b.of), 0, 0, 6, 12),
		widget.Plain("", base.ContentRemoveIcon(), then(func() { s.zoom(zoomOut) })),
		container.NewGridWrap(fyne.NewSize(base.TextSize()*3.6, b.page.MinSize().Height), widget.Middle(b.percent)),
		widget.Plain("", base.ContentAddIcon(), then(func() { s.zoom(zoomIn) })), b.fits(leave == nil || s.env.Window.Canvas().Size().Width < wideBar*base.TextSize(), then))
	b.seek = widget.Plain("", base.SearchIcon(), func() { s.Find() })
	b.mark = widget.Plain("", markIcon, then(func() { s.notes.bookmark() }))
	if leave != nil {
		b.tools.Add(b.mark)
		b.tools.Add(widget.Plain("", noteIcon, func() { s.notes.noteHere(nil) }))
	}
	back := widget.Plain("", base.NavigateBackIcon(), leave)
	widget.ShowIf(back, leave != nil) // beside something else there is nowhere to go back to
	b.copy = widget.Plain("", base.DownloadIcon(), s.saveCopy)
	b.print = widget.Plain("", base.DocumentPrintIcon(), func() { s.Print() })
	b.fill = widget.NewButton(fillIn.Say(), base.DocumentCreateIcon(), func() { s.env.Fill(s.record) })
	names := widget.Middle(widget.Stackup(1, b.title, b.below))
	b.content = widget.Inset(container.NewBorder(nil, nil, widget.Middle(back), widget.Beside(6, widget.Middle(b.tools), widget.Middle(b.fill), widget.Beside(2, widget.Middle(b.seek), widget.Middle(b.print), widget.Middle(b.copy))),
		widget.Inset(names, 0, 0, 4, 8)), 6, 6, 8, 10)
	b.name(s.record)
	b.reading(false)
	return b
}

// wideBar is how many letters wide a window has to be that nothing in the bar is put into a
// menu: with large letters in a small window it would grow over the edge of the screen.
const wideBar = 70

// fits are the ways in which a page fits the window, and is turned. Where there is little
// room, as beside something else, they are a menu.
func (b *bar) fits(narrow bool, then func(func()) func()) fyne.CanvasObject {
	s := b.screen
	width, whole, turn := then(func() { s.zoom(zoomFit) }), then(func() { s.zoom(zoomPage) }), then(s.turn)
	if !narrow {
		return widget.Beside(2, widget.Plain(fitWidth.Say(), nil, width), widget.Plain(fitPage.Say(), nil, whole), widget.Plain("", turnIcon, turn))
	}
	return widget.More(s.env.Window, func() []*fyne.MenuItem {
		return []*fyne.MenuItem{widget.Item(fitWidth.Say(), width), widget.Item(fitPage.Say(), whole), widget.Item(keyTurn.Say(), turn)}
	})
}

func (b *bar) name(r campus.Record) {
	doc := campus.As[campus.Document](r)
	b.title.SetText(widget.Clean(doc.Name))
	b.about = ui.Bytes(doc.Size)
	if doc.URL != "" {
		b.about = linkWord.Say()
	}
	widget.ShowIf(b.copy, doc.URL == "")
	widget.ShowIf(b.fill, doc.Fillable() && b.screen.env.Fill != nil)
	if doc.Category != "" {
		b.about = widget.Clean(lang.Term(doc.Category)) + dot + b.about
	}
	for _, more := range []string{ui.LanguageNames(doc.Language), strings.Join(doc.Tags, ", ")} {
		if more != "" {
			b.about += dot + widget.Clean(more)
		}
	}
	b.below.SetText(b.about)
}

// state says where the bytes are.
func (b *bar) state(st campus.FileState) {
	here := fetching.Say(ui.Bytes(st.Here), ui.Bytes(st.Size))
	if st.Whole() {
		here = onThis.Say()
	}
	server := onServer.Say()
	if !st.OnServer {
		server = notOnServer.Say()
	}
	if st.Trouble != "" && !st.OnServer {
		server = notTaken.Say(ui.Reason(st.Trouble))
	}
	b.below.SetText(strings.Join([]string{b.about, here, server}, dot))
}

// note says something that is under way.
func (b *bar) note(words string) {
	if words == "" {
		words = b.about
	}
	b.below.SetText(words)
}

// marked shows whether the page that is read has a bookmark.
func (b *bar) marked(on bool) {
	icon := fyne.Resource(markIcon)
	if on {
		icon = markedIcon
	}
	if b.mark.Icon != icon {
		b.mark.SetIcon(icon)
	}
}

// reading shows what belongs to pages, or hides it.
func (b *bar) reading(on bool) {
	widget.ShowIf(b.tools, on)
	b.words(on)
}

// words shows what is done with words, on pages or not: they are looked for, and printed where
// something prints and there is room.
func (b *bar) words(on bool) {
	widget.ShowIf(b.seek, on)
	widget.ShowIf(b.print, on && b.screen.env.Printers != nil && !b.screen.beside)
}

func (b *bar) count(n int) {
	b.n = n
	b.of.SetText(ofPages.Say(number(n)))
	b.tools.Refresh()
}

// place shows the page and the zoom. While somebody types a page it is left
// alone.
func (b *bar) place(page int, zoom float64) {
	b.percent.SetText(fmt.Sprintf(percent, int(math.Round(zoom*100))))
	if b.now != page+1 {
		b.now = page + 1
		b.page.SetText(strconv.Itoa(b.now))
	}
	if b.page.Text == "" {
		if c := widget.Canvas(b.page); c == nil || c.Focused() != fyne.Focusable(b.page) {
			b.page.SetText(strconv.Itoa(b.now))
		}
	}
}

func (b *bar) goPage() {
	n, err := strconv.Atoi(strings.TrimSpace(b.page.Text))
	p := b.screen.pages
	if p == nil {
		return
	}
	if err == nil {
		p.goPage(max(1, min(n, b.n)) - 1)
	}
	b.now = p.page() + 1
	b.page.SetText(strconv.Itoa(b.now))
	b.screen.keysToPages()
}

// number writes a number with its thousands apart.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
