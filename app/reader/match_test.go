package reader

import (
	"strings"
	"testing"

	"rantau/app/reader/mupdf"
)

// sheetOf is a page with these words: "|" ends a line, "¶" a paragraph.
func sheetOf(s string) *sheet {
	var all letters
	x, y := float32(0), float32(10)
	for _, r := range s {
		switch r {
		case '|', '¶':
			all[len(all)-1].ends = map[rune]mupdf.Ends{'|': mupdf.Line, '¶': mupdf.Block}[r]
			x, y = 0, y+20
		default:
			all = append(all, letter{box: box{x, y, x + 10, y + 15}, r: r})
			x += 10
		}
	}
	return newSheet(all)
}

func (s *sheet) said(h hit) string {
	var b strings.Builder
	for _, l := range s.all[h.from : h.to+1] {
		b.WriteRune(l.r)
	}
	return b.String()
}

func TestMatching(t *testing.T) {
	for _, c := range []struct{ page, typed, want string }{
		{"Rice grows on rice fields", "RICE", "Rice/rice"},
		{"Chào các bạn", "chao cac", "Chào các"},
		{"Cha\u0300o ca\u0301c ba\u0323n", "chào các", "Cha\u0300o ca\u0301c"},
		{"Đồng bằng", "dong bang", "Đồng bằng"},
		{"Chao", "chào", "Chao"},
		{"two   words|and more", "two words and", "two   wordsand"},
		{"two words", "  two \u00a0 words ", "two words"},
		{"infor-|mation", "information", "infor-mation"},
		{"infor\u2010|mation", "information", "infor‐mation"},
		{"well-|known", "well-known", "well-known"},
		{"soft\u00adhyphen", "softhyphen", "soft\u00adhyphen"},
		{"end of line|next", "line next", "line" + "next"},
		{"ข้าวในน|า", "นา", "นา"},
		{"ดื่มน้ํา", "น้ำ", "น้ํา"}, // AM as one sign and as two
		{"ดื่มน้ำ", "น้", "น้"},
		{"ຂອບໃຈ", "ໃຈ", "ໃຈ"},
		{"ស្រែ", "ស្រែ", "ស្រែ"},
		{"ကျေးဇူး", "ဇူး", "ဇူး"},
		{"Terima kasih", "kasih", "kasih"},
		{"obrigadu barak", "Barak", "barak"},
		{"aaaa", "aa", "aa/aa"},
		{"nothing", "rice", ""},
		{"", "rice", ""},
		{"rice", "   ", ""},
		{"non-|sense", "nonsensical", ""},
		{"ends here|", "here ", "here"},
	} {
		s := sheetOf(c.page)
		var got []string
		for _, h := range s.find(foldQuery(c.typed), 10) {
			got = append(got, s.said(h))
		}
		if g := strings.Join(got, "/"); g != c.want {
			t.Errorf("%q on %q: %q, want %q", c.typed, c.page, g, c.want)
		}
	}
}

func TestMarksAreOneALine(t *testing.T) {
	s := sheetOf("one two|three four")
	h := s.find(foldQuery("two three"), 5)
	if len(h) != 1 || len(h[0].boxes) != 2 || h[0].boxes[0] != (box{40, 10, 70, 25}) || h[0].boxes[1] != (box{0, 30, 50, 45}) {
		t.Error(h)
	}
	if h = s.find(foldQuery("t"), 1); len(h) != 1 {
		t.Error("more hits than were asked for:", h)
	}
}

// FuzzFind: whatever is on a page and is typed, a hit is on the page, and what is on the
// page is found.
func FuzzFind(f *testing.F) {
	f.Add("Chào các|bạn", "cac ban")
	f.Add("ดื่มน้ํา", "น้ำ")
	f.Add("ក្រុម្រុ|", "ក្រ")
	f.Fuzz(func(t *testing.T, page, typed string) {
		if page == "" || page[0] == '|' || strings.HasPrefix(page, "¶") {
			return
		}
		s := sheetOf(page)
		if len(s.text) != len(s.from) || len(s.text) != len(s.to) {
			t.Fatal("a rune without its letters")
		}
		for _, h := range s.find(foldQuery(typed), 100) {
			if h.from < 0 || h.from > h.to || h.to >= len(s.all) {
				t.Fatal("a hit beside the page:", h)
			}
		}
		for i, r := range s.text {
			if r != '\n' && r != ' ' && s.matches(i, s.text[i:i+1]) != i+1 {
				t.Fatal("a letter does not match itself")
			}
		}
	})
}
