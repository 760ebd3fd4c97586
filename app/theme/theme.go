// Package theme is the look of Rantau: a calm, slightly dense Fyne theme in
// light and dark, with a text size of one's own.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"

	"rantau/assets/fonts"
)

// TextSize is how large text is.
type TextSize string

// The text sizes.
const (
	Small  TextSize = "small"
	Normal TextSize = "normal"
	Large  TextSize = "large"
)

// Look is what a person chooses.
type Look struct {
	Dark bool
	Text TextSize
}

// Theme implements fyne.Theme.
type Theme struct{ look Look }

// New makes the theme of a look.
func New(l Look) *Theme { return &Theme{look: l} }

// Color implements fyne.Theme. The look decides between light and dark, not the
// system: the person has chosen it in the menu.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	palette, variant := light, base.VariantLight
	if t.look.Dark {
		palette, variant = dark, base.VariantDark
	}
	if c, ok := palette[name]; ok {
		return c
	}
	return base.DefaultTheme().Color(name, variant)
}

// Font implements fyne.Theme. Each face has all scripts of the exchange, so nothing is
// left to the fonts of the computer but emoji and other scripts.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return base.DefaultTheme().Font(s)
	case s.Monospace:
		return mono
	case s.Bold && s.Italic:
		return boldItalic
	case s.Bold:
		return bold
	case s.Italic:
		return italic
	}
	return regular
}

// The faces. Each is one resource: Fyne reads a face once for each.
var (
	regular    = fyne.NewStaticResource("RantauSans-Regular.ttf", fonts.Regular)
	bold       = fyne.NewStaticResource("RantauSans-Bold.ttf", fonts.Bold)
	italic     = fyne.NewStaticResource("RantauSans-Italic.ttf", fonts.Italic)
	boldItalic = fyne.NewStaticResource("RantauSans-BoldItalic.ttf", fonts.BoldItalic)
	mono       = fyne.NewStaticResource("RantauSans-Mono.ttf", fonts.Mono)
)

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return base.DefaultTheme().Icon(name) }

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	size, text := sizes[name], textSizes[name]
	switch {
	case text != 0:
		return round(text * t.scale())
	case name == base.SizeNameInlineIcon:
		return round(18 * t.scale())
	case size != 0:
		return size
	}
	return base.DefaultTheme().Size(name)
}

func (t *Theme) scale() float32 {
	switch t.look.Text {
	case Small:
		return 0.9
	case Large:
		return 1.25
	}
	return 1
}

// round keeps sizes at half pixels, so that text is not blurred.
func round(f float32) float32 { return float32(int(f*2+0.5)) / 2 }

// The sizes that are Rantau's own.
const (
	SizeNameTitle fyne.ThemeSizeName = "title" // the name of what a page is about
)

var textSizes = map[fyne.ThemeSizeName]float32{
	base.SizeNameText:           14,
	base.SizeNameCaptionText:    12,
	base.SizeNameSubHeadingText: 17,
	base.SizeNameHeadingText:    22,
	SizeNameTitle:               20,
}

var sizes = map[fyne.ThemeSizeName]float32{
	base.SizeNamePadding:            4,
	base.SizeNameInnerPadding:       7,
	base.SizeNameLineSpacing:        4,
	base.SizeNameSeparatorThickness: 1,
	base.SizeNameInputBorder:        1,
	base.SizeNameInputRadius:        6,
	base.SizeNameButtonRadius:       6,
	base.SizeNameSelectionRadius:    6,
	base.SizeNameCardRadius:         8,
	base.SizeNamePopupRadius:        8,
	base.SizeNameMenuRadius:         6,
	base.SizeNameScrollBar:          10,
	base.SizeNameScrollBarSmall:     4,
}
