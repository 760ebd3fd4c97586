package journey

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"time"
)

// picture leaves a picture of a window.
func (w *window) picture(what string) {
	if w.play.Shots == "" {
		return
	}
	w.play.shots++
	w.play.must(w.shoot(fmt.Sprintf("%02d-%s-%s.png", w.play.shots, w.name, what)), "take a picture")
}

// pictureAll is for when something has failed: it must not fail again.
func (p *play) pictureAll(what string) {
	if p.Shots == "" {
		return
	}
	for _, w := range p.windows {
		if w.alive() {
			_ = w.shoot(what + "-" + w.name + ".png")
		}
	}
}

// shoot takes the picture from the virtual display's own memory, for a window
// cannot see what of it is shown; on a real display the window has to do it.
func (w *window) shoot(name string) error {
	path := filepath.Join(w.play.Shots, name)
	if w.on.memory == "" {
		_, err := w.ask("shot", path)
		return err
	}
	time.Sleep(150 * time.Millisecond) // what was asked for last is drawn
	img, err := readDisplay(w.on.memory)
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// readDisplay reads the picture that Xvfb keeps in a file, in the format of xwd:
// a head of numbers, a table of colours, and four bytes for each pixel.
func readDisplay(path string) (image.Image, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	number := func(i int) int { return int(binary.BigEndian.Uint32(b[4*i:])) }
	if len(b) < 100 || number(1) != 7 {
		return nil, fmt.Errorf("%s is no picture of a display", path)
	}
	const colour = 12 // bytes of one entry of the table
	start, width, height, line := number(0)+number(19)*colour, number(4), number(5), number(12)
	if len(b) < start+line*height {
		return nil, fmt.Errorf("%s is half a picture", path)
	}
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		from, to := b[start+y*line:], img.Pix[y*img.Stride:]
		for x := 0; x < 4*width; x += 4 {
			to[x], to[x+1], to[x+2], to[x+3] = from[x+2], from[x+1], from[x], 255
		}
	}
	return img, nil
}
