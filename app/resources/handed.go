package resources

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// handed is the page of the staff: what was handed in, by form.
type handed struct {
	screen  *Screen
	added   bool
	look    forms
	shown   []handedIn
	find    *widget.Entry
	form    *widget.Select
	names   []string // of the forms, as they are offered
	setting bool
	list    *widget.List
	room    *fyne.Container
	content fyne.CanvasObject
}

func newHanded(s *Screen) *handed {
	h := &handed{screen: s, find: widget.NewEntry(), room: container.NewStack()}
	h.find.SetPlaceHolder(findHanded.Say())
	h.find.OnChanged = func(string) { h.fill() }
	h.form = widget.NewSelect([]string{allForms.Say()}, nil)
	h.form.SetSelectedIndex(0)
	h.form.OnChanged = func(string) {
		if !h.setting {
			h.fill()
		}
	}
	h.list = widget.NewList(func() int { return len(h.shown) }, func() fyne.CanvasObject { return widget.NewAvatarRow() }, h.row)
	h.list.HideSeparators = false
	h.list.OnSelected = func(i int) {
		h.list.UnselectAll()
		h.open(h.shown[i])
	}
	bar := widget.Pad(widget.Beside(6, widget.Wide(18, h.find), widget.Wide(24, widget.Framed(h.form))), 6, 12)
	h.content = widget.Flush(bar, nil, nil, nil, container.NewStack(h.list, h.room))
	return h
}

func (h *handed) show(f forms) {
	chosen := h.chosen()
	h.look, h.names = f, nil
	for _, one := range f.handed {
		if name := widget.Clean(one.blank); !slices.Contains(h.names, name) {
			h.names = append(h.names, name)
		}
	}
	slices.Sort(h.names)
	h.setting = true
	h.form.Options = append([]string{allForms.Say()}, h.names...)
	h.form.SetSelectedIndex(slices.Index(h.names, chosen) + 1)
	h.form.Refresh()
	h.setting = false
	h.fill()
}

func (h *handed) chosen() string {
	if i := h.form.SelectedIndex(); i > 0 && i <= len(h.names) {
		return h.names[i-1]
	}
	return ""
}

// fill shows what the filters let through: what was not opened yet first.
func (h *handed) fill() {
	form, words := h.chosen(), strings.Fields(strings.ToLower(h.find.Text))
	h.shown = slices.DeleteFunc(slices.Clone(h.look.handed), func(one handedIn) bool {
		all := strings.ToLower(h.look.people.Name(one.record.Author) + "\n" + one.doc.Name + "\n" + one.blank)
		return form != "" && widget.Clean(one.blank) != form || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, w) })
	})
	slices.SortStableFunc(h.shown, func(a, b handedIn) int {
		if x, y := a.opened(), b.opened(); x != y {
			return map[bool]int{false: -1, true: 1}[x]
		}
		return b.record.Created.Compare(a.record.Created)
	})
	h.room.Objects = nil
	if len(h.shown) == 0 {
		h.room.Objects = []fyne.CanvasObject{widget.Empty(noHanded.Say(), noHandedHint.Say())}
	}
	h.room.Refresh()
	h.list.Refresh()
}

func (h handedIn) opened() bool { return h.stage() == campus.StageOpened }

func (h *handed) row(i int, o fyne.CanvasObject) {
	one, env := h.shown[i], h.screen.env
	name := h.look.people.Name(one.record.Author)
	state := handedNew.Say()
	switch {
	case one.opened():
		state = handedOpened.Say(ui.At(one.receipt.WrittenAt(), env.Now()))
	case !one.stored:
		state = handedComing.Say()
	}
	row := widget.RowOf(o)
	row.SetPerson(name, string(one.record.Author))
	row.Set(widget.Clean(name), widget.Clean(strings.Join([]string{one.blank, one.place, state}, dot)), ui.At(one.record.WrittenAt(), env.Now()), one.receipt.Waiting)
	row.SetCurrent(!one.opened())
}

// open shows a form and tells its author that it was opened.
func (h *handed) open(one handedIn) {
	s := h.screen
	if s.env.Show != nil {
		s.env.Show(one.record)
	}
	if one.opened() || one.record.Author == s.env.Replica.Me() {
		return
	}
	ui.Do(s.env, func(ctx context.Context) error {
		if r, err := s.env.Replica.Record(ctx, campus.ReceiptID(one.record.ID)); err == nil && !r.Deleted {
			return nil
		}
		return s.env.Replica.Save(ctx, campus.Action{Space: one.record.Space, Changes: []campus.Change{campus.Opened(one.record)}})
	}, func(err error) {
		s.say("", err)
		s.look()
	})
}
