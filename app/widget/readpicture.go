package widget

import (
	"image"
	_ "image/gif"  // pictures
	_ "image/jpeg" // pictures
	_ "image/png"  // pictures
	"os"
	"strings"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // pictures

	"rantau/campus"
)

// maxPixels is what a stranger's picture may cost; more is refused before it is read.
const maxPixels = 40_000_000

// ReadPicture reads a picture file and scales it down. It reads the size first: a small
// file may claim to be a very large picture.
func ReadPicture(path string, wide, tall int) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	if err != nil {
		return nil, err
	}
	if c.Width <= 0 || c.Height <= 0 || int64(c.Width)*int64(c.Height) > maxPixels {
		return nil, campus.Errorf(campus.TooLarge, "this picture has %d × %d points; the limit is 40 million", c.Width, c.Height)
	}
	if _, err := f.Seek(0, 0); err != nil {
		return nil, err
	}
	m, _, err := image.Decode(f)
	if err != nil {
		return nil, err
	}
	b := m.Bounds()
	factor := min(1, float64(wide)/float64(b.Dx()), float64(tall)/float64(b.Dy()))
	if factor >= 1 {
		return m, nil
	}
	out := image.NewNRGBA(image.Rect(0, 0, max(1, int(float64(b.Dx())*factor)), max(1, int(float64(b.Dy())*factor))))
	draw.ApproxBiLinear.Scale(out, out.Bounds(), m, b, draw.Src, nil)
	return out, nil
}

// isPicture tells of the documents that ReadPicture can read.
func isPicture(d campus.Document) bool {
	switch d.Type {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return true
	case "":
		for _, end := range []string{".png", ".jpg", ".jpeg", ".gif", ".webp"} {
			if strings.HasSuffix(strings.ToLower(d.Name), end) {
				return true
			}
		}
	}
	return false
}
