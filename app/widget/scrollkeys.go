package widget

import "fyne.io/fyne/v2"

// ScrollKey scrolls by a key of the keyboard; false for any other key.
func (c *Column) ScrollKey(k fyne.KeyName) bool {
	page := c.scroll.Size().Height
	switch k {
	case fyne.KeyPageDown, fyne.KeySpace:
		c.scrollTo(c.scroll.Offset.Y + page*0.9)
	case fyne.KeyPageUp:
		c.scrollTo(c.scroll.Offset.Y - page*0.9)
	case fyne.KeyDown:
		c.scrollTo(c.scroll.Offset.Y + 40)
	case fyne.KeyUp:
		c.scrollTo(c.scroll.Offset.Y - 40)
	case fyne.KeyHome:
		c.scrollTo(0)
	case fyne.KeyEnd:
		c.ScrollToEnd()
	default:
		return false
	}
	return true
}
