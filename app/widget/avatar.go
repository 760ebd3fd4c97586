package widget

import (
	"image"
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
)

// Portrait gives somebody's round picture by their ID, nil where there is none here;
// ready is called when there is another answer. The shell sets it for the session, on
// the goroutine that draws; nil: there are initials only.
var Portrait func(person string, ready func()) image.Image

// Avatar is a round mark with somebody's picture, or else with their initials in a
// colour of their own.
type Avatar struct {
	fw.BaseWidget
	name, key string
	diameter  float32
}

// NewAvatar makes an avatar; the key, such as an ID, decides the colour.
func NewAvatar(name, key string, diameter float32) *Avatar {
	a := &Avatar{name: name, key: key, diameter: diameter}
	a.ExtendBaseWidget(a)
	return a
}

// Set changes whose avatar it is.
func (a *Avatar) Set(name, key string) {
	if a.name != name || a.key != key {
		a.name, a.key = name, key
		a.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	r := &avatarRenderer{a: a, disc: canvas.NewCircle(color.Transparent), text: canvas.NewText("", color.White), face: canvas.NewImageFromImage(nil)}
	r.face.ScaleMode = canvas.ImageScaleSmooth
	r.face.Hide()
	r.text.TextStyle.Bold, r.text.Alignment = true, fyne.TextAlignCenter
	r.Refresh()
	return r
}

type avatarRenderer struct {
	a    *Avatar
	disc *canvas.Circle
	text *canvas.Text
	face *canvas.Image
}

func (r *avatarRenderer) MinSize() fyne.Size {
	return fyne.NewSquareSize(r.a.diameter)
}

func (r *avatarRenderer) Layout(s fyne.Size) {
	d := r.a.diameter
	r.disc.Resize(fyne.NewSquareSize(d))
	r.disc.Move(fyne.NewPos((s.Width-d)/2, (s.Height-d)/2))
	r.face.Resize(r.disc.Size())
	r.face.Move(r.disc.Position())
	h := r.text.MinSize().Height
	r.text.Resize(fyne.NewSize(s.Width, h))
	r.text.Move(fyne.NewPos(0, (s.Height-h)/2))
}

func (r *avatarRenderer) Refresh() {
	r.disc.FillColor = theme.Person(r.a.key)
	r.text.Text, r.text.TextSize = Initials(r.a.name), r.a.diameter*0.38
	r.show(r.portrait())
	r.disc.Refresh()
	r.text.Refresh()
	r.Layout(r.a.Size())
}

// portrait asks for the picture of who it is now; a row of a list may be somebody
// else's when it comes.
func (r *avatarRenderer) portrait() image.Image {
	if Portrait == nil || r.a.key == "" {
		return nil
	}
	key := r.a.key
	return Portrait(key, func() {
		if r.a.key == key {
			r.a.Refresh()
		}
	})
}

func (r *avatarRenderer) show(m image.Image) {
	changed := r.face.Image != m
	r.face.Image = m
	ShowIf(r.face, m != nil)
	ShowIf(r.disc, m == nil)
	ShowIf(r.text, m == nil)
	if changed && m != nil {
		r.face.Refresh()
	}
}

func (r *avatarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.disc, r.text, r.face}
}
func (r *avatarRenderer) Destroy() {}

// Initials gives the first letters of the first and the last word of a name.
func Initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' })
	if len(words) == 0 {
		return "?"
	}
	first := initial(words[0])
	if len(words) > 1 {
		return first + initial(words[len(words)-1])
	}
	return first
}

// initial skips the vowels that Thai and Lao write before their consonant: alone
// they are no letter to call a person by.
func initial(word string) string {
	for _, r := range word {
		if r >= 0x0E40 && r <= 0x0E44 || r >= 0x0EC0 && r <= 0x0EC4 {
			continue
		}
		return string(unicode.ToUpper(r))
	}
	return ""
}
