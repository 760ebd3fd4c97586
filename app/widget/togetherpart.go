package widget

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/campus"
)

// part is what is to stand in one field: a text that is typed, or one of two values.
type part struct {
	sheet  *together
	asked  Question
	object fyne.CanvasObject
	entry  *Entry  // of a text
	pick   *Select // of anything else
	guard  ui.Guard
}

// What is chosen of a field that is no text.
const (
	takenLeft  = "left"
	takenRight = "right"
)

// onLine are fields of one line that people type.
var onLine = []string{"title", "name", "city", "words", "email", "phone", "line"}

func (t *together) newPart(q Question) *part {
	p := &part{sheet: t, asked: q}
	kind, _ := campus.KindNamed(t.r.Kind)
	long := kind.Mode(q.Field) == campus.Text
	if q.Say != nil || !long && !slices.Contains(onLine, q.Field) {
		p.pick = NewSelect([]string{versionLeft.Say(), versionRight.Say()}, func(string) { t.typed() })
		p.object = Narrow(260, Stackup(4, Quiet(versionChoose.Say()), Framed(p.pick)))
		return p
	}
	if long {
		p.entry = NewArea()
		p.entry.SetMinRowsVisible(5)
	} else {
		p.entry = NewEntry()
	}
	p.entry.OnChanged = func(string) { t.typed() }
	p.entry.OnSend = t.save
	buttons := Beside(4, Plain(versionLeft.Say(), nil, func() { p.take(false) }), Plain(versionRight.Say(), nil, func() { p.take(true) }))
	if long {
		buttons.Add(Plain(versionBoth.Say(), nil, p.insert))
	}
	p.object = Stackup(2, container.NewBorder(nil, nil, Middle(Quiet(versionText.Say()).Full()), buttons), OnPage(p.entry, t.scroll))
	return p
}

// take makes one of the sides what is to stand.
func (p *part) take(right bool) {
	if p.entry == nil {
		i := 0
		if right {
			i = 1
		}
		p.pick.SetSelectedIndex(i)
		return
	}
	b := p.sheet.r.Body
	if right {
		b = p.sheet.right()
	}
	fields, _ := b.Fields()
	p.set(plain(fields[p.asked.Field]))
	p.sheet.typed()
}

// insert brings into the text what only the right one has, where it belongs.
func (p *part) insert() {
	fields, _ := p.sheet.right().Fields()
	now, theirs := p.entry.Words(), plain(fields[p.asked.Field])
	ui.Load(p.sheet.env, &p.guard, func(context.Context) (string, error) { // long texts take a while
		return both(now, theirs), nil
	}, func(text string, _ error) {
		if p.entry.Words() == now { // else more was typed meanwhile
			p.set(text)
			p.sheet.typed()
		}
	})
}

func (p *part) get() string {
	if p.entry != nil {
		return p.entry.Words()
	}
	if p.pick.SelectedIndex() == 1 {
		return takenRight
	}
	return takenLeft
}

func (p *part) set(v string) {
	if p.entry != nil {
		p.entry.SetText(v)
		p.entry.CursorRow, p.entry.CursorColumn = 0, 0 // it is read from its beginning
		p.entry.Refresh()
		return
	}
	p.take(v == takenRight)
}

// is tells whether what is to stand is what the fields have.
func (p *part) is(fields map[string]json.RawMessage) bool {
	if p.entry != nil {
		return strings.TrimSpace(p.entry.Words()) == strings.TrimSpace(plain(fields[p.asked.Field]))
	}
	mine, _ := p.sheet.r.Body.Fields()
	return p.get() == takenRight || bytes.Equal(mine[p.asked.Field], fields[p.asked.Field])
}

// write puts what is to stand among the fields.
func (p *part) write(into, mine, theirs map[string]json.RawMessage) {
	from, name := mine, p.asked.Field
	switch {
	case p.entry == nil && p.get() == takenRight, p.entry != nil && p.is(theirs):
		from = theirs
	case p.entry != nil && !p.is(mine):
		b, err := json.Marshal(p.entry.Words())
		if err == nil {
			into[name] = b
		}
		return
	}
	if into[name] = from[name]; from[name] == nil {
		delete(into, name)
	}
}
