package documents

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/lang"
	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// What is said about the bin of a folder.
const (
	binWord    lang.Text = "documents.binWord"
	binTitle   lang.Text = "documents.binTitle"
	binHint    lang.Text = "documents.binHint"
	binEmpty   lang.Text = "documents.binEmpty"
	binUntil   lang.Text = "documents.binUntil"
	binPutBack lang.Text = "documents.binPutBack"
	binShow    lang.Text = "documents.binShow"
	binBack    lang.Text = "documents.binBack"
)

// ShowBin shows what lies in the bin of this place.
func (l *List) ShowBin() { l.mirror.showBin() }

// showBin lists what lies in the bin of this place.
func (m *mirror) showBin() {
	l, space := m.list, m.list.space
	var all []campus.Binned
	ui.Do(l.env, func(ctx context.Context) (err error) {
		all, err = l.env.Folders.Bin(ctx, space)
		return err
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err == nil {
			m.binSheet(all)
		}
	})
}

func (m *mirror) binSheet(all []campus.Binned) {
	l := m.list
	var sheet *widget.Sheet
	trouble := widget.NewTrouble()
	var column *widget.Column
	build := func(i int) fyne.CanvasObject {
		b := all[i]
		buttons := widget.Beside(6, widget.NewButton(binShow.Say(), nil, func() {
			widget.OpenFolder(filepath.Dir(b.File), func(err error) { trouble.Say(ui.Sentence(err)) })
		}))
		if m.has {
			buttons.Add(widget.NewButton(binPutBack.Say(), nil, func() {
				sheet.Hide()
				m.putBack(b)
			}))
		}
		names := widget.Stackup(1, pathOf(b.Path), widget.Quiet(binWords(b)))
		return widget.Card(container.NewBorder(nil, nil, nil, widget.Middle(buttons), names))
	}
	column = widget.NewColumn(build, func(int, float32) float32 { return 70 })
	column.SetCount(len(all))
	var list fyne.CanvasObject = column
	if len(all) == 0 {
		list = widget.Empty(binEmpty.Say(), "")
	}
	body := container.NewBorder(widget.Stackup(8, widget.Lead(binHint.Say()), trouble), nil, nil, nil, widget.Inset(list, 8, 0, 0, 0))
	sheet = widget.ShowSheet(l.env.Window, fyne.NewSize(640, 520), binTitle.Say(), body, widget.NewButton(closeWord.Say(), nil, func() { sheet.Hide() }))
}

func (m *mirror) putBack(b campus.Binned) {
	l, space := m.list, m.list.space
	var name string
	ui.Do(l.env, func(ctx context.Context) (err error) {
		name, err = l.env.Folders.PutBack(ctx, space, b.ID)
		return err
	}, func(err error) {
		l.trouble.Say(ui.Sentence(err))
		if err == nil {
			l.adder.strip.Say(binBack.Say(short(filepath.Base(name))), "", nil)
		}
		m.load()
	})
}
