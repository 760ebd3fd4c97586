package documents

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"

	"rantau/app/theme"
	"rantau/app/widget"
)

// TestANameKeepsSomeRoom: in the narrowest list the columns leave room for the name, and
// nothing lies over it.
func TestANameKeepsSomeRoom(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Look{}))
	for _, categories := range []bool{false, true} {
		c := &cells{categories}
		var all []fyne.CanvasObject
		for range 8 {
			all = append(all, widget.NewLine("Rules of the workshop.pdf"))
		}
		for width := c.MinSize(all).Width; width < 1200; width += 10 {
			c.Layout(all, fyne.NewSize(width, 40))
			end := all[1].Position().X + all[1].Size().Width
			if all[1].Size().Width < 4*base.TextSize() {
				t.Errorf("%v: the name has %v of %v", categories, all[1].Size().Width, width)
			}
			for i, o := range all[2:7] {
				if o.Visible() && o.Position().X < end {
					t.Errorf("%v: at %v column %d lies over the name", categories, width, i)
				}
			}
		}
	}
}
