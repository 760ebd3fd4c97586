package sync

import (
	"context"
	"testing"
	"time"

	"rantau/campus"
)

// slowStore is a disk that takes its time.
type slowStore struct {
	Store
	begun, free chan struct{}
}

func (s *slowStore) Used(context.Context, string, int64, int64) error {
	close(s.begun)
	<-s.free
	return nil
}

// TestTheBudgetDoesNotWaitForTheDisk: the goroutine that draws asks for it.
func TestTheBudgetDoesNotWaitForTheDisk(t *testing.T) {
	s := &slowStore{begun: make(chan struct{}), free: make(chan struct{})}
	p := newPurse(s, nil, func() time.Time { return time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC) })
	p.budget = campus.Budget{Day: 5}
	p.traffic = func() (int64, int64) { return 3, 4 }
	noted := make(chan struct{})
	go func() { p.note(context.Background()); close(noted) }()
	<-s.begun
	if !p.mu.TryLock() {
		t.Error("who asks for the budget waits for the disk")
	} else {
		p.mu.Unlock()
	}
	close(s.free)
	<-noted
	if len(p.used) != 1 || p.used[0].Bytes() != 7 {
		t.Errorf("what was used is %+v", p.used)
	}
}

// recalling is a disk that has an older budget, and somebody sets one while it is read.
type recalling struct {
	Store
	meanwhile func()
}

func (s *recalling) Setting(context.Context, string) (string, error) {
	s.meanwhile()
	return `{"day":7}`, nil
}

func (s *recalling) Usage(context.Context) ([]campus.Usage, error) { return nil, nil }

func (s *recalling) KeepSetting(context.Context, string, string) error { return nil }

// TestABudgetThatIsSetWhileTheOldOneIsRead stays.
func TestABudgetThatIsSetWhileTheOldOneIsRead(t *testing.T) {
	s := &recalling{}
	p := newPurse(s, nil, time.Now)
	s.meanwhile = func() {
		if err := p.set(context.Background(), campus.Budget{Day: 9}); err != nil {
			t.Error(err)
		}
	}
	p.recall(context.Background())
	if got := p.get(); got.Day != 9 {
		t.Errorf("the budget is %+v", got)
	}
	s.meanwhile = func() {}
	p = newPurse(s, nil, time.Now)
	if p.recall(context.Background()); p.get().Day != 7 {
		t.Errorf("what is recalled is %+v", p.get())
	}
}
