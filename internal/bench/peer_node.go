package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// node is a process of Node that is told what to do by lines and answers with lines.
type node struct {
	in  io.WriteCloser
	out *bufio.Reader
	cmd *exec.Cmd
	log bytes.Buffer
}

// startNode starts one of the scripts that scripts/peer has laid into build/peer, with
// a folder for what it stores.
func startNode(ctx context.Context, script, dir string) (*node, error) {
	path, err := filepath.Abs(filepath.Join("build", "peer", script))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	n := &node{cmd: exec.CommandContext(ctx, "node", path, dir)}
	n.cmd.Dir, n.cmd.Stderr = dir, &n.log
	if n.in, err = n.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := n.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	n.out = bufio.NewReader(out)
	return n, n.cmd.Start()
}

func (n *node) line() (string, error) {
	s, err := n.out.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("node ended: %w: %s", err, strings.TrimSpace(n.log.String()))
	}
	return strings.TrimSpace(s), nil
}

// close ends the process: it ends with its input.
func (n *node) close() {
	_ = n.in.Close()
	_ = n.cmd.Wait()
}

// task is what a client is to do; see client.js.
type task struct {
	Do      string  `json:"do"`
	Name    string  `json:"name,omitempty"`
	URL     string  `json:"url,omitempty"`
	At      string  `json:"at,omitempty"`
	From    string  `json:"from,omitempty"`
	Batch   int     `json:"batch,omitempty"`
	Seconds float64 `json:"seconds,omitempty"`
	Keep    bool    `json:"keep,omitempty"`
}

// ask has a client do something, and gives the seconds that it took, or a number that
// was asked for.
func (n *node) ask(t task) (float64, error) {
	b, err := json.Marshal(t)
	if err != nil {
		return 0, err
	}
	if _, err := n.in.Write(append(b, '\n')); err != nil {
		return 0, err
	}
	s, err := n.line()
	if err != nil {
		return 0, err
	}
	var answer struct {
		Seconds float64
		Value   *float64
		Error   string
	}
	if err := json.Unmarshal([]byte(s), &answer); err != nil {
		return 0, err
	}
	if answer.Error != "" {
		return 0, errors.New(answer.Error)
	}
	if answer.Value != nil {
		return *answer.Value, nil
	}
	return answer.Seconds, nil
}

// install gets the peer, or says in a few words why there is none.
func install(ctx context.Context) error {
	out, err := exec.CommandContext(ctx, "bash", filepath.Join("scripts", "peer")).CombinedOutput()
	if err == nil {
		return nil
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if last := lines[len(lines)-1]; last != "" {
		return errors.New(last)
	}
	return err
}

// put sends JSON to the peer's server.
func put(ctx context.Context, method, url string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	if said, err := io.ReadAll(res.Body); res.StatusCode >= 300 || err != nil {
		return fmt.Errorf("%s %s: %s %.200s", method, url, res.Status, said)
	}
	return nil
}
