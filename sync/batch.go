package sync

import (
	"context"
	"time"

	"rantau/campus"
	"rantau/sync/protocol"
)

// How many bytes of files one request carries: at first what a thin line moves in a minute
// or so, and more on one that has it through at once, where asking takes longer than what is
// asked for.
const (
	fileBatch = 512 << 10
	quick     = 2 * time.Second
	slow      = 20 * time.Second
)

// leastTelling is how much a request moves that tells something of the line.
const leastTelling = 16 << 10

func (f *Files) batchNow() int64 { return max(fileBatch, f.batch.Load()) }

// widest is the most that one request carries here.
func (f *Files) widest() int64 {
	if most := f.narrow.Load(); most > 0 {
		return most
	}
	return protocol.MaxPut
}

// refused notes that a request was not taken, and tells whether a smaller one may be: a proxy
// before the server often has a limit of its own.
func (f *Files) refused(bytes int) bool {
	if bytes <= fileBatch {
		return false
	}
	f.narrow.Store(max(fileBatch, int64(bytes)/2))
	f.batch.Store(0)
	return true
}

// paced learns from how long a request took.
func (f *Files) paced(bytes int, took time.Duration) {
	if rate := int64(float64(bytes) / max(took, time.Millisecond).Seconds()); bytes >= leastTelling {
		if was := f.rate.Load(); was > 0 {
			rate = (3*was + rate) / 4 // one that was quick by chance says little
		}
		f.rate.Store(rate)
	}
	switch now := f.batchNow(); {
	case took > slow:
		f.batch.Store(now / 2)
	case took < quick && int64(bytes) > now/2:
		f.batch.Store(min(2*now, f.widest()))
	}
}

// allowance is how many bytes of a file may go now by themselves, at most one batch; ErrSpent
// where that is too little for its next piece. What a person asks for goes all the same.
func (f *Files) allowance(ctx context.Context, size int64, asked bool) (int, error) {
	left := f.left(ctx, asked)
	if tooLittle(left, size) {
		return 0, ErrSpent
	}
	if left == campus.NoBound {
		left = f.batchNow()
	}
	return int(min(f.batchNow(), left)), nil
}

// left is what files may still cost; campus.NoBound for no bound.
func (f *Files) left(ctx context.Context, asked bool) int64 {
	if f.purse == nil || asked {
		return campus.NoBound
	}
	return f.purse.forFiles(ctx)
}
