package drive

import (
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"os"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// do plays one command.
func (s Seat) do(name string, args []string) (string, error) {
	arg := func(i int) string {
		if i < len(args) {
			return args[i]
		}
		return ""
	}
	number := func(i, otherwise int) int {
		if n, err := strconv.Atoi(arg(i)); err == nil {
			return n
		}
		return otherwise
	}
	switch name {
	case "tap": // TEXT [which]
		return "", s.until(patience, func() error { return s.tap(arg(0), number(1, 1)) })
	case "beside": // TEXT [which] [nth]: the nth button without words right of it
		return "", s.until(patience, func() error { return s.beside(arg(0), number(1, 1), max(1, number(2, 1))) })
	case "focus": // FIELD
		return "", s.until(patience, func() error { return s.focus(arg(0)) })
	case "type": // FIELD TEXT, letter by letter
		return "", s.enter(arg(0), arg(1), s.letters)
	case "paste": // FIELD TEXT
		return "", s.enter(arg(0), arg(1), s.paste)
	case "fill": // FIELD TEXT, in place of what is there
		return "", s.enter(arg(0), arg(1), func(text string) error {
			_ = s.onMain(func() { s.press(fyne.KeyA, fyne.KeyModifierShortcutDefault); s.press(fyne.KeyDelete, 0) })
			return s.letters(text)
		})
	case "choose": // FIELD OPTION
		return "", s.choose(arg(0), arg(1))
	case "key": // such as Ctrl+Enter
		return "", s.key(arg(0))
	case "scroll": // TEXT STEPS: the wheel over a text; down is above zero
		return "", s.until(patience, func() error { return s.wheel(arg(0), number(1, 5)) })
	case "reach": // TEXT OVER: the wheel over OVER until TEXT is seen
		return "", s.reach(arg(0), arg(1))
	case "wait": // TEXT [seconds]
		return "", s.until(time.Duration(number(1, 10))*time.Second, func() error { return s.sees(arg(0)) })
	case "absent": // TEXT [seconds]
		return "", s.until(time.Duration(number(1, 2))*time.Second, func() error { return s.missing(arg(0)) })
	case "drawn": // TEXT: until it is on the screen
		return "", s.until(patience, func() error { return s.drawn(arg(0)) })
	case "where": // TEXT [which]: the place in the window, in pixels
		return s.where(arg(0), number(1, 1))
	case "see":
		return s.all()
	case "field": // FIELD: what is in it
		return s.field(arg(0))
	case "shot": // FILE
		return "", s.shot(arg(0))
	case "file": // PATH: the answer to the next question for a file
		return "", s.onMain(func() { s.File(arg(0)) })
	case "timed": // TEXT UNTIL: presses, and tells the ms until another text is drawn
		return s.timed(arg(0), arg(1))
	case "typed": // TEXT UNTIL: types where the keyboard is, and tells the ms until a text is drawn
		return s.typed(arg(0), arg(1))
	case "rolled": // TEXT STEPS: turns the wheel (up below zero); the longest ms, the 95th of 100, how many
		return s.rolled(arg(0), number(1, 100))
	case "watch": // SECONDS: how long the window keeps who asks waiting, as with rolled
		stop := s.watch()
		time.Sleep(time.Duration(number(0, 1)) * time.Second)
		return stop(), nil
	case "quit":
		s.Main(s.Quit)
		return "", nil
	}
	return "", fmt.Errorf("%q is no command", name)
}

// sees complains when a text is not in sight.
func (s Seat) sees(text string) error {
	v := s.view()
	if len(v.find(text)) == 0 {
		return v.complain("%q is not seen", text)
	}
	return nil
}

func (s Seat) missing(text string) error {
	v := s.view()
	if len(v.find(text)) > 0 {
		return v.complain("%q is seen", text)
	}
	return nil
}

// drawn complains while a text has not been drawn. Its picture is made in the
// frame that shows it first; only a window keeps pictures, a test's canvas none.
func (s Seat) drawn(text string) error {
	v := s.view()
	for _, t := range v.things {
		x, is := t.object.(*canvas.Text)
		if !is || !t.area.seen() || !strings.Contains(t.text, fold(text)) {
			continue
		}
		of := picture{words: words{text: x.Text, size: x.TextSize, style: x.TextStyle}, canvas: s.Window.Canvas(), color: x.Color}
		if x.FontSource != nil {
			of.source = x.FontSource.Name()
		}
		if _, has := pictureOf(of); has {
			return nil
		}
		return fmt.Errorf("%q is not drawn yet", text)
	}
	return v.complain("%q is not seen", text)
}

func (s Seat) all() (string, error) {
	var b []byte
	err := s.onMain(func() { b, _ = json.Marshal(s.view().words()) })
	return string(b), err
}

func (s Seat) where(text string, which int) (place string, err error) {
	err = s.until(patience, func() error {
		v := s.view()
		for _, t := range v.inFront(text) {
			if p := t.area.point(); v.pressable(p) {
				if which--; which == 0 {
					x, y := s.Window.Canvas().PixelCoordinateForPosition(p)
					place = fmt.Sprintf("%d %d", x, y)
					return nil
				}
			}
		}
		return v.complain("there is no %q to press", text)
	})
	return place, err
}

func (s Seat) field(name string) (text string, err error) {
	err = s.until(patience, func() error {
		v := s.view()
		e, ok := v.entry(name)
		if !ok {
			return v.complain("there is no field %q", name)
		}
		text = strconv.Quote(e.content)
		return nil
	})
	return text, err
}

// shot leaves a picture of the window as it is drawn. With software in place of
// a graphics card it may be black: then the display has to be asked.
func (s Seat) shot(path string) error {
	if err := s.onMain(s.Window.RequestFocus); err != nil { // what is covered is not drawn
		return err
	}
	time.Sleep(settle)
	var picture image.Image
	if err := s.onMain(func() { picture = s.Window.Canvas().Capture() }); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, picture); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
