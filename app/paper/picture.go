package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"

	scale "golang.org/x/image/draw"

	"rantau/app/markdown"
)

// mostPixels is how wide a picture is kept: 200 points an inch over the page.
const mostPixels = 1340

// picture draws a picture as wide as the text at most, and says what it shows where it
// is not here.
func (d *Doc) picture(b markdown.Block, left, width float64, pictures Pictures) {
	var m image.Image
	var err error
	if pictures != nil && b.Name != "" && !b.Remote {
		m, err = pictures(b.Name)
	}
	if m == nil || err != nil {
		words := b.Alt
		if words == "" {
			words = b.Name
		}
		d.lines(d.setLines([]run{{text: "[" + words + "]", style: italic, size: textSize, quiet: true}}, width), left, textSize, nil)
		d.y += 6
		return
	}
	bounds := m.Bounds()
	if bounds.Empty() {
		return
	}
	w := min(width, float64(bounds.Dx())*0.75)
	h := w * float64(bounds.Dy()) / float64(bounds.Dx())
	if most := d.bottom() - margin - 10; h > most {
		w, h = w*most/h, most
	}
	d.need(h + 10)
	name := fmt.Sprintf("I%d", len(d.page().images))
	d.page().images[name] = d.image(m)
	_, tall := d.size()
	fmt.Fprintf(&d.page().ops, "q %s 0 0 %s %s %s cm /%s Do Q\n", number(w), number(h), number(left), number(tall-d.y-4-h), name)
	d.y += h + 12
}

// image puts a picture into the file, in the shorter of two forms: drawings pack well
// without loss, photographs with.
func (d *Doc) image(m image.Image) int {
	b := m.Bounds()
	w, h := b.Dx(), b.Dy()
	if w > mostPixels {
		w, h = mostPixels, max(1, h*mostPixels/w)
	}
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	scale.CatmullRom.Scale(flat, flat.Bounds(), m, b, draw.Over, nil)
	raw := make([]byte, 0, 3*w*h)
	for i := 0; i < len(flat.Pix); i += 4 {
		raw = append(raw, flat.Pix[i:i+3]...)
	}
	dict := fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8", w, h)
	exact := deflate(raw)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, flat, &jpeg.Options{Quality: 88}); err == nil && photo.Len() < len(exact) {
		return d.file.packed(dict+"/Filter/DCTDecode", photo.Bytes())
	}
	return d.file.packed(dict+"/Filter/FlateDecode", exact)
}
