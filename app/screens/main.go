// Command screens makes a picture of every screen, in light and dark, in three text
// sizes and in any language, with Fyne's software painter: no display is needed. Look at them
// after every change to a screen.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rantau/app"
	"rantau/app/apptest"
	"rantau/app/lang"
	"rantau/app/reader"
	"rantau/app/theme"
)

func main() {
	if reader.IsWorker() {
		os.Exit(reader.Worker())
	}
	out := flag.String("out", filepath.Join("build", "screens"), "folder for the pictures")
	only := flag.String("only", "", "only the screens whose name holds this")
	looks := flag.String("looks", "light,dark,light-small,dark-small,light-large,dark-large", "which looks")
	tags := flag.String("languages", lang.English, "which languages, by their tags")
	flag.Parse()
	if err := run(*out, *only, strings.Split(*looks, ","), strings.Split(*tags, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(out, only string, looks, tags []string) error {
	if err := os.MkdirAll(out, 0o750); err != nil {
		return err
	}
	for _, name := range looks {
		for _, s := range shots {
			if !strings.Contains(s.name, only) {
				continue
			}
			for _, tag := range tags {
				path := filepath.Join(out, s.name+"-"+name+".png")
				if tag != lang.English {
					path = filepath.Join(out, s.name+"-"+name+"-"+tag+".png")
				}
				if err := shoot(s, lookNamed(name), tag, path); err != nil {
					return fmt.Errorf("%s: %w", s.name, err)
				}
			}
		}
	}
	return nil
}

func lookNamed(name string) theme.Look {
	l := theme.Look{Dark: strings.HasPrefix(name, "dark"), Text: theme.Normal}
	switch {
	case strings.HasSuffix(name, "small"):
		l.Text = theme.Small
	case strings.HasSuffix(name, "large"):
		l.Text = theme.Large
	}
	return l
}

// shoot plays one screen and writes its picture.
func shoot(s shot, look theme.Look, tag, path string) error {
	return play(s, look, func() { lang.Use(tag) }, func(p *app.Program) error {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		if err := png.Encode(f, p.Window().Canvas().Capture()); err != nil {
			return err
		}
		return f.Close()
	})
}

// play plays one screen, in the language that speak chooses, and shows what came of
// it.
func play(s shot, look theme.Look, speak func(), show func(*app.Program) error) error {
	dir, err := os.MkdirTemp("", "screens")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	a := test.NewApp()
	defer a.Quit()
	settings, err := writeSettings(dir, look)
	if err != nil {
		return err
	}
	st := &stage{campus: apptest.NewCampus(dir, s.as)}
	if s.before != nil {
		s.before(st)
	}
	o := st.options(s)
	o.Settings = settings
	st.program = app.NewIn(a, o, st.campus.Queue.Main)
	speak()
	w := st.program.Window()
	w.Resize(fyne.NewSize(1366, 768))
	w.Show()
	defer w.Close()
	st.program.Start()
	switch {
	case s.broken:
		st.campus.Queue.Until(func() bool { c, is := w.Content().(*fyne.Container); return is && len(c.Objects) > 0 })
	case !s.signedOut:
		st.campus.Queue.Until(func() bool { return st.program.Env() != nil })
		st.settle()
	}
	if s.play != nil {
		s.play(st)
		st.settle()
	}
	w.Canvas().Unfocus()
	st.settle()
	return show(st.program)
}

// writeSettings makes the settings of somebody who chose this look.
func writeSettings(dir string, look theme.Look) (path string, err error) {
	b, err := json.Marshal(app.Settings{Dark: look.Dark, Text: look.Text})
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "settings.json")
	return path, os.WriteFile(path, b, 0o600)
}
