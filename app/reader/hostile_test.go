package reader

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// hostile is what stands on the second of three pages, or spoils the whole document.
var hostile = map[string]func(t *testing.T) []byte{
	"page count": func(*testing.T) []byte { return makePDF("9999999999", sheetsOf("0 g")...) },
	"page tree loop": func(*testing.T) []byte {
		return between("", `<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 4 0 R] >>`)
	},
	"picture bomb":  func(t *testing.T) []byte { return withPicture(t, 60_000) },
	"large picture": func(t *testing.T) []byte { return withPicture(t, 20_000) },
	"large page": func(*testing.T) []byte {
		return between("", page("/MediaBox [0 0 9999999999 9999999999]"), stream("0 g"))
	},
	"page of nan": func(*testing.T) []byte { return between("", page("/MediaBox [0 0 nan -1e40]"), stream("0 g")) },
	"states": func(*testing.T) []byte {
		return between("", page("/MediaBox [0 0 300 400]"), stream(strings.Repeat("q 1 0 0 1 1 1 cm ", 300_000)+"0 0 9 9 re f"))
	},
	"arrays": func(*testing.T) []byte {
		return between("", page("/MediaBox [0 0 300 400] /X "+strings.Repeat("[", 400_000)), stream("0 g"))
	},
	"dictionaries": func(*testing.T) []byte {
		return between("", page("/MediaBox [0 0 300 400]"), stream("/Span "+strings.Repeat("<< /A ", 400_000)+" BDC"))
	},
	"form in itself": func(*testing.T) []byte {
		return between("", page("/MediaBox [0 0 300 400] /Resources << /XObject << /F 6 0 R >> >>"), stream("/F Do"),
			"<< /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Resources << /XObject << /F 6 0 R >> >> /Length 17 >>\nstream\n/F Do /F Do /F Do\nendstream")
	},
	// Ten forms that each draw the next one ten times: 10,000,000,000 of the last.
	"a million laughs": func(*testing.T) []byte {
		all := []string{page("/MediaBox [0 0 300 400] /Resources << /XObject << /F 6 0 R >> >>"), stream("/F Do")}
		for i := range 10 {
			ink := strings.Repeat("/F Do ", 10)
			all = append(all, fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Resources << /XObject << /F %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream", 7+i, len(ink), ink))
		}
		ink := "0 0 300 400 re f"
		all = append(all, fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Length %d >>\nstream\n%s\nendstream", len(ink), ink))
		return between("", all...)
	},
	"endless pattern": func(*testing.T) []byte {
		return between("", page("/MediaBox [0 0 300 400] /Resources << /Pattern << /P 6 0 R >> >>"), stream("/Pattern cs /P scn 0 0 300 400 re f"),
			"<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 .001 .001] /XStep .0001 /YStep .0001 /Resources << >> /Length 12 >>\nstream\n0 0 1 1 re f\nendstream")
	},
	"dashes": func(*testing.T) []byte {
		return between("", page("/MediaBox [0 0 300 400]"), stream("[.0001 .0001] 0 d "+strings.Repeat("0 0 m 1e9 1e9 l S ", 500)))
	},
	"outline loop": func(*testing.T) []byte {
		return between("/Outlines 6 0 R", page("/MediaBox [0 0 300 400]"), stream("0 g"),
			"<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 999999999 >>", "<< /Title (A) /Parent 6 0 R /First 7 0 R /Next 8 0 R /Count 9 >>", "<< /Title (B) /Parent 6 0 R /First 6 0 R /Next 7 0 R >>")
	},
	"deflated without end": func(t *testing.T) []byte {
		z := flood(t, strings.Repeat("0 0 9 9 re f ", 80_000), 1300)
		return between("", page("/MediaBox [0 0 300 400]"), fmt.Sprintf("<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", len(z), z))
	},
	"truncated": func(*testing.T) []byte { b := book(3); return b[:len(b)-len(b)/3] },
}

func init() {
	for seed := range uint64(12) {
		hostile[fmt.Sprint("fuzzed ", seed)] = func(*testing.T) []byte {
			b, r := book(3), rand.New(rand.NewPCG(seed, 1))
			for range 1 + r.IntN(60) {
				switch at := r.IntN(len(b)); r.IntN(3) {
				case 0:
					b[at] = byte(r.Uint32())
				case 1:
					b = append(b[:at], b[min(len(b), at+r.IntN(40)):]...)
				default:
					b = append(b[:at:at], append([]byte(fmt.Sprint(r.Int64()>>r.IntN(63))), b[at:]...)...)
				}
			}
			return b
		}
	}
}

func sheetsOf(ink string) []paperOf {
	return []paperOf{{300, 400, ink}, {300, 400, ink}, {300, 400, ink}}
}

func page(more string) string {
	return "<< /Type /Page /Parent 2 0 R /Contents 5 0 R " + more + " >>"
}

// between is a PDF of three pages; what is given is the second one (object 4), what is
// drawn on it (5) and what that needs.
func between(catalog string, objects ...string) []byte {
	all := append([]string{"<< /Type /Catalog /Pages 2 0 R " + catalog + " >>", "<< /Type /Pages /Count 3 /Kids [3 0 R 4 0 R 3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>"}, objects...)
	return rawPDF("", all...)
}

// withPicture has a picture of side × side points in three colours on its second page.
func withPicture(t *testing.T, side int) []byte {
	t.Helper()
	z := flood(t, strings.Repeat("\x00", 1<<20), 3*side*side>>20+1)
	return between("", page("/MediaBox [0 0 300 400] /Resources << /XObject << /I 6 0 R >> >>"), stream("300 0 0 400 0 0 cm /I Do"),
		fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream", side, side, len(z), z))
}

// flood is a text so many times, deflated, without being written out in between: what the
// second one became stands for all others, for all look back on the same.
func flood(t *testing.T, text string, times int) []byte {
	t.Helper()
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	once := func() []byte {
		at := z.Len()
		if _, err := w.Write([]byte(text)); err != nil || w.Flush() != nil {
			t.Fatal(err)
		}
		return bytes.Clone(z.Bytes()[at:])
	}
	return append(once(), bytes.Repeat(once(), times-1)...)
}

// TestHostile: whatever a file holds, in the time of a page each of its pages is drawn or
// said to be none, and why; the pages around it are drawn.
func TestHostile(t *testing.T) {
	for name, make := range hostile {
		t.Run(name, func(t *testing.T) {
			s, e, q := newTold(t, keepFile(t, "hostile.pdf", make(t)))
			e.patience = 3 * time.Second
			began := time.Now()
			wanting(t, s, q, e, func() bool { return s.failed != nil || s.opened.Pages > 0 })
			if s.failed != nil {
				if whole(s.failed) == "" {
					t.Errorf("no words for %v", s.failed)
				}
				return
			}
			n := min(s.opened.Pages, 3)
			var all []want
			for i := range n {
				all = append(all, want{page: i, scale: 1})
			}
			wanting(t, s, q, e, func() bool { return s.failed != nil || len(s.drawn)+len(s.spoilt) == n }, all...)
			answers := 0
			e.letters(1, func(*sheet, error) { answers++ })
			e.links(1, func([]link, error) { answers++ })
			e.outline(func([]heading, error) { answers++ })
			wanting(t, s, q, e, func() bool { return s.failed != nil || answers == 3 })
			t.Log(s.opened, s.failed, s.spoilt, time.Since(began).Round(time.Millisecond))
			for page, err := range s.spoilt {
				if why(err) == "" {
					t.Errorf("no words for %v", err)
				}
				spoilt := strings.HasPrefix(name, "fuzzed") || name == "truncated" || name == "page tree loop"
				if page != 1 && !spoilt {
					t.Errorf("page %d is lost too: %v", page+1, err)
				}
				if errors.Is(err, errGivenUp) {
					t.Error(err)
				}
			}
		})
	}
}
