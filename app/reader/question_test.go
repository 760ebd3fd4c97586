package reader

import (
	"errors"
	"testing"
	"time"

	"rantau/app/apptest"
)

func until(t *testing.T, q *apptest.Queue, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it took too long")
		}
		q.Drain()
	}
}

func TestQuestions(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "rich.pdf", rich()))
	var page *sheet
	var links []link
	var heads []heading
	var small *bitmap
	e.small(want{page: 1, scale: 0.2}, func(b *bitmap, _ error) { small = b })
	e.letters(0, func(s *sheet, _ error) { page = s })
	e.links(0, func(l []link, _ error) { links = l })
	e.outline(func(h []heading, _ error) { heads = h })
	until(t, q, func() bool { return page != nil && links != nil && heads != nil && small != nil })
	if s.failed != nil || len(page.find(foldQuery("rice FIELD at"), 9)) != 1 {
		t.Error(s.failed, string(page.text))
	}
	if len(links) != 2 { // javascript: is none
		t.Error(links)
	}
	if len(heads) != 2 || small.image.Rect.Dx() != 60 {
		t.Error(heads, small.image.Rect)
	}
}

// What is in sight is drawn before questions are asked, and small pictures come last.
func TestQuestionsWait(t *testing.T) {
	_, e, q := newTold(t, keepFile(t, "x.fake", nil))
	var order []string
	drawn, sized := e.tell.drawn, e.tell.sizes
	e.tell.drawn = func(w want, b *bitmap) { order = append(order, "page"); drawn(w, b) }
	e.tell.sizes = func(from int, z []size) {
		if from > 0 {
			order = append(order, "sizes")
		}
		sized(from, z)
	}
	e.mu.Lock()
	e.running = true // nobody runs until all is there
	e.mu.Unlock()
	e.small(want{page: 1, scale: 0.2}, func(*bitmap, error) { order = append(order, "small") })
	e.letters(0, func(*sheet, error) { order = append(order, "letters") })
	leave := e.letters(1, func(*sheet, error) { order = append(order, "left") })
	e.want([]want{{page: 0, scale: 1}})
	leave()
	e.mu.Lock()
	e.asked[0] = true
	e.running = false
	e.wake()
	e.mu.Unlock()
	until(t, q, func() bool { return len(order) == 7 })
	if order[0] != "page" || order[1] != "letters" || order[2] != "sizes" || order[6] != "small" {
		t.Error(order)
	}
}

// A page that ends the worker, or lies, when it is asked for its letters costs its own
// answer alone.
func TestQuestionsOfAMisbehavedFile(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "x.fake", nil))
	e.patience = time.Second
	errs, links := map[int]error{}, map[int]error{}
	for _, page := range []int{0, hangs, dies, lies, fails, 10} {
		e.letters(page, func(_ *sheet, err error) { errs[page] = err })
		e.links(page, func(_ []link, err error) { links[page] = err })
	}
	until(t, q, func() bool { return len(errs) == 6 && len(links) == 6 })
	if errs[0] != nil || errs[10] != nil || !errors.Is(errs[hangs], errHung) || !errors.Is(errs[dies], errDied) || errs[lies] == nil || errs[fails] == nil {
		t.Error(errs)
	}
	if links[0] != nil || links[lies] != nil || !errors.Is(links[dies], errDied) {
		t.Error(links)
	}
	if s.failed != nil || e.starts > 6 {
		t.Error(s.failed, e.starts)
	}
}

// Questions are given up before the document is.
func TestQuestionsAreGivenUp(t *testing.T) {
	s, e, q := newTold(t, keepFile(t, "x.fake", nil))
	told := 0
	var last error
	for range 2 * maxStarts {
		e.letters(dies, func(_ *sheet, err error) { told, last = told+1, err })
	}
	e.small(want{page: 0, scale: 1}, func(_ *bitmap, err error) {
		if err == nil {
			t.Error("a small picture is drawn all the same")
		}
		told++
	})
	until(t, q, func() bool { return told == 2*maxStarts+1 })
	if !errors.Is(last, errGivenUp) || e.starts > maxLost+2 {
		t.Error(last, e.starts)
	}
	wanting(t, s, q, e, func() bool { return s.drawn[10] != nil }, want{page: 10, scale: 1})
	if s.failed != nil {
		t.Error(s.failed)
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"https://example.org/a b?c=1#d": true, "HTTP://example.org": true, "mailto:siti@example.org": true,
		"javascript:alert(1)": false, "file:///etc/passwd": false, "smb://host/share": false, "https:": false, "example.org": false,
		"": false, "mailto:": false, "ms-word:ofe|u|http://x": false, "http://[::1": false, " https://x": false, "C:\\x.exe": false,
	} {
		if allowed(address) != want {
			t.Errorf("%q: %v", address, !want)
		}
	}
	for _, l := range []link{{Page: 5}, {Page: -1, Address: "file:///x"}, {Page: 0, Box: box{3, 0, 1, 1}}, {Page: 0, Top: 1e9}} {
		if l.sound(5) {
			t.Errorf("%+v is taken", l)
		}
	}
}
