package reader

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/widget"
)

// contents is the outline of a document as a list.
type contents struct {
	all     []heading
	current int
	list    *widget.List
	none    fyne.CanvasObject
	content fyne.CanvasObject
}

func newContents(lead func(heading)) *contents {
	c := &contents{current: -1, none: widget.Pad(widget.QuietNote(noContents.Say()), 10, widget.Edge)}
	c.list = widget.NewList(func() int { return len(c.all) }, newHeadingRow, c.row)
	c.list.OnSelected = func(i int) {
		c.list.UnselectAll()
		if i < len(c.all) && c.all[i].Page >= 0 {
			lead(c.all[i])
		}
	}
	c.content = container.NewStack(c.list, c.none)
	c.none.Hide()
	return c
}

func (c *contents) set(all []heading) {
	c.all, c.current = all, -1
	widget.ShowIf(c.none, len(all) == 0)
	c.list.Refresh()
	c.list.ScrollToTop()
}

// mark marks the heading under which a place of the document is.
func (c *contents) mark(page int, top float32) {
	if now := headingAt(c.all, page, top); now != c.current {
		c.current = now
		c.list.Refresh()
		if now >= 0 {
			c.list.ScrollTo(now)
		}
	}
}

// headingAt finds the last heading that stands before a place, or -1. An outline may be in
// any order.
func headingAt(all []heading, page int, top float32) int {
	best := -1
	for i, h := range all {
		before := h.Page >= 0 && (h.Page < page || h.Page == page && h.Top <= top)
		if before && (best < 0 || h.Page > all[best].Page || h.Page == all[best].Page && h.Top >= all[best].Top) {
			best = i
		}
	}
	return best
}

// deepest is the level beyond which headings are set in no further.
const deepest = 6

// headingRow is a row of the list.
type headingRow struct {
	*fyne.Container
	indent      *canvas.Rectangle
	title, page *widget.Line
	back        *widget.Fill
}

func newHeadingRow() fyne.CanvasObject {
	back := widget.NewFill(theme.ColorNameTint, "", 4)
	indent := canvas.NewRectangle(color.Transparent)
	title, page := widget.NewLine(""), widget.Quiet("").Full()
	row := container.NewBorder(nil, nil, indent, widget.Middle(page), widget.Middle(title))
	return container.NewStack(back, widget.Inset(row, 5, 5, widget.Edge-6, 12))
}

// parts finds what a row is made of.
func parts(o fyne.CanvasObject) headingRow {
	whole := o.(*fyne.Container)
	row := whole.Objects[1].(*fyne.Container).Objects[0].(*fyne.Container)
	line := func(i int) *widget.Line { return row.Objects[i].(*fyne.Container).Objects[1].(*widget.Line) }
	return headingRow{Container: row, back: whole.Objects[0].(*widget.Fill), title: line(0), indent: row.Objects[1].(*canvas.Rectangle), page: line(2)}
}

func (c *contents) row(i int, o fyne.CanvasObject) {
	r, h := parts(o), c.all[i]
	r.indent.SetMinSize(fyne.NewSize(float32(min(max(h.Level-1, 0), deepest))*base.TextSize(), 1))
	r.title.Style.Bold = i == c.current
	r.title.SetText(widget.OneLine(h.Title))
	r.title.Refresh()
	r.page.SetText("")
	if h.Page >= 0 {
		r.page.SetText(strconv.Itoa(h.Page + 1))
	}
	widget.ShowIf(r.back, i == c.current)
	r.Refresh()
	r.Container.Layout.Layout(r.Objects, r.Size())
}
