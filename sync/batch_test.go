package sync

import (
	"testing"
	"time"

	"rantau/sync/protocol"
)

// TestPaced: a request carries more on a line that is quick, less on one that is not, and
// never less than at first; the rate follows slowly.
func TestPaced(t *testing.T) {
	f := &Files{}
	for i, c := range []struct {
		bytes int
		took  time.Duration
		batch int64
		rate  int64
	}{
		{1000, time.Millisecond, fileBatch, 0},              // too little to tell anything
		{fileBatch, time.Second, 2 * fileBatch, fileBatch},  // quick
		{fileBatch / 2, time.Second, 2 * fileBatch, 458752}, // what was left of a file
		{2 * fileBatch, time.Second, 4 * fileBatch, 606208},
		{4 * fileBatch, time.Second, protocol.MaxPut, 978944},
		{protocol.MaxPut, time.Second, protocol.MaxPut, 1782784},
		{protocol.MaxPut, 10 * time.Second, protocol.MaxPut, 1441945},
		{protocol.MaxPut, 40 * time.Second, protocol.MaxPut / 2, 1107673},
		{protocol.MaxPut / 2, 40 * time.Second, protocol.MaxPut / 4, 843861},
		{protocol.MaxPut / 4, time.Minute, fileBatch, 637264},
		{fileBatch, time.Minute, fileBatch, 480132},
	} {
		f.paced(c.bytes, c.took)
		if f.batchNow() != c.batch || f.rate.Load() != c.rate {
			t.Errorf("%d: %d bytes a request, %d a second; want %d, %d", i, f.batchNow(), f.rate.Load(), c.batch, c.rate)
		}
	}
}
