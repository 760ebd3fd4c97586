package sync

import (
	"bytes"
	"context"

	"rantau/campus"
	"rantau/sync/protocol"
)

// pipeline puts the local copy's disk behind the network: while pages are
// committed, the next ones are read.
type pipeline struct {
	x     *exchange
	space *protocol.SpaceItem
	page  protocol.Page
	queue chan step
	done  chan error
	stop  chan struct{}
}

// step is a page or another item.
type step struct {
	page *protocol.Page
	item *protocol.Item
}

// depth is how many pages may wait for the disk; together is how many are
// committed at once at most, so that a screen is not held up.
const (
	depth    = 16
	together = 8
)

func newPipeline(ctx context.Context, x *exchange) *pipeline {
	p := &pipeline{x: x, queue: make(chan step, depth), done: make(chan error, 1), stop: make(chan struct{})}
	go func() {
		err := p.work(ctx)
		close(p.stop)
		p.done <- err
	}()
	return p
}

// item takes the stream apart: whole pages go to the queue, and so does what is
// not part of a page.
func (p *pipeline) item(i protocol.Item) error {
	if !sound(i) || p.space == nil && (i.Record != nil || i.Gone != nil || i.Page != nil) {
		return campus.Errorf(protocol.BadAnswer, "the server's answer makes no sense; what was received before is safe")
	}
	switch {
	case i.Space != nil:
		p.space = i.Space
		p.page = protocol.Page{Space: *i.Space}
		return nil
	case i.Record != nil:
		p.page.Records = append(p.page.Records, i.Record)
		return nil
	case i.Gone != nil:
		p.page.Gone = append(p.page.Gone, i.Gone.ID)
		return nil
	case i.Page != nil:
		page := p.page
		page.End = *i.Page
		p.page = protocol.Page{Space: *p.space}
		p.page.Space.Fresh = false
		return p.push(step{page: &page})
	}
	return p.push(step{item: &i})
}

// sound tells whether an item has the form that the copy relies on: what is not
// an object could never be shown, and would be stumbled over for ever.
func sound(i protocol.Item) bool {
	switch {
	case i.Space != nil:
		return i.Space.ID.Valid() && i.Space.Role.In()
	case i.Record != nil:
		b := bytes.TrimSpace(i.Record.Body)
		return i.Record.ID.Valid() && i.Record.Kind != "" && (len(b) == 0 || b[0] == '{')
	case i.Gone != nil:
		return i.Gone.ID.Valid()
	case i.Ahead != nil:
		return i.Ahead.Sound()
	case i.Page != nil:
		return protocol.CursorSound(i.Page.Cursor)
	}
	return true
}

func (p *pipeline) push(s step) error {
	select {
	case p.queue <- s:
		return nil
	case <-p.stop:
		return context.Canceled // work has failed; close gives its error
	}
}

// close waits until all is filed.
func (p *pipeline) close() error {
	close(p.queue)
	return <-p.done
}

func (p *pipeline) work(ctx context.Context) error {
	for s := range p.queue {
		var pages []protocol.Page
		for s.page != nil {
			pages = append(pages, *s.page)
			s = step{}
			if len(pages) < together {
				select {
				case s = <-p.queue: // the zero step once the queue is closed
				default:
				}
			}
		}
		if len(pages) > 0 {
			if err := p.x.pages(ctx, pages); err != nil {
				return err
			}
		}
		if s.item != nil {
			if err := p.x.receive(ctx, *s.item); err != nil {
				return err
			}
		}
	}
	return p.x.settle(ctx)
}
