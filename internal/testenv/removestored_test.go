package testenv_test

import (
	"math/rand/v2"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
)

// TestRemovedWhileItArrived: that the server has the file by now is no reason to refuse the
// removal of its document, nor to bring it back.
func TestRemovedWhileItArrived(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara")
	siti := e.Device("siti")
	class := newClass(e, siti, "dara")
	id := addNoise(t, siti, class, rand.New(rand.NewPCG(1, 5)), "film.bin", 100_000)
	siti.Sync()
	a := campus.Action{Space: class, Changes: []campus.Change{campus.Remove(siti.Get(id))}}
	if err := siti.Files.Upload(t.Context()); err != nil {
		t.Fatal(err)
	}
	siti.Do(a) // before it hears that the server has it
	siti.Sync()
	if siti.Has(id) {
		t.Error("it is still there")
	}
	siti.Do(a.Revived())
	siti.Sync()
	if w, err := siti.Waiting(t.Context()); err != nil || len(w) > 0 || !siti.Has(id) {
		t.Errorf("brought back: %v, waits %+v %v", siti.Has(id), w, err)
	}
}
