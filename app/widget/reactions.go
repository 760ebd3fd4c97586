package widget

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/ui"
	"rantau/campus"
)

// sign is one emoji below a post: how many, whether I am among them, and who, while the
// pointer or the keyboard is on it. A tap turns one's own on or off.
type sign struct {
	Tap
	who  string
	tell *Line // says who
}

func newSign(emoji string, n int, mine bool, who string, tell *Line, tap func()) *sign {
	back, text := theme.ColorNameCode, theme.ColorNameQuiet
	border := fyne.ThemeColorName("")
	if mine {
		back, text, border = theme.ColorNameTint, theme.ColorNameAccent, base.ColorNamePrimary
	}
	count := Quiet(strconv.Itoa(n)).Full()
	count.Color = text
	s := &sign{who: who, tell: tell}
	s.OnTap, s.beyond = tap, 2
	// Emoji are drawn small for their line, and stand higher in it than letters.
	face := NewLine(emoji).Full()
	face.Scale = base.SizeNameSubHeadingText
	s.content = container.NewStack(NewFill(back, border, 9), Pad(Beside(5, Inset(face, 1, -6, 0, 0), Middle(count)), 1, 8))
	s.back = NewFill(base.ColorNameHover, "", 11)
	s.back.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// MouseIn implements desktop.Hoverable.
func (s *sign) MouseIn(e *desktop.MouseEvent) { s.Tap.MouseIn(e); s.tell.SetText(s.who) }

// MouseOut implements desktop.Hoverable.
func (s *sign) MouseOut() { s.Tap.MouseOut(); s.tell.SetText("") }

// FocusGained implements fyne.Focusable.
func (s *sign) FocusGained() { s.Tap.FocusGained(); s.tell.SetText(s.who) }

// FocusLost implements fyne.Focusable.
func (s *sign) FocusLost() { s.Tap.FocusLost(); s.tell.SetText("") }

// signsOf are the reactions to a record, in the order of campus.Emoji; nil for none.
func (d *Discussion) signsOf(r campus.Record) fyne.CanvasObject {
	all := d.shown.hang.signs[r.ID]
	if len(all) == 0 {
		return nil
	}
	me, tell := d.env.Replica.Me(), Quiet("")
	row := Beside(6)
	for _, emoji := range campus.Emoji {
		var who []campus.ID
		for _, s := range all {
			if v := campus.As[campus.Reaction](s); v.Emoji == emoji && v.On() && !slices.Contains(who, s.Author) {
				who = append(who, s.Author)
			}
		}
		if len(who) > 0 {
			row.Add(newSign(emoji, len(who), slices.Contains(who, me), d.names(who), tell, func() { d.react(r, emoji) }))
		}
	}
	if len(row.Objects) == 0 {
		return nil
	}
	if len(row.Objects) > 5 { // too many to leave room for who beside them
		row.Layout = &flow{gap: 6}
		return Stackup(1, row, tell)
	}
	return container.NewBorder(nil, nil, row, nil, Inset(Middle(tell), 0, 0, 8, 0))
}

// mostNamed is how many people are named before the rest is counted.
const mostNamed = 8

// names names people, oneself as such.
func (d *Discussion) names(ids []campus.ID) string {
	var names []string
	for i, id := range ids {
		switch {
		case i == mostNamed:
			return andOthers.Say(strings.Join(names, ", "), len(ids)-i)
		case id == d.env.Replica.Me():
			names = append(names, reactedYou.Say())
		default:
			names = append(names, Short(Clean(d.shown.people.Name(id))))
		}
	}
	return strings.Join(names, ", ")
}

// reactButton offers the emoji.
func (d *Discussion) reactButton(r campus.Record) fyne.CanvasObject {
	b := Plain("", quietly(theme.IconReact), nil)
	b.OnTapped = func() { d.offerSigns(b, r) }
	return container.New(&snug{}, b)
}

// quietly is a glyph for a button, which would leave its lines as they are. A post is
// built anew when the theme changes.
func quietly(g theme.Glyph) fyne.Resource {
	return theme.Tinted(g, theme.ColorNameQuiet, fyne.CurrentApp().Settings().Theme())
}

// snug keeps the buttons of a post close to each other and its line as high as its text.
type snug struct{}

func (*snug) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width-8, 18)
}

func (*snug) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[0].MinSize()
	o[0].Resize(m)
	o[0].Move(fyne.NewPos((s.Width-m.Width)/2, (s.Height-m.Height)/2))
}

func (d *Discussion) offerSigns(under fyne.CanvasObject, r campus.Record) {
	row := Beside(2)
	var pop *fw.PopUp
	for _, emoji := range campus.Emoji {
		row.Add(Plain(emoji, nil, func() {
			pop.Hide()
			d.react(r, emoji)
		}))
	}
	c := d.env.Window.Canvas()
	pop = fw.NewPopUp(row, c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	pop.ShowAtPosition(fyne.NewPos(max(0, min(at.X, c.Size().Width-pop.MinSize().Width-8)), at.Y+under.Size().Height))
	if b, ok := row.Objects[0].(*Button); ok {
		c.Focus(b)
	}
}

// react turns my reaction on, or off again.
func (d *Discussion) react(r campus.Record, emoji string) {
	me := d.env.Replica.Me()
	id := campus.ReactionID(r.ID, me, emoji)
	ui.Do(d.env, func(ctx context.Context) error {
		was, err := d.env.Replica.Record(ctx, id)
		if campus.CodeOf(err) == campus.NotFound || err == nil && was.Space != r.Space {
			was = campus.Record{}
		} else if err != nil {
			return err
		}
		a := campus.React(was, r, me, emoji)
		if len(a.Changes) == 0 {
			return nil
		}
		return d.env.Replica.Save(ctx, a)
	}, func(err error) {
		d.trouble.Say(ui.Sentence(err))
		d.Reload()
	})
}

// flow puts objects in rows, as many in each as there is room for.
type flow struct{ gap, width float32 }

func (f *flow) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := f.width
	if width == 0 {
		width = 600
	}
	return fyne.NewSize(40, f.put(o, width, false))
}

// Layout implements fyne.Layout.
func (f *flow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	f.width = s.Width
	f.put(o, s.Width, true)
}

// put gives the height that the rows take, and moves the objects there.
func (f *flow) put(o []fyne.CanvasObject, width float32, move bool) float32 {
	x, y, row := float32(0), float32(0), float32(0)
	for _, c := range o {
		m := c.MinSize()
		m.Width = min(m.Width, width)
		if x > 0 && x+m.Width > width {
			x, y, row = 0, y+row+f.gap, 0
		}
		if move {
			c.Resize(m)
			c.Move(fyne.NewPos(x, y))
		}
		x, row = x+m.Width+f.gap, max(row, m.Height)
	}
	return y + row
}
