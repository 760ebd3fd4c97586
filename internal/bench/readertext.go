package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"rantau/app/reader"
	"rantau/campus"
	"rantau/storage"
	"rantau/sync/protocol"
)

// paper writes a PDF of so many pages of A4, each full of text and with two drawings.
func paper(pages int, seed int) []byte {
	var lines []string
	for _, p := range posts() {
		if clean := strings.Map(func(r rune) rune {
			if r < ' ' || r > '~' || strings.ContainsRune(`()\`, r) {
				return -1
			}
			return r
		}, p); len(clean) > 20 {
			lines = append(lines, clean[:min(len(clean), 95)])
		}
	}
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(at)}, args...)...)
	}
	b.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object("<< /Type /Pages /Count %d /Kids [%s] >>", pages, kids.String())
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>")
	for i := range pages {
		var ink strings.Builder
		fmt.Fprintf(&ink, "0.9 0.95 1 rg 40 60 515 %d re f 0.2 0.5 0.3 RG 60 80 m 300 %d 200 100 540 120 c S 0 g BT /F1 11 Tf 13 TL 60 790 Td (Page %d) Tj T* ", 20+i%90, 60+i%80, i+1)
		for k := range 48 {
			fmt.Fprintf(&ink, "(%s) Tj T* ", lines[(seed*7919+i*48+k)%len(lines)])
		}
		ink.WriteString("ET")
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", ink.Len(), ink.String())
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// slides are the PDFs of the course material, where there is any.
func slides() []string {
	all, _ := filepath.Glob(filepath.Join(os.Getenv("RANTAU_COURSE"), "course-farm", "slides", "*.pdf"))
	return all
}

// textOfPapers brings the words of a hundred PDFs into the search.
func textOfPapers(ctx context.Context) (string, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	files := slides()
	for i := len(files); i < 100; i++ {
		path := filepath.Join(dir, fmt.Sprintf("paper %d.pdf", i))
		if err := os.WriteFile(path, paper(8+i%25, i), 0o600); err != nil {
			return "", err
		}
		files = append(files, path)
	}
	r, err := storage.Open(filepath.Join(dir, "copy"), nil)
	if err != nil {
		return "", err
	}
	defer r.Close()
	_, key, _ := ed25519.GenerateKey(nil)
	me, space := campus.NewID(), campus.NewID()
	if err := r.SignIn(ctx, protocol.Identity{Server: campus.NewID(), Person: me, Key: key, Token: "t"}); err != nil {
		return "", err
	}
	page := protocol.Page{Space: protocol.SpaceItem{ID: space, Role: campus.Owner}, End: protocol.PageItem{Cursor: "s1.aaaaaaaa", Whole: true},
		Records: []*protocol.RecordItem{{ID: space, Kind: "class", Seq: 1, Author: me, Created: 1, Body: json.RawMessage(`{"title":"T"}`)}}}
	for i := range files {
		body, _ := json.Marshal(map[string]any{"name": filepath.Base(files[i]), "manifest": manifestOf(i), "size": 1})
		page.Records = append(page.Records, &protocol.RecordItem{ID: campus.NewID(), Kind: "document", Seq: int64(i + 2), Author: me, Created: int64(i), Body: body})
	}
	if err := r.Apply(ctx, []protocol.Page{page}); err != nil {
		return "", err
	}
	began, n := time.Now(), 0
	taking := 0.0
	for i, f := range files {
		at := time.Now()
		pages, err := reader.Texts(ctx, f, filepath.Base(f), "application/pdf")
		taking += ms(at)
		trouble := ""
		if errors.Is(err, reader.ErrNoText) { // pictures of slides
			trouble = err.Error()
		} else if err != nil {
			return "", fmt.Errorf("%s: %w", filepath.Base(f), err)
		}
		n += len(pages)
		if err := r.KeepText(ctx, manifestOf(i), pages, trouble); err != nil {
			return "", err
		}
	}
	for left := 1; left > 0; {
		found, err := r.Search(ctx, campus.Search{Text: "rice"})
		if err != nil {
			return "", err
		}
		left = found.Waiting
	}
	all := ms(began)
	ours := fmt.Sprintf("%d pages of %d files: %.0f pages a second into the search, %.0f of that is taking the text", n, len(files), float64(n)/all*1000, float64(n)/taking*1000)
	if _, err := exec.LookPath("mutool"); err != nil {
		return ours + " (mutool is not here: mupdf-tools)", nil
	}
	began = time.Now()
	for _, f := range files {
		if _, err := mutool(ctx, "-F", "text", f); err != nil {
			return "", err
		}
	}
	theirs := ms(began)
	return fmt.Sprintf("%s; mutool draw -F text %.0f pages a second: %.2f × its time, taking alone %.2f ×", ours, float64(n)/theirs*1000, all/theirs, taking/theirs), nil
}

func manifestOf(i int) string { return fmt.Sprintf("%064x", i+1) }
