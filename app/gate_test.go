package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// closed is Fyne's queue after its loop has ended.
func closed(func()) {
	c := make(chan func(), 1)
	close(c)
	c <- func() {}
}

func TestWhoComesAfterTheEndIsTurnedAway(t *testing.T) {
	var g gate
	ran := 0
	direct := func(f func()) { f() }
	g.through(direct, func() { ran++ })
	g.through(closed, func() { ran++ }) // a SIGTERM: nobody has shut the gate
	g.shut()
	g.through(direct, func() { ran++ })
	if ran != 1 {
		t.Errorf("%d of 1 ran", ran)
	}
}

func TestAFaultIsNotTakenForTheEnd(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a panic was swallowed")
		}
	}()
	new(gate).through(func(f func()) { f() }, func() { panic("a fault") })
}

// TestNothingRunsBehindTheLoop fails when Fyne calls its hook by another name: then its
// end has to be looked at again.
func TestNothingRunsBehindTheLoop(t *testing.T) {
	l, ok := test.NewApp().Lifecycle().(interface {
		SetOnStoppedHookExecuted(f func())
		OnStopped() func()
	})
	if !ok {
		t.Fatal("Fyne's hook behind its loop has another name, or is gone")
	}
	l.SetOnStoppedHookExecuted(func() {})
	forgetTheLast(l.(fyne.Lifecycle))
	if l.OnStopped() != nil {
		t.Error("something still runs behind the loop")
	}
}
