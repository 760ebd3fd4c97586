package documents

import (
	"strings"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/widget"
	"rantau/campus"
)

// crumbs are the way from the top to the open folder; each step leads there and takes
// what is dragged onto it.
type crumbs struct {
	list  *List
	steps *fyne.Container
	box   fyne.CanvasObject
	spots []spot
}

// spot is a place onto which something can be dragged.
type spot struct {
	object fyne.CanvasObject
	folder campus.ID
}

func newCrumbs(l *List) *crumbs {
	c := &crumbs{list: l, steps: widget.Beside(0)}
	c.box = widget.Inset(c.steps, 0, 2, 8, 12)
	c.box.Hide()
	return c
}

// mostSteps are shown at once: the last ones.
const mostSteps = 4

func (c *crumbs) show() {
	way := c.list.look.shelves.Way(c.list.folder)
	c.steps.Objects, c.spots = nil, nil
	c.step(everything.Say(), "")
	if len(way) > mostSteps {
		c.steps.Add(widget.Middle(widget.Quiet("…").Full()))
		way = way[len(way)-mostSteps:]
	}
	for _, r := range way {
		c.steps.Add(widget.Middle(widget.Quiet("›").Full()))
		c.step(short(campus.As[campus.Folder](r).Name), r.ID)
	}
	visible := c.box.Visible()
	widget.ShowIf(c.box, len(way) > 0)
	c.steps.Refresh()
	if visible != c.box.Visible() {
		c.list.relayout()
	}
}

func (c *crumbs) step(words string, folder campus.ID) {
	b := widget.Plain(words, nil, func() { c.list.Enter(folder) })
	if folder == "" {
		b.SetIcon(base.FolderOpenIcon())
	}
	c.steps.Add(b)
	c.spots = append(c.spots, spot{b, folder})
}

// short is a name that leaves room for others.
func short(name string) string {
	r := []rune(strings.TrimSpace(widget.Clean(name)))
	if len(r) > 24 {
		return strings.TrimSpace(string(r[:23])) + "…"
	}
	return string(r)
}

// relayout gives what was shown or hidden above the list its room.
func (l *List) relayout() {
	if o, ok := l.box.(*fyne.Container); ok && o.Size().Width > 0 {
		o.Layout.Layout(o.Objects, o.Size())
		o.Refresh()
	}
}
