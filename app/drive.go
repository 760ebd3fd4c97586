package app

import (
	"io"

	"rantau/app/drive"
	"rantau/app/widget"
)

// Drive plays commands on the window until there are no more, and then ends the
// program. It returns at once; call it before Run. It is for tests.
func (p *Program) Drive(in io.Reader, out io.Writer) {
	var files []string // on the goroutine that draws
	next := func() (string, bool) {
		if len(files) == 0 {
			return "", false
		}
		path := files[0]
		files = files[1:]
		return path, true
	}
	widget.PickFile = next
	widget.PickPlace = func(string) (string, bool) { return next() }
	go drive.Play(drive.Seat{Window: p.window, Main: p.later, Quit: p.Quit,
		File: func(path string) { files = append(files, path) }}, in, out)
}
