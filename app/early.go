package app

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"rantau/app/theme"
)

// early takes what is for the goroutine that draws while the window is being
// made. Fyne would run it behind the first frame; a frame that shows nothing yet
// costs as much as the one that follows it, so what has come by then is shown in
// the first.
type early struct {
	main   func(func())  // once the window is there
	spoken chan struct{} // closed when the language is known
	warmed chan struct{} // closed when the fonts are read; no text is measured before

	mu     sync.Mutex // guards the fields below
	queue  []func()
	opened bool
}

// door is the layout of all of the window, a stack. Fyne makes a window and draws
// its first frame in one call, and making it is half of a start. All that it asks
// in between is how much room the content needs: that is when the content comes,
// so that everything else has had all that time.
type door struct {
	room  *fyne.Container
	enter func() // puts the content into the room; nil once it is there
}

// MinSize implements fyne.Layout.
func (d *door) MinSize([]fyne.CanvasObject) fyne.Size {
	if enter := d.enter; enter != nil {
		d.enter = nil
		enter()
	}
	return layout.NewStackLayout().MinSize(d.room.Objects)
}

// Layout implements fyne.Layout.
func (d *door) Layout(o []fyne.CanvasObject, s fyne.Size) { layout.NewStackLayout().Layout(o, s) }

// do runs f on the goroutine that draws, in the order of the calls.
func (e *early) do(f func()) {
	e.mu.Lock()
	if !e.opened {
		e.queue = append(e.queue, f)
		e.mu.Unlock()
		return
	}
	e.mu.Unlock()
	e.main(f)
}

// open runs what has come, and lets what comes from now on through. It waits for
// the fonts, without which there is nothing to draw, and for nothing else. Call it
// on the goroutine that draws.
func (e *early) open() {
	<-e.warmed
	for {
		e.mu.Lock()
		todo := e.queue
		e.queue = nil
		e.opened = len(todo) == 0
		e.mu.Unlock()
		if len(todo) == 0 {
			return
		}
		for _, f := range todo {
			f()
		}
	}
}

// warm reads the fonts, regular and bold, which are half of the work of a first
// frame. It may run on a worker only while nothing else measures text, such as
// beside the making of a window.
func warm() {
	th := fyne.CurrentApp().Settings().Theme()
	for _, bold := range []bool{false, true} {
		fyne.MeasureText("M", th.Size(theme.SizeNameTitle), fyne.TextStyle{Bold: bold})
	}
}
