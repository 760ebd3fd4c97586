package main

import (
	"context"
	"errors"
	"fmt"

	"rantau/campus"
	"rantau/internal/slowline"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// behind gives an empty copy that speaks over a line.
func (c *contest) behind(ctx context.Context, o slowline.Options) (*device, *slowline.Line, error) {
	line, err := slowline.New(c.bed.address, o)
	if err != nil {
		return nil, nil, err
	}
	d, err := c.bed.device(ctx, "p0", c.bed.address)
	if err != nil {
		return nil, nil, err
	}
	return d, line, d.svc.Move(line.URL())
}

// settled gives a copy on the thin line that has everything, and whose server knows it.
func (c *contest) settled(ctx context.Context) (*device, *slowline.Line, error) {
	d, line, err := c.behind(ctx, thin)
	if err != nil {
		return nil, nil, err
	}
	if err := d.svc.Move("http://" + c.bed.address); err != nil {
		return nil, nil, err
	}
	for range 2 { // the second tells the cursors
		if _, err := d.sync(ctx); err != nil {
			return nil, nil, err
		}
	}
	if err := d.svc.Move(line.URL()); err != nil {
		return nil, nil, err
	}
	_, err = d.sync(ctx) // opens the connection
	return d, line, err
}

// ourPull fills an empty copy, and cuts the line once after so many bytes, if any.
func (c *contest) ourPull(ctx context.Context, o slowline.Options, cutAfter int64) (trip, error) {
	d, line, err := c.behind(ctx, o)
	if err != nil {
		return trip{}, err
	}
	defer func() { _, _ = d.Close(), line.Close() }()
	if cutAfter > 0 {
		line.CutDownAfter(cutAfter)
	}
	records := 0
	t, err := timed(line, func() error {
		return twice(line, cutAfter > 0, func() error {
			r, err := d.sync(ctx)
			records += r.Records
			return err
		})
	})
	if err == nil && records < pulled {
		err = fmt.Errorf("only %d records came", records)
	}
	return t, err
}

func (c *contest) ourNothing(ctx context.Context) (trip, error) {
	d, line, err := c.settled(ctx)
	if err != nil {
		return trip{}, err
	}
	defer func() { _, _ = d.Close(), line.Close() }()
	return timed(line, func() error { _, err := d.sync(ctx); return err })
}

// ourOne has a record that somebody else changed come in, and one that was changed here
// go out.
func (c *contest) ourOne(ctx context.Context) (sent, came trip, err error) {
	d, line, err := c.settled(ctx)
	if err != nil {
		return sent, came, err
	}
	defer func() { _, _ = d.Close(), line.Close() }()
	say := campus.Say(c.bed.class, c.bed.class, shortText)
	if err := c.bed.server.Import(ctx, server.Import{Author: c.bed.people[1], Action: say}); err != nil {
		return sent, came, err
	}
	one := func() error { _, err := d.sync(ctx); return err }
	if came, err = timed(line, one); err != nil {
		return sent, came, err
	}
	if err := one(); err != nil { // tells the cursors
		return sent, came, err
	}
	if err := d.Save(ctx, campus.Say(c.bed.class, c.bed.class, shortText)); err != nil {
		return sent, came, err
	}
	sent, err = timed(line, one)
	return sent, came, err
}

func (c *contest) ourPush(ctx context.Context) (trip, error) {
	d, line, err := c.settled(ctx)
	if err != nil {
		return trip{}, err
	}
	defer func() { _, _ = d.Close(), line.Close() }()
	for _, text := range texts(pushed, textSize) {
		if err := d.Save(ctx, campus.Say(c.bed.class, c.bed.class, text)); err != nil {
			return trip{}, err
		}
	}
	return timed(line, func() error {
		r, err := d.sync(ctx)
		if err == nil && r.Sent != pushed {
			err = fmt.Errorf("%d of %d were settled", r.Sent, pushed)
		}
		return err
	})
}

// ourWait is one question for news, until the server answers that there are none. It has
// a server of its own: on the other one, things happen.
func (c *contest) ourWait(ctx context.Context) (trip, error) {
	b, err := newBed(ctx)
	if err != nil {
		return trip{}, err
	}
	defer b.close()
	if err := b.fill(ctx, 1000); err != nil {
		return trip{}, err
	}
	quiet := &contest{bed: b}
	d, line, err := quiet.settled(ctx)
	if err != nil {
		return trip{}, err
	}
	defer func() { _, _ = d.Close(), line.Close() }()
	table, _, err := d.Cursors(ctx)
	if err != nil {
		return trip{}, err
	}
	return timed(line, func() error {
		news, err := d.svc.News(ctx, d.Identity().Token, protocol.Digest(table), waited)
		if err == nil && news {
			err = errors.New("there was news")
		}
		return err
	})
}
