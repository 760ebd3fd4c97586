package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"
)

// Column is a virtual list whose items have each their own height, such as
// posts and the blocks of a lesson: only what is in sight is built and
// measured, so a page of ten thousand items opens like one of ten. What is read
// stays where it is on the screen when heights above it turn out otherwise.
type Column struct {
	fw.BaseWidget
	// MaxWidth keeps lines readable on a wide window; 0 for none.
	MaxWidth float32
	// Gap is the room between items; Margin is around them all.
	Gap, Margin float32
	// OnEnd, if set, is told that the last item is in sight, each time that items are
	// placed. It must not touch the column.
	OnEnd func()
	// OnScrolled, if set, is told that other items came in sight.
	OnScrolled func()

	// Key, if set, names an item beyond SetCount: one that has a name stays where it is
	// read, and is as high as it was. "" is for those that have none.
	Key func(i int) string

	keys     []string
	count    int
	build    func(i int) fyne.CanvasObject
	estimate func(i int, width float32) float32

	items   map[int]fyne.CanvasObject
	heights []float32
	known   []bool
	width   float32
	theme   fyne.Theme
	toEnd   bool
	wanted  int // the item to be brought to the top once there is a width, from 1; 0 for none
	busy    bool
	scroll  *container.Scroll
	body    *columnBody
}

// NewColumn makes an empty column. build makes an item when it comes in sight;
// estimate guesses its height until then.
func NewColumn(build func(int) fyne.CanvasObject, estimate func(i int, width float32) float32) *Column {
	c := &Column{build: build, estimate: estimate, Gap: 8, Margin: 12, items: map[int]fyne.CanvasObject{}}
	c.body = &columnBody{column: c}
	c.body.ExtendBaseWidget(c.body)
	c.scroll = container.NewVScroll(c.body)
	c.scroll.OnScrolled = func(fyne.Position) {
		if c.toEnd && !c.busy { // who turns the wheel leaves the end, or nothing above it could be read
			c.toEnd = c.scroll.Offset.Y >= c.total()-c.scroll.Size().Height-1
		}
		c.arrange()
		if c.OnScrolled != nil {
			c.OnScrolled()
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetCount says that there are n items, all of them new. With Key, what is read stays in
// its place, and who is at the end stays there.
func (c *Column) SetCount(n int) {
	anchor, into := c.anchor()
	c.toEnd = c.toEnd || len(c.keys) > 0 && c.width > 0 && c.AtEnd()
	wanted := ""
	if i := c.wanted - 1; i >= 0 && i < len(c.keys) {
		wanted = c.keys[i]
	}
	was := map[string]float32{}
	for i, key := range c.keys {
		was[key] = c.heights[i]
	}
	c.count, c.items, c.wanted = n, map[int]fyne.CanvasObject{}, 0
	c.heights, c.known, c.keys = make([]float32, n), make([]bool, n), nil
	if c.Key == nil {
		c.width = 0
		c.layout()
		return
	}
	c.keys = make([]string, n)
	for i := range n {
		switch c.keys[i] = c.Key(i); {
		case c.width <= 0: // guessed when there is one
		case c.keys[i] != "" && was[c.keys[i]] > 0:
			c.heights[i] = was[c.keys[i]]
		default:
			c.heights[i] = c.estimate(i, c.width)
		}
	}
	if at := c.find(anchor); at >= 0 {
		c.scroll.Offset.Y = c.top(at) + into
	}
	c.wanted = c.find(wanted) + 1
	c.layout()
}

// find gives the item with a key, -1 for none.
func (c *Column) find(key string) int {
	if key == "" {
		return -1
	}
	return slices.Index(c.keys, key)
}

// anchor is the first item in sight that has a key, and how far its top is above the edge.
func (c *Column) anchor() (key string, into float32) {
	y := c.Margin
	for i, key := range c.keys {
		if y+c.heights[i] > c.scroll.Offset.Y && key != "" {
			return key, c.scroll.Offset.Y - y
		}
		y += c.heights[i] + c.Gap
	}
	return "", 0
}

// Rebuild makes one item anew: its picture has come.
func (c *Column) Rebuild(i int) {
	if i < 0 || i >= c.count {
		return
	}
	delete(c.items, i)
	c.known[i] = false
	c.layout()
}

// Page is what scrolls, for a field that lies on it.
func (c *Column) Page() fyne.Scrollable { return c.scroll }

// ScrollToEnd shows the last item.
func (c *Column) ScrollToEnd() {
	c.toEnd = true
	c.layout()
}

// ScrollToTop shows the first item.
func (c *Column) ScrollToTop() { c.scrollTo(0) }

// ScrollTo brings an item to the top.
func (c *Column) ScrollTo(i int) {
	if i < 0 || i >= c.count {
		return
	}
	if c.width <= 0 {
		c.wanted = i + 1
		return
	}
	for range 4 { // what comes in sight on the way may have another height
		c.scrollTo(c.top(i) - c.Margin)
	}
}

// First is the first item that is in sight.
func (c *Column) First() int {
	y := c.Margin
	for i, h := range c.heights {
		if y += h + c.Gap; y > c.scroll.Offset.Y {
			return i
		}
	}
	return 0
}

// RevealIn brings a part of an item in sight, as far as it is not: where tells from where to
// where that is, in an item that is made.
func (c *Column) RevealIn(i int, where func(o fyne.CanvasObject) (y, height float32)) {
	if i < 0 || i >= c.count || c.width <= 0 {
		return
	}
	if c.items[i] == nil {
		c.ScrollTo(i)
	}
	if c.items[i] == nil {
		return
	}
	y, height := where(c.items[i])
	if top, room := c.top(i)+y-c.scroll.Offset.Y, c.scroll.Size().Height; top < 0 || top+height > room {
		c.scrollTo(c.top(i) + y - room/3)
	}
}

// Item is one that is made and may be in sight, or nil.
func (c *Column) Item(i int) fyne.CanvasObject { return c.items[i] }

// AtEnd tells whether the last item is in sight.
func (c *Column) AtEnd() bool {
	return c.toEnd || c.scroll.Offset.Y >= c.total()-c.scroll.Size().Height-8
}

// Read tells whether what the last item says is in sight. The edge of its card and the
// margin below it say nothing: who sees the text does not scroll on for them.
func (c *Column) Read() bool {
	return c.AtEnd() || c.scroll.Offset.Y >= c.total()-c.scroll.Size().Height-c.Margin-lowerEdge
}

// lowerEdge is how much of an item's lower end holds no text.
const lowerEdge = 24

func (c *Column) scrollTo(y float32) {
	c.toEnd = false
	c.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y, c.total()-c.scroll.Size().Height))))
	c.arrange()
}

func (c *Column) top(i int) float32 {
	y := c.Margin
	for j := range i {
		y += c.heights[j] + c.Gap
	}
	return y
}

func (c *Column) total() float32 {
	if c.count == 0 {
		return 0
	}
	return c.top(c.count) - c.Gap + c.Margin
}

// layout takes the width that there is and puts the items that are in sight.
func (c *Column) layout() {
	if th := fyne.CurrentApp().Settings().Theme(); th != c.theme {
		// Items out of sight are not refreshed by Fyne: make them anew.
		c.theme, c.items, c.width = th, map[int]fyne.CanvasObject{}, 0
	}
	width := c.Size().Width - 2*c.Margin
	if c.MaxWidth > 0 {
		width = min(width, c.MaxWidth)
	}
	if width <= 0 {
		return
	}
	if width != c.width {
		c.width = width
		for i := range c.count {
			c.heights[i], c.known[i] = c.estimate(i, width), false
		}
	}
	c.arrange()
}

// arrange builds, measures and places what is in sight. Measuring may bring
// other items in sight, so it goes on until nothing changes.
func (c *Column) arrange() {
	if c.busy || c.width <= 0 {
		return
	}
	c.busy = true
	defer func() { c.busy = false }()
	var shown []fyne.CanvasObject
	for range 6 {
		if c.toEnd {
			c.scroll.Offset.Y = max(0, c.total()-c.scroll.Size().Height)
		}
		var changed bool
		if shown, changed = c.pass(); !changed {
			break
		}
	}
	c.body.shown = shown
	c.body.Resize(fyne.NewSize(c.Size().Width, max(c.total(), c.scroll.Size().Height)))
	c.body.BaseWidget.Refresh()
	c.scroll.Offset.Y = max(0, min(c.scroll.Offset.Y, c.total()-c.scroll.Size().Height))
	c.scroll.Base.Refresh()
	if len(c.items) > 240 {
		c.forget(shown)
	}
	if c.OnEnd != nil && c.count > 0 && c.known[c.count-1] && c.Read() {
		c.OnEnd()
	}
}

// pass goes once over the items in sight and a little beyond.
func (c *Column) pass() (shown []fyne.CanvasObject, changed bool) {
	const beyond = 240
	from, to := c.scroll.Offset.Y-beyond, c.scroll.Offset.Y+c.scroll.Size().Height+beyond
	left := c.Margin
	y := c.Margin
	for i := range c.count {
		if y > to {
			break
		}
		h := c.heights[i]
		if y+h >= from {
			o := c.item(i)
			if !c.known[i] {
				if now := measure(o, c.width); now != h {
					if y+h < c.scroll.Offset.Y { // above what is read: keep that in its place
						c.scroll.Offset.Y += now - h
					}
					c.heights[i], h, changed = now, now, true
				}
				c.known[i] = true
			}
			o.Resize(fyne.NewSize(c.width, h))
			o.Move(fyne.NewPos(left, y))
			// Tab does not go to what nobody sees.
			ShowIf(o, y+h > c.scroll.Offset.Y && y < c.scroll.Offset.Y+c.scroll.Size().Height)
			shown = append(shown, o)
		}
		y += h + c.Gap
	}
	return shown, changed
}

func (c *Column) item(i int) fyne.CanvasObject {
	o := c.items[i]
	if o == nil {
		o = c.build(i)
		c.items[i] = o
	}
	return o
}

// measure gives the height at a width. Text that wraps knows its height only
// after it has its width.
func measure(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	return o.MinSize().Height
}

func (c *Column) forget(shown []fyne.CanvasObject) {
	keep := map[fyne.CanvasObject]bool{}
	for _, o := range shown {
		keep[o] = true
	}
	for i, o := range c.items {
		if !keep[o] {
			delete(c.items, i)
		}
	}
}

// MinSize implements fyne.Widget.
func (c *Column) MinSize() fyne.Size { return fyne.NewSize(120, 60) }

// Resize implements fyne.Widget.
func (c *Column) Resize(s fyne.Size) {
	end := c.toEnd || c.count > 0 && c.AtEnd() && c.scroll.Offset.Y > 0
	c.BaseWidget.Resize(s)
	c.scroll.Resize(s)
	c.toEnd = end
	c.layout()
	if i := c.wanted - 1; i >= 0 && c.width > 0 {
		c.wanted = 0
		c.ScrollTo(i)
	}
	if c.OnScrolled != nil {
		c.OnScrolled()
	}
}

// Refresh implements fyne.Widget.
func (c *Column) Refresh() {
	c.BaseWidget.Refresh()
	c.layout()
}

// CreateRenderer implements fyne.Widget.
func (c *Column) CreateRenderer() fyne.WidgetRenderer { return fw.NewSimpleRenderer(c.scroll) }

// columnBody is as tall as all items and holds those in sight.
type columnBody struct {
	fw.BaseWidget
	column *Column
	shown  []fyne.CanvasObject
}

func (b *columnBody) MinSize() fyne.Size { return fyne.NewSize(1, b.column.total()) }

func (b *columnBody) CreateRenderer() fyne.WidgetRenderer { return &bodyRenderer{b} }

type bodyRenderer struct{ body *columnBody }

func (r *bodyRenderer) MinSize() fyne.Size           { return r.body.MinSize() }
func (r *bodyRenderer) Layout(fyne.Size)             {}
func (r *bodyRenderer) Refresh()                     {}
func (r *bodyRenderer) Objects() []fyne.CanvasObject { return r.body.shown }
func (r *bodyRenderer) Destroy()                     {}
