package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

	"rantau/app/theme"
	"rantau/app/widget"
	"rantau/assets/sample"
	"rantau/campus"
	"rantau/storage"
	"rantau/sync/protocol"
	"rantau/words"
)

// posts are texts of the sample campus, in all its languages.
func posts() (out []string) {
	_, steps := sample.Generate(sample.Config{Seed: 1, Size: sample.Batch, Now: time.Date(2026, 3, 19, 14, 0, 0, 0, time.UTC)})
	for s := range steps {
		for _, c := range s.Action.Changes {
			var text string
			if c.Kind == "post" && json.Unmarshal(c.Set["text"], &text) == nil {
				out = append(out, text)
			}
		}
	}
	return out
}

// thai is so much text in Thai, from posts of the campus.
func thai(all []string, size int) string {
	var b strings.Builder
	for b.Len() < size {
		before := b.Len()
		for _, p := range all {
			if strings.IndexFunc(p, func(r rune) bool { return unicode.Is(unicode.Thai, r) }) >= 0 && b.Len() < size {
				b.WriteString(p)
				b.WriteString("\n")
			}
		}
		if b.Len() == before {
			break
		}
	}
	return b.String()
}

// icu finds the places for lines to end in standard input, and prints how long it took
// and how many it found.
const icu = `
import sys, time
from icu import BreakIterator, Locale, UnicodeString
text = UnicodeString(sys.stdin.buffer.read().decode())
it = BreakIterator.createLineInstance(Locale("th"))
it.setText(text)
n = sum(1 for _ in it)
began = time.perf_counter()
it.setText(text)
n = sum(1 for _ in it)
print(time.perf_counter() - began, n)
`

func segmenting(ctx context.Context) (string, error) {
	text := thai(posts(), 1<<20)
	best, forms, found := 1e9, 1e9, 0
	for range 5 {
		began := time.Now()
		found = len(words.Breaks(text))
		best = min(best, ms(began))
		began = time.Now()
		words.Words(text)
		forms = min(forms, ms(began))
	}
	ours := fmt.Sprintf("%.0f ms for %d places where a line may end (%.0f ms for words in the form of search)", best, found, forms)
	python := "/usr/bin/python3" // Debian packages are for this one, whatever comes before it
	if _, err := os.Stat(python); err != nil {
		python = "python3"
	}
	c := exec.CommandContext(ctx, python, "-c", icu)
	c.Stdin = strings.NewReader(text)
	out, err := c.Output()
	took, places, _ := strings.Cut(string(bytes.TrimSpace(out)), " ")
	seconds, bad := strconv.ParseFloat(took, 64)
	if err != nil || bad != nil {
		return ours + " (ICU is not here: python3-icu)", nil
	}
	return fmt.Sprintf("%s, ICU %.0f ms for %s: %.2f ×", ours, seconds*1000, places, best/(seconds*1000)), nil
}

// prose wraps and draws a long post with the program's text and with Fyne's label,
// in a window's column, by the software painter.
func prose(context.Context) (string, error) {
	text, n := thai(posts(), 1<<20), 0
	for i, w := range words.Words(text) {
		if i == 10_000 {
			text, n = text[:w.From], i
			break
		}
	}
	a := test.NewApp()
	defer a.Quit()
	a.Settings().SetTheme(theme.New(theme.Look{Text: theme.Normal}))
	took := func(make func() fyne.CanvasObject) (wrap, draw float64) {
		began := time.Now()
		o := make()
		w := a.NewWindow("")
		defer w.Close()
		w.Resize(fyne.NewSize(820, 768))
		w.SetContent(container.NewVScroll(o))
		_ = o.MinSize()
		wrap = ms(began)
		w.Canvas().Capture()
		began = time.Now()
		w.Canvas().Capture()
		return wrap, ms(began)
	}
	took(func() fyne.CanvasObject { return widget.NewReading(widget.Run{Text: text[:2000]}) }) // reads the faces
	wrap, draw := took(func() fyne.CanvasObject { return widget.NewReading(widget.Run{Text: text}) })
	theirs, drawn := took(func() fyne.CanvasObject {
		l := fw.NewLabel(text)
		l.Wrapping = fyne.TextWrapWord
		return l
	})
	return fmt.Sprintf("%d words: wrapped in %.0f ms, a frame %.0f ms; Fyne's label %.0f ms and %.0f ms: %.2f × and %.2f ×",
		n, wrap, draw, theirs, drawn, wrap/theirs, draw/drawn), nil
}

// questions are what people look for, in each language; some with half a word at the
// end, some without marks.
var questions = []string{"rice", "sensor soil", "power is out", "tha", "padi", "kelembapan tanah", "cuaca", "terima kasih", "menanam", "palay", "salamat", "tubig",
	"trồng", "cam bien", "cảm ơn", "dat", "ขอบคุณ", "ข้าว", "ดิน", "สัปดาห์", "สวัสดี", "ຂອບໃຈ", "ນ້ຳ", "ບ້ານ", "អរគុណ", "ដី", "ទឹក", "ကျေးဇူး", "ရေ", "မြေ", "obrigadu", "bee", "1023", "xylophone"}

// search asks over a small and a large copy.
func search(ctx context.Context) (string, error) {
	var out []string
	for _, n := range []int{largeCopy, smallCopy} {
		got, err := searchOver(ctx, n)
		if err != nil {
			return "", err
		}
		out = append(out, fmt.Sprintf("%d posts: %s", n, got))
	}
	return strings.Join(out, "; "), nil
}

func searchOver(ctx context.Context, n int) (string, error) {
	dir, err := os.MkdirTemp("", "rantau-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	r, err := storage.Open(dir, nil)
	if err != nil {
		return "", err
	}
	defer r.Close()
	_, key, _ := ed25519.GenerateKey(nil)
	me, space := campus.NewID(), campus.NewID()
	if err := r.SignIn(ctx, protocol.Identity{Server: campus.NewID(), Person: me, Key: key, Token: "t"}); err != nil {
		return "", err
	}
	all := posts()
	page := protocol.Page{Space: protocol.SpaceItem{ID: space, Role: campus.Owner}, End: protocol.PageItem{Cursor: "s1.aaaaaaaa", Whole: true},
		Records: []*protocol.RecordItem{{ID: space, Kind: "class", Seq: 1, Author: me, Created: 1, Body: json.RawMessage(`{"title":"T"}`)}}}
	for i := range n {
		body, _ := json.Marshal(map[string]string{"text": all[i%len(all)], "topic": string(space)})
		page.Records = append(page.Records, &protocol.RecordItem{ID: campus.NewID(), Kind: "post", Seq: int64(i + 2), Author: me, Created: int64(i), Body: body})
	}
	if err := r.Apply(ctx, []protocol.Page{page}); err != nil {
		return "", err
	}
	began := time.Now()
	for left := n; left > 0; {
		found, err := r.Search(ctx, campus.Search{Text: "rice"})
		if err != nil {
			return "", err
		}
		left = found.Waiting
	}
	indexed := ms(began)
	var took []float64
	hits := 0
	for range 5 {
		for _, q := range questions {
			began := time.Now()
			found, err := r.Search(ctx, campus.Search{Text: q, Limit: 100})
			if err != nil {
				return "", err
			}
			took = append(took, ms(began))
			hits += len(found.Hits)
		}
	}
	var typed []float64
	for _, word := range []string{"sensor", "water", "terima", "ข้าว"} { // letter by letter
		for end := range word {
			if end == 0 {
				continue
			}
			began := time.Now()
			if _, err := r.Search(ctx, campus.Search{Text: word[:end], Limit: 100}); err != nil {
				return "", err
			}
			typed = append(typed, ms(began))
		}
	}
	slices.Sort(typed)
	slices.Sort(took)
	return fmt.Sprintf("letter by letter at most %.0f ms, whole questions p95 %.1f ms, median %.1f ms (%d questions in ten languages, %d hits each; indexing %.1f s)",
		typed[len(typed)-1], took[len(took)*95/100], took[len(took)/2], len(questions), hits/len(took), indexed/1000), nil
}
