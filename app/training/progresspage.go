package training

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/ui"
	"rantau/app/widget"
	"rantau/campus"
)

// progressPage lists the hours of each student, what was read and handed in; for a
// student the own line.
type progressPage struct {
	screen  *Screen
	env     *ui.Env
	class   campus.ID
	guard   ui.Guard
	look    progress
	below   *widget.Line
	save    *widget.Button
	note    *widget.Line
	trouble *widget.Trouble
	list    *widget.List
	empty   *fyne.Container
	columns *progressColumns
	content fyne.CanvasObject
}

// openProgress brings the hours of the class that is open to the front.
func (s *Screen) openProgress() {
	if s.progress == nil {
		s.progress = newProgressPage(s)
	}
	p := s.progress
	if p.class != s.current {
		p.class, p.look = s.current, progress{}
		p.note.SetText("")
		p.list.Refresh()
	}
	if s.pages.Top() != p.content {
		s.pages.Push(p.content)
	}
	p.load()
}

func newProgressPage(s *Screen) *progressPage {
	p := &progressPage{screen: s, env: s.env, below: widget.Quiet(""), note: widget.Quiet("").Full(), trouble: widget.NewTrouble(), empty: container.NewStack()}
	p.columns = newProgressColumns(progress{}.columns())
	p.list = widget.NewList(func() int { return len(p.look.students) }, func() fyne.CanvasObject { return newProgressRow(p.columns) }, p.row)
	p.list.HideSeparators = false
	p.list.OnSelected = func(i int) {
		p.list.UnselectAll()
		if meet := p.env.Who(p.look.students[i]); meet != nil {
			meet()
		}
	}
	p.save = widget.NewButton(saveTable.Say(), base.DocumentSaveIcon(), p.saveTable)
	p.save.Hide()
	back := widget.Back(func() { s.Back() })
	names := widget.Stackup(3, widget.Title(hoursTitle.Say()), container.NewBorder(nil, nil, nil, p.note, p.below))
	bar := widget.Inset(container.NewBorder(nil, nil, widget.Middle(back), widget.Middle(p.save), widget.Inset(names, 0, 0, 8, 8)), 12, 6, 10, 14)
	head := newProgressRow(p.columns)
	head.fill("", p.columns.heads)
	p.content = container.NewBorder(widget.Stackup(0, bar, p.trouble, head, fw.NewSeparator()), nil, nil, nil,
		container.NewStack(p.list, p.empty))
	return p
}

func (p *progressPage) load() {
	class := p.class
	ui.Load(p.env, &p.guard, func(ctx context.Context) (progress, error) { return loadProgress(ctx, p.env, class) }, func(k progress, err error) {
		p.trouble.Say(ui.Sentence(err))
		if err != nil {
			return
		}
		p.look = k
		p.below.SetText(oneLine(k.course.Title))
		widget.ShowIf(p.save, k.staff && len(k.students) > 0)
		p.empty.Objects = nil
		if len(k.students) == 0 {
			p.empty.Objects = []fyne.CanvasObject{widget.Empty(noStudents.Say(), noStudentsHint.Say())}
		}
		p.empty.Refresh()
		p.list.Refresh()
	})
}

func (p *progressPage) row(i int, o fyne.CanvasObject) {
	student := p.look.students[i]
	o.(*progressRow).fill(oneLine(p.look.people.Name(student)), p.look.numbers(student))
}

// saveTable saves the list as CSV where the person wants it.
func (p *progressPage) saveTable() {
	look := p.look
	widget.SaveFile(p.env, look.course.Title+".csv", func(_ context.Context, to io.Writer) error {
		b, err := look.table()
		if err == nil {
			_, err = to.Write(b)
		}
		return err
	}, func(name string, err error) {
		p.trouble.Say(ui.Sentence(err))
		if err == nil {
			p.note.SetText(savedAs.Say(name))
		}
	})
}

// progressColumns lays a line out: a name, and numbers as wide as their heads.
type progressColumns struct{ heads []string }

func newProgressColumns(heads []string) *progressColumns { return &progressColumns{heads} }

func (c *progressColumns) width(i int) float32 {
	size := base.CaptionTextSize()
	return max(fyne.MeasureText(c.heads[i], size, fyne.TextStyle{}).Width, fyne.MeasureText("00 / 00", size, fyne.TextStyle{}).Width) + 22
}

// MinSize implements fyne.Layout.
func (c *progressColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, o[0].MinSize().Height+14)
}

// Layout implements fyne.Layout.
func (c *progressColumns) Layout(o []fyne.CanvasObject, s fyne.Size) {
	x := s.Width - 14
	for i := len(o) - 1; i > 0; i-- {
		w := c.width(i - 1)
		if i == 1 { // hours are long
			w = max(w, fyne.MeasureText(lengthWord(99*60*60_000_000_000), base.CaptionTextSize(), fyne.TextStyle{}).Width+22)
		}
		x -= w
		h := o[i].MinSize().Height
		o[i].Resize(fyne.NewSize(w, h))
		o[i].Move(fyne.NewPos(x, (s.Height-h)/2))
	}
	h := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(max(0, x-14), h))
	o[0].Move(fyne.NewPos(14, (s.Height-h)/2))
}

type progressRow struct {
	fw.BaseWidget
	name  *widget.Line
	cells []*widget.Line
	box   *fyne.Container
}

func newProgressRow(c *progressColumns) *progressRow {
	r := &progressRow{name: widget.NewLine("")}
	r.box = container.New(c, r.name)
	for range c.heads {
		cell := widget.Quiet("")
		cell.Align = fyne.TextAlignTrailing
		r.cells = append(r.cells, cell)
		r.box.Add(cell)
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *progressRow) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(r.box) }

func (r *progressRow) fill(name string, cells []string) {
	r.name.SetText(name)
	for i, c := range r.cells {
		c.SetText(cells[i])
	}
}
