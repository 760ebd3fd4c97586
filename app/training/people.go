package training

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// addPeople lets a teacher choose students from the directory, several at once.
func addPeople(p *classPage) {
	var here []campus.ID
	for _, m := range p.members.shown {
		here = append(here, m.membership.Person)
	}
	pick := widget.NewPicker(p.class.people, here...)
	trouble := widget.NewTrouble()
	var sheet *widget.Sheet
	add := widget.Main(addNone, nil, nil)
	space, saving := p.id, false
	add.OnTapped = func() {
		if saving || len(pick.Chosen()) == 0 {
			return
		}
		saving = true
		who := pick.Chosen()
		ui.Do(p.env, func(ctx context.Context) error {
			return ui.AddMembers(ctx, p.env.Replica, space, campus.Member, who...)
		}, func(err error) {
			saving = false
			trouble.Say(ui.Sentence(err))
			if err == nil {
				sheet.Hide()
				p.load()
			}
		})
	}
	pick.OnChange = func() {
		if n := len(pick.Chosen()); n > 0 {
			add.SetText(ui.Plural(n, addOne, addMany))
			add.Enable()
			return
		}
		add.SetText(addNone)
		add.Disable()
	}
	pick.OnChange()
	pick.Find.OnSend = add.OnTapped
	sheet = widget.ShowSheet(p.env.Window, fyne.NewSize(520, 560), fmt.Sprintf(addTitle, p.class.course.Title),
		container.NewBorder(trouble, nil, nil, nil, pick), widget.NewButton(cancel, nil, func() { sheet.Hide() }), add)
	p.picker = pick
	widget.Focus(pick.Find)
}
