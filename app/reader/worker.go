package reader

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"rantau/app/reader/guard"
	"rantau/app/reader/mupdf"
)

// The hidden subcommands.
const (
	workerWord = "render-worker"
	formWord   = "form-worker" // forms.go
)

// Limits of the worker.
const (
	workerMemory  = 1_200 << 20 // of addresses, beside what a Go program takes by itself
	workerSeconds = 15          // for one request: the program stops it sooner
)

// IsWorker tells whether this process was started to look into a file. Main asks it
// before anything else; a program that does not ask gets no workers.
func IsWorker() bool {
	answers.Store(true)
	return isWorker()
}

func isWorker() bool {
	return len(os.Args) == 2 && (os.Args[1] == workerWord || os.Args[1] == formWord)
}

// answers tells that this program, started as a worker, is one. Else it would do what it
// always does, and start the next.
var answers atomic.Bool

var errNoWorkers = errors.New("this program has no workers")

// Worker draws pages, or reads and fills in a form, for the program that started this
// process, until its input ends. It gives the process's exit code.
func Worker() int {
	debug.SetMemoryLimit(512 << 20)
	work := func() error { return serve(os.Stdin, os.Stdout, guarded) }
	if os.Args[1] == formWord {
		work = func() error { return serveForm(os.Stdin, os.Stdout) }
	}
	if work() != nil {
		return 1
	}
	return 0
}

// guarded opens a file from a stranger: the descriptor first, then nothing else can be
// opened any more, and then the first byte is read.
func guarded(path, password string) (drawer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, errOpen
	}
	_ = guard.Enter(f, workerMemory) // as good as the system allows
	return openMuPDF(f, password)
}

// drawer draws the pages of one file.
type drawer interface {
	pages() int
	size(page int) (size, error)
	render(page int, scale float64, turn int) (renderAnswer, []byte, error)
	text(page int) (string, error)
	letters(page int) ([]mupdf.Char, error)
	links(page int) ([]link, error)
	outline() []heading
	close()
}

func serve(in io.Reader, out io.Writer, open opener) error {
	s := server{open: open}
	defer s.close()
	return answerAll(in, out, 0, s.do)
}

// answerAll answers frames with so much data, one after the other.
func answerAll(in io.Reader, out io.Writer, limit int, do func(frame) (any, []byte, error)) error {
	r := bufio.NewReader(in)
	for {
		f, err := readFrame(r, limit)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		// Somebody must stop what hangs in C even when the program is gone.
		watchdog := time.AfterFunc(workerSeconds*time.Second, func() { os.Exit(3) })
		guard.Seconds(workerSeconds)
		head, data, err := do(f)
		watchdog.Stop()
		what := byte(answer)
		if err != nil {
			what, head, data = failure, failAnswer{Why: err.Error()}, nil
		}
		if err := writeFrame(out, what, head, data); err != nil {
			return err
		}
	}
}

// opener opens a file, with a password or "".
type opener func(path, password string) (drawer, error)

type server struct {
	open opener
	doc  drawer
	n    int
}

func (s *server) close() {
	if s.doc != nil {
		s.doc.close()
		s.doc = nil
	}
}

func (s *server) do(f frame) (any, []byte, error) {
	switch f.what {
	case askOpen:
		var q openAsk
		if err := json.Unmarshal(f.head, &q); err != nil {
			return nil, nil, err
		}
		a, err := s.begin(q.Path, q.Password)
		return a, nil, err
	case askSizes:
		var q sizesAsk
		if err := json.Unmarshal(f.head, &q); err != nil {
			return nil, nil, err
		}
		return s.sizes(q), nil, nil
	case askRender:
		var q renderAsk
		if err := json.Unmarshal(f.head, &q); err != nil {
			return nil, nil, err
		}
		if q.Page < 0 || q.Page >= s.n {
			return nil, nil, errPage
		}
		return three(s.doc.render(q.Page, q.Scale, q.Turn))
	case askOutline:
		if s.doc == nil {
			return nil, nil, errAsk
		}
		data, err := json.Marshal(s.doc.outline())
		return noHead{}, data, err
	case askText, askLetters, askLinks:
		var q pageAsk
		if err := json.Unmarshal(f.head, &q); err != nil {
			return nil, nil, err
		}
		if q.Page < 0 || q.Page >= s.n {
			return nil, nil, errPage
		}
		data, err := s.page(f.what, q.Page)
		return noHead{}, data, err
	}
	return nil, nil, errAsk
}

// page gives what is on a page.
func (s *server) page(what byte, n int) ([]byte, error) {
	switch what {
	case askText:
		t, err := s.doc.text(n)
		return []byte(t[:min(len(t), maxText)]), err
	case askLetters:
		l, err := s.doc.letters(n)
		return packLetters(l), err
	}
	l, err := s.doc.links(n)
	if err != nil {
		return nil, err
	}
	return json.Marshal(l)
}

func three(a renderAnswer, data []byte, err error) (any, []byte, error) { return a, data, err }

func (s *server) begin(path, password string) (openAnswer, error) {
	s.close()
	s.n = 0
	doc, err := s.open(path, password)
	if err != nil {
		return openAnswer{}, err
	}
	n := doc.pages()
	if n <= 0 {
		doc.close()
		return openAnswer{}, errNoPages
	}
	s.doc = doc
	a := openAnswer{Pages: min(n, maxPages), More: n > maxPages}
	if p, is := doc.(*paged); is {
		a.Cut, a.Drawn = p.cut, p.cut || !mupdf.MayPrint(p.doc)
	}
	if a.More { // believe no such number: see how far there really are pages
		a.Pages = s.reach(a.Pages)
		if a.Pages == 0 {
			return openAnswer{}, errNoPages
		}
		a.More = a.Pages == maxPages
	}
	s.n = a.Pages
	return a, nil
}

// reach finds how many of n claimed pages are there, in a few steps.
func (s *server) reach(n int) int {
	low, high := 0, n
	for low < high {
		mid := (low + high + 1) / 2
		if _, err := s.doc.size(mid - 1); err == nil {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

func (s *server) sizes(q sizesAsk) sizesAnswer {
	var a sizesAnswer
	for i := max(0, q.From); i < s.n && len(a.Sizes) < min(q.Count, maxBlock); i++ {
		z, err := s.doc.size(i)
		if err != nil {
			z = size{}
		}
		a.Sizes = append(a.Sizes, z)
	}
	return a
}
