package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/lang"
	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// Picker chooses people from the directory, by name or institution.
type Picker struct {
	fw.BaseWidget
	// OnChange is told after somebody was chosen or no longer is.
	OnChange func()

	Find   *Entry
	people *ui.People
	left   map[campus.ID]bool // who cannot be chosen: they are there already
	chosen []campus.ID
	shown  []campus.ID
	names  *Line
	list   *List
	empty  fyne.CanvasObject
	box    *fyne.Container
}

// NewPicker makes a picker over a picture of the directory.
func NewPicker(people *ui.People, without ...campus.ID) *Picker {
	p := &Picker{Find: NewEntry(), people: people, left: map[campus.ID]bool{}, names: Quiet(""), empty: Empty(nobodyFound.Say(), tryOther.Say())}
	for _, id := range without {
		p.left[id] = true
	}
	p.Find.SetPlaceHolder(findPerson.Say())
	p.Find.OnChanged = func(string) { p.filter() }
	p.names.Color = theme.ColorNameAccent
	p.names.Hide()
	p.list = NewList(func() int { return len(p.shown) }, newPickRow, p.row)
	p.list.OnSelected = func(i int) {
		p.list.UnselectAll()
		p.toggle(p.shown[i])
	}
	top := Stackup(6, p.Find, p.names)
	p.box = container.NewBorder(Inset(top, 0, 4, 0, 0), nil, nil, nil, container.NewStack(p.list, p.empty))
	p.ExtendBaseWidget(p)
	p.filter()
	return p
}

// AddPicker adds a choice of people to a form.
func AddPicker(f *Form, key, label string, people *ui.People, without ...campus.ID) *Picker {
	p := NewPicker(people, without...)
	p.OnChange = f.Typed
	f.Add(key, label, p, p.Find, func() string {
		ids := make([]string, len(p.chosen))
		for i, id := range p.chosen {
			ids[i] = string(id)
		}
		return strings.Join(ids, " ")
	}, func(v string) {
		var ids []campus.ID
		for _, id := range strings.Fields(v) {
			ids = append(ids, campus.ID(id))
		}
		p.SetChosen(ids)
	})
	return p
}

// Chosen gives who was chosen, in that order.
func (p *Picker) Chosen() []campus.ID { return p.chosen }

// SetChosen chooses people; those who cannot be chosen are left out.
func (p *Picker) SetChosen(ids []campus.ID) {
	p.chosen = nil
	for _, id := range ids {
		if !p.left[id] && p.people.Person(id).Name != "" {
			p.chosen = append(p.chosen, id)
		}
	}
	p.changed()
}

func (p *Picker) toggle(id campus.ID) {
	kept := p.chosen[:0:0]
	for _, c := range p.chosen {
		if c != id {
			kept = append(kept, c)
		}
	}
	if len(kept) == len(p.chosen) {
		kept = append(kept, id)
	}
	p.chosen = kept
	p.changed()
}

func (p *Picker) changed() {
	names := make([]string, len(p.chosen))
	for i, id := range p.chosen {
		names[i] = Clean(p.people.Name(id))
	}
	p.names.SetText(strings.Join(names, ", "))
	ShowIf(p.names, len(names) > 0)
	p.list.Refresh()
	if p.OnChange != nil {
		p.OnChange()
	}
}

// filter shows those in whose name or institution every typed word is found.
func (p *Picker) filter() {
	words := strings.Fields(strings.ToLower(p.Find.Text))
	p.shown = p.shown[:0]
	for _, r := range p.people.All {
		if p.left[r.ID] {
			continue
		}
		all := strings.ToLower(p.people.Name(r.ID) + " " + p.people.Institution(r.ID))
		found := true
		for _, w := range words {
			found = found && strings.Contains(all, w)
		}
		if found {
			p.shown = append(p.shown, r.ID)
		}
	}
	ShowIf(p.empty, len(p.shown) == 0)
	p.list.Refresh()
	if len(p.shown) > 0 {
		p.list.ScrollToTop()
	}
}

// pickRow is one person with a mark.
type pickRow struct {
	fw.BaseWidget
	row     *Row
	on, off *Mark
}

func newPickRow() fyne.CanvasObject {
	r := &pickRow{row: NewAvatarRow(), on: Icon(base.CheckButtonCheckedIcon(), base.ColorNamePrimary),
		off: Icon(base.CheckButtonIcon(), theme.ColorNameQuiet)}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	mark := Middle(container.NewStack(r.on, r.off))
	return fw.NewSimpleRenderer(container.NewBorder(nil, nil, mark, nil, r.row))
}

func (p *Picker) row(i int, o fyne.CanvasObject) {
	r, id := o.(*pickRow), p.shown[i]
	name := Clean(p.people.Name(id))
	r.row.SetPerson(name, string(id))
	r.row.Set(name, Clean(p.people.Institution(id)), Clean(lang.Term(p.people.Person(id).Work)), false)
	on := false
	for _, c := range p.chosen {
		on = on || c == id
	}
	ShowIf(r.on, on)
	ShowIf(r.off, !on)
}

// MinSize implements fyne.Widget: a list is as tall as it is allowed to be.
func (p *Picker) MinSize() fyne.Size { return fyne.NewSize(280, 290) }

// CreateRenderer implements fyne.Widget.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(p.box) }
