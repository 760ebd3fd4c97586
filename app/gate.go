package app

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// gate is the way to the goroutine that draws, and is shut when the program ends.
// Fyne closes its queue at the end of its loop: a worker that comes a moment later,
// with a picture or a word of the line, would panic in a program that ended well.
type gate struct{ ended atomic.Bool }

// do runs f on the goroutine that draws, or not at all once the program ends.
func (g *gate) do(f func()) { g.through(fyne.Do, f) }

// through is do with Fyne's part as a parameter.
func (g *gate) through(do func(func()), f func()) {
	if g.ended.Load() {
		return
	}
	ran := false
	defer func() {
		// On SIGTERM Fyne closes the queue without asking, maybe between the look above
		// and here. What f itself panics with is nobody's end: it goes on.
		if e := recover(); e != nil && ran {
			panic(e)
		}
	}()
	do(func() { ran = true; f() })
}

// shut lets nothing through from now on.
func (g *gate) shut() {
	if g != nil {
		g.ended.Store(true)
	}
}

// forgetTheLast takes away what Fyne itself runs behind its loop: it saves the
// preferences, of which there are none here. Once in a hundred ends of a busy computer
// that comes between the emptying of the queue and its closing (Fyne 2.8.1,
// internal/driver/glfw/loop.go), and the program ends with a panic or never.
func forgetTheLast(l fyne.Lifecycle) {
	if l, ok := l.(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}
