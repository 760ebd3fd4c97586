// Command icon draws the program's icon: a sail that leaves the shore in the
// morning.
//
//	go run ./assets/icon assets/icon.png
package main

import (
	"image"
	"image/color"
	"image/png"
	"log"
	"math"
	"os"
)

const (
	size = 512
	fine = 4 // samples a pixel, each way
)

// A shape tells whether a point is inside; the picture is 1 wide and 1 high.
type shape func(x, y float64) bool

type layer struct {
	shape shape
	paint func(x, y float64) color.NRGBA
}

var (
	dawn  = color.NRGBA{0x14, 0x6c, 0x78, 0xff}
	deep  = color.NRGBA{0x0b, 0x3b, 0x52, 0xff}
	sun   = color.NRGBA{0xf7, 0xb5, 0x4a, 0xff}
	cloth = color.NRGBA{0xff, 0xf8, 0xea, 0xff}
	shade = color.NRGBA{0xe9, 0xdc, 0xc3, 0xff}
	wood  = color.NRGBA{0xd6, 0x5f, 0x3c, 0xff}
	wave  = color.NRGBA{0x2f, 0xa0, 0xa6, 0xff}
	sea   = color.NRGBA{0x1b, 0x7f, 0x8c, 0xff}
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: icon file.png")
	}
	f, err := os.Create(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := png.Encode(f, draw()); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

func layers() []layer {
	tile := rounded(0.03, 0.97, 0.22)
	under := func(s shape) shape { return func(x, y float64) bool { return tile(x, y) && s(x, y) } }
	return []layer{
		{tile, between(dawn, deep)},
		{circle(0.655, 0.335, 0.135), flat(sun)},
		{sail(0.505, 0.16, 0.655, 0.205), flat(cloth)}, // the large one, behind the mast
		{sail(0.475, 0.25, 0.655, -0.20), flat(shade)}, // the small one, before it
		{hull(0.50, 0.675, 0.27, 0.115), flat(wood)},
		{under(water(0.755, 0.020, 0.0)), flat(wave)},
		{under(water(0.825, 0.020, 0.9)), flat(sea)},
	}
}

func draw() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	all := layers()
	for py := range size {
		for px := range size {
			var r, g, b, a float64
			for i := range fine * fine {
				x := (float64(px) + (float64(i%fine)+0.5)/fine) / size
				y := (float64(py) + (float64(i/fine)+0.5)/fine) / size
				for n := len(all) - 1; n >= 0; n-- {
					if all[n].shape(x, y) {
						c := all[n].paint(x, y)
						r, g, b, a = r+float64(c.R), g+float64(c.G), b+float64(c.B), a+1
						break
					}
				}
			}
			if a > 0 {
				img.SetNRGBA(px, py, color.NRGBA{byte(r / a), byte(g / a), byte(b / a), byte(255 * a / (fine * fine))})
			}
		}
	}
	return img
}

func flat(c color.NRGBA) func(x, y float64) color.NRGBA {
	return func(float64, float64) color.NRGBA { return c }
}

func between(top, bottom color.NRGBA) func(x, y float64) color.NRGBA {
	mix := func(a, b byte, t float64) byte { return byte(float64(a)*(1-t) + float64(b)*t) }
	return func(_, y float64) color.NRGBA {
		return color.NRGBA{mix(top.R, bottom.R, y), mix(top.G, bottom.G, y), mix(top.B, bottom.B, y), 0xff}
	}
}

func circle(cx, cy, r float64) shape {
	return func(x, y float64) bool { return math.Hypot(x-cx, y-cy) < r }
}

func rounded(low, high, r float64) shape {
	return func(x, y float64) bool {
		dx := math.Max(low+r-x, x-(high-r))
		dy := math.Max(low+r-y, y-(high-r))
		return math.Hypot(math.Max(dx, 0), math.Max(dy, 0)) < r && math.Max(dx, dy) < r
	}
}

// sail hangs on a mast at x, from top to bottom; its foot is wide, to the right
// or, below zero, to the left; the wind fills it.
func sail(mast, top, bottom, wide float64) shape {
	return func(x, y float64) bool {
		t := (y - top) / (bottom - top)
		if t < 0 || t > 1 {
			return false
		}
		belly := math.Pow(t, 0.72) + 0.10*math.Sin(math.Pi*t)
		at := (x - mast) / wide
		return at > 0 && at < belly
	}
}

func hull(cx, top, half, deep float64) shape {
	return func(x, y float64) bool {
		t := (y - top) / deep
		return t >= 0 && t <= 1 && math.Abs(x-cx) < half*math.Sqrt(1-0.62*t*t)
	}
}

func water(level, high, phase float64) shape {
	return func(x, y float64) bool {
		return y > level+high*math.Sin(2*math.Pi*(2*x)+phase*math.Pi)
	}
}
