package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"testing/synctest"

	"rantau/campus"
	"rantau/sync/protocol"
)

// line is a bad line to the server. What goes over it is written and read as on
// the wire.
type line struct {
	protocol.Service
	w    *World
	calm bool
}

func lost() error { return campus.Errorf(protocol.Unreachable, "the simulator lost it") }

// Sync implements protocol.Service.
func (l *line) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	var b bytes.Buffer
	if err := protocol.WriteRequest(&b, in); err != nil {
		return err
	}
	in, err := protocol.ReadRequest(&b)
	if err != nil {
		return err
	}
	nothing := func(protocol.Item) error { return nil }
	cut, ends := -1, false
	if !l.calm {
		switch x := l.w.r.IntN(20); x {
		case 0:
			l.w.count["request lost"]++
			l.w.say("  the request is lost")
			return lost()
		case 1, 2:
			l.w.count["delayed"]++
			l.w.say("  the request with %d sets is held up", len(in.Sets))
			l.w.delayed = append(l.w.delayed, delayed{token, in})
			if x == 1 {
				return lost()
			}
		case 3:
			l.w.count["answer lost"]++
			l.w.say("  the answer is lost")
			_ = l.Service.Sync(ctx, token, in, nothing)
			return lost()
		case 4:
			l.w.count["repeated"]++
			l.w.say("  the request arrives twice")
			_ = l.Service.Sync(ctx, token, in, nothing)
		case 5, 6, 7, 8:
			cut, ends = l.w.r.IntN(12), l.w.r.IntN(2) == 0
			l.w.say("  the line is cut after %d items; the server notices: %v", cut, ends)
		}
		if l.w.r.IntN(6) == 0 {
			in.MaxBytes = 1
		}
		if l.w.r.IntN(4) == 0 { // as a request that is full leaves the last sets for the next
			in.Sets = in.Sets[:l.w.r.IntN(len(in.Sets)+1)]
		}
	}
	return l.stream(ctx, token, in, cut, ends, item)
}

// stream passes items on one by one: the next comes when the replica has done
// all that it can with the one before, so that a run follows from its seed.
func (l *line) stream(ctx context.Context, token string, in protocol.Request, cut int, ends bool, item func(protocol.Item) error) error {
	var failed error
	passed, pages := 0, 0
	err := l.Service.Sync(ctx, token, in, func(i protocol.Item) error {
		if failed == nil && cut >= 0 && passed >= cut {
			l.w.count["cut"]++
			failed = campus.Errorf(protocol.BadAnswer, "the simulator cut the line")
		}
		passed++
		if failed == nil {
			failed = pass(i, item)
			synctest.Wait()
		}
		if failed != nil && ends {
			return failed
		}
		if i.Page != nil {
			if pages++; in.MaxBytes > 0 {
				return protocol.ErrEnough
			}
		}
		return nil
	})
	if failed != nil {
		return failed
	}
	return err
}

// pass writes and reads an item as the wire does.
func pass(i protocol.Item, item func(protocol.Item) error) error {
	b, err := protocol.Marshal(i)
	if err != nil {
		return err
	}
	var got protocol.Item
	if err := json.Unmarshal(b, &got); err != nil {
		return err
	}
	return item(got)
}
