package training

import (
	"context"

	"fyne.io/fyne/v2"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// addPeople lets a teacher choose students from the directory, several at once.
func addPeople(p *classPage) {
	var here []campus.ID
	for _, m := range p.members.all {
		here = append(here, m.membership.Person)
	}
	space := p.id
	f := widget.NewForm(p.env)
	people := widget.AddPicker(f, "people", fieldPeople.Say(), p.class.people, here...)
	count := func() {
		word := addNone.Say()
		if n := len(people.Chosen()); n > 0 {
			word = addCount.Count(n)
		}
		f.Name(word)
	}
	people.OnChange = func() {
		f.Typed()
		count()
	}
	f.OnSave = func(_ widget.Values, done func(error)) {
		chosen := people.Chosen()
		if len(chosen) == 0 {
			done(campus.Errorf(campus.Invalid, "%s", nobodyChosen.Say()))
			return
		}
		ui.Do(p.env, func(ctx context.Context) error {
			return ui.AddMembers(ctx, p.env.Replica, space, campus.Member, chosen...)
		}, func(err error) {
			done(err)
			p.load()
		})
	}
	f.OnOpen = count
	f.Open(fyne.NewSize(540, 500), addTitle.Say(widget.Short(widget.Clean(p.class.course.Title))), addNone.Say(), "class/add/"+string(space), nil, nil)
}
