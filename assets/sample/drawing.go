package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
)

// drawing is a picture in a lesson: a curve, bars, or boxes joined by arrows.
type drawing struct {
	kind string
	seed int64
}

var palette = color.Palette{color.White, color.RGBA{0x22, 0x2b, 0x35, 0xff}, color.RGBA{0xd7, 0xdd, 0xe2, 0xff},
	color.RGBA{0x1f, 0x7a, 0x6d, 0xff}, color.RGBA{0xd9, 0x82, 0x2b, 0xff}, color.RGBA{0xdc, 0xef, 0xeb, 0xff}}

// The colours of the palette.
const (
	paperWhite = iota
	ink
	grey
	green
	orange
	pale
)

// chains are the pictures made of boxes, one row a line.
var chains = map[string][]string{
	"wiring":        {"BATTERY 3.7V>CHARGER>BOARD 3.3V", "SOIL PROBE>BOARD PIN 34>SD CARD"},
	"data-path":     {"SENSOR>CSV FILE>CHECK>TABLE", "TABLE>CHART>REPORT"},
	"storyboard":    {"1 HOOK>2 PLACE>3 PROBLEM", "4 TRY>5 CHANGE>6 END"},
	"guest-cycle":   {"BOOKING>ARRIVAL>STAY", "STAY>DEPARTURE>FOLLOW-UP"},
	"value-chain":   {"FARMER>COLLECTOR>PROCESSOR", "PROCESSOR>SHOP>CUSTOMER"},
	"hand-washing":  {"WET>SOAP>PALMS>BACKS", "FINGERS>THUMBS>RINSE>DRY"},
	"control-loop":  {"SET POINT>CONTROLLER>VALVE", "TANK>LEVEL SENSOR>CONTROLLER"},
	"project-steps": {"QUESTION>PLAN>MAKE", "TEST>IMPROVE>SHOW"},
}

// encoded keeps the pictures that are the same in every class.
var encoded sync.Map

func (d drawing) png() []byte {
	if b, ok := encoded.Load(d.kind); ok {
		return bytes.Clone(b.([]byte))
	}
	r := rand.New(rand.NewPCG(uint64(d.seed), 7))
	c := canvas{image.NewPaletted(image.Rect(0, 0, 640, 300), palette)}
	switch rows := chains[d.kind]; {
	case len(rows) > 0:
		c = canvas{image.NewPaletted(image.Rect(0, 0, 640, 60+90*len(rows)), palette)}
		c.chains(rows)
	case d.kind == "bars":
		c.bars(r)
	default:
		c.curve(r)
	}
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	_ = e.Encode(&b, c.Paletted) // to memory, of an image that has a size
	if len(chains[d.kind]) > 0 {
		encoded.Store(d.kind, bytes.Clone(b.Bytes()))
	}
	return b.Bytes()
}

type canvas struct{ *image.Paletted }

func (c canvas) box(x, y, w, h, colour int) {
	r := image.Rect(x, y, x+w, y+h).Intersect(c.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ { // image/draw would look each colour up in the palette
		row := c.Pix[y*c.Stride+r.Min.X : y*c.Stride+r.Max.X]
		for i := range row {
			row[i] = uint8(colour)
		}
	}
}

func (c canvas) write(x, y, scale, colour int, s string) {
	for _, r := range strings.ToUpper(s) {
		for i, column := range glyphs[r] {
			for bit := range 7 {
				if column>>bit&1 == 1 {
					c.box(x+i*scale, y+bit*scale, scale, scale, colour)
				}
			}
		}
		x += 6 * scale
	}
}

func textWidth(s string, scale int) int { return 6 * scale * len([]rune(s)) }

// chains draws rows of boxes, an arrow from each to the next.
func (c canvas) chains(rows []string) {
	for n, row := range rows {
		boxes := strings.Split(row, ">")
		w := (600 - 30*(len(boxes)-1)) / len(boxes)
		y := 30 + 90*n
		for i, label := range boxes {
			x := 20 + i*(w+30)
			c.box(x, y, w, 60, green)
			c.box(x+2, y+2, w-4, 56, pale)
			scale := 2
			if textWidth(label, scale) > w-8 {
				scale = 1
			}
			c.write(x+(w-textWidth(label, scale))/2, y+30-4*scale, scale, ink, label)
			if i < len(boxes)-1 {
				c.box(x+w, y+29, 24, 2, ink)
				for k := range 7 {
					c.box(x+w+18+k, y+30-(6-k), 1, 2*(6-k)+1, ink)
				}
			}
		}
	}
}

func (c canvas) axes(left, right string, top int) {
	for i := range 5 {
		y := 250 - i*50
		c.box(60, y, 550, 1, grey)
		c.write(18, y-4, 1, ink, fmt.Sprint(top*i/4))
	}
	c.box(60, 50, 2, 202, ink)
	c.box(60, 250, 550, 2, ink)
	c.write(60, 22, 2, ink, left)
	c.write(610-textWidth(right, 1), 276, 1, ink, right)
}

// curve is soil that dries and is watered, over five days.
func (c canvas) curve(r *rand.Rand) {
	c.axes("SOIL MOISTURE %", "5 DAYS", 48)
	wet, last := 36+4*r.Float64(), 0
	for x := range 545 {
		day := math.Max(0, math.Sin(float64(x)/109*2*math.Pi-1.6))
		if wet -= 0.035 + 0.05*day; wet < 20 {
			wet = 38 + 2*r.Float64()
			c.write(50+x, 38, 1, orange, "WATERED")
		}
		y := 250 - int(wet/48*200)
		if last == 0 {
			last = y
		}
		c.box(63+x, min(y, last), 2, 2+max(y, last)-min(y, last), green)
		last = y
	}
	c.box(62, 250-22*200/48, 548, 1, orange)
	c.write(66, 250-22*200/48+5, 1, orange, "WATER BELOW 22 %")
}

func (c canvas) bars(r *rand.Rand) {
	c.axes("HOURS A WEEK", "WEEKS", 12)
	for i := range 6 {
		h := 40 + r.IntN(140)
		c.box(90+i*86, 250-h, 28, h, green)
		g := h * (6 + r.IntN(5)) / 10
		c.box(120+i*86, 250-g, 28, g, orange)
		c.write(104+i*86, 258, 1, ink, fmt.Sprintf("W%d", i+1))
	}
	c.write(470, 22, 1, green, "PLANNED")
	c.write(540, 22, 1, orange, "DONE")
}
