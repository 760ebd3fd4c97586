package resources

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// mine is the page of the forms that the person fills in.
type mine struct {
	screen  *Screen
	look    forms
	list    *widget.List
	room    *fyne.Container
	content fyne.CanvasObject
}

func newMine(s *Screen) *mine {
	m := &mine{screen: s, room: container.NewStack()}
	m.list = widget.NewList(func() int { return len(m.look.mine) }, func() fyne.CanvasObject { return widget.NewIconRow(theme.IconDocument) }, m.row)
	m.list.HideSeparators = false
	m.list.OnSelected = func(i int) {
		m.list.UnselectAll()
		m.open(m.look.mine[i])
	}
	m.content = container.NewStack(m.list, m.room)
	return m
}

func (m *mine) show(f forms) {
	m.look = f
	m.room.Objects = nil
	if len(f.mine) == 0 {
		m.room.Objects = []fyne.CanvasObject{widget.Empty(noForms.Say(), noFormsHint.Say())}
	}
	m.room.Refresh()
	m.list.Refresh()
}

func (m *mine) row(i int, o fyne.CanvasObject) {
	f := m.look.mine[i]
	env := m.screen.env
	below := notHanded.Say()
	if len(f.handed) > 0 {
		below = f.handed[0].words(env)
	}
	switch {
	case f.aside.changed:
		below = changedMark.Say()
	case f.typed:
		below = typedMark.Say()
	}
	widget.RowOf(o).Set(widget.Clean(f.doc.Name), widget.Clean(below), ui.Date(f.record.WrittenAt(), env.Now()), f.record.Waiting)
}

// open shows a form, how far it has come, and what can be done with it. The copy in
// another program may have been saved a moment ago.
func (m *mine) open(f filled) {
	s := m.screen
	ui.Do(s.env, func(ctx context.Context) error {
		f.aside, f.typed = asideOf(ctx, s.env, f.record.ID), typedInto(ctx, s.env, f.record.ID)
		return nil
	}, func(error) { m.sheet(f) })
}

func (m *mine) sheet(f filled) {
	s := m.screen
	var sheet *widget.Sheet
	then := func(do func()) func() { return func() { sheet.Hide(); do() } }
	here := s.fillsHere(f.doc)
	steps := fillSteps
	if here {
		steps = fillStepsHere
	}
	box := widget.Stackup(8, widget.Lead(steps.Say()))
	if f.typed {
		box.Add(widget.Card(widget.NewLine(typedMark.Say())))
	}
	if f.aside.changed {
		box.Add(widget.Card(container.NewBorder(nil, nil, nil, widget.NewButton(takeInWord.Say(), nil, then(func() { s.takeIn(f) })),
			widget.Middle(widget.NewLine(changedMark.Say())))))
	}
	for _, h := range f.handed {
		box.Add(widget.Card(widget.Stackup(2, widget.NewLine(widget.Clean(h.words(s.env))), widget.Quiet(widget.Clean(h.doc.Name)))))
	}
	more := widget.Plain(removeWord.Say(), nil, then(func() { s.removeForm(f) }))
	write := widget.NewButton(writeWord.Say(), base.DocumentCreateIcon(), then(func() { s.openAside(f.record) }))
	if here {
		write = widget.NewButton(fillIn.Say(), base.DocumentCreateIcon(), then(func() { s.fillHere(f) }))
		box.Add(container.NewHBox(widget.Plain(writeElse.Say(), nil, then(func() { s.openAside(f.record) }))))
	}
	read := widget.NewButton(lookAt.Say(), nil, then(func() {
		if s.env.Show != nil {
			s.env.Show(f.record)
		}
	}))
	buttons := []fyne.CanvasObject{more, widget.NewButton(closeWord.Say(), nil, func() { sheet.Hide() }), read, write,
		widget.Main(handInDo.Say(), base.UploadIcon(), then(func() { s.handIn(f, m.look.places) }))}
	sheet = widget.ShowSheet(s.env.Window, fyne.NewSize(680, 420), shortName(f.doc.Name), container.NewVScroll(box), buttons...)
	sheet.Fit()
}

// removeForm lets go of a form that was being filled in. What was handed in stays.
func (s *Screen) removeForm(f filled) {
	widget.Ask(s.env.Window, removeWord.Say(), removeFormAsk.Say(shortName(f.doc.Name)), func() {
		ui.Do(s.env, func(ctx context.Context) error {
			if err := s.env.Replica.Save(ctx, campus.Action{Space: f.record.Space, Changes: []campus.Change{campus.Remove(f.record)}}); err != nil {
				return err
			}
			for _, place := range []string{asidePlace(f.record.ID), fillPlace(f.record.ID)} {
				if err := s.env.Replica.KeepDraft(ctx, place, ""); err != nil {
					return err
				}
			}
			return nil
		}, func(err error) {
			s.say("", err)
			s.look()
		})
	})
}

func shortName(name string) string {
	r := []rune(widget.Clean(name))
	if len(r) > 48 {
		return string(r[:47]) + "…"
	}
	return string(r)
}

// OpenForm shows one of the person's forms.
func (s *Screen) OpenForm(i int) {
	if i < len(s.mine.look.mine) {
		s.mine.open(s.mine.look.mine[i])
	}
}
