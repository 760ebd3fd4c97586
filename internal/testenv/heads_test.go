package testenv_test

import (
	"context"
	"errors"
	"fmt"
	gosync "sync"
	"sync/atomic"
	"testing"
	"time"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync"
	"rantau/sync/protocol"
)

// steady counts what a server that never went back must not say.
type steady struct {
	protocol.Service
	backs atomic.Int32
}

func (s *steady) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	return s.Service.Sync(ctx, token, in, func(i protocol.Item) error {
		if i.Back != nil {
			s.backs.Add(1)
		}
		return item(i)
	})
}

// TestEverybodyAtOnce: many write, ask and wait for news at the same time, while members come
// and go. What the server remembers of its spaces never makes it say that it went back in
// time, nobody misses anything, and whoever waits is woken.
func TestEverybodyAtOnce(t *testing.T) {
	t.Parallel()
	e := testenv.New(t, false, "teacher:siti", "dara", "bayu", "minh", "nok")
	siti := e.Device("siti")
	class, other := newClass(e, siti, "dara", "bayu", "minh", "nok"), newClass(e, siti, "dara")
	siti.Sync()
	svc := &steady{Service: siti.Svc}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	const rounds = 12
	var all gosync.WaitGroup
	errs := make(chan error, 100)
	for _, name := range []string{"dara", "bayu", "minh", "nok"} {
		d := e.Device(name)
		all.Go(func() {
			for i := range rounds {
				if err := d.Save(ctx, campus.Say(class, class, fmt.Sprint(name, " ", i))); err != nil {
					errs <- err
				}
				if _, err := sync.Sync(ctx, d.Replica, svc, nil); err != nil {
					errs <- err
				}
			}
			for { // the rest comes by news alone
				n, err := d.Count(ctx, campus.Query{Kind: "post", Topic: class})
				if err != nil || n == 4*rounds {
					errs <- err
					return
				}
				table, _, err := d.Cursors(ctx)
				if err == nil {
					var woken bool
					if woken, err = svc.News(ctx, d.Identity().Token, protocol.Digest(table), 20*time.Second); err == nil && !woken {
						err = errors.New("nobody was woken")
					}
				}
				if err == nil {
					_, err = sync.Sync(ctx, d.Replica, svc, nil)
				}
				if err != nil {
					errs <- errors.Join(fmt.Errorf("%s has %d posts", name, n), err)
					return
				}
			}
		})
	}
	bayu := e.People["bayu"]
	all.Go(func() {
		for i := range rounds {
			role := campus.Member
			if i%2 == 1 {
				role = campus.None
			}
			a := campus.Action{Space: other}
			if rec, err := siti.Record(ctx, campus.MembershipID(other, bayu)); err == nil {
				m := campus.As[campus.Membership](rec)
				m.Role = role
				if c, differs := campus.Edit(rec, &m); differs {
					a.Changes = append(a.Changes, c)
				}
			} else {
				a.Changes = append(a.Changes, campus.Join(other, bayu, role))
			}
			if len(a.Changes) > 0 {
				if err := siti.Save(ctx, a); err != nil {
					errs <- err
				}
			}
			if _, err := sync.Sync(ctx, siti.Replica, svc, nil); err != nil {
				errs <- err
			}
		}
	})
	all.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	if n := svc.backs.Load(); n > 0 {
		t.Errorf("it said %d times that it went back in time", n)
	}
}
