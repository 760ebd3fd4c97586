package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	base "fyne.io/fyne/v2/theme"
)

// TestTextCanBeRead holds every text colour to a contrast of 4.5:1 on every
// surface that it stands on (WCAG 2, AA).
func TestTextCanBeRead(t *testing.T) {
	surfaces := []fyne.ThemeColorName{base.ColorNameBackground, ColorNameSurface, ColorNameRail, ColorNameTint, ColorNameCode,
		base.ColorNameOverlayBackground, base.ColorNameMenuBackground, base.ColorNameInputBackground}
	texts := []fyne.ThemeColorName{base.ColorNameForeground, ColorNameQuiet, ColorNameAccent, base.ColorNameHyperlink}
	for name, p := range map[string]colors{"light": light, "dark": dark} {
		for _, s := range surfaces {
			for _, c := range texts {
				check(t, name, string(c)+" on "+string(s), p[c], p[s])
			}
		}
		for _, c := range []fyne.ThemeColorName{ColorNameWaiting, base.ColorNameError, base.ColorNamePlaceHolder} {
			check(t, name, string(c), p[c], p[base.ColorNameBackground])
			check(t, name, string(c), p[c], p[ColorNameSurface])
		}
		check(t, name, "button", p[base.ColorNameForegroundOnPrimary], p[base.ColorNamePrimary])
		check(t, name, "danger", p[base.ColorNameForegroundOnError], p[base.ColorNameError])
		check(t, name, "plain button", p[base.ColorNameForeground], p[base.ColorNameButton])
	}
	for _, c := range people {
		check(t, "both", "initials", color.White, c)
	}
}

// TestMarkedRowsCanBeRead holds the same where a row is chosen, has the keyboard or the
// mouse on it: those colours let through what is under them.
func TestMarkedRowsCanBeRead(t *testing.T) {
	for name, p := range map[string]colors{"light": light, "dark": dark} {
		for _, s := range []fyne.ThemeColorName{base.ColorNameBackground, ColorNameSurface, ColorNameRail, base.ColorNameOverlayBackground} {
			for _, over := range []fyne.ThemeColorName{base.ColorNameSelection, base.ColorNameHover, base.ColorNameFocus} {
				for _, c := range []fyne.ThemeColorName{base.ColorNameForeground, ColorNameQuiet, ColorNameAccent} {
					check(t, name, string(c)+" on "+string(over)+" over "+string(s), p[c], blend(p[over], p[s]))
				}
			}
		}
	}
}

func blend(over, under color.Color) color.Color {
	o := color.NRGBAModel.Convert(over).(color.NRGBA)
	u := color.NRGBAModel.Convert(under).(color.NRGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(o.A) + int(b)*(255-int(o.A))) / 255) }
	return color.NRGBA{R: mix(o.R, u.R), G: mix(o.G, u.G), B: mix(o.B, u.B), A: 255}
}

func check(t *testing.T, palette, what string, a, b color.Color) {
	t.Helper()
	if r := contrast(a, b); r < 4.5 {
		t.Errorf("%s: %s has a contrast of %.2f", palette, what, r)
	}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func TestTextSizes(t *testing.T) {
	small, large := New(Look{Text: Small}), New(Look{Text: Large})
	for _, n := range []fyne.ThemeSizeName{base.SizeNameText, base.SizeNameCaptionText, SizeNameTitle} {
		if s, l := small.Size(n), large.Size(n); s < 10 || l < s*1.3 {
			t.Errorf("%s is %v small and %v large", n, s, l)
		}
	}
}
