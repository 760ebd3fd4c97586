package journey

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// course is what the teacher has on the computer.
type course struct {
	title   string
	text    string    // of the lesson that is typed
	heading string    // its title
	words   string    // found in it
	picture string    // added to it
	imports [2]string // Markdown files with pictures
	titles  [2]string
	pdf     string
	page    string // what is read on the first page of the PDF, "" if nothing
}

// material finds the real course, or makes one up.
func (p *play) material() course {
	c := course{title: "Soil, sensors and water " + fmt.Sprint(p.began.Unix()%10000), heading: "Predict plant growth",
		titles: [2]string{"Detect soil moisture", "Automated plant watering"}}
	if p.Course == "" {
		return p.madeUp(c)
	}
	lesson := func(folder string) string { return filepath.Join(p.Course, "en", folder, "README.md") }
	c.imports = [2]string{lesson("2-detect-soil-moisture"), lesson("3-automated-plant-watering")}
	c.picture = filepath.Join(p.Course, "images", "plant-growth-temp-graph.png")
	c.pdf = filepath.Join(p.Course, "slides", "lesson-1.pdf")
	text, err := os.ReadFile(lesson("1-predict-plant-growth"))
	p.must(err, "read the course")
	// What a teacher would take out of it for a class: the text from its first part on.
	c.text, c.words = string(text), "ambient"
	if _, rest, ok := strings.Cut(c.text, "## Introduction"); ok {
		c.text = strings.TrimSpace(rest)
	}
	c.text = cut(c.text, 6000)
	return c
}

// cut ends a text at the last paragraph within n bytes.
func cut(s string, n int) string {
	if len(s) > n {
		if i := strings.LastIndex(s[:n], "\n\n"); i > 0 {
			s = s[:i]
		}
	}
	return s
}

// madeUp makes material of the nature of the real one: headings, lists, a
// table, pictures beside the text, and a PDF of more than three megabytes.
func (p *play) madeUp(c course) course {
	dir := p.folder("course")
	write := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		p.must(os.WriteFile(path, b, 0o600), "write the course")
		return path
	}
	for i := range 3 {
		write(fmt.Sprintf("graph-%d.png", i), graph(uint64(i)))
	}
	for i, title := range c.titles {
		text := fmt.Sprintf("# %s\n\n![A graph](graph-%d.png)\n\n", title, i)
		for n := range 12 {
			text += fmt.Sprintf("## Part %d\n\n%s\n\n* water **before** sunrise\n* measure twice\n\n| hour | reading |\n| --- | --- |\n| %d | %d |\n\n",
				n+1, strings.Repeat("A plant takes up water through its roots; a sensor in the soil tells how much is left. ", 6), 6+n, 300+17*n)
		}
		c.imports[i] = write(fmt.Sprintf("lesson-%d.md", i+2), []byte(text))
	}
	c.text = "## What heat does\n\n" + strings.Repeat("Growth follows the ambient temperature, day by day. ", 40) + "\n\n1. Read the sensor\n2. Add up\n"
	c.words = "ambient"
	c.picture = filepath.Join(dir, "graph-2.png")
	c.pdf, c.page = write("lesson-1.pdf", slides()), "Soil and water"
	return c
}

// graph draws a curve.
func graph(seed uint64) []byte {
	random := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, 640, 360))
	y := 180.0
	for x := range 640 {
		y = min(350, max(10, y+random.Float64()*14-7))
		for j := range 360 {
			c := color.RGBA{245, 248, 244, 255}
			if float64(j) > y {
				c = color.RGBA{90, 150, 110, 255}
			}
			img.Set(x, j, c)
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img)
	return b.Bytes()
}

// slides is a PDF of six pages with a photograph's worth of noise on each, so
// that it is as large as slides are and does not compress away.
func slides() []byte {
	const pages, side = 6, 460
	var out bytes.Buffer
	var begins []int
	object := func(s string) {
		begins = append(begins, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(begins), s)
	}
	stream := func(head string, b []byte) string {
		return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", head, len(b), b)
	}
	out.WriteString("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+3*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	random := rand.New(rand.NewPCG(5, 5))
	for i := range pages {
		noise := make([]byte, 3*side*side)
		for j := range noise {
			noise[j] = byte(random.Uint32())
		}
		var packed bytes.Buffer
		z := zlib.NewWriter(&packed)
		_, _ = z.Write(noise)
		_ = z.Close()
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 720 405] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I %d 0 R >> >> >>", 5+3*i, 6+3*i))
		object(stream("", fmt.Appendf(nil, "BT /F1 32 Tf 40 340 Td (Soil and water, %d) Tj ET q 240 0 0 240 440 40 cm /I Do Q", i+1)))
		object(stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode", side, side), packed.Bytes()))
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(begins)+1)
	for _, at := range begins {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(begins)+1, table)
	return out.Bytes()
}
