package main

import (
	"bufio"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	gosync "sync"
	"time"

	"github.com/gofrs/flock"
)

// instance is this process's claim on a profile: two windows must not write one
// copy. A second start finds the first by the file "window", which names a
// loopback address and a secret, and asks it to come to the front.
type instance struct {
	lock   *flock.Flock
	line   net.Listener
	path   string
	mu     gosync.Mutex
	second func()
}

// claim takes the profile, or brings its window to the front and gives false.
func claim(folder string) (*instance, bool, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, false, fmt.Errorf("make the profile's folder: %w", err)
	}
	i := &instance{lock: flock.New(filepath.Join(folder, "lock")), path: filepath.Join(folder, "window")}
	free, err := i.lock.TryLock()
	if err != nil {
		return nil, false, fmt.Errorf("lock the profile: %w", err)
	}
	if !free {
		return nil, false, i.knock()
	}
	return i, true, i.listen()
}

func (i *instance) listen() error {
	line, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen for a second start: %w", err)
	}
	var b [16]byte
	_, _ = rand.Read(b[:])
	secret := hex.EncodeToString(b[:])
	i.line = line
	if err := os.WriteFile(i.path, []byte(line.Addr().String()+"\n"+secret+"\n"), 0o600); err != nil {
		return err
	}
	go func() {
		for {
			c, err := line.Accept()
			if err != nil {
				return
			}
			go i.answer(c, secret)
		}
	}()
	return nil
}

func (i *instance) answer(c net.Conn, secret string) {
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	said, err := bufio.NewReaderSize(c, 256).ReadString('\n')
	if err != nil || strings.TrimSpace(said) != secret {
		return
	}
	i.mu.Lock()
	f := i.second
	i.mu.Unlock()
	if f != nil {
		f()
	}
	_, _ = c.Write([]byte("ok\n"))
}

// onSecond sets what a second start does.
func (i *instance) onSecond(f func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.second = f
}

// knock asks the window that has the profile to come to the front.
func (i *instance) knock() error {
	b, err := os.ReadFile(i.path)
	where := strings.Fields(string(b))
	if err == nil && len(where) == 2 {
		var c net.Conn
		if c, err = net.DialTimeout("tcp", where[0], 3*time.Second); err == nil {
			defer func() { _ = c.Close() }()
			_ = c.SetDeadline(time.Now().Add(5 * time.Second))
			_, _ = c.Write([]byte(where[1] + "\n"))
			var answer string
			if answer, err = bufio.NewReader(c).ReadString('\n'); answer == "ok\n" {
				fmt.Println("this profile is open already; its window comes to the front")
				return nil
			}
		}
	}
	if err == nil {
		err = errors.New("it does not answer")
	}
	return fmt.Errorf("this profile is open in another process (%w); close that first", err)
}

func (i *instance) release() {
	_ = i.line.Close()
	_ = os.Remove(i.path)
	_ = i.lock.Unlock()
}
