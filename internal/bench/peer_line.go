package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"rantau/internal/slowline"
)

// peerDevice is a PouchDB that speaks over a line.
type peerDevice struct {
	*node
	line *slowline.Line
	near string // the server itself
}

// device starts a PouchDB without anything, for a database at the end of a line.
func (p *peer) device(ctx context.Context, db string, o slowline.Options, tuned bool) (*peerDevice, error) {
	name := fmt.Sprintf("device-%d", p.nth.Add(1))
	address := p.plain
	if tuned {
		address = p.tuned
	}
	line, err := slowline.New(address, o)
	if err != nil {
		return nil, err
	}
	n, err := startNode(ctx, "client.js", filepath.Join(p.dir, name))
	if err != nil {
		return nil, err
	}
	d := &peerDevice{n, line, "http://" + address}
	if _, err := d.ask(task{Do: "open", Name: name, URL: p.url(line.Addr(), db), Keep: tuned}); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *peerDevice) close() {
	d.node.close()
	_ = d.line.Close()
}

// do measures one task.
func (d *peerDevice) do(t task) (trip, error) {
	before := counts(d.line)
	seconds, err := d.ask(t)
	return since(before, d.line, seconds), err
}

// trip is what something took on a line.
type trip struct {
	seconds  float64
	up, down int64
}

func since(before slowline.Counts, line *slowline.Line, seconds float64) trip {
	now := counts(line)
	return trip{seconds, now.Up - before.Up, now.Down - before.Down}
}

// counts lets the line count what it brought: who reads is quicker.
func counts(line *slowline.Line) slowline.Counts {
	time.Sleep(50 * time.Millisecond)
	return line.Counts()
}

func (t trip) bytes() int64 { return t.up + t.down }

// timed measures what our own side does on a line.
func timed(line *slowline.Line, do func() error) (trip, error) {
	before, began := counts(line), time.Now()
	err := do()
	return since(before, line, time.Since(began).Seconds()), err
}

// size writes bytes as a person reads them.
func size(n int64) string {
	switch {
	case n >= 100_000:
		return fmt.Sprintf("%.2f MB", mb(n))
	case n >= 10_000:
		return fmt.Sprintf("%.0f KB", float64(n)/1000)
	}
	return fmt.Sprintf("%d bytes", n)
}

// lap is what something took, or why it could not be measured.
type lap struct {
	trip
	err error
}

func (t lap) String() string {
	if t.err != nil {
		return fmt.Sprintf("failed (%v)", t.err)
	}
	if t.seconds < 10 {
		return fmt.Sprintf("%.2f s, %s", t.seconds, size(t.bytes()))
	}
	return fmt.Sprintf("%.1f s, %s", t.seconds, size(t.bytes()))
}
