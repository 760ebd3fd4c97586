package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// The colours that are Rantau's own.
const (
	ColorNameRail    fyne.ThemeColorName = "rail"    // behind the navigation
	ColorNameSurface fyne.ThemeColorName = "surface" // behind a card
	ColorNameTint    fyne.ThemeColorName = "tint"    // behind what is chosen
	ColorNameCode    fyne.ThemeColorName = "code"    // behind code and table heads
	ColorNameQuiet   fyne.ThemeColorName = "quiet"   // text that stands back; still 4.5:1
	ColorNameAccent  fyne.ThemeColorName = "accent"  // text in the primary colour
	ColorNameWaiting fyne.ThemeColorName = "waiting" // what is not on the server yet
)

type colors map[fyne.ThemeColorName]color.Color

// Deep teal on warm paper. Each text colour has at least 4.5:1 on every
// surface it stands on; a test holds that.
var light = colors{
	base.ColorNameBackground:          rgb(0xFBFAF7),
	base.ColorNameForeground:          rgb(0x22292B),
	base.ColorNamePrimary:             rgb(0x0E6B68),
	base.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
	base.ColorNameHyperlink:           rgb(0x0B6562),
	base.ColorNameButton:              rgb(0xECE8E0),
	base.ColorNameDisabledButton:      rgb(0xF2EFE9),
	base.ColorNameDisabled:            rgb(0x9B9A93),
	base.ColorNamePlaceHolder:         rgb(0x716F68),
	base.ColorNameInputBackground:     rgb(0xFFFFFF),
	base.ColorNameInputBorder:         rgb(0xCFC9BD),
	base.ColorNameSeparator:           rgb(0xE4DFD5),
	base.ColorNameHover:               rgba(0x22292B, 0x0F),
	base.ColorNamePressed:             rgba(0x22292B, 0x22),
	base.ColorNameFocus:               rgba(0x0E6B68, 0x32),
	base.ColorNameSelection:           rgba(0x0E6B68, 0x2E),
	base.ColorNameScrollBar:           rgba(0x22292B, 0x4D),
	base.ColorNameScrollBarBackground: rgba(0x22292B, 0x08),
	base.ColorNameShadow:              rgba(0x000000, 0x24),
	base.ColorNameMenuBackground:      rgb(0xFFFFFF),
	base.ColorNameOverlayBackground:   rgb(0xFFFEFC),
	base.ColorNameHeaderBackground:    rgb(0xF4F1EA),
	base.ColorNameError:               rgb(0xB3261E),
	base.ColorNameSuccess:             rgb(0x2C7A3F),
	base.ColorNameWarning:             rgb(0x9A5B00),
	base.ColorNameForegroundOnError:   rgb(0xFFFFFF),
	base.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
	base.ColorNameForegroundOnWarning: rgb(0xFFFFFF),

	ColorNameRail:    rgb(0xF1EDE4),
	ColorNameSurface: rgb(0xFFFFFF),
	ColorNameTint:    rgb(0xDCEBE8),
	ColorNameCode:    rgb(0xF3EFE7),
	ColorNameQuiet:   rgb(0x57564F),
	ColorNameAccent:  rgb(0x09605D),
	ColorNameWaiting: rgb(0x8A5200),
}

var dark = colors{
	base.ColorNameBackground:          rgb(0x191C1C),
	base.ColorNameForeground:          rgb(0xE6E4DE),
	base.ColorNamePrimary:             rgb(0x4DB6AC),
	base.ColorNameForegroundOnPrimary: rgb(0x06302D),
	base.ColorNameHyperlink:           rgb(0x6FCBC2),
	base.ColorNameButton:              rgb(0x2E3333),
	base.ColorNameDisabledButton:      rgb(0x242828),
	base.ColorNameDisabled:            rgb(0x6E7472),
	base.ColorNamePlaceHolder:         rgb(0x969B97),
	base.ColorNameInputBackground:     rgb(0x141717),
	base.ColorNameInputBorder:         rgb(0x434A49),
	base.ColorNameSeparator:           rgb(0x2D3332),
	base.ColorNameHover:               rgba(0xFFFFFF, 0x12),
	base.ColorNamePressed:             rgba(0xFFFFFF, 0x24),
	base.ColorNameFocus:               rgba(0x4DB6AC, 0x42),
	base.ColorNameSelection:           rgba(0x4DB6AC, 0x38),
	base.ColorNameScrollBar:           rgba(0xFFFFFF, 0x4D),
	base.ColorNameScrollBarBackground: rgba(0xFFFFFF, 0x08),
	base.ColorNameShadow:              rgba(0x000000, 0x66),
	base.ColorNameMenuBackground:      rgb(0x262B2B),
	base.ColorNameOverlayBackground:   rgb(0x222626),
	base.ColorNameHeaderBackground:    rgb(0x202424),
	base.ColorNameError:               rgb(0xF2867C),
	base.ColorNameSuccess:             rgb(0x7BC58A),
	base.ColorNameWarning:             rgb(0xE5B567),
	base.ColorNameForegroundOnError:   rgb(0x3B0A06),
	base.ColorNameForegroundOnSuccess: rgb(0x0B2E13),
	base.ColorNameForegroundOnWarning: rgb(0x3A2600),

	ColorNameRail:    rgb(0x141717),
	ColorNameSurface: rgb(0x212525),
	ColorNameTint:    rgb(0x1F3B39),
	ColorNameCode:    rgb(0x262B2A),
	ColorNameQuiet:   rgb(0xB2B6B1),
	ColorNameAccent:  rgb(0x7FD1C9),
	ColorNameWaiting: rgb(0xE5B567),
}

// people are the colours behind initials: all dark enough for white.
var people = []color.Color{
	rgb(0x0E6B68), rgb(0x7A4B9A), rgb(0x9C4A2F), rgb(0x2F6690), rgb(0x5B6B1E),
	rgb(0x9A3B5D), rgb(0x3D5A80), rgb(0x806000), rgb(0x4A6B5D),
}

// Person gives somebody's colour: always the same for the same key.
func Person(key string) color.Color {
	var h uint32 = 2166136261
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return people[h%uint32(len(people))]
}

func rgb(v uint32) color.Color { return rgba(v, 0xFF) }

func rgba(v uint32, a uint8) color.Color {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: a}
}
