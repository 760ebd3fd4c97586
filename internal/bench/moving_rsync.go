package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"rantau/internal/slowline"
)

// rsyncMoves has rsync send the same load to its own server behind the same kind of line.
func rsyncMoves(ctx context.Context) (moves, error) {
	safe, err := rsyncRound(ctx, 0, "--fsync")
	if err != nil {
		return moves{}, err
	}
	var all moves
	for i, cut := range []int64{0, 10_000_000, (papers*paperSize + bookSize) / 2} {
		m, err := rsyncRound(ctx, cut)
		if err != nil {
			return all, err
		}
		switch i {
		case 0:
			all = m
			all.before = safe.whole
		case 1:
			all.cutEarlyTwice = m.whole.bytes() - all.whole.bytes()
		default:
			all.cutHalfTwice = m.whole.bytes() - all.whole.bytes()
		}
	}
	return all, nil
}

func rsyncRound(ctx context.Context, cut int64, more ...string) (m moves, err error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return m, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	l, err := newLoad(filepath.Join(dir, "load"))
	if err != nil {
		return m, err
	}
	address, end, err := rsyncServer(ctx, dir)
	if err != nil {
		return m, err
	}
	defer end()
	line, err := slowline.New(address, slowline.Options{})
	if err != nil {
		return m, err
	}
	defer func() { _ = line.Close() }()
	if cut > 0 {
		line.CutUpAfter(cut)
	}
	send := func() error {
		for range 5 {
			out, err := exec.CommandContext(ctx, "rsync", append(more, "-a", "--partial", l.dir+"/", "rsync://"+line.Addr()+"/there/")...).CombinedOutput()
			if err == nil {
				return nil
			} else if line.Counts().Cuts == 0 {
				return fmt.Errorf("rsync: %w: %s", err, out)
			}
			time.Sleep(afterCut)
		}
		return errors.New("rsync does not go on")
	}
	if m.whole, err = timed(line, send); err != nil || cut > 0 {
		return m, err
	}
	if m.nothing, err = timed(line, send); err != nil {
		return m, err
	}
	if err := l.insert(); err != nil {
		return m, err
	}
	m.little, err = timed(line, send)
	return m, err
}

// rsyncServer starts a server of rsync's own on a free port.
func rsyncServer(ctx context.Context, dir string) (address string, end func(), err error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	address = free.Addr().String()
	_, port, _ := net.SplitHostPort(address)
	there := filepath.Join(dir, "there")
	conf := filepath.Join(dir, "rsyncd.conf")
	if err := errors.Join(free.Close(), os.Mkdir(there, 0o700),
		os.WriteFile(conf, fmt.Appendf(nil, "use chroot = no\n[there]\npath = %s\nread only = no\nuid = %d\ngid = %d\n", there, os.Getuid(), os.Getgid()), 0o600)); err != nil {
		return "", nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	c := exec.CommandContext(ctx, "rsync", "--daemon", "--no-detach", "--address=127.0.0.1", "--port="+port, "--config="+conf)
	if err := c.Start(); err != nil {
		stop()
		return "", nil, err
	}
	end = func() { stop(); _ = c.Wait() }
	for range 200 {
		if conn, err := net.Dial("tcp", address); err == nil {
			return address, end, conn.Close()
		}
		time.Sleep(10 * time.Millisecond)
	}
	end()
	return "", nil, errors.New("rsync's server does not start")
}
