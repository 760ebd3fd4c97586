//go:build !race

package testenv_test

import (
	"context"
	"fmt"
	gosync "sync"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// weighed notes how large requests are, and what stood where when each began.
type weighed struct {
	protocol.Service
	mu    gosync.Mutex
	sets  []int
	bytes []int
}

func (w *weighed) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	n := 0
	for _, s := range in.Sets {
		n += len(s.Bytes)
	}
	w.mu.Lock()
	w.sets, w.bytes = append(w.sets, len(in.Sets)), append(w.bytes, n)
	w.mu.Unlock()
	return w.Service.Sync(ctx, token, in, item)
}

// TestAMonthOffline: ten thousand sets go in requests that have an end, with their number in
// the status; meanwhile the person goes on working, and what others wrote comes before all
// of them have gone.
func TestAMonthOffline(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, true, "teacher:siti", "dara")
	siti, dara := e.Device("siti"), e.Device("dara")
	class := newClass(e, siti, "dara")
	siti.Sync()
	dara.Sync()
	const month = 10_000
	for i := range month {
		dara.Do(campus.Say(class, class, fmt.Sprintf("Day by day, %d", i)))
	}
	siti.Do(campus.Say(class, class, "News from the teacher"))
	siti.Sync()

	svc := &weighed{Service: dara.Svc}
	files := sync.NewFiles(dara.Replica, svc, dara.Blobs(), t.TempDir())
	engine := sync.Start(dara.Replica, svc, files)
	defer func() { engine.Stop(); files.Stop() }()
	var mu gosync.Mutex
	told, waitingThen := map[int]bool{}, -1
	stop := engine.WatchStatus(func(s campus.Status) {
		mu.Lock()
		defer mu.Unlock()
		told[s.Waiting] = true
	})
	defer stop()
	done := make(chan struct{})
	go func() { // when the teacher's post is here, some of hers still wait
		defer close(done)
		for range 6000 {
			posts, err := dara.Records(t.Context(), campus.Query{Space: class, Kind: "post", NotBy: dara.Me(), Limit: 1})
			if err != nil || len(posts) == 1 {
				mu.Lock()
				waitingThen = engine.Status().Waiting
				mu.Unlock()
				return
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
	testenv.Wait(t, "it is known what waits", func() bool { return engine.Status().Waiting > month/2 })
	mine := 0
	var slowest time.Duration
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); { // she goes on
		begin := time.Now()
		if err := dara.Save(t.Context(), campus.Say(class, class, fmt.Sprintf("Meanwhile %d", mine))); err != nil {
			t.Fatal(err)
		}
		slowest = max(slowest, time.Since(begin))
		if mine++; engine.Status().Waiting < 50 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	testenv.Wait(t, "all has gone", func() bool { return engine.Status().Waiting == 0 && engine.Status().Line == campus.Online })
	<-done
	siti.Sync()
	if n, _ := siti.Count(t.Context(), campus.Query{Space: class, Kind: "post"}); n != month+mine+1 {
		t.Errorf("the teacher has %d posts of %d", n, month+mine+1)
	}
	svc.mu.Lock()
	defer svc.mu.Unlock()
	for i := range svc.sets {
		if svc.sets[i] > 1000 || svc.bytes[i] > 2<<20 {
			t.Errorf("a request with %d sets, %d bytes", svc.sets[i], svc.bytes[i])
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if waitingThen <= 0 {
		t.Errorf("when news came, %d sets waited", waitingThen)
	}
	if mine < 5 {
		t.Errorf("she saved %d things meanwhile", mine)
	}
	if len(told) < 8 {
		t.Errorf("the status told of %d steps", len(told))
	}
	t.Logf("%d requests, %d saved meanwhile, the slowest in %v; when news came, %d waited", len(svc.sets), mine, slowest, waitingThen)
}
