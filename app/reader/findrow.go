package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/widget"
)

// findRow is the row under the bar in which words are looked for in the document.
type findRow struct {
	screen  *Screen
	field   *widget.Entry
	count   *widget.Line
	steps   []*widget.Button
	content fyne.CanvasObject
	each    bool    // what is in the field are words, each by itself
	seeker  *seeker // nil while nothing is looked for
}

func newFindRow(s *Screen) *findRow {
	f := &findRow{screen: s, field: widget.NewEntry(), count: widget.NewLine("")}
	f.field.SetPlaceHolder(findHint.Say())
	f.field.OnChanged = func(string) { f.look() }
	f.field.OnSend, f.field.OnKey = f.step, f.key
	back := widget.Plain("", base.MoveUpIcon(), func() { f.by(-1) })
	on := widget.Plain("", base.MoveDownIcon(), func() { f.by(1) })
	f.steps = []*widget.Button{back, on}
	field := container.NewGridWrap(fyne.NewSize(base.TextSize()*20, f.field.MinSize().Height), f.field)
	row := widget.Beside(4, field, back, on)
	shut := widget.Plain("", base.CancelIcon(), f.close)
	f.content = widget.Stackup(0, widget.Inset(container.NewBorder(nil, nil, row, shut, widget.Inset(widget.Middle(f.count), 0, 0, 8, 8)), 4, 4, widget.Edge, 10), fw.NewSeparator())
	f.content.Hide()
	f.say()
	return f
}

// open shows the row, with the keyboard in it.
func (f *findRow) open() bool {
	if f.screen.searched() == nil {
		return false
	}
	if !f.content.Visible() {
		f.content.Show()
		f.screen.content.Refresh()
	}
	f.screen.env.Window.Canvas().Focus(f.field)
	f.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	if f.seeker == nil && f.field.Text != "" {
		f.look()
	}
	return true
}

// with opens the row with words in it.
func (f *findRow) with(words string) {
	f.content.Show()
	f.screen.content.Refresh()
	f.field.SetText(words)
}

// led opens the row with words of the program's search that led here. That one finds pages
// on which all the words are, so each is marked by itself.
func (f *findRow) led(typed string) {
	f.each = true
	f.with(widget.OneLine(typed))
	f.each = false
}

// close hides the row and the marks.
func (f *findRow) close() {
	f.end()
	if p := f.screen.searched(); p != nil {
		p.remark()
	}
	f.screen.keysToPages()
}

// end is close for pages that go as well.
func (f *findRow) end() {
	if f.seeker != nil {
		f.seeker.stop()
		f.seeker = nil
	}
	f.content.Hide()
	f.screen.content.Refresh()
}

// look looks for what is in the field.
func (f *findRow) look() {
	p := f.screen.searched()
	if p == nil {
		return
	}
	if f.seeker == nil {
		f.seeker = p.seeker()
		f.seeker.told = f.changed
	}
	page, above := p.top()
	queries := [][]rune{foldQuery(f.field.Text)}
	if f.each {
		queries = eachWord(f.field.Text)
	}
	f.seeker.begin(queries, page, above)
}

func (f *findRow) changed() {
	f.say()
	if p := f.screen.searched(); p != nil {
		p.remark()
	}
}

// searched is that in which words are looked for.
type searched interface {
	seeker() *seeker
	top() (page int, above float32) // where it begins
	remark()                        // what is marked is another now
}

// searched is what is on the screen; nil where it has no words.
func (s *Screen) searched() searched {
	switch {
	case s.pages != nil && len(s.pages.plan.tops) > 0:
		return s.pages
	case s.text != nil:
		return s.text
	}
	return nil
}

// seeker implements searched.
func (p *pages) seeker() *seeker {
	return &seeker{writing: p.writing, pages: len(p.plan.tops), reach: func(page int, h hit) {
		if len(h.boxes) > 0 {
			p.reveal(page, h.boxes[0])
		}
	}}
}

func (f *findRow) marks(page int) []mark {
	if f.seeker == nil {
		return nil
	}
	return f.seeker.marks(page)
}

// say tells how far it is.
func (f *findRow) say() {
	words := f.words()
	if words == f.count.Text {
		return
	}
	f.count.SetText(words)
	for _, b := range f.steps {
		if f.seeker != nil && f.seeker.total > 0 {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}

func (f *findRow) words() string {
	s := f.seeker
	switch {
	case s == nil || !s.asked():
		return ""
	case s.total >= maxHits:
		return findNumber.Say(s.number(), number(s.total)+"+")
	case s.looking() && s.chosen:
		return findLooking.Say(s.number(), s.total)
	case s.looking():
		return findStill.Say(s.looked, s.pages)
	case s.total > 0:
		return findNumber.Say(s.number(), s.total)
	case !s.text:
		return findNoText.Say()
	}
	return findNone.Say()
}

// step goes on, or back while Shift is held.
func (f *findRow) step() {
	by := 1
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		by = -1
	}
	f.by(by)
}

func (f *findRow) by(by int) {
	if f.seeker != nil {
		f.seeker.step(by)
	}
}

func (f *findRow) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		f.close()
	case fyne.KeyF3:
		f.step()
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		return f.screen.key(k)
	default:
		return false
	}
	return true
}

// Find implements ui.Seeker.
func (s *Screen) Find() bool { return s.find.open() }

// LookFor looks for words in the document, as if they had been typed.
func (s *Screen) LookFor(words string) { s.find.with(words) }

// Back implements ui.Backer: Esc closes first what was opened here.
func (s *Screen) Back() bool {
	switch {
	case s.find.content.Visible():
		s.find.close()
	case s.way.Visible():
		s.backs = nil
		s.offerBack()
	default:
		return false
	}
	return true
}
