package widget

// Reveal scrolls as little as it takes to bring an item in sight.
func (c *Column) Reveal(i int) {
	if i < 0 || i >= c.count {
		return
	}
	for range 4 { // what comes in sight on the way may have another height
		top, bottom := c.top(i), c.top(i)+c.heights[i]
		switch height := c.scroll.Size().Height; {
		case top < c.scroll.Offset.Y:
			c.scrollTo(top - c.Margin)
		case bottom > c.scroll.Offset.Y+height:
			c.scrollTo(min(top, bottom-height) + c.Margin)
		}
	}
}
