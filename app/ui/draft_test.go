package ui

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"rantau/campus"
)

// shelf is a replica of nothing but drafts.
type shelf struct {
	campus.Replica
	mu   sync.Mutex
	kept []string
}

func (s *shelf) KeepDraft(_ context.Context, _, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, text)
	return nil
}

func (s *shelf) last() (string, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) == 0 {
		return "", 0
	}
	return s.kept[len(s.kept)-1], len(s.kept)
}

// Who types without a pause, or on a slow computer, must not lose all of it when
// the computer goes out.
func TestDraftIsKeptWhileTyping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		e := NewEnv(s, nil, nil, nil)
		d := e.Draft("a place")
		text := ""
		for range 100 { // ten seconds without a pause
			text += "x"
			d.Set(text)
			time.Sleep(100 * time.Millisecond)
			synctest.Wait()
			if got, _ := s.last(); len(text)-len(got) > int(mostUnkept/(100*time.Millisecond)) {
				t.Fatalf("%d letters were typed and %d are kept", len(text), len(got))
			}
		}
		if _, n := s.last(); n > 20 {
			t.Errorf("%d writes for ten seconds of typing", n)
		}
		time.Sleep(debounce)
		synctest.Wait()
		if got, _ := s.last(); got != text {
			t.Errorf("after the pause %q is kept, want %q", got, text)
		}
		e.Close()
	})
}

// A pause keeps what was typed once, and then nothing is written until the next key.
func TestDraftIsKeptOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		e := NewEnv(s, nil, nil, nil)
		d := e.Draft("a place")
		for i := 1; i <= 3; i++ {
			d.Set(strings.Repeat("y", i))
			time.Sleep(time.Hour)
			synctest.Wait()
			if got, n := s.last(); n != i || len(got) != i {
				t.Errorf("after pause %d: %d writes, the last is %q", i, n, got)
			}
		}
		e.Close()
	})
}
