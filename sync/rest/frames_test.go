package rest

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/sync/protocol"
)

// TestFramesThatEndInTheMiddle: whatever stops, the line, the person or whoever keeps what came,
// what came is passed on, and nothing goes on reading.
func TestFramesThatEndInTheMiddle(t *testing.T) {
	const n = 20
	like := &protocol.Like{Bytes: bytes.Repeat([]byte("what it was "), 4000)}
	piece := bytes.Repeat([]byte("what it is  "), 4000)
	full := errors.New("the disk is full")
	for _, packs := range []bool{false, true} {
		for name, c := range map[string]struct {
			cut         int // bytes of the last frame
			hangs, stop bool
			full        int // after so many
			want        error
			came        int
		}{
			"whole":                    {cut: -1, came: n},
			"cut between two":          {came: 3, want: campus.Errorf(protocol.BadAnswer, "")},
			"cut in a length":          {cut: 2, came: 3, want: campus.Errorf(protocol.BadAnswer, "")},
			"cut in a frame":           {cut: 100, came: 3, want: campus.Errorf(protocol.BadAnswer, "")},
			"hangs, and somebody ends": {cut: 100, hangs: true, stop: true, came: 3, want: context.Canceled},
			"hangs between two":        {hangs: true, stop: true, came: 3, want: context.Canceled},
			"the disk is full":         {cut: -1, full: 2, came: 2, want: full},
			"it is full, and it hangs": {cut: 100, hangs: true, full: 2, came: 2, want: full},
		} {
			var whole bytes.Buffer
			_ = protocol.WriteFrame(&whole, piece)
			free := make(chan struct{})
			before := runtime.NumGoroutine()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				var to interface{ Write([]byte) (int, error) } = w
				flush := func() {}
				if packs {
					e, _ := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithEncoderDictRaw(protocol.LikeID, like.Bytes))
					to, flush = e, func() { _ = e.Flush() }
					defer func() { _ = e.Close() }()
				}
				for range map[bool]int{true: n, false: 3}[c.cut < 0] {
					_, _ = to.Write(whole.Bytes())
				}
				if c.cut > 0 {
					_, _ = to.Write(whole.Bytes()[:c.cut])
				}
				flush()
				w.(http.Flusher).Flush()
				if c.hangs {
					select {
					case <-r.Context().Done():
					case <-free:
					}
				}
				if c.cut >= 0 {
					panic(http.ErrAbortHandler)
				}
			}))
			client, err := New(s.URL)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			came, began := 0, time.Now()
			err = client.GetChunks(ctx, "t", protocol.GetChunks{Chunks: make([]string, n), Like: like}, func(b []byte) error {
				if came == c.full && c.full > 0 {
					return full
				}
				if !bytes.Equal(b, piece) {
					t.Errorf("%s, packed %v: other bytes came", name, packs)
				}
				if came++; came == 3 && c.stop {
					time.AfterFunc(50*time.Millisecond, cancel)
				}
				return nil
			})
			if came != c.came || (c.want == nil) != (err == nil) || !errors.Is(err, c.want) && campus.CodeOf(err) != campus.CodeOf(c.want) {
				t.Errorf("%s, packed %v: %d came, %v", name, packs, came, err)
			}
			if time.Since(began) > 5*time.Second {
				t.Errorf("%s, packed %v: it took %s", name, packs, time.Since(began))
			}
			cancel()
			close(free)
			s.Close()
			for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(end); {
				time.Sleep(10 * time.Millisecond)
			}
			if now := runtime.NumGoroutine(); now > before {
				t.Errorf("%s, packed %v: %d goroutines are left of %d", name, packs, now, before)
			}
		}
	}
}
