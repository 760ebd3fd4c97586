package ui

import (
	"context"
	"errors"
	"testing"
	"time"
)

// Who draws forgets and asks while a worker waits for the disk, and must not wait too.
func TestForgettingDoesNotWait(t *testing.T) {
	var r remembered[int]
	began, disk, done := make(chan struct{}), make(chan struct{}), make(chan int)
	go func() {
		v, _ := r.get(t.Context(), func(context.Context) (int, error) {
			close(began)
			<-disk
			return 1, nil
		})
		done <- v
	}()
	<-began
	quick := make(chan struct{})
	go func() {
		r.forget()
		r.now()
		close(quick)
	}()
	select {
	case <-quick:
	case <-time.After(10 * time.Second):
		t.Fatal("forgetting waits for the disk")
	}
	close(disk)
	if v := <-done; v != 1 {
		t.Errorf("fetched %d", v)
	}
	if _, known, _ := r.now(); known {
		t.Error("what was forgotten while it was fetched is remembered")
	}
}

func TestRemembered(t *testing.T) {
	var r remembered[int]
	n := 0
	fetch := func(context.Context) (int, error) { n++; return n, nil }
	for range 3 {
		if v, err := r.get(t.Context(), fetch); v != 1 || err != nil {
			t.Errorf("%d, %v", v, err)
		}
	}
	r.forget()
	if _, err := r.get(t.Context(), func(context.Context) (int, error) { return 0, errors.New("no disk") }); err == nil {
		t.Error("no error")
	}
	if v, _ := r.get(t.Context(), fetch); v != 2 {
		t.Errorf("after a failure %d", v)
	}
}
