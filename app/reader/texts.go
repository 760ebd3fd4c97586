package reader

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"
)

// The limits of the text that is taken from one document for the search.
const (
	maxTextPages = 2_000
	maxAllText   = 8 << 20 // bytes
	textStarts   = 5       // workers for one document
	textPatience = 3 * time.Minute
)

// Why a document has no text. The words are for programs.
var (
	ErrNoText   = errors.New("no text in it") // a scan, a picture
	ErrNotRead  = errors.New("this program can't read it")
	ErrPassword = errors.New("it asks for a password")
)

// Texts gives the words of a document by page, as the search keeps them. It runs the
// same worker that draws pages: a file from a stranger is not looked into here. Pages
// that cannot be read are empty. It waits for disk and worker.
func Texts(ctx context.Context, path, name, kind string) ([]string, error) {
	switch f := formFor(name, kind, path); {
	case f == asText:
		t, err := readText(path, name)
		if err != nil {
			return nil, err
		}
		return enough([]string{strings.Join(t.pieces, "\n")})
	case f != asPages:
		return nil, ErrNotRead
	case picture(name):
		return nil, ErrNoText
	}
	ctx, cancel := context.WithTimeout(ctx, textPatience)
	defer cancel()
	t := taking{path: path, patience: pagePatience}
	defer t.end()
	return t.all(ctx)
}

// taking is a worker that is asked for the text of one file, page by page.
type taking struct {
	path     string
	password string
	patience time.Duration // for one page
	worker   *process
	pages    int
	starts   int
}

func (t *taking) end() {
	if t.worker != nil {
		t.worker.kill()
		t.worker = nil
	}
}

func (t *taking) all(ctx context.Context) ([]string, error) {
	if err := t.open(ctx); err != nil {
		return nil, err
	}
	var out []string
	total := 0
	for page := 0; page < min(t.pages, maxTextPages) && total < maxAllText; page++ {
		if t.worker == nil { // the page before ended it
			if t.starts >= textStarts {
				break
			}
			if err := t.open(ctx); err != nil {
				break
			}
		}
		text, err := t.worker.ask(ctx, t.patience, askText, pageAsk{page}, new(noHead))
		if ctx.Err() != nil {
			if len(out) > 0 && errors.Is(ctx.Err(), context.DeadlineExceeded) {
				break // what there is will do
			}
			return nil, ctx.Err()
		}
		var refused refusal
		if err != nil && !errors.As(err, &refused) {
			t.end()
		}
		out = append(out, strings.ToValidUTF8(string(text), ""))
		total += len(text)
	}
	return enough(out)
}

func (t *taking) open(ctx context.Context) error {
	t.starts++
	var err error
	if t.worker, err = startProcess(); err != nil {
		return err
	}
	a, err := t.worker.open(ctx, t.path, t.password)
	var refused refusal
	switch {
	case errors.As(err, &refused) && string(refused) == errPassword.Error():
		return ErrPassword
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return ErrNotRead
	}
	t.pages = a.Pages
	return nil
}

// enough tells whether there are any words.
func enough(pages []string) ([]string, error) {
	for _, p := range pages {
		if utf8.RuneCountInString(strings.TrimSpace(p)) > 0 {
			return pages, nil
		}
	}
	return nil, ErrNoText
}
