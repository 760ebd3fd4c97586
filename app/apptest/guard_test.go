package apptest

import (
	"reflect"
	"slices"
	"testing"

	"rantau/campus"
)

type ear struct{ heard int }

func (e *ear) Errorf(string, ...any) { e.heard++ }

// Every method that may wait is watched, also one that is added tomorrow.
func TestGuardMissesNothing(t *testing.T) {
	free := []string{"Me", "Device", "Watch", "WatchMirrors", "Agree", "BringBack"} // these do not wait
	e := &ear{}
	r, f := Guard(e, Guarded{}.Replica, GuardedFiles{}.Files)
	if f == nil {
		_, f = Guard(e, nil, GuardedFiles{})
	}
	for what, of := range map[string]struct {
		value any
		face  reflect.Type
	}{"Replica": {r, reflect.TypeFor[campus.Replica]()}, "Files": {f, reflect.TypeFor[campus.Files]()}, "Folders": {GuardFolders(e, nil), reflect.TypeFor[campus.Folders]()}} {
		for i := range of.face.NumMethod() {
			m := of.face.Method(i)
			if slices.Contains(free, m.Name) {
				continue
			}
			before := e.heard
			func() {
				defer func() { _ = recover() }() // nobody is behind the guard
				var args []reflect.Value
				for j := range m.Type.NumIn() {
					if m.Type.IsVariadic() && j == m.Type.NumIn()-1 {
						break
					}
					args = append(args, reflect.Zero(m.Type.In(j)))
				}
				q := &Queue{}
				q.Main(func() { reflect.ValueOf(of.value).MethodByName(m.Name).Call(args) })
				q.Drain()
			}()
			if e.heard == before {
				t.Errorf("%s.%s is not watched: add it to guard.go", what, m.Name)
			}
		}
	}
}

func TestGuardLetsWorkersDo(t *testing.T) {
	e := &ear{}
	c := NewCampus(t.TempDir(), "teacher")
	r, _ := Guard(e, c.Replica, c.Files)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = r.Record(t.Context(), c.Soil)
	}()
	<-done
	if e.heard != 0 {
		t.Error("a worker is told of")
	}
	c.Queue.Main(func() { _, _ = r.Record(t.Context(), c.Soil) })
	if c.Queue.Drain(); e.heard != 1 {
		t.Errorf("the goroutine that draws asked, %d times heard", e.heard)
	}
}
