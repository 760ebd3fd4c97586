package reader

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/gen2brain/go-fitz"

	"rantau/app/reader/acroform"
	"rantau/app/reader/guard"
	"rantau/app/reader/mupdf"
	"rantau/app/reader/pdfform"
)

// How long a worker may take over a form.
const formPatience = 15 * time.Second

// Forms implements ui.Forms.
type Forms struct{}

// Read implements ui.Forms.
func (Forms) Read(ctx context.Context, path string) (acroform.Form, error) {
	return ReadForm(ctx, path)
}

// Fill implements ui.Forms.
func (Forms) Fill(ctx context.Context, from, to string, v acroform.Values) (int, error) {
	return FillForm(ctx, from, to, v)
}

// ReadForm tells what the form in a file asks for. Where it can't be filled in, the error
// says why in words for people. It waits for disk and worker.
func ReadForm(ctx context.Context, path string) (acroform.Form, error) {
	var f acroform.Form
	if err := formSize(path); err != nil {
		return f, err
	}
	data, _, err := askForm(ctx, path, askFields, nil)
	if err != nil {
		return f, err
	}
	if len(data) > maxForm || json.Unmarshal(data, &f) != nil || len(f.Fields) > acroform.MaxFields {
		return acroform.Form{}, sayForm(acroform.Large)
	}
	if f.Usable() == 0 {
		return acroform.Form{}, sayForm(acroform.None)
	}
	return f, nil
}

// FillForm writes a copy of a form with values in its fields; the form stays as it is. It
// tells in how many boxes the text does not have the room that it needs.
func FillForm(ctx context.Context, from, to string, values acroform.Values) (cut int, err error) {
	if err := formSize(from); err != nil {
		return 0, err
	}
	b, err := json.Marshal(values)
	if err != nil {
		return 0, err
	}
	if len(b) > maxValues {
		return 0, sayForm(acroform.Large)
	}
	data, a, err := askForm(ctx, from, askFill, b)
	if err != nil {
		return 0, err
	}
	return a.Cut, writeFilled(from, to, data, a.Whole)
}

// writeFilled puts what the worker wrote behind a copy of the file, or in its place.
func writeFilled(from, to string, data []byte, whole bool) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if e := out.Close(); err == nil {
			err = e
		}
	}()
	if !whole {
		if _, err = io.Copy(out, in); err != nil {
			return err
		}
	}
	_, err = out.Write(data)
	return err
}

func formSize(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Size() > acroform.MaxFile {
		return sayForm(acroform.Large)
	}
	return err
}

// askForm has a worker of its own do one thing with a file.
func askForm(ctx context.Context, path string, what byte, data []byte) ([]byte, fillAnswer, error) {
	var a fillAnswer
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, a, err
	}
	p, err := startWorker(formWord)
	if err != nil {
		return nil, a, err
	}
	defer p.kill()
	data, err = p.askWith(ctx, formPatience, what, openAsk{Path: path}, data, &a)
	var no refusal
	switch {
	case err == nil || ctx.Err() != nil:
		return data, a, err
	case errors.As(err, &no):
		return nil, a, sayForm(acroform.Why(no))
	}
	return nil, a, sayForm(acroform.Broken)
}

// serveForm is the other side: it reads or fills in the one file that it was given.
func serveForm(in io.Reader, out io.Writer) error {
	return answerAll(in, out, maxValues, func(f frame) (any, []byte, error) {
		var q openAsk
		if err := json.Unmarshal(f.head, &q); err != nil {
			return nil, nil, err
		}
		b, err := openBlank(q.Path)
		if err != nil {
			return nil, nil, err
		}
		switch f.what {
		case askFields:
			form, err := pdfform.Read(b.pdf)
			if err != nil {
				return nil, nil, err
			}
			data, err := json.Marshal(form)
			if len(data) > maxForm {
				return nil, nil, acroform.Large
			}
			return noHead{}, data, err
		case askFill:
			var v acroform.Values
			if err := json.Unmarshal(f.data, &v); err != nil {
				return nil, nil, err
			}
			return b.fill(v)
		}
		return nil, nil, errAsk
	})
}

// blank is a form as it is before it is filled in.
type blank struct {
	pdf  mupdf.PDF
	file *os.File
	doc  *fitz.Document
}

// openBlank opens the file and then closes the door behind it, as for what draws.
func openBlank(path string) (b blank, err error) {
	if b.file, err = os.Open(path); err != nil {
		return b, acroform.Broken
	}
	_ = guard.Enter(b.file, workerMemory) // as good as the system allows
	fitz.MaxStore = 96 << 20
	if b.doc, err = mupdf.Open(b.file); err != nil {
		if errors.Is(err, fitz.ErrNeedsPassword) {
			return b, acroform.Locked
		}
		return b, acroform.Broken
	}
	var is bool
	if b.pdf, is = mupdf.Inside(b.doc); !is {
		return b, acroform.None
	}
	if _, e := b.file.Stat(); e != nil { // where MuPDF opens by name, it is closed
		b.file, err = os.Open(path)
	}
	return b, err
}

// fill writes what goes behind the file. One that is damaged is written anew first: nothing
// can be put behind it.
func (b blank) fill(v acroform.Values) (any, []byte, error) {
	if !b.pdf.Repaired() {
		info, err := b.file.Stat()
		if err != nil {
			return nil, nil, err
		}
		if before, err := pdfform.LookBefore(info.Size(), b.file.ReadAt); err == nil {
			got, err := pdfform.Fill(b.pdf, before, v)
			if err != nil {
				return nil, nil, err
			}
			if !b.pdf.Repaired() { // it may turn out on the way
				return fillAnswer{Cut: len(got.Cut)}, got.Tail, nil
			}
		}
	}
	whole := b.pdf.Rewrite()
	if len(whole) == 0 || len(whole) > maxData/2 {
		return nil, nil, acroform.Broken
	}
	doc, err := fitz.NewFromMemory(whole)
	if err != nil {
		return nil, nil, acroform.Broken
	}
	p, is := mupdf.Inside(doc)
	if !is {
		return nil, nil, acroform.Broken
	}
	before, err := pdfform.LookBefore(int64(len(whole)), func(to []byte, off int64) (int, error) { return copy(to, whole[off:]), nil })
	if err != nil {
		return nil, nil, err
	}
	got, err := pdfform.Fill(p, before, v)
	return fillAnswer{Whole: true, Cut: len(got.Cut)}, append(whole[:len(whole):len(whole)], got.Tail...), err
}
