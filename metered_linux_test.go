package main

import (
	"context"
	"testing"
)

func TestCosts(t *testing.T) {
	for says, want := range map[uint32]bool{0: false, 1: true, 2: false, 3: true, 4: false, 9: false} {
		if costs(says) != want {
			t.Errorf("%d: %v", says, !want)
		}
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if metered(ended) { // nobody to ask is no reason to save
		t.Error("whoever was not asked said yes")
	}
}
