package reader

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"time"

	"rantau/app/reader/guard"
)

// How long the worker may take.
const (
	openPatience = 20 * time.Second
	pagePatience = 10 * time.Second
)

// What becomes of a worker.
var (
	errHung = errors.New("the worker took too long")
	errDied = errors.New("the worker ended")
)

// refusal is a worker's answer that it cannot.
type refusal string

func (r refusal) Error() string { return string(r) }

// process is a worker. One goroutine at a time asks it.
type process struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	free func() // lets go of what limits it from outside
	gone atomic.Bool
}

// startProcess starts a worker that draws files.
func startProcess() (*process, error) { return startWorker(workerWord) }

// startWorker starts a worker of a kind.
func startWorker(word string) (*process, error) {
	if !answers.Load() || isWorker() {
		return nil, errNoWorkers
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: exec.CommandContext(context.Background(), self, word)}
	p.cmd.Env = bareEnv()
	p.cmd.WaitDelay = time.Second
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	widen(out)
	p.out = bufio.NewReaderSize(out, 256<<10)
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	if p.free, err = guard.Hold(p.cmd.Process, workerMemory); err != nil {
		p.free = func() {} // as good as the system allows
	}
	return p, nil
}

// open has the worker open its file, once.
func (p *process) open(ctx context.Context, path, password string) (openAnswer, error) {
	var a openAnswer
	path, err := filepath.Abs(path)
	if err != nil {
		return a, err
	}
	_, err = p.ask(ctx, openPatience, askOpen, openAsk{Path: path, Password: password}, &a)
	return a, err
}

// bareEnv is the environment of the worker: nothing that it could tell on.
func bareEnv() []string {
	var env []string
	for _, name := range []string{"PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// kill ends the worker. It may be called from any goroutine, and twice.
func (p *process) kill() {
	if p.gone.CompareAndSwap(false, true) {
		_ = p.cmd.Process.Kill()
		go func() {
			_ = p.in.Close()
			_ = p.cmd.Wait() // what became of it was said already
			p.free()
		}()
	}
}

// ask asks the worker and reads its answer's head into got. After errHung and
// errDied, and when the context ended, the worker is gone.
func (p *process) ask(ctx context.Context, patience time.Duration, what byte, head, got any) ([]byte, error) {
	return p.askWith(ctx, patience, what, head, nil, got)
}

// askWith is ask with data beside the head.
func (p *process) askWith(ctx context.Context, patience time.Duration, what byte, head any, data []byte, got any) ([]byte, error) {
	var hung atomic.Bool
	timer := time.AfterFunc(patience, func() { hung.Store(true); p.kill() })
	defer timer.Stop()
	defer context.AfterFunc(ctx, p.kill)()
	f, err := p.exchange(what, head, data)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case hung.Load():
		return nil, errHung
	case err != nil:
		p.kill()
		return nil, errDied
	case f.what == failure:
		var a failAnswer
		_ = json.Unmarshal(f.head, &a)
		return nil, refusal(a.Why)
	}
	if f.what != answer || json.Unmarshal(f.head, got) != nil {
		p.kill()
		return nil, errDied
	}
	return f.data, nil
}

func (p *process) exchange(what byte, head any, data []byte) (frame, error) {
	if err := writeFrame(p.in, what, head, data); err != nil {
		return frame{}, err
	}
	return readFrame(p.out, maxData)
}
