package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rantau/campus"
	"rantau/internal/slowline"
	"rantau/sync"
)

// What is moved: bytes that nothing packs, as those of pictures and most PDFs.
const (
	papers    = 200
	paperSize = 250_000
	bookSize  = 20_000_000
	inserted  = 1_000 // into the middle of the book
)

// load is a folder of files to move.
type load struct {
	dir   string
	names []string
	bytes int64
}

// afterCut is when it goes on after a cut, as in the program at the soonest.
const afterCut = time.Second

// newLoad writes the files; the book is the last.
func newLoad(dir string) (*load, error) {
	l := &load{dir: dir}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	r := rand.NewChaCha8([32]byte{6})
	for i := range papers + 1 {
		name, size := fmt.Sprintf("paper %03d.pdf", i), paperSize
		if i == papers {
			name, size = "the book.pdf", bookSize
		}
		b := make([]byte, size)
		_, _ = r.Read(b)
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return nil, err
		}
		l.names, l.bytes = append(l.names, name), l.bytes+int64(size)
	}
	return l, nil
}

func (l *load) book() string { return filepath.Join(l.dir, l.names[papers]) }

// insert puts bytes into the middle of the book.
func (l *load) insert() error {
	b, err := os.ReadFile(l.book())
	if err != nil {
		return err
	}
	more := make([]byte, inserted)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(more)
	return os.WriteFile(l.book(), slices.Insert(b, len(b)/2, more...), 0o600)
}

// mover is a computer that hands files over a line.
type mover struct {
	*device
	files *sync.Files
	line  *slowline.Line
	class campus.ID
	book  campus.ID
}

func (b *bed) mover(ctx context.Context, user string) (*mover, error) {
	line, err := slowline.New(b.address, slowline.Options{})
	if err != nil {
		return nil, err
	}
	d, err := b.device(ctx, user, line.Addr())
	if err != nil {
		return nil, err
	}
	if _, err := d.sync(ctx); err != nil {
		return nil, err
	}
	m := &mover{device: d, files: sync.NewFiles(d.Replica, d.svc, d.Blobs(), filepath.Join(b.dir, "read by "+user)), line: line, class: b.class}
	return m, m.files.SetRules(ctx, campus.KeepRules{Under: campus.MaxFile})
}

func (m *mover) close() {
	m.files.Stop()
	_, _ = m.Close(), m.line.Close()
}

// add takes all files in, as dropping them does.
func (m *mover) add(ctx context.Context, l *load) error {
	a := campus.Action{Space: m.class}
	for _, name := range l.names {
		doc, err := m.files.Add(ctx, filepath.Join(l.dir, name))
		if err != nil {
			return err
		}
		m.book = campus.NewID()
		a.Changes = append(a.Changes, campus.Create(m.book, "document", &doc))
	}
	for c := range slices.Chunk(a.Changes, 100) {
		if err := m.Save(ctx, campus.Action{Space: m.class, Changes: c}); err != nil {
			return err
		}
	}
	return nil
}

// again takes the book in as its next version.
func (m *mover) again(ctx context.Context, l *load) error {
	was, err := m.Record(ctx, m.book)
	if err != nil {
		return err
	}
	next, err := m.files.Add(ctx, l.book())
	if err != nil {
		return err
	}
	return m.Save(ctx, campus.Action{Space: m.class, Changes: []campus.Change{campus.Replace(was, next, m.Me(), time.Now())}})
}

// send brings everything to the server; over a line that is cut it goes on at once.
func (m *mover) send(ctx context.Context) error {
	for range 5 {
		_, err := m.sync(ctx)
		if err == nil {
			err = m.files.Upload(ctx)
		}
		if err == nil {
			_, err = m.sync(ctx) // that they are stored
		}
		if err == nil {
			return nil
		} else if m.line.Counts().Cuts == 0 {
			return err
		}
		time.Sleep(afterCut)
	}
	return errors.New("the line is open, and the files don't go")
}

// fetch brings all files here, as those that are kept come.
func (m *mover) fetch(ctx context.Context, n int) error {
	if _, err := m.sync(ctx); err != nil {
		return err
	}
	all, err := m.Records(ctx, campus.Query{Space: m.class, Kind: "document"})
	if err != nil || len(all) != n {
		return fmt.Errorf("%d of %d documents are here: %w", len(all), n, err)
	}
	for {
		m.files.Turn()
		rest := 0
		for _, r := range all {
			if !m.files.Whole(campus.As[campus.Document](r)) {
				rest++
			}
		}
		if rest == 0 {
			return nil
		}
		select {
		case <-m.files.Came():
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// moves are what one way of moving the load took.
type moves struct {
	whole, nothing, little      trip
	before                      trip  // taking the files in
	cutEarlyTwice, cutHalfTwice int64 // bytes beyond a way that nothing cuts
}

// moving sends the load, and moves rsync's beside it.
func moving(ctx context.Context) (string, error) {
	ours, back, err := ourMoves(ctx)
	if err != nil {
		return "", err
	}
	theirs, err := rsyncMoves(ctx)
	if err != nil {
		return "", err
	}
	say := func(m moves, bytes int64) string {
		return fmt.Sprintf("whole %.2f s, %.4f × the bytes; nothing changed %s; 1 KB put into the middle %s; cut at 10 MB %s sent twice, at half %s",
			m.whole.seconds, float64(m.whole.bytes())/float64(bytes), size(m.nothing.bytes()), size(m.little.bytes()), size(m.cutEarlyTwice), size(m.cutHalfTwice))
	}
	all := int64(papers*paperSize + bookSize)
	return fmt.Sprintf("taken in %.2f s; sent: %s; fetched: %s; rsync: %s; rsync that waits for the disk as we do: %.2f s",
		ours.before.seconds, say(ours, all), say(back, all), say(theirs, all), theirs.before.seconds), nil
}

// ourMoves has one computer send the load and another fetch it.
func ourMoves(ctx context.Context) (sent, got moves, err error) {
	var plain [2]moves
	for i, cut := range []int64{0, 10_000_000, (papers*paperSize + bookSize) / 2} {
		s, g, err := ourRound(ctx, cut)
		if err != nil {
			return sent, got, err
		}
		switch i {
		case 0:
			sent, got = s, g
			plain = [2]moves{s, g}
		case 1:
			sent.cutEarlyTwice, got.cutEarlyTwice = s.whole.bytes()-plain[0].whole.bytes(), g.whole.bytes()-plain[1].whole.bytes()
		default:
			sent.cutHalfTwice, got.cutHalfTwice = s.whole.bytes()-plain[0].whole.bytes(), g.whole.bytes()-plain[1].whole.bytes()
		}
	}
	return sent, got, nil
}

// ourRound moves the load there and to another computer, over lines that are cut after so
// many bytes, 0 for never.
func ourRound(ctx context.Context, cut int64) (sent, got moves, err error) {
	b, err := newBed(ctx)
	if err != nil {
		return sent, got, err
	}
	defer b.close()
	l, err := newLoad(filepath.Join(b.dir, "load"))
	if err != nil {
		return sent, got, err
	}
	from, err := b.mover(ctx, "p0")
	if err != nil {
		return sent, got, err
	}
	defer from.close()
	to, err := b.mover(ctx, "p1")
	if err != nil {
		return sent, got, err
	}
	defer to.close()
	if cut > 0 {
		from.line.CutUpAfter(cut)
		to.line.CutDownAfter(cut)
	}
	do := func(m *mover, t *trip, f func() error) {
		if err == nil {
			*t, err = timed(m.line, f)
		}
	}
	nothing := func() error {
		_, err := from.sync(ctx)
		return errors.Join(err, from.files.Upload(ctx))
	}
	fetch := func() error { return to.fetch(ctx, papers+1) }
	do(from, &sent.before, func() error { return from.add(ctx, l) })
	do(from, &sent.whole, func() error { return from.send(ctx) })
	do(to, &got.whole, fetch)
	if cut > 0 {
		return sent, got, err
	}
	do(from, &sent.nothing, nothing)
	do(to, &got.nothing, fetch)
	if err == nil {
		err = l.insert()
	}
	do(from, &sent.little, func() error { return errors.Join(from.again(ctx, l), from.send(ctx)) })
	do(to, &got.little, fetch)
	return sent, got, err
}
