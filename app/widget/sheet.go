package widget

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/campus"
)

// Sheet is a small page on top of the window, for a form or a choice. Esc
// closes it.
type Sheet struct{ pop *fw.PopUp }

// ShowSheet shows a sheet. The buttons are at its foot, the main one last.
func ShowSheet(w fyne.Window, size fyne.Size, title string, content fyne.CanvasObject, buttons ...fyne.CanvasObject) *Sheet {
	foot := container.NewHBox()
	foot.Layout = &trailing{8}
	foot.Objects = buttons
	body := container.NewBorder(Inset(Title(title), 0, 10, 0, 0), Inset(foot, 12, 0, 0, 0), nil, nil, content)
	s := &Sheet{}
	s.pop = fw.NewModalPopUp(Pad(body, 14, 16), w.Canvas())
	s.pop.Resize(size)
	s.pop.Show()
	return s
}

// Hide closes the sheet.
func (s *Sheet) Hide() { s.pop.Hide() }

// trailing puts objects at the right end of a row.
type trailing struct{ gap float32 }

func (t *trailing) MinSize(o []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, c := range o {
		if c.Visible() {
			m := c.MinSize()
			s.Width, s.Height = s.Width+m.Width+t.gap, max(s.Height, m.Height)
		}
	}
	return s
}

func (t *trailing) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := s.Width
	for i := len(o) - 1; i >= 0; i-- {
		if !o[i].Visible() {
			continue
		}
		m := o[i].MinSize()
		x -= m.Width
		o[i].Resize(fyne.NewSize(m.Width, s.Height))
		o[i].Move(fyne.NewPos(x, 0))
		x -= t.gap
	}
}

// Ask asks before something that cannot be taken back; do is the word on the
// button.
func Ask(w fyne.Window, do, question string, yes func()) {
	d := dialog.NewConfirm(do, question, func(ok bool) {
		if ok {
			yes()
		}
	}, w)
	d.SetConfirmText(do)
	d.SetDismissText(cancelWord)
	d.SetConfirmImportance(fw.DangerImportance)
	d.Show()
}

// Menu shows choices below an object.
func Menu(w fyne.Window, under fyne.CanvasObject, items ...*fyne.MenuItem) {
	pop := fw.NewPopUpMenu(fyne.NewMenu("", items...), w.Canvas())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	x := min(at.X, w.Canvas().Size().Width-pop.MinSize().Width-8)
	pop.ShowAtPosition(fyne.NewPos(x, at.Y+under.Size().Height))
}

// More is the small button that opens a menu of what else can be done.
func More(w fyne.Window, items func() []*fyne.MenuItem) *Button {
	b := Plain("", base.MoreVerticalIcon(), nil)
	b.OnTapped = func() { Menu(w, b, items()...) }
	return b
}

// ShowVersions shows the texts of a record that stand beside each other, whose
// they are and from when, and lets somebody who may write decide.
func ShowVersions(env *ui.Env, r campus.Record, people *ui.People, field string, mayDecide bool, failed func(error)) {
	tabs := NewTabs()
	fields, _ := r.Body.Fields()
	tabs.Add(versionShown, versionPage(r.Editor, r.Edited.UnixMilli(), fields[field], people, env, nil))
	var sheet *Sheet
	for i, v := range r.Versions {
		var use func()
		if mayDecide {
			use = func() {
				sheet.Hide()
				choose(env, r, v, failed)
			}
		}
		body := campus.Body(v.Fields)
		theirs, _ := body.Fields()
		tabs.Add(fmt.Sprintf(versionNumber, i+2), versionPage(v.Author, v.At, theirs[field], people, env, use))
	}
	closing := NewButton(closeWord, nil, func() { sheet.Hide() })
	buttons := []fyne.CanvasObject{closing}
	if mayDecide {
		buttons = append(buttons, Main(versionKeep, nil, func() {
			sheet.Hide()
			drop(env, r, failed)
		}))
	}
	content := container.NewBorder(Paragraph(versionsWhy), nil, nil, nil, tabs)
	sheet = ShowSheet(env.Window, fyne.NewSize(820, 560), versionsTitle, content, buttons...)
}

func versionPage(author campus.ID, at int64, value []byte, people *ui.People, env *ui.Env, use func()) fyne.CanvasObject {
	text := Paragraph(Clean(words(value)))
	text.Selectable = true
	line := Quiet(fmt.Sprintf(versionBy, people.Name(author), ui.At(millis(at), env.Now())))
	var button fyne.CanvasObject
	if use != nil {
		button = NewButton(versionUse, nil, use)
	}
	head := Pad(container.NewBorder(nil, nil, nil, button, Middle(line)), 6, 8)
	return container.NewBorder(head, nil, nil, nil, container.NewVScroll(text))
}

// choose makes a version's values those of the record.
func choose(env *ui.Env, r campus.Record, v campus.Version, failed func(error)) {
	mine, err := r.Body.Fields()
	theirs, err2 := campus.Body(v.Fields).Fields()
	kind, ok := campus.KindNamed(r.Kind)
	if err != nil || err2 != nil || !ok {
		return
	}
	for name, value := range theirs {
		mine[name] = value
	}
	value, err := kind.Decode(campus.NewBody(mine))
	if err != nil {
		failed(err)
		return
	}
	c, _ := campus.Edit(r, value)
	c.Drop = []campus.ID{v.ID}
	saveVersions(env, r, c, failed)
}

// drop keeps what is shown and lets go of the rest.
func drop(env *ui.Env, r campus.Record, failed func(error)) {
	c := campus.Change{Record: r.ID, Kind: r.Kind}
	for _, v := range r.Versions {
		c.Drop = append(c.Drop, v.ID)
	}
	saveVersions(env, r, c, failed)
}

func saveVersions(env *ui.Env, r campus.Record, c campus.Change, done func(error)) {
	ui.Do(env, func(ctx context.Context) error {
		return env.Replica.Save(ctx, campus.Action{Space: r.Space, Changes: []campus.Change{c}})
	}, done)
}
