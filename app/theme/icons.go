package theme

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// Glyph is a line drawing on a square of 24. Fyne colours the fill of an icon
// but not its lines, so a glyph makes itself in the colour that is asked for.
type Glyph struct{ name, lines string }

// The glyphs.
var (
	IconHome          = Glyph{"home", "M4 11 L12 4 L20 11 M6 9.5 V20 H18 V9.5 M10 20 V14 H14 V20"}
	IconNews          = Glyph{"news", "M4 5 H17 V19 H6 A2 2 0 0 1 4 17 Z M17 9 H20 V17 A2 2 0 0 1 18 19 H15 M7 9 H14 M7 12.5 H14 M7 16 H11"}
	IconConversations = Glyph{"conversations", "M4 5 H16 V13 H9 L6 16 V13 H4 Z M19 9 H20 V17 H18 V20 L15 17 H10 V16"}
	IconResources     = Glyph{"resources", "M4 7 V19 H20 V7 H12 L10 5 H4 Z M8 12 H16 M8 15.5 H13"}
	IconTraining      = Glyph{"training", "M2.5 9.5 L12 5 L21.5 9.5 L12 14 Z M6.5 11.5 V16.5 C9 19 15 19 17.5 16.5 V11.5 M21.5 9.5 V15"}
	IconGroups        = Glyph{"groups", "M9 11.5 A3.25 3.25 0 1 0 9 5 A3.25 3.25 0 1 0 9 11.5 M3 19 C3 15.5 5.5 14 9 14 C12.5 14 15 15.5 15 19 M16 11 A2.6 2.6 0 1 0 15.2 6 M17 14.2 C19.5 14.6 21 16.2 21 19"}
	IconCollaborate   = Glyph{"collaborate", "M4 8 H19 M15 4 L19 8 L15 12 M20 16 H5 M9 12 L5 16 L9 20"}
	IconPeople        = Glyph{"people", "M4 5 H20 V19 H4 Z M9 12.5 A2.4 2.4 0 1 0 9 7.7 A2.4 2.4 0 1 0 9 12.5 M5.8 16.5 C6 14.6 7.4 13.8 9 13.8 C10.6 13.8 12 14.6 12.2 16.5 M14.5 9 H17.5 M14.5 12 H17.5 M14.5 15 H17.5"}
	IconLesson        = Glyph{"lesson", "M6 4 H18 V20 H6 Z M9 8.5 H15 M9 12 H15 M9 15.5 H13"}
	IconDocument      = Glyph{"document", "M6 3.5 H14 L18.5 8 V20.5 H6 Z M14 3.5 V8 H18.5"}
	IconReact         = Glyph{"react", "M12 20.5 A8.5 8.5 0 1 0 12 3.5 A8.5 8.5 0 1 0 12 20.5 M8 14 C9 17 15 17 16 14 M9 9.5 V10.2 M15 9.5 V10.2"}
	IconReply         = Glyph{"reply", "M9.5 6.5 L4.5 11.5 L9.5 16.5 M4.5 11.5 H13.5 C17.5 11.5 19.5 14 19.5 18.5"}
	IconLink          = Glyph{"link", "M10 14 C8.5 12.5 8.5 10 10 8.5 L13 5.5 C14.5 4 17 4 18.5 5.5 C20 7 20 9.5 18.5 11 L17 12.5 M14 10 C15.5 11.5 15.5 14 14 15.5 L11 18.5 C9.5 20 7 20 5.5 18.5 C4 17 4 14.5 5.5 13 L7 11.5"}
	IconPicture       = Glyph{"picture", "M4 5 H20 V19 H4 Z M4 16 L9 11 L13 15 L16 12 L20 16 M15.5 9 A1.2 1.2 0 1 0 15.4 9"}
	IconTable         = Glyph{"table", "M4 5 H20 V19 H4 Z M4 9.7 H20 M4 14.3 H20 M10 5 V19"}
	IconSession       = Glyph{"session", "M4 6 H20 V20 H4 Z M4 10.5 H20 M8.5 3.5 V7.5 M15.5 3.5 V7.5 M12 13 V15.5 H14.5"}
	IconQuiz          = Glyph{"quiz", "M6 4 H18 V20 H6 Z M9 9 L10.3 10.3 L12.8 7.6 M9 15 L10.3 16.3 L12.8 13.6 M14.5 10 H15.2 M14.5 16 H15.2"}
	IconAssignment    = Glyph{"assignment", "M14 4 H6 V20 H18 V11 M9 16 L9.5 13.2 L17.6 5.1 A1.4 1.4 0 0 1 19.6 7.1 L11.5 15.2 Z"}
	IconMore          = Glyph{"more", "M5.5 12 H6.5 M11.5 12 H12.5 M17.5 12 H18.5"}
)

// Name implements fyne.Resource.
func (g Glyph) Name() string { return "glyph-" + g.name + ".svg" }

// Content implements fyne.Resource.
func (g Glyph) Content() []byte { return g.draw(0x60, 0x60, 0x60) }

// In gives the glyph in a colour.
func (g Glyph) In(c color.Color) fyne.Resource {
	r, gr, b, _ := c.RGBA()
	name := fmt.Sprintf("glyph-%s-%02x%02x%02x.svg", g.name, r>>8, gr>>8, b>>8)
	return fyne.NewStaticResource(name, g.draw(r>>8, gr>>8, b>>8))
}

func (g Glyph) draw(r, gr, b uint32) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
		`<path d="%s" fill="none" stroke="#%02x%02x%02x" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
		g.lines, r, gr, b)
}

// Tinted gives any icon in a colour of the theme.
func Tinted(icon fyne.Resource, name fyne.ThemeColorName, th fyne.Theme) fyne.Resource {
	if g, ok := icon.(Glyph); ok {
		return g.In(th.Color(name, fyne.CurrentApp().Settings().ThemeVariant()))
	}
	return base.NewColoredResource(icon, name)
}
