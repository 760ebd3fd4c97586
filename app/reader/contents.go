package reader

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"

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
	c.list = widget.NewList(func() int { return len(c.all) }, func() fyne.CanvasObject { return newHeadingRow() }, c.row)
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
	fw.BaseWidget
	indent      *canvas.Rectangle
	title, page *widget.Line
	back        *widget.Fill
	row         *fyne.Container
	box         fyne.CanvasObject
}

func newHeadingRow() *headingRow {
	r := &headingRow{indent: canvas.NewRectangle(color.Transparent), title: widget.NewLine(""), page: widget.Quiet("").Full(),
		back: widget.NewFill(theme.ColorNameTint, "", 4)}
	r.row = container.NewBorder(nil, nil, r.indent, widget.Middle(r.page), widget.Middle(r.title))
	r.box = container.NewStack(r.back, widget.Inset(r.row, 5, 5, widget.Edge-6, 12))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *headingRow) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(r.box) }

func (c *contents) row(i int, o fyne.CanvasObject) {
	r, h := o.(*headingRow), c.all[i]
	r.indent.SetMinSize(fyne.NewSize(float32(min(max(h.Level-1, 0), deepest))*base.TextSize(), 1))
	r.title.Style.Bold = i == c.current
	r.title.SetText(widget.OneLine(h.Title))
	r.title.Refresh()
	r.page.SetText("")
	if h.Page >= 0 {
		r.page.SetText(strconv.Itoa(h.Page + 1))
	}
	widget.ShowIf(r.back, i == c.current)
	r.row.Refresh() // its parts have other widths now
}
